"""How fast cables are parsed on one core, where the time goes, and how little memory a large CSV takes.

    python -m benchmarks.parsing [PATH] [--streamed 400]

Without a path the real cables are read where they lie beside the checkout, else the sample cables. For memory
a CSV of the given number of megabytes is made in a temporary folder and streamed by a process of its own; at
1700 it is as large as the published archive.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.corpora import originals, write_csv
from parser.reading import parse_record, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parser.record import Record

ROUNDS: Final = 3

STAGES: Final = (
    ("record table", "parser.parsing", "record_table"),
    ("attributes", "parser.parsing", "attributes"),
    ("own id", "parser.parsing", "own_id"),
    ("blocks", "parser.parsing", "structure"),
    ("  lines", "parser.structure", "record_lines.split"),
    ("  page breaks", "parser.structure", "page_breaks.mark"),
    ("  starts and kinds", "parser.structure", "Walk.go"),
    ("  ends of the message", "parser.structure", "tails.split"),
    ("  summary and comments", "parser.structure", "remarks.assign"),
    ("  transmissions", "parser.structure", "transmissions.assign"),
    ("  assembly", "parser.structure", "blocks"),
    ("routing, banner, captions", "parser.parsing", "header_values"),
    ("cover fields", "parser.parsing", "cover_values"),
    ("body fields", "parser.parsing", "body_values"),
)
"""What is timed: a name, the module that calls the stage, and the stage as that module knows it."""


def main() -> None:
    """Run it all and print one line a figure."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("path", nargs="?", type=Path)
    options.add_argument(
        "--streamed", type=int, default=400, help="megabytes of the CSV made; 0 leaves it out"
    )
    options.add_argument("--stream-only", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.stream_only:
        _stream(chosen.path)
        return
    cables = list(records(chosen.path)) if chosen.path is not None else originals()
    size = sum(len(cable.text.encode("utf-8", "replace")) for cable in cables)
    _say("text", f"{len(cables)} cables, {size / 1e6:.1f} MB")
    if chosen.path is not None:
        seconds = _best(lambda: sum(1 for _ in records(chosen.path)))
        _say("reading alone", f"{size / 1e6 / seconds:6.1f} MB/s")
    seconds = _best(lambda: _parse(cables))
    _say("full parse", f"{size / 1e6 / seconds:6.2f} MB/s, {seconds / len(cables) * 1000:.2f} ms a cable")
    _stages(cables)
    if chosen.streamed:
        _memory(chosen.streamed)


def _parse(cables: list[Record]) -> None:
    for cable in cables:
        parse_record(cable)


def _best(action: Callable[[], object]) -> float:
    """Return the seconds of the fastest of some rounds: the others waited for something else."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _stages(cables: list[Record]) -> None:
    """Time each stage by wrapping it where it is called; once a cable, so the timing costs little."""
    spent: dict[str, float] = {}
    with _timed(spent):
        start = time.perf_counter()
        _parse(cables)
        whole = time.perf_counter() - start
    for name, seconds in spent.items():
        _say(name, f"{seconds / whole:6.1%}")
    outer = sum(seconds for name, seconds in spent.items() if not name.startswith(" "))
    _say("the rest", f"{1 - outer / whole:6.1%}")


@contextmanager
def _timed(spent: dict[str, float]) -> Iterator[None]:
    """Exchange each stage for one that counts its seconds, and put them back."""
    replaced: list[tuple[Any, str, Any]] = []
    for name, module, path in STAGES:
        owner: Any = import_module(module)
        *outer, last = path.split(".")
        for part in outer:
            owner = getattr(owner, part, None)
        stage = getattr(owner, last, None)
        if stage is None:
            _say(name, "not found: the parser has been rearranged")
            continue
        spent[name] = 0.0
        replaced.append((owner, last, stage))
        setattr(owner, last, _counting(stage, name, spent))
    try:
        yield
    finally:
        for owner, last, stage in replaced:
            setattr(owner, last, stage)


def _counting(stage: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def counted(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        try:
            return stage(*arguments, **options)
        finally:
            spent[name] += time.perf_counter() - start

    return counted


def _memory(megabytes: int) -> None:
    sources = originals()
    mean = sum(len(cable.text) for cable in sources) / len(sources)
    with tempfile.TemporaryDirectory(prefix="cablediff-") as folder:
        path = Path(folder) / "cables.csv"
        write_csv(path, int(megabytes * 1e6 / mean))
        command = [sys.executable, "-m", "benchmarks.parsing", "--stream-only", str(path)]
        subprocess.run(command, check=True)


def _stream(path: Path) -> None:
    """Read and parse a file as a stream, then say how much memory this process ever had."""
    start = time.perf_counter()
    count = sum(1 for _ in records(path))
    seconds = time.perf_counter() - start
    size = path.stat().st_size / 1e6
    _say("a CSV read as a stream", f"{count} cables, {size:.0f} MB, {size / seconds:.1f} MB/s")
    _say("peak memory", f"{_peak():.0f} MB")
    for number, record in enumerate(records(path)):
        parse_record(record)
        if number == 20_000:
            break
    _say("peak memory, parsing too", f"{_peak():.0f} MB")


def _peak() -> float:
    """Return the largest resident size of this process so far, in MB.

    Linux tells it in /proc; its rusage would count what the parent held before this process was started.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def _say(what: str, figure: str) -> None:
    print(f"{what:32} {figure}", flush=True)


if __name__ == "__main__":
    main()
