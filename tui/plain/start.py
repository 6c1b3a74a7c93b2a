"""The plain browser from the command line: read what is given, then lead the dialogue."""

from __future__ import annotations

import sys
import time
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

from corpus.importing import import_paths
from parser.printable import printable_line
from tui.catalogue import Catalogue
from tui.drawing.glyphs import glyphs_for
from tui.names import counted
from tui.notes.reader_notes import Notes, notes_path
from tui.plain.cables import CablesView
from tui.plain.session import Session, run
from tui.working.search_process import copies_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from corpus import Archive
    from corpus.pace import Progress

_EVERY: Final = 5.0
"""Seconds between two lines about progress: a voice reads each of them."""


def browse_plainly(archive: Archive, sources: Sequence[Path]) -> list[str]:
    """Lead the dialogue on standard input and output; return what could not be read, a line each."""
    problems: list[str] = []
    said = time.monotonic()

    def tell(text: str) -> None:
        nonlocal said
        if time.monotonic() - said > _EVERY:
            said = time.monotonic()
            say(text)

    def progress(at: Progress) -> None:
        tell(f"reading: {counted(at.records, 'cable')}")

    def find() -> None:
        def stage(name: str, done: int, total: int) -> None:
            tell(f"copies: {name}{f' {done / total:.0%}' if total else ''}")

        catalogue.take(copies_of(archive, stage))

    if sources:
        say("reading; ^C stops, and the next start goes on")
        try:
            import_paths(archive, sources, progress=progress, on_problem=lambda it: problems.append(str(it)))
        except KeyboardInterrupt:
            say("stopped")
    catalogue = Catalogue(archive, glyphs_for())
    notes = Notes(notes_path(archive.path))
    session = Session(archive, catalogue, notes, sources=sources, find=find, say=say)
    run(session, CablesView(session), _typed())
    return problems


def say(text: str) -> None:
    """Write a line, harmless, in what the terminal's encoding has."""
    shown = printable_line(text)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(shown.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def _typed() -> Iterator[str]:
    """Yield what is typed, harmless, a prompt before each; ^C drops a line, the end of the input ends it."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a byte that is no text is a typing mistake
    while True:
        sys.stdout.write("> ")
        sys.stdout.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            sys.stdout.write("\n")
            continue
        if not line:
            sys.stdout.write("\n")
            return
        yield printable_line(line)
