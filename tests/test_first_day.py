"""Where a reader who knows vim and less stumbled on a first day: each place, as it is now."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from browsing import app, browsing, press, rest, screen_text, type_text, until
from click.testing import CliRunner

from corpus import Archive, import_paths
from duplicates.find import find
from duplicates.model import Parameters
from parser import parse
from tui import actions
from tui.commands import main
from tui.reading.block_marks import Elsewhere, groups_by_block, mark_of
from tui.screens.help import HelpPage
from tui.working.background import MANY

if TYPE_CHECKING:
    from pathlib import Path

    from tui.working.background import Task

PASSAGE = (
    "THE FIFTEEN PAGES THAT THE REPORT GIVES TO THE ISLAND READ LIKE AN INDICTMENT OF HOW ITS HARBOUR WAS"
    " GOVERNED IN THE YEARS BEFORE THE STORM"
)
MESSAGE = f"""UNCLAS OSLO 000812

SUBJECT: A REPORT AND ITS READERS

1. (U) The papers wrote this week that {PASSAGE}, and said little else of it at all.

2. (U) The minister was not amused, and asked for a meeting.

3. (U) In the meeting he said that the lamp, the rudder and the oil had been paid for twice, which nobody
denied; that the keeper had left in May and the pilot in June; that {PASSAGE}, as the papers had it; and that
a commission of three would go through the accounts of the harbour office before the winter, page by page.
"""


def test_a_block_that_holds_a_passage_from_above_is_not_folded_away() -> None:
    cable = parse(MESSAGE, id="09OSLO812")
    found = find([("09OSLO812", cable)], Parameters())
    marks = {
        index: mark_of("09OSLO812", cable.blocks[index], groups)
        for index, groups in groups_by_block(cable, "09OSLO812", found.groups).items()
    }
    bearing = [index for index in marks if PASSAGE in " ".join(cable.blocks[index].clean.split())]
    assert len(bearing) == 2
    for index in bearing:
        assert not marks[index].repeats
        assert not marks[index].here
        assert marks[index].elsewhere is Elsewhere.PASSAGE
        assert marks[index]


async def test_progress_of_a_work_that_is_dropped_goes_with_it() -> None:
    async with browsing() as (browser, pilot):
        end = threading.Event()

        def sift(task: Task) -> None:
            browser.call_from_thread(task.show, " 7%")
            end.wait(60)

        browser.background.do("sifting", sift, lambda _: None, size=MANY)
        await until(pilot, lambda: "sifting 7%" in browser.progress_text)
        browser.background.drop("sifting")
        assert not browser.progress_text
        end.set()


async def test_a_count_before_a_key_that_does_nothing_is_forgotten() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "2", "percent_sign", "j")
        assert browser.cables_page.list.cursor == 1


async def test_escape_on_the_help_closes_it_and_stops_nothing() -> None:
    async with browsing() as (browser, pilot):
        browser.searching.running = True
        await press(pilot, "question_mark")
        assert isinstance(browser.screen, HelpPage)
        await press(pilot, "escape")
        assert browser.screen is browser.cables_page
        assert not browser.searching._stop.is_set()
        await press(pilot, "escape")
        assert browser.searching._stop.is_set()
        browser.searching.running = False


async def test_up_and_down_in_a_prompt_bring_back_what_was_entered() -> None:
    async with browsing() as (browser, pilot):
        page = browser.cables_page
        for words in ("harbour", "ferry"):
            await press(pilot, "slash")
            await type_text(pilot, words)
            await press(pilot, "enter")
        await press(pilot, "slash", "up")
        assert page.prompt.text == "ferry"
        await press(pilot, "up", "up")
        assert page.prompt.text == "harbour"
        await press(pilot, "down")
        assert page.prompt.text == "ferry"
        await press(pilot, "down")
        assert page.prompt.text == ""
        assert page.prompt.is_open


async def test_up_in_a_note_saves_no_half_of_it() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "A")
        await type_text(pilot, "half a no")
        await press(pilot, "up")
        assert browser.cables_page.prompt.is_open
        assert not browser.notes.cables_with_notes()


async def test_down_in_a_filter_goes_into_the_list() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "f")
        await type_text(pilot, "a")
        await press(pilot, "down")
        assert not browser.cables_page.prompt.is_open


async def test_an_empty_list_says_what_to_do_and_gives_the_place_back() -> None:
    async with browsing() as (browser, pilot):
        page = browser.cables_page
        await press(pilot, "j", "f")
        await type_text(pilot, "nowhere")
        await press(pilot, "enter")
        await rest(pilot)
        assert "nothing passes; Esc takes the last choice back" in screen_text(browser)
        await press(pilot, "escape")
        assert page.list.cursor == 1


def test_keys_are_named_by_their_signs() -> None:
    assert [actions.key_name(key) for key in ("percent_sign", "asterisk", "number_sign", "x", "f5")] == [
        "%",
        "*",
        "#",
        "x",
        "f5",
    ]


async def test_the_arrow_of_an_order_says_which_end_comes_first() -> None:
    async with browsing(120, 30) as (browser, pilot):
        glyphs = browser.glyphs
        await press(pilot, "a")
        await rest(pilot)
        arrows = {}
        for _ in range(6):
            title = screen_text(browser).splitlines()[0]
            by = next(
                name for name in ("words", "places", "cables", "posts", "date", "similarity") if name in title
            )
            arrows[by] = title.rstrip()[-1]
            await press(pilot, "i")
            await rest(pilot)
        assert {by for by, arrow in arrows.items() if arrow == glyphs.ascending} == {"date", "similarity"}
        assert len(arrows) == 6


@pytest.mark.parametrize("command", [["stats"], ["search", "harbour"]])
def test_an_archive_may_be_the_path_of_every_command(
    command: list[str], tmp_path: Path, sample_cables: Path
) -> None:
    place = tmp_path / "mine.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [sample_cables / "doubled"], workers=1)
    run = CliRunner().invoke(main, [*command, str(place)])
    assert run.exit_code == 0, run.output
    assert "no cable" not in run.output


async def test_a_query_with_a_mistake_is_there_to_be_mended(tmp_path: Path, sample_cables: Path) -> None:
    with Archive.open(tmp_path / "mine.cablediff") as archive:
        import_paths(archive, [sample_cables / "doubled"], workers=1)
        browser = app(archive)  # type: ignore[arg-type]
        async with browser.run_test() as pilot:
            page = browser.cables_page
            await press(pilot, "s")
            await type_text(pilot, "ref::09")
            await press(pilot, "enter")
            await until(pilot, lambda: page.notice is not None)
            await press(pilot, "s")
            assert page.prompt.text == "ref::09"
