"""``y c`` on every screen: the command that is copied is run, and prints what the screen shows."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

import pytest
from browsing import press, screen_text, type_text, until
from click.testing import CliRunner

from corpus import Archive, import_paths
from duplicates.find import find
from duplicates.model import Parameters
from tui.app import CablediffApp
from tui.catalogue import Catalogue
from tui.commands import main
from tui.drawing.glyphs import ASCII
from tui.notes.reader_notes import Notes, notes_path
from tui.plain.cables import CablesView
from tui.plain.session import Session
from tui.screens.collation import CollationPage
from tui.screens.copies import CopiesPage
from tui.screens.diff import DiffPage
from tui.screens.dots import DotsPage
from tui.screens.groups import GroupsPage
from tui.screens.overview import OverviewPage
from tui.screens.reader import ReaderPage
from tui.screens.releases import ReleasesPage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from duplicates.model import Findings

    Driven = tuple[CablediffApp, Pilot[None]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, sample_cables: Path) -> Iterator[Archive]:
    place = tmp_path_factory.mktemp("archive") / "the samples.cablediff"
    with Archive.open(place) as made:
        folders = ("doubled", "copies", "releases/early", "releases/late")
        import_paths(made, [sample_cables / name for name in folders], workers=1)
        yield made


@pytest.fixture(scope="module")
def found(archive: Archive) -> Findings:
    return find(archive.cables(), Parameters())


@pytest.fixture
async def driven(archive: Archive, found: Findings) -> AsyncIterator[Driven]:
    """Run the browser over the archive."""
    browser = CablediffApp(archive, findings=found)
    async with browser.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: len(browser.cables_page.list.numbers) == len(archive))
        yield browser, pilot


async def copied_command(driven: Driven) -> str:
    """Copy the command of the screen."""
    browser, pilot = driven
    await press(pilot, "y", "c")
    assert "copied: command" in screen_text(browser)
    return browser.clipboard


async def copied(driven: Driven, *further: str) -> str:
    """Copy the command of the screen, run it with further options, and return what it prints."""
    return run(await copied_command(driven), *further)


def run(command: str, *further: str) -> str:
    program, word, *arguments = shlex.split(command)
    assert program == "cablediff"
    at = arguments.index("--") if "--" in arguments else len(arguments)
    done = CliRunner().invoke(main, [word, *arguments[:at], *further, *arguments[at:]])
    assert done.exit_code == 0, (command, done.output)
    return done.stdout


def shown(browser: CablediffApp) -> list[str]:
    """Return the keys of the cables in the list."""
    return [row.key for row in browser.archive.rows(browser.cables_page.list.numbers)]


def listed(printed: str) -> list[str]:
    return [json.loads(line)["id"] for line in printed.splitlines()]


async def test_the_whole_list_in_its_order(driven: Driven) -> None:
    browser, pilot = driven
    assert listed(await copied(driven, "--format=json")) == shown(browser)
    await press(pilot, "S", "s", "I")
    assert listed(await copied(driven, "--format=json")) == shown(browser)
    assert len(shown(browser)) == len(browser.archive)


async def test_the_list_with_everything_that_narrows_it(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "s")
    await type_text(pilot, "harbor OR the")
    await press(pilot, "enter")
    await until(pilot, lambda: bool(browser.cables_page.wanted) and "best first" in screen_text(browser))
    assert listed(await copied(driven, "--format=json")) == shown(browser)
    await press(pilot, "I")
    assert listed(await copied(driven, "--format=json")) == shown(browser)
    await press(pilot, "D")
    assert 0 < len(shown(browser)) < len(browser.archive)
    assert listed(await copied(driven, "--format=json")) == shown(browser)
    await press(pilot, "f")
    await type_text(pilot, "embassy a")
    await press(pilot, "enter", "g", "m", "m", "M")
    assert len(shown(browser)) == 2
    assert listed(await copied(driven, "--format=json")) == shown(browser)
    assert {"--filter=embassy a", "--marked", "--with-copies"} < set(shlex.split(browser.clipboard))


def test_the_plain_list_with_everything_that_narrows_it(archive: Archive) -> None:
    said: list[str] = []
    session = Session(
        archive,
        Catalogue(archive, ASCII),
        Notes(notes_path(archive.path)),
        sources=(),
        find=lambda: None,
        say=said.append,
    )
    view = CablesView(session)
    session.stack.append(view)

    def same() -> bool:
        session.answer("yank")
        keys = [row.key for row in archive.rows(view.numbers)]
        return listed(run(said[-1], "--format=json")) == keys

    assert same()
    for typed in ("sort id", "reverse", "texts harbor OR the", "reverse", "filter embassy a", "sort subject"):
        session.answer(typed)
        assert same(), typed
    session.answer("mark 1")
    session.answer("only-marked")
    assert len(view) == 1
    assert same()


@pytest.mark.parametrize("fact", range(4))
async def test_the_overview_and_the_list_of_a_bar(driven: Driven, fact: int) -> None:
    browser, pilot = driven
    await press(pilot, "O", *["tab"] * fact)
    page = browser.screen
    assert isinstance(page, OverviewPage)
    bars = page.bars.bars
    assert bars
    ((_, table),) = [
        (name, table)
        for name, table in json.loads(await copied(driven, "--format=json")).items()
        if name != "records"
    ]
    if page.fact.of_copies:
        assert [(each["source"], each["by"], each["words"]) for each in table] == [
            (*bar.of, bar.count) for bar in bars
        ]
    else:
        assert [(each["value"], each["records"]) for each in table] == [
            (bar.label, bar.count) for bar in bars
        ]
    await press(pilot, "enter")
    assert browser.cables_page.only
    assert listed(await copied(driven, "--format=json")) == shown(browser)


def told(printed: str) -> list[str]:
    """Return the ids of the groups in a table."""
    return re.findall(r"^  ([0-9a-f]{12}) ", printed, re.MULTILINE)


async def test_lists_in_which_nothing_is_left(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "R")
    page = browser.screen
    assert isinstance(page, ReleasesPage)
    await until(pilot, lambda: bool(page.changed))
    page.list.show([])
    assert " compare " in await copied_command(driven)
    await press(pilot, "q", "f")
    await type_text(pilot, "no such words")
    await press(pilot, "enter")
    assert not shown(browser)
    assert await copied(driven) == ""


async def test_groups_of_every_kind_place_and_order(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "a")
    page = browser.screen
    assert isinstance(page, GroupsPage)

    async def compare() -> None:
        assert told(await copied(driven)) == [group.id for group in page.list.groups]

    await compare()
    for key in ("B", "B", "B", "i", "i", "I", "i", "i", "i", "f", "f", "f", "f", "w", "w", "w", "w"):
        await press(pilot, key)
        await compare()  # where nothing is left, too


async def test_groups_of_a_narrowed_list_of_a_cable_and_of_a_block(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "f")
    await type_text(pilot, "tallinn")
    await press(pilot, "enter", "a")
    page = browser.screen
    assert isinstance(page, GroupsPage)
    assert told(await copied(driven)) == [group.id for group in page.list.groups]
    await press(pilot, "q", "enter", "a")
    page = browser.screen
    assert isinstance(page, GroupsPage)
    assert told(await copied(driven)) == [group.id for group in page.list.groups]
    await press(pilot, "q", "right_curly_bracket", "a")
    page = browser.screen
    assert isinstance(page, GroupsPage)
    assert told(await copied(driven)) == [group.id for group in page.list.groups]


async def test_copies_of_a_cable_of_a_block_and_of_a_group(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "f")
    await type_text(pilot, "tallinn")
    await press(pilot, "enter")
    for keys in (["d"], ["q", "enter", "right_curly_bracket", "d"], ["q", "q", "a", "enter"]):
        await press(pilot, *keys)
        page = browser.screen
        assert isinstance(page, CopiesPage)
        printed = await copied(driven)
        assert sorted(told(printed)) == sorted(group.id for group in page.groups)
        for group in page.groups:
            assert all(f"{member.cable}#{member.block}" in printed for member in group.members)


async def test_an_exported_report_names_a_command_that_tells_the_same_groups(
    driven: Driven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, pilot = driven
    monkeypatch.chdir(tmp_path)
    for keys in (["a"], ["q", "f", *"tallinn", "enter", "a", "i", "I"], ["q", "d"]):
        await press(pilot, *keys)
        await press(pilot, "e", "j", "enter")
        await until(pilot, lambda: "written:" in screen_text(browser))
        (file,) = tmp_path.iterdir()
        document = json.loads(file.read_text(encoding="utf-8"))
        file.unlink()
        again = json.loads(run(document["command"]))
        assert document["groups"]
        if keys[-1] == "d":  # there they are in the order of the cable
            assert sorted(map(str, again["groups"])) == sorted(map(str, document["groups"]))
        else:
            assert again["groups"] == document["groups"]


async def select(driven: Driven, words: str) -> None:
    browser, pilot = driven
    await press(pilot, "f")
    await type_text(pilot, words)
    await press(pilot, "enter")
    await until(pilot, lambda: browser.cables_page.filter == words)


def changes_shown(page: DiffPage) -> list[tuple[str, str, str]]:
    """Return kind and words of each change on a screen."""
    diff = page.diff
    assert diff is not None
    return [
        (part.kind.value, " ".join(diff.early_text(part).split()), " ".join(diff.late_text(part).split()))
        for part in diff.changes
    ]


def changes_told(printed: str) -> list[tuple[str, str, str]]:
    """Return kind and words of each change of a difference in JSON."""
    document = json.loads(printed)
    early, late = document["early"]["text"], document["late"]["text"]
    return [
        (kind, " ".join(early[first:last].split()), " ".join(late[start:end].split()))
        for kind, first, last, start, end in document["parts"]
        if kind != "equal"
    ]


async def test_differences_of_whole_cables_with_all_options(driven: Driven) -> None:
    browser, pilot = driven
    await select(driven, "tallinn")
    await press(pilot, "g", "m", "m", "c")
    page = browser.screen
    assert isinstance(page, DiffPage)
    assert changes_told(await copied(driven, "--format=json")) == changes_shown(page)
    await press(pilot, "W", "x", "vertical_line", "left_curly_bracket", "w")
    words = set(shlex.split((await copied(driven)) and browser.clipboard))
    assert {"--show=line-breaks", "--context=8", "--as-sent"} <= words
    assert ("--format=side" in words) == page.differences.side_by_side
    assert changes_told(await copied(driven, "--format=json")) == changes_shown(page)


async def test_the_levels_copy_the_command_of_the_difference(driven: Driven) -> None:
    browser, pilot = driven
    await select(driven, "tallinn")
    await press(pilot, "g", "m", "m", "c", "i", "N")
    printed = await copied(driven, "--format=json")
    await press(pilot, "q")
    page = browser.screen
    assert isinstance(page, DiffPage)
    assert changes_told(printed) == changes_shown(page)


async def test_differences_of_blocks_covers_and_passages(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "a", "B")
    page = browser.screen
    assert isinstance(page, GroupsPage)
    seen = set()
    kinds = {}
    for place, group in enumerate(page.list.groups):
        whole = browser.catalogue.side(group.members[0]).span is None
        kinds[group.kind, group.cables > 1, whole] = place
    for place in kinds.values():
        page.list.move_to(place)
        await press(pilot, "enter", "enter")
        diff = browser.screen
        assert isinstance(diff, DiffPage)
        seen.add(tuple(side.span is None for side in diff.sides))
        assert changes_told(await copied(driven, "--format=json")) == changes_shown(diff), browser.clipboard
        await press(pilot, "q", "q")
    assert len(seen) > 1  # blocks, and stretches


async def test_several_texts_together(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "a", "i")  # the most places first
    await press(pilot, "C", "x")
    page = browser.screen
    assert isinstance(page, CollationPage)
    assert page.collation is not None
    printed = " ".join((await copied(driven)).split())
    assert f"{len(page.sides)} texts together" in printed
    assert all(side.name in printed for side in page.sides)
    assert all(" ".join(str(entry).split()) in printed for entry in page.collation.apparatus)
    assert "--base=2" in browser.clipboard


async def test_the_dot_plot(driven: Driven) -> None:
    browser, pilot = driven
    await select(driven, "valletta")
    await press(pilot, "g", "full_stop")
    page = browser.screen
    assert isinstance(page, DotsPage)
    assert page.plot is not None
    printed = await copied(driven)
    pairs = {(dot.row, dot.column) for dot in page.plot.dots() if dot.row < dot.column}
    told_pairs = re.findall(r"^  \S+#(\d+)  \S+#(\d+)  ", printed, re.MULTILINE)
    rows, columns = page.plot.rows, page.plot.columns
    assert {(int(a), int(b)) for a, b in told_pairs} == {(rows[a], columns[b]) for a, b in pairs}
    assert pairs


@pytest.mark.parametrize("keys", [(), ("r",), ("h",), ("w",), ("w", "w"), ("A", "x", "enter")])
async def test_the_reader_with_its_view_and_notes(driven: Driven, keys: tuple[str, ...]) -> None:
    browser, pilot = driven
    await select(driven, "valletta")
    await press(pilot, "g", "enter", *keys)
    page = browser.screen
    assert isinstance(page, ReaderPage)
    await until(pilot, lambda: bool(page.text.line_count))
    width = page.text._text_width() + 3
    lines = ["".join(text for text, _ in page.text.line(n, width)) for n in range(page.text.line_count)]
    printed = await copied(driven, f"--width={width}")
    assert printed.splitlines() == [line.rstrip() for line in lines]


async def test_the_releases_in_their_order(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "R")
    page = browser.screen
    assert isinstance(page, ReleasesPage)
    await until(pilot, lambda: bool(page.changed))

    async def compare() -> None:
        told_cables = json.loads(await copied(driven, "--format=json"))["changed"]
        keys = [one.late for one in page.list.cables]
        assert [each["id"] for each in told_cables] == keys

    await compare()
    for key in ("i", "I", "i", "i", "i", "f", "f"):
        await press(pilot, key)
        if page.list.cables:
            await compare()


async def test_the_notes(driven: Driven) -> None:
    browser, pilot = driven
    await press(pilot, "m", "A", "q", "enter", "apostrophe")
    printed = await copied(driven)
    row = browser.archive.rows(browser.cables_page.list.numbers[:1])[0]
    assert row.key in printed


def test_every_screen_with_something_to_copy_copies_a_command() -> None:
    """Each screen is named by a test above: the one that is new here fails until it has its own."""
    from tui import actions

    copying = {action.scope for action in actions.TABLE if action.name == "yank"}
    assert copying == {
        actions.CABLES,
        actions.READER,
        actions.COPIES,
        actions.DIFF,
        actions.COLLATION,
        actions.LEVELS,
        actions.NOTES,
        actions.GROUPS,
        actions.DOTS,
        actions.OVERVIEW,
        actions.RELEASES,
    }
