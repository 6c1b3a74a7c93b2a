"""A reading copy shows each passage once and accounts for every word of the record."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duplicates.reading_copy import ReadingCopy, reading_copy
from duplicates.reading_copy.as_html import copy_as_html
from duplicates.reading_copy.as_text import copy_as_markdown, copy_as_text, in_short
from duplicates.reading_copy.reflow import reflow
from parser import Cable, parse, read

SAMPLES = Path(__file__).resolve().parent.parent / "sample_cables"

PARAGRAPH = "The harbour master keeps the only key of the crane, and he keeps it in Narva for the winter."


def message(*paragraphs: str, cover: str = "") -> str:
    numbered = [f"{number}. (C) {text}" for number, text in enumerate(paragraphs, 1)]
    cover = cover or "SIPDIS\nE.O. 12958: DECL: 04/27/2019\nTAGS: PGOV PREL EN\nSUBJECT: THE CRANE OF NARVA\n"
    return "\n\n".join((cover, *numbered, "DRUMMEL"))


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


def lost(cables: list[Cable], copy: ReadingCopy) -> Counter[str]:
    """Count the letters and digits that are neither shown nor listed as left out."""
    held: Counter[str] = Counter()
    for passage in copy.passages:
        held += letters(passage.text)
    for note in copy.notes:
        held += letters(note.text)
    texts = {source.siglum: cables[0] for source in copy.sources} if len(cables) == 1 else {}
    for item in copy.left_out:
        held += letters(texts[item.siglum].text[item.start : item.end])
    return letters(cables[0].text) - held


def test_the_seed_is_one_message_and_complete(shared_cables: Path) -> None:
    (cable,) = read(shared_cables / "09ASTANA714.txt")
    copy = reading_copy([cable])
    assert [passage.number for passage in copy.passages if passage.number] == list(range(1, 13))
    names = [passage.name for passage in copy.passages]
    for once in ("TAGS", "SUBJECT", "REF", "E.O. line", "Classified By line", "signature"):
        assert names.count(once) == 1
    assert not copy.notes
    assert copy.missing == (("B", ("classification line",)),)
    text = copy_as_text(copy)
    assert cable.text.count("HOAGLAND") == 2
    assert text.count("HOAGLAND") == 1
    assert "A and B agree word for word" in text
    assert "page break in paragraph 5: ASTANA 00000714 002 OF 003" in text.replace("\n", " ")
    body = text.split("\nCopies\n")[0]
    assert "002 OF 003" not in body


def test_a_doubled_message_is_read_once() -> None:
    cable = parse(f"{message(PARAGRAPH, 'It snowed.')}\n\n{message(PARAGRAPH, 'It snowed.')}")
    assert cable.transmissions == 2
    copy = reading_copy([cable])
    assert [passage.text for passage in copy.passages if passage.number] == [
        f"1. (C) {PARAGRAPH}",
        "2. (C) It snowed.",
    ]


def test_where_copies_differ_a_note_says_what_the_other_reads() -> None:
    (cable,) = read(SAMPLES / "doubled" / "07VALLETTA812.txt")
    copy = reading_copy([cable])
    assert [note.text for note in copy.notes] == [
        "Eleven] Seven B",
        "4.2] 2.4 B",
        "Carmel Buttigieg] Carmelo Borg B",
    ]
    noted = "\n".join(line for passage in copy.passages for line in passage.lines)
    assert "Eleven[1]" in noted
    assert "Carmel Buttigieg[3]" in noted


def test_of_a_cut_cover_the_whole_one_is_read() -> None:
    (cable,) = read(SAMPLES / "covers" / "05LJUBLJANA911.html")
    copy = reading_copy([cable])
    names = [passage.name for passage in copy.passages]
    assert names.count("SUBJECT") == 1
    assert names.count("TAGS") == 1
    assert not any("..." in passage.text for passage in copy.passages if passage.name == "REF")


def test_records_that_hold_one_message_are_collated() -> None:
    paths = [SAMPLES / "copies" / f"06TALLINN{serial}.html" for serial in (1433, 1441)]
    cables = [cable for path in paths for cable in read(path)]
    copy = reading_copy(cables)
    assert [str(source) for source in copy.sources] == ["06TALLINN1433", "06TALLINN1441"]
    assert [passage.number for passage in copy.passages if passage.number] == [1, 2, 3, 4, 5, 6]
    assert any(siglum == "A" and "paragraph 6" in names for siglum, names in copy.missing)
    assert {"22] 29 B", "29] 22 B"} <= {note.text for note in copy.notes}


def test_one_copy_alone() -> None:
    (cable,) = read(SAMPLES / "doubled" / "07VALLETTA812.txt")
    copy = reading_copy([cable], only=2)
    assert len(copy.sources) == 1
    assert not copy.notes
    assert any("Carmelo Borg" in passage.text for passage in copy.passages)


def test_two_paragraphs_that_are_alike_but_not_the_same_are_both_read() -> None:
    first = "The port of Narva bought one crane for two million in May after a long debate in the council."
    second = "The port of Narva bought one barge for six million in June after a long debate in the council."
    copy = reading_copy([parse(message(first, second))])
    assert sum("Narva bought" in passage.text for passage in copy.passages) == 2


def test_without_a_record_there_is_no_copy() -> None:
    with pytest.raises(ValueError, match="at least one"):
        reading_copy([])


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.rglob("*.txt")) + sorted(SAMPLES.rglob("*.html")), ids=lambda p: p.stem
)
def test_no_word_of_a_sample_is_lost(path: Path) -> None:
    for cable in read(path):
        assert not lost([cable], reading_copy([cable]))


PIECES = st.sampled_from(
    [
        "SIPDIS",
        "E.O. 12958: DECL: 04/27/2019",
        "TAGS: PGOV EN",
        "SUBJECT: THE CRANE",
        "1. (C) It snowed on the crane.",
        f"2. (C) {PARAGRAPH}",
        "2. (SBU) Nobody came.",
        "NARVA 00000714 002 OF 003",
        "C O N F I D E N T I A L SECTION 01 OF 03 NARVA 000714",
        "-- an item",
        "HEADING\n-------",
        "DRUMMEL",
        "VZCZCXRO9617 RR RUEHBI DE RUEHTA #0714/01 1170539 ZNY CCCCC ZZH R 270539Z APR 09 FM AMEMBASSY RIGA",
        "=CABLE ENDS=",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=30).map("\n".join) | st.text(max_size=200))
def test_no_word_is_lost(text: str) -> None:
    cable = parse(text)
    assert not lost([cable], reading_copy([cable]))


@given(st.text(max_size=300))
def test_reflowing_keeps_words_and_their_order(text: str) -> None:
    assert "".join(filter(str.isalnum, reflow(text))) == "".join(filter(str.isalnum, text))


def test_reflow_joins_lines_and_keeps_lists_tables_and_hyphens() -> None:
    assert reflow('1. (C) He hopes\nfor new non-\nmilitary ideas:\n-- one\nof them;\n-- "another."') == (
        '1. (C) He hopes for new non-military ideas:\n-- one of them;\n-- "another."'
    )
    assert reflow("THE CRANE\n---------") == "THE CRANE"
    assert (
        reflow("Year     Goats     Ferries\n2008     12        3")
        == "Year     Goats     Ferries\n2008     12        3"
    )
    assert reflow("REF: A. RIGA 1\nB. RIGA 2", letters=True) == "REF: A. RIGA 1\nB. RIGA 2"
    assert reflow("¶1. (C) of an export \\\nwith backslashes\\") == "1. (C) of an export with backslashes"


def test_lists_are_short() -> None:
    names = ["TAGS", "heading", "paragraph 1", "paragraph 2", "paragraph 4", "heading"]
    assert in_short(names) == "paragraphs 1-2, 4, TAGS, heading (2 times)"


def test_markdown_and_html_show_markup_and_do_not_obey_it() -> None:
    cable = parse(message("A *bold* <script>alert(1)</script> `claim` [link](http://x) \x1b[31m."))
    copy = reading_copy([cable])
    markdown = copy_as_markdown(copy)
    assert "<script>" not in markdown
    assert r"\*bold\*" in markdown
    assert "\x1b" not in markdown
    html = copy_as_html(copy, version="1")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "\x1b" not in copy_as_text(copy)


def test_of_two_subjects_the_one_that_is_not_cut_is_read() -> None:
    cut = (
        "SIPDIS\nE.O. 12958: DECL: 04/27/2019\nTAGS: PGOV PREL EN\nSUBJECT: THE CRANE OF NARVA AND ITS KE..."
    )
    whole = cut.replace("KE...", "KEEPER")
    cable = parse(f"{cut}\n\n{message(PARAGRAPH, cover=whole)}")
    subjects = [passage.text for passage in reading_copy([cable]).passages if passage.name == "SUBJECT"]
    assert subjects == ["SUBJECT: THE CRANE OF NARVA AND ITS KEEPER"]


def test_a_dash_inside_a_sentence_begins_no_item() -> None:
    assert reflow("The crane - bought in May\n- was sold:\n- to Oslo") == (
        "The crane - bought in May - was sold:\n- to Oslo"
    )


def test_a_rule_behind_a_heading_is_no_word_of_it() -> None:
    assert reflow("The Crane of Narva ------------------- -") == "The Crane of Narva"
    assert reflow("He sold it --") == "He sold it --"
    under, behind = "THE CRANE\n---------------\n\n", "THE CRANE ---------------\n\n"
    cables = [parse(message(PARAGRAPH).replace("1. (C)", f"{rule}1. (C)")) for rule in (under, behind)]
    assert not reading_copy(cables).notes
