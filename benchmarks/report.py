"""How large a report is, how long it takes and how much memory, in every form; and how soon its page opens.

    python -m benchmarks.report [--cables 50000] [--archive FILE] [--groups 10000]

Varies and replicates the real cables (else the sample cables) and imports them into an archive, or takes one
that is there. The search for copies is done once, before; measured is what a reader waits for who asks for a
report. Then a page of the first so many groups is written, all of its figures beside their limits: what it
takes, what memory beside the findings, and, where a Chromium is installed, when it shows its first lines and
when it can be used.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.corpora import write_csv
from corpus import Archive, import_paths
from duplicates.model import Parameters
from duplicates.report.as_html import html_chunks
from duplicates.report.model import Report
from duplicates.report.texts import ArchiveTexts
from duplicates.results.store import findings_of

FORMS: Final = ("table", "json", "csv", "markdown", "html")
LARGEST: Final = 30.0
"""MB that a page of 10,000 groups may have."""


def main() -> None:
    """Run it all and print one line a form."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--cables", type=int, default=50_000)
    options.add_argument("--archive", type=Path, metavar="FILE", help="take this archive")
    options.add_argument("--groups", type=int, default=10_000, help="groups of the page that is looked at")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="cablediff-") as name:
        folder = Path(name)
        place = chosen.archive or _made(folder, chosen.cables)
        seconds, peak, _ = _report(place, "table", Path(os.devnull))
        print(f"search and first report {seconds:8.1f} s {peak / 1e6:8.0f} MB")
        for form in FORMS:
            out = folder / f"report.{form}"
            seconds, peak, groups = _report(place, form, out)
            size = out.stat().st_size / 1e6
            print(
                f"{form:10} {seconds:8.1f} s {peak / 1e6:8.0f} MB of memory {size:8.1f} MB, {groups} groups"
            )
        _page(place, chosen.groups, folder / "page.html")
        _open(folder / "page.html")


def _made(folder: Path, cables: int) -> Path:
    write_csv(folder / "cables.csv", cables)
    with Archive.open(folder / "made.cablediff") as archive:
        import_paths(archive, [folder / "cables.csv"])
    return folder / "made.cablediff"


def _report(place: Path, form: str, out: Path) -> tuple[float, int, str]:
    """Return seconds, the peak of resident bytes as the system counts it, and the number of groups."""
    code = "from tui.commands import main; main()"
    words = ["report", "--format", form, *(["-o", str(out)] if out.suffix else []), str(place)]
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"the report ended with status {process.returncode}")
    counted = ""
    if form == "html":
        counted = str(out.read_bytes().count(b'<tbody id="'))
    return seconds, usage.ru_maxrss * 1024, counted or "the same"


def _page(place: Path, groups: int, out: Path) -> None:
    """Write the page of the first groups in this process, so that its memory is seen alone."""
    with Archive.open(place, readonly=True) as archive:
        stored = findings_of(archive, Parameters())
        findings = replace(stored.findings, groups=stored.findings.groups[:groups])
        made = Report(findings, version="", records=stored.records, texts=ArchiveTexts(archive))
        before, start = _held(), time.process_time()
        with out.open("w", encoding="utf-8", errors="replace") as stream:
            stream.writelines(html_chunks(made))
        seconds, more = time.process_time() - start, _held() - before
    size, count = out.stat().st_size / 1e6, len(findings.groups)
    print(f"page of {count:,} groups: {size:.1f} MB, at most {LARGEST:.0f} MB for 10,000")
    each = seconds / max(count, 1) * 1000
    print(f"  written in {seconds:.1f} s of CPU time, {each:.2f} ms a group, {more / 1e6:.0f} MB more held")


def _held() -> int:
    """Return the most bytes that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _open(page: Path) -> None:
    if shutil.which("chromium") is None:
        print("no chromium: the page was not opened")
        return
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from chromium import Chromium

    with tempfile.TemporaryDirectory() as profile, Chromium(Path(profile)) as browser:
        start = time.perf_counter()
        browser.open(page)
        browser.until("'ready' in document.documentElement.dataset")
        seconds = time.perf_counter() - start
        paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
        first = browser.value(paint)
        rows = browser.value("document.querySelectorAll('#groups > tbody').length")
        print(f"  first lines after {first / 1000:.1f} s, ready after {seconds:.1f} s, {rows} groups shown")


if __name__ == "__main__":
    main()
