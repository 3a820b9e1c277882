"""PDFs that want to break a reader, made from nothing, and documents with bytes changed at random."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator

HTML = b"<html><body><img src='file:///etc/passwd'><script>alert(1)</script>" + b"<p>Text.</p>" * 500


def pdf_of(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (max(objects) + 1, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"", *, compress: bool = True) -> bytes:
    """A stream object."""
    if compress:
        content, entries = zlib.compress(content, 9), entries + b" /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def one_page(content: bytes, page: bytes = b"", more: dict[int, bytes] | None = None) -> bytes:
    """A PDF of one page with this content, an object 4 in the file."""
    box = b"" if b"/MediaBox" in page else b"/MediaBox [0 0 595 842]"
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s %s >>" % (box, page),
            4: content,
            **(more or {}),
        }
    )


def cyclic_page_tree() -> bytes:
    """Page tree nodes that are their own grandchildren."""
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1000 /Kids [3 0 R 3 0 R] >>",
            3: b"<< /Type /Pages /Count 500 /Parent 2 0 R /Kids [2 0 R 3 0 R] >>",
        }
    )


def huge_page() -> bytes:
    """A page of a billion points, filled."""
    return one_page(
        stream(b"1 0 0 rg 0 0 1000000000 1000000000 re f"), b"/MediaBox [0 0 1000000000 1000000000]"
    )


def many_pages(pages: int = 100_000) -> bytes:
    """So many pages, all the same object but for their number."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: stream(b"0 0 10 10 re f")}
    numbers = range(4, 4 + pages)
    for number in numbers:
        objects[number] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids)
    return pdf_of(dict(sorted(objects.items())))


def lying_count() -> bytes:
    """One page that says it is two billion."""
    return one_page(stream(b"0 0 10 10 re f")).replace(b"/Count 1 ", b"/Count 2147483647 ")


def exponential_forms(depth: int = 40) -> bytes:
    """Forms that draw the next form twice, so that the last would be drawn 2 ** depth times."""
    more = {}
    for number in range(5, 5 + depth):
        following = b"/Resources << /XObject << /N %d 0 R >> >>" % (number + 1)
        more[number] = stream(
            b"/N Do /N Do", b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] " + following
        )
    more[5 + depth] = stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]")
    return one_page(stream(b"/N Do"), b"/Resources << /XObject << /N 5 0 R >> >>", more)


def flate_bomb(size: int = 300_000_000) -> bytes:
    """A picture of 300 MB in 300 kB, and a page content of as many blanks."""
    packer = zlib.compressobj(9)
    blank = bytes(1_000_000)
    packed = b"".join(packer.compress(blank) for _ in range(size // len(blank))) + packer.flush()
    image = b"<< /Type /XObject /Subtype /Image /Width 10000 /Height 10000 /BitsPerComponent 8 /ColorSpace"
    image += b" /DeviceRGB /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    content = stream(b"600 0 0 800 0 0 cm /I Do " + b" " * 50_000_000)
    return one_page(content, b"/Resources << /XObject << /I 5 0 R >> >>", {5: image})


def nested_bomb() -> bytes:
    """A picture packed three times over: a few bytes that claim to be terabytes."""
    packed = bytes(100_000_000)
    for _ in range(3):
        packed = zlib.compress(packed, 9)
    image = b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 16 /ColorSpace"
    image += b" /DeviceCMYK /Filter [/FlateDecode /FlateDecode /FlateDecode] /Length %d >>" % len(packed)
    image += b"\nstream\n%s\nendstream" % packed
    content = stream(b"600 0 0 800 0 0 cm /I Do")
    return one_page(content, b"/Resources << /XObject << /I 5 0 R >> >>", {5: image})


def many_paths(paths: int = 2_000_000) -> bytes:
    """A page of so many curves, each stroked."""
    one = b"0 0 m 100 800 500 10 595 842 c S\n"
    return one_page(stream(one * paths))


def many_links(links: int = 200_000) -> bytes:
    """A page of so many links."""
    link = (
        b"<< /Type /Annot /Subtype /Link /Rect [10 10 90 90] /A << /S /URI /URI (https://example.org/) >> >>"
    )
    return one_page(stream(b"0 0 10 10 re f"), b"/Annots [%s]" % (link * links))


def actions() -> bytes:
    """A document that wants programs started and scripts run when it is opened, shown and closed."""
    launch = b"<< /S /Launch /F (/bin/touch) /Win << /F (calc.exe) >> >>"
    script = b"<< /S /JavaScript /JS (app.launchURL('http://127.0.0.1:9/'); this.exportDataObject(0);) >>"
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s /AA << /WC %s >> >>" % (script, launch),
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /AA << /O %s /C %s >>"
            b" /Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A %s >> ] >>"
            % (script, launch, launch),
            4: stream(b"0 0 10 10 re f"),
        }
    )


def external_stream() -> bytes:
    """A page whose content is said to be in another file."""
    return one_page(b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream")


def deep_nesting(depth: int = 200_000) -> bytes:
    """Arrays within arrays, and graphics states within graphics states."""
    return one_page(stream(b"q " * depth + b"[" * depth), b"/Deep " + b"[" * depth + b"]" * depth)


def self_calling_form() -> bytes:
    """A form that draws itself."""
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N 5 0 R >> >>"
    return one_page(
        stream(b"/N Do"), b"/Resources << /XObject << /N 5 0 R >> >>", {5: stream(b"/N Do", entries)}
    )


def tiny_pattern() -> bytes:
    """A page filled with a pattern of cells a ten-thousandth of a point wide."""
    pattern = stream(
        b"0 0 1 1 re f",
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001"
        b" /YStep 0.0001 /Resources << >>",
    )
    content = stream(b"/Pattern cs /P scn 0 0 595 842 re f")
    return one_page(content, b"/Resources << /Pattern << /P 5 0 R >> >>", {5: pattern})


MADE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "html": lambda: HTML,
    "cyclic page tree": cyclic_page_tree,
    "huge page": huge_page,
    "many pages": many_pages,
    "lying count": lying_count,
    "exponential forms": exponential_forms,
    "flate bomb": flate_bomb,
    "nested bomb": nested_bomb,
    "many paths": many_paths,
    "many links": many_links,
    "actions": actions,
    "external stream": external_stream,
    "deep nesting": deep_nesting,
    "form that draws itself": self_calling_form,
    "tiny pattern": tiny_pattern,
}


def mutated(originals: list[bytes], copies: int, seed: int = 1) -> Iterator[bytes]:
    """Copies with a few stretches overwritten, left out, doubled or cut off; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(copies):
        content = bytearray(chance.choice(originals))
        for _ in range(chance.choice((1, 3, 10, 40))):
            _mutate(content, chance)
        yield bytes(content)


def _mutate(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(max(1, len(content)))
    length = chance.choice((1, 1, 4, 30, 300))
    match chance.randrange(5):
        case 0 | 1:
            content[at : at + length] = chance.randbytes(length)
        case 2:
            del content[at : at + length]
        case 3:
            content[at:at] = content[at : at + length]
        case 4:
            # Numbers are where lengths, counts and sizes are.
            digits = [place for place in range(at, min(at + 2000, len(content))) if 48 <= content[place] < 58]
            for place in digits[: chance.choice((1, 5))]:
                content[place] = 48 + chance.randrange(10)
