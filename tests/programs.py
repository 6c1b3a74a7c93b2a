"""Programs forked from one that has loaded the rooms, where each would load them for half a second.

What is forked is a process of its own, as one started anew is: its arguments, environment, folder and
files, its signals and its end are its own. The rooms are loaded, and what an interpreter takes from the
environment when it starts (encoding, seed of the hashes) is that of the first: a test that asks about
these starts a Python of its own. Textual is never loaded, since it reads the environment meanwhile.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMMAND: Final = "from tui.commands import main; main()"

SERVING: Final = """
import json, os, socket, sys
import click, numpy, rapidfuzz
import corpus.importing, corpus.search, duplicates.find, duplicates.results.store, parser.parsing
import tui.commands.index, tui.commands.report

def reap(how):
    try:
        while os.waitpid(-1, how)[0]:
            pass
    except ChildProcessError:
        pass

def next_program():
    '''Return the code of a program in the process that was forked for it.'''
    while True:
        asked, files, _, _ = socket.recv_fds(asking, 1, 5)
        if not asked:  # nobody is there any more
            reap(0)
            os._exit(0)
        if not os.fork():
            break
        for file in files:
            os.close(file)
        reap(os.WNOHANG)
    asking.close()
    answering = socket.socket(fileno=files.pop())
    with open(files.pop()) as told:
        code, words, environment, folder = json.load(told)
    if child := os.fork():
        for file in files:
            os.close(file)
        answering.sendall(f"{child}\\n".encode())
        answering.sendall(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\\n".encode())
        os._exit(0)
    answering.close()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv[1:] = words
    return code

asking = socket.socket(fileno=int(sys.argv[1]))
exec(next_program(), {"__name__": "__main__"})
"""


class Program:
    """A process that runs a code, with words in ``sys.argv``."""

    def __init__(
        self,
        code: str,
        *words: object,
        files: Sequence[IO[bytes]],
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start it; ``files`` are its standard input, output and error, ``env`` its whole environment."""
        ours, theirs = socket.socketpair()
        with theirs, TemporaryFile("w+") as told:
            environment = dict(os.environ if env is None else env)
            json.dump((code, [str(word) for word in words], environment, str(cwd or Path.cwd())), told)
            told.seek(0)
            _, asking = _server()
            numbers = [file.fileno() for file in (*files, told, theirs)]
            socket.send_fds(asking, [b"."], numbers)
        self._answers = ours.makefile()
        ours.close()
        self.pid = int(self._answers.readline())

    def kill(self) -> None:
        """End it at once, as it is."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; return its status, or the number of a signal below zero."""
        with self._answers:
            return int(self._answers.readline())


def run(
    code: str,
    *words: object,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    typed: str = "",
    stdout: IO[bytes] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a code to its end; return what it printed, unless that goes to ``stdout``."""
    with TemporaryFile() as given, TemporaryFile() as printed, TemporaryFile() as said:
        given.write(typed.encode())
        given.seek(0)
        status = Program(code, *words, files=(given, stdout or printed, said), env=env, cwd=cwd).wait()
        printed.seek(0)
        said.seek(0)
        return subprocess.CompletedProcess(words, status, printed.read().decode(), said.read().decode())


@cache
def _server() -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start what the others are forked from; it ends when its socket has no other end."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-c", SERVING, str(theirs.fileno())]
        null = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=null, stdout=null, pass_fds=[theirs.fileno()]), ours


def end_server() -> None:
    """Have the process end that the others are forked from, where it was begun."""
    if _server.cache_info().currsize:
        process, asking = _server()
        asking.close()
        process.wait()
        _server.cache_clear()
