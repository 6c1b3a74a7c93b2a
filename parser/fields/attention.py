"""Attention and PASS lines: whom the message is meant for at its addressees.

The surprise: nothing marks such a line but its grammar (an office or a post, FOR or PASS, offices and
names), so ``STATE FOR NEA/ARP`` must be told from a sentence about a state for which something is done; and
offices are spelt like words (EUR/WE, WHA/CAN, H).
"""

from __future__ import annotations

import re
from typing import Final

from parser.posts import known_post

# Who is told to attend: departments, agencies, commands and the bureaus of the State Department.
_WHO_WORDS: Final = """
    STATE DEPT DEPT. DEPARTMENT SECSTATE WASHDC WASHINGTON NSC NSS NEC HSC OVP WHITE TREASURY TREAS
    USDOC DOC COMMERCE ENERGY DOE USDOE JUSTICE USDOJ DOJ LABOR DOL USDOL DOD SECDEF OSD OSD-P OSDP JCS
    JOINT CIA DIA FBI DEA DHS USTR USDA AGRICULTURE FAS AID USAID HHS CDC EPA USEPA FAA FDA INTERIOR DOI
    NASA NOAA NMFS USGS NIH NSF OPIC TDA USTDA EXIM EX-IM EXIMBANK ONDCP DIRONDCP CENTCOM USCENTCOM
    EUCOM USEUCOM PACOM USPACOM SOUTHCOM USSOUTHCOM AFRICOM USAFRICOM NORTHCOM USNORTHCOM STRATCOM
    CINCPAC USCINCPAC CINCEUR USFOR-A ISAF MNF-I MNFI USFK WHA EUR NEA AF EAP SCA SA EB EEB INL INR PM
    DRL OES PRM CA DS IO ISN VCI ECA IIP R G E T P D S M L H PA RM OBO HR A F FSI ARA AC NP INM MED PPD
    PD IRM USUN USNATO USEU USOSCE USOAS USOECD USMISSION USINT UNVIE USUNVIE TSA CBP ICE ATF TIP COGARD
    USCG ARMY NAVY USPTO USFS USFWS FTC SEC FCC FERC NRC NNSA MCC PEACE POLAD CODEL STAFFDEL
    TRANSPORTATION DOT DDTC OFAC FINCEN CLDP ITA NTIA HOMELAND AMEMBASSY AMCONSUL AMEMB EMBASSY
    EMBASSIES CONSULATE HQ CDR CG COS MISSION NTSB USNTSB NATO USSS CEA CNO PENTAGON OSTP USNRC FRC
    POSTS FRB DEFENSE FED SOCSOUTH JIATF MLO C USICAO TF MOSCOW LONDON PARIS BERLIN ROME TOKYO BEIJING
    CAIRO BAGHDAD MANILA GENEVA VIENNA BRUSSELS SENATOR CONGRESSMAN US RSO
"""
_WHO: Final = frozenset(_WHO_WORDS.split())
# What stands between the one who is told and the one who is meant; "FPR" and "FUR" are FOR mistyped.
_SAYS: Final = frozenset({"FOR", "PASS", "FPR", "FUR", "FR", "TO", "FM"})
_BETWEEN: Final = frozenset({"ALSO", "PLS", "PLEASE", "AND", "OF", "&", "-", "--", "THE", "FROM"})
_FIRST: Final = frozenset({"FOR", "PASS", "PLEASE", "PLS", "ALSO", "KINDLY"})
_FROM: Final = re.compile(
    r"FROM (?:THE )?"
    r"(?:AMB|CHARGE|CDA|DCM|EMBASSY|US[A-Z]{2,}|CONSUL|A/|U/S|SECRETARY|ACTING|CHIEF|COM\b|CG\b|POST)",
    re.IGNORECASE,
)
_CORE: Final = frozenset(
    {
        "STATE",
        "DEPT",
        "DEPARTMENT",
        "NSC",
        "USDOC",
        "DOC",
        "USTR",
        "DOE",
        "H",
        "COMMERCE",
        "TREASURY",
        "USOAS",
        "PACOM",
    }
)
_RANK_WORDS: Final = """
    AMBASSADOR AMB CHARGE CDA DCM CG POLAD POLADS FCS FAS DATT DEA RSO SECRETARY ACTING UNDER ASSISTANT
    DIRECTOR AMBASSADORS DAS PDAS OPS SPECIAL ESTH POL ECON POLITICAL ECONOMIC LEGATT RMA OFFICE GENERAL VICE
    PRESIDENT UNDERSECRETARY DEPSECDEF COORDINATOR ADMINISTRATOR WATCHERS WATCHER ASST REFCOORDS
"""
_RANKS: Final = frozenset(_RANK_WORDS.split())
# What a sentence has and an attention line has not; "/WE" and "WE/" are offices.
_SENTENCE: Final = re.compile(
    r"""
    (?<![\w/.'-])
    (?: is | are | was | were | has | have | had | will | would | that | which | be | been | said | says
      | their | his | its | not | by | with | this | could | should | they | an | more | than | but | while
      | example | article | explain | these | those | because | first | such | into | some | over
      | after | before | during | between | about | against | other | many | most | last | no | if | there
      | what | when | where | how | years? | cannot | do | did | does | must | our | we | it | he
    )
    (?! [\w/'-] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# An addressee or a distribution of the routing header, and the reasons of a classification.
_ADDRESS: Final = re.compile(
    r"\b(?:PRIORITY|IMMEDIATE|ROUTINE|WASHDC \d{4}|REASONS?)$|WASHDC$|FOR REASON"
    r"|\b[A-Z]{1,4}-\d\d\s+\(?[A-Z]{1,4}-\d\d|^(?:ACTION|ORIGIN)\b"
)
# "EUR/WE", "S/ES-O", "WHA/BSC-MDRUCKER", "EEB/TPP/IPE:JURBAN", "4332/ITA/MAC"
_OFFICE: Final = re.compile(r"\(?[A-Z0-9&]{1,11}(?:[/:+'-]+[A-Z0-9.&]{1,14}){1,7}\)?[,;.:]?$")
_NAME: Final = re.compile(r"\(?[A-Z][A-Za-z.'-]{1,18}\)?[,;.:)]{0,2}$")
_LONGEST: Final = 400
_LONGEST_ALONE: Final = 120


def is_attention(line: str) -> bool:
    """Return whether ``line`` is an attention or PASS line, or names offices as such a line runs on with.

    True for ``STATE FOR D, P, SCA``, ``DEPT PASS TO USTR``, ``FOR AMBASSADOR FROM A/S JONES``,
    ``NSC -- SMITH``, ``NEA/ARP, SCA/PB``; False for sentences and headings that have the same words in them.
    """
    text = line.strip(' \t\r\\*"')
    if not 2 <= len(text) <= _LONGEST or not text[0].isalpha():
        return False
    if text[0].islower() and not text.islower():
        return False
    if "//" in text or _SENTENCE.search(text) is not None or _ADDRESS.search(text) is not None:
        return False
    words = text.replace(",", " ").replace(";", " ").split()
    upper = [word.upper().strip(":.()") for word in words[:9]]
    if upper[0] == "FROM":
        return text.startswith("FROM") and len(text) < _LONGEST_ALONE and _FROM.match(text) is not None
    if upper[0] in _FIRST:
        if not text[:3].isupper() or len(words) < 2 or not _capital(words):
            return False
        return "PASS" in upper[:3] or (len(words) <= 3 and text.isupper()) or _means(upper[1:])
    at = next((place for place, word in enumerate(upper) if place and word in _SAYS), None)
    if at is not None and at + 1 < len(words) and at <= 6:
        return _says(words, upper, at)
    return text.isupper() and len(text) <= _LONGEST_ALONE and _names_offices(words, listed="," in text)


def _says(words: list[str], upper: list[str], at: int) -> bool:
    """Return whether what stands before the FOR or PASS at ``at`` is one who can be told."""
    told = [word for word in upper[:at] if word not in _BETWEEN]
    if not told:
        return False
    if upper[at] == "TO" and not (words[at] == "TO" and _is_told(told[0]) and len(told) < 3):
        return False
    if not words[at].isupper():
        known = upper[0] in _CORE or (upper[at] == "FOR" and known_post("".join(told)) is not None)
        if not known or (at > 1 and upper[0] in _CORE and not words[0].islower()) or words[-1][-1] == ".":
            return False
        meant = words[at + 1]
        return (words[0].islower() or meant[0].isupper() or "/" in meant or known) and _brief(words)
    if not words[0].isupper() and upper[0] not in _CORE:
        return False
    known = all(_is_told(word) or "(" in word for word in told) or known_post("".join(told)) is not None
    if not known and len(told) > 1:
        known = all(_is_told(word) or known_post(word) is not None for word in told)
    if known or _is_told(told[0]):
        return _capital(words)
    return len(told) == 1 and _capital(words) and _means(upper[at + 1 :])


def _is_told(word: str) -> bool:
    """Return whether a word in capitals names a department, agency, bureau, or an office with its stroke."""
    if word in _WHO:
        return True
    if "/" in word:
        return word not in ("A/S", "U/S", "D/A/S", "AND/OR")
    head = word.split("-")[0]
    return len(head) > 1 and head in _WHO


def _means(upper: list[str]) -> bool:
    """Return whether those meant are told by an office, an agency, a post or a rank among the next words."""
    return any(_is_told(word) or word in _RANKS or known_post(word) is not None for word in upper[:5])


def _brief(words: list[str]) -> bool:
    """Return whether a line in small letters has an office in it, or few words."""
    return len(words) <= 7 or any("/" in word for word in words)


def _capital(words: list[str]) -> bool:
    """Return whether most words are in capitals or are names: in a sentence they are not."""
    small = sum(1 for word in words if word[0].islower() and word not in ("and", "for", "of", "to", "the"))
    return small * 4 <= len(words)


def _names_offices(words: list[str], *, listed: bool) -> bool:
    """Return whether the words are offices and names: ``WHA/CEN (SMITH), NSC -- JONES AND PM``."""
    strokes = agencies = dashes = 0
    for word in words:
        bare = word.strip("(),.:")
        if _OFFICE.match(word) and not bare.isdigit():
            strokes += _is_told(bare.split("/")[0].split(":")[0]) or bare[0].isdigit()
            dashes += ":" in bare
        elif bare in _WHO or not bare:
            agencies += 1
        elif bare in ("-", "--"):
            dashes += 1
        elif not (bare in _BETWEEN or bare == "AT" or _NAME.match(word)):
            return False
    first = words[0].strip("(),.:")
    if words[0][-1] in ":-" and first in _WHO:
        dashes += 1
    if len(words) == 1:
        return strokes > 0 and words[0][-1] != "."
    if strokes:
        return True
    if first not in _WHO or len(first) == 1 or len(words) > 8:
        return False
    return (
        (agencies > 1 and listed)
        or dashes > 0
        or first == "NSC"
        or any(word.strip(",.") in _RANKS for word in words[1:])
    )
