"""Pairs of whole cables and what they are called."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from duplicates.find import find
from duplicates.model import Relation, RelationKind
from parser.model import Cable, OperatingSignal, Routing
from tests.made_cables import cable, keyed

if TYPE_CHECKING:
    from collections.abc import Callable

SUBJECT = "HARBOUR MASTER WORRIES ABOUT HIS SEVEN LIGHTHOUSES"
FIRST = "1. (C) SUMMARY: The harbour master told us on Monday that seven lighthouses of the coast stand idle."
SECOND = "2. (C) He asked for lamps, oil and a keeper who reads the almanac, and promised a report by June."
THIRD = "3. (C) COMMENT: We have heard this before; both times the report was never written or even begun."
OTHER = "4. (C) The mayor spoke of fishing, of roads and of the price of bread, then left for the airport."


def made(id: str, *blocks: str, day: int = 0, subject: str = SUBJECT, **fields: object) -> Cable:  # noqa: A002
    return cable(id, *blocks, day=day, subject=subject, **fields)


def only(early: Cable, late: Cable) -> Relation:
    (relation,) = find(keyed(early, late)).relations
    assert (relation.early, relation.late) == (early.id, late.id)
    return relation


def test_a_retransmission_has_all_of_the_text_and_a_near_serial() -> None:
    relation = only(made("09ROME100", FIRST, SECOND, THIRD), made("09ROME101", FIRST, SECOND, THIRD))
    assert relation.kind is RelationKind.RETRANSMISSION
    assert relation.share == 1.0
    assert relation.evidence == ("serials 100 and 101", "one subject")


def test_a_corrected_copy_says_so_itself() -> None:
    changed = SECOND.replace("June", "July")
    for late in (
        made("09ROME109", FIRST, changed, THIRD, day=1, corrected="TEXT"),
        made("09ROME109", FIRST, changed, THIRD, day=1, subject=f"(CORRECTED COPY) {SUBJECT}"),
    ):
        relation = only(made("09ROME100", FIRST, SECOND, THIRD), late)
        assert relation.kind is RelationKind.CORRECTED
        assert "CORRECTED COPY" in relation.evidence


def test_a_cancelled_part_and_its_full_text() -> None:
    signals = Routing(operating_signals=(OperatingSignal("ZFR", "cancelled"),))
    early = made("09ROME100", FIRST, SECOND, cancelled=True, routing=signals)
    relation = only(early, made("09ROME104", FIRST, SECOND, THIRD, OTHER))
    assert relation.kind is RelationKind.CANCELLED
    assert "cancelled (ZFR)" in relation.evidence
    assert relation.share == 1.0


def test_one_text_under_the_ids_of_two_posts() -> None:
    late = made("09PARIS7", FIRST, SECOND, THIRD, day=200, subject="QUITE ANOTHER THING")
    assert only(made("09ROME100", FIRST, SECOND, THIRD), late).kind is RelationKind.TWO_IDS


def test_versions_of_one_id() -> None:
    early, late = made("09ROME100", FIRST, SECOND, THIRD), made("09ROME100", FIRST, SECOND, OTHER)
    (relation,) = find([("09ROME100", early), ("09ROME100@2", late)]).relations
    assert relation.kind is RelationKind.VERSIONS
    assert relation.late == "09ROME100@2"


def test_a_longer_version_under_another_serial() -> None:
    relation = only(
        made("09ROME100", FIRST, SECOND, THIRD), made("09ROME300", FIRST, SECOND, THIRD, OTHER, day=9)
    )
    assert relation.kind is RelationKind.VERSIONS


def test_a_message_repeated_on_request_is_a_retransmission_under_any_serial() -> None:
    signals = Routing(operating_signals=(OperatingSignal("ZDK", "repetition, made as requested"),))
    late = made("09ROME400", FIRST, SECOND, THIRD, OTHER, routing=signals)
    relation = only(made("09ROME40", FIRST, SECOND, THIRD), late)
    assert relation.kind is RelationKind.RETRANSMISSION
    assert relation.evidence == ("repeated (ZDK)", "one subject")


def test_a_correction_that_only_a_signal_tells_of() -> None:
    signals = Routing(operating_signals=(OperatingSignal("ZEL", "correction to an earlier message"),))
    late = made("09ROME103", FIRST, SECOND, OTHER, corrected="", routing=signals)
    relation = only(made("09ROME100", FIRST, SECOND, THIRD), late)
    assert relation.kind is RelationKind.CORRECTED
    assert relation.evidence == ("serials 100 and 103", "correction (ZEL)", "one subject")


def test_the_same_text_weeks_later_under_a_far_serial_is_a_version() -> None:
    late = made("09ROME400", FIRST, SECOND, THIRD, day=40)
    assert only(made("09ROME100", FIRST, SECOND, THIRD), late).kind is RelationKind.VERSIONS


def test_a_subject_that_goes_on_is_the_same_subject() -> None:
    late = made("09ROME300", FIRST, SECOND, OTHER, subject=f"{SUBJECT}: A SECOND LOOK AT LAMPS AND OIL")
    assert only(made("09ROME100", FIRST, SECOND), late).kind is RelationKind.VERSIONS


def test_a_form_that_several_cables_fill_in_makes_no_versions() -> None:
    form = " ".join((FIRST, SECOND, THIRD))
    own = [f"{n}. (C) {OTHER} {word} saw it" for n, word in enumerate("abcdefgh")]
    many = [made(f"09ROME{100 * n}", form, own[n], day=8 * n) for n in range(7)]
    assert find(keyed(*many)).relations == ()


def test_a_template_is_no_relation() -> None:
    early = made("09ROME100", FIRST, SECOND, OTHER, subject="COUNTRY CLEARANCE FOR MR INVENTED")
    late = made("09ROME101", FIRST, SECOND, THIRD, day=3, subject="THEATRE CLEARANCE FOR THE TREASURY TEAM")
    assert find(keyed(early, late)).relations == ()


def test_little_text_in_common_is_no_relation() -> None:
    assert find(keyed(made("09ROME100", FIRST, SECOND, OTHER), made("09ROME101", FIRST))).relations == ()


def test_a_paragraph_split_in_one_of_them_counts_through_its_passages() -> None:
    long = " ".join((SECOND, THIRD, OTHER))
    early, late = made("09ROME100", FIRST, long), made("09ROME101", FIRST, SECOND, THIRD, OTHER)
    assert only(early, late).share > 0.9


def test_text_in_many_cables_joins_no_two() -> None:
    many = [made(f"09ROME{n}", FIRST, SECOND, THIRD, day=n) for n in range(40)]
    assert find(keyed(*many)).relations == ()


def test_moments_with_and_without_a_zone_and_none_at_all() -> None:
    dtg = Routing(dtg=datetime.fromisoformat("2009-01-05T12:00:00+00:00"))
    stated = made("09ROME100", FIRST, SECOND, THIRD)
    zoned = made("09ROME101", FIRST, SECOND, THIRD, day=None, routing=dtg)
    never = made("09ROME102", FIRST, SECOND, THIRD, day=None)
    found = find(keyed(never, zoned, stated)).relations
    assert [(each.early, each.late) for each in found] == [("09ROME100", "09ROME101")]


def test_the_pairs_that_are_known_among_the_real_cables(
    some_real_cables: Callable[[set[str]], list[tuple[str, Cable]]],
) -> None:
    known = {
        ("10CAIRO100", "10CAIRO101"): RelationKind.RETRANSMISSION,
        ("05BRASILIA1130", "05BRASILIA1152"): RelationKind.CORRECTED,
        ("06SANJOSE2037", "06SANJOSE2041"): RelationKind.CORRECTED,
        ("09LONDON1989", "09LONDON2005"): RelationKind.CORRECTED,
        ("08LONDON1917", "08LONDON1921"): RelationKind.CANCELLED,
        ("09MOSCOW1108", "10SHENYANG4"): RelationKind.TWO_IDS,
        ("09VILNIUS84", "09STATE72112"): RelationKind.TWO_IDS,
        ("06SANJOSE789", "06SANJOSE812"): None,  # templates
        ("08LONDON2197", "08LONDON2242"): None,
    }
    wanted = {name for pair in known for name in pair}
    relations = find(some_real_cables(wanted)).relations
    found = {(each.early, each.late): each.kind for each in relations}
    assert found == {pair: kind for pair, kind in known.items() if kind}
