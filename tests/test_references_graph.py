"""The graph of references: cited and citing cables, missing ones with a date, and gaps of serials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus import Archive, import_paths
from corpus.references import Gap, Missing, cited_by, cites, gaps, missing
from corpus.statistics import SUBJECTS, Count, counts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = """R 0{day}1200Z MAR 08
FM AMEMBASSY {post}
TO SECSTATE WASHDC
CONFIDENTIAL {post} 000{serial:03}

SIPDIS

E.O. 12958: N/A
TAGS: PREL, {tag}
SUBJECT: BUOYS
REF: {ref}

1. (C) The buoy at the harbour mouth was painted again.

{signer}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "cables"
    folder.mkdir()
    for post, serial, day, ref, tag, signer in (
        ("OSLO", 4, 1, "LIMA 9", "NO", "HOLM"),
        ("OSLO", 5, 3, "A. OSLO 4 B. OSLO 7", "NO", "HOLM"),
        ("OSLO", 9, 8, "A. OSLO 7 B. OSLO 5", "SW", "BERG"),
    ):
        text = FORM.format(post=post, serial=serial, day=day, ref=ref, tag=tag, signer=signer)
        (folder / f"08{post}{serial}.txt").write_text(text, encoding="utf-8")
    with Archive.open(tmp_path / "a.cablediff") as made:
        import_paths(made, [folder], workers=1)
        yield made


def test_what_a_cable_cites_and_what_cites_it(archive: Archive) -> None:
    assert cites(archive, "08OSLO5") == ["08OSLO4", "08OSLO7"]
    assert cited_by(archive, "08OSLO4") == ["08OSLO5"]
    assert cited_by(archive, "08OSLO7") == ["08OSLO5", "08OSLO9"]
    assert cites(archive, "08OSLO7") == []


def test_missing_cables_are_dated_by_their_neighbours(archive: Archive) -> None:
    assert missing(archive) == [
        Missing("08OSLO7", cited_by=2, after="2008-03-03", before="2008-03-08"),
        Missing("08LIMA9", cited_by=1, after="", before=""),
    ]
    assert len(missing(archive, limit=1)) == 1


def test_gaps_are_runs_of_serials_not_there(archive: Archive) -> None:
    assert list(gaps(archive)) == [Gap("OSLO", 2008, 6, 8)]
    assert list(gaps(archive, post="LIMA")) == []


def test_counts_go_by_frequency_or_time(archive: Archive) -> None:
    assert counts(archive, "year") == [Count("2008", 3)]
    assert counts(archive, "tag") == [Count("PREL", 3), Count("NO", 2), Count("SW", 1)]
    assert counts(archive, "month") == [Count("2008-03", 3)]
    assert counts(archive, "post") == [Count("OSLO", 3)]
    assert counts(archive, "sender") == [Count("AMEMBASSY OSLO", 3)]
    assert counts(archive, "signer", limit=1) == [Count("HOLM", 2)]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_count_is_larger_than_the_archive(archive: Archive, subject: str) -> None:
    assert all(0 < count.records <= len(archive) for count in counts(archive, subject))
