"""Marks and verdicts: on disk before the next key, taken back and made again, found again next time."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from browsing import browsing, press, screen_text
from hypothesis import given
from hypothesis import strategies as st

from tui.reader_notes import Notes, Verdict, notes_path
from tui.screens.cables import CablesPage
from tui.screens.diff import DiffPage


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
        assert "taken back: mark 09REYKJAVIK22" in screen_text(browser)
        await press(pilot, "Z")
        assert list(browser.notes.marked) == ["08VALLETTA101", "09REYKJAVIK22"]


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
