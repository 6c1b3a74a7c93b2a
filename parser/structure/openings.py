"""How the parts around a message's paragraphs open: routing header, banner, wrapper.

These are cheap tests of one line, made to be asked of every line of a cover and of few lines of a body;
the rooms ``routing`` and ``fields`` read the values afterwards. The one fact that surprises: seven cables
in a hundred carry a piece of some archive's own machinery in front of their text, a database row, a mail
header.
"""

from __future__ import annotations

import re
from typing import Final

from parser.fields.attention import is_attention
from parser.fields.banners import read_banner
from parser.fields.captions import leading_captions

# VZCZCXRO9617 … · OO RUEHBI RUEHCI · DE RUEHTA #0714/01 1170539 · ZNY CCCCC ZZH · O 270539Z APR 09 · FM …
_ROUTING: Final = re.compile(
    r"""(?: VZCZC
          | (?:ZZ|OO|PP|RR)\ {1,3}R[UH][A-Z]{3}
          | DE\ {1,3}R[UH][A-Z]{3,5}\b
          | ZN[YR]\ [A-Z]{5}
          | [ZOPRW](?:\ [ZOPRW])?\ {1,3}\d{6}Z\b
          | \d{6}Z\ [A-Z][A-Za-z]{2}\ \d\d
          | FM\ {1,4}(?:AM|US|SECSTATE|AIT\b|RPO\b|CDR|CONSUL|R[UH][A-Z]{3})
          | (?:TO|INFO)\ {1,4}(?:R[UH][A-Z]{3,5}/|(?:AM|US|SECSTATE|ALL\ )[A-Z]*)
          | PAGE\ {1,3}01\b
          | (?:ACTION|ORIGIN|INFO)\ {1,4}[A-Z/]{1,5}-\d\d
          | R[UH][A-Z]{3,5}/[A-Z] )""",
    re.VERBOSE,
)
# C O N F I D E N T I A L SECTION 01 OF 03 ASTANA 000714 · UNCLAS LONDON 002678 · SS E C R E T
_BANNER_INSIDE: Final = re.compile(
    r"""(?:C\ O\ N\ F\ I\ D\ E\ N\ T\ I\ A\ L|S\ E\ C\ R\ E\ T|UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET)
        (?:/{1,2}[A-Z]{2,6})*(?=\ {1,3}SECTION|\ {1,3}[A-Z][A-Z ]{2,20}\ 0\d)""",
    re.VERBOSE,
)
# This record is a partial extract of the original cable · Cable dated:2005-05-23T14:26:00 · Message Text
_RECORD: Final = re.compile(
    r"This record is a partial extract|\[?Cable dated: ?\d|Message Text$|null$|Cable Text:?$|Cable$|Text:$",
    re.IGNORECASE,
)
_RECORD_END: Final = re.compile(r"original cable is not available\.|\d\d:\d\d:\d\d\]?")
# =CABLE ENDS= · NNNN · * Missing Section 002 *
_END_MARK: Final = re.compile(r"=+ ?CABLE ENDS ?=*|NNN{1,9}$|\* Missing Section \d+ \*")
# Tuesday, 03 July 2001, 12:03 · 2006-01-31 14:22:00 · 51272 · 06MEXICO505 · Embassy Mexico · id: 2745
_WRAPPER: Final = re.compile(
    r"""(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\ \d\d?\ [A-Z][a-z]{2,8}\ \d{4}
          | \d{4}-\d\d-\d\d(?:$|\ \d\d:\d\d:\d\d)
          | \d{4,6}(?:$|\ {1,8}\d{4}-\d\d-\d\d\ \d\d:\d\d|,\d\d?/\d\d?/\d{4})
          | \d\d?/\d\d?/\d{4}\ \d\d?:\d\d
          | \d\d[A-Z]{3,20}\d{1,6}(?:\||$)
          | (?:Embassy|Consulate|Secretary\ of\ State|(?:US\ |U\.S\.\ )?Mission|Iran\ RPO
              |US\ (?:Office|Interests\ Section|Delegation),?|American\ Institute\ Taiwan,)
            (?:\ [A-Z][A-Za-z'.]*){0,4}$
          | US(?:UN|EU)\ [A-Z][a-z]
          | (?:id|date|refid|origin|classification|destination|header):(?:\ |$)
          | -{5,30}\ header\ ends\ -{5,30}
          | (?:Class|Key|Sent|From|To|Cc|Subject|Importance|Date\ Received):\ *\S.{0,120}$
          | (?:CLASSIFICATION|DISSEMINATION|CHARGE|DRAFTED|APPROVED|CLEARED):\ ?\S )""",
    re.VERBOSE,
)
# id: 2745 · 33343,5/26/2005 16:46,05THEHAGUE1434,… · 22350 2004-11-02 18:31:00 … · ", · ","
_ROW: Final = re.compile(
    r"""(?: id:\ \d{1,6}$
          | \d{1,6},\d\d?/\d\d?/\d{4}\ \d
          | (?:\d{1,6}\ {1,8})?\d{4}-\d\d-\d\d\ \d\d:\d\d:\d\d\ {1,8}\d\d[A-Z]
          | ",?(?:,")?$ | ","$
          | (?:(?:Margaret|Sheryl)\ P\.?\ [A-Z][a-z]+\ )?Declassified/Released\ US )""",
    re.VERBOSE,
)


# the serial behind the post of a banner, with captions or attention lines behind it
_SERIAL: Final = re.compile(r"(?<=[A-Za-z. ])\d{3,8}(?=[ ]{0,6}[A-Z(])(?! OF)")


def opens_routing(line: str) -> bool:
    """Whether ``line`` belongs to a routing header: ``VZCZC…``, ``OO RUEHBI``, ``FM …``, ``PAGE 01 …``."""
    return line[0] in "VZOPRDFTIPA0123456789" and _ROUTING.match(line) is not None


def banner_inside(line: str) -> int:
    """Return the offset of a banner glued into a routing or wrapper ``line``, or -1."""
    match = _BANNER_INSIDE.search(line, 1)
    return match.start() if match else -1


def banner_ends(line: str) -> tuple[int, ...]:
    """Return where a line is cut that goes on behind its banner: ``UNCLAS LIMA 004621 SIPDIS``."""
    banner = read_banner(line) if line[0] in "CSULTR" else None
    if banner is None:
        end = leading_captions(line)[1] if line[0] in "SNEL" else 0
        return (end,) if 0 < end < len(line) and is_attention(line[end:].strip()) else ()
    ends = [banner.end]
    if banner.serial is not None:
        serial = _SERIAL.search(line, 4, banner.end)
        ends = [serial.end(), banner.end] if serial else ends
    return tuple(end for end in ends if line[end:].strip(" ./"))


def opens_row(line: str) -> bool:
    """Whether a database row begins, which needs no other witness: ``id: 2745``, ``33343,5/26/2005 …``."""
    return line[0] in '0123456789i",DMS' and _ROW.match(line) is not None


def opens_end_mark(line: str) -> bool:
    """Whether ``line`` says that a message ends, or that a section is missing."""
    return _END_MARK.match(line) is not None


def opens_record(line: str) -> int | None:
    """Return how far the archive's own note at the start of ``line`` goes, None when there is none."""
    if line[0] not in "TtCc[MmNn" or _RECORD.match(line) is None:
        return None
    end = _RECORD_END.search(line, 0, 200)
    return end.end() if end else len(line)


def opens_wrapper(line: str) -> bool:
    """Whether ``line`` is a piece of what an archive or a mail program put around the message."""
    return _WRAPPER.match(line) is not None
