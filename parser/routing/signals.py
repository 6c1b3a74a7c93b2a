"""Operating signals: three letters after Z by which communicators tell one another what a message is.

The one fact that surprises: a signal can change what the whole record is worth. ZFR cancels the message, ZDS
and ZEL say that it corrects another, ZDK that it is a repetition. Meanings are those of the Allied
operating signals (ACP 131), put shortly; CCY is the State Department's own "corrected copy".
"""

from __future__ import annotations

import re
from typing import Final

from parser.model import OperatingSignal

MEANINGS: Final = {
    "CCY": "corrected copy",
    "SVC": "service message",
    "ZDG": "accuracy of the following is doubtful; correction or confirmation to follow",
    "ZDK": "repetition, made as requested",
    "ZDS": "a message just sent was incorrect; this is the correct version",
    "ZEL": "correction to an earlier message",
    "ZES": "message was received incomplete or garbled",
    "ZFD": "suspected duplicate",
    "ZFF": "inform me when this message has been received",
    "ZFG": "exact duplicate of an earlier message",
    "ZFH": "message passed on for action, information or comment",
    "ZFR": "message cancelled",
    "ZOV": "rerouted",
    "ZUI": "your attention is invited to",
    "ZZK": "flash message, handled first",
}

CANCELLING: Final = frozenset({"ZFR"})
CORRECTING: Final = frozenset({"ZDS", "ZEL", "CCY"})

_KNOWN: Final = "|".join(sorted(MEANINGS))
# "ZDK", "ZFF4", "ZFF6", "//ZEL//", "CCY" and an unknown signal, as long as it cannot be a name
_SIGNAL: Final = re.compile(rf"(?<![A-Z0-9])(?P<code>(?:{_KNOWN})\d?|Z[A-X][A-Z]\d?)(?![A-Z0-9])")
# "(CCY AD4143FF MSI9789 538)", "(ADX5B2147-WSC7469-45)": what the message centre noted of a corrected copy
_NOTE: Final = re.compile(r"\( ?(?:CCY\b)?([^()]{0,60})\)?")
# "///ZFR CANCEL THIS MESSAGE", "//ZFR IMI ZFR//", "ZFR ZFR ZFR": a cancellation in the text of a message
_CANCELS: Final = re.compile(
    r"(?:^|[\\/]) {0,4}ZFR(?: {1,4}(?:IMI|ZFR)){0,8} {0,4}(?:[\\/]{2}|CANCEL|$)", re.MULTILINE
)
_EDGES: Final = " \t\r\n/()\\:;,-"


def read_signals(text: str) -> tuple[tuple[OperatingSignal, ...], str]:
    """Return the signals of ``text`` and what stands before the first one.

    What stands behind a signal is its detail: ``ZDK DUE TO SERVICES``. A signal said several times
    (``ZFR ZFR ZFR``) comes once.
    """
    found: list[OperatingSignal] = []
    matches = [match for match in _SIGNAL.finditer(text) if not _quoted(text, match)]
    if not matches:
        note = _NOTE.search(text)
        if note is None or not any(char.isdigit() for char in note[1]):
            return (), text.strip(_EDGES)
        detail = " ".join(note[1].split())
        return (OperatingSignal("CCY", MEANINGS["CCY"], detail),), text[: note.start()].strip(_EDGES)
    for place, match in enumerate(matches):
        stop = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        detail = " ".join(text[match.end() : stop].strip(_EDGES).split())
        code = match["code"]
        known = next((i for i, signal in enumerate(found) if signal.code == code), None)
        if known is None:
            found.append(OperatingSignal(code, MEANINGS.get(code[:3], ""), detail))
        elif detail and not found[known].detail:
            found[known] = OperatingSignal(code, found[known].meaning, detail)
    return tuple(found), text[: matches[0].start()].strip(_EDGES)


def cancels(text: str) -> bool:
    """Return whether a message's text says that it is cancelled: ``//ZFR IMI ZFR//``, ``ZFR CANCEL …``."""
    return "ZFR" in text and _CANCELS.search(text) is not None


def _quoted(text: str, match: re.Match[str]) -> bool:
    """Return whether a signal is only the reason of the one before: ``ZDK DUE TO ZES-2``."""
    return text[max(0, match.start() - 12) : match.start()].rstrip().endswith(("DUE TO", "YOUR", "PER")) or (
        match["code"] == "SVC" and (match.start() > 0)
    )
