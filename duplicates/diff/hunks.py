"""From equal runs to the hunks that a person would draw.

The one fact that surprises: the shortest edit is rarely the best one to read. An edit that could stand in
several places is slid to where it joins another or starts a sentence, and a lone "of the" between two edits
belongs to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.diff.align import equal_runs
from duplicates.diff.tokens import REDACTION

if TYPE_CHECKING:
    from duplicates.diff.align import Run
    from duplicates.diff.tokens import Tokens

_STOP_WORDS: Final = (
    "a an and are as at be been but by for from had has have he her his if in into is it its not of "
    "on or our said she so some such than that the their them there these they this those to was we "
    "were which who will with would you "
)
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
_WORTH_REFINING: Final = 4  # tokens on the smaller side of a fused edit
_UNCOVERED_WORDS: Final = 2  # one word that comes beside an X may be an editor's
_FARTHEST: Final = 200  # tokens that an edit is slid
_ABSORBED_TOKENS: Final = 4  # an equal run of stop words and punctuation, at most so long
_CHAFF_WORDS: Final = 2  # an equal run of other words, at most so many …
_CHAFF_RATIO: Final = 5  # … where each neighbour holds so many times as many words on both sides


@dataclass(slots=True)
class Hunk:
    """Tokens ``i`` to ``i_end`` of the early text against ``j`` to ``j_end`` of the late one."""

    i: int
    i_end: int
    j: int
    j_end: int
    fused: bool = False  # made of several by sliding

    @property
    def is_replacement(self) -> bool:
        """Whether there is something on both sides."""
        return self.i < self.i_end and self.j < self.j_end

    @property
    def size(self) -> int:
        """How many tokens the smaller side has."""
        return min(self.i_end - self.i, self.j_end - self.j)


def hunks(runs: list[Run], early: Tokens, late: Tokens) -> list[Hunk]:
    """Return the edits between the equal runs, in order, fused and absorbed."""
    found = _gaps(runs, len(early), len(late))
    found = [piece for hunk in _slid(found, early, late) for piece in _refined(hunk, early, late)]
    found = [piece for hunk in found for piece in _without_case(hunk, early, late)]
    found = _absorbed(found, early, late)
    return _with_redactions(found, early, late)


def _gaps(runs: list[Run], early_length: int, late_length: int) -> list[Hunk]:
    found = []
    i = j = 0
    for start_i, start_j, length in (*runs, (early_length, late_length, 0)):
        if start_i > i or start_j > j:
            found.append(Hunk(i, start_i, j, start_j))
        i, j = start_i + length, start_j + length
    return found


def _slid(found: list[Hunk], early: Tokens, late: Tokens) -> list[Hunk]:
    """Slide pure deletions and insertions to the best of the places where they mean the same."""
    placed: list[Hunk] = []
    for index, hunk in enumerate(found):
        if not hunk.is_replacement:
            following = found[index + 1] if index + 1 < len(found) else None
            _slide(hunk, placed[-1] if placed else None, following, early, late)
        if placed and placed[-1].i_end == hunk.i and placed[-1].j_end == hunk.j:
            placed[-1].i_end, placed[-1].j_end = hunk.i_end, hunk.j_end
            placed[-1].fused = True
        else:
            placed.append(hunk)
    return placed


def _refined(hunk: Hunk, early: Tokens, late: Tokens) -> list[Hunk]:
    """Align what came together by sliding: a deletion beside an insertion of the same words is neither."""
    if not (hunk.fused and hunk.size >= _WORTH_REFINING):
        return [hunk]
    keys, late_keys = early.keys[hunk.i : hunk.i_end], late.keys[hunk.j : hunk.j_end]
    runs = equal_runs(keys, late_keys)
    if 2 * sum(length for _, _, length in runs) < min(len(keys), len(late_keys)):
        return [hunk]
    return [
        Hunk(hunk.i + gap.i, hunk.i + gap.i_end, hunk.j + gap.j, hunk.j + gap.j_end)
        for gap in _gaps(runs, len(keys), len(late_keys))
    ]


def _without_case(hunk: Hunk, early: Tokens, late: Tokens) -> list[Hunk]:
    """Set words apart that change nothing but their case in an edit with a run of X in it or beside it.

    ``Lu XXXXXXXXXXXX`` against ``LU XXXXXXXXXXXX of Riga``: nothing hides or shows a Lu. Stop words are set
    apart only at an end of the edit: inside it ``The`` and ``the`` meet by chance.
    """
    redacted = early.redacted(hunk.i - 1, hunk.i_end + 1) or late.redacted(hunk.j - 1, hunk.j_end + 1)
    if not (hunk.is_replacement and redacted):
        return [hunk]
    keys, late_keys = early.keys[hunk.i : hunk.i_end], late.keys[hunk.j : hunk.j_end]
    ends = (0, 0), (len(keys), len(late_keys))
    pieces: list[Hunk] = []
    i = j = 0
    for start, late_start, length in (*equal_runs(_folded(keys), _folded(late_keys)), (*ends[1], 0)):
        stop, late_stop = start + length, late_start + length
        words = [key.casefold() for key in keys[start:stop] if key[0].isalnum()]
        at_end = (start, late_start) == ends[0] or (stop, late_stop) == ends[1]
        if length and not (at_end and words) and STOP_WORDS.issuperset(words):
            continue
        if start > i or late_start > j:
            pieces.append(Hunk(hunk.i + i, hunk.i + start, hunk.j + j, hunk.j + late_start))
        for step in range(length):
            x, y = start + step, late_start + step
            if keys[x] == late_keys[y]:
                continue
            if step and pieces and pieces[-1].i_end == hunk.i + x and keys[x - 1] != late_keys[y - 1]:
                pieces[-1].i_end, pieces[-1].j_end = hunk.i + x + 1, hunk.j + y + 1
            else:
                pieces.append(Hunk(hunk.i + x, hunk.i + x + 1, hunk.j + y, hunk.j + y + 1))
        i, j = stop, late_stop
    return pieces


def _folded(keys: list[str]) -> list[str]:
    return [key if key.startswith(REDACTION) else key.casefold() for key in keys]


def _slide(hunk: Hunk, before: Hunk | None, after: Hunk | None, early: Tokens, late: Tokens) -> None:
    tokens, start, end = (early, hunk.i, hunk.i_end) if hunk.i < hunk.i_end else (late, hunk.j, hunk.j_end)
    room_left = hunk.i - (before.i_end if before else 0)
    room_right = (after.i if after else len(early)) - hunk.i_end
    keys = tokens.keys
    left = 0
    while left < min(room_left, _FARTHEST) and keys[start - left - 1] == keys[end - left - 1]:
        left += 1
    right = 0
    while right < min(room_right, _FARTHEST) and keys[start + right] == keys[end + right]:
        right += 1
    if not left and not right:
        return
    if before and left == room_left:
        step = -left
    elif after and right == room_right:
        step = right
    else:
        step = max(
            range(-left, right + 1), key=lambda by: (_fits(tokens, start + by, end + by), -abs(by), by)
        )
    hunk.i, hunk.i_end = hunk.i + step, hunk.i_end + step
    hunk.j, hunk.j_end = hunk.j + step, hunk.j_end + step


def _fits(tokens: Tokens, start: int, end: int) -> int:
    """Rate a place for an edit: paragraphs over sentences over clauses, each edge by itself."""
    return _edge(tokens, start) + _edge(tokens, end)


def _edge(tokens: Tokens, index: int) -> int:
    if index == 0 or index == len(tokens):
        return 4
    # the last character before the gap belongs to it: punctuation is a token or not, as the levels say
    gap = tokens.text[tokens.ends[index - 1] - 1 : min(tokens.starts[index], tokens.ends[index - 1] + 80)]
    if gap.count("\n") > 1:
        return 4
    if gap[-1:].isspace() and any(mark in gap for mark in ".!?"):
        return 3
    if "\n" in gap and not gap[0].isalnum():
        return 2
    return 1 if gap[-1:].isspace() and any(mark in gap for mark in ",;:)") else 0


def _absorbed(found: list[Hunk], early: Tokens, late: Tokens) -> list[Hunk]:
    drawn: list[Hunk] = []
    for hunk in found:
        while drawn and _absorbs(drawn[-1], hunk, early, late):
            before = drawn.pop()
            hunk = Hunk(before.i, hunk.i_end, before.j, hunk.j_end)
        drawn.append(hunk)
    return drawn


def _absorbs(before: Hunk, after: Hunk, early: Tokens, late: Tokens) -> bool:
    """Whether the equal run between two edits is too little to keep them apart."""
    run = range(before.i_end, after.i)
    if not run:
        return False  # set apart by their case alone
    if len(run) > _ABSORBED_TOKENS or not (before.is_replacement or after.is_replacement):
        return False
    if _parted(early, before.i_end, after.i) or _parted(late, before.j_end, after.j):
        return False
    if early.redacted(before.i, after.i_end) or late.redacted(before.j, after.j_end):
        return False
    words = [early.keys[index].casefold() for index in run if early.is_word(index)]
    if all(word in STOP_WORDS for word in words):
        return True
    least = min(before.size, after.size)
    return len(words) <= _CHAFF_WORDS and least >= _CHAFF_RATIO * len(words)


def _parted(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a blank line stands somewhere from the token before ``start`` to the token ``end``."""
    if start == 0 or end >= len(tokens):
        return False
    between = tokens.text[tokens.ends[start - 1] : tokens.starts[end]]
    return any(not line.strip() for line in between.split("\n")[1:-1])


