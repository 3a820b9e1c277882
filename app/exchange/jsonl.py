"""Tables as JSON lines: one object a row under the columns' names, and what cells cannot hold."""

from __future__ import annotations

import json
from typing import BinaryIO

from app.exchange.rows import Table


def write(table: Table, stream: BinaryIO) -> int:
    """Write the table as UTF-8 and return how many rows it had."""
    names = [column.name for column in table.columns]
    count = 0
    for row in table.rows:
        stream.write(line({**dict(zip(names, row.cells, strict=True)), **row.more}))
        count += 1
    return count


def line(value: object) -> bytes:
    """One JSON value on one line; line separators within texts are escaped so that it stays one."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    for separator in ("\u2028", "\u2029", "\x85"):
        text = text.replace(separator, f"\\u{ord(separator):04x}")
    return text.encode("utf-8", "backslashreplace") + b"\n"
