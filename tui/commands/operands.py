"""What a reader names on the command line, found: a cable, a copy inside it, a block, or any text file.

The one fact that surprises: the notation is ``NAME[~COPY][#BLOCK]``. ``@2`` is taken: it names the second
record of one id, as everywhere in the program, while ``~2`` names the second copy of the message inside one
record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from corpus import Archive, last_archive
from corpus.errors import ArchiveError
from duplicates.diff.cables import passage, transmission
from duplicates.diff.model import Passage
from parser import ReadError, canonical_id, parse_record, records
from parser.printable import printable_line
from tui.commands.loading import fail, is_archive, sample_cables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duplicates.diff.model import Options
    from parser import Block, Cable, Problem

NOTATION: Final = """\b
A and B are each
  09ASTANA714           a cable, looked for in the --in paths
  09ASTANA714@2         the second record that bears this id
  cable.txt             a file: page, page text, message text, or any text
  NAME~2                the second copy of the message inside the record
  NAME#12               block 12 of the record (cablediff parse lists them)
  NAME:340-560          its characters from 340 up to 560, as reports in JSON give them
"""

_OPERAND: Final = re.compile(
    r"(?P<name>.+?)(?:~(?P<copy>\d{1,6}))?(?:#(?P<block>\d{1,6})|:(?P<start>\d{1,9})-(?P<end>\d{1,9}))?",
    re.DOTALL,
)
_VERSION: Final = re.compile(r"(?P<id>.+)@(?P<version>\d{1,6})")
_LARGEST_TEXT: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Operand:
    """Something named on the command line: its name, and the cable, or the text where it is no cable."""

    name: str
    cable: Cable | None
    text: str = ""
    copy: int | None = None
    block: int | None = None
    span: tuple[int, int] | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that are meant. Exits with 2 where there are none."""
        assert self.cable is not None
        chosen = self.cable.blocks
        if self.copy is not None:
            count = self.cable.transmissions
            if not 1 <= self.copy <= count:
                copies = "1 copy" if count == 1 else f"{count} copies"
                raise fail(f"{self.name}: the record holds {copies} of the message")
            chosen = transmission(self.cable, self.copy)
        if self.block is not None:
            if not 0 <= self.block < len(self.cable.blocks):
                raise fail(f"{self.name}: the record has blocks 0 to {len(self.cable.blocks) - 1}")
            chosen = (self.cable.blocks[self.block],)
        return chosen

    @property
    def clean(self) -> str:
        """The text that is meant: of blocks as they are read, of a whole record all of it."""
        if self.cable is None:
            return self.text
        if self.span is not None:
            words = self._whole_blocks()
            start, end = self.span
            return "\n".join(block.clean for block in words) if words else self.cable.text[start:end]
        if self.block is None and self.copy is None:
            return self.cable.text
        return "\n".join(block.clean for block in self.blocks if block.clean)

    def passage(self, options: Options) -> tuple[Passage, int]:
        """Return the text that is meant, and where it starts in its record."""
        if self.cable is None:
            return Passage(self.text), 0
        if self.span is not None:
            return self._stretch(options)
        blocks = self.blocks
        return passage(self.cable, blocks, options), blocks[0].start if blocks else 0

    def _stretch(self, options: Options) -> tuple[Passage, int]:
        """Return a stretch of the record: blocks where it takes in whole ones, else its bare text."""
        assert self.cable is not None
        assert self.span is not None
        words = self._whole_blocks()
        if words:
            return passage(self.cable, words, options), words[0].start
        return Passage(self.cable.text[self.span[0] : self.span[1]]), self.span[0]

    def _whole_blocks(self) -> list[Block]:
        """Return the blocks that the stretch takes in; none where it cuts one. Exits with 2 outside."""
        assert self.cable is not None
        assert self.span is not None
        start, end = self.span
        if not 0 <= start < end <= len(self.cable.text):
            raise fail(f"{self.name}: the record has characters 0 to {len(self.cable.text)}")
        words = [b for b in self.cable.blocks if b.start < end and b.end > start and b.clean]
        if not words or words[0].source_offset(0) < start:
            return []
        return words if words[-1].source_offset(len(words[-1].clean) - 1) < end else []


