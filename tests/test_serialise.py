"""A cable as JSON: every key always there, dates in ISO form, nothing that JSON cannot hold."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parser.model import Source
from parser.parsing import parse
from parser.reading import parse_record
from parser.record import Record
from parser.serialise import as_dict

MESSAGE = """VZCZCXYZ0001
OO RUEHWEB
DE RUEHTL #9901/01 2001417
ZNY CCCCC ZZH
O 191417Z JUL 07 ZDK
FM AMEMBASSY TALLINN
TO RUEHC/SECSTATE WASHDC PRIORITY 4233

C O N F I D E N T I A L SECTION 01 OF 02 TALLINN 009901

SIPDIS

E.O. 12958: DECL: 07/19/2017
TAGS: PGOV, EN
SUBJECT: A FERRY SAILS
REF: A. TALLINN 9900
B. EMAIL PERSON-OTHER 07/18/2007

Classified By: Ambassador Ann Example for reasons 1.4 (b) and (d).

1. (C) A ferry sails.

EXAMPLE
"""
KEYS = [
    *("schema", "id", "created", "released", "origin", "classification", "title", "subject", "tags"),
    *("references", "citations", "captions", "attention", "classified_by", "classification_reasons"),
    *(
        "derived_from",
        "executive_order",
        "declassify_on",
        "declassify_text",
        "summary",
        "comments",
        "signers",
    ),
    *("routing", "sections", "corrected", "cancelled", "partial", "transmissions", "attributes", "source"),
    *("blocks", "text"),
]


def whole() -> dict[str, Any]:
    record = Record(
        MESSAGE, Source("a.txt", 2, 7, "message text"), id="07TALLINN9901", attributes=(("To", "STATE"),)
    )
    return as_dict(parse_record(record))


def test_the_fields_of_a_cable() -> None:
    found = whole()
    assert list(found) == KEYS
    assert found["schema"] == "cablediff.cable/1"
    assert (found["id"], found["created"]) == ("07TALLINN9901", "2007-07-19T14:17:00")
    assert (found["subject"], found["tags"]) == ("A FERRY SAILS", ["PGOV", "EN"])
    assert found["references"] == ["07TALLINN9900"]
    assert found["citations"][0] == {
        "text": "TALLINN 9900",
        "kind": "cable",
        "letter": "A",
        "id": "07TALLINN9900",
    }
    assert found["declassify_on"] == "2017-07-19"
    assert found["classified_by"] == ["Ann Example"]
    assert found["sections"] == [1, 2]
    assert found["attributes"] == [{"name": "To", "value": "STATE"}]
    assert found["source"] == {"path": "a.txt", "record": 2, "line": 7, "format": "message text"}
    assert found["text"] == MESSAGE


def test_the_routing_header() -> None:
    routing = whole()["routing"]
    assert routing["dtg"] == "2007-07-19T14:17:00+00:00"
    assert routing["from_station"] == "AMEMBASSY TALLINN"
    assert routing["action"] == [
        {
            "station": "SECSTATE WASHDC",
            "route": "RUEHC",
            "precedence": "PRIORITY",
            "number": 4233,
            "excluded": [],
        }
    ]
    assert [signal["code"] for signal in routing["operating_signals"]] == ["ZDK"]


def test_blocks_are_objects_whose_offsets_point_into_the_text() -> None:
    found = whole()
    blocks = found["blocks"]
    assert list(blocks[0]) == [
        *("index", "kind", "start", "end", "number", "marking", "transmission", "compared", "clean")
    ]
    assert [block["start"] for block in blocks] == [0, *(block["end"] for block in blocks[:-1])]
    (paragraph,) = (block for block in blocks if block["kind"] == "paragraph")
    assert (paragraph["number"], paragraph["marking"], paragraph["compared"]) == (1, "C", True)
    assert found["text"][paragraph["start"] : paragraph["end"]].strip() == paragraph["clean"]


def test_an_empty_cable_has_all_the_keys() -> None:
    found = as_dict(parse(""))
    assert list(found) == KEYS
    assert (found["id"], found["created"], found["source"]) == (None, None, None)


@given(st.text())
def test_any_cable_survives_json(text: str) -> None:
    found = as_dict(parse(text))
    assert json.loads(json.dumps(found)) == found
