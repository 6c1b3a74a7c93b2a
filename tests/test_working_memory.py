"""What a browser used once is given back."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys

import pytest

from tui.working.memory import give_back_large_arrays

KEPT = """
import os
import sys
from pathlib import Path
from tui.working.memory import give_back_large_arrays

if "give back" in sys.argv:
    give_back_large_arrays()

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

del (teacher := [bytearray(30 << 20)])[:]  # glibc learns that arrays of this size come and go
before = resident()
large = bytearray(20 << 20)
pins = [bytearray(100 << 10) for _ in range(3)]  # the heap cannot shrink below them
del large
print(resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the allocator of another C library")
def test_a_large_array_is_given_back_when_it_is_freed() -> None:
    def kept(*words: str) -> int:
        run = subprocess.run([sys.executable, "-c", KEPT, *words], capture_output=True, check=True, text=True)
        return int(run.stdout)

    assert kept() > 15 << 20
    assert kept("give back") < 5 << 20


def test_another_c_library_is_let_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    give_back_large_arrays()
