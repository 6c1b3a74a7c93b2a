"""Results kept beside an archive: equal to a search from scratch, whatever came, went, or was killed."""

from __future__ import annotations

import io
import os
import random
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpus import Archive, import_paths
from duplicates.find import find
from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Parameters
from duplicates.progress import Stopped
from duplicates.report.as_json import report_as_json
from duplicates.report.model import Report
from duplicates.results import near_kept, passages_kept, store
from duplicates.results.places import folder_of, remove_results
from duplicates.results.store import findings_of, kept_findings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duplicates.model import Findings

WORDS = (
    "harbour",
    "lamp",
    "oil",
    "rope",
    "bell",
    "keeper",
    "almanac",
    "tide",
    "fog",
    "ferry",
    "basin",
    "quay",
)
DEFAULT = Parameters()


def message(seed: int) -> str:
    """Return a message whose paragraphs are drawn from few texts, changed a little or cut into others."""
    draw = random.Random(seed)
    texts = [" ".join(random.Random(n).choices(WORDS, k=40)) for n in range(6)]
    lines = [f"UNCLAS ROME {seed:06}", "", "E.O. 12958: N/A", "TAGS: PREL, IT", f"SUBJECT: LAMPS {seed}", ""]
    for number in range(1, 4):
        spoken = draw.choice(texts).split()
        for _ in range(draw.randrange(4)):
            spoken[draw.randrange(len(spoken))] = draw.choice(WORDS)
        if draw.random() < 0.4:
            spoken = draw.choice(texts).split()[:20] + [f"new{seed}x{n}" for n in range(30)] + spoken[5:25]
        lines += [f"{number}. (U) {' '.join(spoken).capitalize()}.", ""]
    return "\n".join([*lines, "HOLM", ""])


@pytest.fixture
def cables(tmp_path: Path) -> Path:
    folder = tmp_path / "cables"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "some.cablediff") as opened:
        yield opened


def put(archive: Archive, folder: Path, numbers: range | list[int]) -> None:
    for number in numbers:
        (folder / f"09ROME{number}.txt").write_text(message(number), encoding="utf-8")
    import_paths(archive, [folder], workers=1)


def put_far_apart(archive: Archive) -> None:
    """Number eight records so that each falls into a chunk of its own."""
    with archive.connection as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for number in range(2, 9):
            for table in ("records", "texts"):
                connection.execute(
                    f"UPDATE {table} SET number = number + 1000 * ? WHERE number = ?", (number,) * 2
                )


def as_bytes(findings: Findings) -> str:
    return report_as_json(Report(findings=findings, version="1", records=(), texts={}))


def from_scratch(archive: Archive, parameters: Parameters = DEFAULT) -> str:
    return as_bytes(find(archive.cables(), parameters))


def kept(archive: Archive, parameters: Parameters = DEFAULT) -> str:
    return as_bytes(findings_of(archive, parameters, workers=1).findings)


def files(archive: Archive) -> dict[str, bytes]:
    return {place.name: place.read_bytes() for place in sorted(folder_of(archive.path).iterdir())}


@pytest.mark.parametrize("seed", range(8))
def test_what_comes_in_parts_is_found_as_from_scratch(archive: Archive, cables: Path, seed: int) -> None:
    draw = random.Random(seed)
    numbers = draw.sample(range(1, 200), 24)  # ids, and so times, come in no order
    while numbers:
        some, numbers = numbers[: draw.randrange(1, 12)], numbers[12:]
        put(archive, cables, some)
        assert kept(archive) == from_scratch(archive)


def test_what_goes_or_changes_is_found_as_from_scratch(archive: Archive, cables: Path) -> None:
    put(archive, cables, range(1, 12))
    kept(archive)
    for number in (1, 5):
        (cables / f"09ROME{number}.txt").write_text(message(100 + number), encoding="utf-8")
    import_paths(archive, [cables], workers=1)
    assert kept(archive) == from_scratch(archive)


@pytest.mark.parametrize(
    "parameters",
    [
        Parameters(threshold=0.9),
        Parameters(threshold=0.75),
        Parameters(min_words=25),
        Parameters(min_words=3),
        Parameters(kinds=frozenset({GroupKind.EXACT})),
        Parameters(kinds=frozenset({GroupKind.PASSAGE})),
        Parameters(scopes=frozenset({Scope.ACROSS})),
        Parameters(scopes=frozenset({Scope.WITHIN})),
        Parameters(boilerplate_cables=3, boilerplate_posts=1),
    ],
)
def test_other_parameters(archive: Archive, cables: Path, parameters: Parameters) -> None:
    put(archive, cables, range(1, 12))
    kept(archive)
    assert kept(archive, parameters) == from_scratch(archive, parameters)


