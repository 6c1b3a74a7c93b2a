"""A text as the tokens that a word diff aligns: words, punctuation, runs of X.

The one fact that surprises: under an ignore level a token is not deleted from the text, it only loses its
voice. It stays in the gap between its neighbours, so spans always point at the untouched text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from duplicates.diff.furniture import furniture
from duplicates.diff.model import Ignore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duplicates.diff.model import Options, Span, TokenSpans

REDACTION: Final = "X "
"""How the key of a redaction begins. No other key does: none has a letter and a blank in it."""

_X: Final = "[XxХх]"  # Latin and Cyrillic: both occur in published redactions

_REDACTION: Final = rf"""
    {_X}{{5,}}\**                              # XXXXXXXXXXXX, xxxxx, XXXXXXXXXXXX****
  | \bXXXX\b
  | \[[^\[\]\n]{{0,60}}?                       # [Name removed], [TEXT REMOVED BY THE EDITOR]
      (?:[Rr]emoved|[Rr]edacted|[Ee]xcised|[Dd]eleted|[Ww]ithheld
        |REMOVED|REDACTED|EXCISED|DELETED|WITHHELD)
      [^\[\]\n]{{0,60}}\]
"""
_FIVE_X: Final = re.compile(f"{_X}{{5}}")
_LETTERS: Final = r"\w++"
_LETTERS_BESIDE_X: Final = rf"(?:(?!{_X}{{5}})\w)++"  # for texts with a redaction in them: four times as slow
_WORD: Final = r"{letters}(?:\\?['’]{letters})*+"  # minister, minister's, minister\'s of an export
_BROKEN: Final = r"(?:-(?:[ \t]{{0,4}}\r?\n[ \t]{{0,4}})?{word})*+"  # assist-/ance

_TOKEN: Final = r"""
    (?P<redaction> {redaction} )
  | (?P<spaced> \b[A-Z]{{1,2}}(?:[ ][A-Z]\b){{4,}}+ )                # S E C R E T
  | (?P<number> \d{{1,24}}(?:[.,:/]\d{{1,24}}){{0,6}}+(?!\w) )       # 1,000  04/27/2024
  | (?P<initials> \b(?:[A-Za-z]\.){{2,}}+ )                          # U.S.
  | (?P<word> {word} )
  | (?P<escape> \\(?=["'“”‘’]) )                                       # \" of an export
  | (?P<punctuation> (?P<mark>[^\w\s])(?P=mark)*+ )                  # a comma, a row of dashes
"""
_SPACE: Final = r"""
  | (?P<space> \s++ )
"""

_QUOTES: Final = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
    | {"‐": "-", "‑": "-", "–": "-", "—": "-", "―": "-", "…": "..."}
)
_GARBLED_CAPITALS: Final = str.maketrans("0158|", "OISBI")  # 0TTAWA, 1RAN
_GARBLED: Final = str.maketrans("0158|", "olsbl")  # g0vernment, wou1d


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text that take part in the alignment, as parallel lists in order."""

    text: str
    starts: array[int]
    ends: array[int]
    keys: list[str]  # what is compared: the token under the ignore levels
    marks: list[int]  # which of them are redactions

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def spans(self) -> TokenSpans:
        """Where the tokens start and end in the text."""
        return self.starts, self.ends

    def is_redaction(self, index: int) -> bool:
        """Whether a token is a run of X or a bracket that says that something was removed."""
        return self.keys[index].startswith(REDACTION)

    def redacted(self, start: int, end: int) -> bool:
        """Whether a redaction is among the tokens from ``start`` to ``end``."""
        place = bisect_left(self.marks, start)
        return place < len(self.marks) and self.marks[place] < end

    def is_word(self, index: int) -> bool:
        """Whether a token is a word or a number rather than punctuation, white space or a redaction."""
        return self.text[self.starts[index]].isalnum() and not self.is_redaction(index)


@lru_cache(maxsize=8)
def _pattern(*, hyphenation: bool = False, spaces: bool = False, redacted: bool = True) -> re.Pattern[str]:
    letters = _LETTERS_BESIDE_X if redacted else _LETTERS
    word = _WORD.format(letters=letters)
    if hyphenation:
        word += _BROKEN.format(word=word)
    pattern = _TOKEN.format(redaction=_REDACTION, word=word)
    return re.compile(pattern + (_SPACE if spaces else ""), re.VERBOSE)


def tokenise(text: str, options: Options, *, skip: Iterable[Span] = ()) -> Tokens:
    """Return the tokens of ``text`` that have a voice under the ignore levels.

    ``skip`` names further stretches that have none, in order and apart from each other: what a parser
    knows to be furniture.
    """
    ignore = options.ignore
    pattern = _pattern(
        hyphenation=Ignore.HYPHENATION in ignore,
        spaces=Ignore.LINE_BREAKS not in ignore,
        redacted=_FIVE_X.search(text) is not None,
    )
    key_of = _Keys(ignore)
    silent = sorted({*skip, *furniture(text, ignore)})
    tokens = Tokens(text, array("I"), array("I"), [], [])
    next_silent = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if silent:
            while next_silent < len(silent) and silent[next_silent][1] <= start:
                next_silent += 1
            if next_silent < len(silent) and silent[next_silent][0] < end:
                continue
        group = match.lastgroup or ""
        key = key_of(match[0], group)
        if key:
            if group == "redaction":
                tokens.marks.append(len(tokens.keys))
            tokens.starts.append(start)
            tokens.ends.append(end)
            tokens.keys.append(key)
    return tokens


def count_words(text: str) -> int:
    """Return how many words and numbers a stretch of text holds, runs of X left out."""
    pattern = _pattern()
    counted = ("word", "number", "initials", "spaced")
    return sum(match.lastgroup in counted for match in pattern.finditer(text))


def redactions(text: str) -> list[Span]:
    """Return where a text is redacted."""
    pattern = _pattern()
    return [match.span() for match in pattern.finditer(text) if match.lastgroup == "redaction"]


class _Keys:
    """Token to key, remembered: a text has far fewer different words than words."""

    def __init__(self, ignore: frozenset[Ignore]) -> None:
        self._ignore = ignore
        self._known: dict[str, str] = {}

    def __call__(self, token: str, group: str) -> str:
        key = self._known.get(token)
        if key is None:
            key = self._known[token] = _key(token, group, self._ignore)
        return key


def _key(token: str, group: str, ignore: frozenset[Ignore]) -> str:
    if group == "redaction":
        return REDACTION if Ignore.REDACTION_FORMS in ignore else REDACTION + token
    if group == "space":
        return token
    if group == "escape":
        return "" if ignore & {Ignore.QUOTES, Ignore.PUNCTUATION} else token
    if group == "punctuation":
        return _punctuation_key(token, ignore)
    if group == "spaced":
        # Where white space counts, C O N F and CONF differ: no other key has a tab beside letters.
        token = token.replace(" ", "" if Ignore.LINE_BREAKS in ignore else "\t")
        if Ignore.GARBLES in ignore and token[0] == token[1]:
            token = token[1:]  # SS E C R E T
    if Ignore.HYPHENATION in ignore and "-" in token:
        token = "".join(token.replace("-", "").split())
    if Ignore.QUOTES in ignore:
        token = token.replace("\\", "").replace("’", "'")
    if Ignore.PUNCTUATION in ignore:
        token = "".join(filter(str.isalnum, token))
    if Ignore.GARBLES in ignore and sum(map(str.isalpha, token)) >= 3:
        token = token.translate(_GARBLED_CAPITALS if token.isupper() else _GARBLED)
    return token.casefold() if Ignore.CASE in ignore else token


def _punctuation_key(token: str, ignore: frozenset[Ignore]) -> str:
    if Ignore.PUNCTUATION in ignore or (token == "¶" and Ignore.PILCROW in ignore):
        return ""
    if Ignore.QUOTES in ignore:
        token = token.translate(_QUOTES)
        if token in ("''", "``"):
            return '"'
        if len(token) <= 3 and set(token) == {"-"}:
            return "-"  # a dash, however it is written; longer rows are underlines
    return token
