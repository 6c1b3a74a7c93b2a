"""The changed characters inside a replaced word or short run.

The one fact that surprises: characters are only looked at where two words are short and alike. ``Buttigieg``
and ``Borg`` share letters, and to underline the others would say nothing that a reader can use.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.diff.model import Span

_LONGEST: Final = 160  # characters on a side
_WORDS_ALIKE: Final = 0.6  # two words face to face
_RUNS_ALIKE: Final = 0.75  # two runs of different numbers of words
_STRAY: Final = 1  # an equal run of at most so many characters between two changes is no agreement
_WORD: Final = re.compile(r"\S+")

Spans = tuple[tuple["Span", ...], tuple["Span", ...]]


def changed_characters(early: str, late: str) -> Spans | None:
    """Return the changed stretches of each side, or None where the two have too little in common.

    Runs of as many words are compared word by word; of a word that is another one nothing is marked.
    """
    if max(len(early), len(late)) > _LONGEST or not early or not late:
        return None
    words, late_words = list(_WORD.finditer(early)), list(_WORD.finditer(late))
    if len(words) != len(late_words):
        return _changed(early, late) if Indel.normalized_similarity(early, late) >= _RUNS_ALIKE else None
    early_spans: list[Span] = []
    late_spans: list[Span] = []
    for word, other in zip(words, late_words, strict=True):
        if Indel.normalized_similarity(word[0], other[0]) < _WORDS_ALIKE:
            continue
        changed, late_changed = _changed(word[0], other[0])
        early_spans += _shifted(changed, word.start())
        late_spans += _shifted(late_changed, other.start())
    return (tuple(early_spans), tuple(late_spans)) if early_spans or late_spans else None


def _shifted(spans: tuple[Span, ...], by: int) -> Iterator[Span]:
    return ((start + by, end + by) for start, end in spans)


def _changed(early: str, late: str) -> Spans:
    changed: list[list[int]] = []
    for opcode in Indel.opcodes(early, late):
        if opcode.tag == "equal":
            continue
        last = changed[-1] if changed else None
        if last and max(opcode.src_start - last[1], opcode.dest_start - last[3]) <= _STRAY:
            last[1], last[3] = opcode.src_end, opcode.dest_end
        else:
            changed.append([opcode.src_start, opcode.src_end, opcode.dest_start, opcode.dest_end])
    early_spans = tuple((start, end) for start, end, _, _ in changed if start < end)
    late_spans = tuple((start, end) for _, _, start, end in changed if start < end)
    return early_spans, late_spans
