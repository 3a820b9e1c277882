"""What a process that limits itself can no longer do."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.pdf import limits
from app.pdf.protocol import Request

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits are those of POSIX")


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a process with our limits."""
    setup = "from app.pdf.limits import *; limit_this_process()\n"
    path = [entry or str(Path.cwd()) for entry in sys.path]
    code = f"import sys; sys.path[:] = {path!r}\n{setup}{code}"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("file = open('a file', 'wb'); file.write(b'x'); file.flush()", "OSError"),
        pytest.param(
            "bytearray(MEMORY_CEILING)",
            "MemoryError",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="macOS does not keep to it"),
        ),
    ],
)
def test_what_a_worker_may_not_do(code: str, error: str, tmp_path: Path) -> None:
    assert error in run(code, tmp_path).stderr


def test_an_alarm_ends_a_process_that_hangs(tmp_path: Path) -> None:
    assert run("set_alarm(0.1)\nwhile True: pass", tmp_path).returncode == -signal.SIGALRM


def test_an_alarm_can_be_called_off(tmp_path: Path) -> None:
    code = "import time; set_alarm(0.1); set_alarm(0); time.sleep(0.3)"
    assert run(code, tmp_path).returncode == 0


def test_ctrl_c_in_the_terminal_is_for_the_window(tmp_path: Path) -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
    assert run(code, tmp_path).returncode == 0


def test_memory_of_ones_own_grows_with_use() -> None:
    before = limits.own_memory()
    held = bytes(range(256)) * 400_000
    assert limits.own_memory() - before > len(held) // 2


@pytest.mark.parametrize("request_type", Request.__args__, ids=lambda kind: kind.__name__)
def test_every_request_has_a_deadline(request_type: type[Request]) -> None:
    assert limits.SECONDS[request_type] > 0
