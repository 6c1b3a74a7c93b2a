"""Completing a query as it is typed: the fields first, then the values that the archive has, with counts.

It looks at the last term only, and gives whole queries back, so that a prompt has nothing to put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.query_fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.statistics import Count

SUBJECTS: Final = {
    "origin": "origin",
    "tag": "tag",
    "class": "classification",
    "date": "month",
    "from": "sender",
    "to": "addressee",
    "ref": "reference",
    "signer": "signer",
    "caption": "caption",
}
"""The fields whose values can be counted, and what `corpus.statistics` calls them."""

_FIXED: Final = {"has": ("duplicate", "redaction"), "version": ("2",), "transmission": ("2",)}
MOST: Final = 30


class Candidate(NamedTuple):
    """A query that a reader may mean, and the words that it is offered in."""

    query: str
    label: str


def field_of(query: str) -> str:
    """Return the field whose value is being typed at the end of a query; '' when none is."""
    name = query[_last_term(query) :].lstrip("-").partition(":")
    return name[0].lower() if name[1] and name[0].lower() in FIELDS else ""


def candidates(query: str, values: Callable[[str], Sequence[Count]]) -> list[Candidate]:
    """Return what may be meant, the likeliest first. ``values`` gives the values of a field of `SUBJECTS`.

    >>> [found.query for found in candidates("iran or", lambda field: [])]
    ['iran origin:']
    """
    start = _last_term(query)
    head, term = query[:start], query[start:]
    if term.startswith("-"):
        head, term = head + "-", term[1:]
    name = field_of(query)
    if not name:
        fields = [field for field in FIELDS if field.startswith(term.lower())]
        return [Candidate(f"{head}{field}:", f"{field}:") for field in fields]
    typed = term.partition(":")[2].strip('"').casefold()
    if name in _FIXED:
        return [Candidate(f"{head}{name}:{value} ", value) for value in _FIXED[name] if typed in value]
    if name not in SUBJECTS:
        return []
    known = values(name)
    begin = [each for each in known if each.value.casefold().startswith(typed)]
    inside = [each for each in known if typed in each.value.casefold() and each not in begin[:MOST]]
    return [
        Candidate(f"{head}{name}:{_quoted(each.value)} ", f"{each.value} {each.records:,}")
        for each in [*begin, *inside][:MOST]
    ]


def _last_term(query: str) -> int:
    """Return where the last term of a query begins; a quotation that is open belongs to it."""
    start, quoted = 0, False
    for place, character in enumerate(query):
        if character == '"':
            quoted = not quoted
        elif not quoted and (character.isspace() or character in "()"):
            start = place + 1
    return start


def _quoted(value: str) -> str:
    plain = value.replace('"', " ")
    return f'"{plain}"' if any(character.isspace() or character in '()"' for character in value) else value
