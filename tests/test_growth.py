"""Hostile input costs no more than its length: the work grows in step with the text, whatever the text is.

Work is counted in calls, never timed, at one size and at four times that size. What a regular expression does
inside one call no counter sees; so each is looked through for repetitions of repetitions, and texts of a
hundred thousand characters and of five million are read whole.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._parser as sre  # type: ignore[import-not-found]
import sys
from typing import TYPE_CHECKING, Any

import pytest

import parser
from parser import Kind, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

HOSTILE: dict[str, Callable[[int], str]] = {
    "spaces": lambda n: " " * n,
    "lines": lambda n: "\n" * n,
    "tabs and ends": lambda n: "\t\r\n" * (n // 3),
    "dashes": lambda n: "-" * n,
    "broken rules": lambda n: "----- " * (n // 6),
    "rule lines": lambda n: "-----\n" * (n // 6),
    "equal signs": lambda n: "=" * n,
    "asterisks": lambda n: "*" * n,
    "X": lambda n: "X" * n,
    "redactions": lambda n: "XXXXXXXXXXXX " * (n // 13),
    "digits": lambda n: "7" * n,
    "spaced digits": lambda n: "00000714 " * (n // 9),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "marks": lambda n: "(C) " * (n // 4),
    "numbers": lambda n: "1. " * (n // 3),
    "numbers and marks": lambda n: "1. (C) " * (n // 7),
    "page breaks": lambda n: "ASTANA 00000714 002 OF 003 " * (n // 27),
    "page break lines": lambda n: "ASTANA 00000714 002 OF 003\n" * (n // 27),
    "pages": lambda n: "PAGE 02 STATE 187673\n" * (n // 21),
    "labels": lambda n: "SUBJECT: TAGS: REF: " * (n // 20),
    "label lines": lambda n: "SUBJECT: X\nTAGS: PGOV\n" * (n // 22),
    "captions": lambda n: "SIPDIS " * (n // 7),
    "banners": lambda n: "C O N F I D E N T I A L ASTANA 000123\n" * (n // 38),
    "spaced letters": lambda n: "C O N F I D E N T I A L " * (n // 24),
    "routing": lambda n: "RUEHC/SECSTATE WASHDC IMMEDIATE 1234 " * (n // 37),
    "capitals": lambda n: "GEOPOLITICS\n\n" * (n // 13),
    "summaries": lambda n: "1. (C) SUMMARY: So.\n\n" * (n // 21),
    "comments": lambda n: "1. (C) COMMENT: So.\n\n" * (n // 21),
    "one line": lambda n: "SUBJECT: " + "The quay is dry and has been so. " * (n // 33),
    "one paragraph": lambda n: "1. (C) " + "the quay is dry and\nhas been so\n" * (n // 32),
    "wrapped rows": lambda n: "id: 1\ndate: 2\n" * (n // 14),
    "references": lambda n: "REF: " + "A. ASTANA 12 B. " * (n // 16),
    "reference lines": lambda n: "REF: A. ASTANA 12\n" + "B. ASTANA 13\n\n" * (n // 14),
    "covers": lambda n: "E.O. 12958: N/A\nTAGS: PGOV\n1. So.\n" * (n // 34),
    "signatures": lambda n: "1. So.\nROE\nNNNN\n" * (n // 16),
    "slashes": lambda n: "/" * n,
    "full stops": lambda n: ". " * (n // 2),
    "underscores": lambda n: "_ " * (n // 2),
    "pilcrows": lambda n: "¶" * n,
    "nothing that prints": lambda n: "\x00\x1b\u200e\ufeff" * (n // 4),
    "letters one by one": lambda n: "Q W " * (n // 4),
    "serials": lambda n: "REF: " + "LIMA 1/2-3 THROUGH 4, " * (n // 22),
    "names": lambda n: "Classified By: " + "Roe, Doe and " * (n // 13),
    "remarks": lambda n: "1. (C) x. " + "END COMMENT. (Comment: " * (n // 23),
    "open remarks": lambda n: "1. (C) x. " + "[Comment: (" * (n // 11),
    "unlike brackets": lambda n: "([{" * (n // 3),
    "spaced codes": lambda n: "TAGS: " + "P R E L, " * (n // 9),
    "years and posts": lambda n: "REF: " + "06-LIMA-13 THROUGH " * (n // 19),
    "persons": lambda n: "Classified By: (U) Classified by " * (n // 33),
    "quotation marks": lambda n: '"' * n,
    "backslashes": lambda n: "\\\n" * (n // 2),
    "commas": lambda n: '","' * (n // 3),
}
SIZE = 6_000


def work(text: str) -> int:
    """Count the calls, of Python and of C, that parsing ``text`` takes, each weighed by one."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        if event in ("call", "c_call"):
            calls += 1

    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        parse(text)
    finally:
        sys.setprofile(previous)
    return calls


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_in_step_with_the_text(name: str) -> None:
    make = HOSTILE[name]
    small, large = make(SIZE), make(4 * SIZE)
    assert work(large) <= 6 * work(small) + 10_000


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hundred_thousand_characters_are_read(name: str) -> None:
    text = HOSTILE[name](100_000)
    blocks = parse(text).blocks
    assert sum(block.end - block.start for block in blocks) == len(text)


def test_one_line_of_five_megabytes() -> None:
    text = "1. (C) " + "The quay is dry and has been so since the flood. " * 105_000
    (block,) = parse(text).blocks
    assert block.kind is Kind.PARAGRAPH
    assert len(block.clean) > 5_000_000


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every regular expression that a module of the parser holds under a name."""
    for module in pkgutil.walk_packages(parser.__path__, "parser."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def endless(tree: Any) -> Iterator[tuple[int, Any]]:
    """Yield each repetition without limit in a parsed expression: the length of its unit, and the unit."""
    for operation, argument in tree:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            _, most, unit = argument
            if most == sre.MAXREPEAT:
                yield len(unit), unit
            yield from endless(unit)
        elif operation is sre.SUBPATTERN:
            yield from endless(argument[-1])
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                yield from endless(branch)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from endless(argument[1])


# their units begin with a hyphen, a stop or an apostrophe, which are no letters
SET_APART = {"parser.fields.reference_words.TOKEN", "parser.fields.title_case.WORD"}


def test_no_pattern_repeats_a_repetition() -> None:
    """``(a+)+`` tries every way to share out the letters; a fixed letter in the unit leaves one way."""
    found = list(patterns())
    assert len(found) > 100
    for name, pattern in found:
        for _, unit in endless(sre.parse(pattern.pattern, pattern.flags)):
            nested = any(True for _ in endless(unit))
            fixed = any(operation is sre.LITERAL for operation, _ in unit)
            assert not nested or fixed or name in SET_APART, name
