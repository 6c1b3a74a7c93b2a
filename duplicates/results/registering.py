"""Writing the register of findings, from their columns and with NumPy.

The one fact that surprises: nothing is looked up group by group. Who stands where, the orders, the marks and
the sources of repeated words are each a sorting of the members' columns.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import suppress
from datetime import datetime
from itertools import accumulate
from struct import calcsize
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.cable_marks import SUBSTANTIAL
from duplicates.group_columns import GROUP, KINDS, MEMBER
from duplicates.group_kinds import GroupKind
from duplicates.moments import naive
from duplicates.provenance import post_of
from duplicates.results.chunks import chunks_of, input_of
from duplicates.results.columns import read_about
from duplicates.results.files import map_array, replacing
from duplicates.results.naming import name_of
from duplicates.results.places import folder_of
from duplicates.results.register import Register
from duplicates.results.register_file import FORMS, MAGIC, MEASURES, register_file
from duplicates.results.rows import DamagedError, Stored

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus import Archive
    from duplicates.model import Parameters

MOST_SOURCES: Final = 400
"""Pairs of posts, who repeats whose words, that an overview is told."""

_PASSAGE: Final = KINDS.index(GroupKind.PASSAGE)
_FAMILY: Final = KINDS.index(GroupKind.FAMILY)
_MARKS: Final = ("within", "exact", "near", "passage", "family")
_MOST_MARKS: Final = np.iinfo(np.uint16).max


class _Columns:
    """The columns of findings, and what is told from them alone."""

    def __init__(self, folder: Path, name: str) -> None:
        self.about = read_about(folder, name)
        self.groups = map_array(folder / f"{name}.groups.npy", GROUP)
        self.members = map_array(folder / f"{name}.members.npy", MEMBER)
        self.keys: list[str] = [key for key, _ in self.about["cables"]]
        self.moments: list[str] = [moment for _, moment in self.about["cables"]]
        self.cable = self.members["cable"].astype(np.int64)
        self.block = self.members["block"].astype(np.int64)
        self.first = self.groups["first"].astype(np.int64)
        self.group = np.repeat(np.arange(len(self.groups)), self.groups["members"])
        size = len(self.keys)
        together, self.times = np.unique(self.group * max(size, 1) + self.cable, return_counts=True)
        self.pair_group, self.pair_cable = np.divmod(together, max(size, 1))  # each cable of a group once
        self.cables = np.bincount(self.pair_group, minlength=len(self.groups))
        self.least = (
            np.minimum.reduceat(self.members["similarity"], self.first) if len(self.groups) else np.empty(0)
        )


def registered(archive: Archive, parameters: Parameters) -> bool:
    """Have a register beside the findings that are kept for an archive, and a note of the copies in it.

    False where no findings are kept for the archive as it is.
    """
    folder, name = folder_of(archive.path), name_of(parameters)
    with suppress(DamagedError):
        now = input_of(chunks_of(archive))
        if read_about(folder, name)["input"] != now:
            return False
        with suppress(DamagedError):
            found = Register(folder, name, parameters)
            if found.input == now and found.since == archive.copies_since:
                return True
        columns = _Columns(folder, name)
        numbers = dict(archive.connection.execute("SELECT key, number FROM records"))
        record = np.array([numbers.get(key, 0) for key in columns.keys], np.int64)
        if archive.copies_since is None and not archive.readonly:
            marks = _marks_by_record(columns, record).sum(axis=1)
            counts = zip(columns.keys, marks[record].tolist(), strict=True)
            with suppress(sqlite3.Error):  # somebody else is writing: the list is then not ordered by copies
                archive.set_copies({key: count for key, count in counts if count})
            if input_of(chunks_of(archive)) != now:  # an import has come between
                archive.forget_copies()
                return False
        _write(folder, name, columns, record, archive.copies_since)
        return True
    return False


def _write(
    folder: Path, name: str, columns: _Columns, record: NDArray[np.int64], since: float | None
) -> None:
    parts: dict[str, bytes] = {
        "groups": _groups(columns),
        "looks": _looks(columns),
        **_orders(columns),
        **_cables(columns, record),
        **_marks(columns, record),
        **_relations(columns.about["relations"]),
        **_sources(columns, record),
    }
    said: dict[str, list[int]] = {}
    at = 0
    for part, form in FORMS.items():
        said[part] = [at, len(parts[part]) // calcsize(form)]
        at += len(parts[part])
    head: dict[str, Any] = {
        "since": since,
        "input": columns.about["input"],
        "counts": columns.about["counts"],
        "members": _state(folder / f"{name}.members.npy"),
        "pairs": _state(folder / f"{name}.pairs.npy"),
        "parts": said,
    }
    # The places are counted from the beginning of the file, so they depend on how long they are to say.
    text = json.dumps(head).encode()
    size = 0
    while size != len(text):
        size = len(text)
        begin = len(MAGIC) + 8 + size
        moved = {part: [begin + place, count] for part, (place, count) in said.items()}
        text = json.dumps({**head, "parts": moved}).encode().ljust(size)
    with replacing(register_file(folder, name)) as draft, draft.open("wb") as stream:
        stream.write(MAGIC + len(text).to_bytes(8, "little") + text)
        for part in FORMS:
            stream.write(parts[part])


def _state(place: Path) -> list[int]:
    stored = Stored(place)
    values = map_array(place)
    return [stored.size, stored.modified, int(getattr(values, "offset", 0)), len(values)]


def _packed(form: str, *columns: Any) -> bytes:
    """Return columns as rows of a form: the numbers of the form's letters, packed."""
    letters = form.lstrip("<")
    kinds = {"B": "u1", "H": "<u2", "I": "<u4", "Q": "<u8", "d": "<f8"}
    rows = np.empty(len(columns[0]), [(f"f{place}", kinds[one]) for place, one in enumerate(letters)])
    for place, values in enumerate(columns):
        rows[f"f{place}"] = values
    return rows.tobytes()


