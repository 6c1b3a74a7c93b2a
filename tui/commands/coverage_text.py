"""The coverage of an archive in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parser.coverage import FIELDS
from parser.expectations import EXPECTATIONS
from parser.kinds import Kind
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parser.coverage import Coverage, Gap

SHOWN: Final = 20
"""Gaps shown for each expectation; JSON has them all."""


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """Yield the lines of the report: kinds, fields, expectations, then the gaps of each expectation."""
    yield f"{coverage.cables:,} cables, {coverage.characters:,} characters, {coverage.share_typed:.2%} typed"
    yield ""
    yield f"{'characters by kind':<28}{'characters':>14}  {'share':>7}"
    for kind in sorted(Kind, key=lambda each: -coverage.by_kind[each]):
        yield f"{kind:<28}{coverage.by_kind[kind]:>14,}  {coverage.share_of_kind(kind):>7.2%}"
    yield ""
    yield f"{'cables with a field':<28}{'cables':>14}  {'share':>7}"
    for name in FIELDS:
        yield f"{name:<28}{coverage.by_field[name]:>14,}  {coverage.share_of_field(name):>7.2%}"
    yield ""
    yield f"{'expected':<56}{'cables':>8}  {'met':>7}  {'gaps':>6}"
    for each in EXPECTATIONS:
        share, gaps = coverage.share_met(each.name), coverage.gaps[each.name]
        yield f"{each.description:<56.56}{coverage.expected[each.name]:>8,}  {share:>7.2%}  {len(gaps):>6,}"
    for each in EXPECTATIONS:
        yield from _gap_lines(each.description, coverage.gaps[each.name])


def _gap_lines(description: str, gaps: list[Gap]) -> Iterator[str]:
    if not gaps:
        return
    yield ""
    yield f"not met: {description}"
    for gap in gaps[:SHOWN]:
        yield f"  {printable_line(gap.cable or _place(gap)):<22} {printable_line(gap.detail)}"
    if len(gaps) > SHOWN:
        yield f"  … and {len(gaps) - SHOWN:,} more: --format json lists them all"


def _place(gap: Gap) -> str:
    return (
        f"{gap.source.path}, record {gap.source.record}" if gap.source is not None else "a cable without id"
    )
