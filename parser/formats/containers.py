"""Files inside files: ``.zip``, ``.tar`` and what gzip, bzip2 and xz pressed, read as streams.

The one fact that surprises: nothing is ever written to disk, so a member's name is only a name, whether
``/etc/passwd`` or ``../../x``. What an archive can still do is to be endless: depth, number of members, size
and ratio have limits, and the one that was hit is named.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from parser.formats.detect import HEAD, Format, detect
from parser.formats.folders import is_companion
from parser.formats.limits import Budget, LimitReachedError
from parser.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO, Any, Self

    from _typeshed import WriteableBuffer

    from parser.formats.cables_csv import ByteStream
    from parser.formats.limits import Limits

STREAM_ERRORS: Final = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,  # a method of compression that zipfile does not know
    RuntimeError,  # an encrypted member
    ValueError,  # a damaged header
)
"""What reading a damaged container can raise."""


_FURTHER_HEADERS: Final = (
    *(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK),
    *(tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE),
)
_LONGEST_HEADER: Final = 1 << 20
_ZIP_END: Final = (1 << 16) + 22 + 20  # bytes from the end in which a .zip says where its index is


@dataclass(slots=True)
class Input:
    """One file or member to read: the path to name it by, its own name, its bytes and what they are."""

    path: str
    name: str
    stream: io.BufferedReader[Any]
    format: Format
    broken: bool = False  # the reader met an error in it and has reported it


class _Counted(io.RawIOBase):
    """A stream that counts what is read and keeps the limits; what comes before damage is given first."""

    def __init__(self, stream: ByteStream, packed: Callable[[], int] | None, budget: Budget) -> None:
        self._stream = stream
        self._packed = packed
        self._budget = budget
        self._limits = budget.limits
        self._failure: Exception | None = None
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        size = 0
        while size < len(view) and self._failure is None:
            try:
                data = self._stream.read1(len(view) - size)
            except Exception as error:
                self._failure = error
                break
            if not data:
                break
            view[size : size + len(data)] = data
            size += len(data)
        if not size and self._failure is not None:
            raise self._failure
        self.count += size
        if self._packed is not None:
            limits = self._limits
            if self.count > limits.size:
                raise LimitReachedError(f"unpacks to more than {limits.size:,} bytes")
            if self.count > limits.ratio_from and self.count > limits.ratio * max(self._packed(), 1):
                raise LimitReachedError(f"unpacks to more than {limits.ratio} times its size")
            self._budget.spend(size)
        return size


class _ShortReads:
    """A stream for tarfile, whose blocks may be short: what comes before damage is not lost with it."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        return self._stream.read1(size)


def open_input(stream: io.BufferedReader[Any], path: str, name: str) -> Input:
    """Return the input that an open file is; ``stream`` must buffer at least `HEAD` bytes."""
    return Input(path, name, stream, detect(stream.peek(HEAD)[:HEAD]))


def leaves(
    outer: Input,
    on_problem: Callable[[Problem], None],
    limits: Limits,
    depth: int = 0,
    budget: Budget | None = None,
) -> Iterator[Input]:
    """Yield what is in ``outer`` that is no container itself, ``outer`` itself when it is none.

    Each input must be read before the next is asked for. Containers that are damaged or beyond the limits
    are reported; what came before the damage has been delivered.
    """
    opener = _OPENERS.get(outer.format)
    if opener is None:
        yield outer
        return
    if depth >= limits.depth:
        on_problem(Problem(outer.path, f"lies more than {limits.depth} containers deep; skipped"))
        return
    budget = budget or Budget(outer.path, outer.stream, limits)
    inner: Input | None = None
    try:
        for number, inner in enumerate(opener(outer, on_problem, budget), start=1):
            if number > limits.members:
                raise LimitReachedError(f"holds more than {limits.members:,} members")
            yield from leaves(inner, on_problem, limits, depth + 1, budget)
            budget.check()
    except LimitReachedError as error:
        if inner is None or not inner.broken:
            on_problem(Problem(outer.path, f"{error}; the rest is skipped"))
        outer.broken = True
    except STREAM_ERRORS as error:
        if inner is None or not inner.broken:
            on_problem(Problem(outer.path, damage(error)))
        outer.broken = True


def damage(error: BaseException, *, whole: bool = False) -> str:
    """Say in words what an error of reading means, of many records or of one that is taken ``whole`` only."""
    if isinstance(error, EOFError):
        return "the packed data end too early: is the file complete?"
    if isinstance(error, zipfile.BadZipFile) and "not a zip" in str(error):
        return "the index at the end of a .zip is missing: is the file complete?"
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "is encrypted; unpack it first"
    if isinstance(error, NotImplementedError):
        return f"is packed by a method that is not known ({error}); unpack it first"
    detail = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    left = "it is left out" if whole else "what comes before the damage is read"
    return f"is damaged ({detail}); {left}"


