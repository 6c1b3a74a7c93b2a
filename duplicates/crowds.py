"""Words under which nearly everything is alike: the one place where not every pair is listed.

Ten thousand Classified By lines that differ in a name make fifty million similar pairs, which nobody reads
and no memory holds. Where one word brings together more similar pairs than `CROWD`, its texts are gathered
around leaders, in order of time, and only a leader's pairs are kept. Texts outside lose nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.rare_words import shortest_partners
from duplicates.sketches import allowed, differences
from duplicates.texts import changes

if TYPE_CHECKING:
    from duplicates.candidates import Candidates, Ground
    from duplicates.partners import Runs
    from duplicates.progress import Watch
    from duplicates.texts import Flags, Numbers

CROWD: Final = 4_000_000  # similar pairs under one word from which on leaders' pairs are enough
SEEKERS: Final = 32  # sampled, evenly spread
PARTNERS: Final = 256  # of each


def _is_crowd(ground: Ground, found: Runs, start: int, end: int) -> bool:
    """Whether the runs of seekers ``start … end - 1``, all of one word, hold more pairs than `CROWD`.

    Counted on a sample of pairs by their bitmaps, which see every similar pair and some others.
    """
    pairs = int(found.count[start:end].sum())
    seekers = np.unique(np.linspace(start, end - 1, SEEKERS).astype(np.int64))
    steps = np.linspace(0, 1, PARTNERS, endpoint=False)
    place = (found.first[seekers, None] + (found.count[seekers, None] * steps).astype(np.int64)).ravel()
    short, long = np.repeat(found.seekers.text[seekers], PARTNERS), found.partners.text[place]
    near = differences(ground.bits[short], ground.bits[long]) <= allowed(
        ground.lengths[short] + ground.lengths[long], ground.threshold
    )
    weight = np.repeat(found.count[seekers], PARTNERS)
    return bool((near * weight).sum() / weight.sum() * pairs > CROWD)


def gather_crowds(ground: Ground, found: Runs, candidates: Candidates, watch: Watch) -> Flags:
    """Gather the crowds among runs around leaders; return which seekers' runs are dealt with by that."""
    words = found.seekers.word
    done = np.zeros(len(words), bool)
    opens = np.flatnonzero(changes(words))
    many = np.add.reduceat(found.count, opens) > CROWD
    ends = np.append(opens[1:], len(words))
    for start, end in zip(opens[many].tolist(), ends[many].tolist(), strict=True):
        if _is_crowd(ground, found, start, end):
            _gather_crowd(ground, found, start, end, candidates, watch)
            done[start:end] = True
    return done


def _gather_crowd(
    ground: Ground, found: Runs, start: int, end: int, candidates: Candidates, watch: Watch
) -> None:
    """Keep the pairs of leaders among the texts of one word's runs."""
    first, last = int(found.first[start:end].min()), int((found.first + found.count)[start:end].max())
    texts = np.union1d(found.seekers.text[start:end], found.partners.text[first:last]).astype(np.int64)
    candidates.keep_crowd(texts)
    left = texts[np.argsort(ground.order[texts], kind="stable")]
    while len(left) > 1:
        watch.at("gathering families", 0, 0)
        joined = _join_leader(ground, left[0], left[1:], candidates)
        left = left[1:][~joined]


def _join_leader(ground: Ground, leader: np.int64, others: Numbers, candidates: Candidates) -> Flags:
    """Return which texts are similar to the leader, after keeping their pairs with it."""
    length, lengths, threshold = ground.lengths[leader], ground.lengths[others], ground.threshold
    fit = differences(ground.bits[others], ground.bits[leader]) <= allowed(length + lengths, threshold)
    fit &= lengths >= shortest_partners(length, threshold)
    fit &= length >= shortest_partners(lengths, threshold)
    near = np.flatnonzero(fit)
    similarity = ground.similarities(np.full(len(near), leader), others[near])
    alike = similarity > 0
    candidates.keep(np.full(int(alike.sum()), leader), others[near[alike]], similarity[alike])
    joined = np.zeros(len(others), bool)
    joined[near[alike]] = True
    return joined
