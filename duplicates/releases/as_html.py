"""A comparison as one page: the summary, the names, and every change inside its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.diff.html_page import render
from duplicates.releases.as_text import names_lines, summary, title
from duplicates.releases.model import History

if TYPE_CHECKING:
    from duplicates.releases.model import Comparison

COMPARISON: Final = """{% macro comparison_body(comparison, say, level="h2") %}
{% for line in say.summary(comparison) %}
<p>{{ line|line }}</p>
{% endfor %}
{% for name, line in say.names_lines(comparison) %}
{% if loop.first %}<table><caption>Names that were redacted or restored, by post</caption>
<thead><tr><th scope="col">Which, and whose</th>
<th scope="col">Names, with how often each stands</th></tr></thead>
<tbody>
{% endif %}
<tr><th scope="row">{{ name|line }}</th><td>{{ line|line }}</td></tr>
{% if loop.last %}</tbody></table>
{% endif %}
{% endfor %}
{% for label, keys in (("Added", comparison.added), ("Removed", comparison.removed)) %}
{% if keys %}
<{{ level }}>{{ label }}</{{ level }}>
<p>{{ keys|join(" ")|line }}</p>
{% endif %}
{% endfor %}
{% for cable in comparison.changed %}
<{{ level }}>{{ say.title(cable)|line }}</{{ level }}>
{% if cable.fields %}
<table><caption>Fields that differ</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Early</th><th scope="col">Late</th></tr></thead><tbody>
{% for field in cable.fields %}
<tr><th scope="row">{{ field.name }}</th>
<td><del>{{ field.early|line }}</del></td><td><ins>{{ field.late|line }}</ins></td></tr>
{% endfor %}
</tbody></table>
{% endif %}
{% for shown in cable.changes %}
{% set change = shown.change %}
<p><span class="note">{{ shown.place|line }}, {{ change.kind }}</span><br>
… {{ shown.before|line -}}
{%- if change.early_text %}<del class="{{ change.kind }}">{{ change.early_text|line }}</del>{% endif -%}
{%- if change.late_text %}<ins class="{{ change.kind }}">{{ change.late_text|line }}</ins>{% endif -%}
{{- shown.after|line }} …</p>
{% endfor %}
{% if cable.furniture %}
<p class="note">{{ cable.furniture }} more in lines of the publisher around the message</p>
{% endif %}
{% endfor %}
{% endmacro %}
"""
"""The macro that writes one comparison; ``say`` is `SAY`, ``level`` the headings' element."""

SAY: Final = {"summary": summary, "names_lines": names_lines, "title": title}
"""The words that the macro needs."""

_PAGE: Final = """{% extends "base" %}
{% from "comparison" import comparison_body %}
{% block content %}
{% if history %}
<h2>History</h2>
<table>
<thead><tr><th>cable</th>
{% for number in steps %}<th>{{ number }} → {{ number + 1 }}</th>{% endfor %}
</tr></thead>
<tbody>
{% for key, way in history.items() %}
<tr><td>{{ key|line }}</td>{% for step in way %}<td>{{ step.status }}</td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% endif %}
{% for comparison in comparisons %}
{% if comparisons|length > 1 %}
<h2>{{ comparison.early|line }} and {{ comparison.late|line }}</h2>
{% endif %}
{{ comparison_body(comparison, say) }}
{% endfor %}
{% endblock %}
"""


def comparison_as_html(found: Comparison | History, *, version: str) -> str:
    """Return a comparison, or a history with all its steps, as one page without scripts, links or images."""
    if isinstance(found, History):
        comparisons, names, way = found.steps, found.releases, found.cables()
    else:
        comparisons, names, way = (found,), (found.early, found.late), {}
    return render(
        _PAGE,
        {
            "title": " and ".join(names) if len(names) == 2 else ", ".join(names),
            "version": version,
            "comparisons": comparisons,
            "history": way,
            "steps": range(1, len(comparisons) + 1),
            "say": SAY,
        },
        comparison=COMPARISON,
    )
