"""Files that come with the program: icons, sample documents, the example project."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
SAMPLES = FOLDER / "samples"


def sample_texts() -> list[Path]:
    """The sample documents as marked-up text, in the order of the example project."""
    names = ("draft-decision", "adopted-decision", "secretariat-report")
    return [SAMPLES / f"{name}.txt" for name in names]


def sample_coding() -> Path:
    """The table of who gave which paragraph of the samples which theme, when, and with what memo."""
    return SAMPLES / "coding.csv"


def sample_done() -> Path:
    """The table of who was done with which of the samples, and when."""
    return SAMPLES / "done.csv"


def sample_themes() -> Path:
    """The table of what the themes of the example project mean."""
    return SAMPLES / "themes.csv"


def example_project() -> Path:
    """The example project as shipped: among these files when installed, else beside the source code."""
    installed = FOLDER / "annotations.db"
    return installed if installed.exists() else FOLDER.parent / "annotations.db"
