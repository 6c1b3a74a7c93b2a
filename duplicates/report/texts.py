"""The texts of many cables, kept on disk while a report is made.

The one fact that surprises: a report needs texts in no order that could be foretold, but of one group after
the other. So they lie packed in a temporary file, and only the last few are at hand.
"""

from __future__ import annotations

import tempfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

    from corpus import Archive

AT_HAND: Final = 512
"""Texts that are kept unpacked."""


class SpooledTexts(Mapping[str, str]):
    """Texts by key; each is put once, and the file is gone when this is closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        self._places: dict[str, tuple[int, int]] = {}
        self._at_hand: OrderedDict[str, str] = OrderedDict()
        self._end = 0
        self._elsewhere: Mapping[str, str] = {}

    def lie_in(self, texts: Mapping[str, str]) -> None:
        """Take texts from where they lie already, instead of keeping them once more."""
        self._elsewhere = texts

    def put(self, key: str, text: str) -> None:
        """Keep a text. Raises `OSError` where the disk is full."""
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
        self._file.seek(self._end)
        self._file.write(packed)
        self._places[key] = (self._end, len(packed))
        self._end += len(packed)

    def places(self) -> dict[str, tuple[int, int]]:
        """Return where the texts lie, for `found_at` of another process that shares the file."""
        self._file.flush()
        return self._places

    def found_at(self, places: dict[str, tuple[int, int]]) -> None:
        """Take texts that a forked process has put."""
        self._places = places
        self._end = max((start + size for start, size in places.values()), default=0)

    def __getitem__(self, key: str) -> str:
        known = self._at_hand.get(key)
        if known is not None:
            self._at_hand.move_to_end(key)
            return known
        place = self._places.get(key)
        if place is None:
            text = self._elsewhere[key]
        else:
            self._file.seek(place[0])
            text = zlib.decompress(self._file.read(place[1])).decode("utf-8", "surrogatepass")
        self._at_hand[key] = text
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return text

    def __iter__(self) -> Iterator[str]:
        yield from self._places
        yield from (key for key in self._elsewhere if key not in self._places)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        return key in self._places or key in self._elsewhere

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


class ArchiveTexts(Mapping[str, str]):
    """The texts of an archive by key."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __getitem__(self, key: str) -> str:
        number = self._archive.number_of(key)
        if number is None:
            raise KeyError(key)
        return self._archive.text(number)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._archive.number_of(key) is not None

    def __iter__(self) -> Iterator[str]:
        cursor = self._archive.connection.execute("SELECT key FROM records ORDER BY number")
        return (key for (key,) in cursor)

    def __len__(self) -> int:
        return len(self._archive)
