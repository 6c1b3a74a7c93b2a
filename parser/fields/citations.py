"""What a reference is when it is no cable: an e-mail, a talk on the telephone, a report, a book.

The surprising fact: such references look like cables to a careless reader. ``IIR 6 809 0092 08`` ends like a
serial and its year, ``PARIS POINTS 5/2`` begins with a post, ``TD-314/18176-06`` holds a serial and a year.
"""

from __future__ import annotations

import re

from parser.kinds import CitationKind

# e-mail, emails, E-MAIL, EMAIL:, Email MAIL
EMAIL = re.compile(r"\bE[ -]?MAILS?\b", re.IGNORECASE)
# telcon, telecon, TELCONS, phone calls, telephone conversation
TELCON = re.compile(
    r"\bTEL(?:E|EPHONE )?CON(?:S|VERSATIONS?)?\b|\b(?:TELE)?PHONE\b|\bPHONECON\b", re.IGNORECASE
)
# 9 FAM Appendix K, 5 FAH-1, BLUE LANTERN GUIDEBOOK, handbook, manual, 22 CFR, 18 USC
BOOK = re.compile(
    r"\b[0-9]{1,2} F(?:AM|AH)\b|\bF(?:AM|AH)\b|\b(?:GUIDE|HAND|TEXT|YEAR)?BOOK\b|\bMANUAL\b"
    r"|\b[0-9]{1,2} ?(?:CFR|U\.?S\.?C)\b",
    re.IGNORECASE,
)
# IIR 6 809 0092 08, TD-314/18176-06, TDX-315/090481-08, 314/07696-07, OSC EUP20080707950031, FBIS CEP2005…,
# CIAWASH 542085, PARIS POINTS JULY 15, LONDON DAILY 11/17/09, RELIGIOUS FREEDOM REPORT, INCSR
REPORT = re.compile(
    r"""
      \bIIR\b | \bTDX?\ ?-?\ ?31[0-9] | \b31[0-9]/[0-9]{5} | \bOSC\b | \bFBIS\b | \bF?BIS\b | \bCIA(?:WASH)?\b
    | \b[A-Z]{3}\ ?20[0-9]{2}[01][0-9][0-3][0-9][0-9]{4,8}\b
    | \bREPORTS?\b | \bDAILY\b | \bPOINTS\b | \bASSESSMENTS?\b | \bSTATISTICS\b
    | \bINCSR\b | \bHRR\b | \bSITREPS?\b
    | \bUPDATES?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_FILLING = """
ABOVE ALL ALSO AND BELOW CABLE CABLES EARLIER ET EXDIS IN LIMDIS MESSAGE MESSAGES NO NODIS NOFORN NONE NOT
NOTAL NOTALS OF OR OTHER OTHERS PREV PREVIOUS PREVIOUSLY PREVS PRIOR REF REFERENCE REFERENCES REFS REFTEL
REFTELS SEE SEPTEL SEPTELS SEQ SERIES STADIS SUBSEQUENT TEL TELEGRAM TELEGRAMS TELS THE
UNCLAS UNCLASS UNCLASSIFIED CONFIDENTIAL SECRET
"""
FILLING = frozenset(_FILLING.split())
"""Words that go with a reference without being one: ``AND PREVIOUS``, ``ALL NOTAL``, ``SEPTEL``."""

WORD = re.compile(r"[^\W_]+")


def citation_kind(text: str) -> CitationKind | None:
    """Return what kind of reference some words are that name no cable; None when they name nothing at all."""
    if EMAIL.search(text):
        return CitationKind.EMAIL
    if TELCON.search(text):
        return CitationKind.TELCON
    if REPORT.search(text):
        return CitationKind.REPORT
    if BOOK.search(text):
        return CitationKind.BOOK
    return None if is_filling(text) else CitationKind.OTHER


def is_filling(text: str) -> bool:
    """Say whether words only go with a reference: ``AND PREVIOUS``, ``NOTAL``, ``N/A``, ``XXXXXXXXXXXX``."""
    return all(_is_filling(word) for word in WORD.findall(text.upper()))


def _is_filling(word: str) -> bool:
    return word in FILLING or len(word) == 1 or not word.strip("X") or (word.isdigit() and len(word) <= 4)
