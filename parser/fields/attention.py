"""Attention and PASS lines: whom the message is meant for at its addressees.

The surprise: nothing marks such a line but its grammar (an office or a post, FOR or PASS, offices and names),
so ``STATE FOR NEA/ARP`` must be told from a sentence about a state for which something is done.
"""

from __future__ import annotations

import re
from typing import Final

# Who is told to attend: departments, agencies, commands and the bureaus of the State Department.
_WHO_WORDS: Final = """
    STATE DEPT DEPARTMENT SECSTATE WASHDC WASHINGTON NSC WHITE TREASURY TREAS USDOC DOC COMMERCE ENERGY
    DOE JUSTICE DOJ LABOR DOL DOD SECDEF OSD OSD-P OSDP JCS JOINT CIA DIA FBI DEA DHS USTR USDA
    AGRICULTURE FAS AID USAID HHS CDC EPA FAA FDA INTERIOR DOI NASA NOAA USGS NIH NSF OPIC TDA EXIM EX-IM
    EXIMBANK ONDCP DIRONDCP CENTCOM USCENTCOM EUCOM USEUCOM PACOM USPACOM SOUTHCOM USSOUTHCOM AFRICOM
    USAFRICOM NORTHCOM USNORTHCOM STRATCOM CINCPAC USCINCPAC WHA EUR NEA AF EAP SCA SA EB EEB INL INR PM
    DRL OES PRM CA DS IO ISN VCI ECA IIP R G E T P D S M L H S/P S/CT S/CRS S/ES S/ES-O S/S S/S-O S/WCI
    S/GAC PA RM OBO HR A FSI ARA AC NP T/ISN INM FOR PASS PLEASE PLS USUN USNATO USEU USOSCE USOAS
    USMISSION UNVIE USUNVIE GENEVA NSC/WHA TSA CBP ICE ATF TIP G/TIP COGARD USCG ARMY NAVY CG FTC SEC FCC
    FERC NRC NNSA MCC PEACE POLAD MOSCOW LONDON PARIS BERLIN ROME TOKYO BEIJING CAIRO BAGHDAD AMEMBASSY
    AMCONSUL AMEMB EMBASSY HQ CDR MANILA GENEVA VIENNA BRUSSELS
"""
_WHO: Final = frozenset(_WHO_WORDS.split())
_SAYS: Final = frozenset({"FOR", "PASS", "PLS", "PLEASE", "ALSO", "TO", "FROM", "ONLY"})
# What a sentence has and an attention line has not.
_SENTENCE: Final = re.compile(
    r"\b(?:IS|ARE|WAS|WERE|HAS|HAVE|HAD|WILL|WOULD|THAT|WHICH|WHO|BE|BEEN|SAID|THEIR|HIS|ITS|NOT|BY|WITH|THIS|"
    r"CAN|COULD|SHOULD|MAY|IT|HE|THEY|WE|AN|MORE|THAN|BUT|WHILE|EXAMPLE|ARTICLE|EXPLAIN)\b",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(r"[A-Z]{1,5}(?:[/-][A-Z]{1,8}){1,4}[,;.]?$")
_LONGEST: Final = 400


def is_attention(line: str) -> bool:
    """Return whether ``line`` is an attention or PASS line, or runs on from one with offices alone.

    True for ``STATE FOR D, P, SCA``, ``DEPT PASS TO USTR``, ``FOR AMBASSADOR FROM A/S JONES``, ``NEA/ARP, SCA/PB``;
    False for sentences that have the same words in them.
    """
    text = line.strip(" \t\r\\")
    if len(text) < 3 or len(text) > _LONGEST or not text[0].isalpha():
        return False
    words = text.replace(":", " ").replace(",", " ").replace(";", " ").split()
    first = words[0]
    if (
        "FOR" not in text
        and "PASS" not in text
        and "Pass" not in text
        and " for " not in text
        and "pass" not in text
    ):
        return _all_offices(words)
    if _SENTENCE.search(text):
        return False
    upper = [word.upper().rstrip(".") for word in words[:7]]
    if upper[0] in {"FOR", "PASS", "PLEASE", "PLS"}:
        return text[:4].isupper() and len(words) > 1
    at = next((i for i, word in enumerate(upper) if word in {"FOR", "PASS"}), None)
    if at is None or at > 5 or at + 1 >= len(words):
        return False
    who = upper[0].split("/")[0]
    if upper[0] in _WHO or who in _WHO or "/" in upper[0]:
        return first[0].isupper() and (first.isupper() or at <= 3)
    return at <= 3 and all(word.isupper() for word in words[: at + 1])


def _all_offices(words: list[str]) -> bool:
    """Return whether every word is an office symbol with a slash: ``WHA/CEN``, ``EUR/CARC, SCA/PB AND PM/WRA``."""
    offices = 0
    for word in words:
        if _OFFICE.match(word):
            offices += 1
        elif word != "AND" and word.rstrip(".") not in _WHO:
            return False
    return offices > 0
