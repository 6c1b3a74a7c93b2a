"""Words of a command as a shell reads them, with nothing in them that acts on the terminal.

The one fact that surprises: quotation marks are not enough. Names of files may hold escape sequences, which
end what a terminal brackets as pasted, and bytes that are no text. Such a word is written as ``$'caf\\xe9'``,
which bash, zsh and the POSIX shell of 2024 understand.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterable


def shell_line(words: Iterable[str]) -> str:
    r"""Return words as one line for a shell.

    >>> print(shell_line(["cablediff", "a b", "caf\udce9", "\x1b[201~'"]))
    cablediff 'a b' $'caf\xe9' $'\x1b[201~\''
    """
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    return shlex.quote(word) if word == printable_line(word) else f"$'{''.join(map(_escaped, word))}'"


def _escaped(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if character.isascii() and character == printable_line(character):
        return character
    code = ord(character)
    escaped = 0xDC80 <= code <= 0xDCFF  # a byte that is no text
    data = bytes([code - 0xDC00]) if escaped else character.encode("utf-8", "surrogatepass")
    return "".join(f"\\x{byte:02x}" for byte in data)
