"""Inside a real tmux, on a server of its own: what is copied is in tmux's buffer, whatever its settings."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = [sys.executable, "-c", "from tui.commands import main; main()"]
TICKING = 'set -g status-interval 1\nset -g status-right "%H:%M:%S"\n'
"""A clock in tmux's own line: bytes arrive while something is waited for that the screen does not show."""

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux on this machine")


class Tmux:
    """A tmux server that nobody else uses, seen through a terminal that is attached to it."""

    def __init__(self, socket: Path, terminal: Terminal) -> None:
        self.socket = socket
        self.terminal = terminal

    def ask(self, *words: str) -> str:
        """Return what tmux answers to a command; '' where it refuses."""
        command = ["tmux", "-S", str(self.socket), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def wait_for_buffer(self, text: str) -> None:
        """Wait until a buffer of tmux holds a text."""
        self.terminal.wait_for(lambda _: self.ask("show-buffer") == text)


@contextmanager
def browsing(paths: list[Path], checkout: Path, settings: str) -> Iterator[Tmux]:
    """Run the browser in tmux."""
    with tempfile.TemporaryDirectory(prefix="cablediff-") as folder:  # the path of a socket has to be short
        socket, config = Path(folder) / "tmux", Path(folder) / "tmux.conf"
        config.write_text(TICKING + settings)
        start = ["tmux", "-S", str(socket), "-f", str(config), "new-session"]
        sources = [str(path) for path in paths]
        with Terminal([*start, *PROGRAM, *sources], height=25, PYTHONPATH=str(checkout)) as terminal:
            tmux = Tmux(socket, terminal)
            try:
                terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.text)
                yield tmux
            finally:
                tmux.ask("kill-server")


@pytest.mark.parametrize("mode", ["external", "on", "off"])
def test_a_copied_id_is_in_the_buffer_of_tmux(mode: str, sample_cables: Path) -> None:
    settings = f"set -g set-clipboard {mode}\n"
    with browsing([sample_cables / "doubled"], sample_cables.parent, settings) as tmux:
        tmux.terminal.press("/", *"VALLETTA812", "enter")
        tmux.terminal.wait_for("/VALLETTA812 1/1")
        tmux.terminal.press("y", "i")
        tmux.terminal.wait_for("copied: id")
        tmux.wait_for_buffer("07VALLETTA812")
        sent = base64.b64encode(b"07VALLETTA812")
        if mode != "off":  # and it went on to the terminal that tmux runs in
            tmux.terminal.wait_for(lambda it: sent in it.raw)


def test_a_text_of_many_lines_is_copied_whole(sample_cables: Path) -> None:
    with browsing([sample_cables / "doubled"], sample_cables.parent, "") as tmux:
        tmux.terminal.press("/", *"VALLETTA812", "enter")
        tmux.terminal.wait_for("/VALLETTA812 1/1")
        tmux.terminal.press("enter")
        tmux.terminal.wait_for("From ")
        tmux.terminal.press("y", "a")
        tmux.terminal.wait_for("copied: whole text")
        text = (sample_cables / "doubled" / "07VALLETTA812.txt").read_text(encoding="utf-8")
        tmux.terminal.wait_for(lambda _: tmux.ask("show-buffer").strip()[-400:] == text.strip()[-400:])
