"""The register of kept findings: it answers as a look through the findings in memory does."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from test_results import message

from corpus import Archive, import_paths
from duplicates.lookup import Lookup
from duplicates.model import Findings, Parameters, Relation, RelationKind
from duplicates.results import registering
from duplicates.results.naming import name_of
from duplicates.results.places import folder_of
from duplicates.results.register import Register, kept_register
from duplicates.results.register_file import MEASURES, register_file
from duplicates.results.registering import registered
from duplicates.results.rows import DamagedError
from duplicates.results.store import findings_of
from tui.catalogue import Catalogue
from tui.drawing.glyphs import UNICODE
from tui.listing.group_order import FORMS, KINDS, SCOPES, SORTS, chosen
from tui.reading.block_marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEFAULT = Parameters()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, sample_cables: Path) -> Path:
    """Give an archive of sample cables and drawn ones, with its findings and their register beside it."""
    folder = tmp_path_factory.mktemp("registered")
    for seed in range(40):
        (folder / f"{seed}.txt").write_text(message(seed), encoding="utf-8")
    with Archive.open(folder / "archive.cables") as archive:
        import_paths(archive, [sample_cables, folder], workers=1)
        findings_of(archive, DEFAULT, workers=1)
        assert registered(archive, DEFAULT)
    return folder / "archive.cables"


@pytest.fixture
def both(place: Path) -> Iterator[tuple[Archive, Lookup, Register]]:
    """Give the archive, its findings in memory, and their register."""
    with Archive.open(place) as archive:
        found = findings_of(archive, DEFAULT).findings
        register = kept_register(archive, DEFAULT)
        assert register is not None
        yield archive, Lookup(found), register


def keys_of(lookup: Lookup) -> list[str]:
    return sorted(lookup.cables())


Both = tuple[Archive, Lookup, Register]


def test_groups_members_and_pairs_are_those_of_the_findings(both: Both) -> None:
    _, lookup, register = both
    assert len(register.findings.groups) == len(lookup.findings.groups) > 20
    for kept, found in zip(register.findings.groups, lookup.findings.groups, strict=True):
        assert (kept.id, kept.kind, kept.scope, kept.words) == (
            found.id,
            found.kind,
            found.scope,
            found.words,
        )
        assert (kept.posts, kept.boilerplate, kept.cables) == (found.posts, found.boilerplate, found.cables)
        assert tuple(kept.members) == found.members
        assert kept.least == found.least
        assert kept.least_alike() == found.least_alike()
        assert [kept.place_of(each) for each in found.members] == [*range(len(found.members))]
        assert len(kept.cable_names()) == len(found.cable_names())
        for key in found.cable_names():
            assert kept.members_of(str(key)) == found.members_of(str(key))
    assert list(register.findings.pairs) == list(lookup.findings.pairs)
    assert list(register.findings.relations) == list(lookup.findings.relations)
    assert register.findings.cables == lookup.findings.cables


def test_what_stands_at_a_block_and_in_a_cable(both: Both) -> None:
    _, lookup, register = both
    for key in keys_of(lookup):
        assert [g.id for g in register.groups_of(key)] == [g.id for g in lookup.groups_of(key)]
        for block in range(40):
            expected = [group.id for group in lookup.groups_at(key, block)]
            assert [group.id for group in register.groups_at(key, block)] == expected
    assert register.groups_of("09NOWHERE1") == ()


def test_marks_in_the_list_and_in_the_text(both: Both) -> None:
    archive, lookup, register = both
    marks = 0
    for row in archive.rows(archive.order("number")):
        expected = lookup.marks_of(row.number, row.key) or None
        assert register.marks_of(row.number, row.key) == expected
        marks += expected is not None
        cable = archive.cable(row.number)
        for block in cable.blocks:
            found = mark_of(row.key, block, register.groups_at(row.key, block.index))
            assert found == mark_of(row.key, block, lookup.groups_at(row.key, block.index))
    assert marks > 10
    assert sum(register.marked()) == marks


def test_every_choice_and_order_of_groups(both: Both) -> None:
    _, lookup, register = both
    assert set(MEASURES) == set(SORTS)
    for kind, scope, forms, by, backwards in product(KINDS, SCOPES, FORMS, SORTS, (False, True)):
        choice = {"kind": kind, "scope": scope, "forms": forms, "by": by, "backwards": backwards}
        expected = [group.id for group in chosen(lookup.findings.groups, **choice)]
        assert [group.id for group in chosen(register.findings.groups, **choice)] == expected


def test_the_groups_of_some_cables_in_an_order(both: Both) -> None:
    archive, lookup, register = both
    numbers = archive.order("date")[::3]
    of_memory, of_register = Catalogue(archive, UNICODE), Catalogue(archive, UNICODE)
    of_memory.take(lookup)
    of_register.take(register)
    choice = {"kind": "all kinds", "scope": "anywhere", "forms": "with forms", "by": "date"}
    expected = chosen(of_memory.touching(numbers), **choice, backwards=False)
    found = chosen(of_register.touching(numbers), **choice, backwards=False)
    assert 0 < len(found) < len(register.findings.groups)
    assert [group.id for group in found] == [group.id for group in expected]
    assert of_memory.with_copies() == of_register.with_copies()


def test_who_repeats_whose_words(both: Both) -> None:
    archive, lookup, register = both
    assert register.sources() == lookup.sources() != []
    for source, by, _ in lookup.sources():
        keys = [row.key for row in archive.rows(register.borrowers(source, by))]
        assert keys == lookup.borrowers(source, by)
    assert not register.borrowers("NOWHERE", "ROME")


def test_cables_that_are_the_same_message(both: Both) -> None:
    _, lookup, register = both
    ids = {key.partition("@")[0] for each in lookup.findings.relations for key in (each.early, each.late)}
    assert len(ids) > 2
    for name in [*ids, "09NOWHERE1"]:
        found = register.relations_of(name)
        assert sorted(map(str, found)) == sorted(map(str, lookup.relations_of(name)))


def test_an_import_takes_the_register_away_and_a_search_makes_it_anew(tmp_path: Path) -> None:
    source = tmp_path / "cables"
    source.mkdir()
    for seed in range(6):
        (source / f"{seed}.txt").write_text(message(seed), encoding="utf-8")
    with Archive.open(tmp_path / "archive.cables") as archive:
        import_paths(archive, [source], workers=1)
        assert not registered(archive, DEFAULT)
        findings_of(archive, DEFAULT, workers=1)
        assert kept_register(archive, DEFAULT) is None
        assert registered(archive, DEFAULT)
        first = kept_register(archive, DEFAULT)
        assert first is not None
        assert archive.copies_known

        (source / "more.txt").write_text(message(77), encoding="utf-8")
        import_paths(archive, [source], workers=1)
        assert kept_register(archive, DEFAULT) is None
        assert not registered(archive, DEFAULT)
        findings_of(archive, DEFAULT, workers=1)
        assert registered(archive, DEFAULT)
        second = kept_register(archive, DEFAULT)
        assert second is not None
        assert second.findings.cables == first.findings.cables + 1


def test_where_nothing_can_be_noted_the_register_is_still_made(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(message(1), encoding="utf-8")
    with Archive.open(tmp_path / "archive.cables") as archive:
        import_paths(archive, [tmp_path / "one.txt"], workers=1)
        findings_of(archive, DEFAULT, workers=1)
    with Archive.open(tmp_path / "archive.cables", readonly=True) as archive:
        assert registered(archive, DEFAULT)
        assert kept_register(archive, DEFAULT) is None  # there is no note that it could be of
        assert Register(folder_of(archive.path), name_of(DEFAULT), DEFAULT).since is None


@pytest.mark.parametrize(
    "damage", [b"", b"cablediff register 1\n", b"another file altogether, of some length"]
)
def test_a_damaged_register_is_none(place: Path, tmp_path: Path, damage: bytes) -> None:
    register_file(tmp_path, "found").write_bytes(damage)
    with pytest.raises(DamagedError):
        Register(tmp_path, "found", DEFAULT)


def test_a_register_cut_short_or_beside_other_columns_is_none(place: Path, tmp_path: Path) -> None:
    name = name_of(DEFAULT)
    for part in folder_of(place).glob(f"{name}*"):
        (tmp_path / part.name).write_bytes(part.read_bytes())  # a moment of its own
    with pytest.raises(DamagedError, match="another one"):
        Register(tmp_path, name, DEFAULT)
    whole = register_file(tmp_path, name).read_bytes()
    register_file(tmp_path, name).write_bytes(whole[:-100])
    with pytest.raises(DamagedError, match="ends early"):
        Register(tmp_path, name, DEFAULT)


def test_relations_between_versions_are_told_once() -> None:
    relation = Relation(RelationKind.VERSIONS, "09ROME1", "09ROME1@2", 40, 0.9, ("one id",))
    assert Lookup(Findings(DEFAULT, 2, 9, 9, relations=(relation,))).relations_of("09ROME1") == [relation]
    parts = registering._relations([["versions", "09ROME1", "09ROME1@2", 40, 0.9, ["one id"]]])
    assert len(parts["related"]) == 5
