"""``e`` writes what is on the screen to a file, in the form and at the place that the reader says."""

from __future__ import annotations

import csv
import json
import shlex
from typing import TYPE_CHECKING

import pytest
from browsing import browsing, press, screen_text, until
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tui.giving.exporting import file_name
from tui.giving.exports import as_shown
from tui.screens.copies import CopiesPage
from tui.screens.diff import DiffPage
from tui.screens.dots import DotsPage
from tui.screens.groups import GroupsPage
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tui.app import CablediffApp


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def exported(browser: CablediffApp, pilot: Pilot[None], key: str, folder: Path) -> Path:
    """Export in one form to the place that is offered, and return the file."""
    before = set(folder.iterdir())
    await press(pilot, "e", key, "enter")
    await until(pilot, lambda: "written:" in screen_text(browser))
    (file,) = set(folder.iterdir()) - before
    return file


async def test_the_list_in_every_form(tmp_path: Path) -> None:
    async with browsing(120, 30) as (browser, pilot):
        keys = [browser.catalogue.key(number) for number in browser.cables_page.numbers()]
        rows = list(
            csv.DictReader(
                (await exported(browser, pilot, "c", tmp_path)).read_text(encoding="utf-8").splitlines()
            )
        )
        assert [row["id"] for row in rows] == keys
        lines = (await exported(browser, pilot, "j", tmp_path)).read_text().splitlines()
        assert [json.loads(line)["id"] for line in lines] == keys
        for key in ("t", "m"):
            text = (await exported(browser, pilot, key, tmp_path)).read_text(encoding="utf-8")
            assert all(name in text for name in keys)


async def test_a_cable_as_received_on_the_screen_and_as_a_reading_copy(tmp_path: Path) -> None:
    async with browsing(120, 30) as (browser, pilot):
        await press(pilot, "enter")
        assert isinstance(browser.screen, ReaderPage)
        cable = browser.screen.cable
        assert cable is not None
        assert (await exported(browser, pilot, "t", tmp_path)).read_text(encoding="utf-8") == cable.text
        for key in ("s", "m", "h", "j"):
            (tmp_path / f"{browser.screen.key}.txt").unlink(missing_ok=True)
            assert (await exported(browser, pilot, key, tmp_path)).stat().st_size > 500
        assert json.loads((tmp_path / f"{browser.screen.key}.json").read_text())["id"] == cable.id


async def test_groups_and_copies_in_the_forms_of_a_report(tmp_path: Path) -> None:
    async with browsing(120, 30) as (browser, pilot):
        await press(pilot, "a")
        assert isinstance(browser.screen, GroupsPage)
        ids = [group.id for group in browser.screen.list.groups]
        assert ids
        document = json.loads((await exported(browser, pilot, "j", tmp_path)).read_text())
        assert [group["id"] for group in document["groups"]] == ids
        page = HTMLParser((await exported(browser, pilot, "h", tmp_path)).read_text(encoding="utf-8"))
        assert [node.attributes["id"] for node in page.css("#groups > tbody")] == ids
        assert "Written from the browser. The command that tells the same groups again:" in page.text()
        command = shlex.split(page.css_first("#made pre").text())
        assert command[:2] == ["cablediff", "report"]
        assert {"--boilerplate=out", "--sort=words", "--format=html"} <= set(command)
        marked = (await exported(browser, pilot, "x", tmp_path)).read_bytes()
        (tmp_path / "repeated-text.csv").unlink()
        assert marked.startswith(b"\xef\xbb\xbfgroup,")
        for key in ("t", "c", "m"):
            assert ids[0] in (await exported(browser, pilot, key, tmp_path)).read_text(encoding="utf-8")
        await press(pilot, "enter")
        assert isinstance(browser.screen, CopiesPage)
        one = json.loads((await exported(browser, pilot, "j", tmp_path)).read_text())
        assert [group["id"] for group in one["groups"]] == ids[:1]
        assert f"--group={ids[0]}" in shlex.split(one["command"])


