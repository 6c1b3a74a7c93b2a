"""The plain dialogue: every screen in lines, under the names and keys of the full one."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import programs
import pytest
from browsing import findings
from memory_archive import MemoryArchive
from terminal import Terminal

from duplicates.group_kinds import GroupKind
from duplicates.lookup import Lookup
from duplicates.model import Member
from duplicates.one_by_one import OneByOne
from tui import actions
from tui.catalogue import Catalogue
from tui.drawing.glyphs import ASCII
from tui.listing.group_order import is_form
from tui.notes.reader_notes import Notes
from tui.plain.cable import CableView
from tui.plain.cables import CablesView
from tui.plain.copies import CopiesView, DiffView
from tui.plain.facts import DotsView, ReleasesView
from tui.plain.groups import GroupsView
from tui.plain.session import Session, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duplicates.model import Findings

COMMAND = (sys.executable, "-c", "from tui.commands import main; main()")
VIEWS = (CablesView, CableView, CopiesView, DiffView, GroupsView, DotsView, ReleasesView)


def dialogue(*typed: str, archive: MemoryArchive | None = None, found: Findings | None = None) -> list[str]:
    """Return what is answered to what is typed, a string for each."""
    archive = archive or MemoryArchive()
    said: list[str] = []
    catalogue = Catalogue(archive, ASCII)  # type: ignore[arg-type]
    session = Session(
        archive,  # type: ignore[arg-type]
        catalogue,
        Notes(None),
        sources=(),
        find=lambda: catalogue.take(Lookup(found or findings())),
        say=said.append,
    )
    answers: list[str] = []

    def typing():  # type: ignore[no-untyped-def]
        for line in typed:
            answers.append("\n".join(said))
            said.clear()
            yield line

    run(session, CablesView(session), typing())
    return [*answers, "\n".join(said)]


def test_the_list_is_numbered_and_a_number_reads() -> None:
    first, cable = dialogue("1")
    assert "1. 08VALLETTA101. HARBOUR: DREDGING TO BEGIN IN AUTUMN" in first
    assert "== 08VALLETTA101" in cable
    assert "From       Embassy Valletta" in cable


def test_enter_goes_on_and_the_end_is_said() -> None:
    answers = dialogue("3", "", "", "", "")
    assert "Enter goes on" in answers[1]
    assert "-- this was the end" in answers[-1]


def test_blocks_say_what_is_repeated_and_lead_to_the_difference() -> None:
    answers = dialogue("2", "fold", "", "next-repeat", "copies", "1", "back", "q")
    assert "looking for repeated text" in answers[2]
    assert "in 1 other cable" in "\n".join(answers)
    assert "Places of the text of 08VALLETTA104" in answers[5]
    assert "Differences from" in answers[6]
    assert "== 08VALLETTA104" in answers[8]


def test_blocks_of_one_cable_that_agree() -> None:
    answers = dialogue("dots 1", "1", "back", "q", "dots 1 2")
    assert "copy 1 and" in answers[1]
    assert "Differences from 08VALLETTA101 classification line #" in answers[2]
    assert "08VALLETTA101 against 08VALLETTA104" in answers[5]


def test_blocks_that_are_not_compared_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duplicates.dot_plot.MOST_BLOCKS", 2)
    assert "only the first 2 by 2 blocks" in " ".join(dialogue("dots 1 2")[1].split())


def test_two_cables_are_compared_in_brackets() -> None:
    answers = dialogue("diff 1 2", "", "verdict variant", "note two bids", "swap", "yank", "ignore case")
    assert "[-eleven-]" in "".join(answers[1:3])
    assert answers[3] == "verdict: variant"
    assert "two bids" in answers[5]
    assert answers[6].startswith("cablediff diff --in /memory.cables --ignore=page-breaks")


def test_three_cables_are_set_together() -> None:
    answers = dialogue("compare 1 2 08VALLETTA101")
    assert "3 texts together" in answers[1]


def test_marks_notes_and_their_undo() -> None:
    answers = dialogue("m 1", "note 2 ask the yard", "notes", "back", "undo", "z", "Z", "only-marked")
    assert answers[1] == "08VALLETTA101: marked"
    assert "ask the yard" in answers[3]
    assert answers[5] == "taken back (1 more, 1 undone): note on 08VALLETTA104: ask the yard"
    assert answers[6] == "taken back (0 more, 2 undone): mark 08VALLETTA101"
    assert answers[7] == "made again (1 more, 1 done): mark 08VALLETTA101"
    assert "1 cable, marked" in answers[8]


def test_copies_are_marked_noted_and_judged() -> None:
    answers = dialogue("groups", "1", "verdict 2 variant", "note 2 ask", "mark 1", "verdict 1 same", "notes")
    assert answers[3] == "verdict: variant"
    assert answers[4].endswith(": noted")
    assert answers[5] == "08VALLETTA101: marked"
    assert "you came from" in answers[6]
    assert "variant" in answers[7]
    assert "ask" in answers[7]


class MadeAnew(OneByOne[Member]):
    """Members that are made whenever they are looked at, as those of kept findings are."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members

    def __len__(self) -> int:
        return len(self._members)

    def made(self, number: int) -> Member:
        return replace(self._members[number])


