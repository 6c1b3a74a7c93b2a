"""What a search of an archive has found, kept beside the archive and brought up to date.

The folder ``<archive>-copies`` holds the cables' words, the pairs and passages of texts, and the findings
with the parameters, seed and version that made them. All of it can be made again from the archive.

The one fact that surprises: each step looks for what is there before it works. So a run that was killed, a
few new cables and another threshold are one case: what is missing is made, and nothing else.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from duplicates.assemble import assemble, wants_near, wants_passages
from duplicates.find import find
from duplicates.group_kinds import Scope
from duplicates.means import UNLIMITED, Means
from duplicates.progress import Progress, Stop, Watch
from duplicates.results.chunks import Chunk, chunks_of, input_of, words_file
from duplicates.results.columns import read_about, read_findings, write_findings
from duplicates.results.engine import engine
from duplicates.results.files import remove_others, replacing
from duplicates.results.making import make_missing
from duplicates.results.naming import made_by, name_of
from duplicates.results.near_kept import kept_near
from duplicates.results.passages_kept import kept_passages
from duplicates.results.places import folder_of
from duplicates.results.rows import DamagedError
from duplicates.results.taking import Kept, read_kept, taken_from
from duplicates.results.turns import turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus import Archive
    from duplicates.model import Findings, Parameters

KEPT_FINDINGS: Final = 4  # of different parameters
_PARTS: Final = (".groups.npy", ".members.npy", ".pairs.npy", ".json", ".register")


@dataclass(frozen=True, slots=True)
class Stored:
    """Findings of an archive, and in words what single records hold twice: keys and sentences."""

    findings: Findings
    records: tuple[tuple[str, str], ...]


def findings_of(
    archive: Archive,
    parameters: Parameters,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
    news: Callable[[str], None] | None = None,
    workers: int | None = None,
    means: Means = UNLIMITED,
    folder: Path | None = None,
) -> Stored:
    """Return what occurs twice in an archive, from what is kept, and keep what had to be made.

    ``news`` hears in a sentence when kept results do not count any more. Where nothing can be kept (a
    read-only file system) all is made in a temporary folder. Raises `Stopped` when ``stop`` says so; what was
    made until then stays. ``workers`` is the number of processes to take cables
    apart with, ``means`` what the joins may use, ``folder`` where results are kept if not beside the archive.
    """
    kept = stored(archive, parameters, folder)  # also where nothing can be written
    if kept is not None:
        return kept
    watch = Watch(progress, stop)
    with (
        results_folder(archive.path) if folder is None else nullcontext(folder) as place,
        turn(place, watch),
    ):
        for attempt in (1, 2):
            try:
                return _Run(archive, parameters, place, watch, workers, means).go(news)
            except DamagedError as error:
                if attempt == 2:
                    raise
                if news:
                    news(f"kept results cannot be read and are made anew ({error})")
                _clear(place)
    raise AssertionError


def kept_findings(archive: Archive, parameters: Parameters) -> Findings | None:
    """Return what is kept for an archive as it is now; None where a search is needed."""
    kept = stored(archive, parameters)
    return None if kept is None else kept.findings


def stored(archive: Archive, parameters: Parameters, folder: Path | None = None) -> Stored | None:
    """Return what is kept for an archive as it is now, beside it or in a folder; None: a search is needed."""
    folder, name = folder or folder_of(archive.path), name_of(parameters)
    with suppress(DamagedError, OSError):
        same = (folder / "engine").read_text(encoding="ascii") == engine()
        if same and read_about(folder, name).get("input") == input_of(chunks_of(archive)):
            return _stored(folder, name, parameters)
    return None


@dataclass(frozen=True, slots=True)
class _Run:
    """One search: the archive and where its results lie."""

    archive: Archive
    parameters: Parameters
    folder: Path
    watch: Watch
    workers: int | None
    means: Means

    def go(self, news: Callable[[str], None] | None) -> Stored:
        parameters, folder, watch = self.parameters, self.folder, self.watch
        name, chunks = name_of(parameters), chunks_of(self.archive)
        self._note_other_engine(news)
        with suppress(DamagedError):
            if read_about(folder, name)["input"] == input_of(chunks):
                return _stored(folder, name, parameters)
        make_missing(self.archive, folder, chunks, watch, self.workers)
        kept = read_kept(folder, chunks, watch)
        findings = self._search(kept)
        about = {"input": input_of(chunks), "records": list(kept.sentences), **made_by(parameters)}
        write_findings(folder, name, findings, about)
        _tidy(folder, chunks, name)
        return _stored(folder, name, parameters)

    def _search(self, kept: Kept) -> Findings:
        parameters, folder, watch = self.parameters, self.folder, self.watch
        if parameters.scopes == {Scope.WITHIN}:  # cable by cable, each for itself
            return find(self.archive.cables(), parameters, progress=watch.at, means=self.means)
        taken = taken_from(kept, parameters.min_words, watch)
        near = (
            kept_near(taken.prepared, parameters, folder, watch, self.means)
            if wants_near(parameters)
            else None
        )
        shared = (
            kept_passages(taken.prepared, parameters, folder, watch, self.means)
            if wants_passages(parameters)
            else None
        )
        watch.at("gathering groups", 0, 0)
        return assemble(taken, near, shared, parameters)

    def _note_other_engine(self, news: Callable[[str], None] | None) -> None:
        mark = self.folder / "engine"
        before = mark.read_text(encoding="ascii") if mark.is_file() else ""
        if before == engine():
            return
        if before:
            if news:
                news(f"results were kept by cablediff {before}, this is {engine()}: they are made anew")
            _clear(self.folder)
        with replacing(mark) as draft:
            draft.write_text(engine(), encoding="ascii")


def _stored(folder: Path, name: str, parameters: Parameters) -> Stored:
    records = tuple((key, sentence) for key, sentence in read_about(folder, name)["records"])
    return Stored(read_findings(folder, name, parameters), records)


def _tidy(folder: Path, chunks: list[Chunk], name: str) -> None:
    """Remove what no search will ask for again: words of cables that changed, findings long unused.

    The findings just made stay, whatever the clock says of the others.
    """
    found = sorted(folder.glob("found-*.json"), key=lambda place: -place.stat().st_mtime)
    keep = {words_file(folder, chunk.name).name for chunk in chunks}
    keep |= {f"{chunk.name}.steps.npy" for chunk in chunks}
    keep |= {
        stem + part for stem in (name, *(each.stem for each in found[:KEPT_FINDINGS])) for part in _PARTS
    }
    for kind in ("near-*", "passages-*"):
        by_age = sorted(folder.glob(kind), key=lambda place: -place.stat().st_mtime)
        keep |= {place.name for place in by_age[:KEPT_FINDINGS]}
    remove_others(folder, keep | {"engine"})


def _clear(folder: Path) -> None:
    remove_others(folder, set())


@contextmanager
def results_folder(archive: Path) -> Iterator[Path]:
    """Yield the folder of results beside an archive, a temporary one where none can be kept."""
    folder = folder_of(archive)
    try:
        folder.mkdir(exist_ok=True)
        probe = folder / "engine"
        probe.touch()
        if not probe.stat().st_size:
            probe.unlink()
    except OSError:
        with tempfile.TemporaryDirectory(prefix="cablediff-", ignore_cleanup_errors=True) as other:
            yield Path(other)
    else:
        yield folder
