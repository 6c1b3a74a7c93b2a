"""What a report is made of: cables with their keys, the reader's notes on them, and a selection of keys.

The one fact that surprises: cables are given once, one after the other, and forgotten. What a report later
needs of them, a text here and there, lies in a temporary file.
"""

from __future__ import annotations

from contextlib import ExitStack, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from corpus import ArchiveError, archive_for
from corpus.conditions import asks_for_duplicates
from corpus.query import QueryError
from corpus.search import Search
from duplicates.find import find
from duplicates.means import UNLIMITED, Means
from duplicates.record import describe
from duplicates.releases import DEFAULT, compare_releases, compare_versions
from duplicates.releases.model import Comparison
from duplicates.releases.names import by_post
from duplicates.report.model import Judgement
from duplicates.report.texts import ArchiveTexts
from duplicates.results.columns import read_findings, write_findings
from parser import ReadError, canonical_id, parse
from parser.printable import printable_line
from tui.commands.apart import apart
from tui.commands.archive_search import searched
from tui.commands.archives import archive_place, brought_up_to_date, check_that_it_is_there, opened
from tui.commands.list_choice import know_copies, narrowed
from tui.commands.loading import UNNAMED, Loader, fail, is_archive
from tui.notes.reader_notes import Notes, notes_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from corpus import Archive
    from duplicates.model import Findings, Parameters
    from duplicates.progress import Stop
    from duplicates.report.texts import SpooledTexts
    from parser import Cable
    from tui.commands.list_choice import ListChoice

_MANY: Final = 900  # rows that are asked for at once
LARGE: Final = 4_000_000
"""Bytes of files that are searched by a process of their own."""
_FOUND: Final = "found"


class Sources:
    """The cables of the paths that a reader named: read anew, or out of the archive that holds them."""

    def __init__(
        self, paths: Sequence[Path], texts: SpooledTexts, *, from_archive: bool, archive: Path | None = None
    ) -> None:
        if archive is None and not paths:
            archive = archive_place(paths, None)
        if archive is not None and not paths:
            check_that_it_is_there(archive)
            paths = [archive]
        self.paths = paths
        self._passing = ExitStack()
        self.texts = texts
        self.records: list[tuple[str, str]] = []
        self._loader = Loader(paths)
        whole = len(paths) == 1 and is_archive(paths[0])
        self.place = paths[0] if whole else archive_for(paths)
        self.archive: Archive | None = None
        if whole:
            self.archive = opened(paths[0], readonly=True)
        elif from_archive or archive is not None:
            self.archive = brought_up_to_date(paths, archive)
            self.place = self.archive.path
        if self.archive is not None:
            texts.lie_in(ArchiveTexts(self.archive))
        self.notes = Notes(notes_path(self.place))

    def __enter__(self) -> Sources:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._passing.close()
        if self.archive is not None:
            self.archive.__exit__(kind, error, trace)

    @property
    def problems(self) -> int:
        """How many sources or records could not be read."""
        if self.archive is None:
            return self._loader.problems
        (found,) = self.archive.connection.execute("SELECT coalesce(sum(problems), 0) FROM files").fetchone()
        return int(found)

    @property
    def about(self) -> str:
        """What was looked through: the last part of each path."""
        names = [path.resolve().name for path in self.paths]
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

    def cables(self) -> Iterator[tuple[str, Cable]]:
        """Yield every cable with its key; keep its text and what it holds twice."""
        for key, cable in self._loader.keyed():
            self.texts.put(key, cable.text)
            sentence = describe(cable).sentence
            if sentence:
                self.records.append((key, sentence))
            yield key, cable

    def findings(self, parameters: Parameters, means: Means = UNLIMITED) -> Findings:
        """Search the cables; of an archive only what no search before has done. Exits with 2 on ^C."""
        if self.archive is None:
            return self._of_paths(parameters, means)
        stored = searched(self.archive, parameters, means)
        self.records.extend(stored.records)
        return stored.findings

    def _of_paths(self, parameters: Parameters, means: Means) -> Findings:
        if not larger_than(self.paths, LARGE):
            return find(self.cables(), parameters, means=means)
        folder = Path(self._passing.enter_context(passing_folder()))

        def search(stop: Stop) -> tuple[dict[str, tuple[int, int]], list[tuple[str, str]], int]:
            found = find(self.cables(), parameters, means=means, stop=stop)
            write_findings(folder, _FOUND, found, {})
            return self.texts.places(), self.records, self._loader.problems

        places, self.records, self._loader.problems = apart(search)
        self.texts.found_at(places)
        return read_findings(folder, _FOUND, parameters)

    def found_by(self, query: str) -> Iterator[str]:
        """Yield the keys of the cables that a query finds. Exits with 2 where it cannot be read."""
        assert self.archive is not None
        try:
            asked = Search(self.archive, query)
            if asks_for_duplicates(asked.query):
                self._know_copies()
            numbers = asked.numbers("date")
        except (QueryError, ArchiveError) as error:
            raise fail(f"the query {query!r}, {error}") from error
        yield from self._keys(numbers)

    def chosen(self, choice: ListChoice, findings: Findings) -> Iterator[str]:
        """Yield the keys of the cables that the list of the browser would be narrowed to."""
        assert self.archive is not None
        if choice.copies:
            self._know_copies()
        yield from self._keys(narrowed(self.archive, self.archive.order(), choice, lambda: findings))

    def _know_copies(self) -> None:
        """Have the archive note which cables hold what occurs elsewhere, even if it is only read."""
        assert self.archive is not None
        if not self.archive.copies_known:
            with opened(self.archive.path) if self.archive.readonly else nullcontext(self.archive) as archive:
                know_copies(archive)

    def named(self, names: Iterable[str]) -> frozenset[str]:
        """Return the keys of cables by their ids. Exits with 2 where one is not among these."""
        for name in names:
            if key_of(name) not in self.texts:
                raise fail(f"--cable {name}: no such cable among these; cablediff search finds ids")
        return frozenset(map(key_of, names))

    def listed(self, file: Path) -> frozenset[str]:
        """Return the keys in a file; says how many are not among these. Exits with 2 where it is none."""
        keys = _listed(file)
        if missing := sorted(key for key in keys if key not in self.texts):
            click.echo(
                f"cablediff: --list {printable_line(str(file))}: {len(missing):,} of {len(keys):,} ids are"
                f" not among these cables, as {printable_line(missing[0])}",
                err=True,
            )
        return keys

    def _keys(self, numbers: Sequence[int]) -> Iterator[str]:
        assert self.archive is not None
        for start in range(0, len(numbers), _MANY):
            yield from (row.key for row in self.archive.rows(numbers[start : start + _MANY]))

    def judgements(self) -> tuple[Judgement, ...]:
        """Return the reader's verdicts and notes on cables of these paths."""
        return tuple(
            Judgement(remark.about[0], (*remark.about, "")[1], remark.verdict or "", remark.note)
            for remark in self.notes.remarks()
            if (remark.verdict or remark.note)
            and all(place.partition("#")[0] in self.texts for place in remark.about)
        )