def test_the_place_that_the_reader_came_from_is_known_in_kept_findings() -> None:
    kept = [replace(group, members=MadeAnew(group.members)) for group in findings().groups]
    asked = ("groups", "1", "1", "back", "verdict 1 same", "back", "2", "copies", "quit")
    answers = dialogue(*asked, found=replace(findings(), groups=kept))
    assert answers == dialogue(*asked)
    assert answers[2].count("(from here)") == 1
    first, second = re.findall(r"08VALLETTA10\d [^\n]*?, copy [12]", answers[3].partition("\n")[0])
    assert first != second
    assert "is the place that you came from" in answers[5]


def test_a_cable_without_a_subject_says_so_in_the_list() -> None:
    archive = MemoryArchive()
    archive._rows[0] = archive._rows[0]._replace(subject="")
    assert f"1. {archive._rows[0].key}. no subject (" in dialogue(archive=archive)[0]


def test_a_word_of_another_screen_is_not_taken_for_the_beginning_of_one() -> None:
    answers = dialogue("groups", "note 1 ask", "search-texts goat", "weather")
    assert answers[2] == (
        'note: no such word here; help lists them; it belongs to "The list of cables": back leads there'
    )
    assert answers[3].endswith('it belongs to "The list of cables": back leads there')
    assert answers[4] == "weather: no such word here; help lists them"


def test_a_word_that_has_no_plain_form_is_not_said_to_belong_to_this_screen() -> None:
    answers = dialogue("preview", "1", "previous-repeat")
    assert answers[1] == "preview: no such word here; help lists them"
    assert answers[3] == "previous-repeat: no such word here; help lists them"


def test_what_narrows_the_list_holds_in_every_order() -> None:
    answers = dialogue("filter embassy valletta", "sort id", "reverse", "m 1", "only-marked", "filter", "M")
    assert answers[1].startswith("== 2 cables with embassy valletta, by date\n1. 08VALLETTA101")
    assert answers[2].startswith("== 2 cables with embassy valletta, by id\n1. 08VALLETTA101")
    assert answers[3].startswith("== 2 cables with embassy valletta, by id, reversed\n1. 08VALLETTA104")
    assert answers[5].startswith("== 1 cable with embassy valletta, marked, by id, reversed\n")
    assert answers[6].startswith("== 1 cable, marked, by id, reversed\n1. 08VALLETTA104")
    assert answers[7].startswith("== 3 cables, by id, reversed\n")


def test_what_narrowed_the_list_is_taken_back_before_it_is_left() -> None:
    answers = dialogue("m 1", "filter weather", "M", "Esc", "back", "all", "2", "back", "back")
    assert answers[2].startswith("== 0 cables with weather")
    assert answers[4].startswith("== 1 cable, marked")  # the filter first, as on the full screen
    assert answers[5].startswith("== 3 cables, by date")
    assert answers[6] == "nothing is left out here; back returns"
    assert answers[7].startswith("== 08VALLETTA104")
    assert answers[8].startswith("== 3 cables, by date")
    assert len(answers) == 10


def test_jumps_in_the_list_by_number_date_and_id() -> None:
    answers = dialogue("jump 3", "jump 2009-01", "J 08valletta104", "jump NOWHERE1", "jump", "2")
    assert [answer.partition(".")[0] for answer in answers[1:4]] == ["3", "3", "2"]
    assert answers[4] == "NOWHERE1: not in the list; expected a number, a date or an id"
    assert answers[5] == "nothing: not in the list; expected a number, a date or an id"
    assert "== 08VALLETTA104" in answers[6]


def test_the_routing_header_and_the_outline_of_a_cable() -> None:
    answers = dialogue("1", "routing", "back", "t")
    assert answers[2].startswith("== Routing header of 08VALLETTA101")
    assert "VZCZCXRO0101" in answers[2]
    assert answers[4].startswith("== Outline of 08VALLETTA101")
    for number, name in re.findall(r"line (\d+): (\[\d+\] [^,:]+)", answers[4]):
        page = dialogue("1", f"first {number}")[2]
        assert page.startswith(name)


def test_the_blocks_that_agree_are_given_from_the_cable_itself() -> None:
    answers = dialogue("1", "dots", "back", "dots 08VALLETTA104")
    assert answers[2].startswith("== Blocks that agree, 08VALLETTA101 against itself")
    assert answers[4].startswith("== Blocks that agree, 08VALLETTA101 against 08VALLETTA104")


