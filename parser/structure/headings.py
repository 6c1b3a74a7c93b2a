"""Headings: underlined, boxed between rules, with the rule on the same line, or capitals alone.

The one fact that surprises: one rule in five stands on the line of its heading, and hundreds in the
middle of a line with a paragraph before and the next one behind (``… more. QIZ Areas --------- 7. (C) He
…``). A long rule has a gap in it, since the machines broke it after 45 strokes.
"""

from __future__ import annotations

import re
from typing import Final

_RULE_CHARACTERS: Final = "-=_*~ "
_LONGEST: Final = 160
_SENTENCE: Final = 60  # characters from which a line that ends in a full stop is a sentence
_SENTENCE_END: Final = ".!?\"')]:>*"
# a rule inside a line: ----- · ------------- -- · =====
_RULE_INSIDE: Final = re.compile(r"(?<![-=])(?:-{5,}|={5,})(?: [-=]+(?![^\s]))?")
# (U) Background · (C) SUMMARY
_MARK: Final = re.compile(r"\((?P<mark>[CSU]|SBU|LOU|[CSU]/{1,2}NF)\) {0,3}")
MARGIN_AND_BREAK: Final = " ¶\n"
_PARAGRAPH: Final = re.compile(r"¶?[0-9]{1,3}[.)]|\((?:[CSU]|SBU|[CSU]/{1,2}NF)\)")
# the end of a sentence, and the beginning of a heading behind it
_AFTER_SENTENCE: Final = re.compile(r"[.!?\"')\]] {1,6}(?=[A-Z\"'(¿])")
# End Summary: in front of a box, without a full stop
_ENDED: Final = re.compile(r"\bEND(?: OF)? (?:SUMMARY|COMMENT|TEXT|NOTE)$", re.IGNORECASE)
# what a heading does not begin with: an item of a list
_ITEM: Final = re.compile(r"[-*•·>o+] |--|[a-z][.)]|\([a-z]{1,3}\)")


def is_rule(line: str) -> bool:
    """Whether ``line``, stripped, is a rule: three or more of ``-``, ``=``, ``_``, ``*``, ``~``."""
    return line[0] in "-=_*~" and len(line) >= 3 and not line.strip(_RULE_CHARACTERS)


def rule_at_end(line: str) -> bool:
    """Whether a heading and its rule stand on one line: ``GEOPOLITICS -----------``."""
    if line[-1] not in "-=_*~" or len(line) > 4 * _LONGEST:
        return False
    bare = line.rstrip(_RULE_CHARACTERS)
    if bare[-1:] == "." and len(bare) > _SENTENCE:
        return False
    return (
        0 < len(bare) <= 2 * _LONGEST and len(line) - len(bare) >= 4 and line.count(line[-1], len(bare)) >= 3
    )


def marking(line: str) -> tuple[str | None, str]:
    """Return the portion mark in front of a heading, and the heading without it."""
    match = _MARK.match(line)
    return (match["mark"], line[match.end() :]) if match else (None, line)


def is_capitals(line: str) -> bool:
    """Whether ``line`` can be a heading by its capitals alone: ``AFGHANISTAN``, ``"FROZEN CONFLICTS"``."""
    return (
        len(line) <= _LONGEST
        and line.isupper()
        and line[0] not in "-*•/"
        and line[1:2] not in (".", ")")
        and sum(map(str.isalpha, line)) > max(1, len(line) // 2)
        and "XXXX" not in line
    )


def is_title(line: str) -> bool:
    """Whether ``line`` can be a heading by its shortness: no sentence, no item of a list."""
    return (
        len(line) <= 90
        and (line[-1] not in ".,;-" or line.endswith("..."))
        and (line[0].isupper() or line[0] in "\"'(.¿1234567890")
        and _ITEM.match(line) is None
        and "  " not in line.replace(".  ", ". ")
    )


def is_title_case(words: str) -> bool:
    """Whether most of the longer words begin with a capital: ``A Rapidly Emerging Global Power``."""
    longer = [word for word in words.split() if len(word) > 3]
    return len(longer) > 2 and sum(not word[0].islower() for word in longer) >= 0.7 * len(longer)


def is_title_or_remark(line: str) -> bool:
    """Whether ``line`` can be a heading where a rule stands below it: no item, no row of a table."""
    return len(line) <= 120 and "   " not in line and (_ITEM.match(line) is None or line[-1:] in ":?")


def glued(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the headings with rules inside the line ``text[start:end]``.

    A heading is boxed between two rules, or runs from the end of the sentence before to the end of its rule.
    A line that is one heading as a whole gives its own span.
    """
    rules = [match.span() for match in _RULE_INSIDE.finditer(text, start, end)]
    if not rules:
        return []  # the line that was taken for one was cut anew
    found: list[tuple[int, int]] = []
    floor = start
    for (at, stop), (following, closing) in zip(rules, [*rules[1:], (end, end)], strict=True):
        if at < floor:
            continue
        before = text[max(floor, at - _LONGEST) : at].rstrip(MARGIN_AND_BREAK)
        between = text[stop : min(following, stop + _LONGEST + 1)].strip()
        boxed = following < end and _is_boxed(between)
        fits = abs(stop - at - len(between)) <= 1 and closing - following == stop - at
        ended = before[-1:] in _SENTENCE_END or _ENDED.search(before[-30:]) is not None
        if boxed and (not before or ended or (fits and not _fits(before, stop - at))):
            found.append((at, closing))
            floor = closing
        elif before and (before[-1] != "." or before[-3:-2] == "."):
            head = _sentence_start(text, max(floor, at - _LONGEST), floor, at)
            if head is not None:
                found.append((head, stop))
                floor = stop
    return found


def _fits(before: str, length: int) -> bool:
    """Whether a rule of ``length`` underlines the words in front of it: it is as long as they are."""
    return len(before) <= length + 3


def _is_boxed(between: str) -> bool:
    """Whether the words between two rules are a heading, and no paragraph with the next heading behind it."""
    return 0 < len(between) <= _LONGEST and _PARAGRAPH.match(between) is None and ". " not in between[:-1]


def _sentence_start(text: str, earliest: int, floor: int, at: int) -> int | None:
    """Return where the heading in front of the rule at ``at`` begins, or None when nothing tells."""
    last = None
    for match in _AFTER_SENTENCE.finditer(text, earliest, at):
        last = match.end()
    if last is not None and text[last:at].strip():
        return last
    return floor if earliest == floor else None
