"""Passages kept between searches: they are looked for again only among texts that new ones share words with.

The one fact that surprises: a new text can take a passage away from two old ones, because a run is matched
with the earliest text that has it. So what is looked for again are the old texts that share a run with a new
one, among themselves too, beside every text that could be the earliest of one of their runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from duplicates.aside import only
from duplicates.means import UNLIMITED, Means
from duplicates.passages import Passages, passages
from duplicates.results.files import read_arrays, write_arrays
from duplicates.results.known import earliest_bearers, known
from duplicates.results.rows import DamagedError
from duplicates.word_runs import sharing

if TYPE_CHECKING:
    from pathlib import Path

    from duplicates.model import Parameters
    from duplicates.prepare import Prepared
    from duplicates.progress import Watch
    from duplicates.texts import Flags, Numbers, Texts

_FIELDS = tuple(Passages.__dataclass_fields__)


def passages_name(parameters: Parameters) -> str:
    """Return the name of the file of passages for some parameters."""
    return f"passages-{parameters.threshold!r}-{parameters.min_words}-{parameters.passage_words}.npz"


def kept_passages(
    prepared: Prepared, parameters: Parameters, folder: Path, watch: Watch, means: Means = UNLIMITED
) -> Passages:
    """Return the passages of the comparable texts, by their place among these, and keep them."""
    numbers = np.flatnonzero(prepared.comparable)
    digests = prepared.digests[numbers]
    bearers = earliest_bearers(prepared, numbers)
    texts = only(prepared.texts, numbers, means.held)
    place = folder / passages_name(parameters)
    try:
        held = read_arrays(place)
        matched = known(held["digests"], digests)
        old, changed = _carried(held, matched.number, bearers, matched.fresh)
    except (DamagedError, KeyError):
        old, changed = None, None
    if old is None or changed is None:
        found = passages(texts, parameters.passage_words, parameters.threshold, watch, means=means)
    elif not changed.any():
        return old
    else:
        found = _renewed(texts, old, changed, parameters, watch)
    write_arrays(
        place,
        {"digests": digests, "bearers": bearers, **{name: getattr(found, name) for name in _FIELDS}},
    )
    return found


def _carried(
    held: dict[str, Any], number: Numbers, bearers: Any, fresh: Flags
) -> tuple[Passages | None, Flags | None]:
    """Return the kept passages by the numbers of now, and the texts that are new or have moved in time.

    None where a text has gone: what it was the earliest of is not told by what is left.
    """
    if (number < 0).any():
        return None, None
    changed = fresh.copy()
    changed[number] |= bearers[number] != held["bearers"]
    values = {name: held[name] for name in _FIELDS}
    return Passages(**{**values, "a": number[held["a"]], "b": number[held["b"]]}), changed


def _renewed(texts: Texts, old: Passages, changed: Flags, parameters: Parameters, watch: Watch) -> Passages:
    least = parameters.passage_words
    touched = sharing(texts, changed, least, watch) | changed
    around = np.flatnonzero(sharing(texts, touched, least, watch) | touched)
    some = passages(texts.only(around), least, parameters.threshold, watch)
    a, b = around[some.a], around[some.b]
    new, kept = touched[a] & touched[b], ~(touched[old.a] & touched[old.b])
    joined = {
        name: np.concatenate((getattr(old, name)[kept], values[new]))
        for name in _FIELDS
        for values in [{"a": a, "b": b}.get(name, getattr(some, name))]
    }
    order = np.lexsort((joined["b_start"], joined["a_start"], joined["b"], joined["a"]))
    return Passages(**{name: values[order] for name, values in joined.items()})
