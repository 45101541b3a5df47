"""Keeps what a solver prints by itself off the screen.

HiGHS tells the process's own output of solutions it mends, whatever it is asked.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def silence() -> Iterator[None]:
    """Send what libraries print to the process's own output nowhere, for as long as it lasts."""
    library = ctypes.CDLL(None) if os.name == "posix" else None
    kept, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 1)
        yield
    finally:
        if library:
            library.fflush(None)  # what is printed waits in the library's own buffer
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nothing)
