"""Where paragraphs begin inside a line, glued behind another paragraph.

The one fact that surprises: half of the cables have several paragraphs on one line, where ``1.4 (c)``, a
date and the item of a list look like a start. So a number is weighed against the one before it: with a
portion mark it is believed behind the end of a sentence, without one it must be the next in turn too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from parser.structure.numbering import own_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parser.structure.lines import Line

# the opening of a portion mark in capitals: "(C)", "(SBU", "(S//"
_MARK: Final = re.compile(r"\( ?(?:SBU|LOU|TS|[CSU])[ )/,-]")
# the number in front of it: "7. ", "7.", "7) ", "7"
_NUMBER: Final = re.compile(r"(?P<before>.?)(?<![0-9])(?P<number>[0-9]{1,3})[.)]? {0,4}$", re.DOTALL)
# "7. " behind the end of a sentence and before a capital: "… in May. 7. The Minister"
_BARE: Final = re.compile(r"[.!?\"')\]-] {0,3}¶? ?(?P<number>[0-9]{1,3})\. {1,3}(?=[\"'(A-Z])")
# "… 1.4 (b) and (d). (C) The Minister", "… STATE 57598 (SBU) On June": unnumbered, behind the end of a cover
_MARKED: Final = re.compile(
    r"""(?: [).][ ]{1,3} | \b[a-eA-E]\.?[ ]{1,3} | \d[ ] ) (?:--[ ]?)?
        (?P<mark> \((?:[CSU]|SBU|[CSU]/{1,2}NF)\) ) [ ]{1,3}
        (?!AND\b|and\b|OR\b|or\b) (?="?[A-Z0-9])""",
    re.VERBOSE,
)
# "… REASONS 1.4 (B) AND (D) 1.Key Points": paragraph 1, behind the end of a cover
_FIRST: Final = re.compile(r"(?:[).]|\b[a-eA-E]|\d) {1,3}(?P<mark>1\.) ?(?=[\"(A-Z])")
# SUBJECT: GOATS 1. Summary. It …: paragraph 1 without a mark, told by its first word
_SUMMARY_FIRST: Final = re.compile(
    r" (?P<mark>(?:\((?:[CSU]|SBU|[CS]/{1,2}NF)\) {1,3})?1[.)] ?(?:\([A-Z/]{1,5}\) ?)?"
    r"(?:(?:Begin|BEGIN) )?(?:Summary|SUMMARY)\b)"
)
_SENTENCE_END: Final = frozenset(".!?\"')]:;>=_*")
_NO_START: Final = frozenset(["", *"\n/$#,("])  # what stands before the number of no glued paragraph
_LONG: Final = 150  # characters: a line of a typed message has 69 at most


def glued_marks(view: str, lines: Sequence[Line]) -> dict[int, list[tuple[int, int]]]:
    """Return the numbers with portion marks that stand inside lines, by the start of the line.

    Each is the offset where the number begins and the number.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    starts: list[int] | None = None
    for match in _MARK.finditer(view):
        at = match.start()
        number = _NUMBER.search(view, max(0, at - 10), at)
        if number is None:
            continue
        digits = number.start("number")
        before = number["before"]
        if before in _NO_START or before.isalnum() or _is_fraction(view, digits):
            continue
        if starts is None:
            starts = [line.start for line in lines]
        index = bisect_right(starts, digits) - 1
        if index < 0 or not view[starts[index] : digits].strip(" ¶"):
            continue
        found.setdefault(starts[index], []).append((digits, int(number["number"])))
    return found


def _pilcrow(view: str, at: int) -> int:
    """Return how many characters the pilcrow in front of a number at ``at`` takes, with its space."""
    if view[at - 1] == "¶":
        return 1
    return 2 if view[at - 2 : at] == "¶ " else 0


def end_of_cover(text: str) -> int:
    """Return the offset at which the first paragraph is glued to a line of a cover, or -1."""
    first = (pattern.search(text) for pattern in (_MARKED, _FIRST, _SUMMARY_FIRST))
    found = [match.start("mark") for match in first if match and not _is_letter(text, match)]
    return min(found, default=-1)


def _is_letter(text: str, match: re.Match[str]) -> bool:
    """Whether a mark is the letter of a reference: REF: (A) MADRID 3785 (B) MADRID 3566 (C) SECSTATE."""
    at = match.start("mark")
    return match["mark"] == "(C)" and "(A)" in text[:at] and "(B)" in text[max(0, at - 60) : at]


def _is_fraction(view: str, digits: int) -> bool:
    """Whether a decimal point stands before ``digits``: the 4 of ``1.4 (c)``."""
    return view[digits - 1] == "." and view[digits - 2 : digits - 1].isdigit()


def cuts(view: str, line: Line, marks: Sequence[tuple[int, int]], number: int, *, bare: bool) -> list[int]:
    """Return the offsets at which ``line`` is to be cut, because a paragraph begins there.

    ``number`` is the last paragraph number above. A number with a mark counts behind the end of a sentence or
    when it is the next in turn; a number without one only, where ``bare`` allows it, when it is both.
    """
    own = own_number(line.text)
    bare = bare or bool(marks) or own is not None
    expected = (number if own is None else own) + 1
    candidates = [(at, value, True) for at, value in marks if line.start < at < line.end]
    if bare and line.end - line.start > _LONG:
        candidates.extend(
            (match.start("number"), int(match["number"]), False)
            for match in _BARE.finditer(view, line.start, line.end)
        )
        candidates.sort()
    found: list[int] = []
    for at, value, marked in candidates:
        before = view[max(line.start, at - 8) : at].rstrip(" ¶")[-2:]
        if value == expected or before == "--" or (marked and before[-1:] in _SENTENCE_END):
            found.append(at - _pilcrow(view, at))
            expected = value + 1
    return found
