"""Memory that was used once is given back to the system.

The one fact that surprises: the allocator of glibc learns from the first large array that is freed to keep
those of its size, up to 32 MB, on a heap that never shrinks. Lists of a quarter of a million records come and
go in a browser; told to keep to its first limit it gives each back, a sixth of all memory after a day's work.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

_M_MMAP_THRESHOLD: Final = -3  # of malloc.h
_LARGE: Final = 128 << 10
"""Bytes: glibc's own limit at the start, which it raises unless it is set."""


def give_back_large_arrays() -> None:
    """Have the system take back each large array when it is freed; another C library is let alone."""
    with suppress(ImportError, OSError, AttributeError):
        import ctypes  # the first picture waits for no library

        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
