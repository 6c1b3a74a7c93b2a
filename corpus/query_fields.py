"""The fields that a query can ask for, by the names that readers type before a colon."""

from __future__ import annotations

from typing import Final

FIELDS: Final = {
    "origin": "the post: origin:astana",
    "tag": "a TAGS code: tag:PREL",
    "class": "the classification: class:secret",
    "date": "a day, month, year, or two with dots between: date:2009-01..2009-06",
    "from": "the station it was sent by: from:astana",
    "to": "an addressee, action or info: to:beijing",
    "ref": "a cable that it cites: ref:09ASTANA674",
    "signer": "who signed: signer:hoagland",
    "caption": "a caption: caption:noforn",
    "transmission": "at least so many copies of the message: transmission:2",
    "has": "has:duplicate or has:redaction",
    "version": "at least so many versions of the cable: version:2",
}
"""The fields of a query, each with what stands after its colon."""
