"""A reading copy as plain text or as Markdown.

The one fact that surprises: Markdown needs more escaping than HTML. A cable that says ``*`` or begins a line
with ``1.`` would format itself, so every character that could is escaped.
"""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from duplicates.moments import in_words
from parser.kinds import COVER_KINDS, Kind
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duplicates.reading_copy.model import LeftOut, ReadingCopy

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$:-])")
_LIST: Final = re.compile(r"^(\d+)([.)])")
_ITEM: Final = re.compile(r"--?\s*|[*•·]\s*")


def copy_as_text(copy: ReadingCopy, *, width: int = 80) -> str:
    """Return the copy as text in lines of at most ``width`` columns where the words allow it."""
    return "\n".join(_text_lines(copy, max(width, 20))) + "\n"


def facts(copy: ReadingCopy) -> list[str]:
    """Return id, origin, time and classification, those that the record states."""
    return [
        fact
        for fact in (copy.id, copy.origin or "", in_words(copy.created), copy.classification or "")
        if fact
    ]


def agreement(copy: ReadingCopy) -> str:
    """Say in a sentence whether the copies of the message agree."""
    if len(copy.sources) == 1:
        return ""
    sigla = [source.siglum for source in copy.sources]
    named = f"{', '.join(sigla[:-1])} and {sigla[-1]}"
    if not copy.notes:
        return f"{named} agree word for word" + (" in what they share." if copy.missing else ".")
    count = len(copy.notes)
    return f"{named} differ in {count} {'place' if count == 1 else 'places'}; see the notes."


def missing(copy: ReadingCopy) -> Iterator[tuple[str, str]]:
    """Yield siglum and a list of the passages that this copy lacks."""
    for siglum, names in copy.missing:
        yield siglum, in_short(names)


def left_out(copy: ReadingCopy) -> Iterator[tuple[str, str, str]]:
    """Yield where, what and the words of all that is not shown; repeats that follow each other in one."""
    repeats: list[LeftOut] = []
    for item in copy.left_out:
        if item.text is None and repeats and repeats[-1].siglum == item.siglum:
            repeats.append(item)
            continue
        if repeats:
            yield _repeats(repeats)
        repeats = [item] if item.text is None else []
        if item.text is not None:
            yield _where(item, item), item.reason, " ".join(item.text.split())
    if repeats:
        yield _repeats(repeats)


def _repeats(items: list[LeftOut]) -> tuple[str, str, str]:
    names = [item.reason.removesuffix(" again") for item in items]
    return _where(items[0], items[-1]), f"{in_short(names)} again", ""


def _where(first: LeftOut, last: LeftOut) -> str:
    if first.line == last.last_line:
        return f"{first.siglum}, line {first.line}"
    return f"{first.siglum}, lines {first.line}-{last.last_line}"


def in_short(names: Sequence[str]) -> str:
    """Return names in a list, numbered paragraphs in runs: ``TAGS, paragraphs 1-12, 3 headings``."""
    out: list[str] = []
    numbers = [int(name.split()[1]) for name in names if name.startswith("paragraph ")]
    others = dict.fromkeys(name for name in names if not name.startswith("paragraph "))
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    if numbers:
        spans = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
        out.append(f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(spans)}")
    for name in others:
        count = list(names).count(name)
        out.append(name if count == 1 else f"{name} ({count} times)")
    return ", ".join(out)


def _text_lines(copy: ReadingCopy, width: int) -> Iterator[str]:
    yield from _wrapped("  ".join(facts(copy)), width)
    yield from _wrapped(copy.title, width)
    yield "=" * min(width, 72)
    for passage in copy.passages:
        in_cover = passage.kind in COVER_KINDS
        if not in_cover or passage.kind is Kind.BANNER:
            yield ""
        for line in passage.lines:
            yield from _wrapped(line, width)
        if passage.kind is Kind.HEADING:
            yield "-" * min(width, max(map(len, passage.lines)))
    yield from _section("Copies", width)
    for source in copy.sources:
        yield from _wrapped(f"{source.siglum}  {source}", width)
    if agreement(copy):
        yield from _wrapped(agreement(copy), width)
    for siglum, names in missing(copy):
        yield from _wrapped(f"{siglum} lacks: {names}", width)
    if copy.notes:
        yield from _section("Notes", width)
        for note in copy.notes:
            yield from _wrapped(f"[{note.number}] {note.text}", width)
    yield from _section("Left out", width)
    for where, what, words in left_out(copy):
        yield from _wrapped(f"{where}: {what}" + (f": {words}" if words else ""), width)
    if not copy.left_out:
        yield "nothing"


def _section(name: str, width: int) -> list[str]:
    return ["", "", name, "=" * min(width, 72)]


def _wrapped(text: str, width: int) -> list[str]:
    """Break a line; what follows an item's dashes is indented under it."""
    shown = printable_line(text)
    item = _ITEM.match(shown)
    indent = " " * (len(item[0]) if item else 0)
    return wrap(shown, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [
        ""
    ]


def copy_as_markdown(copy: ReadingCopy) -> str:
    """Return the copy as Markdown with its notes as footnotes."""
    return "\n".join(_markdown_lines(copy)) + "\n"


def _markdown_lines(copy: ReadingCopy) -> Iterator[str]:
    yield f"# {_escaped(copy.title or copy.id)}"
    yield ""
    yield _escaped("  ".join(facts(copy)))
    for passage in copy.passages:
        yield ""
        lines = [_footnoted(line) for line in passage.lines]
        if passage.kind is Kind.HEADING:
            yield f"## {' '.join(lines)}"
        else:
            yield from (f"{line}  " if number < len(lines) - 1 else line for number, line in enumerate(lines))
    yield from ("", "## Copies", "")
    for source in copy.sources:
        yield f"- {source.siglum}: {_escaped(str(source))}"
    for siglum, names in missing(copy):
        yield f"- {siglum} lacks: {_escaped(names)}"
    if agreement(copy):
        yield from ("", _escaped(agreement(copy)))
    for note in copy.notes:
        yield from ("", f"[^{note.number}]: {_escaped(note.text)}")
    yield from ("", "## Left out", "")
    for where, what, words in left_out(copy):
        yield f"- {_escaped(where)}: {_escaped(what)}" + (f": {_escaped(words)}" if words else "")
    if not copy.left_out:
        yield "nothing"


def _escaped(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1", printable_line(text))
    return _LIST.sub(r"\1\\\2", escaped)


def _footnoted(line: str) -> str:
    return re.sub(r"\\\[(\d{1,4})\\\]", r"[^\1]", _escaped(line))
