"""Ten readers and one importer on one archive: no error, no lost mark, and how slow the slowest key is.

    python -m benchmarks.load [--cables 20000] [--readers 10] [--seconds 120] [--think 0.3] [--arrive 2]

Each reader is a browser in a pseudo-terminal with notes of its own, but for the last two, who share theirs.
They come ``--arrive`` seconds after one another. They move, search, read, mark and compare, ``--think``
seconds after each answer, while an importer reads further files into the archive without a pause. At the end
each journal of notes is read again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.corpora import CHECKOUT, csv_line, varied
from benchmarks.measuring import Figures, proportional
from benchmarks.readers import NoAnswerError, Reader, Screen, Told
from corpus import Archive
from corpus.importing import import_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SLOWEST: Final = 500
"""Milliseconds that the slowest key may take."""

_SLOWEST_TOLD: Final = 5
"""Keys that are told one by one, the slowest first."""

_TURN: Final = 0.0005
"""Seconds after which a reader who draws a screen lets another one read what has come: Python has 5 ms."""

_IMPORT: Final = "from tui.commands import main; main()"
_EACH: Final = 1_000
"""Cables of each file that is imported meanwhile."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it."""

    told: Sequence[Told]
    lost: Sequence[str]  # marks made that no journal has, by reader
    imported: int  # files
    before: int  # cables
    after: int
    importer_wrong: Sequence[str]
    memory: int  # bytes, of everything
    terminals: float  # seconds of processor time that emulating them took


