"""Base, sigla, consensus, apparatus."""

from __future__ import annotations

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from duplicates.collation import Collation, Witness, collate
from duplicates.diff import Options
from duplicates.diff.compare import compare
from duplicates.diff.model import Ignore

TEXT = "The dredger left Riga at noon with nine men and one very old dog on board."


def witnesses(*texts: str) -> list[Witness]:
    return [Witness("ABCDEFGH"[index], text) for index, text in enumerate(texts)]


def test_the_majority_is_the_consensus() -> None:
    found = collate(witnesses(TEXT.replace("noon", "dusk"), TEXT, TEXT))
    assert found.text == TEXT
    (entry,) = found.apparatus
    assert str(entry) == "noon] dusk A"
    assert found.text[entry.start : entry.end] == "noon"
    assert entry.lemma.sigla == ("B", "C")


def test_two_witnesses_leave_the_base() -> None:
    found = collate(witnesses(TEXT, TEXT.replace("nine men", "ten women")))
    assert found.text == TEXT
    assert [str(entry) for entry in found.apparatus] == ["nine men] ten women B"]


def test_another_base_may_be_chosen() -> None:
    found = collate(witnesses(TEXT, TEXT.replace("nine", "ten")), base=1)
    assert (found.base, found.text) == ("B", TEXT.replace("nine", "ten"))
    assert [str(entry) for entry in found.apparatus] == ["ten] nine A"]


def test_omissions_and_additions() -> None:
    found = collate(witnesses(TEXT, TEXT.replace("very ", ""), TEXT.replace("dog", "dog and a cat")))
    assert found.text == TEXT
    assert [str(entry) for entry in found.apparatus] == ["very] om. B", "[nothing]] and a cat C"]


def test_three_readings_of_one_place() -> None:
    found = collate(witnesses(TEXT, TEXT.replace("noon", "dusk"), TEXT.replace("noon", "dawn")))
    assert [str(entry) for entry in found.apparatus] == ["noon] dusk B; dawn C"]


def test_a_witness_that_is_cut_has_no_vote() -> None:
    found = collate(witnesses(TEXT[:12], TEXT[:12], TEXT), base=2)
    assert found.text == TEXT
    (entry,) = found.apparatus
    assert str(entry).endswith("] cut A B")


def test_overlapping_variants_are_one_place() -> None:
    one = TEXT.replace("nine men and one", "ten men and one")
    other = TEXT.replace("with nine men", "without men")
    found = collate(witnesses(TEXT, one, other))
    assert found.text == TEXT
    assert {sign for entry in found.apparatus for variant in entry.variants for sign in variant.sigla} == {
        "B",
        "C",
    }


def test_line_breaks_are_no_variants() -> None:
    assert collate(witnesses(TEXT, TEXT.replace(" ", "\n"))).unanimous


def test_words_on_both_sides_of_a_redaction_belong_to_its_reading() -> None:
    found = collate(witnesses("XXXXXXXX", "the goat XXXXXXXX sailed"))
    assert [str(entry) for entry in found.apparatus] == ["XXXXXXXX] the goat XXXXXXXX sailed B"]


def test_a_reading_of_the_majority_stands_in_the_text_with_its_blanks() -> None:
    more = TEXT.replace("noon", "noon (local time)")
    assert collate(witnesses(TEXT, more, more)).text == more
    assert collate(witnesses(more, TEXT, TEXT)).text == TEXT
    at_the_end = TEXT.replace("board.", "board (or two).")
    assert collate(witnesses(TEXT, at_the_end, at_the_end)).text == at_the_end
    assert collate(witnesses(at_the_end, TEXT, TEXT)).text == TEXT


@pytest.mark.parametrize(
    ("earlier", "later", "entry"),
    [
        ("It barked at noon.", "It barked at noon (twice).", "(twice)] om. A"),
        ("It barked at noon (twice).", "It barked at noon.", "[nothing]] (twice) A"),
        ("THE GOAT [DRAFT]", "THE FERRY (CORRECTED COPY)", "FERRY (CORRECTED COPY)] GOAT [DRAFT] A"),
        ("It barked at noon.", "It barked at dusk (or dawn).", "dusk (or dawn)] noon A"),
        ('He said "no".', 'He said "never, sir".', '"never, sir"] "no" A'),
    ],
)
def test_brackets_keep_their_partners_where_punctuation_is_ignored(
    earlier: str, later: str, entry: str
) -> None:
    found = collate(witnesses(earlier, later, later), Options().ignoring(Ignore.PUNCTUATION))
    assert found.text == later
    assert [str(each) for each in found.apparatus] == [entry]


