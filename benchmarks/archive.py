"""How fast and how large: import, search, order and rows on an archive of the published size.

    python -m benchmarks.archive [--cables 251287] [--keep DIR]

Makes the archive from real cables, varied and replicated, where they lie beside the checkout, else from the
sample cables; seeded. Each figure stands beside its limit, which holds for two processors and the published
size. In the same run the ways that a user would take otherwise: grep over the file, and sqlite-utils with
full text search (``pip install 'cablediff[bench]'``; skipped and said where it is missing). ``--keep`` leaves
``cables.csv`` and ``archive.cablediff`` in a folder for other benchmarks; an archive that is there already is
measured as it is.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpora import WHOLE_ARCHIVE, write_csv, write_files
from benchmarks.measuring import Figures, measured, median_ms
from corpus import ORDERS, Archive, import_paths
from corpus.references import missing
from corpus.search import ORDERS as HIT_ORDERS
from corpus.search import Search
from corpus.statistics import counts

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (
    "iran",
    "embassy",
    "uranium",
    '"nuclear program"',
    '"government of"',
    '"minister of foreign affairs"',
)
"""Words and phrases, rare and frequent."""

PHRASE = '"nuclear program"'  # that grep looks for too


def main() -> None:
    """Run it all, print one line a figure and at the end how many limits are met."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--cables", type=int, default=WHOLE_ARCHIVE)
    options.add_argument("--keep", type=Path, metavar="DIR", help="leave the files here for a further look")
    chosen = options.parse_args()
    figures = Figures()
    if chosen.keep is None:
        with tempfile.TemporaryDirectory(prefix="cablediff-") as folder:
            _run(figures, Path(folder), chosen.cables)
    else:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        _run(figures, chosen.keep, chosen.cables)
    figures.end()


def _run(figures: Figures, folder: Path, cables: int) -> None:
    source, place = folder / "cables.csv", folder / "archive.cablediff"
    seconds = None if place.is_file() else _import(figures, source, place, cables)
    _opening(figures, place)
    with Archive.open(place) as archive:
        _searches(figures, archive)
        _orders(figures, archive)
        _rows(figures, archive)
        _facts(figures, archive)
    with tempfile.TemporaryDirectory(prefix="cablediff-", dir=folder) as further:
        _files(figures, Path(further))
        _grep(figures, source, place)
        if seconds is not None:
            _sqlite_utils(figures, source, Path(further), seconds)


def _import(figures: Figures, source: Path, place: Path, cables: int) -> float:
    with measured() as writing:
        size = write_csv(source, cables)
    figures.say(f"{cables:,} cables, {size / 1e6:,.0f} MB of text, written", f"{writing.seconds:.0f} s")
    before = _spent()
    with Archive.open(place) as archive:
        with measured() as importing:
            summary = import_paths(archive, [source], workers=2)
        if not summary.records == summary.added == len(archive) == cables:
            raise SystemExit(f"{cables} cables went in, {summary} and {len(archive)} came out")
    speed = f"{size / 1e6 / importing.seconds:.1f} MB/s, {cables / importing.seconds:.0f} cables a second"
    figures.limit("import, two processes", importing.seconds, 600, "s", speed)
    figures.limit("  its memory, all processes", importing.peak / 1e6, 1500, "MB")
    processor, written = (now - then for now, then in zip(_spent(), before, strict=True))
    figures.say("  its processor time, all processes", f"{processor:.0f} s")
    figures.say("  its writing, log included", f"{written / 1e6:,.0f} MB")
    stored = sum(path.stat().st_size for path in place.parent.glob(place.name + "*"))
    figures.limit("archive file to text", stored / size, 1.2, "", f"{stored / 1e6:,.0f} MB", digits=2)
    return importing.seconds


