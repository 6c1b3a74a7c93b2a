"""A comparison as text for a terminal, and as Markdown.

The one fact that surprises: a change is shown inside its sentence. Words alone, without what stands beside
them, tell a reader nothing.
"""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from duplicates.diff.model import PartKind
from duplicates.diff.summary import sentence
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duplicates.releases.model import ChangedCable, Comparison, History, PostNames, Shown

HEADS: Final = "Cable, origin, date, what changed"
"""What the line of a changed cable holds, in its order."""
_SIGNS: Final = "below it the words: [-early-] {+late+}, {~moved~}"
_IDS_SHOWN: Final = 50
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$:-])")
_SPACES: Final = re.compile(r"\s+")
_LONG: Final = 1_500  # characters of a change that a terminal or a page of Markdown is given


def summary(comparison: Comparison) -> list[str]:
    """Return the sentences that say what happened between the releases."""
    lines = [
        f"{_count(len(comparison.changed), 'cable')} changed, {len(comparison.added)} added,"
        f" {len(comparison.removed)} removed, {comparison.unchanged} unchanged."
    ]
    if comparison.trivial:
        lines.append(
            f"Of the unchanged, {len(comparison.trivial)} have the same words and fields, but other line"
            " breaks, punctuation, letter case or lines of the publisher."
        )
    if comparison.changed:
        lines.append(f"In all {sentence(comparison.counts)}.")
    return lines


