"""Texts packed for the archive: zlib with a dictionary of what every cable says.

The one fact that surprises: a cable is short, so most of what packing could gain is lost before it has met
the words of the field. A dictionary that begins with them saves a tenth. It is part of the schema: another
dictionary needs another schema number.
"""

from __future__ import annotations

import zlib
from typing import Final

_DICTIONARY: Final = (
    # The most useful last: zlib finds what stands near the end of its dictionary with the shortest codes.
    b"Classified By: Ambassador Deputy Chief of Mission Charge d'Affaires Political Counselor Economic "
    b"Reason: Reasons 1.4 (b) and (d). 1.5 DERIVED FROM DECLASSIFY ON: E.O. 12958: DECL: N/A TAGS: PREL PGOV "
    b"PHUM PTER ECON ETRD EFIN ENRG MARR MOPS SNAR KCRM KDEM OVIP UNSC NATO SUBJECT: REF: SIPDIS SENSITIVE "
    b"NOFORN UNCLAS UNCLASSIFIED//FOR OFFICIAL USE ONLY C O N F I D E N T I A L S E C R E T SECTION 01 OF 03 "
    b"VZCZCXRO VZCZCXYZ0000 PP RR OO RUEHWEB DE RUEH ZNY CCCCC ZZH SSSSS ZNR UUUUU ZDK FM AMEMBASSY AMCONSUL "
    b"SECSTATE WASHDC PRIORITY IMMEDIATE ROUTINE INFO RUEHC/SECSTATE WASHDC RUEAIIA/CIA WASHDC RHEFDIA/DIA "
    b"RUEKJCS/JOINT STAFF RUCNDT/USMISSION USUN NEW YORK RHEHNSC/NSC COLLECTIVE 0000 STATE FOR DEPT PASS "
    b"Summary and Comment. End summary. BEGIN COMMENT: END COMMENT. (C) (SBU) (S/NF) (U) -- \n1. \n2. \n10. "
    b"the ambassador and deputy minister of foreign affairs said that he had been informed by president of "
    b"the government of the united states would not be able to continue to support in order to the security "
    b"council resolution members of parliament political party election military international organization "
    b"according to however during meeting with embassy officials in addition there is no he noted that they "
    b"were also because of their which have this will from has but for the that was are with to be on the in "
    b"the of the and the "
)


def packed(text: str) -> bytes:
    """Return a text packed; lone surrogates survive."""
    packer = zlib.compressobj(6, zdict=_DICTIONARY)
    return packer.compress(text.encode("utf-8", "surrogatepass")) + packer.flush()


def unpacked(data: bytes) -> str:
    """Return what `packed` was given. Raises `zlib.error` when the data are damaged."""
    unpacker = zlib.decompressobj(zdict=_DICTIONARY)
    return (unpacker.decompress(data) + unpacker.flush()).decode("utf-8", "surrogatepass")
