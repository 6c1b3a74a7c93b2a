"""Groups of similar texts: stars around their earliest member.

The one fact that surprises: taking connected pairs together does not work. Of real cables it makes one group
of 63,000 blocks, since every form resembles the next. Here each text joins one leader, and is measured to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duplicates.pairs import NearPairs

Stars = dict[int, list[tuple[int, float]]]
"""Leader → the texts that joined it with their similarity to it, in order of time."""


def stars(pairs: NearPairs) -> Stars:
    """Gather similar texts around leaders, going through them in order of time.

    A text with no earlier text similar to it may become a leader. Another joins the leader most like it.
    Where it resembles earlier texts, but none of them a leader, the one most like it becomes the leader of
    a second star. So every text of a pair stands in some group, next to a text that it truly resembles.
    """
    earlier: dict[int, list[tuple[float, int]]] = {}
    for a, b, similarity in zip(pairs.a.tolist(), pairs.b.tolist(), pairs.similarity.tolist(), strict=True):
        earlier.setdefault(b, []).append((-similarity, a))
    found: Stars = {}
    for text in sorted(earlier):
        candidates = earlier[text]
        # a text that joined nobody leads itself; one that joined somebody leads only where it was made to
        leading = [(cost, other) for cost, other in candidates if other not in earlier or other in found]
        cost, leader = min(leading or candidates)
        found.setdefault(leader, []).append((text, -cost))
    return found