def run(
    folder: Path,
    *,
    cables: int,
    readers: int,
    more: int,
    goes_on: Callable[[int], bool],
    each: int = _EACH,
    think: float = 0.0,
    arrive: float = 0.0,
    say: Callable[[str], None] = lambda _: None,
) -> Load:
    """Run readers and importer in a folder; a reader does another round while ``goes_on(rounds)``.

    ``more`` files of ``each`` cables are there to be imported; the importer begins with the first again when
    it is through.
    """
    say(f"making an archive of {cables:,} cables")
    archive = _made(folder, [cables, *[each] * more])
    with Archive.open(archive, readonly=True) as opened:
        rows = opened.rows(opened.order("id")[:: max(1, cables // 4000)])
        keys = [row.key for row in rows if row.version == 1]
        before = len(opened)
    told = [Told() for _ in range(readers)]
    homes = [folder / f"reader{min(number, max(readers - 2, 0))}" for number in range(readers)]
    over = threading.Event()
    threads = [
        threading.Thread(
            target=_read, args=(archive, home, keys, number, think, number * arrive, goes_on, told[number])
        )
        for number, home in enumerate(homes)
    ]
    importing = _Importer(archive, folder, more, over)
    say(f"{readers} readers, one importer")
    began = time.process_time()
    for thread in (*threads, importing):
        thread.start()
    memory = 0
    while alive := [thread for thread in threads if thread.is_alive()]:
        memory = max(memory, proportional(os.getpid()))
        alive[0].join(1.0)
    emulated = time.process_time() - began
    over.set()
    importing.join()
    with Archive.open(archive) as opened:
        opened.check()
        after = len(opened)
    lost = [
        f"reader {number}: {key}"
        for number, home in enumerate(homes)
        for key in sorted(set(told[number].marks) - _kept(archive, home))
    ]
    return Load(told, lost, importing.files, before, after, importing.wrong, memory, emulated)


def _made(folder: Path, counts: Sequence[int]) -> Path:
    """Write a file of so many cables for each count, and import the first."""
    records = varied(sum(counts))
    for number, count in enumerate(counts):
        with (folder / f"cables{number}.csv").open("w", encoding="utf-8", newline="") as stream:
            for place, made in enumerate(islice(records, count), 1):
                stream.write(csv_line(place, *made))
    archive = folder / "shared.cablediff"
    with Archive.open(archive) as opened:
        import_paths(opened, [folder / "cables0.csv"])
    return archive


def _environment(home: Path) -> Mapping[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(CHECKOUT),
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")},
    }


def _read(
    archive: Path,
    home: Path,
    keys: Sequence[str],
    seed: int,
    think: float,
    arrives: float,
    goes_on: Callable[[int], bool],
    told: Told,
) -> None:
    time.sleep(arrives)
    try:
        with Screen(archive, _environment(home), told) as screen:
            screen.wait("first picture", lambda: bool(screen.place))
            reader, rounds = Reader(screen, keys, seed, think), 0
            while goes_on(rounds):
                reader.round()
                rounds += 1
            screen.end()
    except NoAnswerError as error:
        told.wrong.append(str(error))


class _Importer(threading.Thread):
    """Calls ``cablediff index`` for one file after the other."""

    def __init__(self, archive: Path, folder: Path, files: int, over: threading.Event) -> None:
        super().__init__()
        self.archive, self.folder, self.over = archive, folder, over
        self.available = files
        self.files = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        while not self.over.is_set() and self.available:
            source = self.folder / f"cables{self.files % self.available + 1}.csv"
            words = [sys.executable, "-c", _IMPORT, "index", str(source), "--archive", str(self.archive)]
            made = subprocess.run(
                words,
                env=dict(_environment(self.folder / "importer")),
                capture_output=True,
                text=True,
                check=False,
                start_new_session=True,  # as from a terminal of its own, not from that of all readers
            )
            self.files += 1
            if made.returncode or made.stderr:
                self.wrong.append(made.stderr)


def _kept(archive: Path, home: Path) -> set[str]:
    """Return the marks that the journal of a reader has."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom tui.notes.reader_notes import Notes, notes_path\n"
        "print(*Notes(notes_path(Path(sys.argv[1]))).marked)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(archive)],
        env=dict(_environment(home)),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(made.stdout.split())


def main() -> None:
    """Run it; exit with 1 where a limit is not met."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--cables", type=int, default=20_000)
    options.add_argument("--readers", type=int, default=10)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--think", type=float, default=0.3)
    options.add_argument("--arrive", type=float, default=2.0)
    options.add_argument("--more", type=int, default=30, help="files of 1,000 cables to import (30)")
    chosen = options.parse_args()
    sys.setswitchinterval(_TURN)
    begun: list[float] = []

    def goes_on(rounds: int) -> bool:
        begun.append(time.monotonic())
        return begun[-1] - begun[0] < chosen.seconds

    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        load = run(
            Path(folder),
            cables=chosen.cables,
            readers=chosen.readers,
            more=chosen.more,
            goes_on=goes_on,
            think=chosen.think,
            arrive=chosen.arrive,
            say=lambda text: print(text, flush=True),
        )
    tell(load, figures)
    raise SystemExit(1 if figures.missed else 0)


def tell(load: Load, figures: Figures) -> None:
    """Print every figure, beside its limit where there is one."""
    wrong = [*load.importer_wrong, *(text for told in load.told for text in told.wrong)]
    for text in wrong:
        print(text)
    kinds: dict[str, list[float]] = {}
    for told in load.told:
        for kind, times in told.keys.items():
            kinds.setdefault(kind, []).extend(times)
    for kind, times in kinds.items():
        times.sort()
        middle, late = times[len(times) // 2], times[int(len(times) * 0.99)]
        figures.say(
            f"{kind}, {len(times):,} times",
            f"median {middle:.0f} ms, 99 of 100 {late:.0f}, most {times[-1]:.0f}",
        )
    moments = sorted((moment for told in load.told for moment in told.moments), reverse=True)
    began = min((at for _, _, at in moments), default=0.0)
    for taken, kind, at in moments[:_SLOWEST_TOLD]:
        figures.say("among the slowest", f"{kind}, {taken:.0f} ms, {at - began:.0f} s after the first key")
    every = sorted(time_ for times in kinds.values() for time_ in times)
    figures.say("keys", f"{len(every):,}, 99.9 of 100 within {every[int(len(every) * 0.999)]:.0f} ms")
    figures.say(
        "cables read, compared", f"{sum(t.read for t in load.told):,}, {sum(t.compared for t in load.told):,}"
    )
    figures.say("imported meanwhile", f"{load.imported} files; {load.before:,} cables, then {load.after:,}")
    figures.say("memory of everything", f"{load.memory / 1e6:,.0f} MB")
    figures.say("processor time of the readers' terminals", f"{load.terminals:.0f} s")
    figures.limit("slowest key", max(every), SLOWEST, "ms", digits=0)
    figures.limit("errors", len(wrong), 0, "", digits=0)
    figures.limit(f"marks lost of {sum(len(t.marks) for t in load.told):,}", len(load.lost), 0, "", digits=0)
    figures.end()


if __name__ == "__main__":
    main()
