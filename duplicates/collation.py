"""Several copies of one text as a textual scholar sets them out: base, sigla, consensus, apparatus.

The one fact that surprises: no copy is the text. Every copy is aligned with the base, but at each place where
they part the reading that most of them bear is taken, and only where they are even the base's. A reading
comes with the blanks and the ignored punctuation around it as they stand in a copy that bears it, so that no
bracket loses its partner on the way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.diff.align import equal_runs
from duplicates.diff.compare import BRACKETS
from duplicates.diff.hunks import hunks
from duplicates.diff.model import Ignore, Options
from duplicates.diff.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from duplicates.diff.hunks import Hunk
    from duplicates.diff.model import Span
    from duplicates.diff.tokens import Tokens

DEFAULT: Final = Options().ignoring(Ignore.HYPHENATION, Ignore.PAGE_BREAKS)
"""What is no variant: how a copy breaks its lines and pages."""

_LACUNA_WORDS: Final = 12
"""A copy that lacks so many words at its beginning or end is cut there, and has no vote on what they are."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A copy of the text and the letter it goes by."""

    siglum: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What some of the witnesses have at a place; the empty text where they omit it."""

    text: str
    sigla: tuple[str, ...]
    cut: bool = False  # the witnesses break off here, or begin only after it


@dataclass(frozen=True, slots=True)
class Entry:
    """A place where the witnesses part: the span of the lemma in the consensus, and who reads what else."""

    start: int
    end: int
    lemma: Reading
    variants: tuple[Reading, ...]

    def __str__(self) -> str:
        """Return the entry as an apparatus prints it: ``noon] dusk B``."""
        lemma = _shortened(self.lemma.text) or "[nothing]"
        others = "; ".join(
            f"{'cut' if variant.cut else _shortened(variant.text) or 'om.'} {' '.join(variant.sigla)}"
            for variant in self.variants
        )
        return f"{lemma}] {others}"


@dataclass(frozen=True, slots=True)
class Collation:
    """The consensus of the witnesses and its apparatus, in the order of the text."""

    text: str
    base: str  # siglum of the witness that the others were aligned with
    sigla: tuple[str, ...]
    apparatus: tuple[Entry, ...]

    @property
    def unanimous(self) -> bool:
        """Whether the witnesses agree throughout."""
        return not self.apparatus


def collate(witnesses: Sequence[Witness], options: Options = DEFAULT, *, base: int = 0) -> Collation:
    """Return the collation of at least one witness; ``base`` is an index into the witnesses.

    What ``options`` ignore is no variant. The consensus of identical witnesses is their text; elsewhere it is
    the base's text with the readings of the majority in it.
    """
    tokens = [tokenise(witness.text, options) for witness in witnesses]
    aligned = [_Aligned(tokens[base], other) for other in tokens]
    places = _places(hunk for other in aligned for hunk in other.hunks)
    sigla = tuple(witness.siglum for witness in witnesses)
    pieces: list[str] = []
    apparatus: list[Entry] = []
    at = length = 0
    base_text = witnesses[base].text
    for start, end in places:
        readings = _readings(start, end, aligned, sigla, base)
        lemma = readings[0]
        bearer = base if sigla[base] in lemma.sigla else sigla.index(lemma.sigla[0])
        own, taken = (aligned[index].setting(start, end) for index in (base, bearer))
        before, after = _gap(own.before, taken.before), _gap(own.after, taken.after)
        pieces.append(base_text[at : own.start] + before)
        length += own.start - at + len(before)
        text = _set_off(taken.text, pieces[-1], after or base_text[own.end : own.end + 1])
        pieces.append(text)
        apparatus.append(Entry(length, length + len(text), lemma, tuple(readings[1:])))
        pieces.append(after)
        length += len(text) + len(after)
        at = own.end
    pieces.append(base_text[at:])
    return Collation("".join(pieces), sigla[base], sigla, tuple(apparatus))


@dataclass(frozen=True, slots=True)
class _Setting:
    """A reading as it stands in a witness: between the tokens beside it, from ``start`` to ``end``."""

    start: int
    before: str  # blanks, and punctuation that is ignored
    text: str
    after: str
    end: int


class _Aligned:
    """A witness against the base: the edits between them, in tokens."""

    def __init__(self, base: Tokens, other: Tokens) -> None:
        self.tokens = other
        runs = [] if base is other else equal_runs(base.keys, other.keys)
        self.hunks: list[Hunk] = [] if base is other else hunks(runs, base, other)
        self._ends = [hunk.i_end for hunk in self.hunks]
        self._base_length = len(base)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return which tokens of the witness stand for the base's from ``start`` to ``end``.

        No edit may reach over either border; an edit that only touches one lies inside.
        """
        return self._place(start, before=True), self._place(end, before=False)

    def _place(self, token: int, *, before: bool) -> int:
        """Return the witness's token at a border of the base's, before or behind an edit that is there."""
        index = bisect_left(self._ends, token)
        if not before and (touching := bisect_right(self._ends, token)) > index:
            return self.hunks[touching - 1].j_end  # the last of those that end here: two edits may touch
        if before and index < len(self.hunks) and self.hunks[index].i == token:
            return self.hunks[index].j
        shift = self.hunks[index - 1].j_end - self.hunks[index - 1].i_end if index else 0
        if index < len(self.hunks) and self.hunks[index].i_end <= token:
            shift = self.hunks[index].j_end - self.hunks[index].i_end
        return token + shift

    def span(self, start: int, end: int) -> Span:
        """Return where the tokens for the base's ``start`` to ``end`` stand in the witness's text."""
        first, last = self.range(start, end)
        if first < last:
            return self._with_brackets(first, last)
        place = self.tokens.ends[first - 1] if first else 0
        return place, place

    def _with_brackets(self, first: int, last: int) -> Span:
        """Return where tokens stand, with the brackets and quotes around them that have no voice."""
        tokens = self.tokens
        start, end = tokens.starts[first], tokens.ends[last - 1]
        floor, ceiling = self._between(first, last)
        while True:
            inside = tokens.text[start:end]
            opening = tokens.text[start - 1] if start > floor else ""
            closing = tokens.text[end] if end < ceiling else ""
            if _unpaired(inside, closing, opens=True):
                end += 1
            elif _unpaired(inside, opening, opens=False):
                start -= 1
            elif (opening, closing) in BRACKETS:
                start, end = start - 1, end + 1
            else:
                return start, end

    def _between(self, first: int, last: int) -> Span:
        """Return where the token before ends and the one after begins."""
        tokens = self.tokens
        floor = tokens.ends[first - 1] if first else 0
        return floor, tokens.starts[last] if last < len(tokens) else len(tokens.text)

    def setting(self, start: int, end: int) -> _Setting:
        """Return the reading for the base's tokens ``start`` to ``end`` with what stands around it."""
        floor, ceiling = self._between(*self.range(start, end))
        begin, finish = self.span(start, end)
        text = self.tokens.text
        return _Setting(floor, text[floor:begin], text[begin:finish], text[finish:ceiling], ceiling)

    def is_cut(self, start: int, end: int) -> bool:
        """Whether the witness has nothing here because it ends before, or begins after."""
        first, last = self.range(start, end)
        at_edge = first in (0, len(self.tokens))
        return first == last and at_edge and end - start >= _LACUNA_WORDS


