"""What holds for the word diff of any two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duplicates.diff import Ignore, Options, PartKind
from duplicates.diff.compare import compare
from duplicates.diff.layout import column_width, side_by_side, unified
from duplicates.diff.tokens import Tokens, tokenise

_WORDS = """
the|of|Minister|minister|Tashkent|border|XXXXXXXXXXXX|xxxxxxxx|[Name removed]|1.|(C)|¶|,|.|--|U.S.|didn't
|didn’t|reopened|0TTAWA|OTTAWA|04/27/2024|ASTANA 00000714 002 OF 003|S E C R E T
|SS E C R E T"""
WORDS = st.sampled_from(
    ["re-\nopened", *_WORDS.strip().replace("\n|", "|").split("|"), "\n", "\n\n", "  ", "\t"]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=80)
DEPENDING_ON_LINES = frozenset(Ignore) - {Ignore.CASE, Ignore.QUOTES, Ignore.PILCROW, Ignore.REDACTION_FORMS}
OPTIONS = st.builds(Options, st.frozensets(st.sampled_from(Ignore)), st.sampled_from([0, 3, 8]))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text and the same text with some words taken out, put in, moved or hidden."""
    words = draw(st.lists(WORDS, min_size=1, max_size=60))
    late = list(words)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(late)))
        end = draw(st.integers(start, min(len(late), start + 8)))
        taken = late[start:end]
        late[start:end] = draw(st.sampled_from([[], ["XXXXXXXXXXXX"], ["a", "senior", "official"]]))
        if draw(st.booleans()):
            late += taken
    return " ".join(words), " ".join(late)


PAIRS = st.tuples(TEXTS, TEXTS) | edited()


@given(PAIRS, OPTIONS)
def test_parts_give_back_both_texts(pair: tuple[str, str], options: Options) -> None:
    early, late = pair
    diff = compare(early, late, options)
    assert "".join(map(diff.early_text, diff.parts)) == early
    assert "".join(map(diff.late_text, diff.parts)) == late
    for before, after in zip(diff.parts, diff.parts[1:], strict=False):
        assert (before.early[1], before.late[1]) == (after.early[0], after.late[0])
        assert (before.kind, after.kind) != (PartKind.EQUAL, PartKind.EQUAL)


@given(PAIRS, OPTIONS)
def test_applying_the_changes_to_the_early_text_gives_the_late_one(
    pair: tuple[str, str], options: Options
) -> None:
    """Under the ignore levels: what the diff calls equal stays as the early text has it."""
    early, late = pair
    diff = compare(early, late, options)
    applied = "".join(
        diff.early_text(part) if part.kind is PartKind.EQUAL else diff.late_text(part) for part in diff.parts
    )
    if not options.ignore & DEPENDING_ON_LINES:
        assert tokenise(applied, options).keys == tokenise(late, options).keys
    if not options.ignore:
        assert applied == late


@given(PAIRS, OPTIONS)
def test_equal_parts_are_equal_under_the_ignore_levels(pair: tuple[str, str], options: Options) -> None:
    diff = compare(*pair, options)
    early, late = tokenise(diff.early, options), tokenise(diff.late, options)

    def keys(tokens: Tokens, span: tuple[int, int]) -> list[str]:
        pairs = zip(tokens.starts, tokens.keys, strict=True)
        return [key for start, key in pairs if span[0] <= start < span[1]]

    for part in diff.parts:
        if part.kind is PartKind.EQUAL:
            assert keys(early, part.early) == keys(late, part.late)
        elif part.kind is PartKind.MOVED:
            assert part.partner is not None
            leaving = part.early[0] < part.early[1]
            one = keys(early, part.early if leaving else part.partner)
            assert one == keys(late, part.partner if leaving else part.late)
        else:
            assert keys(early, part.early) or keys(late, part.late)


@given(PAIRS)
def test_without_ignore_levels_equal_parts_are_the_same_characters(pair: tuple[str, str]) -> None:
    diff = compare(*pair, Options(frozenset()))
    for part in diff.parts:
        if part.kind is PartKind.EQUAL:
            assert diff.early_text(part) == diff.late_text(part)


@given(TEXTS, OPTIONS)
def test_a_text_does_not_differ_from_itself(text: str, options: Options) -> None:
    assert not compare(text, text, options).changes


@given(PAIRS, OPTIONS)
def test_swapping_the_texts_mirrors_the_diff(pair: tuple[str, str], options: Options) -> None:
    early, late = pair
    assert compare(late, early, options) == compare(early, late, options).mirrored()


@given(PAIRS, OPTIONS)
def test_every_change_is_of_its_kind(pair: tuple[str, str], options: Options) -> None:
    diff = compare(*pair, options)
    for part in diff.changes:
        gone, come = part.early[0] < part.early[1], part.late[0] < part.late[1]
        match part.kind:
            case PartKind.DELETED:
                assert gone
                assert not come
            case PartKind.INSERTED:
                assert come
                assert not gone
            case PartKind.MOVED:
                assert gone != come
            case _:
                assert gone
                assert come


@given(PAIRS, OPTIONS, st.integers(1, 90))
def test_a_layout_keeps_its_width_and_loses_no_word(
    pair: tuple[str, str], options: Options, width: int
) -> None:
    diff = compare(*pair, options)
    rows = side_by_side(diff, width)
    left = "".join(run.text for row in rows for run in row.left)
    right = "".join(run.text for row in rows for run in row.right)
    assert _letters(left) == _letters(diff.early)
    assert _letters(right) == _letters(diff.late)
    for row in rows:
        assert max(sum(len(run.text) for run in side) for side in (row.left, row.right)) <= column_width(
            width
        )
    late = "".join(run.text for row in unified(diff, width) if row.sign != "-" for run in row.runs)
    if Ignore.PAGE_BREAKS not in options.ignore:
        assert len(_letters(late)) >= len(_letters(diff.late)) or not diff.changes


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
