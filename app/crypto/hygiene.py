"""Hardening of the running process: no core file, and no other program of the same user reads its memory."""

import ctypes
import sys
from contextlib import suppress
from typing import Final

_PR_SET_DUMPABLE: Final = 4
_SMALLEST, _LARGEST, _STEP = 48, 512, 16
"""What Python keeps to itself, in bytes."""
_OVERHEAD: Final = sys.getsizeof(b"")
_OF_EACH: Final = 1024 * 1024
_LIBRARY_BLOCKS: Final = (16384, 8192, 4096, 2048, *range(1024, 31, -16))
"""The largest first, so that the small ones fill what is left between them."""
_OF_EACH_BLOCK: Final = 256


def harden() -> None:
    """Keep keys out of core files and debuggers as far as the system lets us; never fails.

    Swap and hibernation are beyond a program's reach: they need the disk encryption of the operating system.
    """
    _forbid_core_files()
    _forbid_attaching()


def give_back() -> None:
    """Hand freed memory back to the system, which clears it before anybody else gets it; never fails.

    What a closed store leaves in freed memory is text of records. glibc alone can do so on request.
    """
    _fill_small_blocks()
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            _fill_library_blocks()
            ctypes.CDLL(None).malloc_trim(0)


def _forbid_core_files() -> None:
    if sys.platform == "win32":
        return
    # Imported here: the module does not exist on Windows.
    import resource  # noqa: PLC0415

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid_attaching() -> None:
    if not sys.platform.startswith("linux"):
        return
    # Refused by some containers; the limit on core files then stands alone.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _fill_library_blocks() -> None:
    """Write zeros over what the C library keeps of blocks that this thread freed: it clears what it hands out."""
    library = ctypes.CDLL(None)
    library.calloc.restype = ctypes.c_void_p
    library.calloc.argtypes = ctypes.c_size_t, ctypes.c_size_t
    library.free.argtypes = (ctypes.c_void_p,)
    for size in _LIBRARY_BLOCKS:
        held = [library.calloc(1, size) for _ in range(_OF_EACH_BLOCK)]
        for each in held:
            library.free(each)


def _fill_small_blocks() -> None:
    """Write zeros over what Python keeps of small objects that are gone: it asks the C library for none of them."""
    for size in range(_SMALLEST, _LARGEST + 1, _STEP):
        # All at once, or each would be given the block of the one before.
        held = [bytes(size - _OVERHEAD) for _ in range(_OF_EACH // size)]
        held.clear()
