"""Captions: the words above the cover that say who may see a message and how it is handled.

The surprise is how little they keep to their own line: they stand behind the classification, glued to one
another (``SIPDISSENSITIVE``), misspelt, spaced out letter by letter, and in 31% of the cables SIPDIS twice.
"""

from __future__ import annotations

import re
from typing import Final

_CANONICAL: Final = {
    "SIPDIS": "SIPDIS",
    "SPIDIS": "SIPDIS",
    "SIDPIS": "SIPDIS",
    "SIPDID": "SIPDIS",
    "SIPIDS": "SIPDIS",
    "SIPDS": "SIPDIS",
    "SIPIS": "SIPDIS",
    "SIPSIS": "SIPDIS",
    "SENSITIVE": "SENSITIVE",
    "SENSTIVE": "SENSITIVE",
    "SENSITVE": "SENSITIVE",
    "SENSITIV": "SENSITIVE",
    "SENSISTIVE": "SENSITIVE",
    "SENSITIIVE": "SENSITIVE",
    "SENISTIVE": "SENSITIVE",
    "SEFSITIVE": "SENSITIVE",
    "SENITIVE": "SENSITIVE",
    "SENSITVIE": "SENSITIVE",
    "NOFRON": "NOFORN",
    "NOFRN": "NOFORN",
    "NOFORN": "NOFORN",
    "NF": "NOFORN",
    "EXDIS": "EXDIS",
    "NODIS": "NODIS",
    "LIMDIS": "LIMDIS",
    "STADIS": "STADIS",
    "TERREP": "TERREP",
    "AIDAC": "AIDAC",
    "EFTO": "EFTO",
    "CODEL": "CODEL",
    "ORCON": "ORCON",
    "NOCONTRACT": "NOCONTRACT",
    "PROPIN": "PROPIN",
    "FGI": "FGI",
    "FOUO": "FOR OFFICIAL USE ONLY",
    "CHEROKEE": "CHEROKEE",
    "SBU": "SENSITIVE",
}
_PHRASES: Final = {
    "ROGER CHANNEL": "ROGER CHANNEL",
    "DISSENT CHANNEL": "DISSENT CHANNEL",
    "EYES ONLY": "EYES ONLY",
    "DS CHANNEL": "DS CHANNEL",
    "MED CHANNEL": "MED CHANNEL",
    "DIRGEN CHANNEL": "DIRGEN CHANNEL",
    "INSPECTOR CHANNEL": "INSPECTOR CHANNEL",
    "NSC CHANNEL": "NSC CHANNEL",
    "FOR OFFICIAL USE ONLY": "FOR OFFICIAL USE ONLY",
    "SENSITIVE BUT UNCLASSIFIED": "SENSITIVE BUT UNCLASSIFIED",
    "PERISHABLE INFORMATION -- DO NOT SERVICE": "PERISHABLE INFORMATION",
    "PERISHABLE INFORMATION": "PERISHABLE INFORMATION",
    "MINIMIZE CONSIDERED": "MINIMIZE CONSIDERED",
    "VISAS VIPER": "VISAS VIPER",
    "VISAS DONKEY": "VISAS DONKEY",
    "VISAS EAGLE": "VISAS EAGLE",
    "VISAS BEAR": "VISAS BEAR",
    "NOT FOR INTERNET DISTRIBUTION": "NOT FOR INTERNET DISTRIBUTION",
    "NOT FOR INTERNET PUBLICATION": "NOT FOR INTERNET PUBLICATION",
    "NOT FOR INTERNET": "NOT FOR INTERNET",
    "NO FOREIGN": "NOFORN",
    "NO FORN": "NOFORN",
    "EX DIS": "EXDIS",
    "NO DIS": "NODIS",
    "E F T O": "EFTO",
    "N O F O R N": "NOFORN",
    "S I P D I S": "SIPDIS",
    "S E N S I T I V E": "SENSITIVE",
}

