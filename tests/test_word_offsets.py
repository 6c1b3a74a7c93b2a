"""Where words stand in a cable's text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duplicates.word_offsets import WordOffsets, word_edges
from duplicates.words import spans
from parser.kinds import Kind
from parser.model import Block

SOME_TEXT = st.text(alphabet="abÉß_1 .-~\n", max_size=60) | st.text(max_size=40)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, str]:
    """A block of several pieces and the text in which it stands."""
    text, pieces = "", []
    for piece in draw(st.lists(SOME_TEXT.filter(bool), min_size=1, max_size=4)):
        text += "#" * draw(st.sampled_from([0, 1, 5, 300]))
        pieces.append((len(text), len(text) + len(piece)))
        text += piece
    clean = "".join(text[start:end] for start, end in pieces)
    return Block(0, Kind.PARAGRAPH, 0, len(text), pieces=tuple(pieces), clean=clean), text


@given(st.lists(blocks(), min_size=1, max_size=4))
def test_spans_of_words_point_at_the_words(made: list[tuple[Block, str]]) -> None:
    offsets = WordOffsets()
    for block, _ in made:
        offsets.add(block, len(list(spans(block.clean))))
    for number, (block, _) in enumerate(made):
        for place, (start, end) in enumerate(spans(block.clean)):
            expected = (block.source_offset(start), block.source_offset(end - 1) + 1)
            assert offsets.span(number, place, place + 1) == expected
    assert [len(word_edges(block)) for block, _ in made] == [
        2 * len(list(spans(block.clean))) for block, _ in made
    ]


@given(blocks())
def test_a_span_of_many_words_runs_from_the_first_to_the_last(made: tuple[Block, str]) -> None:
    block, _ = made
    found = list(spans(block.clean))
    offsets = WordOffsets()
    offsets.add_nothing()
    offsets.add(block, len(found))
    if found:
        start, end = offsets.span(1, 0, len(found))
        assert start == block.source_offset(found[0][0])
        assert end == block.source_offset(found[-1][1] - 1) + 1
