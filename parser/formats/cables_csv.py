r"""The archive in one file: ``cables.csv``, eight quoted columns a record, 1.7 GB for all of them.

The one fact that surprises: fields run over hundreds of lines and quotes inside them are escaped with a
backslash (``\"``), so neither a line nor a quote tells where a record ends. What does is the start of the
next: number, date and id in quotes at the start of a line, which an escaped field cannot contain. A damaged
record is therefore found, named and left out, and reading resumes with the next.

Bytes are split into records before they are decoded, because single records may not be UTF-8.
"""

from __future__ import annotations

import codecs
import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from parser.formats.encoding import byte_order_mark, decode_fields
from parser.ids import canonical_id
from parser.model import Source
from parser.problems import Problem
from parser.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLUMNS: Final = 8
RECORD_LIMIT: Final = 64 << 20  # bytes; the longest published record has some 300 kB
_CHUNK: Final = 1 << 18

_FIELD: Final = rb'"((?>[^"\\]*+(?:(?:\\.|"")[^"\\]*+)*+))"'
_ANY_FIELD: Final = re.compile(_FIELD, re.DOTALL)
_RECORD: Final = re.compile(rb",".join([_FIELD] * COLUMNS) + rb"[ \t]*+(?:\r\n|\n|\r|\Z)", re.DOTALL)
_RECORD_START: Final = re.compile(
    rb'^"\d{1,9}","\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}(?::\d{2})?","', re.MULTILINE
)
"""``"1","12/28/1966 18:48","66BUENOSAIRES2481",``: number, date and id at the start of a line."""

_ESCAPED: Final = re.compile(r'\\(.)|""', re.DOTALL)
_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*$")
_BLANK_LINES: Final = re.compile(rb"[\r\n \t]*+")


class ByteStream(Protocol):
    """What is asked of a stream: some bytes at once, none at its end."""

    def read1(self, size: int, /) -> bytes: ...


class RawRecord(NamedTuple):
    """The bytes of one record's fields and the place it stands at, or what is wrong with it."""

    fields: tuple[bytes, ...]
    record: int  # from 1
    line: int  # from 1
    damage: str = ""


def looks_like_cables_csv(head: bytes) -> bool:
    """Whether a file that starts with ``head`` is in this dialect: its first record has quoted columns."""
    head = head.lstrip(b"\xef\xbb\xbf\r\n \t")
    if not head.startswith(b'"'):
        return False
    if _RECORD_START.match(head) is not None:
        return True
    fields, _ = _leading_fields(head)
    return len(fields) >= COLUMNS - 2


def split(stream: ByteStream) -> Iterator[RawRecord]:
    """Yield the records of a stream, damaged ones with their damage, holding one record at a time.

    A whole record matches one expression; where it does not, the record ends before the next record's start
    or with the stream. What the stream raises is raised after the records before it.
    """
    buffer, position, ended = b"", 0, False
    failure: Exception | None = None
    record, line = 0, 1
    wanted = _CHUNK
    while True:
        skipped = _BLANK_LINES.match(buffer, position)
        if skipped is not None and skipped.end() > position:
            line += _lines(buffer, position, skipped.end())
            position = skipped.end()
        match = _RECORD.match(buffer, position)
        if match is not None and (ended or match.end() < len(buffer)):
            record += 1
            yield RawRecord(match.groups(), record, line)
            line += _lines(buffer, position, match.end())
            position, wanted = match.end(), _CHUNK
            continue
        following = _RECORD_START.search(buffer, position + 1)
        too_long = len(buffer) - position > RECORD_LIMIT
        if match is None and (
            following is not None or (ended and not failure and position < len(buffer)) or too_long
        ):
            end = following.start() if following is not None else len(buffer)
            record += 1
            yield RawRecord((), record, line, _damage(buffer[position:end], too_long, following is None))
            line += _lines(buffer, position, end)
            position, wanted = end, _CHUNK
            if too_long and following is None:
                buffer, position, skipped_lines = _resume(stream, buffer)
                line += skipped_lines
            continue
        if ended:
            if failure is not None:
                raise failure
            return
        chunk, ended, failure = _read(stream, wanted)
        wanted = min(2 * wanted, 1 << 24)
        buffer, position = buffer[position:] + chunk, 0


def _read(stream: ByteStream, wanted: int) -> tuple[bytes, bool, Exception | None]:
    """Return about ``wanted`` bytes, whether the stream has ended, and what it raised.

    So many at once because a long record is matched again after each piece.
    """
    pieces: list[bytes] = []
    try:
        while wanted > 0:
            piece = stream.read1(wanted)
            if not piece:
                return b"".join(pieces), True, None
            pieces.append(piece)
            wanted -= len(piece)
    except Exception as error:
        return b"".join(pieces), True, error
    return b"".join(pieces), False, None


