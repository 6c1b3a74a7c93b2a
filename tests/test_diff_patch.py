"""A patch of lines turns one text into the other: proved by applying it."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duplicates.diff.as_patch import as_patch
from duplicates.diff.compare import compare
from parser import read
from parser.printable import printable_columns

if TYPE_CHECKING:
    from pathlib import Path

PATCH = shutil.which("patch")

LINES = st.sampled_from(["a", "b", "one bid", "", "two\tbids", "a\r", "@@ -1 +1 @@"])
TEXTS = st.lists(LINES, max_size=30).map("\n".join)


def patched(text: str, patch: str) -> str:
    """Apply a patch as strictly as can be: every line of context and every line that goes has to be there."""
    old = text.split("\n")
    new: list[str] = []
    at = 0
    lines = patch.split("\n")[2:-1]
    for number, line in enumerate(lines):
        found = re.fullmatch(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", line)
        if found:
            first = int(found[1]) - (int(found[2]) > 0)
            new += old[at:first]
            at = first
            assert len(new) == int(found[3]) - (int(found[4]) > 0)
        elif line.startswith("\\"):
            continue
        elif line.startswith("+"):
            new.append(line[1:])
        else:
            assert old[at] == line[1:], (number, lines)
            new += [line[1:]] if line.startswith(" ") else []
            at += 1
    return "\n".join(new + old[at:])


@given(TEXTS, TEXTS, st.integers(0, 4))
def test_the_patch_makes_the_late_text_of_the_early_one(early: str, late: str, context: int) -> None:
    early, late = early + "\n", late + "\n"
    patch = as_patch(compare(early, late), early_name="a", late_name="b", context=context)
    assert patched(early, patch) == late
    assert (patch == "") == (early == late)


@pytest.mark.skipif(PATCH is None, reason="no patch on this machine")
def test_patch_takes_it_for_cables_with_tabs_and_other_line_ends(tmp_path: Path, sample_cables: Path) -> None:
    early, late = (
        next(read(sample_cables / name)).text
        for name in ("copies/09SAPPORO419.txt", "copies/09VLADIVOSTOK312.html")
    )
    assert PATCH is not None
    patch = as_patch(compare(early, late), early_name="early", late_name="late")
    (tmp_path / "early").write_text(early, encoding="utf-8", newline="")
    copied = printable_columns(patch)
    (tmp_path / "patch").write_text(copied, encoding="utf-8", newline="")
    subprocess.run([PATCH, "-s", "--binary", "early", "patch"], cwd=tmp_path, check=True, timeout=60)
    assert (tmp_path / "early").read_bytes().decode() == late


def test_a_change_is_shown_with_three_lines_around_it() -> None:
    early = "".join(f"{number}\n" for number in range(20))
    patch = as_patch(compare(early, early.replace("10\n", "ten\n")), early_name="a", late_name="b")
    assert patch.splitlines() == [
        "--- a",
        "+++ b",
        "@@ -8,7 +8,7 @@",
        *(" 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13"),
    ]


def test_a_missing_line_end_is_said() -> None:
    patch = as_patch(compare("one\ntwo", "one\ntwo\n"), early_name="a", late_name="b")
    assert "-two\n\\ No newline at end of file\n+two\n" in patch


def test_nothing_acts_on_the_terminal() -> None:
    patch = as_patch(compare("a\x1b[31m\n", "b\n"), early_name="\x1b]0;x\x07", late_name="b")
    assert "\x1b" not in patch
