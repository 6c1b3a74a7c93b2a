"""Classifications as a list shows them: short, and in one of three roles of the theme.

Archives write them out (``CONFIDENTIAL//NOFORN``); a column has room for ``C/NF``.
"""

from __future__ import annotations

from typing import Final

_SHORT: Final = (
    ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "FOUO"),
    ("FOR OFFICIAL USE ONLY", "FOUO"),
    ("LIMITED OFFICIAL USE", "LOU"),
    ("UNCLASSIFIED", "U"),
    ("CONFIDENTIAL", "C"),
    ("TOP SECRET", "TS"),
    ("SECRET", "S"),
    ("NOFORN", "NF"),
    ("//", "/"),
)


def short(classification: str) -> str:
    """Return the short form: ``SECRET//NOFORN`` is ``S/NF``; what is not known stays as it is."""
    text = classification.upper().strip()
    for long_form, short_form in _SHORT:
        text = text.replace(long_form, short_form)
    return text


def role_of(classification: str) -> str:
    """Return the theme's role for a classification."""
    text = classification.upper()
    if "SECRET" in text:
        return "secret"
    if "CONFIDENTIAL" in text:
        return "confidential"
    return "unclassified"