def _input(raw: io.RawIOBase, path: str, name: str) -> Input:
    return open_input(io.BufferedReader(raw, HEAD), path, name)


def _pressed(
    unpack: Callable[[IO[bytes]], ByteStream], suffixes: tuple[str, ...]
) -> Callable[[Input, Callable[[Problem], None], Budget], Iterator[Input]]:
    """Return the opener of a stream that is pressed as one."""

    def opener(outer: Input, on_problem: Callable[[Problem], None], budget: Budget) -> Iterator[Input]:
        packed = _Counted(outer.stream, None, budget)
        raw = _Counted(unpack(io.BufferedReader(packed, HEAD)), lambda: packed.count, budget)
        name = outer.name
        for suffix in suffixes:
            name = name.removesuffix(suffix)
        yield _input(raw, outer.path, name)

    return opener


class _Member(tarfile.TarInfo):
    """A member of a .tar whose further headers, which tarfile reads whole, are of a size that names have."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        found = super().frombuf(buf, encoding, errors)
        if found.type in _FURTHER_HEADERS and found.size > _LONGEST_HEADER:
            raise LimitReachedError(f"has a header of {found.size:,} bytes")
        return found


def _tar(outer: Input, on_problem: Callable[[Problem], None], budget: Budget) -> Iterator[Input]:
    with tarfile.open(
        fileobj=cast("IO[bytes]", _ShortReads(outer.stream)), mode="r|", bufsize=HEAD, tarinfo=_Member
    ) as archive:
        inner = None
        while True:
            try:
                member = archive.next()
            except (*STREAM_ERRORS, LimitReachedError):
                if inner is not None and inner.broken:
                    return
                raise
            if member is None:
                return
            vars(archive)["members"].clear()  # a quarter of a million headers would pile up
            path = f"{outer.path}!{member.name}"
            if member.ischr() or member.isblk() or member.isfifo():
                on_problem(Problem(path, "is a device or pipe, not a file; skipped"))
            if not member.isreg() or is_companion(member.name):
                continue
            if member.issparse():  # its holes take no room and are endless
                on_problem(Problem(path, "is a file with holes; unpack it first"))
                continue
            stream = archive.extractfile(member)
            if stream is not None:
                inner = _input(_Counted(cast("ByteStream", stream), None, budget), path, member.name)
                yield inner


def _zip(outer: Input, on_problem: Callable[[Problem], None], budget: Budget) -> Iterator[Input]:
    if isinstance(outer.stream.raw, io.FileIO):
        yield from _zip_members(outer.stream, outer, on_problem, budget)
        return
    room = budget.limits.held - budget.held
    held = outer.stream.read(room + 1)
    if len(held) > room:
        most = budget.limits.held
        raise LimitReachedError(f"is a .zip of more than {most:,} bytes inside another archive")
    budget.held += len(held)
    try:
        yield from _zip_members(io.BytesIO(held), outer, on_problem, budget)
    finally:
        budget.held -= len(held)


def _zip_members(
    file: IO[bytes], outer: Input, on_problem: Callable[[Problem], None], budget: Budget
) -> Iterator[Input]:
    if _index_size(file) > budget.limits.index:
        raise LimitReachedError(f"has an index of more than {budget.limits.index:,} bytes")
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if member.filename.endswith("/") or is_companion(member.filename):
                continue
            path = f"{outer.path}!{member.filename}"
            try:
                stream = cast("ByteStream", archive.open(member))
                inner = _input(
                    _Counted(stream, partial(int, member.compress_size), budget), path, member.filename
                )
            except STREAM_ERRORS as error:
                on_problem(Problem(path, damage(error, whole=True)))
                continue
            yield inner


def _index_size(file: IO[bytes]) -> int:
    """Return how many bytes the index of a .zip says that it has, 0 where there is none; all is read at once.

    Its place is told by a record at the end of the file, or in large files by another one before that.
    """
    end = file.seek(0, os.SEEK_END)
    start = file.seek(max(0, end - _ZIP_END))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    found = int.from_bytes(tail[place + 12 : place + 16], "little") if place >= 0 else 0
    locator = tail[max(place - 20, 0) : max(place, 0)]
    if locator.startswith(b"PK\x06\x07"):
        for at in (int.from_bytes(locator[8:16], "little"), start + place - 20 - 56):
            file.seek(min(max(at, 0), end))
            larger = file.read(56)
            if larger.startswith(b"PK\x06\x06"):
                found = max(found, int.from_bytes(larger[40:48], "little"))
    file.seek(0)
    return found


_OPENERS: Final = {
    Format.GZIP: _pressed(lambda file: gzip.GzipFile(fileobj=file), (".gz", ".tgz")),
    Format.BZIP2: _pressed(bz2.BZ2File, (".bz2", ".tbz2")),
    Format.XZ: _pressed(lzma.LZMAFile, (".xz", ".txz")),
    Format.TAR: _tar,
    Format.ZIP: _zip,
}
