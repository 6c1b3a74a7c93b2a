"""Names among the words that were hidden.

The one fact that surprises: nothing here knows who is a person. A name is a run of capitalised words inside
hidden text, which is what the eye takes for one too; in messages all in capitals there is nothing to go by,
and nothing is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from duplicates.diff.hunks import STOP_WORDS
from duplicates.releases.model import PostNames
from parser.ids import parse_id

if TYPE_CHECKING:
    from collections.abc import Iterable

# Mehmet Aydin · Al-Ahram Center · QC Chen · Ahmed al-Habrush · but not U.K. or GOE-funded
_WORD: Final = re.compile(
    r"(?:[A-Z]\.){2,}|(?:al-|el-|ben-|bin )?[A-Z][\w’']*(?:-[A-Z]\w*)*(?:-[a-z]\w*)?|\w+|\S"
)
_ADDRESS: Final = re.compile(r"\S{0,200}(?:://|@|www\.)\S{0,200}")
_TITLE: Final = re.compile(r"\b(Dr|Mr|Mrs|Ms|Gen|Col|Amb|Sen|Rep|Prof|St)\.")
# XXXXXXXXXXXX · GOE-funded · U.K. · End Comment; ed_Riga is the end of an address that was broken in two
_NO_NAME: Final = re.compile(r"[XХ]{3,}|[A-Z]\w*-[a-z]\w*|(?:[A-Z]\.)+|(?:Begin|End|Comment|Note|Summary)")
_MOST: Final = 12


def names(text: str, common: frozenset[str] = frozenset()) -> list[str]:
    """Return the names in hidden words, in order, each as often as it stands there.

    ``common`` are words that the cable writes with a small letter too: alone they are no names.
    """
    text = _TITLE.sub(r"\1", _ADDRESS.sub(" , ", text))
    letters = [character for character in text if character.isalpha()]
    if sum(map(str.isupper, letters)) > 0.6 * len(letters) and len(text.split()) > 3:
        return []  # all capitals: nothing tells a name
    found: list[str] = []
    run: list[str] = []
    for token in [*_WORD.findall(text), ""]:
        if (
            any(map(str.isupper, token))
            and "_" not in token
            and not _NO_NAME.fullmatch(token)
            and token.casefold() not in STOP_WORDS
        ):
            run.append(token)
            continue
        while run and run[0].casefold() in common:
            run.pop(0)
        if run:
            found.append(re.sub(r"['’]s$", "", " ".join(run)))
        run = []
    return found


def by_post(found: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[PostNames, ...]:
    """Return names counted by post, the most frequent first; they are given with the keys of their cables."""
    counted: dict[str, Counter[str]] = {}
    for key, hidden in found:
        id_ = parse_id(key.split("@")[0])
        counted.setdefault(id_.post if id_ else key, Counter()).update(hidden)
    ranked = sorted(counted.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple(
        PostNames(post, tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:_MOST]))
        for post, counter in ranked
        if counter
    )