def _groups(columns: _Columns) -> bytes:
    kept = columns.groups
    form = [*kept.dtype.descr, ("cables", "<u4"), ("least", "<f8")]
    rows = np.empty(len(kept), form)
    for field in kept.dtype.names or ():
        rows[field] = kept[field]
    rows["cables"], rows["least"] = columns.cables, columns.least
    return rows.tobytes()


def _is_form(columns: _Columns) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (columns.groups["boilerplate"] > 0) | (columns.groups["kind"] == _FAMILY)
    return found


def _looks(columns: _Columns) -> bytes:
    kept = columns.groups
    look = (
        kept["kind"].astype(np.uint8)
        | _is_form(columns).astype(np.uint8) << 2
        | (columns.cables > 1).astype(np.uint8) << 3
        | (kept["posts"] > 1).astype(np.uint8) << 4
    )
    return look.astype(np.uint8).tobytes()


def _orders(columns: _Columns) -> dict[str, bytes]:
    kept = columns.groups
    words, places = -kept["words"].astype(np.int64), -kept["members"].astype(np.int64)
    days = np.array(
        [int(moment[:10].replace("-", "")) if moment else 0 for moment in columns.moments], np.int64
    )
    leaders = columns.cable[columns.first] if len(kept) else np.empty(0, np.int64)
    first = {
        "words": (places, words),
        "places": (words, places),
        "cables": (words, -columns.cables),
        "posts": (words, -kept["posts"].astype(np.int64)),
        "date": (words, days[leaders]),
        "similarity": (words, columns.least),
    }
    return {f"by {measure}": np.lexsort(first[measure]).astype("<u4").tobytes() for measure in MEASURES}


def _cables(columns: _Columns, record: NDArray[np.int64]) -> dict[str, bytes]:
    order = np.lexsort((columns.group, columns.block, columns.cable))  # stable: members stay in order
    counts = np.bincount(columns.cable, minlength=len(columns.keys))
    texts = [
        f"{key}\t{moment}\n".encode("utf-8", "surrogatepass")
        for key, moment in zip(columns.keys, columns.moments, strict=True)
    ]
    starts = [0, *accumulate(map(len, texts))]
    return {
        "cables": _packed(FORMS["cables"], starts, [*record.tolist(), 0], [0, *np.cumsum(counts).tolist()]),
        "keys": b"".join(texts),
        "at": _packed(FORMS["at"], columns.block[order], columns.group[order], order),
    }