def names_lines(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield what happened to names, and post by post which, the most frequent first."""
    for verb, found in (("redacted", comparison.redacted_names), ("restored", comparison.restored_names)):
        for post in found:
            yield f"Names {verb}, {post.post}", named(post)


def named(post: PostNames) -> str:
    """Return names with how often each stands: ``Kai (2), Erika``."""
    return ", ".join(name if times == 1 else f"{name} ({times})" for name, times in post.names)


def heading(cable: ChangedCable) -> str:
    """Return a changed cable's line: id, origin, date, what happened."""
    return "  ".join((*_facts(cable), _told(cable)))


def title(cable: ChangedCable) -> str:
    """Return the same line where several blanks count as one: ``ID, origin, date: what happened``."""
    return f"{', '.join(_facts(cable))}: {_told(cable)}"


def _facts(cable: ChangedCable) -> list[str]:
    date = cable.created.date().isoformat() if cable.created else ""
    return [fact for fact in (cable.key, cable.origin, date) if fact]


def _told(cable: ChangedCable) -> str:
    return sentence(cable.counts) if cable.changes else "the words are the same"


def in_sentence(shown: Shown) -> str:
    """Return a change between the words beside it, in the brackets of a word diff."""
    change = shown.change
    early, late = _shortened(change.early_text), _shortened(change.late_text)
    if change.kind is PartKind.MOVED:
        return f"{{~{early}~}} moved to: {_beside(shown.before)} ~ {_beside(shown.after)}"
    middle = (f"[-{early}-]" if early else "") + (f"{{+{late}+}}" if late else "")
    return f"… {_beside(shown.before)}{middle}{_set_off(shown)}{_beside(shown.after)} …"


def _set_off(shown: Shown) -> str:
    """Return a blank where words went and those behind them would stick to the bracket."""
    return " " if not shown.change.late_text and shown.after[:1].isalnum() else ""


def _beside(text: str) -> str:
    return printable_line(_SPACES.sub(" ", text))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > _LONG:
        text = f"{text[: _LONG // 2]} […] {text[-_LONG // 2 :]}"
    return printable_line(text)


def comparison_as_text(comparison: Comparison, *, width: int = 100) -> Iterator[str]:
    """Yield the lines of a comparison, at most ``width`` wide where the words allow it."""
    width = max(width, 40)
    yield from wrap(f"{printable_line(comparison.early)} and {printable_line(comparison.late)}", width)
    for line in summary(comparison):
        yield from wrap(line, width)
    for name, line in names_lines(comparison):
        yield from wrap(printable_line(f"{name}: {line}"), width, subsequent_indent="  ")
    for label, keys in (("Added", comparison.added), ("Removed", comparison.removed)):
        if keys:
            yield ""
            yield from wrap(f"{label}: {_ids(keys)}", width, subsequent_indent="  ")
    if comparison.changed:
        yield ""
        yield from wrap(f"{HEADS}; {_SIGNS}", width)
    for cable in comparison.changed:
        yield ""
        yield from wrap(printable_line(heading(cable)), width, subsequent_indent="  ")
        for field in cable.fields:
            text = f"{field.name}: {field.early or '(none)'} → {field.late or '(none)'}"
            yield from _indented(printable_line(text), width)
        place = None
        for shown in cable.changes:
            if shown.place != place:
                place = shown.place
                yield f"  {printable_line(place)}"
            yield from _indented(f"{shown.change.kind}: {in_sentence(shown)}", width, by=4)
        if cable.furniture:
            yield from _indented(_furniture(cable), width)


def _furniture(cable: ChangedCable) -> str:
    return f"{_count(cable.furniture, 'change')} in lines of the publisher around the message"


def _indented(text: str, width: int, by: int = 2) -> list[str]:
    indent = " " * by
    return wrap(text, width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False)


def _ids(keys: Sequence[str]) -> str:
    listed = printable_line(" ".join(keys[:_IDS_SHOWN]))
    return listed + (f" and {len(keys) - _IDS_SHOWN} more" if len(keys) > _IDS_SHOWN else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def history_as_text(history: History, *, width: int = 100) -> Iterator[str]:
    """Yield each cable's way through the releases, then each step's comparison."""
    yield "Releases: " + ", ".join(
        f"{number} {printable_line(name)}" for number, name in enumerate(history.releases, 1)
    )
    yield ""
    for key, told in _ways(history):
        yield from wrap(f"{printable_line(key)}  {told}", max(width, 40), subsequent_indent="  ")
    for comparison in history.steps:
        yield ""
        yield "=" * min(width, 72)
        yield from comparison_as_text(comparison, width=width)


def _ways(history: History) -> Iterator[tuple[str, str]]:
    """Yield each cable's key and what became of it, step by step."""
    for key, steps in history.cables().items():
        told = []
        for number, step in enumerate(steps, 1):
            figures = {kind: (times, words) for kind, times, words in step.counts}
            told.append(
                f"{number}→{number + 1} {step.status}" + (f": {sentence(figures)}" if figures else "")
            )
        yield key, "; ".join(told)


def history_as_markdown(history: History) -> Iterator[str]:
    """Yield each cable's way through the releases, then each step's comparison, as Markdown."""
    yield "# " + ", ".join(f"{number} {_escaped(name)}" for number, name in enumerate(history.releases, 1))
    yield from ("", "## History", "")
    yield from (f"- {_escaped(key)}  {_escaped(told)}" for key, told in _ways(history))
    for comparison in history.steps:
        yield ""
        yield from comparison_as_markdown(comparison)


def comparison_as_markdown(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a comparison as Markdown; nothing that a cable contains formats itself."""
    yield f"# {_escaped(comparison.early)} and {_escaped(comparison.late)}"
    for line in summary(comparison):
        yield from ("", _escaped(line))
    rows = list(names_lines(comparison))
    if rows:
        yield ""
        yield from (f"- {_escaped(name)}: {_escaped(line)}" for name, line in rows)
    for label, keys in (("Added", comparison.added), ("Removed", comparison.removed)):
        if keys:
            yield from ("", f"## {label}", "", _escaped(" ".join(keys)))
    for cable in comparison.changed:
        yield from ("", f"## {_escaped(title(cable))}", "")
        for field in cable.fields:
            yield f"- {field.name}: {_escaped(field.early) or '(none)'} → {_escaped(field.late) or '(none)'}"
        for shown in cable.changes:
            yield f"- {_escaped(shown.place)}, {shown.change.kind}: {_in_markdown(shown)}"
        if cable.furniture:
            yield f"- {_furniture(cable)}"


def _in_markdown(shown: Shown) -> str:
    change = shown.change
    early, late = _escaped(_shortened(change.early_text)), _escaped(_shortened(change.late_text))
    middle = " ".join(part for part in (early and f"~~{early}~~", late and f"**{late}**") if part)
    return f"… {_escaped(_beside(shown.before))}{middle}{_set_off(shown)}{_escaped(_beside(shown.after))} …"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", printable_line(text))
