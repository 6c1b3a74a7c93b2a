"""The day-time group: a moment in UTC, however it is spaced, cut or mistyped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parser.routing.day_time_group import find


@pytest.mark.parametrize(
    ("text", "moment", "precedence"),
    [
        ("O 270539Z APR 09", (2009, 4, 27, 5, 39), ("IMMEDIATE",)),
        ("O P 182318Z FEB 09", (2009, 2, 18, 23, 18), ("IMMEDIATE", "PRIORITY")),
        ("P R 271135Z NOV 06", (2006, 11, 27, 11, 35), ("PRIORITY", "ROUTINE")),
        ("Z 021228Z JUL 09 ZFF4", (2009, 7, 2, 12, 28), ("FLASH",)),
        ("061428Z Jun 03", (2003, 6, 6, 14, 28), ()),
        ("R 171512Z JAN 90", (1990, 1, 17, 15, 12), ("ROUTINE",)),
        ("P R 281848Z DEC 66", (1966, 12, 28, 18, 48), ("PRIORITY", "ROUTINE")),
        ("R 041125Z MARCH 1975", (1975, 3, 4, 11, 25), ("ROUTINE",)),
        ("O 27 0539Z APR 09", (2009, 4, 27, 5, 39), ("IMMEDIATE",)),
        ("O 270539 APR 09", (2009, 4, 27, 5, 39), ("IMMEDIATE",)),
        ("O27O539Z APR 09", (2009, 4, 27, 5, 39), ("IMMEDIATE",)),
        ("R 312400Z DEC 08", (2009, 1, 1, 0, 0), ("ROUTINE",)),
    ],
)
def test_forms(text: str, moment: tuple[int, int, int, int, int], precedence: tuple[str, ...]) -> None:
    group = find(text)

    assert group is not None
    assert group.moment == datetime(*moment, tzinfo=UTC)
    assert group.precedence == precedence


@pytest.mark.parametrize("text", ["R 310539Z FEB 09", "R 272939Z APR 09"])
def test_digits_that_name_no_moment(text: str) -> None:
    group = find(text)

    assert group is not None
    assert group.moment is None


@pytest.mark.parametrize("text", ["", "DE RUEHTA #0714/01 1170539", "27 April 2009", "270539Z"])
def test_what_is_no_group(text: str) -> None:
    assert find(text) is None
