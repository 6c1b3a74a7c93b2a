"""From a path to records and cables: a file, a container or a folder of them, in any of the formats.

The one fact that surprises: reading never stops at what it cannot read. A problem is handed to
``on_problem`` and reading goes on; only a path that gives nothing at all raises `ReadError`. Everything
streams: no more than one record is held.
"""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parser.formats.cables_csv import read_cables_csv
from parser.formats.containers import (
    STREAM_ERRORS,
    Input,
    damage,
    leaves,
    open_input,
)
from parser.formats.detect import HEAD, Format
from parser.formats.encoding import decode
from parser.formats.folders import files, reason, special_file
from parser.formats.limits import LimitReachedError, Limits
from parser.formats.message_text import looks_like_message
from parser.formats.national_archives import attributes
from parser.formats.own_id import id_from_name, id_of_name, own_id
from parser.formats.page_html import is_page, read_page
from parser.formats.page_text import record_table
from parser.ids import parse_id
from parser.model import Source
from parser.parsing import parse
from parser.problems import Problem, ReadError
from parser.record import Record

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from parser.model import Cable

TEXT_LIMIT: Final = 64 << 20
"""Bytes of a file that holds one record; the longest published message has some 300 kB."""

_EXPECTED: Final = "expected a cable as text or HTML page, or cables.csv"


def records(
    path: str | os.PathLike[str],
    *,
    on_problem: Callable[[Problem], None] | None = None,
    limits: Limits | None = None,
    on_open: Callable[[io.FileIO], None] | None = None,
) -> Iterator[Record]:
    """Yield every record below ``path``, unparsed: folders in order of names, files in their own order.

    ``on_open`` is given each file that is opened, whose position tells how far the reading has come. What
    cannot be read is handed to ``on_problem`` and skipped. Raises `ReadError` when not one record could
    be read; its problem is then the only one of a single file, which ``on_problem`` has not been given.
    """
    report = _Report(on_problem)
    delivered = False
    for record in _records(Path(path), report, limits or Limits(), on_open):
        delivered = True
        report.flush()
        yield record
    if not delivered:
        raise ReadError(
            report.only or Problem(str(path), f"no cable in it; {_EXPECTED}, or a folder or archive of them")
        )


def read(
    path: str | os.PathLike[str],
    *,
    on_problem: Callable[[Problem], None] | None = None,
    limits: Limits | None = None,
) -> Iterator[Cable]:
    """Yield every cable below ``path``. Problems and errors as for `records`."""
    for record in records(path, on_problem=on_problem, limits=limits):
        yield parse_record(record)


def parse_record(record: Record) -> Cable:
    """Return a record's cable: its text parsed, and what the archive states laid over it.

    Where the archive states no time, the day-time group of the routing header is taken (the published times
    are the day-time groups too). References of the archive's own column that the text does not show follow
    those of the text.
    """
    cable = parse(record.text, id=record.id)
    created = record.created or cable.created
    if created is None and cable.routing is not None and cable.routing.dtg is not None:
        created = cable.routing.dtg.replace(tzinfo=None)
    stated = (id_ for id_ in record.references if id_ != record.id and parse_id(id_) is not None)
    return dataclasses.replace(
        cable,
        id=record.id or cable.id,
        created=created,
        released=record.released or cable.released,
        origin=record.origin or cable.origin,
        classification=record.classification or cable.classification,
        title=record.title or cable.title,
        references=tuple(dict.fromkeys((*cable.references, *stated))),
        attributes=record.attributes or cable.attributes,
        source=record.source,
    )


class _Report:
    """Holds the first problem back until it is known whether it is all there is to say of a path."""

    def __init__(self, on_problem: Callable[[Problem], None] | None) -> None:
        self._on_problem = on_problem
        self._count = 0
        self._held: Problem | None = None

    def __call__(self, problem: Problem) -> None:
        self._count += 1
        if self._count == 1:
            self._held = problem
            return
        self.flush()
        self._pass(problem)

    def flush(self) -> None:
        """Hand out the problem held back, and hold no further one."""
        held, self._held = self._held, None
        self._count = max(self._count, 1)
        if held is not None:
            self._pass(held)

    @property
    def only(self) -> Problem | None:
        """The problem, where there was one and no other."""
        return self._held

    def _pass(self, problem: Problem) -> None:
        if self._on_problem is not None:
            self._on_problem(problem)