def test_the_words_that_the_readme_names_are_there() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    part = " ".join(readme.partition("## Without a screen")[2].partition("## ")[0].split())
    listed, _, others = part.partition("In the list of cables:")[2].partition("; among copies ")
    words = re.findall("`([^`]+)`", listed)
    assert len(words) > 4
    for word in (word for word in words if not word.startswith("search-texts")):  # asks a stored archive
        assert "no such word" not in dialogue(re.sub(r"\d+", "1", word, count=1).replace("4", "2"))[1]
    assert re.findall("`([^`]+)`", others)[:3] == ["verdict 2 variant", "back", "quit"]


def test_groups_and_their_places() -> None:
    answers = dialogue("groups", "1", "1", "together")
    assert "of repeated text" in answers[1]
    assert "Places of the text of" in answers[2]
    assert "Differences from" in answers[3]


def test_groups_are_chosen_and_sorted() -> None:
    groups = [group for group in findings().groups if not is_form(group)]
    words = max(group.words for group in groups)
    asked = ("groups", "sort date", "reverse", "kind the same words", "scope", "forms", "kind tall", "1")
    answers = dialogue(*asked)
    first = answers[1].splitlines()[1:]
    assert (
        first[0]
        == f"== {len(groups)} of {len(findings().groups)} groups of repeated text, without forms, by words"
    )
    assert f" {words} words: " in " ".join(first[1:3])
    assert answers[2].splitlines()[0].endswith("without forms, by date")
    assert answers[3].splitlines()[0].endswith("without forms, by date, reversed")
    exact = sum(group.kind is GroupKind.EXACT for group in groups)
    assert answers[4].startswith(f"== {exact} of ")
    assert "the same words, inside one cable, without forms" in answers[5]
    assert "the same words, inside one cable, with forms" in answers[6]
    assert answers[7].startswith("tall: expected one of all kinds, the same words")
    assert "Places of the text of" in answers[8]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("weather", "no such word here; help lists them"),
        ("99", "expected the number of a cable, 1 to 3"),
        ("read NOWHERE1", "expected a number of the list, or the id"),
        ("diff 1", "expected two numbers or ids"),
        ("sort height", "expected one of date, id"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_was_expected(typed: str, expected: str) -> None:
    assert expected in dialogue(typed)[1]


def test_help_gives_the_words_of_the_table() -> None:
    answer = dialogue("help")[1]
    for action in actions.of(actions.CABLES):
        assert (f"({actions.keys_shown(action.keys)}): {action.label}" in answer) == hasattr(
            CablesView, f"do_{action.name}"
        )


@pytest.mark.parametrize("view", VIEWS)
def test_every_word_of_a_plain_screen_is_an_action_of_the_full_one(view: type) -> None:
    names = {name.removeprefix("do_") for name in dir(view) if name.startswith("do_")}
    assert names <= {action.name for action in actions.of(view.SCOPE)}  # type: ignore[attr-defined]


def test_nothing_of_a_cable_acts_on_the_terminal(tmp_path: Path, sample_cables: Path) -> None:
    command = ("--plain", "--archive", tmp_path / "a.cablediff", sample_cables / "doubled")
    words = "overview\nback\nreleases\nback\n1\nfold\ncopies\n1\nback\nback\nback\n\x1b[31mred\nquit\n"
    done = programs.run(programs.COMMAND, *command, typed=words)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "== 4 cables, by date" in done.stdout
    assert "By origin:" in done.stdout
    assert "0 cables changed between versions" in done.stdout
    assert "Places of the text of" in done.stdout


def test_the_screen_library_is_not_loaded() -> None:
    probe = (
        "import sys, tui.plain.start\n"
        "print([name for name in ('textual', 'numpy', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_terminal_without_a_cursor_gets_the_dialogue_by_itself(tmp_path: Path, sample_cables: Path) -> None:
    command = (*COMMAND, "--archive", str(tmp_path / "a.cablediff"), str(sample_cables / "doubled"))
    with Terminal(command, TERM="dumb", PYTHONPATH=str(sample_cables.parent)) as terminal:
        terminal.wait_for("quit leaves")
        terminal.wait_for("-- end")
        terminal.press(*"help\n")
        terminal.wait_for("A number opens")
        terminal.press(*"quit\n")
        assert terminal.wait_for_end() == 0


def test_groups_and_copies_give_the_command_that_prints_the_same() -> None:
    answers = dialogue("groups", "kind", "sort places", "yank", "1", "yank")
    options = "--kinds=exact --boilerplate=out --sort=places"
    assert answers[4] == f"cablediff report --archive /memory.cables {options}"
    assert answers[6].startswith("cablediff report --archive /memory.cables --group=")


def test_groups_of_a_narrowed_list_are_those_of_its_cables() -> None:
    answers = dialogue("groups", "back", "filter 104", "groups", "yank")
    assert "6 of 8 groups" in answers[1]
    assert "4 of 5 groups" in answers[4]
    assert answers[5].startswith("cablediff report --archive /memory.cables --filter=104 ")
