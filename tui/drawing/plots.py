"""Bars and columns as lines of text, drawn by plotext without colours of its own.

The one fact that surprises: plotext keeps one figure for the whole process, so each drawing begins by
clearing it, nothing but this module may draw, and of several threads one at a time.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.drawing.glyphs import Glyphs

_TURN = threading.Lock()

LABEL = 32
"""The most cells that a label gets."""


def bar_lines(values: Sequence[tuple[str, int]], width: int, glyphs: Glyphs) -> list[tuple[str, str, str]]:
    """Return one line a value: the label, a bar drawn to scale, the count; all of ``width`` cells at most."""
    if not values:
        return []
    with _TURN:
        return _bars(values, width, glyphs)


def _bars(values: Sequence[tuple[str, int]], width: int, glyphs: Glyphs) -> list[tuple[str, str, str]]:
    import plotext
    from rich.cells import cell_len

    from tui.drawing.wrapping import fit

    label_width = min(max(cell_len(label) for label, _ in values), LABEL, max(width // 3, 8))
    labels = [fit(label, label_width, glyphs.ellipsis) for label, _ in values]
    counts = [f"{count:,}" for _, count in values]
    room = max(width - label_width - max(map(len, counts)) - 2, 1)
    _begin(room, len(values))
    # From the last to the first, since plotext counts lines from below; thin bars take one line each.
    sizes = [count for _, count in reversed(values)]
    plotext.bar(list(range(len(sizes))), sizes, orientation="h", width=0.001, marker=glyphs.bar)
    plotext.xlim(0, max(sizes))
    plotext.ylim(0, max(len(sizes) - 1, 1))
    plotext.xticks([])
    plotext.yticks([])
    drawn = _end()
    return list(zip(labels, drawn[-len(sizes) :], counts, strict=True))


def _begin(width: int, height: int) -> None:
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.limit_size(False, False)  # it would ask the process's own terminal
    plotext.plotsize(width, height)
    plotext.frame(False)


def _end() -> list[str]:
    """Return what was drawn, line by line."""
    import plotext

    drawn = plotext.uncolorize(plotext.build()).splitlines()
    plotext.clear_figure()
    return [line.rstrip() for line in drawn]


def columns(values: Sequence[tuple[str, int]], width: int, height: int, marker: str) -> list[str]:
    """Return a chart of columns in order of time, with years below; labels begin with a year."""
    if not values:
        return []
    with _TURN:
        return _columns(values, width, height, marker)


def _columns(values: Sequence[tuple[str, int]], width: int, height: int, marker: str) -> list[str]:
    import plotext

    filled = _without_gaps(values)
    years = [place for place, (label, _) in enumerate(filled) if label.endswith("-01")]
    room = max(width - 8, 1)
    if not years or years[0] * room >= _YEAR * len(filled):
        years = [0, *years]  # the part of a year that comes first, unless the next would be left out for it
    step = max(1, -(-len(years) * _YEAR // room))
    _begin(width, height)
    plotext.bar(list(range(len(filled))), [count for _, count in filled], width=1, marker=marker)
    plotext.xticks(years[::step], [filled[place][0][:4] for place in years[::step]])
    most = max(count for _, count in filled)
    ticks = sorted({0, most // 2, most})
    plotext.yticks(ticks, [f"{tick:,}" for tick in ticks])
    return _end()


def _without_gaps(values: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put in the months of which there is nothing, so that the axis is one of time.

    An archive may span half a century: where there are too many months, years are counted.
    """
    known = {label: count for label, count in values if _is_month(label)}
    if not known:
        return list(values)
    first, last = _years(known)
    if is_by_year(known):
        return [
            (f"{year}-01", sum(count for label, count in known.items() if label.startswith(f"{year:04}")))
            for year in range(first, last + 1)
        ]
    months = (f"{year:04}-{month:02}" for year in range(first, last + 1) for month in range(1, 13))
    return [(month, known.get(month, 0)) for month in months if min(known) <= month <= max(known)]


def is_by_year(labels: Iterable[str]) -> bool:
    """Tell whether a chart of `columns` with these labels has a column for a year, not for a month."""
    known = [label for label in labels if _is_month(label)]
    first, last = _years(known) if known else (0, 0)
    return last - first >= _MOST_YEARS


def _is_month(label: str) -> bool:
    return len(label) == 7 and label[:4].isdecimal()


def _years(months: Iterable[str]) -> tuple[int, int]:
    years = [int(month[:4]) for month in months]
    return min(years), max(years)


_YEAR = 6
"""Cells that a year takes below the chart, with a space at each side."""
_MOST_YEARS = 12
