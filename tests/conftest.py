"""What every test stands on: no screen, no desktop fonts or settings of the person running it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = os.environ.get("DIPTYCH_TEST_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder of the test's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DIPTYCH_HOME", str(folder))
    return folder
