"""Page breaks: the lines that a printer put between the pages of a message, and their classification lines.

The one fact that surprises: a fifth of them stand in the middle of a line, since later readers of the
archive joined lines. The post in front of the serial is cut to ten characters (1973–2002: to six), so the
words before it have to be told from the words of the sentence by the names that the message gives itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from parser.structure.lines import Line, part

if TYPE_CHECKING:
    from collections.abc import Iterator

# … OF 003 · … OF 0... : what is looked for, since it is rare; the rest is read backwards from it
_OF: Final = re.compile(r" OF {1,4}\d[\d.]{0,3}| of {1,4}\d[\d.]{0,3}")
# 00000714 002 · 00000954  001.2
_NUMBERS: Final = re.compile(r"(?<!\d)\d{8} {1,4}\d{3}(?:\.\d)? {0,3}$")
_LONGEST_NUMBERS: Final = 24  # characters
# PAGE 02 STATE 187673 · PAGE 02        CAPE T  00097  01 OF 03  182017Z
_PAGE: Final = re.compile(
    r"""(?<![A-Za-z]) PAGE [ ]{1,4}\d\d [ ]{1,10}
        (?P<post>[A-Z][A-Z.' ]{1,9}?) [ ]{1,6}(?P<serial>\d{4,6})\b
        (?: [ ]{1,6}\d\d[ ]{1,4}OF[ ]{1,4}(?P<of>\d\d) )?
        (?: [ ]{1,6}\d{6}Z )?""",
    re.VERBOSE,
)
# PAGE 01 … : the first page of a section, which opens a header and is no break
_FIRST_PAGE: Final = re.compile(r"PAGE {1,4}01\b")
# the post in front of a serial: up to three words of capitals, ten characters together
_POST: Final = re.compile(
    r"(?:^|(?<=[^A-Za-z]))(?P<post>[A-Z][A-Z.'-]{0,9}(?: [A-Z][A-Z.'-]{0,7}){0,2}|[A-Z][a-z]{2,9}) *$"
)
_CLASSIFICATION: Final = re.compile(
    r"(?:(?:CONFIDENTIAL|SECRET|UNCLASSIFIED|UNCLAS|LIMITED OFFICIAL USE)(?: [A-Z]{3}\d{3,5})?)$"
)
# FM AMEMBASSY BUENOS AIRES · SECTION 01 OF 03 BUENOS AIRES 000123 · UNCLAS BUENOS AIRES 000858
_NAMED: Final = re.compile(
    r"""\b(?:FM[ ](?:AMEMBASSY|AMCONSUL|USMISSION|CONSULATE)? | OF[ ]\d\d | UNCLAS | L | T)
        [ ]{1,3} (?P<name>[A-Z][A-Z.]{1,12}(?:[ ][A-Z.]{2,12}){1,3}) (?=[ ]0 | [ ]?\n)""",
    re.VERBOSE,
)
_HEAD: Final = 6000  # characters in which a message names its post


def _names(view: str) -> tuple[str, ...]:
    """Return the names of posts, cut to ten letters, that the message gives its sender, the longest first."""
    names = {match["name"][:10].strip() for match in _NAMED.finditer(view, 0, _HEAD)}
    return tuple(sorted((name for name in names if " " in name), key=len, reverse=True))


def _post_start(view: str, floor: int, serial: int, names: tuple[str, ...]) -> int:
    """Return where the post in front of the ``serial`` begins, not before ``floor``."""
    before = view[max(floor, serial - 16) : serial]
    bare = before.rstrip(" ")
    for name in names:
        if bare.endswith(name):
            return serial - len(before) + len(bare) - len(name)
    match = _POST.search(before)
    if match is None:
        return serial
    post = match["post"]
    if serial - len(before) == floor and match.start() == 0 and len(post) <= 10:
        return floor
    return serial - len(before) + match.start() + (post.rfind(" ") + 1)


def spans(view: str) -> list[tuple[int, int]]:
    """Return the spans of the page breaks in ``view``, in order: from the post or PAGE to the last number."""
    found = []
    names: tuple[str, ...] | None = None
    for match in _OF.finditer(view):
        at = match.start()
        numbers = _NUMBERS.search(view, max(0, at - _LONGEST_NUMBERS), at)
        if numbers is None:
            continue
        if names is None:
            names = _names(view)
        earliest = max(0, numbers.start() - _LONGEST_NUMBERS)
        floor = max(view.rfind("\n", earliest, numbers.start()) + 1, earliest)
        found.append((_post_start(view, floor, numbers.start(), names), match.end()))
    if "PAGE " in view:
        found.extend(
            (match.start(), match.end()) for match in _PAGE.finditer(view) if not _FIRST_PAGE.match(match[0])
        )
        found.sort()
    return found


def is_break(line: str) -> bool:
    """Whether ``line``, stripped, is a page break and nothing else."""
    found = spans(line)
    return bool(found) and not line[: found[0][0]].strip() and not line[found[-1][1] :].strip()


def _classification_start(line: Line, view: str) -> int | None:
    """Return where a classification stands at the end of ``line``, above a PAGE line, or None."""
    if not line.text.isupper() and not line.text[-1:].isupper() and not line.text[-1:].isdigit():
        return None
    tail = view[max(line.start, line.end - 40) : line.end].rstrip()
    for word in ("LIMITED OFFICIAL USE", "CONFIDENTIAL", "UNCLASSIFIED", "SECRET", "UNCLAS"):
        at = tail.rfind(word)
        if at >= 0 and _CLASSIFICATION.match(tail, at):
            start = max(line.start, line.end - 40) + at
            return start if not view[line.start : start].strip(" ¶") or view[start - 1] == " " else None
    return None


def _merged(lines: Iterator[Line], view: str) -> list[Line]:
    """Return ``lines`` with neighbouring breaks, and the classification lines above PAGE lines, made one."""
    out: list[Line] = []
    for line in lines:
        if not line.furniture:
            out.append(line)
            continue
        start, gap, glued = line.start, line.gap, line.glued
        while out:
            above = out[-1]
            if above.furniture:
                start, gap, glued = above.start, above.gap, above.glued
                out.pop()
                continue
            at = _classification_start(above, view) if "PAGE" in line.text else None
            if at is None:
                break
            out.pop()
            if view[above.start : at].strip(" ¶"):
                out.append(part(above, view, above.start, at))
                start, gap, glued = at, 0, True
                break
            start, gap, glued = above.start, above.gap, above.glued
        out.append(Line(start, line.end, line.text, gap, glued, True))
    return out


def mark(lines: list[Line], view: str) -> list[Line]:
    """Return ``lines`` with every page break as a line of its own, marked as furniture."""
    breaks = [
        span for span in spans(view) if lines and span[0] >= lines[0].start and span[1] <= lines[-1].end
    ]
    if not breaks:
        return lines
    starts = [line.start for line in lines]
    cut: dict[int, list[tuple[int, int]]] = {}
    for span in breaks:
        index = bisect_right(starts, span[0]) - 1
        if index >= 0:
            cut.setdefault(index, []).append(span)

    def parts() -> Iterator[Line]:
        for index, line in enumerate(lines):
            spans_here = cut.get(index)
            if spans_here is None:
                yield line
                continue
            at = line.start
            for start, end in spans_here:
                if view[at:start].strip(" ¶"):
                    yield part(line, view, at, start)
                    at = start
                if end == spans_here[-1][1] and not view[end : line.end].strip():
                    end = line.end
                yield part(line, view, at, end, furniture=True)
                at = end
            if at < line.end:
                yield part(line, view, at, line.end)

    return _merged(parts(), view)