def test_a_higher_threshold_joins_nothing(
    archive: Archive, cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, cables, range(1, 12))
    kept(archive)
    monkeypatch.setattr(near_kept, "near_pairs", None)
    higher = Parameters(threshold=0.9, min_words=10)
    assert kept(archive, higher) == from_scratch(archive, higher)


def test_no_cable_is_parsed_twice(archive: Archive, cables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(archive, cables, range(1, 12))
    kept(archive)
    monkeypatch.setattr(Archive, "cable", None)
    assert findings_of(archive, Parameters(threshold=0.7), workers=1).findings.groups


def test_results_kept_for_an_archive_are_read_without_any_search(archive: Archive, cables: Path) -> None:
    put(archive, cables, range(1, 12))
    assert kept_findings(archive, DEFAULT) is None
    made = kept(archive)
    found = kept_findings(archive, DEFAULT)
    assert found is not None
    assert as_bytes(found) == made
    put(archive, cables, [20])
    assert kept_findings(archive, DEFAULT) is None


def test_sentences_of_records_are_kept_too(archive: Archive, sample_cables: Path) -> None:
    import_paths(archive, [sample_cables], workers=1)
    records = dict(findings_of(archive, DEFAULT, workers=1).records)
    assert any("copies of one message" in sentence for sentence in records.values())
    assert kept(archive) == from_scratch(archive)


def test_the_number_of_processes_changes_no_byte(
    archive: Archive, cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, cables, range(1, 9))
    put_far_apart(archive)
    kept(archive)
    alone = files(archive)
    remove_results(archive.path)
    findings_of(archive, DEFAULT, workers=2)
    assert files(archive) == alone


SEARCHING = """
import sys
from pathlib import Path
from corpus import Archive
from duplicates.model import Parameters
from duplicates.results.store import findings_of
def main():
    with Archive.open(Path(sys.argv[1])) as archive:
        findings_of(archive, Parameters(), progress=lambda *at: print(*at, flush=True), workers=2)
if __name__ == "__main__":
    main()
"""


def test_no_process_outlives_a_killed_search(archive: Archive, cables: Path, tmp_path: Path) -> None:
    """Every process of the search holds the pipe's other end: it closes when the last of them is gone."""
    put(archive, cables, range(1, 9))
    put_far_apart(archive)
    script = tmp_path / "searching.py"
    script.write_text(SEARCHING)
    child = subprocess.Popen(
        [sys.executable, str(script), str(archive.path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    while (line := child.stdout.readline()).startswith("taking cables apart 0"):
        pass
    assert line  # something is made: the others are at work
    child.kill()
    child.wait()
    child.stdout.read()  # returns at the end of the last holder
    child.stdout.close()


class Killed(BaseException):
    """The process ends here."""


def test_killed_at_any_step_the_next_run_goes_on(archive: Archive, cables: Path) -> None:
    put(archive, cables, range(1, 9))
    wanted = from_scratch(archive)
    steps: list[str] = []
    findings_of(archive, DEFAULT, progress=lambda stage, *_: steps.append(stage), workers=1)
    assert len(steps) > 5
    for last in range(len(steps)):
        remove_results(archive.path)
        seen: list[str] = []

        def kill(stage: str, done: int, total: int, seen: list[str] = seen, last: int = last) -> None:
            seen.append(stage)
            if len(seen) > last:
                raise Killed

        with pytest.raises(Killed):
            findings_of(archive, DEFAULT, progress=kill, workers=1)
        assert kept(archive) == wanted


def test_a_file_half_written_is_never_there(
    archive: Archive, cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, cables, range(1, 5))

    def broken(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr("duplicates.results.files.np.savez", broken)
    with pytest.raises(Killed):
        kept(archive)
    assert not [name for name in files(archive) if name.endswith((".npz", ".draft"))]


def test_what_was_made_before_a_stop_stays(
    archive: Archive, cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, cables, range(1, 9))
    stages: list[str] = []
    with pytest.raises(Stopped):
        findings_of(
            archive,
            DEFAULT,
            progress=lambda stage, *_: stages.append(stage),
            stop=lambda: "looking for passages" in stages,
            workers=1,
        )
    monkeypatch.setattr(near_kept, "near_pairs", None)
    monkeypatch.setattr(Archive, "cable", None)
    assert findings_of(archive, DEFAULT, workers=1).findings.groups


class _Runs:
    """What would end the tests where it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


def as_file(values: object) -> bytes:
    """Return an array as NumPy writes it to a file."""
    stream = io.BytesIO()
    np.save(stream, np.array(values), allow_pickle=True)
    return stream.getvalue()


NUMBERS = as_file([1, 2, 3])
PICKLED = as_file([_Runs()])


@pytest.mark.parametrize(
    "pattern", ["0*.npz", "0*.steps.npy", "near-*", "passages-*", "found-*.json", "found-*.npy"]
)
@pytest.mark.parametrize(
    "content",
    [b"", b"no array at all", b"[[1]]", NUMBERS, PICKLED],
    ids=["", "text", "list", "array", "pickle"],
)
def test_damaged_files_are_made_anew(archive: Archive, cables: Path, pattern: str, content: bytes) -> None:
    put(archive, cables, range(1, 9))
    wanted = kept(archive)
    damaged = list(folder_of(archive.path).glob(pattern))
    assert damaged
    for place in damaged:
        place.unlink()
        place.write_bytes(content)
    if not pattern.startswith("found"):
        for place in folder_of(archive.path).glob("found-*"):
            place.unlink()
    assert kept(archive) == wanted


def test_results_of_another_version_do_not_count(
    archive: Archive, cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, cables, range(1, 5))
    wanted = kept(archive)
    (folder_of(archive.path) / "engine").write_text("0.0.1 layout 0 source 00", encoding="ascii")
    news: list[str] = []
    assert as_bytes(findings_of(archive, DEFAULT, news=news.append, workers=1).findings) == wanted
    assert len(news) == 1
    assert "0.0.1" in news[0]
    assert "made anew" in news[0]


def test_where_nothing_can_be_kept_it_is_found_all_the_same(archive: Archive, cables: Path) -> None:
    put(archive, cables, range(1, 5))
    folder_of(archive.path).write_text("a file in the way", encoding="ascii")
    assert kept(archive) == from_scratch(archive)


def test_what_is_kept_is_used_where_nothing_can_be_written(
    archive: Archive, cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, cables, range(1, 5))
    found = kept(archive)
    monkeypatch.setattr(store, "results_folder", None)  # no place to write is asked for
    assert as_bytes(findings_of(archive, DEFAULT, workers=1).findings) == found


def test_what_made_a_result_stands_with_it(archive: Archive, cables: Path) -> None:
    put(archive, cables, range(1, 5))
    kept(archive)
    (said,) = [
        store.read_about(place.parent, place.stem) for place in folder_of(archive.path).glob("found-*.json")
    ]
    assert said["parameters"]["threshold"] == 0.8
    assert said["seed"] == 0
    assert "source" in said["engine"]


def test_old_words_and_results_go_away(archive: Archive, cables: Path) -> None:
    put(archive, cables, range(1, 5))
    for hundredth in range(75, 90, 2):
        kept(archive, Parameters(threshold=hundredth / 100))
    put(archive, cables, [9])
    kept(archive)
    names = list(files(archive))
    assert sum(name.startswith("found-") for name in names) == 4 * store.KEPT_FINDINGS
    assert sum(name.startswith("passages-") for name in names) == store.KEPT_FINDINGS
    assert sum(name.startswith("0") for name in names) == 2


def test_an_empty_archive(archive: Archive) -> None:
    assert kept(archive) == from_scratch(archive)


def test_records_that_have_no_words(archive: Archive, cables: Path) -> None:
    (cables / "09ROME1.txt").write_text("?!", encoding="utf-8")
    try:
        import_paths(archive, [cables], workers=1)
    except sqlite3.Error:
        pytest.fail("the record was not taken")
    assert kept(archive) == from_scratch(archive)


def test_the_names_of_kept_files_state_their_parameters() -> None:
    assert near_kept.near_name(DEFAULT) == "near-0.8-8.npz"
    assert passages_kept.passages_name(DEFAULT) == "passages-0.8-8-15.npz"