def _places(found: Iterable[Hunk]) -> list[tuple[int, int]]:
    """Return the stretches of the base in which some witness differs, touching ones made one."""
    places: list[tuple[int, int]] = []
    for start, end in sorted((hunk.i, hunk.i_end) for hunk in found):
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _readings(
    start: int, end: int, aligned: Sequence[_Aligned], sigla: tuple[str, ...], base: int
) -> list[Reading]:
    """Return the readings of a place, the one to be taken first, the others in the order of the witnesses."""
    groups: dict[tuple[bool, tuple[str, ...]], list[int]] = {}
    for index, witness in enumerate(aligned):
        first, last = witness.range(start, end)
        key = tuple(witness.tokens.keys[first:last])
        groups.setdefault((witness.is_cut(start, end), key), []).append(index)
    ranked = sorted(
        groups.items(), key=lambda item: (item[0][0], -len(item[1]), base not in item[1], item[1])
    )
    return [_reading(indexes, cut, start, end, aligned, sigla) for (cut, _), indexes in ranked]


def _reading(
    indexes: list[int], cut: bool, start: int, end: int, aligned: Sequence[_Aligned], sigla: tuple[str, ...]
) -> Reading:
    witness = aligned[indexes[0]]
    text = witness.tokens.text[slice(*witness.span(start, end))]
    return Reading(text, tuple(sigla[index] for index in indexes), cut)


def _unpaired(inside: str, mark: str, *, opens: bool) -> bool:
    """Whether ``mark``, which stands beside a text, is the partner of a bracket or quote inside it."""
    for opening, closing in BRACKETS:
        if mark == (closing if opens else opening):
            if opening == closing:
                return inside.count(opening) % 2 == 1
            surplus = inside.count(opening) - inside.count(closing)
            return surplus > 0 if opens else surplus < 0
    return False


def _gap(own: str, taken: str) -> str:
    """Return what stands between a reading and its neighbour: the witness's, in the base's lines.

    The base's where they differ in the amount of white space alone, where one holds words that are ignored (a
    page break for instance), and where brackets differ: their partners stand in the base.
    """
    if any(map(str.isalnum, own + taken)) or (own and taken and own.split() == taken.split()):
        return own
    if _brackets(own) != _brackets(taken):
        return own or (" " if taken[0].isspace() or taken[-1].isspace() else "")
    return taken


def _brackets(text: str) -> list[str]:
    return [mark for mark in text if any(mark in pair for pair in BRACKETS)]


def _set_off(text: str, before: str, after: str) -> str:
    """Put a blank on the sides of a reading that would run into the base's words."""
    if text and before and before[-1].isalnum() and text[0].isalnum():
        text = " " + text
    if text and after.isalnum() and text[-1].isalnum():
        text += " "
    return text


def _shortened(text: str, words: int = 8) -> str:
    """Return a reading in one line, a long one with its middle left out."""
    parts = text.split()
    if len(parts) > words:
        return " ".join((*parts[: words // 2], "…", *parts[-(words // 2) :]))
    return " ".join(parts)


def apparatus_lines(collation: Collation) -> Iterator[str]:
    """Yield the apparatus, one entry a line."""
    for entry in collation.apparatus:
        yield str(entry)
