"""Pages as they were published."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from parser.formats.page_html import is_page, read_page
from parser.model import Source
from parser.reading import records

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = Source("page.html", format="page")


def page(header: str, body: str, title: str = "A FERRY FOR THE FJORD") -> str:
    """Return a page with a navigation table in front, as the published ones have it."""
    return f"""<?xml version='1.0' encoding='utf-8' ?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><body><table class='pane'><tr><td>Browse</td></tr></table>
<h3>Viewing cable 09REYKJAVIK9901, {title}</h3>
<table class='cable'>
<tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th><th>Origin</th></tr>
<tr><td><a href='/cable/x.html'>09REYKJAVIK9901</a></td><td><a href='/d'>2009-09-01 05:05</a></td>
<td>2011-02-08 00:12</td><td><a title='unclassified'>CONFIDENTIAL</a></td><td>Embassy Reykjavik</td></tr>
<tr><td colspan='5'>Appears in these articles:<br /></td></tr>
</table>
<code><pre>{header}</pre></code>
<code><pre>{body}</pre></code>
</body></html>"""


HEADER = "VZCZCXRO5697&#x000A;DE RUEHRK #9901/01 2440538"
BODY = (
    "C O N F I D E N T I A L REYKJAVIK 009901 &#x000A;TAGS: <a href='/tag/PGOV_0.html'>PGOV</a> "
    "<a href='/tag/IC_0.html'>IC</a>&#x000A;<a id='par1' href='#par1'>¶</a>1. (C) Boats & \"nets\"."
)


def test_the_table_and_the_two_texts() -> None:
    record = read_page(page(HEADER, BODY), SOURCE)
    assert record is not None
    assert record.id == "09REYKJAVIK9901"
    assert record.created == datetime(2009, 9, 1, 5, 5)
    assert record.released == datetime(2011, 2, 8, 0, 12)
    assert (record.classification, record.origin) == ("CONFIDENTIAL", "Embassy Reykjavik")
    assert record.title == "A FERRY FOR THE FJORD"
    assert record.text == (
        "VZCZCXRO5697\nDE RUEHRK #9901/01 2440538\n\n"
        'C O N F I D E N T I A L REYKJAVIK 009901 \nTAGS: PGOV IC\n¶1. (C) Boats & "nets".'
    )


def test_the_last_table_of_class_cable_counts() -> None:
    decoy = "<table class='cable'><tr><th>Reference ID</th></tr><tr><td>99DECOY1</td></tr></table>"
    record = read_page(page(HEADER, BODY).replace("<body>", f"<body>{decoy}"), SOURCE)
    assert record is not None
    assert record.id == "09REYKJAVIK9901"


@pytest.mark.parametrize(
    "characters",
    [
        "<jon@example.is>",
        "a < b > c",
        "R&D &copy",
        "x <\nREF: A",
        "&Unknown;",
        "\\ and \x1b[31m",
        "<a name=b>",
    ],
)
def test_what_only_looks_like_markup_stays(characters: str) -> None:
    record = read_page(page(HEADER, f"¶1. (U) {characters} end"), SOURCE)
    assert record is not None
    assert record.text.endswith(f"¶1. (U) {characters} end")


def test_entities_become_their_characters() -> None:
    record = read_page(page("", "Bj&ouml;rk &amp; co. &#8212; &#x2019;s"), SOURCE)
    assert record is not None
    assert record.text == "Björk & co. — ’s"


def test_an_empty_header_leaves_the_body_alone() -> None:
    record = read_page(page("", "¶1. (U) A body."), SOURCE)
    assert record is not None
    assert record.text == "¶1. (U) A body."


def test_an_empty_title_is_none() -> None:
    record = read_page(page(HEADER, BODY, title=""), SOURCE)
    assert record is not None
    assert record.title is None


def test_a_page_that_breaks_off_inside_the_body_gives_what_there_is() -> None:
    whole = page(HEADER, BODY)
    record = read_page(whole[: whole.index("Boats") + 5], SOURCE)
    assert record is not None
    assert record.text.endswith("1. (C) Boats")


def test_a_page_without_a_cable_gives_none() -> None:
    index = "<!DOCTYPE html><html><body><a href='/cable/2009/09/09BAKU9901.html'>09BAKU9901</a></body></html>"
    assert is_page(index)
    assert read_page(index, SOURCE) is None


def test_pages_agree_with_the_same_cables_in_csv(shared_cables: Path) -> None:
    pages = {record.id: record for record in records(shared_cables / "pages")}
    assert len(pages) >= 60
    compared = 0
    for record in records(shared_cables / "cables.csv.xz"):
        found = pages.get(record.id)
        if found is None or record.id == "10MADRID87":  # the page shows a line that the CSV lost
            continue
        compared += 1
        assert (found.text, found.created, found.origin) == (record.text, record.created, record.origin)
    assert compared >= 55