def _records(
    path: Path, report: _Report, limits: Limits, on_open: Callable[[io.FileIO], None] | None
) -> Iterator[Record]:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the name
        report(Problem(str(path), "no such file or folder"))
        return
    except OSError as error:
        report(Problem(str(path), f"cannot be opened: {reason(error)}"))
        return
    special = special_file(mode)
    if special is not None:
        report(Problem(str(path), f"is {special}, not a file; save what it gives to a file first"))
    elif path.is_dir():
        for file in files(path, report):
            yield from _records_of_file(file, report, limits, on_open)
    else:
        yield from _records_of_file(path, report, limits, on_open)


def _records_of_file(
    path: Path, report: _Report, limits: Limits, on_open: Callable[[io.FileIO], None] | None
) -> Iterator[Record]:
    try:
        with io.FileIO(path) as raw, io.BufferedReader(raw, HEAD) as file:
            if on_open is not None:
                on_open(raw)
            for leaf in leaves(open_input(file, str(path), path.name), report, limits):
                try:
                    yield from _records_of_input(leaf, report)
                except LimitReachedError as error:
                    report(Problem(leaf.path, f"{error}; the rest is skipped"))
                    leaf.broken = True
                except STREAM_ERRORS as error:
                    report(Problem(leaf.path, damage(error, whole=leaf.format is not Format.CABLES_CSV)))
                    leaf.broken = True
    except OSError as error:
        report(Problem(str(path), f"cannot be read: {reason(error)}"))


def _records_of_input(leaf: Input, report: _Report) -> Iterator[Record]:
    if leaf.format is Format.CABLES_CSV:
        yield from read_cables_csv(leaf.stream, leaf.path, report)
        return
    found = _NO_TEXT.get(leaf.format)
    if found is None:
        data = leaf.stream.read(TEXT_LIMIT + 1)
        if len(data) > TEXT_LIMIT:
            found = f"is longer than {TEXT_LIMIT >> 20} MB and no cables.csv; {_EXPECTED}"
        else:
            record = record_of_text(decode(data), leaf.path, leaf.name)
            if isinstance(record, Record):
                yield record
                return
            found = record
    report(Problem(leaf.path, found))


_NO_TEXT: Final = {
    Format.EMPTY: f"the file is empty; {_EXPECTED}",
    Format.BINARY: f"a binary file, no text; {_EXPECTED}",
    Format.FOREIGN_ARCHIVE: "an archive of a form that is not read here (7z, rar, zstd); unpack it first",
}


def record_of_text(text: str, path: str, name: str) -> Record | str:
    """Return the record that the text of one file is, or what is wrong with it.

    ``path`` names the file in problems; its own ``name`` gives the id where the text gives none.
    """
    if not text.strip():
        return _NO_TEXT[Format.EMPTY]
    if is_page(text):
        page = read_page(text, Source(path, format="page"))
        return page or "a page without a cable; expected <table class='cable'> and the message in <pre>"
    table = record_table(text)
    if table is not None:
        return Record(
            text=text,
            source=Source(path, format="page text"),
            id=table.id,
            created=table.created,
            released=table.released,
            origin=table.origin,
            classification=table.classification,
            title=table.title,
        )
    trailer = attributes(text)
    if trailer is not None:
        return Record(
            text=text,
            source=Source(path, format="national archives"),
            id=trailer.id or id_of_name(name) or own_id(text) or id_from_name(name),
            created=trailer.created,
            released=trailer.released,
            origin=trailer.origin,
            classification=trailer.classification,
            title=trailer.title,
            attributes=trailer.pairs,
        )
    if not looks_like_message(text):
        return f"no cable in it: no routing header, cover or numbered paragraph; {_EXPECTED}"
    return Record(
        text=text,
        source=Source(path, format="message text"),
        id=id_of_name(name) or own_id(text) or id_from_name(name),
    )
