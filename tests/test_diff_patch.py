"""A patch of lines turns one text into the other: proved by applying it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from duplicates.diff.as_patch import as_patch
from duplicates.diff.compare import compare

TEXTS = st.lists(st.sampled_from(["a", "b", "one bid", "", "two  bids", "@@ -1 +1 @@"]), max_size=30).map(
    "\n".join
)


def patched(text: str, patch: str) -> str:
    """Apply a patch as strictly as can be: every line of context and every line that goes has to be there."""
    old = text.split("\n")
    new: list[str] = []
    at = 0
    lines = patch.splitlines()[2:]
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
