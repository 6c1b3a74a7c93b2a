"""Marks and verdicts: on disk before the next key, taken back and made again, found again next time."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from browsing import browsing, press, rest, screen_text, type_text
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.geometry import Region

from tui.notes.reader_notes import Notes, Remark, Verdict, notes_path
from tui.screens.cables import CablesPage
from tui.screens.diff import DiffPage
from tui.screens.groups import GroupsPage
from tui.screens.page import Page
from tui.screens.reader import ReaderPage


def test_a_mark_is_on_disk_at_once(tmp_path: Path) -> None:
    file = tmp_path / "notes" / "archive.jsonl"
    Notes(file).toggle("08VALLETTA101")
    assert list(Notes(file).marked) == ["08VALLETTA101"]


def test_undo_and_redo_survive_the_session(tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl"
    notes = Notes(file)
    notes.toggle("08VALLETTA101")
    notes.toggle("08VALLETTA104")
    assert notes.undo() == "mark 08VALLETTA104"
    later = Notes(file)
    assert list(later.marked) == ["08VALLETTA101"]
    assert later.redo() == "mark 08VALLETTA104"
    assert list(Notes(file).marked) == ["08VALLETTA101", "08VALLETTA104"]


def test_nothing_to_take_back(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "archive.jsonl")
    assert notes.undo() == ""
    assert notes.redo() == ""


def test_a_verdict_holds_for_the_pair_whichever_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl"
    notes = Notes(file)
    notes.judge("08VALLETTA104#12", "08VALLETTA101#10", Verdict.VARIANT)
    notes.judge("08VALLETTA101#10", "08VALLETTA104#12", Verdict.SAME)
    assert Notes(file).verdict("08VALLETTA104#12", "08VALLETTA101#10") is Verdict.SAME
    notes.undo()
    assert Notes(file).verdict("08VALLETTA101#10", "08VALLETTA104#12") is Verdict.VARIANT
    notes.judge("08VALLETTA101#10", "08VALLETTA104#12", None)
    assert Notes(file).verdicts == {}


def test_a_torn_or_foreign_line_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl"
    notes = Notes(file)
    notes.toggle("08VALLETTA101")
    with file.open("a", encoding="utf-8") as journal:
        journal.write('{"mark": "08VAL\n[1]\n{"mark": 5, "on": true}\n{"pair": ["a"], "verdict": "same"}\n')
        journal.write('{"pair": ["a", "b"], "verdict": "perhaps"}\n')
    assert list(Notes(file).marked) == ["08VALLETTA101"]


@given(st.lists(st.sampled_from(["a", "b", "c", "undo", "redo"]), max_size=30))
def test_what_is_read_again_is_what_was_there(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "archive.jsonl"
        notes = Notes(file)
        for step in steps:
            if step == "undo":
                notes.undo()
            elif step == "redo":
                notes.redo()
            else:
                notes.toggle(step)
        assert list(Notes(file).marked) == list(notes.marked)


def test_each_archive_has_notes_of_its_own(tmp_path: Path) -> None:
    assert notes_path(tmp_path / "a.cablediff") != notes_path(tmp_path / "b.cablediff")
    assert notes_path(tmp_path / "a.cablediff").name.startswith("a-")


async def test_marking_in_the_list_and_showing_only_marked() -> None:
    async with browsing() as (browser, pilot):
        page = browser.screen
        assert isinstance(page, CablesPage)
        await press(pilot, "m", "j", "m")
        assert list(browser.notes.marked) == ["08VALLETTA101", "09REYKJAVIK22"]
        assert "●08VALLETTA101" in screen_text(browser)
        await press(pilot, "M")
        assert len(page.list.numbers) == 2
        await press(pilot, "z")
        assert "taken back (1 more, 1 undone): mark 09REYKJAVIK22" in screen_text(browser)
        await press(pilot, "z")
        assert "taken back (0 more, 2 undone): mark 08VALLETTA101" in screen_text(browser)
        await press(pilot, "z")
        assert "nothing to take back, 2 undone" in screen_text(browser)
        await press(pilot, "Z")
        assert "made again (1 more, 1 done): mark 08VALLETTA101" in screen_text(browser)
        await press(pilot, "Z")
        assert list(browser.notes.marked) == ["08VALLETTA101", "09REYKJAVIK22"]


async def test_all_marks_are_taken_away_at_once_and_made_again_in_their_order() -> None:
    async with browsing() as (browser, pilot):
        page = browser.screen
        assert isinstance(page, CablesPage)
        await press(pilot, "U")
        assert "no cable is marked" in screen_text(browser)
        await press(pilot, "j", "m", "k", "k", "m", "M")
        marked = list(browser.notes.marked)
        assert len(page.list.numbers) == len(marked) == 2
        await press(pilot, "U")
        await rest(pilot)
        assert not browser.notes.marked
        assert not page.only_marked
        assert len(page.list.numbers) == len(browser.archive)
        await press(pilot, "z")
        assert list(browser.notes.marked) == marked
        assert "taken back (2 more, 1 undone): unmark 2 cables" in screen_text(browser)


async def test_marks_are_found_again_by_the_next_session() -> None:
    async with browsing() as (_, pilot):
        await press(pilot, "m")
    async with browsing() as (browser, _):
        assert list(browser.notes.marked) == ["08VALLETTA101"]


async def test_two_marked_cables_are_compared_whole() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "c")
        assert "0 cables marked" in screen_text(browser)
        await press(pilot, "m", "m", "c")
        page = browser.screen
        assert isinstance(page, DiffPage)
        assert [side.key for side in page.sides] == ["08VALLETTA101", "08VALLETTA104"]
        assert page.diff is not None
        assert page.diff.changes


async def test_the_marked_cable_is_compared_with_the_one_under_the_cursor() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "m", "j", "c")
        page = browser.screen
        assert isinstance(page, DiffPage)
        assert [side.key for side in page.sides] == ["08VALLETTA101", "09REYKJAVIK22"]


async def test_a_verdict_is_asked_for_and_shown() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "m", "m", "c", "V")
        assert "s same" in screen_text(browser).splitlines()[-1]
        await press(pilot, "v")
        assert "variant" in screen_text(browser).splitlines()[0]
        assert browser.notes.verdict("08VALLETTA101", "08VALLETTA104") is Verdict.VARIANT
        await press(pilot, "z")
        assert browser.notes.verdict("08VALLETTA101", "08VALLETTA104") is None


async def test_a_key_that_is_no_choice_drops_the_question() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "m", "m", "c", "V", "x", "s")
        assert browser.notes.verdicts == {}


async def test_notes_that_cannot_be_written_are_said_and_nothing_breaks(tmp_path: Path) -> None:
    async with browsing() as (browser, pilot):
        blocked = tmp_path / "file"
        blocked.write_text("")
        browser.notes.path = blocked / "notes.jsonl"
        await press(pilot, "m")
        assert "not noted:" in screen_text(browser)
        assert browser.notes.marked == {}


def test_notes_are_undone_redone_and_found_again(tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl"
    notes = Notes(file)
    notes.write("see the second bid", "08VALLETTA101#14")
    notes.write("which one is later?", "08VALLETTA104", "08VALLETTA101")
    notes.write("see both bids", "08VALLETTA101#14")
    assert notes.undo() == "note on 08VALLETTA101#14: see both bids"
    again = Notes(file)
    assert again.note("08VALLETTA101#14") == "see the second bid"
    assert again.note("08VALLETTA101", "08VALLETTA104") == "which one is later?"
    assert again.redo() == "note on 08VALLETTA101#14: see both bids"
    assert Notes(file).note("08VALLETTA101#14") == "see both bids"
    again.write("", "08VALLETTA101#14")
    assert again.cables_with_notes() == {"08VALLETTA101", "08VALLETTA104"}
    assert ("08VALLETTA101#14",) not in Notes(file).notes


def test_a_range_is_marked_and_taken_back_in_one_step(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "archive.jsonl")
    notes.toggle("b")
    assert notes.mark_all(["a", "b", "c"]) == 2
    assert list(notes.marked) == ["b", "a", "c"]
    assert notes.undo() == "mark 2 cables"
    assert list(Notes(notes.path).marked) == ["b"]


def test_remarks_tell_all_that_is_known_of_a_place(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "archive.jsonl")
    notes.toggle("b")
    notes.write("first", "b")
    notes.write("second", "a#3")
    notes.judge("b", "a", Verdict.SAME)
    assert notes.remarks() == [
        Remark(("b",), marked=True, note="first"),
        Remark(("a#3",), note="second"),
        Remark(("a", "b"), verdict=Verdict.SAME),
    ]


async def test_a_note_is_written_in_the_reader_and_shown_there_and_in_the_list() -> None:
    async with browsing(100, 30) as (browser, pilot):
        await press(pilot, "enter", "A")
        await type_text(pilot, "ask qz")
        await press(pilot, "enter")
        assert browser.notes.note("08VALLETTA101") == "ask qz"
        assert any("Noted" in line and "ask qz" in line for line in screen_text(browser).splitlines())
        await press(pilot, "q")
        assert "†08VALLETTA101" in screen_text(browser)
        await press(pilot, "m")
        assert "‡08VALLETTA101" in screen_text(browser)
        await press(pilot, "z", "z")
        assert "taken back (0 more, 2 undone): note on 08VALLETTA101: ask qz" in screen_text(browser)
        assert browser.notes.notes == {}


async def test_a_note_that_is_given_up_changes_nothing() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "A", "x", "escape")
        assert browser.notes.notes == {}
        await press(pilot, "j")
        assert browser.cables_page.list.cursor == 1


async def test_a_note_on_a_pair_is_shown_with_its_difference() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "m", "m", "c", "A")
        await type_text(pilot, "later bid")
        await press(pilot, "enter", "j")
        assert "later bid" in screen_text(browser).splitlines()[-1]


async def test_a_range_is_marked_from_the_nearest_mark() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "v")
        assert "mark the first cable" in screen_text(browser)
        await press(pilot, "g", "m", "G", "v")
        assert len(browser.notes.marked) == 3


async def test_all_notes_are_listed_opened_and_changed() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "apostrophe")
        assert "nothing is noted yet" in screen_text(browser)
        await press(pilot, "q", "m", "m", "c", "V", "v", "q", "apostrophe")
        lines = screen_text(browser).splitlines()
        assert "2 marks · 0 notes · 1 verdict" in lines[0]
        assert "variant" in lines[3]
        await press(pilot, "A")
        await type_text(pilot, "mine")
        await press(pilot, "enter", "m")
        assert list(browser.notes.marked) == ["08VALLETTA104"]
        assert "mine" in screen_text(browser)
        await press(pilot, "G", "enter")
        assert isinstance(browser.screen, DiffPage)
        await press(pilot, "q", "g", "enter")
        assert isinstance(browser.screen, ReaderPage)


def test_two_windows_of_one_reader_take_back_each_their_own(tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl"
    one, two = Notes(file), Notes(file)
    one.toggle("08VALLETTA101")
    two.toggle("08VALLETTA104")
    assert one.undo() == "mark 08VALLETTA101"
    assert list(Notes(file).marked) == ["08VALLETTA104"]
    two.write("which bid?", "08VALLETTA104")
    assert one.redo() == "mark 08VALLETTA101"
    again = Notes(file)
    assert set(again.marked) == {"08VALLETTA101", "08VALLETTA104"}
    assert again.note("08VALLETTA104") == "which bid?"
    assert [again.undo() for _ in range(4)] == [
        "mark 08VALLETTA101",
        "note on 08VALLETTA104: which bid?",
        "mark 08VALLETTA104",
        "",
    ]


def test_a_journal_of_an_earlier_version_is_replayed(tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl"
    file.write_text('{"mark": "a", "on": true}\n{"mark": "b", "on": true}\n{"undo": true}\n{"redo": true}\n')
    assert list(Notes(file).marked) == ["a", "b"]
    assert Notes(file).undo() == "mark b"


async def test_groups_and_copies_take_marks_notes_and_verdicts() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "a")
        page = browser.screen
        assert isinstance(page, GroupsPage)
        two = next(line for line, group in enumerate(page.list.groups) if len(group.members) == 2)
        three = next(line for line, group in enumerate(page.list.groups) if len(group.members) > 2)
        page.list.move_to(two)
        await press(pilot, "V", "v")
        first, second = (f"{each.cable}#{each.block}" for each in page.list.groups[two].members)
        assert browser.notes.verdict(first, second) is Verdict.VARIANT
        assert "verdict variant" in screen_text(browser).splitlines()[-1]
        page.list.move_to(three)
        await press(pilot, "V")
        assert "3 places: Enter shows them, V there judges two" in screen_text(browser).splitlines()[-1]
        await press(pilot, "m")
        assert "08VALLETTA101: marked" in screen_text(browser).splitlines()[-1]
        await press(pilot, "enter")
        await rest(pilot)
        await press(pilot, "V", "u")
        assert sum("unrelated" in line for line in screen_text(browser).splitlines()) == 1
        assert "▌ ● 08VALLETTA101" in screen_text(browser)
        await press(pilot, "A")
        await type_text(pilot, "qz")
        await press(pilot, "enter")
        assert "qz" in browser.notes.notes.values()
        noted = [line for line in screen_text(browser).splitlines() if "‡ 08VALLETTA101" in line]
        assert len(noted) == 1  # the place under the cursor; the other one in that cable is only marked
        await press(pilot, "z")
        assert "‡" not in screen_text(browser)


def test_the_places_of_a_pair_are_told_in_the_order_of_reading(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "archive.jsonl")
    notes.judge("09OSLO3#12", "09OSLO3#4", Verdict.VARIANT)
    notes.write("the older one", "08ROME2#1", "76ROME2#1")
    assert [remark.about for remark in notes.remarks()] == [
        ("76ROME2#1", "08ROME2#1"),
        ("09OSLO3#4", "09OSLO3#12"),
    ]
    assert notes.undo() == "note on 76ROME2#1 and 08ROME2#1: the older one"
    assert notes.verdict("09OSLO3#4", "09OSLO3#12") is Verdict.VARIANT


async def test_a_judged_cover_is_opened_again_as_the_cover_that_was_judged() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "a")
        groups = browser.screen
        assert isinstance(groups, GroupsPage)
        cover = next(
            line
            for line, group in enumerate(groups.list.groups)
            if browser.catalogue.place_of(group.members[0]).startswith("cover")
        )
        groups.list.move_to(cover)
        await press(pilot, "enter", "enter")
        judged = browser.screen
        assert isinstance(judged, DiffPage)
        await press(pilot, "V", "v", "A")
        assert "note on 08VALLETTA101 cover, copy 1 and 0" in screen_text(browser)
        await type_text(pilot, "mine")
        await press(pilot, "enter", "q", "q", "q", "apostrophe")
        bottom = screen_text(browser).splitlines()[-1]
        assert "08VALLETTA101 cover, copy 1 → " in bottom
        await press(pilot, "enter")
        again = browser.screen
        assert isinstance(again, DiffPage)
        assert again.sides == judged.sides
        assert "cover, copy 1" in again.sides[0].place
        assert len(again.pairs) == len(judged.pairs)


async def test_a_pair_in_one_cable_is_named_by_its_blocks_in_the_table() -> None:
    async with browsing(120, 40) as (browser, pilot):
        browser.notes.write("which is right?", "08VALLETTA101#27", "08VALLETTA101#9")
        await press(pilot, "enter")
        assert "08VALLETTA101#" not in screen_text(browser)
        assert "copy 1 and " in screen_text(browser)


@pytest.mark.parametrize(
    "keys",
    [
        ("A",),
        ("enter", "A"),
        ("enter", "slash"),
        ("a", "A"),
        ("a", "enter", "A"),
        ("a", "enter", "enter", "A"),
    ],
    ids=["list", "reader", "search in the reader", "groups", "copies", "differences"],
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_prompt_takes_the_lowest_line_and_no_more(
    size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with browsing(*size) as (browser, pilot):
        await press(pilot, *keys)
        await rest(pilot)
        page = browser.screen
        assert isinstance(page, Page)
        width, height = size
        assert page.prompt.region == Region(0, height - 1, width, 1)
        assert page.view.size.height > 1
        assert screen_text(browser).splitlines()[1].strip()


async def test_a_long_note_is_shown_at_its_end_when_it_is_pasted_and_when_it_is_opened_again() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "A")
        browser.post_message(events.Paste("a word and " * 20 + "the last"))
        await rest(pilot)
        assert "the last" in screen_text(browser).splitlines()[-1]
        await press(pilot, "enter", "A")
        await rest(pilot)
        assert "the last" in screen_text(browser).splitlines()[-1]
