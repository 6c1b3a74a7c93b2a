"""How much memory inputs of unusual sizes take: each is imported, read or compared by the command itself.

    python -m benchmarks.memory [--csv FILE] [--only NAME …] [--smaller 10]

NAME is one of: csv (2 GB in one file), message (a single cable of 50 MB, imported, read, and compared with
another), folder (250,000 files), nested (a zip of a hundred zips). FILE is a CSV as ``python -m
benchmarks.corpora`` writes it; without it one is made. ``--smaller`` divides every size, to try the benchmark
itself. The peak is of all processes of the command together, memory that several share counted once, looked
at five times a second. Every command has to end well, and the limit is half a gigabyte for an import of
however many cables, one and a half where a text of 50 MB is held whole.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.corpora import CHECKOUT, WHOLE_ARCHIVE, varied, write_csv
from benchmarks.measuring import Figures, proportional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_IMPORTING: Final = 500
"""Megabytes that an import of however many cables may take."""

MOST_WHOLE: Final = 1_500
"""Megabytes that a command may take which holds a text of 50 MB whole, or two."""

_COMMAND: Final = "from tui.commands import main; main()"
_MESSAGE: Final = 50_000_000
_FILES: Final = 250_000
_OUTER, _INNER = 100, 100
"""Zips in the zip, and cables in each."""


def main() -> None:
    """Run it; exit with 1 where a limit is not met."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--csv", type=Path)
    options.add_argument("--only", nargs="+", choices=sorted(_ALL), default=list(_ALL))
    options.add_argument("--smaller", type=int, default=1)
    chosen = options.parse_args()
    figures = Figures()
    for name in chosen.only:
        with tempfile.TemporaryDirectory() as folder:
            if name == "csv":
                _csv(Path(folder), chosen.smaller, figures, chosen.csv)
            else:
                _ALL[name](Path(folder), chosen.smaller, figures)
    figures.end()
    raise SystemExit(1 if figures.missed else 0)


def _csv(folder: Path, smaller: int, figures: Figures, source: Path | None = None) -> None:
    if source is None:
        source = folder / "cables.csv"
        write_csv(source, WHOLE_ARCHIVE // smaller)
    _index(f"{source.stat().st_size / 1e9:.1f} GB in one CSV", source, folder, figures)


def _message(folder: Path, smaller: int, figures: Figures) -> None:
    texts = _endless()
    for name in ("a", "b"):
        with (folder / f"{name}.txt").open("w", encoding="utf-8") as stream:
            written = 0
            while written < _MESSAGE // smaller:
                written += stream.write(next(texts) + "\n\n")
    a, b = folder / "a.txt", folder / "b.txt"
    size = f"a cable of {a.stat().st_size / 1e6:.0f} MB"
    _index(size, a, folder, figures, MOST_WHOLE)
    _run(f"{size}, parsed", ["parse", str(a)], folder, figures, MOST_WHOLE)
    _run(f"{size}, its repeats", ["report", "--scope=within", str(a)], folder, figures, MOST_WHOLE)
    _run(f"{size} against another", ["diff", str(a), str(b)], folder, figures, MOST_WHOLE)


def _folder(folder: Path, smaller: int, figures: Figures) -> None:
    cables = folder / "cables"
    cables.mkdir()
    count = _FILES // smaller
    for number, (_, _, text) in enumerate(varied(count)):
        (cables / f"{number:06}.txt").write_text(text[:700], encoding="utf-8", errors="replace")
    _index(f"a folder of {count:,} files", cables, folder, figures)


def _nested(folder: Path, smaller: int, figures: Figures) -> None:
    texts = _endless()
    source = folder / "outer.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as outer:
        for place in range(max(_OUTER // smaller, 1)):
            inner = folder / "inner.zip"
            with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
                for number in range(_INNER):
                    packed.writestr(f"{place:03}{number:03}.txt", next(texts).encode("utf-8", "replace"))
            outer.write(inner, f"{place:03}.zip")
    _index(f"a zip of {max(_OUTER // smaller, 1)} zips", source, folder, figures)


def _endless() -> Iterator[str]:
    yield from (text for _, _, text in varied(10**9))


_ALL: Final[dict[str, Callable[[Path, int, Figures], None]]] = {
    "csv": _csv,
    "message": _message,
    "folder": _folder,
    "nested": _nested,
}


def _index(what: str, source: Path, folder: Path, figures: Figures, most: int = MOST_IMPORTING) -> None:
    words = ["index", str(source), "--archive", str(folder / "archive.cablediff")]
    _run(f"{what}, imported", words, folder, figures, most)


def _run(what: str, words: list[str], folder: Path, figures: Figures, most: int) -> None:
    """Run a command and print the most memory that it took, and its seconds."""
    kept = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CACHE", "DATA", "CONFIG", "STATE")}
    environment = {**os.environ, **kept, "PYTHONPATH": str(CHECKOUT)}
    began = time.perf_counter()
    with (folder / "said").open("wb") as said:
        run = subprocess.Popen(
            [sys.executable, "-c", _COMMAND, *words], stdout=subprocess.DEVNULL, stderr=said, env=environment
        )
        peak = 0
        while True:
            peak = max(peak, proportional(run.pid))
            try:
                status = run.wait(0.2)
                break
            except subprocess.TimeoutExpired:
                continue
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"{what}: status {status}: {(folder / 'said').read_text(errors='replace')[-500:]}")
    figures.limit(what, peak / 1e6, most, "MB", f"{seconds:,.0f} s", digits=0)


if __name__ == "__main__":
    main()
