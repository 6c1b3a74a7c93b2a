"""Cables to report on, and ``cablediff report`` as a function, for the tests of the command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from click.testing import CliRunner, Result

from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE: Final = "The harbour master counted {} ships in the inner basin before the fog came down at noon."
COVER: Final = "UNCLAS OSLO 000714\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: SHIPS\n\n"


def run(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def document(*arguments: object) -> dict[str, Any]:
    """Return the JSON report."""
    result = run("--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def write_cable(folder: Path) -> Path:
    """Write a message that holds its first paragraph twice, once with another number."""
    path = folder / "08OSLO714.txt"
    first, second = SENTENCE.format("eleven"), SENTENCE.format("nine")
    twice = f"{first}\n\n2. (U) {first}\n\n3. (U) {second}"
    path.write_text(f"{COVER}1. (U) {twice}\n\nHOLM\n", encoding="utf-8")
    return path


def write_three(place: Path) -> Path:
    """Write three cables: two share a paragraph, the third repeats one of its own."""
    folder = place / "three"
    folder.mkdir()
    shared, own = (
        SENTENCE.format("eleven"),
        "Forty trawlers, all of them old, left for the northern banks on Friday.",
    )
    bodies = {714: f"1. (U) {shared}", 716: f"1. (U) {shared}", 801: f"1. (U) {own}\n\n2. (U) {own}"}
    for serial, body in bodies.items():
        cover = COVER.replace("714", str(serial)).replace("SHIPS", f"CABLE {serial}")
        (folder / f"08OSLO{serial}.txt").write_text(f"{cover}{body}\n\nHOLM\n", encoding="utf-8")
    return folder
