"""A cable laid out in lines for reading: fields on top, then its blocks, each line tied to its offsets.

The one fact that surprises: layout is offsets only and so cheap that all of it is done at once, which makes
every jump and every count exact; the words and roles of a line are looked up when it comes into view.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum, auto
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from parser.kinds import COVER_KINDS, Kind
from parser.printable import printable_line
from tui.drawing.wrapping import filled, lines, wrap_line
from tui.reading.block_marks import NO_MARK, BlockMark, elsewhere_glyph
from tui.reading.text_search import find_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parser.model import Block, Cable
    from tui.drawing.glyphs import Glyphs
    from tui.reading.header_table import HeaderLine
    from tui.widgets.runs import Run

MEASURE: Final = 96
"""The most cells that a line of text gets: longer ones are hard to read."""

_ROLES: Final = {
    Kind.RECORD: "faint",
    Kind.ROUTING: "dim",
    Kind.BANNER: "dim",
    Kind.CAPTION: "dim",
    Kind.ATTENTION: "dim",
    Kind.COVER: "text",
    Kind.CLASSIFIED_BY: "dim",
    Kind.HEADING: "heading",
    Kind.SUMMARY: "summary",
    Kind.PARAGRAPH: "text",
    Kind.COMMENT: "comment",
    Kind.SIGNATURE: "signature",
    Kind.PAGE_BREAK: "faint",
    Kind.WRAPPER: "faint",
    Kind.GARBAGE: "faint",
}
_FILLED: Final = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT})
_OPENING: Final = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT})
_HEADERS: Final = frozenset({Kind.RECORD, Kind.ROUTING})
_SPLIT_LABELS: Final = frozenset({Kind.COVER, Kind.CLASSIFIED_BY})
_LONGEST_LABEL: Final = 24


class Form(Enum):
    """What a line of the layout is."""

    HEADER = auto()  # of the table on top
    TEXT = auto()
    SPACE = auto()
    FOLD = auto()  # stands for blocks that are not shown


class Line(NamedTuple):
    """One line: the block it belongs to (-1 for the table on top) and its span of the cable's text.

    ``start`` of a header line is its number in the table; a fold spans the text that it stands for.
    """

    form: Form
    block: int
    start: int
    end: int
    opens: bool = False  # first line of its block


class View(NamedTuple):
    """What the reader chose to see."""

    routing: bool = False
    fold: bool = False
    fill: bool | None = None  # True: lines filled anew; False: as sent; None: filled where they do not fit


class Document:
    """The lines of one cable for one width."""

    def __init__(
        self,
        cable: Cable,
        marks: Sequence[BlockMark],
        header: Sequence[HeaderLine],
        width: int,
        view: View,
    ) -> None:
        self.cable = cable
        self.marks = marks
        self.header = header
        self.view = view
        self.lines: list[Line] = [Line(Form.HEADER, -1, number, number) for number in range(len(header))]
        self.header_text = "\n".join("".join(text for text, _ in line.runs) for line in header)
        self._shown = printable_line(cable.text)
        self._first: dict[int, int] = {}
        self._lay_out(max(width, 10))
        body = [
            (number, line) for number, line in enumerate(self.lines) if line.form in (Form.TEXT, Form.FOLD)
        ]
        self._starts = [line.start for _, line in body]
        self._numbers = [number for number, _ in body]
        lengths = (sum(len(text) for text, _ in line.runs) + 1 for line in header)
        self._header_starts = [start - len(self.header_text) - 1 for start in accumulate(lengths, initial=0)]

    def mark(self, block: int) -> BlockMark:
        """Return what is known about a block's copies."""
        return self.marks[block] if 0 <= block < len(self.marks) else NO_MARK

    def first_line(self, block: int) -> int | None:
        """Return the number of a block's first line; None when the block is not shown."""
        return self._first.get(block)

    def line_at(self, offset: int) -> int:
        """Return the number of the line that shows ``text[offset]``, or stands for it.

        The table on top stands before the text: its characters have the offsets below 0.
        """
        if offset < 0:
            return max(bisect_right(self._header_starts, offset) - 1, 0)
        place = bisect_right(self._starts, offset) - 1
        return self._numbers[max(place, 0)] if self._numbers else 0

    def shows(self, offset: int) -> bool:
        """Tell whether the character at an offset is in view, not folded away."""
        return self.lines[self.line_at(offset)].form in (Form.TEXT, Form.HEADER)

    def start_of(self, number: int) -> int:
        """Return the offset that a line begins with; of one of the table on top, below 0."""
        line = self.lines[number]
        return self._header_starts[line.start] if line.form is Form.HEADER else line.start

    def in_header(self, wanted: str) -> list[tuple[int, int]]:
        """Return the spans of words in the table on top, in offsets below 0."""
        before = -len(self.header_text) - 1
        return [(before + start, before + end) for start, end in find_all(self.header_text, wanted)]

    def blocks_shown(self) -> Iterator[int]:
        """Yield the indices of the blocks that have lines of their own, in order."""
        yield from self._first

    # Layout

    def _lay_out(self, width: int) -> None:
        text = self.cable.text
        previous: Block | None = None
        blocks = self.cable.blocks
        index = 0
        while index < len(blocks):
            block = blocks[index]
            if block.kind is Kind.BLANK:
                index += 1
                continue
            last = self._folded_until(index)
            if last > index:
                self._space(previous, block, block.index)
                end = blocks[last - 1].end
                self._first[block.index] = len(self.lines)
                self.lines.append(Line(Form.FOLD, block.index, block.start, end, opens=True))
                previous = blocks[last - 1]
                index = last
                continue
            self._space(previous, block, block.index)
            self._first[block.index] = len(self.lines)
            self._block(text, block, width)
            previous = block
            index += 1

    def _folded_until(self, index: int) -> int:
        """Return the index after the blocks from ``index`` on that are folded together, or ``index``."""
        blocks = self.cable.blocks
        if blocks[index].kind in _HEADERS and not self.view.routing:
            kinds = _HEADERS | {Kind.BLANK}
            return self._run_end(index, lambda block: block.kind in kinds)
        if self.view.fold and self.mark(index).repeats:
            return self._run_end(index, lambda block: block.kind is Kind.BLANK or self._repeated(block))
        return index

    def _repeated(self, block: Block) -> bool:
        furniture = block.kind in (Kind.PAGE_BREAK, Kind.BANNER, Kind.CAPTION)
        return self.mark(block.index).repeats or furniture

    def _run_end(self, index: int, belongs: object) -> int:
        assert callable(belongs)
        blocks = self.cable.blocks
        last = index
        while index < len(blocks) and belongs(blocks[index]):
            if blocks[index].kind is not Kind.BLANK:
                last = index
            index += 1
        return last + 1

    def _space(self, previous: Block | None, block: Block, index: int) -> None:
        if previous is None or _apart(previous.kind, block.kind):
            self.lines.append(Line(Form.SPACE, index, block.start, block.start))

    def _block(self, text: str, block: Block, width: int) -> None:
        opens = True
        blank = False
        for start, end in self._spans(text, block, width):
            if start == end:
                blank = not opens
                continue
            if blank:
                self.lines.append(Line(Form.SPACE, block.index, start, start))
                blank = False
            self.lines.append(Line(Form.TEXT, block.index, start, end, opens))
            opens = False
        if opens:
            self.lines.append(Line(Form.SPACE, block.index, block.start, block.start, opens=True))

    def _spans(self, text: str, block: Block, width: int) -> Iterator[tuple[int, int]]:
        """Yield the lines of a block: as sent where they fit, else filled anew, or as the reader chose."""
        hard: Iterable[tuple[int, int]] = lines(text, block.start, block.end)
        fill = self.view.fill
        if block.kind in _FILLED and fill is not False:
            hard = list(hard)
            if fill or any(end - start > width for start, end in hard):
                hard = self._filled(text, block, hard)
        for start, end in hard:
            yield from wrap_line(self._shown, start, end, width)

    @staticmethod
    def _filled(text: str, block: Block, hard: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Join the lines of a block, but not over a page break that stands between them."""
        run: list[tuple[int, int]] = []
        for start, end in hard:
            if start < end and not any(first < end and last > start for first, last in block.pieces):
                yield from filled(text, run)
                yield start, end
                run = []
            else:
                run.append((start, end))
        yield from filled(text, run)

    # What a line shows

    def runs(self, number: int, glyphs: Glyphs) -> list[Run]:
        """Return the words of a line with their roles, without the gutter."""
        line = self.lines[number]
        if line.form is Form.HEADER:
            return list(self.header[line.start].runs)
        if line.form is Form.FOLD:
            return self._fold(line, glyphs)
        if line.form is Form.SPACE:
            return []
        block = self.cable.blocks[line.block]
        shown = self._shown[line.start : line.end]
        role = _ROLES.get(block.kind, "text")
        if block.kind is Kind.HEADING and not any(map(str.isalnum, shown)):
            return [(shown, "faint")]
        if line.opens:
            return _opening(shown, block, role)
        return self._without_breaks(shown, line, block, role)

    def gutter(self, number: int, glyphs: Glyphs) -> list[Run]:
        """Return the signs beside a line: whether its block is repeated here, and elsewhere."""
        line = self.lines[number]
        mark = self.mark(line.block)
        if not mark or line.form in (Form.SPACE, Form.HEADER):
            return [("   ", "text")]
        here = elsewhere = " "
        if mark.here:
            here = (glyphs.above if mark.repeats else glyphs.below) if line.opens else glyphs.block_bar
        if mark.elsewhere is not None:
            elsewhere = elsewhere_glyph(mark.elsewhere, glyphs) if line.opens else glyphs.block_bar
        role = mark.elsewhere.value if mark.elsewhere else "text"
        return [(here, "within"), (elsewhere, role), (" ", "text")]

    def _without_breaks(self, shown: str, line: Line, block: Block, role: str) -> list[Run]:
        """Dim what stands in the block but is no part of its clean text: page breaks."""
        if len(block.pieces) < 2:
            return [(shown, role)]
        runs: list[Run] = []
        at = line.start
        for start, end in block.pieces:
            if end <= at:
                continue
            if start >= line.end:
                break
            if start > at:
                runs.append((shown[at - line.start : start - line.start], "faint"))
            stop = min(end, line.end)
            runs.append((shown[max(start, at) - line.start : stop - line.start], role))
            at = stop
        if at < line.end:
            runs.append((shown[at - line.start :], "faint"))
        return runs

    def _fold(self, line: Line, glyphs: Glyphs) -> list[Run]:
        block = self.cable.blocks[line.block]
        text = self.cable.text[line.start : line.end]
        if block.kind in _HEADERS:
            lines = text.strip().count("\n") + 1
            kinds = {
                other.kind for other in self.cable.blocks if line.start <= other.start < line.end
            } & _HEADERS
            name = " and ".join(
                word
                for kind, word in ((Kind.RECORD, "record table"), (Kind.ROUTING, "routing header"))
                if kind in kinds
            )
            size = f"{lines:,} lines" if lines > 1 else f"{len(text):,} characters"
            return [(f"{glyphs.folded} {name}", "dim"), (f"  {size}, h shows it", "faint")]
        count = sum(
            1
            for other in self.cable.blocks
            if line.start <= other.start < line.end and other.kind is not Kind.BLANK
        )
        words = len(text.split())
        blocks = "1 block" if count == 1 else f"{count} blocks"
        return [
            (f"{glyphs.folded} {blocks} repeated from above", "within"),
            (f"  {words:,} words, r shows them", "faint"),
        ]


def _opening(shown: str, block: Block, role: str) -> list[Run]:
    """Set off what a block opens with: its number and portion mark, or the label of a cover field."""
    if block.kind in _OPENING:
        from parser.fields.markings import read_paragraph_start  # a list of cables waits for no expressions

        start = read_paragraph_start(shown)
        if start is not None and start.end <= len(shown):
            head = shown[: start.end]
            cut = head.find("(")
            if cut < 0:
                return [(head, "number"), (shown[start.end :], role)]
            return [(head[:cut], "number"), (head[cut:], "marking"), (shown[start.end :], role)]
    if block.kind in _SPLIT_LABELS:
        cut = shown.find(":", 0, _LONGEST_LABEL)
        if cut > 0:
            return [(shown[: cut + 1], "label"), (shown[cut + 1 :], role)]
    return [(shown, role)]


def _apart(before: Kind, kind: Kind) -> bool:
    """Tell whether an empty line stands between two blocks."""
    if before in COVER_KINDS and kind in COVER_KINDS:
        return kind is Kind.BANNER
    if before is Kind.HEADING:
        return False
    return not (before is kind and kind in (Kind.PAGE_BREAK, Kind.GARBAGE, Kind.WRAPPER))
