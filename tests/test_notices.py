"""THIRD_PARTY_NOTICES.md names all that is installed with cablediff, and the licence that it states."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parent.parent
STATED = {
    "MIT": r"\bMIT\b",
    "BSD-3-Clause": r"\bBSD\b",
    "BSD-2-Clause": r"\bBSD\b",
    "PSF-2.0": r"\bPSF|Python Software Foundation",
}
"""A licence as the notices name it, and what distributions say for it in their fields."""


def tables() -> list[list[list[str]]]:
    """Return the tables of the notices, as rows of cells without the heads."""
    text = (CHECKOUT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
        for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    ]


def asked_for() -> list[Requirement]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def wanted_by(requirement: Requirement) -> list[Requirement]:
    """Return what an installed distribution requires here, with the extras that are asked for."""
    found = [Requirement(line) for line in requires(requirement.name) or []]
    extras = ["", *requirement.extras]
    return [
        each
        for each in found
        if not each.marker or any(each.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def test_what_is_asked_for_stands_there_with_its_versions() -> None:
    told = {name: SpecifierSet(versions) for name, versions, *_ in tables()[0]}
    assert told == {canonicalize_name(each.name): each.specifier for each in asked_for()}


def test_what_is_brought_along_stands_there() -> None:
    told = {row[0] for table in tables() for row in table}
    open_, seen = asked_for(), set[str]()
    while open_:
        requirement = open_.pop()
        name = canonicalize_name(requirement.name)
        assert name in told, f"{name} is installed with cablediff; THIRD_PARTY_NOTICES.md has to name it"
        if (name, *requirement.extras) not in seen:
            seen.add((name, *requirement.extras))
            open_ += wanted_by(requirement)
    assert len(seen) > len(asked_for())


@pytest.mark.parametrize("row", [row for table in tables() for row in table], ids=lambda row: row[0])
def test_the_licence_is_the_one_that_is_stated(row: list[str]) -> None:
    try:
        stated = metadata(row[0])
    except PackageNotFoundError:
        pytest.skip(f"{row[0]} is not installed here")
    licence = next(cell for cell in row if cell in STATED)
    fields = [stated.get("License-Expression"), stated.get("License"), *(stated.get_all("Classifier") or [])]
    said = "\n".join(field for field in fields if field and not field.startswith(("Programming", "Topic")))
    assert re.search(STATED[licence], said), said