def _with_redactions(found: list[Hunk], early: Tokens, late: Tokens) -> list[Hunk]:
    """Widen words that come or go right beside a run of X by the X: they stood, or now stand, under it.

    ``his XXXXXXXXXXXX ended`` against ``his "sport" of XXXXXXXXXXXX combat ended``: what was one redaction
    is a smaller one now.
    """
    drawn: list[Hunk] = []
    widened = False  # whether the last hunk is
    for index, hunk in enumerate(found):
        floor = drawn[-1].i_end if drawn else 0
        ceiling = found[index + 1].i if index + 1 < len(found) else len(early)
        tokens, words = (early, (hunk.i, hunk.i_end)) if hunk.i < hunk.i_end else (late, (hunk.j, hunk.j_end))
        if hunk.is_replacement or sum(map(tokens.is_word, range(*words))) < _UNCOVERED_WORDS:
            drawn.append(hunk)
            widened = False
            continue
        joins = widened and floor == hunk.i and drawn[-1].j_end == hunk.j
        before = hunk.i > floor and early.is_redaction(hunk.i - 1)
        after = hunk.i_end < ceiling and early.is_redaction(hunk.i_end)
        wide = Hunk(hunk.i - before, hunk.i_end + after, hunk.j - before, hunk.j_end + after)
        if joins:
            wide.i, wide.j = drawn[-1].i, drawn[-1].j
            drawn.pop()
        widened = joins or before or after
        drawn.append(wide)
    return drawn
