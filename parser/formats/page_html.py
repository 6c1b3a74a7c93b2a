"""Pages as they were published: one cable each, below some 1,400 lines of navigation.

The one fact that surprises: the message inside ``<pre>`` was hardly escaped. Line ends are ``&#x000A;``, but
``&`` and ``<`` stand as they came over the wire, so an HTML parser would swallow an address in angle
brackets. Therefore only the table goes through a parser; of the message, the links around TAGS and paragraph
marks are taken off and nothing else.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from parser.formats.page_text import read_stamp
from parser.ids import canonical_id
from parser.record import Record

if TYPE_CHECKING:
    from parser.model import Source

_TABLE: Final = re.compile(r"""<table[^<>]{0,200}?\bclass=["']?cable["'\s>]""", re.IGNORECASE)
"""``<table class='cable'>``: the last one of a page is the record's."""

_MESSAGE: Final = re.compile(r"<pre(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_MESSAGE_END: Final = re.compile(r"</pre\s{0,9}>", re.IGNORECASE)
_LINE_END: Final = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_LINK: Final = re.compile(
    r"""</?(?:a|b|i|em|strong|span|code)
        (?:\s(?:[a-z-]{1,20}=(?:'[^'<>]{0,400}'|"[^"<>]{0,400}")\s{0,3}){0,9})?>""",
    re.IGNORECASE | re.VERBOSE,
)
"""``<a id='par1' href='#par1'>``, ``</a>``: tags with attributes in quotes, as the pages have them."""

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_PAGE_MARKS: Final = ("<!doctype html", "<html", "<table", "<pre")
_HEADING: Final = re.compile(r"<h3>\s{0,9}Viewing cable\s([^<]{0,500})</h3>", re.IGNORECASE)


def read_page(page: str, source: Source) -> Record | None:
    """Return the record of a page, None where the page holds no cable.

    The table gives id, created, released, classification and origin by its column names; the ``<pre>``
    elements after it are routing header and body.
    """
    start = _last_table(page)
    if start is None:
        return None
    table_end = page.lower().find("</table", start)
    if table_end < 0:
        return None
    pieces = [piece for piece in _messages(page, table_end) if piece]
    if not pieces:
        return None
    values = _table_values(page[start:table_end] + "</table>")
    return Record(
        text="\n\n".join(pieces),
        source=source,
        id=canonical_id(values.get("reference id") or values.get("identifier") or "") or None,
        created=read_stamp(values.get("created", "")),
        released=read_stamp(values.get("released", "")),
        origin=values.get("origin") or None,
        classification=values.get("classification") or None,
        title=_title(page[:start]),
    )


def is_page(text: str) -> bool:
    """Whether ``text`` is HTML at all."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith("<") and any(mark in head for mark in _PAGE_MARKS)


def _last_table(page: str) -> int | None:
    start = None
    for match in _TABLE.finditer(page):
        start = match.start()
    return start


def _table_values(table: str) -> dict[str, str]:
    """Return the first row of values by the lower-case names of their columns."""
    tree = LexborHTMLParser(table)
    names = [cell.text(strip=True).lower() for cell in tree.css("th")]
    cells = [cell.text(strip=True) for cell in tree.css("td")]
    return dict(zip(names, cells, strict=False))


def _messages(page: str, position: int) -> list[str]:
    """Return the text of the ``<pre>`` elements after ``position``: routing header and body."""
    pieces = []
    while (opening := _MESSAGE.search(page, position)) is not None:
        closing = _MESSAGE_END.search(page, opening.end())
        position = closing.end() if closing is not None else len(page)
        end = closing.start() if closing is not None else len(page)
        pieces.append(_characters(page[opening.end() : end]))
    return pieces


def _characters(markup: str) -> str:
    plain = _LINK.sub("", _LINE_END.sub("\n", markup))
    return _ENTITY.sub(lambda match: html.unescape(match.group()), plain)


def _title(before: str) -> str | None:
    """Return the title of ``Viewing cable 09ASTANA714, TITLE``, None where the page leaves it empty."""
    match = _HEADING.search(before)
    if match is None:
        return None
    _, _, title = match.group(1).partition(",")
    return html.unescape(title).strip() or None
