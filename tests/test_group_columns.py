"""Groups kept as columns are the groups that were taken, in order of their leaders' time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duplicates.group_columns import Gathered, columns_of
from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Group, Member
from duplicates.moments import naive
from duplicates.results.files import DamagedError, FileRows, write_array

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = {
    "09ROME1": datetime(2009, 3, 1, 12),
    "09ROME2": datetime(2009, 3, 1, 12, tzinfo=UTC),
    "09PARIS7": datetime(2008, 1, 1),
    "UNNAMED": None,
}

members = st.builds(
    lambda cable, block, start, length, similarity: Member(
        cable, block, start, start + length, WRITTEN[cable], similarity
    ),
    st.sampled_from(sorted(WRITTEN)),
    st.integers(0, 3),
    st.integers(0, 40),
    st.integers(1, 9),
    st.floats(0.7, 1.0),
)
groups = st.builds(
    Group,
    id=st.integers(0, 2**48 - 1).map(lambda number: f"{number:012x}"),
    kind=st.sampled_from(GroupKind),
    scope=st.sampled_from(Scope),
    words=st.integers(1, 400),
    members=st.lists(members, min_size=2, max_size=5).map(tuple),
    posts=st.integers(1, 4),
    boilerplate=st.booleans(),
)


def in_time(group: Group) -> tuple[object, ...]:
    leader = group.members[0]
    kind = list(GroupKind).index(group.kind)
    return naive(leader.created), leader.cable, leader.block, leader.start, kind, group.id


@given(st.lists(groups, max_size=12, unique_by=lambda group: group.id))
def test_groups_come_back_in_order_of_time(given_groups: list[Group]) -> None:
    gathered = Gathered()
    gathered.extend(given_groups)
    told = gathered.in_time()
    assert list(told) == sorted(given_groups, key=in_time)  # type: ignore[arg-type, return-value]
    assert [told[number] for number in range(len(told))] == list(told)
    assert told[1:3] == list(told)[1:3]


@given(st.lists(groups, max_size=6))
def test_groups_that_are_in_order_stay_as_they_are(given_groups: list[Group]) -> None:
    told = columns_of(given_groups)
    assert told == given_groups
    assert columns_of(told) is told


def test_a_place_past_the_end_is_none() -> None:
    with pytest.raises(IndexError):
        columns_of(())[0]


def test_rows_are_read_from_the_disk_also_when_the_file_is_gone(tmp_path: Path) -> None:
    place = tmp_path / "rows.npy"
    write_array(place, np.arange(100, dtype=np.uint32))
    rows = FileRows(place)
    place.unlink()
    assert len(rows) == 100
    assert rows[7:10].tolist() == [7, 8, 9]
    assert rows[98:200].tolist() == [98, 99]
    assert rows[5:5].tolist() == []


@pytest.mark.parametrize("left", [0, 5, 40, 300])
def test_rows_that_are_cut_off_are_damage(tmp_path: Path, left: int) -> None:
    place = tmp_path / "rows.npy"
    write_array(place, np.arange(100, dtype=np.uint32))
    place.write_bytes(place.read_bytes()[:left])
    with pytest.raises(DamagedError, match=r"rows\.npy"):
        FileRows(place)
