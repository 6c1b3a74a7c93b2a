"""The report as one HTML page: a table of groups, and behind each its places and what differs.

The one fact that surprises: the page holds no script at all. Groups fold by themselves, and what a cable
contains finds nothing to run in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from duplicates.diff.compare import compare
from duplicates.diff.html_page import render
from duplicates.diff.layout import unified
from duplicates.model import GroupKind

if TYPE_CHECKING:
    from duplicates.model import Group, Member
    from duplicates.report.model import Report

_ENDLESS: Final = 1_000_000_000  # a width at which no line is broken
_EXCERPT: Final = 600  # characters of a leader shown in full before the places
DIFFS: Final = 8
"""Members of a group whose differences are shown; a family of hundreds would bury the reader."""

_PAGE: Final = """{% extends "base" %}
{% from "runs" import runs %}
{% block content %}
<p>{{ found.cables }} cables, {{ found.blocks }} blocks, {{ found.compared }} of them
compared at a similarity of {{ "%.0f%%"|format(found.parameters.threshold * 100) }} and
{{ found.parameters.min_words }} words or more:
{{ found.groups|length }} groups, {{ found.pairs|length }} pairs of near blocks,
{{ problems }} problems in the input.</p>
{% if records %}
<h2>Within records</h2>
<table>
<thead><tr><th scope="col">Record</th><th scope="col">Finding</th></tr></thead>
<tbody>
{% for key, sentence in records %}
<tr><th scope="row">{{ key|line }}</th><td>{{ sentence|line }}</td></tr>
{% endfor %}
</tbody>
</table>
{% endif %}
{% if groups %}
<h2>Groups</h2>
<table>
<thead><tr><th scope="col">Group</th><th scope="col">Kind</th><th scope="col">Where</th>
<th scope="col">Words</th><th scope="col">Places</th><th scope="col">Cables</th>
<th scope="col">Text</th></tr></thead>
<tbody>
{% for entry in groups %}
<tr><td><a href="#{{ entry.group.id }}">{{ entry.group.id }}</a></td>
<td>{{ entry.group.kind.value }}{% if entry.group.boilerplate %}, boilerplate{% endif %}</td>
<td>{{ entry.group.scope.value }}</td><td>{{ entry.group.words }}</td>
<td>{{ entry.group.members|length }}</td><td>{{ entry.group.cables }}</td>
<td>{{ entry.excerpt|line|truncate(80) }}</td></tr>
{% endfor %}
</tbody>
</table>
{% for entry in groups %}
<details id="{{ entry.group.id }}">
<summary>{{ entry.group.id }}: {{ entry.group.kind.value }}, {{ entry.group.words }} words,
{{ entry.group.members|length }} places in {{ entry.group.cables }} cables</summary>
<p class="text">{{ entry.excerpt|line }}</p>
<table>
<thead><tr><th scope="col">Similarity</th><th scope="col">Date</th><th scope="col">Cable</th>
<th scope="col">Block</th></tr></thead>
<tbody>
{% for member in entry.group.members %}
<tr><td>{{ "%.1f%%"|format(member.similarity * 100) }}</td><td>{{ member.created or "" }}</td>
<td>{{ member.cable|line }}</td><td>{{ member.block }}</td></tr>
{% endfor %}
</tbody>
</table>
{% for member, rows in entry.diffs %}
<h3>{{ member.cable|line }}, block {{ member.block }}, against the earliest</h3>
<p class="text">{% for row in rows %}{{ row.sign }} {{ runs(row.runs) }}
{% endfor %}</p>
{% endfor %}
</details>
{% endfor %}
{% endif %}
{% endblock %}
"""


def report_as_html(report: Report) -> str:
    """Return the report as one page that loads nothing and runs nothing."""
    return render(
        _PAGE,
        {
            "title": "Repeated text",
            "version": report.version,
            "found": report.findings,
            "records": report.records,
            "problems": report.problems,
            "groups": [_entry(report, group) for group in report.findings.groups],
        },
    )


def _entry(report: Report, group: Group) -> dict[str, Any]:
    leader = group.members[0]
    differing = [member for member in group.members[1:] if member.similarity < 1]
    shown = [] if group.kind is GroupKind.EXACT else differing[:DIFFS]
    return {
        "group": group,
        "excerpt": report.excerpt(leader, _EXCERPT),
        "diffs": [(member, _rows(report, leader, member)) for member in shown],
    }


def _rows(report: Report, leader: Member, member: Member) -> list[Any]:
    early = report.texts[leader.cable][leader.start : leader.end]
    late = report.texts[member.cable][member.start : member.end]
    return [row for row in unified(compare(early, late), _ENDLESS) if row.change is not None]
