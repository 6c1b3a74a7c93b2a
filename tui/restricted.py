"""The restricted mode: a reader who was given the browser gets nothing else.

The one fact that surprises: the guard does not trust the list of actions below, which only keeps keys out of
the help. Python itself reports each program to be started and each file to be opened for writing, and here is
the one place where that is refused, whoever asks. Processes that help this one restrict themselves as well
(`corpus.helping`).
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platformdirs import user_cache_path, user_config_path, user_data_path, user_state_path

if TYPE_CHECKING:
    from collections.abc import Iterable

VARIABLE: Final = "CABLEDIFF_RESTRICTED"
"""Set to 1 it restricts every command, and the processes that one starts."""

OUTSIDE: Final = frozenset(
    {
        *("edit", "editor", "export", "export_all", "export_report", "save", "save_report", "write"),
        *("open_browser", "open_file", "open_path", "open_source", "pager", "page", "to_pager"),
        *("run", "run_command", "shell", "suspend_process"),
    }
)
"""Names of actions that lead out of the browser; none of them is offered."""

_PROGRAMS: Final = frozenset(
    {
        *("os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.system"),
        *("pty.spawn", "subprocess.Popen", "webbrowser.open"),
    }
)
_CHANGING: Final = frozenset(
    {
        *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.mkfifo", "os.mknod", "os.remove", "os.rename"),
        *(
            "os.rmdir",
            "os.symlink",
            "os.truncate",
            "os.utime",
            "shutil.copyfile",
            "shutil.move",
            "shutil.rmtree",
        ),
    }
)
_PLACES: Final = (user_cache_path, user_config_path, user_data_path, user_state_path)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _paths(arguments: tuple[Any, ...]) -> Iterable[str]:
    return (os.fsdecode(part) for part in arguments if isinstance(part, (str, bytes, os.PathLike)))


class _Guard:
    """What `sys.addaudithook` calls: once there it cannot be taken away."""

    def __init__(self) -> None:
        self.active = False
        self.folders: tuple[str, ...] = ()

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active:
            return
        if event in _PROGRAMS:
            raise PermissionError("other programs are switched off (--restricted)")
        if event == "open":
            path, mode, flags = arguments
            writing = (isinstance(flags, int) and flags & _WRITING) or (mode and set(str(mode)) & set("wax+"))
            if writing and isinstance(path, (str, bytes, os.PathLike)) and not self._own(os.fsdecode(path)):
                raise PermissionError("files of others are switched off (--restricted)")

        elif event == "sqlite3.connect" and not self._may_connect(os.fsdecode(arguments[0])):
            raise PermissionError("new files are switched off (--restricted)")
        elif event in _CHANGING and not all(map(self._own, _paths(arguments))):
            raise PermissionError("files of others are switched off (--restricted)")

    def _may_connect(self, database: str) -> bool:
        """Tell whether a database is one of ours, or is there; SQLite itself would make a new file."""
        if database in ("", ":memory:") or (database.startswith("file:") and "?mode=ro" in database):
            return True
        return self._own(database) or Path(database).exists()

    def _own(self, path: str) -> bool:
        whole = os.path.realpath(path)
        return any(whole == folder or whole.startswith(folder + os.sep) for folder in self.folders)


_guard = _Guard()


def is_restricted() -> bool:
    """Tell whether this process may only browse."""
    return _guard.active


def restrict(*further: Path) -> None:
    """Refuse, from here on and for good, to start programs and to write outside the program's own folders.

    ``further`` are folders or files that are its own too: the archive that it was given. A Python that is to
    answer to its reader afterwards (``PYTHONINSPECT``) ends at once.
    """
    import tempfile  # few are restricted, and everybody waits for a command to start

    from corpus.helping import keep_to

    if sys.flags.inspect or sys.flags.interactive:
        print(
            "cablediff: --restricted: PYTHONINSPECT would open a Python at the end; unset it", file=sys.stderr
        )
        sys.stderr.flush()
        os._exit(2)
    if not _guard.active:
        _make_own_folders()
        sys.addaudithook(_guard)
    os.environ[VARIABLE] = "1"
    tempfile.tempdir = os.environ["TMPDIR"] = str(temporary_folder())
    _guard.folders = tuple({*_guard.folders, *_own_folders(), *_with_companions(further)})
    _guard.active = True
    keep_to(partial(restrict, *further))


def restrict_if_asked() -> None:
    """Restrict where the environment says so."""
    if os.environ.get(VARIABLE, "") not in ("", "0"):
        restrict()


def _make_own_folders() -> None:
    """Make the folders of the reader's notes: a new account has none above them, and those are not ours."""
    for folder in (*(place("cablediff", appauthor=False) for place in _PLACES), temporary_folder()):
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)


def temporary_folder() -> Path:
    """Return where files lie that are gone with the process: the machine's own folder is one of others."""
    return user_cache_path("cablediff", appauthor=False) / "temporary"


def _own_folders() -> Iterable[str]:
    for place in _PLACES:
        yield os.path.realpath(place("cablediff", appauthor=False))
    yield from ("/dev/tty", "/dev/pts", os.devnull)


def _with_companions(paths: Iterable[Path]) -> Iterable[str]:
    """Yield files or folders and what belongs to one that is an archive: its journals, its kept findings."""
    for path in paths:
        whole = os.path.realpath(path)
        yield from (whole, f"{whole}-wal", f"{whole}-shm", f"{whole}-journal", f"{whole}-copies")
