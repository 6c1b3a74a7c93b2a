"""What is fuzzed: each target takes any bytes and raises when a rule of the house is broken.

The one fact that surprises: a target knows nothing of the fuzzer. Atheris drives it for hours, Hypothesis in
the tests, and both tests and ``.ci/run`` replay what was ever found.
"""

from __future__ import annotations

import io
import json
import tempfile
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus import Archive, ArchiveError, import_paths
from corpus.query import QueryError
from corpus.search import Search
from duplicates.diff import Ignore, Options, PartKind
from duplicates.diff.cables import compare_cables
from duplicates.diff.compare import compare
from duplicates.diff.layout import column_width, side_by_side, unified
from parser import Problem, canonical_id, parse, parse_record, printable, printable_line
from parser.formats.cables_csv import read_cables_csv
from parser.formats.containers import STREAM_ERRORS, leaves, open_input
from parser.formats.detect import HEAD
from parser.formats.encoding import decode
from parser.formats.limits import LimitReachedError, Limits
from parser.reading import record_of_text
from parser.record import Record
from parser.serialise import as_dict
from tui.keys.keymap import read_keymap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parser.model import Cable

LIMITS: Final = Limits(depth=4, members=64, size=1 << 20, ratio=50, ratio_from=1 << 16, held=1 << 20)
"""Small ones, so that a bomb of a few bytes reaches them."""

_ACTING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of what a terminal may obey: control, format, surrogate, line and paragraph separators."""

SPLIT: Final = "\x00"
"""Parts two texts in one input."""


def parsing(data: bytes) -> None:
    """Any text is a cable: nothing raises, the blocks tile the text, JSON holds it."""
    _check_cable(parse(decode(data)))


def identifying(data: bytes) -> None:
    """The one form of an id is its own one form."""
    once = canonical_id(decode(data))
    assert canonical_id(once) == once, once


def asking(data: bytes) -> None:
    """A query is answered or refused with the place; SQLite never has the last word."""
    text = data.decode("utf-8", "surrogatepass") if _is_utf8(data) else data.decode("latin-1")
    try:
        search = Search(_archive(), text)
        assert search.count() == len(search.numbers())
        search.numbers("date", descending=True, limit=3)
    except QueryError as error:
        _check(0 <= error.position <= len(text), f"position {error.position}")


def reading_csv(data: bytes) -> None:
    """A damaged cables.csv gives problems, never errors; every record is a cable."""
    problems: list[Problem] = []
    for record in read_cables_csv(io.BytesIO(data), "cables.csv", problems.append):
        _check_cable(parse_record(record))
    for problem in problems:
        _check_line(str(problem))


def reading_text(data: bytes) -> None:
    """A file is a record or something is said about it: pages, page text, telegrams of the Archives."""
    found = record_of_text(decode(data), "file", "file.html")
    if isinstance(found, Record):
        _check_cable(parse_record(found))
    else:
        _check_line(found)


def unpacking(data: bytes) -> None:
    """A packed file gives what can be read, stays within its limits, and names what is wrong."""
    problems: list[Problem] = []
    stream = io.BufferedReader(io.BytesIO(data), HEAD)  # type: ignore[arg-type]  # BytesIO is raw enough
    total = 0
    for leaf in leaves(open_input(stream, "packed", "packed"), problems.append, LIMITS):
        try:
            total += len(leaf.stream.read(LIMITS.size + 1))
        except Exception as error:
            _check(isinstance(error, (*STREAM_ERRORS, LimitReachedError)), repr(error))
            leaf.broken = True
    for problem in problems:
        _check_line(str(problem))


def differing(data: bytes) -> None:
    """Two texts: the parts cover both, swapping mirrors, a layout keeps its width."""
    options, early, late = _pair(data)
    diff = compare(early, late, options)
    at_early = at_late = 0
    for part in diff.parts:
        assert (part.early[0], part.late[0]) == (at_early, at_late)
        at_early, at_late = part.early[1], part.late[1]
        if part.kind is PartKind.EQUAL and not options.ignore:
            assert diff.early_text(part) == diff.late_text(part)
    assert (at_early, at_late) == (len(early), len(late))
    assert compare(late, early, options) == diff.mirrored()
    width = 1 + len(data) % 120
    for row in side_by_side(diff, width):
        for side in (row.left, row.right):
            assert sum(len(run.text) for run in side) <= column_width(width)
    unified(diff, width)


def differing_cables(data: bytes) -> None:
    """Two cables are compared block by block, whatever the parser made of them."""
    options, early, late = _pair(data)
    diff = compare_cables(parse(early), parse(late), options)
    assert not diff.parts or diff.parts[-1].early[1] == len(early)
    assert not diff.parts or diff.parts[-1].late[1] == len(late)


def mapping_keys(data: bytes) -> None:
    """A keymap file is read or its mistakes are named."""
    path = _scratch() / "keymap.toml"
    path.write_bytes(data)
    keymap, problems = read_keymap(path)
    for problem in problems:
        _check_line(problem)
    assert all(isinstance(key, str) for key in keymap.values())


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "parsing": parsing,
    "identifying": identifying,
    "asking": asking,
    "reading_csv": reading_csv,
    "reading_text": reading_text,
    "unpacking": unpacking,
    "differing": differing,
    "differing_cables": differing_cables,
    "mapping_keys": mapping_keys,
}


def _check(holds: bool, message: str) -> None:
    assert holds, message


def _check_cable(cable: Cable) -> None:
    end = 0
    for index, block in enumerate(cable.blocks):
        assert (block.index, block.start) == (index, end), "the blocks do not tile the text"
        assert block.end > block.start
        end = block.end
        assert "".join(cable.text[start:stop] for start, stop in block.pieces) == block.clean
    assert end == len(cable.text)
    json.dumps(as_dict(cable))
    shown = printable(cable.text)
    assert len(shown) == len(cable.text)
    assert not _ACTING.intersection(map(unicodedata.category, shown.replace("\n", "")))


def _check_line(message: str) -> None:
    """A message is shown as `printable_line` gives it; no more than that is asked of it."""
    assert not _ACTING.intersection(map(unicodedata.category, printable_line(message)))


def _pair(data: bytes) -> tuple[Options, str, str]:
    chosen = data[0] if data else 0
    ignore = frozenset(choice for bit, choice in enumerate(Ignore) if chosen >> bit & 1)
    early, _, late = decode(data[1:]).partition(SPLIT)
    return Options(ignore), early, late


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _scratch() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="cablediff-fuzz-")
    _kept.append(folder)
    return Path(folder.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


@cache
def _archive() -> Archive:
    """Return a small archive to ask."""
    folder = _scratch() / "cables"
    folder.mkdir()
    for serial in range(1, 6):
        (folder / f"08OSLO{serial}.txt").write_text(
            f"CONFIDENTIAL OSLO {serial:06}\n\nE.O. 12958: DECL: 01/02/2018\nTAGS: PREL, NO\n"
            f"SUBJECT: FERRY {serial}\n\n1. (C) The ferry {serial} was late; nobody minded the fog.\n",
            encoding="utf-8",
        )
    archive = Archive.open(_scratch() / "archive")
    try:
        import_paths(archive, [folder], workers=1)
    except ArchiveError as error:  # pragma: no cover
        raise RuntimeError("no archive to ask") from error
    return archive