def operands(names: Sequence[str], sources: Sequence[Path]) -> list[Operand]:
    """Find what is named. Exits with 2, and one line, at the first name that cannot be found."""
    asked = [_split(name) for name in names]
    typed: dict[tuple[str, int], str] = {}  # what is looked for, and what the reader called it
    for whole, (name, _, _, _) in zip(names, asked, strict=True):
        if not Path(name).exists():
            typed.setdefault(_wanted(name), whole)
    found = _looked_up(typed, sources) if typed else {}
    result = []
    for whole, (name, copy, block, span) in zip(names, asked, strict=True):
        if Path(name).exists():
            cable, text = _from_file(Path(name), (copy, block, span) != (None, None, None))
        else:
            cable, text = found[_wanted(name)], ""
        result.append(Operand(whole, cable, text, copy, block, span))
    return result


def _split(whole: str) -> tuple[str, int | None, int | None, tuple[int, int] | None]:
    match = _OPERAND.fullmatch(whole)
    if match is None:
        raise fail("an empty name; expected a file or a cable's id")
    if Path(whole).exists():
        return whole, None, None, None
    copy, block = match["copy"], match["block"]
    span = (int(match["start"]), int(match["end"])) if match["start"] else None
    return match["name"], int(copy) if copy else None, int(block) if block else None, span


def _wanted(name: str) -> tuple[str, int]:
    match = _VERSION.fullmatch(name)
    if match is None:
        return canonical_id(name), 1
    return canonical_id(match["id"]), int(match["version"])


def _from_file(path: Path, needs_cable: bool) -> tuple[Cable | None, str]:
    """Return the one cable of a file, or its text where it is another text."""
    if path.is_dir():
        raise fail(f"{path}: a folder; name a file, or --in {path} and a cable's id")
    try:
        found = records(path)
        cable = parse_record(next(found))
        if next(found, None) is not None:
            raise fail(f"{path}: holds several cables; say which: --in {path} {cable.id or 'ID'}")
    except ReadError as error:
        text = None if needs_cable else _plain_text(path)
        if text is None:
            raise fail(str(error)) from error
        return None, text
    return cable, ""


def _plain_text(path: Path) -> str | None:
    try:
        if not path.is_file() or not 0 < path.stat().st_size <= _LARGEST_TEXT:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return None if b"\x00" in data[:4096] else data.decode("utf-8-sig", "replace")


def _looked_up(typed: Mapping[tuple[str, int], str], sources: Sequence[Path]) -> dict[tuple[str, int], Cable]:
    """Find cables by id and version in the sources, else the archive opened last, else the samples."""
    wanted = list(typed)
    found: dict[tuple[str, int], Cable] = {}
    seen: dict[str, int] = {}
    places = list(sources) or [last_archive() or sample_cables()]
    for place in places:
        if found.keys() >= set(wanted):
            break
        if is_archive(place):
            _from_archive(place, wanted, found)
        else:
            _from_records(place, wanted, found, seen)
    for asked, name in typed.items():
        if asked not in found:
            where = ", ".join(str(place) for place in places) if sources else "the archive opened last"
            raise fail(f"{name}: no such file, and no such cable in {where}; name the place with --in PATH")
    return found


def _from_archive(place: Path, wanted: list[tuple[str, int]], found: dict[tuple[str, int], Cable]) -> None:
    try:
        with Archive.open(place, readonly=True) as archive:
            for id_, version in wanted:
                number = archive.number_of(id_ if version == 1 else f"{id_}@{version}")
                if number is not None:
                    found.setdefault((id_, version), archive.cable(number))
    except ArchiveError as error:
        raise fail(str(error)) from error


def _from_records(
    place: Path, wanted: list[tuple[str, int]], found: dict[tuple[str, int], Cable], seen: dict[str, int]
) -> None:
    ids = {id_ for id_, _ in wanted}
    try:
        for record in records(place, on_problem=_say):
            if record.id is None or record.id not in ids:
                continue
            version = seen[record.id] = seen.get(record.id, 0) + 1
            if (record.id, version) in wanted:
                found[record.id, version] = parse_record(record)
                if found.keys() >= set(wanted):
                    return
    except ReadError as error:
        raise fail(str(error)) from error


def _say(problem: Problem) -> None:
    click.echo(f"cablediff: {printable_line(str(problem))}", err=True)
