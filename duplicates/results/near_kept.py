"""Near pairs kept between searches: only new texts are joined, a higher threshold needs no join at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.means import UNLIMITED, Means
from duplicates.near import near_pairs
from duplicates.pairs import NearPairs, in_order
from duplicates.results.files import read_arrays, write_arrays
from duplicates.results.known import known
from duplicates.results.rows import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duplicates.model import Parameters
    from duplicates.prepare import Prepared
    from duplicates.progress import Watch
    from duplicates.texts import Flags, Numbers

_NAME: Final = re.compile(r"near-([0-9.]+)-(\d+)\.npz")  # near-0.8-8.npz: threshold, least words


@dataclass(frozen=True, slots=True)
class _Kept:
    number: Numbers  # of each kept text now
    fresh: Flags
    pairs: NearPairs  # by the numbers of kept texts


def near_name(parameters: Parameters) -> str:
    """Return the name of the file of near pairs for some parameters."""
    return f"near-{parameters.threshold!r}-{parameters.min_words}.npz"


def kept_near(
    prepared: Prepared, parameters: Parameters, folder: Path, watch: Watch, means: Means = UNLIMITED
) -> NearPairs:
    """Return the near pairs, those that are kept and those of new texts, and keep them.

    Where texts crowd (`crowds`), which pairs are listed depends on all of them, so they are joined again.
    """
    texts = np.flatnonzero(prepared.comparable)
    digests = prepared.digests[texts]
    found: NearPairs | None = None
    own = folder / near_name(parameters)
    for place in _usable(folder, parameters):
        try:
            kept = _read(place, digests)
        except DamagedError:
            continue
        lost = bool((kept.number < 0).any())
        new = bool(kept.fresh.any())
        if kept.pairs.crowded and (lost or new or place != own):
            continue
        if not (new or lost) and place == own:
            return _numbered(kept, texts, parameters.threshold)
        fresh = np.zeros(len(prepared.texts), bool)
        fresh[texts[kept.fresh]] = True
        more = near_pairs(prepared, parameters.threshold, watch, fresh=fresh, means=means) if new else None
        if more is None or not more.crowded:
            found = _both(_numbered(kept, texts, parameters.threshold), more)
        break
    if found is None:
        found = near_pairs(prepared, parameters.threshold, watch, means=means)
    place_of = np.full(len(prepared.texts), -1, np.int64)
    place_of[texts] = np.arange(len(texts))
    write_arrays(
        own,
        {
            "digests": digests,
            "a": place_of[found.a].astype(np.uint32),
            "b": place_of[found.b].astype(np.uint32),
            "similarity": found.similarity,
            "crowded": np.array([found.crowded]),
        },
    )
    return found


def _usable(folder: Path, parameters: Parameters) -> Iterator[Path]:
    """Yield the kept files whose pairs hold ours: the same parameters first, then lower thresholds."""
    found: list[tuple[bool, float, int, Path]] = []
    for place in folder.glob("near-*.npz"):
        match = _NAME.fullmatch(place.name)
        if match is None:
            continue
        threshold, words = float(match[1]), int(match[2])
        if threshold <= parameters.threshold and words <= parameters.min_words:
            other = place.name != near_name(parameters)
            found.append((other, -threshold, -words, place))
    return (place for *_, place in sorted(found))


def _read(place: Path, digests: np.ndarray[tuple[int, ...], np.dtype[np.uint64]]) -> _Kept:
    held = read_arrays(place, "digests", "a", "b", "similarity", "crowded")
    matched = known(held["digests"], digests)
    pairs = NearPairs(
        held["a"].astype(np.int64), held["b"].astype(np.int64), held["similarity"], int(held["crowded"][0])
    )
    return _Kept(matched.number, matched.fresh, pairs)


def _numbered(kept: _Kept, texts: Numbers, threshold: float) -> NearPairs:
    """Return the kept pairs that reach the threshold, by the texts' numbers of now."""
    a, b = kept.number[kept.pairs.a], kept.number[kept.pairs.b]
    there = (a >= 0) & (b >= 0) & (kept.pairs.similarity >= threshold)
    return in_order(texts[a[there]], texts[b[there]], kept.pairs.similarity[there], kept.pairs.crowded)


def _both(kept: NearPairs, more: NearPairs | None) -> NearPairs:
    if more is None:
        return kept
    return in_order(
        np.concatenate((kept.a, more.a)),
        np.concatenate((kept.b, more.b)),
        np.concatenate((kept.similarity, more.similarity)),
    )
