"""HTML that shows what a cable contains and lets nothing of it act.

The one fact that surprises: the page forbids itself everything, scripts, images and links included. Its one
style sheet is allowed by its hash, so even markup that slipped through would load and run nothing.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any, Final

from parser.printable import printable, printable_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 Georgia, serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h1, h2, h3, th, .note, nav { font-family: system-ui, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; } td, th { padding: .1rem .6rem; vertical-align: top; }
table.sides td { width: 50%; white-space: pre-wrap; overflow-wrap: anywhere; }
table.sides tr.changed td { border-left: 4px solid #888; }
table.figures { width: auto; } table.figures td + td { text-align: right; }
p.text, td.text { white-space: pre-wrap; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
.note { color: #666; font-size: .85rem; }
del, ins { text-decoration-thickness: 2px; }
del { background: #f6c9c4; color: #000; text-decoration: line-through; }
ins { background: #c3ecc6; color: #000; text-decoration: underline; }
del.char { background: #e88; font-weight: bold; } ins.char { background: #7d9; font-weight: bold; }
.redacted { background: #ddd0f2; color: #000; } .restored { background: #fbe59b; color: #000; }
.moved { background: #c9ddf7; color: #000; text-decoration-style: dashed; }
""".lstrip("\n")

_BASE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ title|line }}</title>
<style>
{{ style }}</style>
</head>
<body>
<h1>{{ title|line }}</h1>
{% block content %}{% endblock %}
<p class="note">Made by cablediff {{ version|line }}.</p>
</body>
</html>
"""

_RUNS: Final = """
{%- macro runs(line) -%}
{%- for run in line -%}
{%- if run.mark == "equal" -%}{{ run.text }}
{%- elif run.mark == "deleted" -%}<del>{{ run.text }}</del>
{%- elif run.mark == "deleted_char" -%}<del class="char">{{ run.text }}</del>
{%- elif run.mark == "inserted" -%}<ins>{{ run.text }}</ins>
{%- elif run.mark == "inserted_char" -%}<ins class="char">{{ run.text }}</ins>
{%- else -%}<span class="{{ run.mark }}">{{ run.text }}</span>{%- endif -%}
{%- endfor -%}
{%- endmacro -%}
{%- macro sided(line, side) -%}
{%- for run in line -%}
{%- if run.mark in ("redacted", "restored", "moved") -%}
<{{ side }} class="{{ run.mark }}">{{ run.text }}</{{ side }}>
{%- else -%}{{ runs([run]) }}{%- endif -%}
{%- endfor -%}
{%- endmacro -%}
"""


def policy(style: str, script: str = "") -> str:
    """Return the content security policy: nothing but one style element and, where there is one, one script.

    Both are the texts between the tags, to the last character.
    """
    allowed = f" script-src {_hashed(script)};" if script else ""
    return f"default-src 'none'; style-src {_hashed(style)};{allowed} base-uri 'none'; form-action 'none'"


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_environment(templates: Mapping[str, str]) -> Environment:
    """Return what templates are filled by: all values are escaped, an unknown one is an error.

    The filters ``line`` and ``text`` make a value harmless in one line and with its line ends.
    Jinja is loaded here, since every command knows the pages and few runs write one.
    """
    from jinja2 import DictLoader, Environment, StrictUndefined

    loader = DictLoader({"base": _BASE, "runs": _RUNS, **templates})
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["line"] = lambda value: printable_line(str(value))
    environment.filters["text"] = lambda value: printable(str(value))
    return environment


def render(template: str, values: Mapping[str, Any], **further: str) -> str:
    """Return a page: ``template`` extends ``base`` and fills its block ``content``.

    ``further`` are templates that it takes macros from, by name. See `page_environment` for what is harmless.
    """
    environment = page_environment({"page": template, **further})
    # The element's text is the sheet with the line end that the template puts before it.
    allowed = policy(f"\n{STYLE}")
    return environment.get_template("page").render(style=STYLE, policy=allowed, **values) + "\n"
