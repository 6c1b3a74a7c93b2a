"""The search: words and fields over an archive, orders, snippets, and queries that try to be SQL."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus.search
from corpus import Archive, import_paths
from corpus.query import QueryError
from corpus.search import ORDERS, Search

if TYPE_CHECKING:
    from collections.abc import Iterator

CABLES = {
    "08OSLO1": (
        "CONFIDENTIAL",
        "PREL",
        "A FROZEN HARBOUR",
        "The ice-breaker met Minister Dahl in the harbour.",
    ),
    "08OSLO2": (
        "SECRET",
        "ECON",
        "LEDGERS",
        "A frozen ledger; the harbour office denied it. XXXXXXXXXXXX agreed.",
    ),
    "09LIMA3": ("CONFIDENTIAL", "PREL", "BRIDGES", "Ministers Dàhl and Quispe crossed the bridge."),
    "09LIMA4": ("UNCLAS", "SNAR", "COASTS", "The coast guard counted boats. See the harbour ledger."),
}
FORM = """R {day}1200Z JAN {year}
FM AMEMBASSY {post}
TO SECSTATE WASHDC
{classification} {post} 00000{serial}

SIPDIS

E.O. 12958: N/A
TAGS: {tag}, XX
SUBJECT: {subject}
REF: LIMA 77

1. (U) {body}

HOLM
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("search")
    cables = folder / "cables"
    cables.mkdir()
    for name, (classification, tag, subject, body) in CABLES.items():
        text = FORM.format(
            classification=classification,
            post=name[2:6],
            day=f"{int(name[6:]):02}",
            year=name[:2],
            serial=name[6:],
            tag=tag,
            subject=subject,
            body=body,
        )
        (cables / f"{name}.txt").write_text(text, encoding="utf-8")
    with Archive.open(folder / "a.cablediff") as made:
        import_paths(made, [cables], workers=1)
        yield made


def found(archive: Archive, query: str, order: str = "id") -> list[str]:
    search = Search(archive, query)
    numbers = search.numbers(order)
    assert search.count() == len(numbers)
    return [row.id for row in archive.rows(numbers)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("harbour", ["08OSLO1", "08OSLO2", "09LIMA4"]),
        ("HARBOUR", ["08OSLO1", "08OSLO2", "09LIMA4"]),
        ('"frozen harbour"', ["08OSLO1"]),
        ("harb* ledg*", ["08OSLO2", "09LIMA4"]),
        ("harbour NOT frozen", ["09LIMA4"]),
        ("harbour -frozen -ledger", []),
        ("bridge OR denied", ["08OSLO2", "09LIMA3"]),
        ("dahl", ["08OSLO1", "09LIMA3"]),
        ("NEAR(office frozen, 4)", ["08OSLO2"]),
        ("NEAR(office frozen, 1)", []),
        ("NEAR(offi* froz*, 4)", ["08OSLO2"]),
        ("((frozen OR coast) AND NOT (ledger OR -harbour))", ["08OSLO1"]),
        ("origin:lima", ["09LIMA3", "09LIMA4"]),
        ("from:oslo to:washdc", ["08OSLO1", "08OSLO2"]),
        ("date:2008", ["08OSLO1", "08OSLO2"]),
        ("date:..2008-12-31", ["08OSLO1", "08OSLO2"]),
        ("date:2009-01-04..", ["09LIMA4"]),
        ("tag:prel", ["08OSLO1", "09LIMA3"]),
        ("tag:PREL harbour", ["08OSLO1"]),
        ("class:secret", ["08OSLO2"]),
        ("ref:08LIMA77", ["08OSLO1", "08OSLO2"]),
        ("signer:holm class:unclas", ["09LIMA4"]),
        ("origin:lim*", ["09LIMA3", "09LIMA4"]),
        ("signer:hol* class:unclas*", ["09LIMA4"]),
        ("tag:SN*", ["09LIMA4"]),
        ("has:redaction", ["08OSLO2"]),
        ("caption:sipdis -tag:PREL", ["08OSLO2", "09LIMA4"]),
        ("-harbour", ["09LIMA3"]),
        ("(tag:SNAR OR has:redaction) harbour", ["08OSLO2", "09LIMA4"]),
        ("version:2", []),
        ("transmission:2", []),
        ("transmission:1 date:2008", ["08OSLO1", "08OSLO2"]),
    ],
)
def test_a_query_finds_exactly_its_cables(archive: Archive, query: str, ids: list[str]) -> None:
    assert found(archive, query) == ids


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_gives_the_same_hits(archive: Archive, order: str) -> None:
    assert sorted(found(archive, "harbour", order)) == ["08OSLO1", "08OSLO2", "09LIMA4"]


