"""Words typed with one error, as a regular expression.

The one fact that surprises: the labels of a cover were typed by hand until the last year of the archive, and
the same slip is seldom seen twice (``SUBJCT``, ``SIBJECT``, ``SUBJEC T``). A list of the errors of one
archive misses those of the next, so the patterns are made from the word.
"""

from __future__ import annotations


def misspelt(word: str) -> str:
    """Return a pattern for ``word`` with one letter changed, left out or put in, or two exchanged.

    The word itself matches too. The pattern is a group; it has no repetition of any length.

    >>> misspelt("TAG")
    '(?:[A-Z]{0,2}AG|T[A-Z]{0,2}G|TA[A-Z]{0,2}|ATG|TGA|T\\\\ AG|TA\\\\ G)'
    """
    places = range(len(word))
    changed = [f"{word[:at]}[A-Z]{{0,2}}{word[at + 1 :]}" for at in places]
    exchanged = [f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in places[:-1]]
    parted = [f"{word[:at]}\\ {word[at:]}" for at in places[1:]]
    return f"(?:{'|'.join(changed + exchanged + parted)})"
