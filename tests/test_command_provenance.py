"""``cablediff stats --by sources,repeated``: who repeats whose words, and what most cables repeat."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path

LAMPS = "The harbour master asked for lamps, oil and a keeper who reads the almanac on Sundays."
COVER = "UNCLAS {} {:06}\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: LAMPS {}\n\n1. (U) {}\n\nHOLM\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cables = tmp_path / "cables"
    cables.mkdir()
    for year, post, serial in ((8, "ROME", 4), (9, "OSLO", 5), (9, "OSLO", 6)):
        text = COVER.format(post, serial, serial, LAMPS)
        (cables / f"{year:02}{post}{serial}.txt").write_text(text, encoding="utf-8")
    return cables


def tables(folder: Path, *options: str) -> dict[str, Any]:
    result = CliRunner().invoke(
        main, ["stats", "--by", "sources,repeated", "--format", "json", *options, str(folder)]
    )
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def test_posts_by_posts(folder: Path) -> None:
    rows = tables(folder)["sources"]
    assert [(row["by"], row["source"], row["cables"]) for row in rows] == [("OSLO", "ROME", 2)]
    assert rows[0]["words"] >= 2 * len(LAMPS.split())


def test_what_most_cables_repeat(folder: Path) -> None:
    (row,) = tables(folder)["repeated"]
    assert row["first"].startswith("08ROME4#")
    assert row["cables"] == 3
    assert "harbour master" in row["text"]


def test_of_a_post_and_of_a_year(folder: Path) -> None:
    assert tables(folder, "--of-post", "rome", "--of-year", "2008")["repeated"]
    assert not tables(folder, "--of-post", "oslo")["repeated"]
    assert not tables(folder, "--of-year", "2009")["repeated"]
    assert tables(folder, "--of-post", "oslo")["sources"]
    assert not tables(folder, "--of-post", "lima")["sources"]
