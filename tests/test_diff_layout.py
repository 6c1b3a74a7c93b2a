"""Rows: two columns, unified, running text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from duplicates.diff import Ignore, Options
from duplicates.diff.as_text import side_text, unified_text
from duplicates.diff.atoms import Mark
from duplicates.diff.compare import compare
from duplicates.diff.layout import InlineRow, Run, SideRow, column_width, inline, side_by_side, unified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

EARLY = "The ferry left the harbour at noon with nine goats.\n\nNobody knew the owner of the goats."
LATE = "The ferry left the harbour at dusk with nine goats. Nobody\nknew the owner of the goats."

TEXTS = st.lists(
    st.sampled_from(["goat", "ferry", "the", "of", ",", "Riga", "XXXXXXXX", "noon", "\n\n", "\n", "  "]),
    max_size=25,
).map(" ".join)


def text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def test_equal_words_stand_at_the_same_height() -> None:
    long = "The clerk, an old man with a wooden leg and no memory, sold the ticket and slept."
    short = "The clerk sold the ticket and slept."
    rows = side_by_side(compare(long, short), 43)
    (row,) = [row for row in rows if "slept" in text(row.left)]
    assert "slept" in text(row.right)


def test_a_row_knows_its_change() -> None:
    rows = side_by_side(compare(EARLY, LATE), 200)
    assert [row.change for row in rows] == [0, None, None]
    assert Run("noon", Mark.DELETED) in rows[0].left
    assert Run("dusk", Mark.INSERTED) in rows[0].right


def test_two_changes_may_begin_in_one_row() -> None:
    early = "The ferry left at noon with nine goats."
    diff = compare(early, early.replace("noon", "dusk").replace("goats", "sheep"))
    assert [row.begins for row in side_by_side(diff, 200)] == [(0, 1)]
    assert [(row.sign, row.begins) for row in unified(diff, 100)] == [("-", (0, 1)), ("+", ())]


@examples(150)
@given(TEXTS, TEXTS, st.sampled_from([frozenset(), Options().ignore]), st.integers(10, 120), st.booleans())
def test_every_change_begins_in_one_row_of_every_layout(
    early: str, late: str, ignored: frozenset[Ignore], width: int, as_sent: bool
) -> None:
    diff = compare(early, late, Options(ignored, move_words=3))
    for rows in (
        side_by_side(diff, width, as_sent=as_sent),
        unified(diff, width, as_sent=as_sent),
    ):
        assert sorted(change for row in rows for change in row.begins) == list(range(len(diff.changes)))
        assert all(row.change is not None for row in rows if row.begins)


def test_a_comma_stays_with_its_word() -> None:
    rows = side_by_side(compare("It was a miracle, he said.", "It was a miracle, he said."), 2 * 16 + 3)
    assert [text(row.left) for row in rows] == ["It was a", "miracle, he", "said."]


def test_unified_rows_show_a_changed_row_as_it_was_and_as_it_is() -> None:
    rows = unified(compare(EARLY, LATE), 62)
    assert [(row.sign, text(row.runs)) for row in rows] == [
        ("-", "The ferry left the harbour at noon with nine goats."),
        ("+", "The ferry left the harbour at dusk with nine goats."),
        (" ", ""),
        (" ", "Nobody knew the owner of the goats."),
    ]


def test_running_text_puts_what_went_before_what_came() -> None:
    rows = list(inline(compare(EARLY, LATE), 200, brackets=True))
    assert text(rows[0].runs) == "The ferry left the harbour at [-noon-]{+dusk+} with nine goats."


def test_the_changed_characters_of_a_word_have_a_mark_of_their_own() -> None:
    (row,) = side_by_side(compare("FM Tazhin left", "FM Tashin left"), 80)
    assert row.left == (
        Run("FM ", Mark.EQUAL),
        Run("Ta", Mark.DELETED),
        Run("z", Mark.DELETED_CHAR),
        Run("hin", Mark.DELETED),
        Run(" left", Mark.EQUAL),
    )


def test_every_kind_of_change_has_its_mark() -> None:
    (row,) = side_by_side(compare("saw Mr. Orlik there", "saw XXXXXXXXXXXX there"), 80)
    assert Run("Mr. Orlik", Mark.REDACTED) in row.left
    assert Run("XXXXXXXXXXXX", Mark.REDACTED) in row.right
    (row,) = side_by_side(compare("saw XXXXXXXXXXXX there", "saw Mr. Orlik there"), 80)
    assert Run("Mr. Orlik", Mark.RESTORED) in row.right


def test_what_is_ignored_is_still_shown() -> None:
    options = Options().ignoring(Ignore.PAGE_BREAKS)
    diff = compare("it ran\nRIGA 00000412 002 OF 003\naground", "it ran aground", options)
    assert not diff.changes
    left = "".join(text(row.left) for row in side_by_side(diff, 80))
    assert "RIGA 00000412 002 OF 003" in left


def test_a_word_wider_than_the_column_goes_on_below() -> None:
    rows = side_by_side(compare("-" * 30, "-" * 30), 23)
    assert [len(text(row.left)) for row in rows] == [column_width(23)] * 3


def test_control_characters_are_shown_and_do_nothing() -> None:
    rows = unified(compare("a \x1b[2J\u202eb", "a \x1b[3J\u202eb"), 80)
    shown = "".join(text(row.runs) for row in rows)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "␛" in shown


def test_changed_line_breaks_are_shown_when_they_count() -> None:
    diff = compare("noon. It", "noon.\nIt", Options(frozenset()))
    assert text(next(inline(diff, 80, brackets=True)).runs).count("↵") == 1


def test_no_text_has_no_rows() -> None:
    assert side_by_side(compare("", ""), 80) == []
    assert unified(compare(" \n", ""), 80) == []


def test_plain_text_shows_some_lines_around_a_change() -> None:
    sentences = [f"Sentence number {number} says little." for number in range(30)]
    late = [*sentences[:15], "Sentence number 15 says nothing.", *sentences[16:]]
    diff = compare("\n".join(sentences), "\n".join(late))
    lines = list(unified_text(diff, width=80, context=1))
    assert lines == [
        lines[0],
        "Sentence number 14 says little.",
        "Sentence number 15 says [-little-]{+nothing+}.",
        "Sentence number 16 says little.",
    ]
    assert lines[0].startswith("@@ ")
    assert len(list(unified_text(diff, width=80, context=None))) == 30
    (_, changed) = side_text(diff, width=100, context=0)
    assert changed.endswith(" * Sentence number 15 says {+nothing+}.")


def test_colours_come_beside_the_brackets() -> None:
    lines = list(unified_text(compare("at noon", "at dusk"), width=80, context=None, colour=True))
    assert lines == ["at \x1b[31m[-noon-]\x1b[0m\x1b[32m{+dusk+}\x1b[0m"]


@given(TEXTS, TEXTS, st.integers(0, 4), st.integers(10, 60), st.sampled_from([unified_text, side_text]))
def test_context_shows_so_many_rows_around_each_change_and_no_blank_one_at_an_end(
    early: str, late: str, context: int, width: int, form: Callable[..., Iterator[str]]
) -> None:
    diff = compare(early, late, Options(move_words=3))
    rows: Sequence[InlineRow | SideRow] = (
        list(inline(diff, width, brackets=True))
        if form is unified_text
        else side_by_side(diff, width, brackets=True)
    )
    lines = list(form(diff, width=width, context=None))
    assert len(lines) == len(rows)
    near = [any(row.change is not None for row in _around(rows, at, context)) for at in range(len(rows))]
    expected: list[str] = []
    for shown, stretch in groupby(range(len(rows)), near.__getitem__):
        if shown:
            *places, last = stretch
            held = [at for at in (*places, last) if rows[at].change is not None]
            first = next(at for at in (*places, last) if at >= held[0] or lines[at].strip(" |"))
            while last > held[-1] and not lines[last].strip(" |"):
                last -= 1
            expected += [f"@@ character {diff.changes[rows[held[0]].change or 0].early[0]} @@"]
            expected += lines[first : last + 1]
    assert list(form(diff, width=width, context=context)) == expected


def _around(rows: Sequence[InlineRow | SideRow], at: int, context: int) -> Sequence[InlineRow | SideRow]:
    return rows[max(0, at - context) : at + context + 1]