def _resume(stream: ByteStream, buffer: bytes) -> tuple[bytes, int, int]:
    """Read on to the next record's start; return the new buffer, the start in it, the lines passed over."""
    tail, passed = buffer[-200:], 0
    while chunk := stream.read1(_CHUNK):
        joined = tail + chunk
        start = _RECORD_START.search(joined, 1)
        if start is not None:
            return joined, start.start(), passed + joined.count(b"\n", len(tail), start.start())
        passed += chunk.count(b"\n")
        tail = joined[-200:]
    return b"", 0, passed


def _lines(buffer: bytes, start: int, end: int) -> int:
    count = buffer.count(b"\n", start, end)
    return count or buffer.count(b"\r", start, end)


def _leading_fields(data: bytes) -> tuple[list[bytes], int]:
    """Return the fields that ``data`` starts with and the offset where they stop."""
    fields: list[bytes] = []
    position = 0
    while (match := _ANY_FIELD.match(data, position)) is not None:
        fields.append(match.group(1))
        position = match.end()
        if data[position : position + 1] != b",":
            break
        position += 1
    return fields, position


def _damage(data: bytes, too_long: bool, last: bool) -> str:
    """Say what is wrong with a record that does not match."""
    if too_long:
        return f"a field runs over {RECORD_LIMIT >> 20} MB without a closing quote; the record is skipped"
    if not data.startswith(b'"'):
        return f'expected a record of {COLUMNS} columns, each in quotes ("); skipped to the next record'
    fields, position = _leading_fields(data)
    if position >= len(data) or data[position : position + 1] in b"\r\n":
        return f"expected {COLUMNS} columns, found {len(fields)}; the record is skipped"
    name = f"column {len(fields) + 1}" if data[position - 1 : position] == b"," else f"column {len(fields)}"
    where = "the file ends inside it: is the file complete?" if last else "skipped to the next record"
    return f'the closing quote (") of {name} of {COLUMNS} is missing or not escaped; {where}'


def read_cables_csv(stream: ByteStream, path: str, on_problem: Callable[[Problem], None]) -> Iterator[Record]:
    """Yield the records of a stream of CSV bytes; report each record that cannot be read and go on."""
    for raw in split(_as_utf8(stream)):
        if raw.damage:
            on_problem(Problem(path, raw.damage, record=raw.record, line=raw.line))
            continue
        number, date, id_, origin, classification, references, header, body = (
            _characters(field) for field in decode_fields(raw.fields)
        )
        created = _read_date(date)
        if created is None:
            if raw.record == 1 and not number.strip().isdigit() and "\n" not in body.strip():
                continue  # the names of the columns
            on_problem(
                Problem(path, f"expected a date as M/D/YYYY H:MM, found {date[:40]!r}", raw.record, raw.line)
            )
        text = "\n\n".join(part for part in (header, body) if part)
        if not text.strip():
            on_problem(Problem(path, "header and body are empty; skipped", raw.record, raw.line))
            continue
        yield Record(
            text=text,
            source=Source(path, raw.record, raw.line, "cables.csv"),
            id=canonical_id(id_) or None,
            created=created,
            origin=origin.strip() or None,
            classification=classification.strip() or None,
            references=tuple(canonical_id(part) for part in references.split("|") if part.strip()),
        )


def _characters(field: str) -> str:
    if "\\" not in field and '"' not in field:
        return field
    return _ESCAPED.sub(lambda match: match.group(1) or '"', field)


def _read_date(text: str) -> datetime | None:
    match = _DATE.match(text.strip())
    if match is None:
        return None
    month, day, year, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


class _Recoded:
    """A UTF-16 stream as UTF-8, so that one splitter serves all."""

    def __init__(self, stream: ByteStream, head: bytes, encoding: str) -> None:
        self._stream = stream
        self._head = head
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read1(self, size: int, /) -> bytes:
        while True:
            data, self._head = self._head or self._stream.read1(size), b""
            text = self._decoder.decode(data, final=not data)
            if text or not data:
                return text.encode("utf-8", "surrogatepass")


class _Prefixed:
    """A stream with the bytes in front that were read from it already."""

    def __init__(self, stream: ByteStream, head: bytes) -> None:
        self._stream = stream
        self._head = head

    def read1(self, size: int, /) -> bytes:
        if self._head:
            head, self._head = self._head, b""
            return head
        return self._stream.read1(size)


def _as_utf8(stream: ByteStream) -> ByteStream:
    head = stream.read1(_CHUNK)
    marked = byte_order_mark(head)
    if marked is None:
        return _Prefixed(stream, head)
    encoding, length = marked
    if encoding == "utf-8":
        return _Prefixed(stream, head[length:])
    return _Recoded(stream, head[length:], encoding)
