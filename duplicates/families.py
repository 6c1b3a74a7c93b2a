"""Groups of similar texts: stars around their earliest member.

The one fact that surprises: taking connected pairs together does not work. Of real cables it makes one group
of 63,000 blocks, since every form resembles the next. Here each text joins one leader, and is measured to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.texts import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.pairs import NearPairs
    from duplicates.texts import Floats, Numbers

CHUNK: Final = 500_000  # pairs held as Python numbers at a time

Star = tuple[int, list[tuple[int, float]]]
"""A leader, and the texts that joined it with their similarity to it, in order of time."""


def stars(pairs: NearPairs, texts: int) -> Iterator[Star]:
    """Yield the stars of ``texts`` texts, in order of their leaders.

    Texts are gone through in order of time. One with no earlier text similar to it may become a leader;
    another joins the leader most like it. Where it resembles earlier texts, but none of them a leader, the
    one most like it becomes the leader of a second star. A text that nobody joined, since those like it had a
    better leader, leads a star of the one most like it. So every text of a pair stands in some group, next
    to a text that it truly resembles.
    """
    leader, similarity = _joined(pairs, texts)
    members = np.flatnonzero(leader >= 0)
    leaders, alike = leader[members], similarity[members]
    alone = _left_alone(pairs, leader)
    members = np.concatenate((members, pairs.b[alone]))
    leaders = np.concatenate((leaders, pairs.a[alone]))
    alike = np.concatenate((alike, pairs.similarity[alone]))
    order = np.lexsort((members, leaders))
    members, leaders, alike = members[order], leaders[order], alike[order]
    opens = np.flatnonzero(changes(leaders)).tolist()
    for start, end in zip(opens, [*opens[1:], len(members)], strict=False):
        rows = slice(start, end)
        yield int(leaders[start]), list(zip(members[rows].tolist(), alike[rows].tolist(), strict=True))


def _left_alone(pairs: NearPairs, leader: Numbers) -> Numbers:
    """Return for each text of a pair that stands in no star the pair with the text most like it."""
    grouped = leader >= 0
    grouped[leader[grouped]] = True
    rows = np.flatnonzero(~grouped[pairs.a])
    order = rows[np.lexsort((pairs.b[rows], -pairs.similarity[rows], pairs.a[rows]))]
    found: Numbers = order[changes(pairs.a[order])]
    return found


def _joined(pairs: NearPairs, texts: int) -> tuple[Numbers, Floats]:
    """Return for each text the leader that it joined, -1 where none, and its similarity to it."""
    order = np.lexsort((pairs.a, pairs.b))
    leader = np.full(texts, -1, np.int64)
    similarity = np.ones(texts)
    leads = bytearray(b"\x01") * texts  # 0: joined somebody, and was not made a leader since
    opens = np.flatnonzero(changes(pairs.b[order]))
    bounds = np.append(opens, len(order))
    start = 0
    while start < len(opens):
        end = max(start + 1, int(np.searchsorted(bounds, bounds[start] + CHUNK, "right")) - 1)
        rows = order[bounds[start] : bounds[end]]
        early, alike = pairs.a[rows].tolist(), pairs.similarity[rows].tolist()
        late = pairs.b[order[bounds[start:end]]].tolist()
        edges = (bounds[start : end + 1] - bounds[start]).tolist()
        for text, first, last in zip(late, edges, edges[1:], strict=False):
            candidates = range(first, last)
            leading = [row for row in candidates if leads[early[row]]] or candidates
            best = max(leading, key=alike.__getitem__)  # the earliest of equals
            leader[text], similarity[text] = early[best], alike[best]
            leads[early[best]], leads[text] = 1, 0
        start = end
    return leader, similarity
