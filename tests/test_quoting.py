"""Commands that are copied: a shell reads the very words, and a terminal nothing that acts."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import browsing, press
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_archive import MemoryArchive
from test_hostile_input import EVIL, acting

from parser.printable import printable_line
from tui.giving.quoting import shell_line

BASH = shutil.which("bash")
HOSTILE = os.fsdecode(b"caf\xe9 \x1b[201~\n$(id) 'x' \\ `id`.cables")


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@settings(max_examples=20)
@given(st.lists(st.binary(max_size=12).map(lambda word: word.replace(b"\0", b"")), min_size=1, max_size=8))
def test_a_shell_reads_the_words_and_a_terminal_nothing_that_acts(words: list[bytes]) -> None:
    assert BASH is not None
    line = shell_line(map(os.fsdecode, words))
    assert line == printable_line(line)
    told = subprocess.run([BASH, "-c", f"printf '%s\\0' {line}"], capture_output=True, check=True)
    assert told.stdout.split(b"\0")[:-1] == words


@pytest.mark.parametrize("keys", [("y", "c"), ("enter", "y", "c"), ("a", "y", "c"), ("O", "y", "c")])
async def test_a_hostile_name_of_a_file_is_copied_as_text(keys: tuple[str, ...]) -> None:
    archive = MemoryArchive()
    archive.path = Path(HOSTILE)
    async with browsing(archive=archive) as (browser, pilot):
        await press(pilot, *keys)
        assert "caf\\xe9 \\x1b[201~\\x0a$(id)" in browser.clipboard
        assert browser.clipboard == printable_line(browser.clipboard)


async def test_a_text_is_copied_without_anything_that_acts() -> None:
    async with browsing() as (browser, _):
        page = browser.cables_page
        page._copy("text", f"{EVIL}\n\tas it stood\x1b[201~")
        assert acting(browser.clipboard) == {"\t"}
        assert "\n\tas it stood" in browser.clipboard
