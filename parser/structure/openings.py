"""How the parts around a message's paragraphs open: routing header, banner, caption, wrapper, rubbish.

These are cheap tests of one line, made to be asked of every line of a cover and of few lines of a body; the
rooms ``routing`` and ``fields`` read the values afterwards.
"""

from __future__ import annotations

import re
from typing import Final

# VZCZCXRO9617 … · OO RUEHBI RUEHCI · DE RUEHTA #0714/01 1170539 · ZNY CCCCC ZZH · O 270539Z APR 09 · FM …
_ROUTING: Final = re.compile(
    r"""(?: VZCZC
          | (?:ZZ|OO|PP|RR)\ R[UH][A-Z]{3}
          | DE\ R[UH][A-Z]{3,5}\b
          | ZN[YR]\ [A-Z]{5}
          | [ZOPRW](?:\ [ZOPRW])?\ \d{6}Z\ [A-Z]{3}\b
          | \d{6}Z\ [A-Z][A-Za-z]{2}\ \d\d
          | FM\ [A-Z]
          | PAGE\ 01\b
          | (?:ACTION|ORIGIN)\ [A-Z]{1,4}-\d\d
          | INFO\ {1,3}[A-Z]{1,4}-\d\d
          | R[UH][A-Z]{3,5}/ )""",
    re.VERBOSE,
)
# C O N F I D E N T I A L SECTION 01 OF 03 ASTANA 000714 · UNCLAS LONDON 002678 · SS E C R E T
_BANNER: Final = re.compile(
    r"""(?: C{1,3}\ O\ N\ F\ I\ D | C\ o\ n\ f\ i\ d | S{1,3}\ E\ C\ R\ E\ T | S\ e\ c\ r\ e\ t
          | U\ N\ C\ L\ A\ S | U\ n\ c\ l\ a\ s
          | UNCLAS\b | UNCLASSIFIED\b | CONFIDENTIAL\b | SECRET\b | LIMITED\ OFFICIAL\ USE\b )""",
    re.VERBOSE,
)
_BANNER_INSIDE: Final = re.compile(
    r"(?:C O N F I D E N T I A L|S E C R E T|UNCLAS)(?= SECTION| //|/| [A-Z][A-Z ]{2,20} 0\d)"
)
# SIPDIS · SENSITIVE · NOFORN · TERREP · C O R R E C T E D  C O P Y
_CAPTION: Final = re.compile(
    r"""(?: SIPDIS | SENSITIVE | NOFORN | TERREP | EXDIS | NODIS | LIMDIS | STADIS | ROGER\ CHANNEL | EFTO
          | NOCONTRACT | DSS\ CHANNEL | NODIS | ORCON | FOUO | C\ ?O\ ?R\ ?R\ ?E\ ?C\ ?T\ ?E\ ?D\b )""",
    re.VERBOSE | re.IGNORECASE,
)


def opens_routing(line: str) -> bool:
    """Whether ``line`` belongs to a routing header: ``VZCZC…``, ``OO RUEHBI``, ``FM …``, ``PAGE 01 …``."""
    return _ROUTING.match(line) is not None


def opens_banner(line: str) -> bool:
    """Whether ``line`` begins with a classification: ``C O N F I D E N T I A L SECTION 01 OF 03 …``."""
    return _BANNER.match(line) is not None


def banner_inside(line: str) -> int:
    """Return the offset of a banner glued into a routing ``line``, or -1."""
    match = _BANNER_INSIDE.search(line, 1)
    return match.start() if match else -1


def opens_caption(line: str) -> bool:
    """Whether ``line`` begins with a caption."""
    return _CAPTION.match(line) is not None
