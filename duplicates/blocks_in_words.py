"""Blocks as a sentence names them: ``the classification line, 2 headings and paragraphs 3 and 4``.

The one fact that surprises: a summary or a comment that bears a number is a paragraph to a reader, who looks
for the number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parser.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parser.model import Block

BODY: Final = frozenset({Kind.SUMMARY, Kind.PARAGRAPH, Kind.COMMENT})

_NAMES: Final = {
    Kind.BANNER: ("the classification line", "classification lines"),
    Kind.CAPTION: ("a caption", "captions"),
    Kind.ATTENTION: ("an attention line", "attention lines"),
    Kind.COVER: ("a line of the cover", "lines of the cover"),
    Kind.CLASSIFIED_BY: ("the Classified By line", "Classified By lines"),
    Kind.HEADING: ("a heading", "headings"),
    Kind.SUMMARY: ("the summary", "summaries"),
    Kind.COMMENT: ("the comment", "comments"),
    Kind.SIGNATURE: ("the signature", "signatures"),
    Kind.PARAGRAPH: ("a paragraph", "paragraphs without a number"),
}
"""What one block of a kind is called, and several."""


def in_words(blocks: Iterable[Block]) -> str:
    """Return blocks in words: kinds in the order of their first, each with all of its blocks."""
    kinds: dict[Kind | None, list[Block]] = {}  # None: numbered paragraphs
    for block in blocks:
        kinds.setdefault(None if number_of(block) is not None else block.kind, []).append(block)
    return listed([_several(kind, found) for kind, found in kinds.items()])


def listed(parts: Sequence[str]) -> str:
    """Return parts as a sentence lists them: ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def number_of(block: Block) -> int | None:
    """Return the number of a paragraph, None where it has none or the block is no paragraph."""
    return block.number if block.kind in BODY else None


def _several(kind: Kind | None, blocks: Sequence[Block]) -> str:
    if kind is None:
        numbers = list(dict.fromkeys(str(block.number) for block in blocks))
        return f"{'paragraph' if len(numbers) == 1 else 'paragraphs'} {listed(numbers)}"
    one, many = _NAMES[kind]
    return one if len(blocks) == 1 else f"{len(blocks)} {many}"
