"""Turns drawn pages into light letters on dark paper, and leaves their pictures alone; in the worker."""

from __future__ import annotations

from pymupdf import mupdf

from app.pdf.dark_pages import DIMMED_PICTURE, LIGHT_INK
from app.pdf.pictures import Pictures

_BLACK = 0x202125
"""What black must become for white to become `DARK_PAPER`: MuPDF inverts it to not quite black."""


def invert(pixmap: mupdf.FzPixmap, matrix: mupdf.FzMatrix, pictures: Pictures) -> None:
    """Swap light and dark in a drawing, keeping the hue of every colour; pictures are only dimmed.

    `matrix` leads from points of the page to pixels of the drawing.
    """
    kept = [_taken(pixmap, area) for frame in pictures.frames if (area := _pixels(frame, matrix, pixmap))]
    mupdf.fz_invert_pixmap_luminance(pixmap)
    mupdf.fz_tint_pixmap(pixmap, _BLACK, LIGHT_INK)
    for picture in kept:
        mupdf.fz_tint_pixmap(picture, 0, DIMMED_PICTURE)
        _copy(pixmap, picture, mupdf.fz_pixmap_bbox(picture))


def _pixels(
    frame: tuple[float, float, float, float], matrix: mupdf.FzMatrix, pixmap: mupdf.FzPixmap
) -> mupdf.FzIrect | None:
    """The pixels of a drawing that a frame covers, if there are any."""
    covered = mupdf.fz_round_rect(mupdf.fz_transform_rect(mupdf.FzRect(*frame), matrix))
    area = mupdf.fz_intersect_irect(covered, mupdf.fz_pixmap_bbox(pixmap))
    return None if mupdf.fz_is_empty_irect(area) else area


def _taken(pixmap: mupdf.FzPixmap, area: mupdf.FzIrect) -> mupdf.FzPixmap:
    copy = mupdf.fz_new_pixmap_with_bbox(mupdf.fz_device_bgr(), area, mupdf.FzSeparations(), 1)
    _copy(copy, pixmap, area)
    return copy


def _copy(target: mupdf.FzPixmap, source: mupdf.FzPixmap, area: mupdf.FzIrect) -> None:
    mupdf.fz_copy_pixmap_rect(target, source, area, mupdf.FzDefaultColorspaces())