def test_an_ignored_page_break_stays_where_a_reading_takes_the_place_before_it() -> None:
    base = "It barked at\nASTANA 00000714 002 OF 003\nnoon."
    other = "It howled at\nnoon and at dusk."
    found = collate(witnesses(base, other, other), Options().ignoring(Ignore.PAGE_BREAKS))
    assert found.text == "It howled at\nASTANA 00000714 002 OF 003\nnoon and at dusk."


WORDS = st.lists(st.sampled_from(["goat", "ferry", "the", "of", ",", "Riga", "XXXXXXXX", "\n"]), max_size=25)


@given(WORDS.map(" ".join), st.integers(1, 5))
def test_the_consensus_of_identical_witnesses_is_the_text(text: str, count: int) -> None:
    found = collate(witnesses(*[text] * count))
    assert found.text == text
    assert found.unanimous


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=5))
def test_every_witness_is_in_the_consensus_or_in_the_apparatus(texts: list[str]) -> None:
    found = collate(witnesses(*texts))
    for entry in found.apparatus:
        sigla = [sign for reading in (entry.lemma, *entry.variants) for sign in reading.sigla]
        assert sorted(sigla) == sorted(found.sigla)
        assert entry.variants


@examples(150)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=4), st.data())
def test_each_witness_can_be_had_back_from_consensus_and_apparatus(
    texts: list[str], data: st.DataObject
) -> None:
    found = collate(witnesses(*texts))
    index = data.draw(st.integers(0, len(texts) - 1))
    pieces, at = [], 0
    for entry in found.apparatus:
        pieces.append(found.text[at : entry.start])
        readings = (entry.lemma, *entry.variants)
        (reading,) = [reading for reading in readings if "ABCDEFGH"[index] in reading.sigla]
        pieces.append(f" {reading.text} ")
        at = entry.end
    pieces.append(found.text[at:])
    assert not compare("".join(pieces), texts[index], Options(move_words=0)).changes


_PUNCTUATED = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "(", "[", '"', "¶"]),
    st.sampled_from(["goat", "ferry", "the", "Riga", "1,000", "U.S.", "XXXXXXXX"]),
    st.sampled_from(["", "", ")", "]", '"', ".", ",", ").", ".)", "?!"]),
)
_SENTENCES = st.lists(_PUNCTUATED, max_size=12).map(" ".join)


def read_out(found: Collation, siglum: str) -> str:
    """Return what a witness says, by the text and its readings."""
    pieces, at = [], 0
    for entry in found.apparatus:
        (reading,) = [each for each in (entry.lemma, *entry.variants) if siglum in each.sigla]
        pieces += [found.text[at : entry.start], reading.text]
        at = entry.end
    return "".join((*pieces, found.text[at:]))


@examples(150)
@given(st.lists(_SENTENCES, min_size=1, max_size=4), st.data())
def test_every_word_and_mark_of_each_witness_can_be_read_out_again(
    texts: list[str], data: st.DataObject
) -> None:
    found = collate(witnesses(*texts), base=data.draw(st.integers(0, len(texts) - 1)))
    for siglum, text in zip(found.sigla, texts, strict=True):
        assert "".join(read_out(found, siglum).split()) == "".join(text.split())


@examples(150)
@given(st.lists(_SENTENCES, min_size=1, max_size=4), st.data())
def test_every_word_can_be_read_out_again_where_punctuation_is_ignored(
    texts: list[str], data: st.DataObject
) -> None:
    ignoring = Options().ignoring(Ignore.PUNCTUATION)
    found = collate(witnesses(*texts), ignoring, base=data.draw(st.integers(0, len(texts) - 1)))
    for siglum, text in zip(found.sigla, texts, strict=True):
        assert _alphanumeric(read_out(found, siglum)) == _alphanumeric(text)


def _alphanumeric(text: str) -> str:
    return "".join(filter(str.isalnum, text))
