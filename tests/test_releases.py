"""Two releases of one archive, and more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from duplicates.diff.model import PartKind
from duplicates.releases import compare_releases, compare_versions, history
from duplicates.releases.names import by_post, names
from parser import ReadError, parse, read

if TYPE_CHECKING:
    from pathlib import Path

MARK = "XXXXXXXXXXXX"


def message(*paragraphs: str, top: str = "") -> str:
    numbered = [f"{number}. (C) {text}" for number, text in enumerate(paragraphs, 1)]
    head = (
        "VZCZCXRO9617\nRR RUEHBI\nDE RUEHTA #0412/01 1170539\nZNY CCCCC ZZH\nR 270539Z APR 09\n"
        "FM AMEMBASSY RIGA\nTO RUEHC/SECSTATE WASHDC 5257\n\n"
    )
    cover = (
        "C O N F I D E N T I A L RIGA 000412\n\nSIPDIS\n\nE.O. 12958: DECL: 04/27/2019\nTAGS: PGOV PREL EN\n"
        "SUBJECT: THE CRANE\n\n"
    )
    return head + top + cover + "\n\n".join((*numbered, "DRUMMEL"))


def write(folder: Path, **cables: str) -> Path:
    folder.mkdir()
    for name, text in cables.items():
        (folder / f"09{name}.txt").write_text(text, encoding="utf-8")
    return folder


ONE = message("A retired pilot, Juris Ozols, told us that the crane was sold.", "It snowed.")


def test_the_sample_releases(sample_cables: Path) -> None:
    folder = sample_cables / "releases"
    found = compare_releases(folder / "early", folder / "late")
    assert (found.added, found.removed, found.unchanged) == (("09TASHKENT1733",), ("08ZAGREB977",), 1)
    changed = {cable.key: cable for cable in found.changed}
    assert changed.keys() == {"07COLOMBO2388", "08OUAGADOUGOU1189", "09KATHMANDU1466"}
    assert {shown.change.kind for shown in changed["07COLOMBO2388"].changes} == {PartKind.REDACTED}
    assert {shown.change.kind for shown in changed["09KATHMANDU1466"].changes} == {PartKind.RESTORED}
    assert {post.post for post in found.redacted_names} == {"COLOMBO"}
    restored = {post.post: post.names for post in found.restored_names}
    assert ("Dorje Lhamsang", 2) in restored["KATHMANDU"]


def test_swapping_the_releases_swaps_what_happened(sample_cables: Path) -> None:
    folder = sample_cables / "releases"
    found = compare_releases(folder / "late", folder / "early")
    assert (found.added, found.removed) == (("08ZAGREB977",), ("09TASHKENT1733",))
    assert found.restored_names[0].post == "COLOMBO"


def test_a_release_does_not_differ_from_itself(sample_cables: Path) -> None:
    found = compare_releases(sample_cables, sample_cables)
    assert not found.differs
    assert found.unchanged == len(list(read(sample_cables)))


def test_redactions_and_restorations_come_first(tmp_path: Path) -> None:
    late = ONE.replace("It snowed.", "It rained.").replace("A retired pilot, Juris Ozols,", MARK)
    early = write(tmp_path / "early", RIGA412=ONE)
    found = compare_releases(early, write(tmp_path / "late", RIGA412=late))
    (cable,) = found.changed
    kinds = [shown.change.kind for shown in cable.changes]
    assert kinds == [PartKind.REDACTED, PartKind.REPLACED]
    assert cable.changes[0].place == "paragraph 1"
    assert cable.changes[0].after.startswith(" told us")
    assert cable.redacted_names == ("Juris Ozols",)
    assert found.counts[PartKind.REDACTED] == (1, 5)


def test_other_line_breaks_quotes_and_lines_of_the_publisher_are_no_change(tmp_path: Path) -> None:
    early = message('He said "no" to the crane of Narva and left.', top="Monday, 27 April 2009, 05:39\n")
    late = message("He said “no” to the crane\nof Narva and left.").replace("1. (C)", "¶1. (C)")
    assert early != late
    found = compare_releases(write(tmp_path / "early", RIGA412=early), write(tmp_path / "late", RIGA412=late))
    assert not found.differs
    assert found.trivial == ("09RIGA412",)


def test_fields_that_changed() -> None:
    late = ONE.replace("TAGS: PGOV PREL EN", "TAGS: PGOV EN").replace("SUBJECT: THE CRANE\n", "")
    found = compare_versions("09RIGA412", parse(ONE, id="09RIGA412"), parse(late, id="09RIGA412"))
    assert found is not None
    fields = {field.name: (field.early, field.late) for field in found.fields}
    assert fields["tags"] == ("PGOV, PREL, EN", "PGOV, EN")
    assert fields["subject"] == ("THE CRANE", "")


def test_cables_of_most_hidden_words_come_first(tmp_path: Path) -> None:
    other = ONE.replace("412", "413").replace("RIGA 000412", "RIGA 000413")
    early = write(tmp_path / "early", RIGA412=ONE, RIGA413=other)
    late = write(
        tmp_path / "late",
        RIGA412=ONE.replace("It snowed.", "It rained on everybody in the port and beyond."),
        RIGA413=other.replace("Juris Ozols", MARK),
    )
    assert [cable.key for cable in compare_releases(early, late).changed] == ["09RIGA413", "09RIGA412"]


def test_a_second_record_of_an_id_is_a_version_of_its_own(tmp_path: Path) -> None:
    early, late = tmp_path / "early", tmp_path / "late"
    for folder in (early, late):
        write(folder, RIGA412=ONE)
    write(late / "again", RIGA412=ONE)
    assert compare_releases(early, late).added == ("09RIGA412@2",)


def test_a_release_without_cables_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError):
        compare_releases(tmp_path / "empty", write(tmp_path / "late", RIGA412=ONE))


def test_the_history_of_a_cable_in_three_releases(tmp_path: Path) -> None:
    hidden = ONE.replace("Juris Ozols", MARK)
    releases = [
        write(tmp_path / "one", RIGA412=hidden),
        write(tmp_path / "two", RIGA412=ONE, RIGA500=ONE.replace("412", "500")),
        write(tmp_path / "three", RIGA412=hidden, RIGA500=ONE.replace("412", "500")),
    ]
    found = history(releases)
    ways = {key: [step.status for step in steps] for key, steps in found.cables().items()}
    assert ways == {"09RIGA412": ["changed", "changed"], "09RIGA500": ["added", "unchanged"]}
    first, second = found.cables()["09RIGA412"]
    assert first.counts == ((PartKind.RESTORED, 1, 2),)
    assert second.counts == ((PartKind.REDACTED, 1, 2),)
    assert not found.overall.changed
    with pytest.raises(ValueError, match="two releases"):
        history(releases[:1])


def test_a_cable_is_absent_before_it_is_added(tmp_path: Path) -> None:
    other = ONE.replace("412", "500")
    releases = [
        write(tmp_path / "one", RIGA412=ONE),
        write(tmp_path / "two", RIGA412=ONE),
        write(tmp_path / "three", RIGA412=ONE, RIGA500=other),
        write(tmp_path / "four", RIGA412=ONE),
        write(tmp_path / "five", RIGA412=ONE),
    ]
    steps = history(releases).cables()["09RIGA500"]
    assert [step.status for step in steps] == ["absent", "added", "removed", "absent"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A retired pilot, Juris Ozols, and Dr. Ali al-Tikriti", ["Juris Ozols", "Dr Ali al-Tikriti"]),
        ("the minister of XXXXXXXXXXXX in the U.K.", []),
        ("According to the mayor's nephew", []),
        ("www.example.gov/Portal and Mara@Example.org", []),
        ("http://www.example.gov/Portal:Unit ed_Riga", []),
        ("Comment: Ozols paid. End Comment", ["Ozols"]),
        ("THE MINISTER JURIS OZOLS SAID", []),
        ("Ozols's brother", ["Ozols"]),
    ],
)
def test_names_in_hidden_words(text: str, found: list[str]) -> None:
    assert names(text, frozenset({"according", "a", "the"})) == found


def test_names_are_counted_by_post() -> None:
    found = by_post(
        [("09RIGA1", ("Ozols", "Kalnins")), ("08RIGA2@2", ("Ozols",)), ("09BERN3", ()), ("x", ("Y",))]
    )
    assert [(post.post, post.names) for post in found] == [
        ("RIGA", (("Ozols", 2), ("Kalnins", 1))),
        ("x", (("Y", 1),)),
    ]


def test_the_twenty_published_pairs(shared_cables: Path) -> None:
    folder = shared_cables / "releases"
    found = compare_releases(folder / "early", folder / "late")
    assert (len(found.changed), found.added, found.removed, found.unchanged) == (10, (), (), 10)
    changed = {cable.key: cable.counts for cable in found.changed}
    assert changed["08CAIRO2091"][PartKind.REDACTED][0] == 18
    assert changed["09TRIPOLI1025"][PartKind.RESTORED][0] == 2
    assert changed["09BERLIN1162"] == {PartKind.REDACTED: (6, 6)}
    assert changed["09STATE68250"][PartKind.RESTORED][0] == 15
    assert "10COLOMBO50" in found.trivial
