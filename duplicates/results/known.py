"""Which texts of a kept result an archive still has, under which numbers, and which are new to it.

The one fact that surprises: a text can be known and yet count as new. When a cable comes that bears it
earlier than any did before, it has moved in time, and passages are told from the earliest text.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from duplicates.prepare import Prepared
    from duplicates.texts import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Known:
    """Kept texts seen from the texts of now."""

    number: Numbers  # of each kept text now; -1 where it is gone
    fresh: Flags  # for each text of now, whether it was not kept


def known(kept: NDArray[np.uint64], now: NDArray[np.uint64]) -> Known:
    """Match texts by their digests, two numbers for each; no digest comes twice on one side."""
    number = np.full(len(kept), -1, np.int64)
    every = np.concatenate((kept, now))
    order = np.lexsort((np.arange(len(every)), every[:, 1], every[:, 0]))
    same = np.flatnonzero((every[order[1:]] == every[order[:-1]]).all(axis=1))
    number[order[same]] = order[same + 1] - len(kept)
    fresh = np.ones(len(now), bool)
    fresh[number[number >= 0]] = False
    return Known(number, fresh)


def earliest_bearers(prepared: Prepared, texts: Numbers) -> NDArray[np.uint64]:
    """Return for each text a number that stands for the block that bears it first and for its time."""
    first = prepared.bearers.first[:-1][texts]
    cable, block = prepared.bearers.cable[first], prepared.bearers.block[first]
    own = np.array([_number(prepared.cables[each].order) for each in np.unique(cable).tolist()], np.uint64)
    place = np.searchsorted(np.unique(cable), cable)
    found: NDArray[np.uint64] = own[place] ^ (block.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    return found


def _number(order: tuple[Any, str]) -> int:
    said = f"{order[0].isoformat()}\0{order[1]}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "little")
