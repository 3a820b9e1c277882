"""Starts one worker process, joined to us by a connection, and ends it.

Not `multiprocessing.Process`: that runs the main module again in the child (pytest, or the window with all
of Qt), and keeps a further process to clean up after it. The child gets our module path, its end of the
connection and the shared memory, and nothing else of ours.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from app.pdf.slots import Arena

_CODE = """
import json, sys
sys.path[:], *given = json.loads(sys.argv[1])
from app.pdf.process import work
work(*given)
"""


def start_process(arena: Arena) -> tuple[subprocess.Popen[bytes], Connection]:
    """Start a worker; returns at once, the worker says Hello over the connection when it is ready."""
    ours, theirs = multiprocessing.Pipe(duplex=True)
    with theirs:
        path = [str(Path(entry).absolute()) for entry in sys.path]
        given = json.dumps([path, theirs.fileno(), arena.handle, arena.size])
        return _spawn(given, theirs.fileno(), arena.handle), ours


def end_process(process: subprocess.Popen[bytes], connection: Connection) -> None:
    """End it now, whatever it is doing, and leave nothing of it behind."""
    connection.close()
    process.kill()
    process.wait()


def work(connection_handle: int, arena_handle: int | str, arena_size: int) -> None:
    """What the child does with what it was given."""
    from app.pdf.limits import limit_this_process

    arena = Arena(arena_size, arena_handle)
    connection = _connection(connection_handle)
    # The limits come first: what follows loads MuPDF, and then files from strangers.
    limit_this_process()
    from app.pdf.worker import main

    main(connection, arena)


if sys.platform == "win32":

    def _spawn(given: str, connection: int, _arena: int | str) -> subprocess.Popen[bytes]:
        # A virtual environment's python.exe only starts the real one, which would not inherit the handle.
        environment = os.environ | {"__PYVENV_LAUNCHER__": sys.executable}
        os.set_handle_inheritable(connection, True)
        return subprocess.Popen(
            [getattr(sys, "_base_executable", sys.executable), "-P", "-c", _CODE, given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            startupinfo=subprocess.STARTUPINFO(lpAttributeList={"handle_list": [connection]}),
            creationflags=subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW,
        )

    def _connection(handle: int) -> Connection:
        from multiprocessing.connection import PipeConnection

        return PipeConnection(handle)

else:

    def _spawn(given: str, connection: int, arena: int | str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _CODE, given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(connection, int(arena)),
        )

    def _connection(handle: int) -> Connection:
        return Connection(handle)