def _spent() -> tuple[float, float]:
    """Return the seconds of processor time of this process and those that ended, and the bytes written."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used), sum(one.ru_oublock * 512.0 for one in used)


def _opening(figures: Figures, place: Path) -> None:
    def opened() -> None:
        with Archive.open(place) as archive:
            archive.rows(archive.connection.execute("SELECT max(number) FROM records").fetchone())

    figures.limit("open, last row", median_ms(opened), 50, "ms")


def _searches(figures: Figures, archive: Archive) -> None:
    for query, most in (*((words, 50) for words in WORDS), ("the", 400)):
        fifty = median_ms(_first_fifty(archive, query))
        figures.limit(f"first fifty hits of {query}", fifty, most, "ms", _hits(archive, query))
    for query in (
        "nucl*",
        "iran tag:PREL date:2009",
        "embassy OR government",
        "NEAR(minister visit, 5)",
        "has:redaction",
    ):
        fifty = median_ms(_first_fifty(archive, query))
        figures.say(f"first fifty hits of {query}", f"{fifty:.1f} ms   {_hits(archive, query)}")
    everything = median_ms(lambda: Search(archive, "the").numbers(), times=3)
    figures.say("all hits of the", f"{everything:.0f} ms")


def _first_fifty(archive: Archive, query: str, order: str = HIT_ORDERS[0]) -> Callable[[], object]:
    return lambda: Search(archive, query).numbers(order, limit=50)


def _hits(archive: Archive, query: str) -> str:
    return f"{Search(archive, query).count():,} hits"


def _orders(figures: Figures, archive: Archive) -> None:
    for by in ORDERS:
        for descending in (False, True):
            taken = median_ms(_ordered(archive, by, descending=descending), times=3)
            figures.limit(f"order by {by}{', turned' if descending else ''}", taken, 200, "ms")
    for by in HIT_ORDERS[1:]:
        taken = median_ms(_first_fifty(archive, "iran", by), times=3)
        figures.limit(f"hits of iran by {by}", taken, 200, "ms")


def _ordered(archive: Archive, by: str, *, descending: bool) -> Callable[[], object]:
    return lambda: archive.order(by, descending=descending)


def _rows(figures: Figures, archive: Archive) -> None:
    order = archive.order("date")
    places = iter(range(0, len(order), max(1, len(order) // 500)))
    one = median_ms(lambda: archive.rows([order[next(places)]]), times=99)
    figures.limit("a row by its place", one, 1, "ms", digits=3)
    figures.say("a page of fifty rows", f"{median_ms(lambda: archive.rows(order[-50:]), times=99):.2f} ms")
    figures.say(
        "a cable, parsed", f"{median_ms(lambda: archive.cable(order[next(places)]), times=99):.2f} ms"
    )


def _facts(figures: Figures, archive: Archive) -> None:
    for subject in ("month", "post", "tag", "signer"):
        taken = median_ms(lambda subject=subject: counts(archive, subject), times=1)  # type: ignore[misc]
        figures.say(f"counts by {subject}", f"{taken:.0f} ms")
    figures.say(
        "cited cables not there, dated", f"{median_ms(lambda: missing(archive, limit=50), times=1):.0f} ms"
    )


def _files(figures: Figures, folder: Path) -> None:
    files = folder / "files"
    write_files(files, 10_000)
    with Archive.open(folder / "files.cablediff") as archive:
        with measured() as first:
            import_paths(archive, [files], workers=2)
        with measured() as again:
            import_paths(archive, [files], workers=2)
        for path in files.iterdir():
            path.touch()
        with measured() as touched:
            import_paths(archive, [files], workers=2)
    figures.say("10,000 files", f"{first}")
    figures.limit("10,000 files again, nothing changed", again.seconds, 5, "s", digits=1)
    figures.limit("10,000 files again, only touched", touched.seconds, 5, "s", digits=1)


def _grep(figures: Figures, source: Path, place: Path) -> None:
    start = time.perf_counter()
    # Into a pipe: grep that writes to nowhere stops at the first hit.
    subprocess.run(["grep", "-c", PHRASE.strip('"'), str(source)], stdout=subprocess.PIPE, check=False)
    grep = (time.perf_counter() - start) * 1000
    with Archive.open(place) as archive:
        phrase = median_ms(_first_fifty(archive, PHRASE))
    figures.say("grep -c over the file", f"{grep:.0f} ms, {grep / phrase:.0f} times ours")


def _sqlite_utils(figures: Figures, source: Path, folder: Path, ours: float) -> None:
    if find_spec("sqlite_utils") is None:
        figures.say("sqlite-utils", "not installed; skipped")
        return
    database = folder / "plain.db"
    command = [sys.executable, "-m", "sqlite_utils"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with measured() as inserting:
        lines = _as_json_lines(source, folder / "cables.jsonl")
        subprocess.run([*command, "insert", str(database), "cables", str(lines), "--nl"], **quiet)  # type: ignore[call-overload]
        subprocess.run(
            [*command, "enable-fts", str(database), "cables", "text", "--fts5"],
            **quiet,  # type: ignore[call-overload]
        )
    ratio = f"{inserting.seconds / ours:.2f} times ours, which parses too"
    figures.say("sqlite-utils insert, enable-fts", f"{inserting}   {ratio}")
    figures.say("  its file", f"{database.stat().st_size / 1e6:,.0f} MB")


def _as_json_lines(source: Path, target: Path) -> Path:
    import json

    from parser.reading import records

    with target.open("w", encoding="utf-8") as stream:
        for record in records(source):
            stream.write(json.dumps({"id": record.id, "origin": record.origin, "text": record.text}) + "\n")
    return target


if __name__ == "__main__":
    main()
