"""Writing to a file what is on the screen: a form is chosen, a path typed, nothing replaced unasked.

The one fact that surprises: the file is written by a worker. A report of a hundred thousand groups takes a
while, and the screen does not wait for it.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.commands.writing import write_whole

if TYPE_CHECKING:
    from tui.exports import Export
    from tui.screens.page import Page

_UNFIT: Final = re.compile(r"[^\w.@~+-]")
_LONGEST: Final = 80


def export(page: Page) -> None:
    """Offer the forms of what a screen shows, then ask where to."""
    from tui.exports import exports_of  # the screens that it knows import the page

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
            _check(page, form, _place(text.strip(), first))

    page.prompt.ask(f"{form.form} to:", first, done)
    page.show_place()


def _place(text: str, first: str) -> Path:
    path = Path(text).expanduser()
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
    def write() -> None:
        try:
            write_whole(path, form.text())
            size = path.stat().st_size
            said, role = f"written: {path}, {_size(size)}", "bar"
        except OSError as error:
            said, role = f"{path}: cannot be written: {error.strerror or error}", "bar_alert"
        page.app.call_from_thread(page.say, said, role)

    page.app.run_worker(write, thread=True, group="export")
    page.say(f"writing {path}", "bar")


def _size(count: int) -> str:
    for limit, unit in ((10_000, "bytes"), (10_000_000, "kB"), (10**16, "MB")):
        if count < limit:
            return f"{count // {'bytes': 1, 'kB': 1_000, 'MB': 1_000_000}[unit]:,} {unit}"
    return f"{count:,} bytes"