def passing_folder() -> TemporaryDirectory[str]:
    """Return a folder for findings that are told and forgotten."""
    return TemporaryDirectory(prefix="cablediff-", ignore_cleanup_errors=True)


def larger_than(paths: Iterable[Path], size: int) -> bool:
    """Return whether the files of some paths have more bytes than that together."""
    total = 0
    for path in paths:
        for each in path.rglob("*") if path.is_dir() else (path,):
            with suppress(OSError):
                total += each.stat().st_size
            if total > size:
                return True
    return False


def _listed(file: Path) -> frozenset[str]:
    """Return the keys in a file, one a line, what follows an id left out. Exits with 2 where it is none."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise fail(f"--list {file}: {error.strerror or error}") from error
    words = (line.split(maxsplit=1) for line in lines if not line.lstrip().startswith("#"))
    return frozenset(key_of(each[0]) for each in words if each)


def key_of(name: str) -> str:
    """Return the key of a cable in the archive's own form."""
    id_, at, version = name.partition("@")
    return canonical_id(id_) + at + version


def releases(pair: tuple[Path, Path]) -> Comparison:
    """Compare two releases. Exits with 2 where one cannot be read."""
    try:
        return compare_releases(*pair)
    except (ReadError, ArchiveError) as error:
        raise fail(str(error)) from error


def versions(
    texts: Mapping[str, str], cables: frozenset[str] | None, archive: Archive | None = None
) -> Comparison | None:
    """Compare each version of an id, ``ID@2``, with the one before; None where there are none.

    ``cables`` are the keys that are asked for, or None for all. Of an archive what it states beside the texts
    is compared too: an origin or a classification that changed in its own table alone.
    """
    pairs = []
    for late in texts:
        id_, at, number = late.partition("@")
        early = id_ if number == "2" else f"{id_}@{int(number) - 1}" if number.isdecimal() else ""
        if at and id_ != UNNAMED and early in texts and (cables is None or {early, late} & cables):
            pairs.append((early, late))
    if not pairs:
        return None
    compared = [
        compare_versions(late, _cable(early, texts, archive), _cable(late, texts, archive))
        for early, late in pairs
    ]
    changed = [found for found in compared if found is not None]
    changed.sort(key=lambda cable: (tuple(-weight for weight in cable.weight), cable.key))
    return Comparison(
        early="the earlier versions among these cables",
        late="the later ones of the same ids",
        options=DEFAULT,
        added=(),
        removed=(),
        changed=tuple(changed),
        unchanged=len(pairs) - len(changed),
        trivial=(),
        redacted_names=by_post((cable.key, cable.redacted_names) for cable in changed),
        restored_names=by_post((cable.key, cable.restored_names) for cable in changed),
    )


def _cable(key: str, texts: Mapping[str, str], archive: Archive | None) -> Cable:
    number = archive.number_of(key) if archive is not None else None
    if archive is None or number is None:
        return parse(texts[key], id=key.partition("@")[0])
    return archive.cable(number)


def chosen(keys: Iterable[str] | None, records: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the records' findings of some keys, or of all."""
    if keys is None:
        return tuple(records)
    wanted = frozenset(keys)
    return tuple(record for record in records if record[0] in wanted)
