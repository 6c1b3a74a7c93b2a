"""Headings: underlined, boxed between rules, with the rule on the same line, or capitals alone.

The one fact that surprises: the rule below a heading is as often one line with it as a line of its own
(``GEOPOLITICS -----------``), and a long one has a gap (``--------------------------------------------- --``).
"""

from __future__ import annotations

from typing import Final

_RULE_CHARACTERS: Final = "-=_*~ "
_LONGEST: Final = 160


def is_rule(line: str) -> bool:
    """Whether ``line``, stripped, is a rule: three or more of ``-``, ``=``, ``_``, ``*``, ``~``."""
    return line[0] in "-=_*~" and len(line) >= 3 and not line.strip(_RULE_CHARACTERS)


def rule_at_end(line: str) -> bool:
    """Whether a heading and its rule stand on one line: ``GEOPOLITICS -----------``."""
    if line[-1] not in "-=_*~" or len(line) > 4 * _LONGEST:
        return False
    bare = line.rstrip(_RULE_CHARACTERS)
    return 0 < len(bare) <= _LONGEST and len(line) - len(bare) >= 4 and line[-3:].strip(" ") == line[-1] * 3


def is_capitals(line: str) -> bool:
    """Whether ``line`` is a heading by its capitals alone: ``AFGHANISTAN``, ``"SYMBOLISM IS IMPORTANT"``."""
    return len(line) <= _LONGEST and line.isupper() and sum(map(str.isalpha, line)) > 1
