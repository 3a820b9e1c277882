"""Shared memory for pixels that no crash can leave behind, and who has which stretch of it.

The memory has no name that could outlive us: on Linux it is an anonymous file, elsewhere under POSIX an
unlinked temporary one, and workers inherit its descriptor; on Windows the system counts its users. It is
made at its full size at once but takes memory from the system only where pixels have been written, so it
grows as it is used, and a replacement worker attaches exactly as the first ones did.
"""

from __future__ import annotations

import mmap
import os
import secrets
import sys
import tempfile
import threading

from app.pdf.protocol import Slot

UNIT = 64 * 1024
"""Slots begin and end at multiples of this."""


class Arena:
    """One stretch of shared memory; `handle` is a descriptor to be inherited, or on Windows a name."""

    def __init__(self, size: int, handle: int | str | None = None) -> None:
        """Make new shared memory of `size` bytes, or attach to what `handle` says."""
        self.size = size
        self.handle = _new_handle(size) if handle is None else handle
        self._memory = _map(self.handle, size)

    def view(self, offset: int, size: int) -> memoryview:
        """So many bytes of it, writable, without a copy."""
        if not 0 <= offset <= offset + size <= self.size:
            raise ValueError("outside the shared memory")
        return memoryview(self._memory)[offset : offset + size]

    def touch(self, offset: int, size: int) -> None:
        """Have the system provide this stretch now: the first to write somewhere takes several times longer.

        Only reads, so it may be done to a stretch in use.
        """
        bytes(self.view(offset, size)[::4096])

    def close(self) -> None:
        """Let go of the memory; what is still looked at through a view stays until that view is gone."""
        if isinstance(self.handle, int):
            os.close(self.handle)
            self.handle = ""
        try:
            self._memory.close()
        except BufferError:
            return


class Slots:
    """Which stretches of so many bytes are taken; safe to use from any thread."""

    def __init__(self, size: int) -> None:
        self._units = size // UNIT
        self._taken: dict[int, int] = {}
        self._lock = threading.Lock()

    def take(self, size: int) -> Slot | None:
        """The first free stretch that is large enough; None if there is none."""
        units = -(-size // UNIT)
        with self._lock:
            begin = 0
            for taken in sorted(self._taken):
                if taken - begin >= units:
                    break
                begin = taken + self._taken[taken]
            if units < 1 or begin + units > self._units:
                return None
            self._taken[begin] = units
            return Slot(begin * UNIT, units * UNIT)

    def free(self, slot: Slot) -> None:
        """Give a stretch back; KeyError if it is not taken."""
        with self._lock:
            del self._taken[slot.offset // UNIT]

    @property
    def taken(self) -> int:
        """Bytes taken at the moment."""
        with self._lock:
            return UNIT * sum(self._taken.values())


def _new_handle(size: int) -> int | str:
    if sys.platform == "win32":
        return f"diptych-{os.getpid()}-{secrets.token_hex(8)}"
    if sys.platform == "linux":
        return _sealed_file(size)
    with tempfile.TemporaryFile() as file:
        handle = os.dup(file.fileno())
    os.ftruncate(handle, size)
    return handle


if sys.platform == "linux":

    def _sealed_file(size: int) -> int:
        """Sealed against shrinking, so that no worker can take the ground from under the window."""
        from fcntl import F_ADD_SEALS, F_SEAL_GROW, F_SEAL_SEAL, F_SEAL_SHRINK, fcntl

        handle = os.memfd_create("diptych-pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(handle, size)
        fcntl(handle, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL)
        return handle


def _map(handle: int | str, size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=str(handle))
    return mmap.mmap(int(handle), size)
