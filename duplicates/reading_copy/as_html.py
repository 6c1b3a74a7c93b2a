"""A reading copy as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.diff.html_page import render
from duplicates.reading_copy.as_text import agreement, facts, left_out, missing

if TYPE_CHECKING:
    from duplicates.reading_copy.model import ReadingCopy

_PAGE: Final = """{% extends "base" %}
{% block content %}
<p>{{ facts|join("  ")|line }}</p>
{% for passage in passages %}
{% if passage.kind == "heading" %}
<h2>{{ passage.lines|join(" ")|line }}</h2>
{% else %}
<p class="text">{{ passage.lines|join("\\n")|text }}</p>
{% endif %}
{% endfor %}
<h2>Copies</h2>
<ul>
{% for source in sources %}
<li>{{ source.siglum }}: {{ source|line }}</li>
{% endfor %}
{% for siglum, names in missing %}
<li>{{ siglum }} lacks: {{ names|line }}</li>
{% endfor %}
</ul>
{% if agreement %}<p>{{ agreement|line }}</p>{% endif %}

{% if notes %}
<h2>Notes</h2>
{% for note in notes %}
<p>[{{ note.number }}] {{ note.text|line }}</p>
{% endfor %}
{% endif %}
<h2>Left out</h2>
<table>
<thead><tr><th>where</th><th>what</th><th>words</th></tr></thead>
<tbody>
{% for where, what, words in left_out %}
<tr><td>{{ where|line }}</td><td>{{ what|line }}</td><td>{{ words|line }}</td></tr>
{% endfor %}
</tbody>
</table>
{% endblock %}
"""


def copy_as_html(copy: ReadingCopy, *, version: str) -> str:
    """Return the copy as one HTML page without scripts, links or images."""
    return render(
        _PAGE,
        {
            "title": copy.title or copy.id,
            "version": version,
            "facts": facts(copy),
            "passages": copy.passages,
            "sources": copy.sources,
            "missing": list(missing(copy)),
            "agreement": agreement(copy),
            "notes": copy.notes,
            "left_out": list(left_out(copy)),
        },
    )
