"""A diff as a page: the two texts beside each other, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.diff.html_page import render
from duplicates.diff.layout import side_by_side
from duplicates.diff.summary import changes, counts, sentence

if TYPE_CHECKING:
    from duplicates.diff.model import WordDiff

ENDLESS: Final = 1_000_000_000
"""A width at which no line is broken but where the text ends one."""

_PAGE: Final = """{% extends "base" %}
{% from "runs" import sided %}
{% block content %}
<p>{{ sentence }}.
{% if ignored %}<span class="note">No difference is made by {{ ignored }}.</span>{% endif %}
</p>
<table class="sides">
<thead><tr><th>{{ early|line }}</th><th>{{ late|line }}</th></tr></thead>
<tbody>
{% for row in rows %}
<tr{% if row.change is not none %} class="changed"{% endif %}>
<td>{{ sided(row.left, "del") }}</td>
<td>{{ sided(row.right, "ins") }}</td>
</tr>
{% endfor %}
</tbody>
</table>
{% endblock %}
"""


def diff_as_html(diff: WordDiff, *, version: str, early_name: str, late_name: str) -> str:
    """Return the diff as one HTML page without scripts, links or images."""
    ignored = ", ".join(sorted(level.value.replace("-", " ") for level in diff.options.ignore))
    return render(
        _PAGE,
        {
            "title": f"{early_name} and {late_name}",
            "version": version,
            "sentence": sentence(counts(changes(diff))),
            "ignored": ignored,
            "early": early_name,
            "late": late_name,
            "rows": side_by_side(diff, ENDLESS),
        },
    )
