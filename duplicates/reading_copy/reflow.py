"""A block's lines run together into paragraphs, items and rows.

The one fact that surprises: a hyphen at a line's end stays. ``non-`` and ``military`` may have been one word
or two, and a reading copy must not decide what the writer wrote.
"""

from __future__ import annotations

import re
from typing import Final

_ITEM: Final = re.compile(r"(?:--|[*•·])[ \t]*[\"“'(]?\w")  # -- he hopes to be prepared
_DASH: Final = re.compile(r"-[ \t]+\S")  # - an item, or a thought put between dashes that was broken here
_LETTER: Final = re.compile(r"¶?\(?[A-Z][.)]\)? ")  # B. ASTANA 0731
_RULE: Final = re.compile(r"[-=*_~+ \t]{3,}")  # ------------
_ROW: Final = re.compile(r"\S(?: {3,}|\t+)\S.{0,200}?\S(?: {3,}|\t+)\S")  # a row of a table: two gaps or more
_PILCROW: Final = re.compile(r"¶ ?(?=[\dA-Z(])")
_RULE_BEHIND: Final = "-" * 8  # Clubs Used for Repression ---------------- -
_SPACES: Final = re.compile(r"[ \t\xa0]+")


def reflow(clean: str, *, letters: bool = False) -> str:
    """Return the text with one line for each paragraph, item of a list and row of a table.

    Words stay, in their order; rows of dashes under or behind headings, pilcrows and the backslashes at the
    line ends of an export go. With ``letters`` a line that begins ``B.`` or ``(B)`` starts a new one too:
    references.
    """
    out: list[str] = []
    fresh = True  # the next line starts a new one
    for raw in clean.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = raw.rstrip().removesuffix("\\").strip()
        if not line:
            fresh = True
            continue
        if _RULE.fullmatch(line):
            continue
        line = _without_rule(_PILCROW.sub("", line))
        is_row = _ROW.search(line[:2000]) is not None
        line = line if is_row else _SPACES.sub(" ", line)
        begins = _ITEM.match(line) or (letters and _LETTER.match(line))
        if fresh or is_row or begins or (_DASH.match(line) and out[-1][-1] in ".:;,"):
            out.append(line)
        elif out[-1].endswith("-") and out[-1][-2:-1].isalpha() and line[0].islower():
            out[-1] += line
        else:
            out[-1] += f" {line}"
        fresh = is_row
    return "\n".join(out)


def _without_rule(line: str) -> str:
    """Return a line without the rule that a release put behind the heading instead of under it."""
    bare = line.rstrip("-= \t")
    return bare if bare and _RULE_BEHIND in line[len(bare) :] else line
