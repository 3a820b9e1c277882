"""Files that come with the program: icons, sample documents, the example project."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def sample_texts() -> list[Path]:
    """The sample documents as marked-up text, in the order they are read: draft, report, decision."""
    return [
        FOLDER / "samples" / f"{name}.txt"
        for name in ("draft-decision", "secretariat-report", "adopted-decision")
    ]


def sample_coding() -> Path:
    """The table that says which paragraphs of the sample documents carry which themes and memos."""
    return FOLDER / "samples" / "coding.csv"


def example_project() -> Path:
    """The example project as shipped: among these files when installed, else beside the source code."""
    installed = FOLDER / "annotations.db"
    return installed if installed.exists() else FOLDER.parent / "annotations.db"