# One caption at the place where reading has arrived: "SIPDIS", "ROGER CHANNEL", "N O F O R N". The words
# need no end (SIPDISSENSITIVE is glued), the two-letter NF does.
_CAPTION: Final = re.compile(
    "("
    + "|".join(re.escape(phrase) for phrase in sorted(_PHRASES, key=len, reverse=True))
    + "|"
    + "|".join(
        word + (r"(?![A-Z])" if len(word) < 5 else "") for word in sorted(_CANONICAL, key=len, reverse=True)
    )
    + ")",
    re.IGNORECASE,
)
# "C O R R E C T E D COPY - CAPTION", "CORRECTED COPY (TEXT)", "2ND CORRECTED COPY", "//CORRECTED COPY//"
_CORRECTED: Final = re.compile(
    r"""
    (?P<before> \(? (?: \d{1,2} [ ]? (?:ST|ND|RD|TH) | FIRST | SECOND | THIRD | FOURTH ) [ ]? )?
    C[ ]?O[ ]?R[ ]?R[ ]?E[ ]?C[ ]?T[ ]?E[ ]?D [ ]{0,4} C[ ]?O[ ]?P[ ]?Y
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where a cover that runs on behind the kind begins: "E.O. 12958", "TAGS:", "SUBJECT:", "CAPTION DOJ FOR OIA"
_KIND_END: Final = re.compile(
    r"E\.? ?O\.? ?\d|TAGS ?:|SUBJ(?:ECT)? ?:|(?<=\bCAPTION) [A-Z]{2,12} FOR |(?<=\bTEXT) [A-Z]{2,12} FOR ",
    re.IGNORECASE,
)
_SEPARATORS: Final = " \t\r\\,;/.*-–\u00a0\u2028¶()[]\"'"
_FIRST_LETTERS: Final = frozenset("SNELRTAOPFCDMIVsnelrtaopfcdmi")
# "RELEASABLE TO NATO/AUST/NZ/ISAF", "REL TO USA, GBR"
_RELEASABLE: Final = re.compile(r"(?:RELEASABLE|REL) TO [A-Z][A-Z,/& ]{1,60}$")
# "SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY."
_HANDLING: Final = re.compile(
    r"[ .,;:-]{0,6}(?:PLEASE )?(?:PROTECT|HANDLE)(?: AND (?:PROTECT|HANDLE))? ACCORDINGLY[. ]{0,3}$",
    re.IGNORECASE,
)
_KIND_LONGEST: Final = 60
_LONGEST_COVER_TEXT: Final = 4000  # characters of a subject or of attention lines


def leading_captions(line: str, start: int = 0) -> tuple[tuple[str, ...], int]:
    """Return the captions that ``line`` has from ``start`` on and the offset where they end.

    Without any the offset is ``start``. What stands behind them (``E.O. 12958``) is not looked at.
    """
    found: list[str] = []
    at = end = start
    size = len(line)
    while at < size:
        char = line[at]
        if char in _SEPARATORS:
            at += 1
            continue
        if char not in _FIRST_LETTERS:
            break
        match = _CAPTION.match(line, at)
        if match is None:
            break
        word = match.group(1).upper()
        found.append(_PHRASES.get(word) or _CANONICAL[word])
        at = end = match.end()
    return tuple(found), end


def read_captions(line: str) -> tuple[str, ...]:
    """Return the captions of a line that holds nothing else, in order; empty when it is no caption line.

    ``SENSITIVE, SIPDIS`` gives ``("SENSITIVE", "SIPDIS")``; a correction line ``("CORRECTED COPY",)``.
    """
    text = line.strip(_SEPARATORS)
    if not text or (text[0] not in _FIRST_LETTERS and not text[0].isdigit()):
        return ()
    if len(text) > 100:
        return ()
    captions, end = leading_captions(text)
    if end == len(text):
        return captions
    if not captions and (released := _RELEASABLE.match(text)) is not None:
        return (" ".join(released[0].upper().split()),)
    if captions and _HANDLING.match(text, end) is not None:
        return captions
    if read_correction(text) is not None:
        return (*captions, "CORRECTED COPY")
    return ()


def read_correction(line: str) -> str | None:
    """Return what a CORRECTED COPY line says was corrected, in capitals.

    ``CORRECTED COPY (TEXT)`` gives ``TEXT``, ``2ND`` a second correction, "" a kind that is not said, None a
    line that is no such line. The line must hold nothing before it but captions or an ordinal.
    """
    text = line.strip(_SEPARATORS)
    if len(text) > 200 or not text or not (text[0].isdigit() or text[0] in "CcFSTsftNnEeLl"):
        return None
    _, at = leading_captions(text)
    while at < len(text) and text[at] in _SEPARATORS:
        at += 1
    match = _CORRECTED.match(text, at)
    if match is None:
        return None
    rest = text[match.end() :]
    stop = _KIND_END.search(rest)
    if stop is not None:
        rest = rest[: stop.start()]
    rest = rest.strip(_SEPARATORS + ":")
    if len(rest) > _KIND_LONGEST:
        return None
    kind = rest.upper()
    before = (match["before"] or "").strip(" (").upper()
    return " ".join(part for part in (before, kind) if part)


def correction_within(text: str) -> str | None:
    """Return what a remark CORRECTED COPY inside a subject or an attention line says, as `read_correction`.

    ``A TALE (CORRECTED COPY - SPACING)`` gives ``SPACING``; in front of a subject (``CORRECTED COPY: A
    TALE``) it names no kind; None where there is no such remark.
    """
    match = _CORRECTED.search(text, 0, _LONGEST_COVER_TEXT)
    if match is None:
        return None
    if not text[: match.start()].strip(_SEPARATORS):
        return ""
    kind = text[match.end() :].partition("\n")[0].strip(_SEPARATORS + ":").upper()
    return kind if len(kind) <= _KIND_LONGEST else ""