def test_the_best_match_comes_first(archive: Archive) -> None:
    assert found(archive, "ledger frozen OR frozen", "rank")[0] in {"08OSLO1", "08OSLO2"}
    assert Search(archive, "harbour").numbers(limit=2).buffer_info()[1] == 2


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let words be frequent from the second hit on."""
    monkeypatch.setattr(corpus.search, "FREQUENT", 1)
    monkeypatch.setattr(corpus.search, "FREQUENT_PHRASE", 1)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    "query",
    [
        "harbour",
        "harbour OR bridge",
        "harb*",
        '"in the" OR "the harbour"',
        "NEAR(harbour the, 9)",
        "harbour NOT ice",
        "frozen NOT minister",
        "harbour OR (frozen NOT ledger)",
        "harbour class:secret",
    ],
)
def test_frequent_words_give_the_same_hits_with_those_in_the_subject_first(
    archive: Archive, query: str
) -> None:
    search = Search(archive, query)
    numbers = search.numbers()
    assert sorted(numbers) == sorted(search.numbers("id"))
    assert len(numbers) == search.count()
    for limit in range(len(numbers) + 1):
        assert search.numbers(limit=limit) == numbers[:limit]


@pytest.mark.usefixtures("few")
def test_a_frequent_word_is_first_where_it_stands_in_the_subject(archive: Archive) -> None:
    assert found(archive, "harbour", "rank")[0] == "08OSLO1"
    assert found(archive, "harbour OR coasts", "rank")[2:] == ["08OSLO2"]


def test_duplicates_are_searched_by_the_copies_stored(archive: Archive) -> None:
    archive.set_copies({"09LIMA3": 2})
    assert found(archive, "has:duplicate") == ["09LIMA3"]


def test_a_snippet_shows_its_hits(archive: Archive) -> None:
    number = archive.number_of("08OSLO2")
    assert number is not None
    piece = Search(archive, '"harbour office" OR ledg*').snippet(number, characters=90)
    assert "\n" not in piece.text
    assert [piece.text[start:end] for start, end in piece.hits] == ["LEDGERS", "ledger", "harbour office"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("date:yesterday", "is no date"),
        ("date:2009-13", "is no date"),
        ("date:2009-02-30", "has no such day"),
        ("date:2009..2008", "runs backwards; expected 2008..2009"),
        ("date:..", "a date was expected"),
        ("ref:yesterday", "is no cable.s id"),
        ("ref:lima77", "expected one like 09ASTANA674"),
        ("has:everything", "has:duplicate or has:redaction"),
        ("version:two", "a number was expected"),
        ("signer:*", "letters were expected after signer: beside the star"),
        ("tag:*", "letters were expected after tag:"),
    ],
)
def test_a_wrong_value_is_named_at_its_place(archive: Archive, query: str, expected: str) -> None:
    with pytest.raises(QueryError, match=expected) as caught:
        Search(archive, query)
    assert caught.value.position == query.index(":") + 1


@pytest.mark.parametrize(
    "query",
    [
        "origin:'; DROP TABLE records; --",
        'tag:"\' OR 1=1 --"',
        'harbour" OR body MATCH "x',
        "body : harbour",
        "^harbour",
        "harbour + ledger",
        "{subject body}: harbour",
        "from:%",
        "origin:_",
    ],
)
def test_nothing_of_a_query_reaches_sql(archive: Archive, query: str) -> None:
    with suppress(QueryError):
        Search(archive, query).numbers()
    assert len(archive) == len(CABLES)
    assert found(archive, "origin:%") == found(archive, "from:_") == []


@given(st.text(max_size=30) | st.text(alphabet="ab*\"():-^{}+ \\%_'", max_size=20))
def test_any_query_is_answered_or_refused(archive: Archive, text: str) -> None:
    try:
        search = Search(archive, text)
    except QueryError:
        return
    assert len(search.numbers()) == search.count()
