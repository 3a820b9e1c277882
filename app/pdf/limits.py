"""What a worker process may use of the machine; set once, when it starts."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import signal
import sys
from functools import cache
from pathlib import Path

from app.pdf.protocol import (
    Annotate,
    Contents,
    DrawKinds,
    Links,
    Open,
    Read,
    ReadMarks,
    Recognise,
    Render,
    Request,
    Typeset,
    Words,
)

NICENESS = 5
"""How far behind the window workers stand; at 10 any busy program would leave them a tenth of a core."""

MEMORY_CEILING = 2 * 1024**3
"""Bytes of address space, the shared pixels and the program itself (about 0.5 GB) included."""

THRIFTY_AT = 112 * 1024**2
"""Bytes of memory of its own, documents not counted, beyond which a worker gives back what it can spare."""

KEPT_OF_STORE = 12
"""Percent of MuPDF's 256 MB for decoded images and fonts that a thrifty worker goes on using."""

TIRED_AT = 512 * 1024**2
"""Bytes of memory of its own at which a worker that cannot give any back asks to be replaced."""

SECONDS: dict[type[Request], float] = {
    Open: 20,
    Read: 60,
    Recognise: 300,
    Render: 15,
    Words: 15,
    Contents: 20,
    Links: 15,
    Annotate: 60,
    DrawKinds: 60,
    ReadMarks: 60,
    Typeset: 60,
}
"""How long a request may take; for those that tell of progress, how long they may go without."""


def limit_this_process() -> None:
    """Take a back seat: no more memory than the ceiling, no writing of files, no core dumps, last in line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.dont_write_bytecode = True
    if sys.platform == "win32":
        return
    import resource

    os.nice(NICENESS)
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_CEILING),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # Some systems know a limit by name and refuse to set it; the parent's deadlines still hold there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")


def set_alarm(seconds: float) -> None:
    """End this process in so many seconds whatever it is doing; 0 calls it off."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def give_back_memory() -> None:
    """Let the system have what this process has freed; the C library would keep it, in pieces, for later."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries than GNU's have none
        if trim is not None:
            trim(0)


@cache
def _memory_count() -> int:
    """Where this process's memory can be read, held open: it is asked after every answer."""
    return os.open("/proc/self/statm", os.O_RDONLY)


def own_memory() -> int:
    """Bytes this process holds that no other shares; elsewhere than on Linux the most it ever held."""
    if sys.platform == "linux":
        _, resident, shared, *_ = os.pread(_memory_count(), 128, 0).split()
        return (int(resident) - int(shared)) * mmap.PAGESIZE
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
