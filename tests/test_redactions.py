"""A run of X against words is redacted or restored, whatever stands beside it."""

from __future__ import annotations

import pytest

from duplicates.diff import Ignore, Options, PartKind
from duplicates.diff.compare import compare

MARK = "XXXXXXXXXXXX"


def changes(early: str, late: str, *ignore: Ignore) -> list[tuple[str, str, str]]:
    diff = compare(early, late, Options().ignoring(*ignore))
    return [(part.kind.value, diff.early_text(part), diff.late_text(part)) for part in diff.changes]


def test_words_that_became_a_run_of_x_are_redacted() -> None:
    early = "3. (C) A senior harbour official told us that the dredger had left."
    late = f"3. (C) {MARK} told us that the dredger had left."
    assert changes(early, late) == [("redacted", "A senior harbour official", MARK)]
    assert changes(late, early) == [("restored", MARK, "A senior harbour official")]


@pytest.mark.parametrize(
    "mark",
    [
        MARK,
        "XXXXX",
        "xxxxxxxxxxxx",
        "XXXXXXXXXXXXХ",
        "XXXXXXXXXXXX******",
        "[Name removed]",
        "[TEXT REDACTED]",
    ],
)
def test_every_form_of_redaction_is_known(mark: str) -> None:
    assert changes("Captain Orlik signed it", f"{mark} signed it") == [("redacted", "Captain Orlik", mark)]


@pytest.mark.parametrize("word", ["XX", "XXX", "Exxon", "MAXXXIMUM", "[sic]", "[the harbour]"])
def test_what_only_looks_like_a_redaction_is_a_word(word: str) -> None:
    assert changes("Captain Orlik signed it", f"{word} signed it")[0][0] == "replaced"


def test_punctuation_beside_a_redaction_stays() -> None:
    early = "The auditor, Mrs. Talvik, and her driver, agreed."
    assert changes(early, f"{MARK}, agreed.") == [
        ("redacted", "The auditor, Mrs. Talvik, and her driver", MARK)
    ]


def test_a_redaction_beside_reworded_text_takes_only_what_it_hides() -> None:
    found = changes(
        "According to a retired pilot of the ferry company, boats sank.",
        f"As told by {MARK}, boats sank.",
    )
    kinds = [kind for kind, _, _ in found]
    assert "redacted" in kinds
    hidden = next(early for kind, early, _ in found if kind == "redacted")
    assert hidden.endswith("ferry company")


def test_a_reworded_verb_after_a_redaction_is_no_part_of_it() -> None:
    found = changes("Two deputies stated on Monday", f"{MARK} states on Monday")
    assert found == [("redacted", "Two deputies", MARK), ("replaced", "stated", "states")]


def test_each_of_several_redactions_gets_its_words() -> None:
    found = changes(
        "The banker met the consul and the abbot in the vineyard.",
        f"{MARK} met {MARK} and {MARK} in the vineyard.",
    )
    assert [early for _, early, _ in found] == ["The banker", "the consul", "the abbot"]


def test_words_that_come_beside_a_remaining_x_were_under_it() -> None:
    found = changes(
        f"He said that his {MARK} drew crowds.",
        f'He said that his "festival" of {MARK} street music drew crowds.',
    )
    assert found == [("restored", MARK, f'"festival" of {MARK} street music')]


def test_one_word_beside_an_x_may_be_an_editor_s() -> None:
    assert changes(f"{MARK} agreed", f"{MARK} reportedly agreed") == [("inserted", "", "reportedly")]


def test_a_change_of_case_is_no_redaction_and_breaks_none() -> None:
    early = f"Many feel so. {MARK} Lu"
    added = 'He added that "nobody (many here) cares".'
    late = f"Many feel so. {added} {MARK} remarks on the crane, {MARK} said. LU"
    shown = (
        "restored",
        MARK,
        f'He added that "nobody (many here) cares". {MARK} remarks on the crane, {MARK} said.',
    )
    assert changes(early, late) == [shown, ("replaced", "Lu", "LU")]
    assert changes(early, late, Ignore.CASE) == [shown]
    assert changes(late, early) == [("redacted", shown[2], MARK), ("replaced", "LU", "Lu")]


@pytest.mark.parametrize(
    ("early", "late", "expected"),
    [
        (f"with Lu {MARK} and LU", f"with LU {MARK} and Lu", [("Lu", "LU"), ("LU", "Lu")]),
        ("with Lu the consul left", f"with LU {MARK} left", [("Lu", "LU"), ("the consul", MARK)]),
        ("the consul Lu left", f"{MARK} LU left", [("the consul", MARK), ("Lu", "LU")]),
    ],
)
def test_words_beside_a_redaction_may_change_their_case(
    early: str, late: str, expected: list[tuple[str, str]]
) -> None:
    assert [(gone, come) for _, gone, come in changes(early, late)] == expected
    assert [(come, gone) for _, gone, come in changes(late, early)] == expected


def test_a_redaction_of_another_length_is_a_difference_only_when_asked() -> None:
    assert not changes(f"{MARK} agreed", "xxxxx agreed")
    shown = compare(f"{MARK} agreed", "xxxxx agreed", Options(frozenset({Ignore.LINE_BREAKS})))
    assert [part.kind for part in shown.changes] == [PartKind.REPLACED]


def test_a_redaction_against_nothing_is_an_insertion() -> None:
    assert changes("The envoy left.", f"The envoy left {MARK}.") == [("inserted", "", MARK)]


def test_a_nul_is_no_redaction() -> None:
    assert changes("Captain Orlik", "\x00 Orlik") == [("replaced", "Captain", "\x00")]
    assert changes(MARK, "\x00")
