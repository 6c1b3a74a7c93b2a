"""How groups of repeated text are sorted and chosen: by measure; by kind, scope and whether they are forms.

A form (a Classified By line, a clearance template) is repeated because it is a form, so forms are left out
until they are asked for: on a real archive they are nine groups of ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from duplicates.group_kinds import GroupKind
from duplicates.results.kept_groups import LOOKS, KeptGroups, look_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from duplicates.model import Group


class Look(Protocol):
    """What of a group decides whether it is chosen."""

    @property
    def kind(self) -> GroupKind: ...
    @property
    def boilerplate(self) -> bool: ...
    @property
    def cables(self) -> int: ...
    @property
    def posts(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Seen:
    kind: GroupKind
    boilerplate: bool
    cables: int
    posts: int


_LOOKS: Final = {
    look_of(place, form, cables, posts): _Seen(kind, bool(form), cables, posts)
    for place, kind in enumerate(GroupKind)
    for form in (0, 1)
    for cables in (1, 2)
    for posts in (1, 2)
}


def is_form(group: Look) -> bool:
    """Tell whether a group is boilerplate or a family."""
    return group.boilerplate or group.kind is GroupKind.FAMILY


def date_of(group: Group) -> str:
    """Return the date of a group's earliest place, '' when none is stated."""
    created = group.members[0].created
    return f"{created:%Y-%m-%d}" if created else ""


SORTS: Final[dict[str, Callable[[Group], tuple[object, ...]]]] = {
    "words": lambda group: (-group.words, -len(group.members)),
    "places": lambda group: (-len(group.members), -group.words),
    "cables": lambda group: (-group.cables, -group.words),
    "posts": lambda group: (-group.posts, -group.words),
    "date": lambda group: (date_of(group), -group.words),
    "similarity": lambda group: (group.least, -group.words),
}
"""Measures, what a reader wants to see coming first: the longest, the most, the earliest, the least alike."""

RISING: Final = frozenset({"date", "similarity"})
"""Measures of which the least comes first."""

KINDS: Final[dict[str, frozenset[GroupKind]]] = {
    "all kinds": frozenset(GroupKind),
    "the same words": frozenset({GroupKind.EXACT}),
    "nearly the same": frozenset({GroupKind.NEAR, GroupKind.FAMILY}),
    "shared passages": frozenset({GroupKind.PASSAGE}),
}
SCOPES: Final[dict[str, Callable[[Look], bool]]] = {
    "anywhere": lambda group: True,
    "inside one cable": lambda group: group.cables == 1,
    "in several cables": lambda group: group.cables > 1,
    "of several posts": lambda group: group.posts > 1,
}
FORMS: Final[dict[str, Callable[[Look], bool]]] = {
    "without forms": lambda group: not is_form(group),
    "with forms": lambda group: True,
    "only forms": is_form,
}

KIND_OPTIONS: Final[dict[str, tuple[str, ...]]] = {
    "all kinds": (),
    "the same words": ("--kinds=exact",),
    "nearly the same": ("--kinds=near,family",),
    "shared passages": ("--kinds=passage",),
}
SCOPE_OPTIONS: Final[dict[str, tuple[str, ...]]] = {
    "anywhere": (),
    "inside one cable": ("--stands", "inside one cable"),
    "in several cables": ("--stands", "in several cables"),
    "of several posts": ("--stands", "of several posts"),
}
FORM_OPTIONS: Final[dict[str, tuple[str, ...]]] = {
    "without forms": ("--boilerplate=out",),
    "with forms": (),
    "only forms": ("--boilerplate=only",),
}
"""The options of ``cablediff report`` that choose the same."""


def report_options(*, kind: str, scope: str, forms: str, by: str, backwards: bool) -> list[str]:
    """Return the options that have ``cablediff report`` tell what `chosen` returns, in its order."""
    options = [*KIND_OPTIONS[kind], *SCOPE_OPTIONS[scope], *FORM_OPTIONS[forms], f"--sort={by}"]
    return [*options, "--reverse"] if backwards else options


def chosen(
    groups: Iterable[Group], *, kind: str, scope: str, forms: str, by: str, backwards: bool
) -> Sequence[Group]:
    """Return the groups of a kind and scope, sorted by a measure; equals stay as found, or all turned round.

    Groups of a register are not looked at one by one: it has their order, and what they look like.
    """
    kinds, in_scope, of_forms = KINDS[kind], SCOPES[scope], FORMS[forms]

    def wanted(group: Look) -> bool:
        return group.kind in kinds and of_forms(group) and in_scope(group)

    if isinstance(groups, KeptGroups):
        table = [look in _LOOKS and wanted(_LOOKS[look]) for look in range(LOOKS)]
        return groups.chosen(by, table, backwards=backwards)
    found = sorted(filter(wanted, groups), key=SORTS[by])
    return found[::-1] if backwards else found


def following(names: Iterable[str], name: str) -> str:
    """Return the name after one, round the end."""
    listed = list(names)
    return listed[(listed.index(name) + 1) % len(listed)]
