"""The tables of ``cablediff stats`` for people: a title, the heads of the columns, numbers under one another.

The one fact that surprises: the number that a table is about comes first, though it is the last value of a
line in JSON, so that it stands at one place whatever the words are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

TITLES: Final = {
    "missing": "cited cables that are not there, dated by the nearest serials of their post that are",
    "gaps": "runs of serials that are not there, by year and post",
    "sources": "posts whose words other cables say again, boilerplate left out",
    "repeated": "substantive texts that most cables share, by the cable that said them first",
}

_HEADS: Final = {
    ("missing", "id"): "cable",
    ("missing", "after"): "sent after",
    ("missing", "before"): "sent before",
    ("missing", "cited_by"): "cited by",
    ("sources", "by"): "said again by",
    ("sources", "source"): "words of",
    ("repeated", "first"): "first said in",
}
"""What a column is called where its name in JSON does not say it."""

_PLAIN: Final = ("year", "first", "last")
"""Numbers that name something: they are not counted, so their thousands are not set apart."""

_MOST: Final = 60  # characters of a value


def table_lines(name: str, lines: Sequence[dict[str, Any]], *, more: bool = False) -> Iterator[str]:
    """Yield the lines of one table; ``more`` says that others were left out."""
    yield TITLES.get(name, name)
    if name == "month":
        yield from _calendar(lines)
        return
    if not lines:
        yield "  none"
        return
    *rest, number = lines[0]
    columns = [number, *rest]
    cells = [[_head(name, column) for column in columns]]
    cells += [[_cell(column, line[column]) for column in columns] for line in lines]
    right = [isinstance(lines[0][column], int) for column in columns]
    widths = [max(len(row[place]) for row in cells) for place in range(len(columns))]
    widths[0] = max(widths[0], 9)
    for row in cells:
        placed = (
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        )
        yield "  " + "  ".join(placed).rstrip()
    if more:
        yield f"  {'…':>{widths[0]}}  and more; --limit says how many are shown"


def _head(table: str, column: str) -> str:
    return _HEADS.get((table, column), table if column == "value" else column)


def _cell(column: str, value: object) -> str:
    if value is None:
        return "…"
    if isinstance(value, int):
        return str(value) if column in _PLAIN else f"{value:,}"
    text = printable_line(str(value))
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def _calendar(months: Sequence[dict[str, Any]]) -> list[str]:
    """Return a line for each year with its twelve months side by side."""
    years: dict[str, list[int]] = {}
    for count in months:
        year, _, month = count["value"].partition("-")
        if month.isdecimal() and 1 <= int(month) <= 12:
            years.setdefault(year, [0] * 12)[int(month) - 1] = count["records"]
    lines = ["       " + "".join(f"{name:>6}" for name in _MONTHS)] if years else []
    for year, numbers in years.items():
        lines.append(f"  {year} " + "".join(f"{number or '·':>6}" for number in numbers))
    return lines
