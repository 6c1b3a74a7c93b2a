"""Run the fuzzer: each target in turn, one process at a time, until the time is up.

    python -m fuzz                          thirty seconds, all targets
    python -m fuzz --seconds 3600           an hour
    python -m fuzz asking parsing           these alone
    python -m fuzz --replay                 only what was found before

Needs Atheris (``pip install cablediff[fuzz]``). Inputs that reach new code are kept in the folder ``--seeds``
from one run to the next; what breaks a rule is written to ``tests/findings/TARGET`` and makes the
status 1. There it is replayed by the tests for ever.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fuzz.seeds import first_seeds

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKOUT: Final = Path(__file__).resolve().parent.parent
FINDINGS: Final = CHECKOUT / "tests" / "findings"

TARGET_NAMES: Final = (
    "parsing",
    "identifying",
    "asking",
    "reading_csv",
    "reading_text",
    "unpacking",
    "differing",
    "differing_cables",
    "mapping_keys",
)
"""Named here too, so that the modules under test are imported by the one process that instruments them."""

_DONE: Final = re.compile(r"Done (\d+) runs|stat::number_of_executed_units:\s*(\d+)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz or replay; return 1 where a rule was broken."""
    options = _options(arguments)
    names = options.targets or TARGET_NAMES
    if options.replay:
        return _replay(names)
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("fuzz: Atheris is not installed here (pip install 'cablediff[fuzz]'); nothing was fuzzed")
        return 0
    with tempfile.TemporaryDirectory(prefix="cablediff-seeds-") as scratch:
        return _fuzz(names, options.seconds, options.round, options.seeds or Path(scratch))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__.split("\n")[0])
    reader.add_argument("targets", nargs="*", help=f"of {', '.join(TARGET_NAMES)}")
    reader.add_argument("--seconds", type=float, default=30, help="of fuzzing in all (30)")
    reader.add_argument("--round", type=float, default=60, help="at most for a target before the next (60)")
    reader.add_argument("--seeds", type=Path, help="the folder that keeps inputs which reach new code")
    reader.add_argument("--replay", action="store_true", help="run what was found before, and nothing else")
    options = reader.parse_args(arguments)
    if unknown := [name for name in options.targets if name not in TARGET_NAMES]:
        reader.error(f"there is no target {unknown[0]}; there are {', '.join(TARGET_NAMES)}")
    return options


def _fuzz(names: Sequence[str], seconds: float, round_: float, seeds: Path) -> int:
    """Fuzz each target in turn, not counting what it takes to load: ten seconds on a slow machine."""
    left = seconds
    executions = dict.fromkeys(names, 0)
    broken = False
    while left >= 1:
        each = max(1, int(min(round_, left / len(names))))
        for name in names:
            if left < 1:
                break
            left -= each
            count, failed = _round(name, each, seeds / name)
            executions[name] += count
            broken = broken or failed
            in_all = sum(executions.values())
            print(f"{time.strftime('%H:%M:%S')} {name}: {executions[name]:,}; all {in_all:,}", flush=True)
    print(
        f"{sum(executions.values()):,} executions: " + ", ".join(f"{n} {c:,}" for n, c in executions.items())
    )
    return int(broken)


def _round(name: str, seconds: int, seeds: Path) -> tuple[int, bool]:
    """Fuzz one target for some seconds; return how often it ran and whether it broke."""
    if not seeds.is_dir():
        seeds.mkdir(parents=True)
        for number, seed in enumerate(first_seeds(name)):
            (seeds / f"first{number}").write_bytes(seed)
    findings = FINDINGS / name
    findings.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "fuzz.driving", name, f"-max_total_time={seconds}"]
    command += ["-max_len=4096", "-timeout=20", "-rss_limit_mb=1500", "-print_final_stats=1"]
    command += [f"-artifact_prefix={findings}/", str(seeds)]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd=CHECKOUT, check=False)
    counts = [int(match[1] or match[2]) for match in _DONE.finditer(run.stderr)]
    if run.returncode:
        print(f"{name} broke a rule; the input lies in {findings}\n{run.stdout[-2500:]}", flush=True)
    return max(counts, default=0), bool(run.returncode)


def _replay(names: Sequence[str]) -> int:
    from fuzz.targets import TARGETS

    count = 0
    for name in names:
        for finding in sorted((FINDINGS / name).glob("*")):
            TARGETS[name](finding.read_bytes())
            count += 1
    print(f"{count} earlier findings replayed, none breaks a rule any more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
