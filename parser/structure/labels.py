"""The labels of a cover: E.O., TAGS, SUBJECT, REF, Classified By, at the start of a line or glued into it.

The one fact that surprises: one cable in twenty has its whole cover on a single line without so much as a
space between the parts (``SANAA 001352SIPDISE.O. 12958: DECL: 05/21/2015TAGS: PREL``).
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

from parser.fields.misspelling import misspelt
from parser.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator


class Label(Enum):
    """What a line of a cover says that it is."""

    ORDER = "E.O."
    TAGS = "TAGS"
    SUBJECT = "SUBJECT"
    REFERENCE = "REF"
    CLASSIFIED_BY = "Classified By"

    @property
    def kind(self) -> Kind:
        """The kind of block that the label opens."""
        return Kind.CLASSIFIED_BY if self is Label.CLASSIFIED_BY else Kind.COVER


# E.O. 12958: DECL: 04/27/2024 · EO 12958 N/A · E.O.: 12958: · E.o. 12958: decl:
# but not E.O. 13382, which freezes assets: of the 13000s only 13292 and 13526 are about classification
_NUMBER: Final = r"1(?:[0-24-9][0-9]{3}|3(?:292|526))"
_ORDER: Final = rf"E\.?\ ?[O0]\.?:?\ {{0,3}}{_NUMBER}"
# SUBJECT: · SUBJ: · UBJECT: · SUJECT: · S U B J E C T: · (S) SUBJECT:
_SUBJECT: Final = (
    r"(?:\((?:TS|SBU|[CSU]|[CS]/{1,2}NF)\)\ {0,3})?"
    r"(?:S?UBJECTS?|SUBJ(?:EC|CT|ET|CET)?|SUB(?=:)|SUBECT|SUJECT"
    r"|SUJBECT|SBUJECT|SUBEJCT|SUBBJECT|S\ U\ B\ J\ E\ C\ T)"
)
# Classified By: Ambassador … · CLASSIFIED BY DCM … · (U) Classified by … · Derived from: DSCG 05-1
_CLASSIFIED: Final = r"(?:\((?:U|SBU|C|S)\)\ {0,3})?CLASS[A-Z]{1,5}ED\ {1,3}(?:BY\b|(?-i:By(?=[A-Z][a-z])))"

# SIBJECT: · SUBJECT LINE: · SUBJECT (C): · REF TEL: · REF NO: · Clasified By: · CLASSIFICATION BY:
_MISSPELT_SUBJECT: Final = (
    rf"(?:{misspelt('SUBJECT')}|S?U?BJECT|SUBJ\.|{_SUBJECT}(?:\ LINE|\.?\ ?\([A-Z/]{{1,4}}\)|/[CSU]))"
)
_MISSPELT_REFERENCE: Final = (
    rf"(?:{misspelt('REFERENCE')}|{misspelt('REFTEL')}|R\ E\ F|REF[ /]TELS?|REFTEL\(S\)|REF\ NO)"
)
_MISSPELT_CLASSIFIED: Final = (
    rf"(?:{misspelt('CLASSIFIED')}\ {{0,3}}(?:B|BY|BU|YB)|CLASS(?:IFICATION|\.)?\ BY)"
)
# TGAS: PREL · RFE: A. · E/O 12958: DECL: short words need what follows them, or they would be others
_MISSPELT: Final = re.compile(
    rf"""(?: (?P<SUBJECT> {_MISSPELT_SUBJECT}\ {{0,2}}: )
          | (?P<TAGS> {misspelt("TAGS")}\ ?[:,]\ {{0,3}}(?-i:[A-Z]{{4}}|[A-Z]{{2}})(?=[,\ ]|$) )
          | (?P<REFERENCE> {_MISSPELT_REFERENCE}\ ?[:.]
                         | (?:REFERENCE|REFTEL|REF)S?(?:\ {{1,2}}-|,)\ {{1,3}}(?-i:[A-Z(]|\d\d)
                         | (?:RFE|EF|RE?RF|REF[A-Z]|RREF|REEF|RF|FER)\ ?:\ {{1,3}}(?-i:[A-Z(]|\d\d) )
          | (?P<CLASSIFIED_BY> {_MISSPELT_CLASSIFIED}\ ?: )
          | (?P<ORDER> (?:E?[./]\ ?O|E/?O|O|EXECUTIVE\ ORDER)\.?\ {{0,2}}1\.?(?:2958|3526|2356|2065|1652)
                       \ ?[:.]\ {{0,3}}(?:DECL|N/A|[XG]?GDS|\d) ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_MISSPELT: Final = 30  # characters up to the colon

_AT_START: Final = re.compile(
    rf"""(?: (?P<ORDER> {_ORDER} )
          | (?P<TAGS> (?:TAGS?|AGS|T\ A\ G\ S)\ {{0,3}}[:;] | TAGS?\ {{1,3}}(?=[A-Z]{{2,6}}\b) | Tagess
                  | (?-i:TAGS)\ ?[.-]\ {{0,3}}(?-i:[A-Z]{{2,6}}\b) )
          | (?P<SUBJECT> {_SUBJECT}\ {{0,3}}[:;] | SUBJECT\ {{1,3}}(?-i:[A-Z]{{2}})
                     | (?-i:SUBJ(?:ECT)?)(?:[.,]\ |\ {{1,3}}-{{1,2}}\ )\ {{0,3}}(?=\S)
                     | (?-i:SUBJ\ {{1,3}}(?=[A-Z]{{2}})) )
          | (?P<REFERENCE> REF(?:S|\(S\)|TELS?|ERENCES?)?\ {{0,2}}[:;]
                           | (?-i:RE):\ {{1,3}}(?=(?-i:\(?A[.)]\ ?|\d\d\ ?)?(?-i:[A-Z][A-Z ]{{2,19}}\ \d))
                           | (?-i:A)[.)]\ {{1,2}}(?-i:REF)\ {{1,2}}(?-i:[A-Z]{{3}})
                           | REF(?:S|TELS?)?\.:?\ {{1,3}}(?-i:[A-Z(]|\d\d)
                           | (?-i:REFS?|Ref|Refs)\ {{1,3}}\(?(?-i:[A-Z])\)?[:.)] )
          | (?P<CLASSIFIED_BY> {_CLASSIFIED}
                           | DERIVED\ {{1,2}}FROM\b | REASONS?\ ?:\ ?1\.[45] | DECLASSIFY\ {{1,2}}ON\b ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GLUED: Final = re.compile(
    rf"""(?P<ORDER> (?<![A-Z])E\.\ ?O\.\ {{0,3}}{_NUMBER} | (?<=SIPDIS)E\.?O | E\.O\.\ {_NUMBER} )
      | (?P<TAGS> (?-i:TAGS?|Tags|(?<=\ )AGS):\  | (?-i:(?<=[A\d.]\ )TAGS(?=\ [A-Z]{{4}}\b)) )
      | (?P<SUBJECT> (?-i:SUBJECT|SUBJ|Subject):\  )
      | (?P<REFERENCE> (?-i:REF|REFS|REFTELS?|Refs?|Ref\(s\)|REF\(S\)):(?:\ |$) )
      | (?P<CLASSIFIED_BY> (?-i:CLASSIFIED\ BY|Classified\ [Bb]y):?\  )
    """,
    re.VERBOSE | re.IGNORECASE,
)


# Classified By: (U) Classified by …: the machine's label in front of the drafter's, which opens nothing
_SAID_ALREADY: Final = re.compile(
    r"LASS[A-Z]{1,5}ED {1,2}BY ?:? {0,3}(?:\([A-Z]{1,3}\)|1\.)? {0,3}$", re.IGNORECASE
)


def label(line: str) -> Label | None:
    """Return the label that ``line``, stripped, begins with, or None."""
    match = _AT_START.match(line) if line[0] in "EeTtSsRrCcDdAaUu(" else None
    if match is None and line[0].isupper() | (line[0] in "./") and _has_sign(line):
        match = _MISSPELT.match(line)
    return Label[match.lastgroup] if match and match.lastgroup else None


def _has_sign(line: str) -> bool:
    """Whether what ends a label stands near the start of ``line``: few lines are looked at twice."""
    head = line[:_LONGEST_MISSPELT]
    return ":" in head or (head[:3] == "REF" and ("-" in head or "," in head)) or head[:5] == "TAGS,"


def glued_labels(line: str) -> Iterator[tuple[int, Label]]:
    """Yield the offset and the label of each further label inside ``line``."""
    for match in _GLUED.finditer(line, 1):
        if match.lastgroup == "CLASSIFIED_BY" and _SAID_ALREADY.search(line[: match.start()][-24:]):
            continue
        if match.lastgroup:
            yield match.start(), Label[match.lastgroup]
