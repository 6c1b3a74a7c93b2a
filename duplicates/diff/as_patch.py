"""A difference as a patch of lines, for the tools that take one.

The one fact that surprises: it is made of the untouched lines. What a word diff ignores, a page break or
another line end, is a changed line here, because the patch has to turn one text exactly into the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duplicates.diff.model import WordDiff

CONTEXT: Final = 3
_NO_END: Final = "\\ No newline at end of file"

Edit = tuple[str, int, int, int, int]
"""``equal``, ``delete``, ``insert`` or ``replace``, and the lines it stands for on both sides."""


def as_patch(diff: WordDiff, *, early_name: str, late_name: str, context: int = CONTEXT) -> str:
    """Return a unified diff of lines, as ``patch`` and ``git apply`` read it; '' where the texts are equal.

    Tabs, and carriage returns at line ends, stay as they are. Other control characters are shown by harmless
    signs, so a text that holds some is not restored to the byte.
    """
    early, late = _lines(diff.early), _lines(diff.late)
    lines: list[str] = []
    for hunk in _hunks(_edits(early, late), context):
        lines += _written(hunk, early, late)
    if not lines:
        return ""
    head = [f"--- {printable_line(early_name)}", f"+++ {printable_line(late_name)}"]
    return "".join(f"{line}\n" for line in (*head, *lines))


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if lines[-1]:
        lines[-1] += f"\n{_NO_END}"
    else:
        lines.pop()
    return lines


def _edits(early: Sequence[str], late: Sequence[str]) -> list[Edit]:
    """Return the edits in order, deletions and insertions that touch made one replacement."""
    edits: list[Edit] = []
    for code in Indel.opcodes(early, late):
        i, j = code.src_start, code.dest_start
        tag = code.tag
        if edits and tag != "equal" and edits[-1][0] != "equal":
            tag, (_, i, _, j, _) = "replace", edits.pop()
        edits.append((tag, i, code.src_end, j, code.dest_end))
    return edits


def _hunks(edits: Sequence[Edit], context: int) -> Iterator[list[Edit]]:
    """Gather edits that stand close together, with some equal lines around them."""
    hunk: list[Edit] = []
    changed = False
    for tag, i, i_end, j, j_end in edits:
        if tag != "equal":
            hunk.append((tag, i, i_end, j, j_end))
            changed = True
            continue
        length = i_end - i
        if changed and length > 2 * context:
            yield [*hunk, (tag, i, i + context, j, j + context)]
            hunk, changed = [], False
        kept = length if changed else min(length, context)
        rest = (tag, i_end - kept, i_end, j_end - kept, j_end)
        hunk = [*hunk, rest] if changed else [rest] if kept else []
    if changed:
        tag, i, i_end, j, j_end = hunk[-1]
        if tag == "equal" and i_end - i > context:
            hunk[-1] = (tag, i, i + context, j, j + context)
        yield hunk


def _written(hunk: Sequence[Edit], early: Sequence[str], late: Sequence[str]) -> Iterator[str]:
    i, j = hunk[0][1], hunk[0][3]
    yield f"@@ -{_range(i, hunk[-1][2] - i)} +{_range(j, hunk[-1][4] - j)} @@"
    for tag, i, i_end, j, j_end in hunk:
        if tag == "insert":
            yield from (f"+{_shown(line)}" for line in late[j:j_end])
        else:
            sign = " " if tag == "equal" else "-"
            yield from (f"{sign}{_shown(line)}" for line in early[i:i_end])
            if tag == "replace":
                yield from (f"+{_shown(line)}" for line in late[j:j_end])


def _range(start: int, length: int) -> str:
    """Return lines counted from 1; an empty stretch is named by the line before it."""
    return f"{start + 1 if length else start},{length}"


def _shown(line: str) -> str:
    text, _, rest = line.partition("\n")
    words = text.removesuffix("\r")
    end = text[len(words) :]
    return "\t".join(map(printable_line, words.split("\t"))) + end + (f"\n{rest}" if rest else "")