def _marks_by_record(columns: _Columns, record: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return `CableMarks` by record number, one column for each field."""
    kept = columns.groups
    shown = (kept["words"] >= SUBSTANTIAL) & (kept["boilerplate"] == 0)
    group, cable = columns.pair_group, columns.pair_cable
    kind = kept["kind"][group]
    size = len(columns.keys)
    found = np.zeros((int(record.max(initial=0)) + 1, len(_MARKS)), np.int64)
    inside = shown[group] & (kind != _PASSAGE)
    found[record, 0] = np.bincount(cable[inside], columns.times[inside] - 1, minlength=size)
    for place, name in enumerate(_MARKS[1:], 1):
        these = shown[group] & (columns.cables[group] > 1) & (kind == KINDS.index(GroupKind(name)))
        found[record, place] = np.bincount(cable[these], minlength=size)
    found[0] = 0  # where cables stand that the archive has no more
    return found


def _marks(columns: _Columns, record: NDArray[np.int64]) -> dict[str, bytes]:
    found = _marks_by_record(columns, record)
    return {
        "marks": np.minimum(found, _MOST_MARKS).astype("<u2").tobytes(),
        "marked": found.any(axis=1).astype(np.uint8).tobytes(),
    }


def _relations(relations: list[list[Any]]) -> dict[str, bytes]:
    texts = [json.dumps(each).encode() for each in relations]
    sides = sorted(
        (str(each[1 + later]).partition("@")[0], number, later)
        for number, each in enumerate(relations)
        for later in (0, 1)
    )
    once = {(name, number): later for name, number, later in reversed(sides)}  # versions of one id
    kept = [(number, later) for (_, number), later in sorted(once.items())]
    return {
        "relations": _packed(FORMS["relations"], [0, *accumulate(map(len, texts))]),
        "told": b"".join(texts),
        "related": _packed(FORMS["related"], [number for number, _ in kept], [later for _, later in kept]),
    }


def _sources(columns: _Columns, record: NDArray[np.int64]) -> dict[str, bytes]:
    """Tell who repeats whose words, as `duplicates.provenance.posts_by_posts` does."""
    kept, members = columns.groups, columns.members
    age = np.empty(len(columns.keys), np.int64)  # of each cable: how many are older
    moments = [naive(datetime.fromisoformat(said) if said else None) for said in columns.moments]
    oldest_first = sorted(range(len(age)), key=lambda cable: (moments[cable], columns.keys[cable]))
    age[oldest_first] = np.arange(len(age))
    leader = columns.first[columns.group]
    told = np.flatnonzero(
        (kept["boilerplate"][columns.group] == 0)
        & (columns.cable != columns.cable[leader])
        & (np.arange(len(members)) != leader)
    )
    group, lead, cable, block = columns.group[told], leader[told], columns.cable[told], columns.block[told]
    start = np.where(kept["kind"][group] == _PASSAGE, members["start"][told].astype(np.int64), -1)
    order = np.lexsort((told, columns.block[lead], age[columns.cable[lead]], start, block, cable))
    places = np.stack((cable, block, start))[:, order]
    first = np.ones(len(order), bool)
    first[1:] = (places[:, 1:] != places[:, :-1]).any(axis=0)
    chosen = order[first]
    posts = [post_of(key) for key in columns.keys]
    names = sorted(set(posts))
    number = {name: place for place, name in enumerate(names)}
    post = np.array([number[name] for name in posts], np.int64)
    between = post[columns.cable[lead[chosen]]] * max(len(names), 1) + post[cable[chosen]]
    pairs, which = np.unique(between, return_inverse=True)
    words = np.bincount(which, kept["words"][group[chosen]], minlength=len(pairs)).astype(np.int64)
    ranked = sorted(range(len(pairs)), key=lambda pair: (-words[pair], pairs[pair]))[:MOST_SOURCES]
    by_pair: dict[int, list[int]] = defaultdict(list)
    wanted = np.isin(which, ranked)
    both = np.unique(which[wanted] * max(len(age), 1) + age[cable[chosen[wanted]]])
    for pair, older in zip(*(values.tolist() for values in np.divmod(both, max(len(age), 1))), strict=True):
        by_pair[pair].append(int(record[oldest_first[older]]))
    said: list[list[Any]] = []
    borrowers: list[int] = []
    for pair in ranked:
        source, by = divmod(int(pairs[pair]), max(len(names), 1))
        cables = [one for one in by_pair[pair] if one]
        said.append([names[source], names[by], int(words[pair]), len(borrowers), len(cables)])
        borrowers += cables
    return {
        "sources": json.dumps(said).encode(),
        "borrowers": np.array(borrowers, "<u4").tobytes(),
    }