async def test_the_copies_of_one_cable_are_drawn_and_marks_are_a_condition(tmp_path: Path) -> None:
    async with browsing(120, 30) as (browser, pilot):
        await press(pilot, "f", *"valletta", "enter", "d")
        assert isinstance(browser.screen, CopiesPage)
        page = (await exported(browser, pilot, "h", tmp_path)).read_text(encoding="utf-8")
        assert f"Dot plot of {browser.screen.key} against itself" in page
        await press(pilot, "q", "m", "M", "a")
        assert isinstance(browser.screen, GroupsPage)
        page = (await exported(browser, pilot, "h", tmp_path)).read_text(encoding="utf-8")
        assert "again, while the same cables are marked:" in page


async def test_a_difference_in_its_forms(tmp_path: Path) -> None:
    async with browsing(120, 30) as (browser, pilot):
        await press(pilot, "a", "enter", "enter")
        assert isinstance(browser.screen, DiffPage)
        document = json.loads((await exported(browser, pilot, "j", tmp_path)).read_text())
        assert document["schema"] == "cablediff.diff/1"
        for key in ("t", "p", "h"):
            assert (await exported(browser, pilot, key, tmp_path)).is_file()


async def test_a_screen_without_forms_of_its_own_is_written_as_it_stands(tmp_path: Path) -> None:
    async with browsing(120, 30) as (browser, pilot):
        await press(pilot, "question_mark", "e", "enter")
        await until(pilot, lambda: "written:" in screen_text(browser))
        (file,) = tmp_path.iterdir()
        assert "write what is on the screen to a file" in file.read_text(encoding="utf-8")


async def test_a_dot_plot_is_written_whole(tmp_path: Path) -> None:
    async with browsing(80, 30) as (browser, pilot):
        await press(pilot, "full_stop")
        assert isinstance(browser.screen, DotsPage)
        await until(pilot, lambda: browser.screen.plot is not None)
        key = browser.screen.keys[0]
        await press(pilot, "e")
        await until(
            pilot, lambda: f"text to: dots-{key}.txt " in screen_text(browser)
        )  # not cut by the place
        await press(pilot, "enter")
        await until(pilot, lambda: "written:" in screen_text(browser))
        (file,) = tmp_path.iterdir()
        assert file.name == f"dots-{key}.txt"
        text = file.read_text(encoding="utf-8")
        assert text.startswith(f"{key} against itself\n")
        assert "".join(as_shown(browser.screen)) == text  # what the pager gets


async def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    (tmp_path / "cables.csv").write_text("mine", encoding="utf-8")
    async with browsing(120, 30) as (browser, pilot):
        await press(pilot, "e", "c", "enter")
        assert "cables.csv is there" in screen_text(browser)
        await press(pilot, "n")
        assert (tmp_path / "cables.csv").read_text(encoding="utf-8") == "mine"
        await press(pilot, "e", "c", "enter", "o")
        await until(pilot, lambda: "written:" in screen_text(browser))
        assert (tmp_path / "cables.csv").read_text(encoding="utf-8").startswith("id,date")


async def test_a_place_that_is_not_there_is_named_and_esc_writes_nothing(tmp_path: Path) -> None:
    async with browsing(120, 30) as (browser, pilot):
        await press(pilot, "e", "c", "home", *"none", "slash", "enter")
        assert "none: no such folder" in screen_text(browser)
        await press(pilot, "e", "c", "escape")
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("~nosuchreader/list.csv", "~nosuchreader: no such folder"),
        ("x" * 300, "File name too long"),
        ("x/" * 3000, "File name too long"),
    ],
    ids=["home", "name", "path"],
)
async def test_a_place_that_cannot_be_one_is_named(typed: str, said: str, tmp_path: Path) -> None:
    async with browsing(120, 30) as (browser, pilot):
        await press(pilot, "e", "c")
        browser.cables_page.prompt.put(typed)
        await press(pilot, "enter")
        assert said in screen_text(browser)
        assert list(tmp_path.iterdir()) == []


def test_a_name_for_a_file_means_nothing_to_a_shell() -> None:
    assert file_name("../../etc/$(reboot) x\n", "txt") == "etc---reboot--x-.txt"
    assert file_name("09ASTANA714@2", "csv") == "09ASTANA714@2.csv"
    assert file_name("...", "md") == "export.md"
