"""How large a report is, how long it takes and how much memory, in every form; and how soon its page opens.

    python -m benchmarks.report [--cables 50000] [--archive FILE]

Varies and replicates the real cables (else the sample cables) and imports them into an archive, or takes one
that is there. The search for copies is done once, before; measured is what a reader waits for who asks for a
report. Where a Chromium is installed the page is opened in it: the time until it answers.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpora import write_csv
from corpus import Archive, import_paths

FORMS = ("table", "json", "csv", "markdown", "html")


def main() -> None:
    """Run it all and print one line a form."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--cables", type=int, default=50_000)
    options.add_argument("--archive", type=Path, metavar="FILE", help="take this archive")
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
        _open(folder / "report.html")


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
        rows = browser.value("document.querySelectorAll('#groups > tbody').length")
        print(f"opened in {seconds:.1f} s, {rows} groups on the first page")


if __name__ == "__main__":
    main()
