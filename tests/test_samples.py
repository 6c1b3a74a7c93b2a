"""The sample cables and what the program finds in them: `sample_cables/manifest.json` is held to be true.

The manifest is written by hand, from what was put into the cables, and never from what the program says.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from duplicates.find import find
from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Findings, Group, Parameters
from duplicates.record import describe
from duplicates.words import words
from parser import Block, Cable, Kind, read
from parser.kinds import COVER_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).resolve().parent.parent / "sample_cables"
MANIFEST: dict[str, Any] = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
RECORDS: list[dict[str, Any]] = MANIFEST["cables"]
DUPLICATIONS: list[dict[str, Any]] = MANIFEST["duplications"]
NUMBERED = frozenset({Kind.SUMMARY, Kind.PARAGRAPH, Kind.COMMENT})
SUBSTANTIAL = 16
"""Words from which on a group counts as substance; shorter ones are lines of covers that look alike."""

Place = tuple[str, int]
"""A cable's key and the index of a block."""


def key_of(cable: str, release: str | None = None) -> str:
    """Give the key of a record in the findings: the late release comes second and is another version."""
    return (
        f"{cable}@2" if release == "late" and sum(record["id"] == cable for record in RECORDS) > 1 else cable
    )


def name_of(entry: dict[str, Any]) -> str:
    """Name a record or a duplication in the test report."""
    if "name" in entry:
        return f"{entry['name']}: {entry['members'][0]['cable']}"
    return entry["id"] + (f", {entry['release']}" if "release" in entry else "")


@pytest.fixture(scope="module")
def cables() -> dict[str, Cable]:
    """Read every sample cable, by key."""
    found: dict[str, Cable] = {}
    for file in dict.fromkeys(record["file"] for record in RECORDS):
        stated = [record for record in RECORDS if record["file"] == file]
        parsed = list(read(SAMPLES / file))
        assert len(parsed) == len(stated), (
            f"{file} holds {len(parsed)} records, the manifest states {len(stated)}"
        )
        for record in stated:
            found[key_of(record["id"], record.get("release"))] = parsed[record["record"] - 1]
    return found


@pytest.fixture(scope="module")
def findings(cables: dict[str, Cable]) -> Findings:
    """Search all sample cables at once, with the defaults that a reader has."""
    return find(cables.items(), Parameters())


