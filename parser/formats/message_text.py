"""Message text: header and body alone, or only one of them, or a part of a body.

The one fact that surprises: such a file says nowhere what it is, so any one line that starts as a line of a
cable starts is enough; a note or a programme lying beside the cables has none.
"""

from __future__ import annotations

import re
from typing import Final

_HEAD: Final = 20_000  # characters

_SIGNS: Final = re.compile(
    r"""^[ \t¶]{0,20}(?:
        VZCZC                                                     # a transmission id
      | [OPRZ](?:[ ]{1,3}[OPRZ])?[ ]{1,3}\d{6}Z[ ]                # R 010538Z SEP 09
      | DE[ ]R[A-Z]{4,7}[ ]\#\d                                   # DE RUEHTA #0714/01 1170539
      | (?:FM|TO|INFO)[ ]{1,3}(?:[A-Z]{5,8}/)?(?:AM|US|SECSTATE|RUE)[A-Z]
      | UNCLAS(?:SIFIED)?\b
      | (?:C[ ]O[ ]N[ ]F[ ]I[ ]D|S[ ]E[ ]C[ ]R[ ]E[ ]T|U[ ]N[ ]C[ ]L[ ]A[ ]S|L[ ]I[ ]M[ ]I[ ]T[ ]E[ ]D)\b
      | (?:CONFIDENTIAL|SECRET)(?:[ ]{1,3}SECTION\b|[ ]{1,3}[A-Z ]{2,30}[ ]\d{3,8}[ \r]*$)
      | (?:PAGE)[ ]\d\d[ ]{1,12}[A-Z]
      | SIPDIS\b | NODIS\b | EXDIS\b | NOFORN\b
      | E\.?[ ]?O\.?[ ]{0,3}1[1-3]\d{3}
      | TAGS?\b[ ]{0,9}[:;]?[ ]{1,9}[A-Z]{2,5}\b
      | (?:SUBJECT|SUBJ)[ ]{0,9}[:.;]
      | (?:REF|REFS|REFTELS?|REFERENCES?)[ ]{0,9}:
      | CLASSIFIED[ ]BY\b | Classified[ ]By\b
      | \d{1,2}\.?[ ]{0,4}\((?:C|S|U|SBU|LOU|C/NF|S/NF|C//NF|S//NF)\)
      | (?:DEPT|DEPARTMENT|STATE)[ ](?:FOR|PASS)\b
      | This[ ]record[ ]is[ ]a[ ]partial[ ]extract
      | (?:BEGIN[ ]|\d{1,2}\.[ ]{1,4})?(?:SUMMARY|COMMENT)[ ]?[:.]
    )""",
    re.VERBOSE | re.MULTILINE,
)
"""What a line of a cable starts with and a line of another text hardly does."""


def looks_like_message(text: str) -> bool:
    """Whether some line of ``text`` starts as a line of a cable does (in its first 20,000 characters)."""
    return _SIGNS.search(text[:_HEAD]) is not None
