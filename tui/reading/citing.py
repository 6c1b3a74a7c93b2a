"""What an archive knows of references beyond the cable that has them: who cites it, the date of a lost one.

The one fact that surprises: a cable that is not there can be dated, since posts number in order of time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Sequence


def citing(archive: object, cable_id: str | None) -> Sequence[str]:
    """Return the ids of the cables that cite one, by year, post and serial; () where nothing is known."""
    if cable_id is None or not isinstance(archive, Archive):
        return ()
    from corpus.references import cited_by  # a list of cables waits for no expressions

    return cited_by(archive, cable_id)


def sent_about(archive: object, cable_id: str) -> str:
    """Return about when a lost cable was sent, as the end of a sentence; empty where nobody knows."""
    if not isinstance(archive, Archive):
        return ""
    from corpus.references import sent_between

    after, before = sent_between(archive, cable_id)
    if after and before:
        end = before.removeprefix(after[:5])  # without the year that both have
        return f", of {after}" if after == before else f", of {after} to {end}"
    if after or before:
        return f", after {after}" if after else f", before {before}"
    return ""