def test_the_manifest_names_every_file() -> None:
    described = {record["file"] for record in RECORDS} | {"README.md", "manifest.json"}
    there = {path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*") if path.is_file()}
    assert {name for name in there if not name.endswith((".py", ".pyc"))} == described


def test_reading_the_folder_gives_every_record_and_no_problem() -> None:
    problems: list[object] = []
    ids = Counter(cable.id for cable in read(SAMPLES, on_problem=problems.append))
    assert problems == []
    assert ids == Counter(record["id"] for record in RECORDS)


def test_line_ends_and_trailing_spaces_survive_version_control() -> None:
    windows = (SAMPLES / "copies" / "09SAPPORO419.txt").read_bytes()
    assert windows.count(b"\r\n") == windows.count(b"\n") > 30
    assert b"SIPDIS \n" in (SAMPLES / "copies" / "08WELLINGTON703.txt").read_bytes()
    assert b"\r" not in (SAMPLES / "cables.csv").read_bytes()


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_fields_of_a_sample_cable(record: dict[str, Any], cables: dict[str, Cable]) -> None:
    cable = cables[key_of(record["id"], record.get("release"))]
    assert cable.source is not None
    found = {
        "id": cable.id,
        "format": cable.source.format,
        "subject": cable.subject,
        "tags": list(cable.tags),
        "references": list(cable.references),
        "signers": list(cable.signers),
        "sections": list(cable.sections) if cable.sections else None,
        "classified_by": list(cable.classified_by),
        "declassify_on": cable.declassify_on.isoformat() if cable.declassify_on else None,
        "partial": cable.partial,
        "cancelled": cable.cancelled,
        "corrected": cable.corrected is not None,
    }
    absent = {
        "sections": None,
        "classified_by": [],
        "declassify_on": None,
        "partial": False,
        "cancelled": False,
    }
    stated = {name: record.get(name, absent.get(name, False)) for name in found}
    assert found == stated
    if record["classification"] is not None:  # a message alone has no record table to state it
        assert cable.classification == record["classification"]


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_transmissions_and_covers_of_a_sample_cable(record: dict[str, Any], cables: dict[str, Cable]) -> None:
    cable = cables[key_of(record["id"], record.get("release"))]
    subjects = [
        block for block in cable.blocks if block.kind is Kind.COVER and block.clean.startswith("SUBJ")
    ]
    assert (cable.transmissions, len(subjects)) == (record["transmissions"], record["covers"])


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_numbered_paragraphs_of_a_sample_cable(record: dict[str, Any], cables: dict[str, Cable]) -> None:
    cable = cables[key_of(record["id"], record.get("release"))]
    found = [
        [
            block.number
            for block in cable.blocks
            if block.kind in NUMBERED and block.number is not None and block.transmission == transmission
        ]
        for transmission in range(1, cable.transmissions + 1)
    ]
    assert [numbers for numbers in found if numbers] == record["paragraphs"]


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_what_a_sample_cable_is_said_to_hold_twice(record: dict[str, Any], cables: dict[str, Cable]) -> None:
    described = describe(cables[key_of(record["id"], record.get("release"))])
    headers = record.get("routing_headers", 1)
    assert (described.transmissions, max(1, len(described.covers)), max(1, described.routing_headers)) == (
        record["transmissions"],
        record["covers"],
        headers,
    )


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_blocks_tile_a_sample_cable_and_leave_nothing_unread(
    record: dict[str, Any], cables: dict[str, Cable]
) -> None:
    cable = cables[key_of(record["id"], record.get("release"))]
    assert [block.start for block in cable.blocks] == [0, *(block.end for block in cable.blocks[:-1])]
    assert cable.blocks[-1].end == len(cable.text)
    assert cable.routing is None or cable.routing.leftover == ""


def numbered(cable: Cable, number: int, transmission: int) -> list[Block]:
    return [
        block
        for block in cable.blocks
        if block.kind in NUMBERED and (block.number, block.transmission) == (number, transmission)
    ]


def places_of(member: dict[str, Any], cables: dict[str, Cable]) -> list[set[Place]]:
    """Resolve a member of the manifest to blocks: one set for each paragraph, text or cover that it names."""
    key = key_of(member["cable"], member.get("release"))
    cable = cables[key]
    if "covers" in member:
        return [{(key, block.index) for block in cable.blocks if block.kind in COVER_KINDS}]
    if "paragraphs" in member:
        found = [numbered(cable, number, member["transmission"]) for number in member["paragraphs"]]
        assert all(len(blocks) == 1 for blocks in found), f"{key} has not one block for each of {member}"
        return [{(key, block.index) for block in blocks} for blocks in found]
    holders = [block for block in cable.blocks if holds(block, member["text"])]
    assert len(holders) >= member.get("occurrence", 1), f"{key} does not hold {member['text']!r} often enough"
    return [{(key, holders[member.get("occurrence", 1) - 1].index)}]


def holds(block: Block, text: str) -> bool:
    return f" {' '.join(words(text))} " in f" {' '.join(words(block.clean))} "


def places_in(group: Group) -> set[Place]:
    return {(member.cable, member.block) for member in group.members}


def answers(group: Group, kind: str) -> bool:
    """A stated near copy may be reported as a family, when there are enough of its kind."""
    accepted = {"near": {GroupKind.NEAR, GroupKind.FAMILY}}.get(kind, {GroupKind(kind)})
    return group.kind in accepted


def stated(kind: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the duplications of the manifest that a search is to find."""
    for entry in DUPLICATIONS:
        if kind in {None, entry["kind"]}:
            yield entry


@pytest.mark.parametrize("entry", list(stated()), ids=name_of)
def test_a_stated_duplication_is_found(
    entry: dict[str, Any], cables: dict[str, Cable], findings: Findings
) -> None:
    groups = [group for group in findings.groups if answers(group, entry["kind"])]
    members = [places_of(member, cables) for member in entry["members"]]
    for together in zip(*members, strict=True):
        wanted = set().union(*together)
        if "covers" in entry["members"][0]:
            copies = entry["members"][0]["covers"]
            found = any(places_in(group) <= wanted and len(group.members) >= copies for group in groups)
        else:
            found = any(wanted <= places_in(group) for group in groups)
        assert found, f"{entry['name']}: no {entry['kind']} group holds {together}"


@pytest.mark.parametrize("entry", list(stated()), ids=name_of)
def test_a_stated_duplication_has_its_scope(entry: dict[str, Any]) -> None:
    keys = {key_of(member["cable"], member.get("release")) for member in entry["members"]}
    assert (len(keys) == 1) == (Scope(entry["scope"]) is Scope.WITHIN)


def test_no_substantial_copies_beside_the_stated_ones(cables: dict[str, Cable], findings: Findings) -> None:
    allowed = [
        set().union(*together)
        for entry in stated()
        for together in zip(*(places_of(member, cables) for member in entry["members"]), strict=True)
    ]
    surplus = [
        (group.kind.value, group.words, sorted(places_in(group)))
        for group in findings.groups
        if group.kind is not GroupKind.PASSAGE
        and not group.boilerplate
        and group.words >= SUBSTANTIAL
        and not any(places_in(group) <= places for places in allowed)
    ]
    assert surplus == []


@pytest.mark.parametrize("entry", [e for e in stated() if e.get("boilerplate")], ids=name_of)
def test_boilerplate_is_marked(entry: dict[str, Any], cables: dict[str, Cable], findings: Findings) -> None:
    wanted = set().union(*(place for member in entry["members"] for place in places_of(member, cables)))
    groups = [group for group in findings.groups if wanted <= places_in(group)]
    assert groups
    assert all(group.boilerplate for group in groups)


def test_passages_stand_where_the_manifest_says(cables: dict[str, Cable], findings: Findings) -> None:
    for entry in stated("passage"):
        wanted = set().union(*(place for member in entry["members"] for place in places_of(member, cables)))
        group = next(g for g in findings.groups if g.kind is GroupKind.PASSAGE and wanted <= places_in(g))
        quoted = " ".join(words(entry["members"][0]["text"]))
        for member in group.members:
            assert quoted in " ".join(words(cables[member.cable].text[member.start : member.end]))


def test_no_cable_is_so_like_another_that_only_its_number_differs(cables: dict[str, Cable]) -> None:
    """Each sample is there for a reason of its own."""
    reasons = Counter(record["shows"] for record in RECORDS if "release" not in record)
    assert {text for text, count in reasons.items() if count > 1} <= {
        "One of four country clearances written on one template.",
        "As 08MAPUTO1101.",
    }
    assert len(cables) == len(RECORDS)
