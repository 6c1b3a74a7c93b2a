"""One target under Atheris, until its time is up: ``python -m fuzz.driving TARGET -max_total_time=60 SEEDS``.

A process of its own because libFuzzer ends the process it ran in, and because the modules under test are
instrumented while they are imported, which must happen here first.
"""

from __future__ import annotations

import sys

import atheris


def main() -> None:
    """Fuzz; never returns."""
    name, *rest = sys.argv[1:]
    with atheris.instrument_imports(include=["parser", "corpus", "duplicates", "tui"]):
        from fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *rest], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
