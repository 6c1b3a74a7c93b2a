"""How groups of repeated text are sorted and chosen: by measure; by kind, scope and whether they are forms.

A form (a Classified By line, a clearance template) is repeated because it is a form, so forms are left out
until they are asked for: on a real archive they are nine groups of ten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.model import GroupKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from duplicates.model import Group


def is_form(group: Group) -> bool:
    """Tell whether a group is boilerplate or a family."""
    return group.boilerplate or group.kind is GroupKind.FAMILY


def date_of(group: Group) -> str:
    """Return the date of a group's earliest place, '' when none is stated."""
    created = group.members[0].created
    return f"{created:%Y-%m-%d}" if created else ""


def fewest(group: Group) -> float:
    """Return the least similarity of a group's places to the earliest."""
    return min(member.similarity for member in group.members)


SORTS: Final[dict[str, Callable[[Group], tuple[object, ...]]]] = {
    "words": lambda group: (-group.words, -len(group.members)),
    "places": lambda group: (-len(group.members), -group.words),
    "cables": lambda group: (-group.cables, -group.words),
    "posts": lambda group: (-group.posts, -group.words),
    "date": lambda group: (date_of(group), -group.words),
    "similarity": lambda group: (fewest(group), -group.words),
}
"""Measures, what a reader wants to see coming first: the longest, the most, the earliest, the least alike."""

KINDS: Final[dict[str, frozenset[GroupKind]]] = {
    "all kinds": frozenset(GroupKind),
    "the same words": frozenset({GroupKind.EXACT}),
    "nearly the same": frozenset({GroupKind.NEAR, GroupKind.FAMILY}),
    "shared passages": frozenset({GroupKind.PASSAGE}),
}
SCOPES: Final[dict[str, Callable[[Group], bool]]] = {
    "anywhere": lambda group: True,
    "inside one cable": lambda group: group.cables == 1,
    "in several cables": lambda group: group.cables > 1,
    "of several posts": lambda group: group.posts > 1,
}
FORMS: Final[dict[str, Callable[[Group], bool]]] = {
    "without forms": lambda group: not is_form(group),
    "with forms": lambda group: True,
    "only forms": is_form,
}


def chosen(
    groups: Iterable[Group], *, kind: str, scope: str, forms: str, by: str, backwards: bool
) -> list[Group]:
    """Return the groups of a kind and scope, sorted by a measure."""
    kinds, in_scope, wanted = KINDS[kind], SCOPES[scope], FORMS[forms]
    found = [group for group in groups if group.kind in kinds and wanted(group) and in_scope(group)]
    found.sort(key=SORTS[by], reverse=backwards)
    return found


def following(names: Iterable[str], name: str) -> str:
    """Return the name after one, round the end."""
    listed = list(names)
    return listed[(listed.index(name) + 1) % len(listed)]
