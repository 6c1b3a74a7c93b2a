"""The signature: who sent the message, by surname.

The surprise: a third of the cables have it glued to the last sentence (``… in the region. SMITH``), and what
stands below it (a classification, NNNN, a note of declassification) hides it from a reader of last lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature in a text: its span there, and the surnames in capitals."""

    start: int
    end: int
    signers: tuple[str, ...]


# What may stand below a signature, one line or run at a time, measured from the end backwards.
_BELOW: Final = re.compile(
    r"""
      NNNN+ | =+[ ]?CABLE[ ]ENDS[ ]?=* | [-=_*#.,;"'\\><|~/)(\s]+ | YYY
    | (?:C[ ]?O[ ]?N[ ]?F[ ]?I[ ]?D[ ]?E[ ]?N[ ]?T[ ]?I[ ]?A[ ]?L | S[ ]?E[ ]?C[ ]?R[ ]?E[ ]?T | UNCLAS(?:SIFIED)?
        | LIMITED[ ]OFFICIAL[ ]USE | SENSITIVE | SIPDIS | NOFORN | EXDIS | NODIS | LIMDIS | SBU
        | (?:UNCLASSIFIED|SECRET|CONFIDENTIAL)//[A-Z ]{2,24})
    | [A-Z][A-Z. ]{1,20}[ ]\d{5,8}[ ]{1,4}\d{3}(?:\.\d)?[ ]OF[ ]\d{3}
    | PAGE[ ]\d\d[ ]{1,9}[A-Z .]{3,20}\d{4,6}[ ]{1,3}(?:\d\d[ ]OF[ ]\d\d[ ]{1,3})?\d{6}Z
    | (?:Declassified|DECLASSIFIED|Sheryl[ ]P|Margaret[ ]P|Review[ ]\d|Message[ ]Attributes)[^\n]{0,160}
    | NOTE(?:[ ]BY[ ]OC/T)?:[^\n]{0,120} | EO[ ]Systematic[ ]Review[^\n]{0,60}
    | \d{4}[A-Z]{3,10}\d{5}[ ]-[ ][^\n]{3,60}
    """,
    re.VERBOSE,
)
_PARTICLE: Final = r"(?:VAN|VON|DE|DER|DEN|DEL|DI|LA|LE|MC|MAC|ST\.?|EL|AL|O)"
_SURNAME: Final = (
    r"(?:[A-Z]['’])?[A-Z][A-Za-z]*[A-Z](?:['’-][A-Z]+)*|[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?"
)
# "SMITH", "O'DONOHUE", "STRAUSZ-HUPE", "DE PREE", "VAN DER WAL", "Susman"
_NAME: Final = re.compile(
    rf"(?:(?:{_PARTICLE}|Van|Von|De|Der|Mc|La|Le) ){{0,2}}(?:[A-Z]['’ ])?[A-Z]{{1,2}}[A-Za-z]*(?:['’-][A-Z][A-Za-z]+){{0,2}}"
    r"(?:,? JR\.?)?$"
)
_JOINT: Final = re.compile(r"\s*(?:/|&|,|\bAND\b|\band\b|\s-{1,2}\s)\s*")
# The last sentence's end with one to four words behind it.
_GLUED: Final = re.compile(r"[.!?)\"”’'*:>-][ \t]{0,40}(?=[A-Z])")
_NO_NAMES_WORDS: Final = """
    END SUMMARY COMMENT TEXT NOTE ENDS CABLE SIPDIS SENSITIVE NOFORN CONFIDENTIAL SECRET UNCLAS
    UNCLASSIFIED NNNN STOP ACTION REQUEST CONCLUSION BIO INTRODUCTION BACKGROUND UNQUOTE QUOTE REGARDS
    ANNEX TABLE CLASSIFIED DECLASSIFIED OVERVIEW PERCENT EMBASSY AMEMBASSY AMCONSUL POST WASHINGTON STATE
    DEPARTMENT MISSING SECTION MINIMIZE CONSIDERED THE AND FOR OF TO IN A AN IS ARE WAS WERE THIS THAT IT
    WE HE SHE THEY ALL NONE N/A NA USG GOVERNMENT UN EU US UK USA CITY DATE YES NO NEXT CONTINUED DRAFT
    EOM
"""
_NO_NAMES: Final = frozenset(_NO_NAMES_WORDS.split())
_LONGEST_NAME: Final = 40


def find_signature(text: str) -> Signature | None:
    """Return the signature at the end of ``text``, the last block or blocks of a message; None without one.

    It may stand alone on a line, joint (``SMITH AND JONES``), in mixed case, glued to the last sentence, with
    a classification, NNNN or a note of declassification below it. Surnames come in capitals.
    """
    end = _above(text)
    if end == 0:
        return None
    line_start = text.rfind("\n", 0, end) + 1
    start = line_start + len(text[line_start:end]) - len(text[line_start:end].lstrip())
    line = text[start:end]
    signers = _names(line)
    if signers:
        return Signature(start, end, signers)
    found = None
    tail = max(start, end - _LONGEST_NAME - 8)
    for match in _GLUED.finditer(text, tail, end):
        signers = _names(text[match.end() : end])
        if signers and (
            all(text[match.end() : end].isupper() for _ in (0,)) or text[match.start()] in '.!?)"”'
        ):
            found = Signature(match.end(), end, signers)
            break
    return found


def _above(text: str) -> int:
    """Return the offset where the text ends when what stands below a signature is taken off."""
    end = len(text)
    floor = max(0, end - 4000)
    while end > 0:
        end = len(text[floor:end].rstrip(' \t\r\n\\",;=*#><|~_-\u00a0')) + floor
        line_start = max(text.rfind("\n", floor, end) + 1, floor)
        line = text[line_start:end].strip()
        if not line:
            return 0 if end <= floor else end
        if len(line) > 200:
            return end
        match = _BELOW.match(line)
        if match is None or match.end() != len(line):
            break
        end = line_start
    if end and text[end - 1] == "." and len(text) - text.rfind("\n", 0, end) < _LONGEST_NAME:
        end -= 1
    return end


def _names(text: str) -> tuple[str, ...]:
    """Return the surnames that ``text`` consists of, or nothing when it is anything else."""
    text = text.strip(" .")
    if not 2 <= len(text) <= _LONGEST_NAME:
        return ()
    names = []
    for part in _JOINT.split(text):
        name = " ".join(part.split()).rstrip(".")
        if not _NAME.match(name) or len(name) < 2:
            return ()
        upper = name.upper()
        if upper in _NO_NAMES or any(word in _NO_NAMES for word in upper.split()):
            return ()
        names.append(upper.replace("’", "'"))
    return tuple(names)
