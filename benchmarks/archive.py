"""How fast and how large: import, search, order and rows on an archive of the published size.

    python -m benchmarks.archive [--cables 251287] [--folder DIR] [--keep]

Makes the archive from real cables, varied and replicated, where they lie beside the checkout, else from the
sample cables; seeded. In the same run the ways that a user would take otherwise: grep over the file, and
sqlite-utils with full text search (``pip install 'cablediff[bench]'``; skipped and said where it is missing).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from benchmarks.corpora import WHOLE_ARCHIVE, write_csv, write_files
from benchmarks.measuring import measured, median_ms
from corpus import ORDERS, Archive, import_paths
from corpus.search import Search


def main() -> None:
    """Run it all and print one line a figure."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--cables", type=int, default=WHOLE_ARCHIVE)
    options.add_argument("--folder", type=Path)
    options.add_argument("--keep", action="store_true", help="leave the files for a further look")
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cablediff-")) if chosen.folder is None else chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _run(folder, chosen.cables)
    finally:
        if not chosen.keep:
            shutil.rmtree(folder)


def _run(folder: Path, cables: int) -> None:
    source = folder / "cables.csv"
    with measured() as writing:
        size = write_csv(source, cables)
    _say(f"{cables} cables, {size / 1e6:.0f} MB of text, written", f"{writing.seconds:.0f} s")
    place = folder / "archive.cablediff"
    with Archive.open(place) as archive:
        with measured() as importing:
            summary = import_paths(archive, [source], workers=2)
        _say("import", f"{importing}   {size / 1e6 / importing.seconds:.1f} MB/s, {summary.records} records")
    stored = sum(path.stat().st_size for path in folder.glob("archive.cablediff*"))
    _say("archive file", f"{stored / 1e6:.0f} MB, {stored / size:.2f} times the text")
    _queries(place)
    _files(folder)
    _others(folder, source, importing.seconds)


def _queries(place: Path) -> None:
    start = time.perf_counter()
    with Archive.open(place) as archive:
        archive.rows([1])
        _say("open, first row", f"{(time.perf_counter() - start) * 1000:.1f} ms")
        for query in ("iran", '"nuclear program"', "iran tag:PREL date:2009", "the", "nucl*"):
            fifty = median_ms(lambda query=query: Search(archive, query).numbers(limit=50))  # type: ignore[misc]
            count = Search(archive, query).count()
            _say(f"first fifty hits of {query}", f"{fifty:.1f} ms, {count} hits")
        for by in ORDERS:
            _say(f"order by {by}", f"{median_ms(lambda by=by: archive.order(by), times=3):.0f} ms")  # type: ignore[misc]
        order = archive.order("date")
        places = iter(range(0, len(order), max(1, len(order) // 500)))
        _say(
            "a row by its place", f"{median_ms(lambda: archive.rows([order[next(places)]]), times=99):.3f} ms"
        )
        _say("a page of fifty rows", f"{median_ms(lambda: archive.rows(order[-50:]), times=99):.2f} ms")
        _say("a cable, parsed", f"{median_ms(lambda: archive.cable(order[next(places)]), times=99):.2f} ms")


def _files(folder: Path) -> None:
    files = folder / "files"
    write_files(files, 10_000)
    with Archive.open(folder / "files.cablediff") as archive:
        with measured() as first:
            import_paths(archive, [files], workers=2)
        with measured() as again:
            import_paths(archive, [files], workers=2)
    _say("10,000 files", f"{first}")
    _say("again, nothing changed", f"{again}")


def _others(folder: Path, source: Path, ours: float) -> None:
    start = time.perf_counter()
    # Into a pipe: grep that writes to nowhere stops at the first hit.
    subprocess.run(["grep", "-c", "nuclear program", str(source)], stdout=subprocess.PIPE, check=False)
    grep = (time.perf_counter() - start) * 1000
    with Archive.open(folder / "archive.cablediff") as archive:
        phrase = median_ms(lambda: Search(archive, '"nuclear program"').numbers(limit=50))
    _say("grep -c over the file", f"{grep:.0f} ms, {grep / phrase:.0f} times ours")
    if find_spec("sqlite_utils") is None:
        _say("sqlite-utils", "not installed; skipped")
        return
    database = folder / "plain.db"
    command = [sys.executable, "-m", "sqlite_utils"]
    with measured() as inserting:
        lines = _as_json_lines(source, folder / "cables.jsonl")
        subprocess.run([*command, "insert", str(database), "cables", str(lines), "--nl"], check=True)
        subprocess.run([*command, "enable-fts", str(database), "cables", "text", "--fts5"], check=True)
    _say("sqlite-utils insert, enable-fts", f"{inserting}   {inserting.seconds / ours:.2f} times ours")
    _say("its file", f"{database.stat().st_size / 1e6:.0f} MB")


def _as_json_lines(source: Path, target: Path) -> Path:
    import json

    from parser.reading import records

    with target.open("w", encoding="utf-8") as stream:
        for record in records(source):
            stream.write(json.dumps({"id": record.id, "origin": record.origin, "text": record.text}) + "\n")
    return target


def _say(what: str, figure: str) -> None:
    print(f"{what:44} {figure}", flush=True)


if __name__ == "__main__":
    main()
