"""The SUBJECT line: what a cable is about, with its portion mark kept apart.

The surprising fact: nothing closes a subject. It runs over up to six lines, at times with a blank line after
each, and ends where something else is recognised: a REF, a page break, a rule, the first paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.fields.misspelling import misspelt
from parser.posts import canonical_post

MOST = 1_500
"""Characters of the block that are looked at; the longest subject of the archive has 256."""

FULL_LINE = 44
"""Characters of a line that was broken because it was full: what follows a blank line may belong to it."""

_MARK = r"(?:TS|SBU|LOU|FOUO|[CSU])(?:\s?//?\s?[A-Z][A-Z, ]{0,24}){0,4}"


@dataclass(frozen=True, slots=True)
class Subject:
    """Subject, its lines joined by one space, capitals as written, and its portion mark (``S//NF``)."""

    value: str = ""
    marking: str | None = None


# SUBJECT:  SUBJ:  Subject  UBJECT:  SUBECT:  S U B J E C T:
LABEL = re.compile(
    r"\s{0,80}(?:\((?P<mark>TS|SBU|[CSU]|[CS]/{1,2}NF)\)\s{0,3})?"
    # SIBJECT:  SUBJEC T:  BJECT:  SUBJECT LINE:  SUBJECT (C):
    r"(?:(?:"
    + misspelt("SUBJECT")
    + r"|S?U?BJECT)(?: LINE|/[CSU]| ?\((?P<behind>[A-Z/]{1,4})\))?(?=\s{0,3}:)"
    r"|(?:S?UBJECTS?|SUBJ|SUB(?=:)|SUBJEC|SUBJCT|SUBJET|SUBJCET|SUBECT|SUJECT|SUJBECT|SBUJECT|SUBEJCT|SUBBJECT"
    r"|S U B J E C T)(?![^\W_]))\.?\s{0,3}(?:[:;]{1,2}-?|\.(?!\.)|,|-{1,2})?\s{0,9}(?:-{1,2}\s{1,9})?",
    re.IGNORECASE,
)
# (C)  (S/NF)  (U//FOUO)  (S//REL TO USA, GBR)
MARKING = re.compile(rf"\((?P<mark>{_MARK})\)\s{{0,3}}", re.IGNORECASE)
LAST_MARKING = re.compile(rf"\s\((?P<mark>{_MARK})\)$", re.IGNORECASE)
END = re.compile(
    r"""
      REF(?:TEL)?S?\s?(?:\(S\))?\s?[:;] | \sREF(?:TEL)?S?\s\(?A[.):] | \nREF(?:TEL|ERENCE)?S?\b
    | \s(?:\([A-Z]{1,3}\)\s?)?CLASS?[IF]{1,4}ED\s{1,2}BY\b | CLASSIFIED\ BY: | Classified\ By:
    | \s¶?1\s?[.)]\s{0,3}(?:\(|(?:BEGIN\ )?SUMMARY\b)
    | \n[ \t]{0,9}¶?1\s?[.)] | \n[ \t]{0,9}¶[0-9]{1,2}\s?[.)]
    | \s[-=_*]{5} | \n[ \t]{0,9}[-=_*]{3}
    | \sSENS\w{0,7}\s{1,2}BUT\b | \sENTIRE\ TEXT\b | \sPLEASE\ PROTECT\b
    | \sTHIS\s{1,2}(?:IS\s{1,2}AN\s{1,2}ACTION|MESSAGE|CABLE)\b
    | \s(?:BEGIN\ )?SUMMARY(?:\s?[:.]|\s{1,9}-{3}) | \n[ \t]{0,9}SUMMARY\b
    | \n[ \t]{0,9}(?:TAGS?\s?:|E\.?O\.?\s?1(?:2958|2356|2065|1652|3526)) | \sSUBJ(?:ECT)?\s?:
    | \n[ \t]{0,9}(?:C\ O\ N\ F|S\ E\ C\ R|UNCLAS|CONFIDENTIAL\b|SECRET\b)
    | (?<=\.\.\.)\s{0,9}\n\s{0,9}(?:[0-9]|id:)
    | \s\((?:SBU|C|U|S|S/NF|C/NF)\)\s{1,3}(?-i:[A-Z][a-z']+,?\s)
    | \n[ \t]{0,9}\((?:SBU|C|U|S|S/NF|C/NF)\)[ \t]{1,3}[^\W_]
    | \s¶[A-Z]\s?\. | \sDERIVED\ FROM\s?:
    """,
    re.IGNORECASE | re.VERBOSE,
)
# TRIPOLI 00000583  001.2 OF 003 behind the subject, and its post, which may be of several words
PAGE_BREAK = re.compile(r"\s[0-9]{8}(?:\s{1,3}[0-9]{3}(?:\.[0-9])?\s{1,2}OF\b|$)|\sPAGE\ [0-9]{2}\s")
# US-⏎LATIN
HYPHEN = re.compile(r"(?<=[^\s\-])-[ \t]{0,9}\n[ \t]{0,9}(?=[^\W_])")
# "- " or "-         " before each further line, as cables of the 1980s were typed
HANGING = re.compile(r"\n[ \t]{0,9}-[ \t]{1,40}(?=[^\W_\"'])")
BLANK_LINE = re.compile(r"[ \t]{0,9}\n[ \t]{0,9}\n\s{0,9}")
_CONNECTING = """
A AN AND AS AT BETWEEN BUT BY FOR FROM IN INTO NEAR OF ON OR OVER THE THROUGH TO TOWARD TOWARDS UNDER
VIA WITH WITHOUT
"""
CONNECTING = frozenset(_CONNECTING.split())
"""Words that end no subject; but for articles, words that begin no heading."""

ARTICLES = frozenset({"A", "AN", "THE"})

NO_SUBJECT = re.compile(
    r"(?:DEPT|DEPARTMENT|STATE|FOR|PASS|SIPDIS|SENSITIVE|NOFORN)\b"
    r"|(?:KEY POINTS|INTRODUCTION|ACTION|COMMENT|BACKGROUND)\b|.{0,20}[0-9]{6}"
)
"""What stands in capitals below a subject and is none: attention lines, captions, headings."""


def read_subject(text: str) -> Subject:
    """Read the clean text of a SUBJECT block, label included; what runs on behind the subject is cut."""
    text = text[:MOST].replace("\\", " ")
    before: str | None = None
    while (label := LABEL.match(text)) is not None and (before is None or label[0].rstrip()[-1:] in ":;"):
        before = label["mark"] or label["behind"] or before or ""
        text = text[label.end() :]
    text = HANGING.sub("\n", text)
    end = END.search(text)
    text = _whole(text[: end.start()] if end else text)
    value = _without_page_break(" ".join(HYPHEN.sub("-", text).split()))
    value = value.replace("¶", "").removesuffix(" .")
    mark = MARKING.match(value)
    if mark:
        return Subject(value[mark.end() :], _tidy(mark["mark"]))
    mark = LAST_MARKING.search(value, max(len(value) - 40, 0))
    if mark and mark.start():
        return Subject(value[: mark.start()], _tidy(mark["mark"]))
    return Subject(value, _tidy(before) if before else None)


def _whole(text: str) -> str:
    """Return the subject of a text that may go on below a blank line because every second line is blank."""
    parts = BLANK_LINE.split(text.strip())
    whole = parts[0]
    for number, part in enumerate(parts[1:]):
        if not _goes_on(whole.rpartition("\n")[2].strip(), part.strip(), again=number > 0):
            break
        whole += "\n" + part
    return whole


def goes_on_surely(line: str, below: str) -> bool:
    """Say whether a subject that ends a line must go on below it: behind a comma, an OF or a genitive."""
    last = line.rpartition(" ")[2].upper()
    if not below or line.endswith("...") or NO_SUBJECT.match(below) or below.isupper() != line.isupper():
        return False
    return last in CONNECTING or last.endswith((",", "'S", "’S", "-")) or "CORRECTED COPY" in below


def _goes_on(line: str, below: str, *, again: bool) -> bool:
    """Say whether a subject goes on below the blank line behind a line; ``again``: it did so before."""
    last, first = line.rpartition(" ")[2].upper(), below.partition(" ")[0].upper()
    if not below or NO_SUBJECT.match(below) or line.endswith("..."):
        return False
    if last in CONNECTING or first in CONNECTING - ARTICLES or last.endswith((",", ";", "'S", "’S", "-")):
        return below.isupper() == line.isupper()
    full = again or len(line) >= FULL_LINE
    return (
        full and line.isupper() and below.isupper() and "\n" not in below and not below.startswith(line[:20])
    )


def _without_page_break(value: str) -> str:
    page_break = PAGE_BREAK.search(value)
    if page_break is None:
        return value
    words = value[: page_break.start()].split(" ")
    for size in (3, 2, 1):
        if canonical_post(" ".join(words[-size:])):
            return " ".join(words[:-size])
    return " ".join(words)


def _tidy(mark: str) -> str:
    return " ".join(mark.upper().split())
