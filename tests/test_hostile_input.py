"""Hostile cables, file names, member names, queries, keymaps: what arrives on the screen is text."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import pytest
from browsing import until
from click.testing import CliRunner

from corpus import Archive
from parser import printable
from tui.app import CablediffApp
from tui.commands import main
from tui.keys.keymap import read_keymap

if TYPE_CHECKING:
    from pathlib import Path

EVIL = (
    "\x1b[2J\x1b]0;owned\x07\x1b]52;c;aWQ=\x07\x1b]8;;http://x\x1b\\\x9b31m\u202ereversed\u200b\u2066"
    "[bold]x[/bold][@click=app.exit]y[/]<script>alert(1)</script>=cmd|' /C calc'!A0 '; DROP TABLE records;--"
    "$(id)`id`"
)
CABLE = (
    "UNCLAS OSLO {serial:06}\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: {evil} FERRY\n\n"
    "1. (U) The ferry {evil} kept to its timetable all winter, and nobody complained of the fog at all.\n\n"
    "{signer}{evil}\n"
)
ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def acting(text: str) -> set[str]:
    """Return what a terminal could obey."""
    return {
        character for character in text if unicodedata.category(character) in ACTING and character != "\n"
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two hostile cables with hostile names, and a packed file whose members want to be elsewhere."""
    folder = tmp_path / "in"
    folder.mkdir()
    for serial in (1, 2):
        text = CABLE.format(serial=serial, evil=EVIL, signer="QUILL")
        (folder / f"08OSLO{serial}.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "\x1b[31mred\x07\u202e.txt").write_bytes(b"\x00\x01\x02 no cable")
    with zipfile.ZipFile(folder / "packed.zip", "w") as packed:
        for name in ("../../escaped.txt", "/tmp/absolute.txt", "\x1b]52;c;aWQ=\x07"):
            packed.writestr(name, b"no cable either")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("parse",),
        ("parse", "--format", "text"),
        ("report",),
        ("report", "--format", "json"),
        ("report", "--format", "csv"),
        ("report", "--format", "markdown"),
        ("report", "--format", "html"),
        ("stats",),
        ("search", "ferry"),
        ("search", "ferry", "--format", "json"),
        ("index",),
    ],
    ids=" ".join,
)
def test_no_command_says_what_a_terminal_obeys(words: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, [words[0], *words[1:], str(folder)])
    assert run.exit_code in (0, 1, 2), run.output
    assert acting(run.stderr) == set()
    if "--format" not in words or words[-1] == "text":
        assert acting(run.stdout) == set()
    assert "\x1b" not in run.stdout
    assert "\x9b" not in run.stdout
    if words[-1] == "html":
        assert "<script>alert" not in run.stdout
    if words[-1] == "csv":
        cells = [cell for row in csv.reader(io.StringIO(run.stdout)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r")]
    assert not (tmp_path / "escaped.txt").exists()
    assert not (tmp_path.parent / "escaped.txt").exists()


@pytest.mark.parametrize("form", ["unified", "side", "html"])
def test_a_difference_says_nothing_that_a_terminal_obeys(form: str, folder: Path) -> None:
    run = CliRunner().invoke(
        main, ["diff", str(folder / "08OSLO1.txt"), str(folder / "08OSLO2.txt"), "--format", form]
    )
    assert run.exit_code == 0, run.output
    assert "\x1b" not in run.output
    assert "<script>alert" not in run.output or form != "html"


@pytest.mark.parametrize("query", [EVIL, '"' + EVIL, "x:" + EVIL, "'; DROP TABLE records; --", "NEAR(" * 50])
def test_a_query_is_a_query(query: str, folder: Path) -> None:
    place = folder.parent / "a.cablediff"
    CliRunner().invoke(main, ["index", str(folder), "--archive", str(place)])
    run = CliRunner().invoke(main, ["search", "--archive", str(place), "--", query])
    assert run.exit_code in (0, 1, 2)
    assert acting(run.stdout + run.stderr) == set()
    with Archive.open(place) as archive:
        assert len(archive) == 2


def test_a_keymap_is_named_harmlessly(tmp_path: Path) -> None:
    file = tmp_path / "keymap.toml"
    file.write_text('"\\u001b]52;c;x" = "\\u001b[2J"\n"reader.copies" = [5]\n', encoding="utf-8")
    keymap, problems = read_keymap(file)
    assert keymap == {}
    assert len(problems) == 2


async def test_the_browser_shows_it_all_as_text(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "b.cablediff"
    CliRunner().invoke(main, ["index", str(folder), "--archive", str(place)])
    with Archive.open(place) as archive:
        browser = CablediffApp(archive)
        async with browser.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: browser.catalogue.lookup is not None)  # without it d opens nothing
            for key in ("enter", "q", "d", "q"):
                await pilot.press(key)
                await pilot.pause()
                shown = "\n".join(
                    "".join(segment.text for segment in line)
                    for line in browser.screen._compositor.render_strips()
                )
                assert acting(shown) == set()
            assert browser.is_running
            assert browser.screen is browser.cables_page


def test_a_heap_of_marks_stays_on_its_line() -> None:
    assert printable("e" + "\u0301" * 50) == "e" + "\u0301" * 3 + "\ufffd" * 47
    for sign in "\u093e\u1161\u11a8\ud7cb":  # a vowel of Hindi, and the ends of Korean syllables
        assert printable("e" + sign * 50) == "e" + sign * 6 + "\ufffd" * 44
    assert printable("e" + "\u0301\u0301\u0301\u093e" * 20).count("\ufffd") == 74
    for word in ("\u1019\u103c\u102d\u102f\u1037", "\u1112\u1161\u11ab\u1100\u1173\u11af"):  # city, Hangul
        assert printable(word) == word
    assert printable("Ti\u1ebf\u0323ng Vi\u1ec7t") == "Ti\u1ebf\u0323ng Vi\u1ec7t"
