"""The id of a record that has none stated: from the message itself, or from the name of its file.

The one fact that surprises: the number line gives post and serial but never the year, so the id is put
together from two places, the number line (``SECTION 01 OF 03 ASTANA 000714``) and the day-time group
(``270539Z APR 09``). Where no classification line bears the number, the DE line gives its last four digits.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from parser.fields.banners import glued_banner, read_banner
from parser.ids import canonical_id, parse_id
from parser.posts import canonical_post
from parser.routing import day_time_group

_HEAD: Final = 20_000  # characters: the number line stands in front of paragraph 1
_LINE: Final = 400  # characters of a line that are looked at for a classification line at its start

_PAGE: Final = re.compile(
    r"^[ ]{0,40}PAGE[ ]{1,4}\d\d[ ]{1,12}([A-Z][A-Z.' ]{1,14}?)[ ]{1,9}(\d{4,6})\b", re.MULTILINE
)
"""``PAGE 01        HARARE  05461  01 OF 02  271458Z``: the post is cut to six letters, and still known."""

_DE: Final = re.compile(r"\bDE[ ]R[A-Z]{4,7}[ ]?#(\d{4})\b")
_FROM: Final = re.compile(
    r"(?:^|(?<=\s))FM[ ]{1,4}([A-Z][A-Z .'-]{2,40}?)(?=[ ]{1,4}TO[ ]|[ \t]*$)", re.MULTILINE
)
"""``DE RUEHSW #1593 2411754`` and ``FM AMEMBASSY BERN``"""

_NAME_ID: Final = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)?\d{2}[A-Z][A-Z]{2,30}\d{1,8})(?![0-9A-Za-z])", re.IGNORECASE
)

_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
"""A byte of a name that is no text, as Python gives it."""


def own_id(text: str) -> str | None:
    """Return the id that a message states by itself, None where number or year are not to be found."""
    head = text[:_HEAD]
    sent = day_time_group.find(head)
    if sent is None or sent.moment is None:
        return None
    number = _number_line(head) or _page_number(head) or _sender_number(head)
    if number is None:
        return None
    post, serial = number
    return canonical_id(f"{sent.moment.year:04d}{post}{serial}")


def id_of_name(name: str) -> str | None:
    """Return the id that a file's name is (``09ASTANA714.txt``, ``2009-ASTANA-0714.html``), or None."""
    found = parse_id(_stem(name))
    return found.canonical if found is not None and canonical_post(found.post) is not None else None


def id_from_name(name: str) -> str | None:
    """Return the id inside a file's name, else the name itself in the letters of an id.

    Bytes that are no text are told by number, so that two names stay two ids: ``CAF-E9``.
    """
    stem = _stem(name)
    inside = _NAME_ID.search(stem)
    named = inside.group(1) if inside is not None else _NO_TEXT.sub(_by_number, stem)
    return canonical_id(named) or None


def _by_number(match: re.Match[str]) -> str:
    return f"-{ord(match[0]) & 0xFF:02X}"


def _stem(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name.split(".")[0]


def _number_line(head: str) -> tuple[str, int] | None:
    """Return post and serial of the first classification line that bears them."""
    for line in head.splitlines():
        banner = read_banner(line[:_LINE])
        if banner is None or banner.post is None:
            at = glued_banner(line[: 10 * _LINE])
            banner = read_banner(line[at : at + _LINE]) if at is not None else None
        if banner is not None and banner.post is not None and banner.serial is not None:
            post = canonical_post(banner.post)
            if post is not None:
                return post, banner.serial
    return None


def _page_number(head: str) -> tuple[str, int] | None:
    match = _PAGE.search(head)
    post = canonical_post(match.group(1)) if match is not None else None
    return (post, int(match.group(2))) if match is not None and post is not None else None


def _sender_number(head: str) -> tuple[str, int] | None:
    """Return sender and serial of the routing header; the Department's own serials have more digits."""
    number, sender = _DE.search(head), _FROM.search(head)
    post = canonical_post(sender.group(1)) if sender is not None else None
    if number is None or post is None or post == "STATE":
        return None
    return post, int(number.group(1))
