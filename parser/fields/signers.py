"""The signature: who sent the message, by surname.

The surprise: a third of the cables have it glued to the last sentence (``… in the region. SMITH``), behind a
website's address, or twice, and what stands below it (a classification, NNNN, a note of declassification, the
date of an export) hides it from a reader of last lines.
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


# A whole line that may stand below a signature.
_BELOW: Final = re.compile(
    r"""
    [>"'.,\ \t]{0,6} (?:
      [Nn]{3,6} | (?: 0[ ] )? \d{1,2}/\d{1,2}/\d{4} (?: [ ]\d{1,5} (?: [ ][A-Z,]{2,60} )? )?
    | (?:NNNN[ ])? End[ ]Cable[ ]Text | =* [ ]? CABLE[ ]END S? [ ]? =* | Y{2,4} | GP-\d | UNQUOTE | EOM
    | (?: C[ ]?O[ ]?N[ ]?F[ ]?I[ ]?D[ ]?E[ ]?N[ ]?T[ ]?I[ ]?A[ ]?L | S[ ]?E[ ]?C[ ]?R[ ]?E[ ]?T
        | UNCLAS(?:SIFIED)? | LIMITED[ ]OFFICIAL[ ]USE | SENSITIVE | SIPDIS | NOFORN | EXDIS | NODIS
        | LIMDIS | SBU )
      (?: //? [A-Z ]{2,24} )?
    | [A-Z][A-Z. ]{1,20} [ ] \d{5,8} [ ]{1,4} \d{3} (?:\.\d)? [ ] OF [ ] \d{3}
    | PAGE [ ] \d\d [ ]{1,9} [A-Z .]{3,20} \d{4,6} [ ]{1,3} (?: \d\d[ ]OF[ ]\d\d [ ]{1,3} )? (?: \d{6}Z )?
    | (?: Declassified | DECLASSIFIED | Sheryl[ ]P | Margaret[ ]P | Review[ ]\d | Message[ ]Attributes
        | NOTE | Note | EO[ ]Systematic | Systematic[ ]Review | SELECT[ ]\* | Classified[ ]By:
        | Class[a-z]{5,12}: | Disclaimer ) [^\n]{0,160}
    | (?: This | THIS ) [ ] (?: cable | message | CABLE | MESSAGE ) [ ]
      (?: was | has [ ] been | WAS | HAS [ ] BEEN ) [ ]
      (?: cleared | coordinated | approved | drafted | CLEARED | COORDINATED )
      (?! [^\n]{0,160} [.)] [ ]{1,3} [A-Z'-]{3,20} \.? $ ) [^\n]{0,160}
    | \d{4}[A-Z]{3,10}\d{4,6} [ ]? - [ ] [^\n]{3,60}
    | BT | \#\d{4} | (?: MINIMIZE | Minimize ) [ ] (?: CONSIDERED | [Cc]onsidered ) \.?
    | [^\n]{1,30} @ [^\n]{1,20} | [^\n]{0,60} \.\.\.
    )
    """,
    re.VERBOSE,
)
# What an export left behind the name on its line: "BURNS\t2006-03-31", "STEVENS 0 12/18/2007", "RICE NNNN".
_BEHIND: Final = re.compile(
    r"(?:[\t ]+(?:0 )?\d{1,2}/\d{1,2}/\d{4}(?: \d{1,5} [A-Z,]{2,60})?|[\t ]+\d{4}-\d\d-\d\d|"
    r"[ ]+NNNN(?: End Cable Text)?|#{1,4}"
    r"|[ ]+\((?:DCM|CDA|AMB|Ambassador|AMBASSADOR|CG|ACTING|Acting)\)"
    r"|[\t \\]+(?:Embassy|Consulate|Mission) [^\n]{3,60}VZCZ[A-Z]{2,5}\d{0,5}\\?)[ .\"]{0,3}$"
)
_PARTICLES: Final = (
    "VAN|VON|DE|DER|DEN|DEL|DELLA|DI|DU|LA|LE|ST\\.?|EL|AL|BIN|MAC|MC|Van|Von|De|Der|La|Le|Di|van|von|de"
)
# "SMITH", "O'BRIEN", "SMITH-JONES", "DE GREEN", "van Green", "McGreen", "Smith"
_NAME: Final = re.compile(
    rf"""
    (?: (?:{_PARTICLES}) [ ] ){{0,2}} (?: [A-Z] ['’ ] )?
    (?: [A-Z][A-Z]+ | (?: Mc|Mac|Le|La|De|Di|Van|O')? [A-Z][a-z]+ (?: [A-Z][a-z]+ )?
      | [A-Z]c[A-Z]+ | Mac[A-Z]{{3,}} )
    (?: [-'’] (?: [A-Z][A-Z]* | [A-Z][a-z]+ ) ){{0,2}}
    """,
    re.VERBOSE,
)
_LAST_WORDS: Final = re.compile(rf"(?:(?:{_PARTICLES}) ){{0,2}}[^\s.]+$")
_JUNIOR: Final = re.compile(r",? (?:JR|SR|II|III|Jr|Sr)\.?$")
_JOINT: Final = re.compile(r"\s*(?:/|&|,|\bAND\b|\band\b|\s-{1,2}\s)\s*")
_LEFT_OVER: Final = re.compile(
    r"^(?:[Xx]{4,}|#|-{1,3}|\*+|/{2}|CDA |(?:CHARGE|Charge) "
    r"|(?:AMB|Amb)\.? |(?:AMBASSADOR|Ambassador) |DCM )[ ]?"
)
# Jane Roe for Ambassador John Doe: who signed for whom
_FOR: Final = re.compile(
    r"(?:[A-Z][A-Za-z.]{0,14} ){1,3}(?P<name>[A-Z][A-Za-z'-]{2,20}) (?:for|FOR) "
    r"(?:Ambassador|AMBASSADOR|Amb|AMB)\b.{3,30}"
)
# Behind these words and signs the name may be glued: the end of a sentence, of a remark, of an address.
_GLUED: Final = re.compile(
    r"""
      [.!?)\]"”’'*>] [ \t]{0,40} (?= [#A-Zv] )
    | \b (?: END | End | end ) [ ] (?: OF [ ] | of [ ] )? [A-Za-z]{4,9}
      (?: [ ] (?: AND | and ) [ ] [A-Za-z ]{4,20} | [ ] (?: One | ONE ) )? [ ]{1,3}
    | \b (?: CONSIDERED | Considered | considered ) [ ]{1,3} | [Xx]{5,} [ ]? | [ ] OF [ ] \d{3} [ ]{1,8}
    | (?: /\S{0,60} (?: [ ]c[ ]?fm )? | \.[ ]?c[ ]?fm | \.htm | \.gov | Kingdom ) [ ]{1,3} (?: / [ ] )?
    """,
    re.VERBOSE,
)
_NO_NAME_WORDS: Final = """
    END SUMMARY COMMENT COMMENTS TEXT NOTE ENDS CABLE SIPDIS SENSITIVE NOFORN CONFIDENTIAL SECRET UNCLAS
    UNCLASSIFIED NNNN STOP ACTION REQUEST CONCLUSION BIO INTRODUCTION BACKGROUND UNQUOTE QUOTE REGARDS
    ANNEX TABLE CLASSIFIED DECLASSIFIED OVERVIEW PERCENT EMBASSY AMEMBASSY AMCONSUL POST WASHINGTON
    STATE DEPARTMENT MISSING SECTION PART MINIMIZE CONSIDERED THE AND FOR OF TO IN A AN IS ARE WAS WERE
    THIS THAT IT WE HE SHE THEY ALL NONE N/A NA TRANS USG GOVERNMENT UN EU US UK USA CITY DATE YES NO
    NEXT CONTINUED DRAFT EOM ONE TWO THREE TOTAL SOURCE ATTACHMENT UNSC UNSCR ASEAN NATO NAFTA UNESCO
    OPEC USAID CAFTA MERCOSUR OSCE IAEA GTMO UNGA UNIFIL FARC HAMAS HIZBALLAH AMISOM ECOWAS USTR WIPO
    OECD CITES UNODC UNDP UNICEF UNHCR ISAF EUFOR DARFUR IRAQ IRAN ISRAEL CUBA COMMERCIAL GUIDANCE
    ASSISTANCE PARAGRAPH PARA REF REFTEL SEPTEL REQUES SALUTATION CLOSE AMBASSADOR CHARGE OADR LIMITED
    OFFICIAL USE ONLY PAGE TOP BT YYY EPET CAPTION SUBJECT TAGS REASON REASONS MR MRS DR PM FM MP MPS
    WASHDC DC PRIORITY IMMEDIATE ROUTINE FLASH COLLECTIVE TELEGRAM CF INFO
"""
_NO_NAMES: Final = frozenset(_NO_NAME_WORDS.split())
_GIVEN_NAME_WORDS: Final = """
    CLINT JOHN ROBERT JAMES WILLIAM RICHARD DAVID MICHAEL THOMAS MARK PAUL PETER CHARLES JOSEPH MARY NANCY
"""
_GIVEN_NAMES: Final = frozenset(_GIVEN_NAME_WORDS.split())
_SENTENCE_END: Final = frozenset(".!?:;)\"”'’*-/]>")
_STRIPPED: Final = ' \t\r\n\\",;=*><|~_\u00a0\u2028'
_LONGEST_NAME: Final = 40
_TAIL: Final = 4000  # characters below the signature at most
_SHORTEST_UNPARTED: Final = 5


def find_signature(text: str) -> Signature | None:
    """Return the signature at the end of ``text``, the last block or blocks of a message; None without one.

    It may stand alone on a line, joint (``SMITH AND JONES``), in mixed case, glued to the last sentence,
    with a classification, NNNN, an export's date or a note of declassification below it. Surnames come in
    capitals.
    """
    end = _above(text)
    if end == 0:
        return None
    floor = max(0, end - 400)
    line_start = max(text.rfind("\n", floor, end) + 1, floor)
    line = text[line_start:end]
    behind = _BEHIND.search(line, max(0, len(line) - 90))
    if behind is not None:
        end = line_start + behind.start()
        line = text[line_start:end]
    start = line_start + len(line) - len(line.lstrip(_STRIPPED))
    if len(line) <= _LONGEST_NAME:
        signers = _names(text[start:end])
        if signers and (earlier := _said_before(text, start, end)) is not None:
            return Signature(earlier, end, signers)
        if signers and _may_stand_alone(text, start, end):
            return _with_name_above(text, Signature(start, end, signers))
    return _glued(text, start, end)


def _said_before(text: str, start: int, end: int) -> int | None:
    """Return where the line above begins when it is the same name: ``VAN GREEN``, then ``van Green``."""
    above = text[max(0, start - 200) : start].rstrip(_STRIPPED)
    name = text[start:end].strip(_STRIPPED + ".")
    if above[-len(name) :].upper() != name.upper() or above[-len(name) - 1 : -len(name)] not in ("\n", ""):
        return None
    return max(0, start - 200) + len(above) - len(name)


def _with_name_above(text: str, found: Signature) -> Signature:
    """Return a signature with the one on the line above, where two sign below one another, in capitals."""
    if not text[found.start : found.end].isupper():
        return found
    end = found.start
    while end > 0 and text[end - 1] in _STRIPPED:
        end -= 1
    start = text.rfind("\n", max(0, end - _LONGEST_NAME), end) + 1
    name = text[start:end].strip(_STRIPPED)
    above = text[max(0, start - 200) : start].rstrip(_STRIPPED)
    if (
        start == 0
        or not name.isalpha()
        or not name.isupper()
        or len(name) < 4
        or sum(map(str.islower, above)) < 40
    ):
        return found
    signers = _names(name)
    if not signers or (
        above[-1:] not in _SENTENCE_END and "\n\n" not in text[max(0, start - 4) : start].replace(" ", "")
    ):
        return found
    return Signature(start, found.end, (*signers, *(each for each in found.signers if each not in signers)))


def _may_stand_alone(text: str, start: int, end: int) -> bool:
    """Return whether the line from ``start`` to ``end``, a name by its look, is no end of a sentence."""
    above = text[max(0, start - 400) : start].rstrip(_STRIPPED)
    if not above:
        return True
    name = text[start:end]
    gap = text[max(0, start - 6) : start].count("\n") > 1
    sentence_over = (
        above[-1] in _SENTENCE_END
        or above[-4:].lower() == "xxxx"
        or _END_REMARK.search(above[-160:]) is not None
    )
    if name.islower():
        return len(name) > 3 and " " not in name and (sentence_over or gap)
    in_capitals = sum(map(str.islower, above[-120:])) < 12
    if name.isupper() and not in_capitals and text[end : end + 1] != ".":
        return " " not in name or sentence_over or gap
    return sentence_over or gap


# the number and the mark of a paragraph, with nothing else in front of a name
_HEAD: Final = re.compile(r"[¶ ]{0,4}(?:\d{1,3}[.)]\s{0,4})?\([A-Z/]{1,5}\)\s{0,4}")
_END_REMARK: Final = re.compile(
    r"\bEND(?: OF)? [A-Z ]{4,30}$|www\.|http|sgov|intelink|web ?site|\d$", re.IGNORECASE
)


def _glued(text: str, start: int, end: int) -> Signature | None:
    """Return the signature that the last line ends with, behind a sentence's end or an address."""
    tail = max(start, end - _LONGEST_NAME - 60)
    for match in _GLUED.finditer(text, tail, end):
        at = match.end()
        if end - at > _LONGEST_NAME or at >= end:
            continue
        if (
            text[match.start()] == "."
            and text[max(0, match.start() - 2) : match.start()].strip().isupper()
            and (not text[at:end].isupper() and not text[match.start() - 2].isalnum())
        ):
            continue  # an initial: "… RSO David J. Smith"
        before = text[max(start, match.start() - 40) : match.start() + 1].rpartition(" ")[2]
        stopped = text[end : end + 1] == "." and "/" not in before
        if not text[at:end].isupper() and (stopped or _HEAD.fullmatch(text, start, at)):
            continue  # a short sentence: "(C) So."
        signers = _names(text[at:end])
        if signers and not text[at:end].islower():
            while at < end and text[at] in "# ":
                at += 1
            return Signature(at, end, signers)
    last = _LAST_WORDS.search(text, max(start, end - _LONGEST_NAME), end)
    if last is None or last.start() <= start or len(last[0]) < _SHORTEST_UNPARTED:
        return None
    name = last[0]
    if sum(map(str.islower, text[max(start, last.start() - 120) : last.start()])) < 20:
        return None
    if sum(map(str.isupper, name)) * 2 < len(name) or not any(vowel in name.upper() for vowel in "AEIOUY"):
        return None
    signers = _names(name)
    return Signature(last.start(), end, signers) if signers else None


def _above(text: str) -> int:
    """Return the offset where the text ends when what stands below a signature is taken off."""
    end = len(text)
    floor = max(0, end - _TAIL)
    while end > floor:
        while end > floor and text[end - 1] in _STRIPPED:
            end -= 1
        line_start = max(text.rfind("\n", floor, end) + 1, floor)
        line = text[line_start:end].strip()
        if not line or len(line) > 200:
            break
        match = _BELOW.match(line)
        if match is None or match.end() != len(line) or _is_name(line):
            if line.strip(" .") == "":
                end = line_start
                continue
            break
        end = line_start
    while end > floor and text[end - 1] in " ." and text[max(0, end - 3) : end] != "...":
        end -= 1
    return end


def _is_name(line: str) -> bool:
    """Return whether a line that could stand below a signature is one itself: ``MCNAMARA.``"""
    return line[-1] == "." and line[-3:] != "..." and bool(_names(line.rstrip(".")))


def _names(text: str) -> tuple[str, ...]:
    """Return the surnames that ``text`` consists of, or nothing when it is anything else."""
    text = _LEFT_OVER.sub("", text.strip(" .\t\\"))
    if not 2 <= len(text) <= _LONGEST_NAME:
        return ()
    if text.islower() and text.isalpha():
        text = text.upper()
    if (signed := _FOR.fullmatch(text)) is not None:
        text = signed["name"]
    text = _JUNIOR.sub("", text.removesuffix("//"))
    names: dict[str, None] = {}
    for part in _JOINT.split(text):
        name = _JUNIOR.sub("", " ".join(part.split()).rstrip("."))
        words = name.split()
        if len(words) == 2 and words[0].upper() == words[1].upper():
            name = words[0]
        elif len(words) == 2 and words[0] in _GIVEN_NAMES:
            name = words[1]
        elif len(words) == 2 and words[0].isupper() and words[1].isupper() and min(map(len, words)) > 3:
            if not all(_NAME.fullmatch(word) and word not in _NO_NAMES for word in words):
                return ()
            names[name] = None
            continue
        if len(name) < 2 or _NAME.fullmatch(name) is None:
            return ()
        upper = name.upper().replace("’", "'")
        if set(upper) == {"X"} or any(word in _NO_NAMES for word in upper.split()):
            return ()
        names[upper] = None
    return tuple(names)
