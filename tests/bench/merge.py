"""Merging a large project: into an empty one, and once more when nothing is new.

Run as `python -m tests.bench.merge [--annotations N]`; prints one JSON object with seconds.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from app.exchange.incoming import command, compared
from app.project.database import Project
from tests.bench.project import fill


def merged(project: Project, path: Path) -> dict[str, float]:
    """Merge a file and say how long comparing and writing took."""
    began = time.perf_counter()
    with compared(project, path) as planned:
        known = time.perf_counter()
        with project.edit() as edit:
            command(planned, lambda done, total: None, lambda: False)(edit)
    return {"compared_s": round(known - began, 2), "written_s": round(time.perf_counter() - known, 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=int, default=100_000)
    annotations = parser.parse_args().annotations
    with tempfile.TemporaryDirectory() as folder:
        with Project.create(Path(folder) / "large.db") as large, large.edit() as edit:
            fill(edit, annotations)
        with Project.create(Path(folder) / "empty.db") as empty:
            first = merged(empty, large.path)
            again = merged(empty, large.path)
    print(json.dumps({"annotations": annotations, "into_an_empty_project": first, "once_more": again}))


if __name__ == "__main__":
    main()
