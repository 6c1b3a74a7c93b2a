"""Which groups a report tells and in which order, as the browser's lists of groups and copies do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from duplicates.report.selection import of_groups
from tui.commands.completing import CABLE_NAME
from tui.commands.loading import fail
from tui.listing.group_order import SCOPES, SORTS, chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from duplicates.model import Findings

_OPTIONS: Final = (
    click.option(
        "--cable",
        "of_cables",
        type=CABLE_NAME,
        multiple=True,
        metavar="ID",
        help="Only groups that touch this cable.",
    ),
    click.option(
        "--group", "ids", multiple=True, metavar="ID", help="Only the group of this id. May be repeated."
    ),
    click.option(
        "--stands",
        type=click.Choice(list(SCOPES)),
        default="anywhere",
        show_default=True,
        help="Only groups whose places stand so.",
    ),
    click.option("--sort", type=click.Choice(list(SORTS)), help="The order of the groups; else as found."),
    click.option("--reverse", is_flag=True, help="Turn the order round."),
)


def choosing_groups(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose and sort groups to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def choose_groups(
    findings: Findings, ids: Sequence[str], stands: str, sort: str | None, *, reverse: bool
) -> Findings:
    """Return the findings with the groups that are asked for, in the order asked for.

    Exits with 2 where a group that is asked for is not among them.
    """
    if not ids and stands == "anywhere" and sort is None and not reverse:
        return findings
    wanted = frozenset(id_.removeprefix("'") for id_ in ids)  # as the CSV shows those that look like numbers
    groups: Sequence[Any] = [
        group for group in findings.groups if (not wanted or group.id in wanted) and SCOPES[stands](group)
    ]
    if missing := wanted.difference(group.id for group in groups):
        raise fail(
            f"--group {min(missing)}: no such group is told; other cables and other options give other groups"
        )
    if sort is not None:
        groups = chosen(
            groups, kind="all kinds", scope="anywhere", forms="with forms", by=sort, backwards=reverse
        )
    elif reverse:
        groups = groups[::-1]
    if not wanted and stands == "anywhere":
        return replace(findings, groups=tuple(groups))
    return of_groups(findings, tuple(groups))
