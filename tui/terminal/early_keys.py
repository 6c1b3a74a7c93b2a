"""Keys that were pressed before the screen stood: they act as what they were.

The one fact that surprises: until the screen takes the terminal over, the terminal waits for whole lines, and
turns the Enter of each into the sign that ``^J`` sends.
"""

from __future__ import annotations

import fcntl
import struct
import termios
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.message import Message


class EarlyKeys:
    """The keys that wait in a terminal when the screen takes it over."""

    def __init__(self, terminal: int) -> None:
        self._left = _waiting(terminal)

    def as_pressed(self, message: Message) -> Message:
        """Return the next message of the terminal; while such keys come the end of a line is an Enter."""
        if self._left <= 0 or not isinstance(message, events.Key):
            return message
        self._left -= 1
        return events.Key("enter", "\r") if message.key == "ctrl+j" else message


def _waiting(terminal: int) -> int:
    """Return how many bytes wait to be read; 0 where that cannot be told."""
    with suppress(OSError):
        (count,) = struct.unpack("i", fcntl.ioctl(terminal, termios.FIONREAD, bytes(4)))
        return int(count)
    return 0
