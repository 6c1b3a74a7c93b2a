"""The fields of a cable as a short table: what stands above the text in the reader.

It is compact on purpose. Sixty INFO addressees take one line here; the routing header itself is a key away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from duplicates.moments import in_words
from parser.kinds import CitationKind
from parser.printable import printable_line
from tui.drawing.wrapping import fit, wrap
from tui.reading.classification import role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from parser.model import Addressee, Cable, Citation
    from tui.drawing.glyphs import Glyphs
    from tui.widgets.runs import Run

LABEL_WIDTH = 11
_MOST_REFERENCES = 12
_MOST_CITING = 5


class HeaderLine(NamedTuple):
    """One line of the table; ``link`` is the canonical id of a cable that Enter opens."""

    runs: tuple[Run, ...]
    link: str | None = None


def header_table(
    cable: Cable,
    width: int,
    glyphs: Glyphs,
    *,
    known: Callable[[str], str | None],
    sentence: str = "",
    sent: Callable[[str], str] = lambda _: "",
    citing: Sequence[str] = (),
    related: Sequence[tuple[str, str]] = (),
) -> list[HeaderLine]:
    """Return the table in lines of at most ``width`` cells.

    ``known`` gives the subject of a cable of the archive by its canonical id, or None for a cable that is
    not there, ``sent`` in words when such a one was sent ('' where nobody knows); ``sentence`` says what is
    repeated in this record; ``citing`` are the cables of the archive that cite it, ``related`` those
    that are the same message as a whole, each with what it is to this one.
    """
    lines = [*_title(cable, width), HeaderLine(())]
    for label, runs in _fields(cable, glyphs):
        lines += _row(label, runs, width, glyphs)
    lines += _references(cable, width, glyphs, known, sent)
    lines += _citing(citing, width, glyphs, known)
    lines += _related(related, width, glyphs)
    if sentence:
        label = "Repeated"
        for start, end in wrap(sentence, 0, len(sentence), width - LABEL_WIDTH):
            lines += _row(label, [(sentence[start:end], "within")], width, glyphs)
            label = ""
    lines.append(HeaderLine(((glyphs.rule * width, "rule"),)))
    return lines


def _title(cable: Cable, width: int) -> Iterator[HeaderLine]:
    text = printable_line(cable.subject or cable.title or "(no subject)")
    for start, end in wrap(text, 0, len(text), width):
        yield HeaderLine(((text[start:end], "strong"),))


def _fields(cable: Cable, glyphs: Glyphs) -> Iterator[tuple[str, list[Run]]]:
    separator = f" {glyphs.separator} "
    routing = cable.routing
    sender = [cable.origin or "", routing.from_station or "" if routing and not cable.origin else ""]
    sent = in_words(cable.created)
    precedence = ", ".join(routing.precedence) if routing else ""
    yield "From", _joined([*sender, sent, precedence], separator)
    if routing:
        yield "To", _joined([_stations(routing.action)], separator)
        yield "Info", _joined([_stations(routing.info)], separator)
    marked: list[Run] = []
    if cable.classification:
        marked.append((printable_line(cable.classification), role_of(cable.classification)))
    rest = [
        " ".join(cable.captions),
        f"declassify {cable.declassify_on or cable.declassify_text}"
        if cable.declassify_on or cable.declassify_text
        else "",
        f"reasons {', '.join(cable.classification_reasons)}" if cable.classification_reasons else "",
    ]
    others = _joined(rest, separator)
    yield "Marked", [*marked, (separator, "faint"), *others] if marked and others else [*marked, *others]
    yield "By", _joined(["; ".join(cable.classified_by)], separator)
    yield "Signed", _joined([", ".join(cable.signers)], separator)
    yield "Tags", _joined([" ".join(cable.tags)], separator)
    notes = [
        "cancelled message" if cable.cancelled else "",
        f"corrected copy {cable.corrected}".strip() if cable.corrected is not None else "",
        "partial extract" if cable.partial else "",
    ]
    yield "Note", _joined(notes, separator)


def _stations(addressees: Sequence[Addressee]) -> str:
    names = [addressee.station for addressee in addressees]
    return f"{', '.join(names)}" if len(names) < 4 else f"{len(names)}: {', '.join(names)}"


def _joined(values: Sequence[str], separator: str) -> list[Run]:
    runs: list[Run] = []
    for value in values:
        if value:
            if runs:
                runs.append((separator, "faint"))
            runs.append((printable_line(value), "text"))
    return runs


def _row(label: str, runs: Sequence[Run], width: int, glyphs: Glyphs) -> list[HeaderLine]:
    """Return a row of one line, cut where it is too long; none when there is nothing to say."""
    if not runs:
        return []
    shown: list[Run] = [(label.ljust(LABEL_WIDTH), "label")]
    room = max(width - LABEL_WIDTH, 1)
    for text, role in runs:
        if len(text) > room:
            shown.append((fit(text, room, glyphs.ellipsis), role))
            break
        shown.append((text, role))
        room -= len(text)
        if not room:
            break
    return [HeaderLine(tuple(shown))]


def _references(
    cable: Cable,
    width: int,
    glyphs: Glyphs,
    known: Callable[[str], str | None],
    sent: Callable[[str], str],
) -> Iterator[HeaderLine]:
    citations = [citation for citation in cable.citations if citation.id or citation.text]
    label = "Refs"
    for citation in citations[:_MOST_REFERENCES]:
        runs, link = _reference(citation, known, sent)
        for line in _row(label, runs, width, glyphs):
            yield HeaderLine(line.runs, link)
        label = ""
    named = {citation.id for citation in citations}
    more = [key for key in cable.references if key not in named]
    if more:
        runs = _joined([" ".join(more)], " ")
        for line in _row(label, runs, width, glyphs):
            yield HeaderLine(line.runs, more[0] if known(more[0]) is not None else None)
        label = ""
    if len(citations) > _MOST_REFERENCES:
        left = len(citations) - _MOST_REFERENCES
        yield from _row(label, [(f"and {left} more", "dim")], width, glyphs)


def _citing(
    keys: Sequence[str], width: int, glyphs: Glyphs, known: Callable[[str], str | None]
) -> Iterator[HeaderLine]:
    label = "Cited by"
    shown = len(keys) if len(keys) <= _MOST_CITING else _MOST_CITING - 1
    for key in keys[:shown]:
        runs: list[Run] = [(printable_line(key), "link"), ("  ", "text")]
        for line in _row(label, [*runs, (printable_line(known(key) or ""), "dim")], width, glyphs):
            yield HeaderLine(line.runs, key)
        label = ""
    if keys[shown:]:
        yield from _row(label, [(f"and {len(keys) - shown:,} more", "dim")], width, glyphs)


def _related(related: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> Iterator[HeaderLine]:
    label = "Same text"
    for key, words in related:
        runs: list[Run] = [(printable_line(key), "link"), ("  ", "text"), (printable_line(words), "within")]
        for line in _row(label, runs, width, glyphs):
            yield HeaderLine(line.runs, key)
        label = ""


def _reference(
    citation: Citation, known: Callable[[str], str | None], sent: Callable[[str], str]
) -> tuple[list[Run], str | None]:
    letter = f"{citation.letter}  " if citation.letter else ""
    if citation.kind is not CitationKind.CABLE or not citation.id:
        return [(letter, "dim"), (printable_line(citation.text), "dim")], None
    subject = known(citation.id)
    if subject is None:
        return [
            (letter, "dim"),
            (citation.id, "text"),
            (f"  not in this archive{sent(citation.id)}", "faint"),
        ], None
    return [
        (letter, "dim"),
        (citation.id, "link"),
        ("  ", "text"),
        (printable_line(subject), "dim"),
    ], citation.id
