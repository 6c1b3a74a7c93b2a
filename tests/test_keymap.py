"""The reader's keymap file: what it changes, and how its mistakes are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import app, press, screen_text

from tui import actions
from tui.keys.keymap import keymap_path, read_keymap
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keymap.toml"


def problems(file: Path, text: str) -> list[str]:
    """Return what is said of a keymap file, without the path that each problem begins with."""
    file.write_text(text, encoding="utf-8")
    found = read_keymap(file)[1]
    assert all(problem.startswith(f"{file}, line ") for problem in found)
    return [problem.removeprefix(f"{file}, ") for problem in found]


def test_keys_are_given_by_full_names_and_under_headings(file: Path) -> None:
    file.write_text('"reader.copies" = "D"\ndiff.swap = "X"\n[moving]\nhalf_down = ["ctrl+v", "%"]\n')
    keymap = {"reader.copies": "D", "diff.swap": "X", "moving.half_down": "ctrl+v,%"}
    assert read_keymap(file) == (keymap, [])


def test_a_byte_order_mark_is_no_mistake(file: Path) -> None:
    file.write_text('"reader.copies" = "D"\n', encoding="utf-8-sig")
    assert read_keymap(file) == ({"reader.copies": "D"}, [])


def test_no_file_is_no_mistake(file: Path) -> None:
    assert read_keymap(file) == ({}, [])


def test_an_unknown_action_is_named_with_its_line_and_the_nearest_one(file: Path) -> None:
    (found,) = problems(file, '# mine\n\n"reader.copys" = "U"\n')
    assert found.startswith("line 3: there is no action reader.copys: reader.copies is there; ?")


def test_a_value_that_is_no_key_says_what_was_expected(file: Path) -> None:
    found = problems(
        file,
        '"reader.copies" = 5\n[cables]\nopen = []\n\njump = ["x",\n  7]\nsort = "Strg-S"\nfilter = "ctrl+"\n',
    )
    assert [problem.partition(":")[0] for problem in found] == [f"line {n}" for n in (1, 3, 5, 7, 8)]
    assert all('expected a key, as in "D"' in problem for problem in found)
    assert "'Strg-S' is no key" in found[3]


def test_a_line_of_a_list_over_several_lines_and_of_what_follows_it(file: Path) -> None:
    text = '[moving]\nfirst = [\n  "g",\n  # [not.a.heading]\n  "home",\n]\nlast = """\nXY"""\nfly = "x"\n'
    found = problems(file, text)
    assert [problem.partition(":")[0] for problem in found] == ["line 7", "line 9"]


def test_what_is_no_toml_is_named_with_its_line(file: Path) -> None:
    assert problems(file, '"reader.copies" = "D"\nnot toml\n')[0].startswith("line 2: Expected '='")
    assert problems(file, '"reader.copies" = [\n"D",\n')[0].startswith("line 2: ")


def test_a_file_in_another_encoding_says_in_which_line(file: Path) -> None:
    file.write_bytes(b'"reader.copies" = "D"\n# Schl\xfcssel\n')
    assert read_keymap(file) == ({}, [f"{file}, line 2: expected UTF-8; save the file in that encoding"])


def test_an_action_that_is_given_twice(file: Path) -> None:
    (found,) = problems(file, '"reader.copies" = "U"\n[reader]\ncopies = "X"\n')
    assert found.startswith("line 3: reader.copies has its keys in line 1 too; this line counts")
    assert read_keymap(file)[0] == {"reader.copies": "X"}


def test_two_actions_on_one_key_of_a_screen_are_named(file: Path) -> None:
    (usual,) = problems(file, '\n"reader.copies" = "w"\n')
    assert usual == (
        "line 2: w is the key of reader.copies (line 2) and reader.wrap (as usual) on one screen,"
        " Reading a cable; give one another"
    )
    (both,) = problems(file, '"reader.copies" = "U"\n"reader.wrap" = ["w", "U"]\n')
    assert both.startswith("line 2: U is the key of reader.copies (line 1) and reader.wrap (line 2)")
    (signs,) = problems(file, '"reader.copies" = "]"\n')
    assert "] is the key of reader.copies (line 1) and reader.next_section (as usual)" in signs


def test_a_key_for_moving_is_looked_for_on_every_screen(file: Path) -> None:
    found = problems(file, '"moving.line_down" = "x"\n')
    others = [action for action in actions.TABLE if "x" in action.keys.split(",")]
    assert len(found) == len(others)
    assert all(any(f"{action.id} (as usual)" in problem for problem in found) for action in others)


def test_keys_that_change_places_are_no_clash(file: Path) -> None:
    assert problems(file, '"reader.copies" = "w"\n"reader.wrap" = "d"\n') == []


def test_every_usual_key_may_stand_in_the_file(file: Path) -> None:
    lines = (
        f'"{action.id}" = [{", ".join(f"{key!r}" for key in action.keys.split(","))}]'
        for action in actions.TABLE
    )
    assert problems(file, "\n".join(lines)) == []


async def test_the_readers_keymap_is_in_force_and_its_mistakes_are_said_at_once() -> None:
    path = keymap_path()
    path.parent.mkdir(parents=True)
    path.write_text('"cables.open" = "X"\n"cables.fly" = "x"\n')
    browser = app()
    async with browser.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        assert "keymap.toml, line 2: there is no action cables.fly" in screen_text(browser).splitlines()[-1]
        assert browser.problems[0].startswith(str(path))
        await press(pilot, "X")
        assert isinstance(browser.screen, ReaderPage)
