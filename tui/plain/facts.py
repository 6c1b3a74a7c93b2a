"""The dot plot, the overview and the releases, in lines: pairs of blocks, counts, changed cables."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from corpus.statistics import counts
from duplicates.diff.summary import sentence
from duplicates.shares import percent
from tui import actions
from tui.giving.command_lines import command_line
from tui.listing.versions import compare_all
from tui.names import counted, not_plotted
from tui.numbers import whole
from tui.plain.copies import DiffView
from tui.plain.session import wrapped
from tui.plain.view import Lines, Stay, View, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.plain.session import Session

_FACTS = ("year", "origin", "classification", "tag", "signer")
_LONGEST = 20


class PairsView(View):
    """Numbered pairs, each of which opens its differences."""

    def __init__(self, session: Session, title: str, pairs: Sequence[tuple[str, str]], about: Sequence[str]):
        super().__init__(session)
        self._title, self.pairs, self.about = title, pairs, about

    @property
    def title(self) -> str:
        return self._title

    def __len__(self) -> int:
        return len(self.pairs)

    def lines(self, first: int, last: int) -> Sequence[str]:
        numbered = enumerate(self.about[first:last], first + 1)
        return [line for at, text in numbered for line in wrapped(f"{at}. {text}", self.session.width)]

    def choose(self, number: int) -> None:
        places = self.pairs[one_of(str(number), len(self.pairs), "a line")]
        sides = [self.session.catalogue.named(place) for place in places]
        if sides[0] is None or sides[1] is None:
            raise Stay("one of the two is not in this archive")
        self.session.push(DiffView(self.session, [(sides[0], sides[1])]))

    def do_open(self, rest: str) -> None:
        """Give the differences of a pair."""
        self.choose(whole(rest) or 0)


class DotsView(PairsView):
    """The blocks of two cables, or of one, that agree."""

    SCOPE: ClassVar[str] = actions.DOTS

    def __init__(self, session: Session, key: str, other: str) -> None:
        from duplicates.dot_plot import dot_plot  # brings RapidFuzz

        catalogue = session.catalogue
        rows, columns = catalogue.cable_of(key), catalogue.cable_of(other)
        if rows is None or columns is None:
            raise Stay(f"{key if rows is None else other}: no such cable in this archive")
        plot = dot_plot(rows, None if key == other else columns)
        pairs, about = [], []
        for dot in plot.dots():
            if plot.itself and dot.row > dot.column:
                continue
            first, second = plot.rows[dot.row], plot.columns[dot.column]
            pairs.append((f"{key}#{first}", f"{other}#{second}"))
            names = f"{catalogue.place_name(key, first)} and {catalogue.place_name(other, second)}"
            how = f"{dot.likeness.name.lower()}, {percent(dot.similarity)}"
            about.append(f"{names}: {how}, {counted(dot.shared, 'word')} shared")
        where = f"{key} against itself" if key == other else f"{key} against {other}"
        if cut := not_plotted(plot):
            where += f", {cut}"
        super().__init__(session, f"Blocks that agree, {where}", pairs, about)


class ReleasesView(PairsView):
    """Cables of which the archive holds versions that differ, restored passages first."""

    SCOPE: ClassVar[str] = actions.RELEASES

    def __init__(self, session: Session) -> None:
        from duplicates.diff.model import PartKind

        changed, equal = compare_all(session.archive, lambda done, total: None, lambda: False)
        changed.sort(key=lambda one: (-one.words(PartKind.RESTORED), -one.words(PartKind.REDACTED), one.late))
        about = []
        for one in changed:
            fields = f"; fields: {', '.join(one.fields)}" if one.fields else ""
            about.append(f"{one.early} and {one.late}, {one.subject}: {sentence(dict(one.counts))}{fields}")
        title = f"{counted(len(changed), 'cable')} changed between versions, {equal} in layout alone"
        super().__init__(session, title, [(one.early, one.late) for one in changed], about)

    def do_yank(self, _: str) -> None:
        """Give the command that prints the same."""
        options = ["--sort", "restored"]
        self.session.say(command_line(("compare",), (), self.session.archive.path, options))


def overview(session: Session) -> Lines:
    """Return the counts of an archive: its years, posts, classifications, TAGS and signers."""
    lines = [counted(len(session.archive), "record")]
    for fact in _FACTS:
        lines.append(f"By {fact}:")
        for count in counts(session.archive, fact, limit=_LONGEST):
            lines += wrapped(f"{count.value}: {count.records:,}", session.width, "  ")
    lines.append(command_line(("stats",), session.sources, session.archive.path))
    return Lines(session, "Overview of the archive", lines)
