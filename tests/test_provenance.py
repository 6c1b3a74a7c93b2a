"""Where text comes from: posts by posts, and what is repeated most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicates.find import find
from duplicates.provenance import borrowings, most_repeated, post_of, posts_by_posts
from tests.made_cables import cable, keyed

if TYPE_CHECKING:
    from duplicates.model import Findings

LAMPS = "2. (C) The harbour master asked for lamps, oil and a keeper who reads the almanac on Sundays."
CHANGED = LAMPS.replace("Sundays", "Mondays")
ROPES = "3. (C) Nobody in the valley remembers who ordered nine kilometres of rope for the bell."


def found() -> Findings:
    return find(
        keyed(
            cable("09ROME1", LAMPS, ROPES, day=0),
            cable("09PARIS5", LAMPS, day=2),
            cable("09PARIS6", CHANGED, day=3),
            cable("09ROME9", CHANGED, ROPES, day=4),
        )
    )


def test_the_post_of_a_key() -> None:
    assert post_of("09ASTANA714@2") == "ASTANA"
    assert post_of("letter to the editor") == ""


def test_each_place_is_traced_to_the_earliest_cable_once() -> None:
    assert [(each.source.cable, each.place.cable, each.place.block) for each in borrowings(found())] == [
        ("09ROME1", "09PARIS5", 0),
        ("09ROME1", "09PARIS6", 0),
        ("09ROME1", "09ROME9", 0),
        ("09ROME1", "09ROME9", 1),
    ]


def test_posts_by_posts() -> None:
    lamps, ropes = len(LAMPS.split()), len(ROPES.split())
    rows = [(row.source, row.by, row.places, row.cables, row.words) for row in posts_by_posts(found())]
    assert rows == [
        ("ROME", "PARIS", 2, 2, 2 * lamps),
        ("ROME", "ROME", 2, 1, lamps + ropes),
    ]


def test_what_is_repeated_most() -> None:
    first, second = most_repeated(found())
    assert (first.cables, first.members[0].block) == (4, 0)
    assert (second.cables, second.members[0].block) == (2, 1)
    assert most_repeated(found(), limit=1) == (first,)


def test_of_a_post_or_a_year() -> None:
    assert most_repeated(found(), post="ROME") == most_repeated(found())
    assert most_repeated(found(), post="PARIS") == ()
    assert most_repeated(found(), year=2009) == most_repeated(found())
    assert most_repeated(found(), year=2008) == ()


def test_boilerplate_is_left_out() -> None:
    many = find(keyed(*(cable(f"09ROME{n}", LAMPS, day=n) for n in range(12))))
    assert most_repeated(many) == ()
    assert posts_by_posts(many) == ()
