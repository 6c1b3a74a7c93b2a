"""Writing to a file what is on the screen: a form is chosen, a path typed, nothing replaced unasked.

The one fact that surprises: the file is written by a worker. A report of a hundred thousand groups takes a
while, and the screen does not wait for it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from duplicates.progress import Stopped
from tui.commands.writing import write_whole
from tui.working.background import MANY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.giving.exports import Export
    from tui.screens.page import Page
    from tui.working.background import Task

_UNFIT: Final = re.compile(r"[^\w.@~+-]")
_LONGEST: Final = 80


def export(page: Page) -> None:
    """Offer the forms of what a screen shows, then ask where to."""
    from tui.giving.exports import exports_of  # the screens that it knows import the page

    name, forms = exports_of(page)
    if len(forms) == 1:
        _ask(page, name, forms[0])
        return
    page.offer("export", [(each.key, each.form, partial(_ask, page, name, each)) for each in forms])


def file_name(name: str, suffix: str) -> str:
    """Return a name for a file: what would mean something to a shell or a file system becomes a dash."""
    fit = _UNFIT.sub("-", name)[:_LONGEST].lstrip(".-") or "export"
    return f"{fit}.{suffix}"


def _ask(page: Page, name: str, form: Export) -> None:
    first = file_name(name, form.suffix)

    def done(text: str | None) -> None:
        page.set_focus(page.view)
        page.show_place()
        if text is not None and text.strip():
            try:
                _check(page, form, _place(text.strip(), first))
            except OSError as error:  # a name too long to be one, a folder that may not be looked into
                page.say(f"{error.strerror or error}: {text.strip()}")  # the name may fill the line

    page.prompt.ask(f"{form.form} to:", first, done)
    page.show_place()


def _place(text: str, first: str) -> Path:
    path = Path(text)
    with suppress(RuntimeError):  # nobody has that name
        path = path.expanduser()
    return path / first if path.is_dir() else path


def _check(page: Page, form: Export, path: Path) -> None:
    if not path.parent.is_dir():
        page.say(f"{path.parent}: no such folder")
    elif path.exists():
        page.offer(
            f"{path} is there",
            [("o", "overwrite it", lambda: _start(page, form, path)), ("n", "leave it", lambda: None)],
        )
    else:
        _start(page, form, path)


def _start(page: Page, form: Export, path: Path) -> None:
    def write(task: Task) -> tuple[str, str]:
        try:
            write_whole(path, _watched(form.text(), task))
            return f"written: {path}, {_size(path.stat().st_size)}", "bar"
        except OSError as error:
            return f"{path}: cannot be written: {error.strerror or error}", "bar_alert"
        except Stopped:
            return "", ""

    page.say(f"writing {path}", "bar")
    page.browser.background.do(f"writing {path.name}", write, lambda said: page.say(*said), size=MANY)


def _watched(text: str | Iterable[str], task: Task) -> Iterable[str]:
    """Yield the pieces of a text while they are wanted."""
    written = 0
    for piece in [text] if isinstance(text, str) else text:
        if task.stop():
            raise Stopped
        written += len(piece)
        task.at(written, 0)
        yield piece


def _size(count: int) -> str:
    for limit, unit in ((10_000, "bytes"), (10_000_000, "kB"), (10**16, "MB")):
        if count < limit:
            return f"{count // {'bytes': 1, 'kB': 1_000, 'MB': 1_000_000}[unit]:,} {unit}"
    return f"{count:,} bytes"
