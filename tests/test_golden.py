"""What the parser finds in each sample cable, kept in `golden/` and compared as a whole.

A change of the parser that changes a golden file is either a mistake or an improvement that somebody has
looked at: read ``git diff tests/golden`` after ``python tests/test_golden.py`` has written the files anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parser import Cable

CHECKOUT: Final = Path(__file__).resolve().parent.parent
SAMPLES: Final = CHECKOUT / "sample_cables"
GOLDEN: Final = Path(__file__).resolve().parent / "golden"
SHOWN: Final = 48
"""Characters shown of the beginning and of the end of a block."""

EMPTY: Final[tuple[object, ...]] = (None, "", [], False)


def sample_cables() -> Iterator[tuple[str, Cable]]:
    """Yield every sample cable with the name of its golden file: its id, and its release where it has one."""
    from parser import read

    for cable in read(SAMPLES):
        assert cable.source is not None
        folder = Path(cable.source.path).parent
        yield (f"{cable.id}-{folder.name}" if folder.parent.name == "releases" else f"{cable.id}"), cable


def golden(cable: Cable) -> str:
    """Give what a golden file holds: every field that is there, and a line for each block."""
    from parser.serialise import as_dict

    found = as_dict(cable)
    del found["text"], found["schema"]
    found["source"]["path"] = Path(found["source"]["path"]).relative_to(SAMPLES).as_posix()
    if found["routing"] is not None:
        found["routing"] = without_empty(found["routing"])
        for name in ("action", "info", "operating_signals"):
            if name in found["routing"]:
                found["routing"][name] = [" | ".join(spelt(entry)) for entry in found["routing"][name]]
    found["attributes"] = {
        entry["name"]: entry["value"] for entry in found["attributes"] if entry["value"] not in {"", "n/a"}
    }
    found["citations"] = [" | ".join(spelt(citation)) for citation in found["citations"]]
    found["summary"] = shown(found["summary"] or "")
    found["comments"] = [shown(comment) for comment in found["comments"]]
    found["blocks"] = [line_of(block) for block in found["blocks"]]
    return json.dumps(without_empty(found), ensure_ascii=False, indent=1) + "\n"


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in EMPTY and value != {}}


def spelt(entry: dict[str, Any]) -> Iterator[str]:
    for name, value in without_empty(entry).items():
        yield f"{name}: {', '.join(value) if isinstance(value, list) else value}"


def line_of(block: dict[str, Any]) -> str:
    """Write a block as one line: ``12 paragraph 4 (C) t2 55 words: 4. (C) Tazhin said … crystal clear.``"""
    number = f" {block['number']}" if block["number"] is not None else ""
    marking = f" ({block['marking']})" if block["marking"] else ""
    words = len(block["clean"].split())
    return (
        f"{block['index']} {block['kind']}{number}{marking} t{block['transmission']} "
        f"[{block['start']}:{block['end']}] {words} words: {shown(block['clean'])}"
    )


def shown(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 2 * SHOWN else f"{plain[:SHOWN]} … {plain[-SHOWN:]}"


@pytest.fixture(scope="module")
def cables() -> dict[str, Cable]:
    return dict(sample_cables())


def test_every_sample_cable_has_its_golden_file(cables: dict[str, Cable]) -> None:
    assert sorted(cables) == sorted(path.stem for path in GOLDEN.glob("*.json"))


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.json")))
def test_the_parser_finds_what_the_golden_file_says(name: str, cables: dict[str, Cable]) -> None:
    kept = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert golden(cables[name]).splitlines() == kept.splitlines()


def write() -> None:
    """Write all golden files anew."""
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.json"):
        path.unlink()
    for name, cable in sample_cables():
        (GOLDEN / f"{name}.json").write_text(golden(cable), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.path.insert(0, str(CHECKOUT))
    write()
