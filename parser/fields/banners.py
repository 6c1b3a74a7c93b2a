"""The classification line: how secret, which section of how many, which post and serial.

The surprise: it is spaced out letter by letter and so breaks in transmission (``SS E C R E T``,
``C O N F I D E N T A L``), and it stands alone, before its own second half, or with a whole cover behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from parser.fields.captions import leading_captions


@dataclass(frozen=True, slots=True)
class Banner:
    """A classification line taken apart."""

    classification: str | None  # CONFIDENTIAL, SECRET//NOFORN, UNCLASSIFIED…; None on a bare SECTION line
    sections: tuple[int, int] | None = None  # (1, 3) from SECTION 01 OF 03
    post: str | None = None  # as written: ASTANA, CAPE TOWN
    serial: int | None = None
    captions: tuple[str, ...] = ()
    end: int = 0  # where the banner ends in the line; behind it may stand the rest of a cover


_LEVELS: Final = {
    "UNCLASSIFIED": "UNCLASSIFIED",
    "UNCLAS": "UNCLASSIFIED",
    "UNCLASS": "UNCLASSIFIED",
    "NCLAS": "UNCLASSIFIED",
    "CONFIDENTIAL": "CONFIDENTIAL",
    "CONFIDENTAL": "CONFIDENTIAL",
    "SECRET": "SECRET",
    "TOPSECRET": "TOP SECRET",
    "LIMITEDOFFICIALUSE": "LIMITED OFFICIAL USE",
    "LIMITEDOFFICALUSE": "LIMITED OFFICIAL USE",
    "LIMOFFUSE": "LIMITED OFFICIAL USE",
    "LOU": "LIMITED OFFICIAL USE",
    "RESTRICTED": "RESTRICTED",
}


def _spaced(word: str) -> str:
    """Return a pattern for ``word`` with each letter once or twice and a blank between any two."""
    return " ?".join(rf"{letter}{{1,2}}" if letter != " " else " " for letter in word if letter != " ")


# "C O N F I D E N T I A L", "SS E C R E T", "UNCLAS", "LIMITED OFFICIAL USE"
_LEVEL: Final = re.compile(
    "("
    + "|".join(
        _spaced(word)
        for word in (
            "LIMITED OFFICIAL USE",
            "LIMOFFUSE",
            "TOP SECRET",
            "UNCLASSIFIED",
            "UNCLASS",
            "UNCLAS",
            "NCLAS",
            "CONFIDENTIAL",
            "CONFIDENTAL",
            "CONFIDENTIL",
            "SECRET",
            "RESTRICTED",
        )
    )
    + r")(?![A-Za-z])",
    re.IGNORECASE,
)
_FIRST: Final = frozenset("CSULTRFINEDAOcsultrf")
# Letters one by one, some of them wrong: "C O N F I D E N T A L", "C O N N F I D E N T I A L", "S E R E T"
_SPACED_RUN: Final = re.compile(r"[A-Z]{1,3} (?:[A-Z]{1,2} ){1,12}[A-Z]{1,2}(?![A-Za-z])")
_BEFORE: Final = re.compile(r"(?:Telegram|Restricted by caption\. ?){1,2}", re.IGNORECASE)
# "SECTION 01 OF 03", "SECTION 01 OF *", "FINAL SECTION OF 02", "SEC 1 OF 2", "SECTION 1 OF 2"
_SECTION: Final = re.compile(
    r"(?:(FINAL) )?(?:S ?E?CT ?ION|SECT?\.?|PART) ?(\d{1,2})? ?[OG][FG] ?(\d{1,2}|\*|XX)(?!\d)", re.IGNORECASE
)
# "ASTANA 000714", "CAPE TOWN 00097", "USUN NEW YORK 000123", "PORT-AU-PRINCE 001"
_POST: Final = re.compile(
    r"(?!SE?CTION)([A-Z][A-Z.'’-]{1,20}(?: [A-Z][A-Z.'’-]{1,20}){0,3}) {1,10}(\d{2,8})(?!\d|[A-Z]\d)",
    re.IGNORECASE,
)
_SLASHED: Final = re.compile(
    r" ?//? ?(NOFORN|NF|FOUO|FOR OFFICIAL USE ONLY|FGI|SBU|EXDIS|NODIS|ORCON|REL TO [A-Z, ]{3,60}"
    r"|[A-Z]{2,10})"
    r"(?![A-Za-z])(?://(?!\w))?"
)
_ORDER: Final = re.compile(r" ?E\.? ?O\.? ?\d")
_QUEUE: Final = re.compile(r"[A-Z]{2,4} ?\d{3,5}$")  # the Department's own queue number: PTQ2529
# The start of a banner inside a line, behind a tab, an export's quotes, a date, or a space.
_GLUED: Final = re.compile(r"(?<=[\s\",;:\d\]])(?:C O N F I D E N|S E C R E T[ /]|UNCLAS(?:SIFIED)?[ /])")
_BLANKS: Final = " \t\u00a0\\"


def read_banner(line: str) -> Banner | None:
    """Return the classification line that ``line`` begins with, or None when it begins with none.

    A line of one classification word and nothing else is a banner; a sentence that begins with such a word
    is not. A bare ``SECTION 01 OF 02 BAKU 000687`` has no classification.
    """
    start = len(line) - len(line.lstrip(_BLANKS))
    if start >= len(line) or line[start] not in _FIRST:
        return None
    before = _BEFORE.match(line, start)
    if before is not None:
        start = before.end()
    level = _LEVEL.match(line, start)
    if level is not None:
        exact = _squeeze(level[1])
        return _read_rest(line, exact, level.end(), strong=" " in level[1] or exact == "UNCLASSIFIED")
    section = _SECTION.match(line, start)
    if section is not None:
        post = _POST.match(line, _skip(line, section.end()))
        return _with_post(line, None, section, post, ()) if post else None
    run = _SPACED_RUN.match(line, start)
    if run is None:
        return None
    letters = run[0].replace(" ", "")
    word = _nearest(letters) if len(letters) > 4 else None
    if word is None and _SECTION.match(line, run.end() + 1):
        word = next((level for name, level in _LEVELS.items() if name.endswith(letters)), None)
    return _read_rest(line, word, run.end(), strong=True) if word else None


def glued_banner(line: str) -> int | None:
    """Return where inside ``line`` a spaced or numbered classification line begins, or None.

    Exports lost the line end above it: ``RHEHNSC/NSC WASHDC","C O N F I D E N T I A L SECTION 01 OF 04 …``,
    ``Cable dated:2005-05-23T14:26:00 S E C R E T …``.
    """
    if "C O N F I" not in line and "S E C R E T" not in line and "UNCLAS" not in line:
        return None
    for match in _GLUED.finditer(line):
        banner = read_banner(line[match.start() : match.start() + 160])
        if banner is not None and (banner.serial is not None or banner.sections is not None):
            return match.start()
    return None


def _read_rest(line: str, word: str, at: int, *, strong: bool) -> Banner | None:
    captions: list[str] = []
    classification = word
    while (slashed := _SLASHED.match(line, at)) is not None:
        name = {"NF": "NOFORN", "FOUO": "FOR OFFICIAL USE ONLY"}.get(slashed[1], slashed[1].strip())
        captions.append(name)
        classification += f"//{name}"
        at = slashed.end()
    more, at = leading_captions(line, at)
    captions.extend(more)
    here = _skip(line, at)
    section = _SECTION.match(line, here)
    if section is not None:
        at = section.end()
        here = _skip(line, at)
    post = _POST.match(line, here)
    if post is not None and (strong or section or post[1].isupper()):
        banner = _with_post(line, classification, section, post, tuple(captions))
        padded = (
            post[2][0] == "0" and len(post[2]) > 4 and line[:4].isupper()
        )  # a sentence has no such serial
        ends = _skip(line, banner.end) >= len(line) or _ORDER.match(line, banner.end) is not None
        if strong or section or padded or ends:
            return banner
    if section is not None or here >= len(line) or _QUEUE.match(line, here):
        end = at if section is not None else len(line)
        return Banner(classification, _sections(section), None, None, tuple(captions), end)
    return None


def _with_post(
    line: str,
    classification: str | None,
    section: re.Match[str] | None,
    post: re.Match[str],
    captions: tuple[str, ...],
) -> Banner:
    more, end = leading_captions(line, post.end())
    return Banner(
        classification,
        _sections(section),
        " ".join(post[1].split()).upper(),
        int(post[2]),
        captions + more,
        end,
    )


def _sections(section: re.Match[str] | None) -> tuple[int, int] | None:
    if section is None or not section[3].isdigit():
        return None
    last = int(section[3])
    return (int(section[2]) if section[2] else last, last)


def _skip(line: str, at: int) -> int:
    size = len(line)
    while at < size and line[at] in " \t\u00a0\\-–.,":
        at += 1
    return at


def _squeeze(spaced: str) -> str:
    """Return the classification that a spaced word is, however many of its letters are doubled."""
    word = spaced.replace(" ", "").upper()
    return _LEVELS.get(word) or _nearest(word) or word


def _nearest(letters: str) -> str | None:
    """Return the classification that ``letters`` differ from in two letters at most, or None."""
    letters = letters.upper()
    for word, level in _LEVELS.items():
        if len(word) > 5 and abs(len(word) - len(letters)) <= 2 and _distance(word, letters) <= 2:
            return level
    return None


def _distance(one: str, other: str) -> int:
    """Return the edit distance of two short words."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[-1]
