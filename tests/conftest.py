"""What all tests share: a plain environment, and the way to the real cables where they are at hand."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import programs
import pytest
from examples import TIMES
from hypothesis import HealthCheck, settings

from corpus import Archive, import_paths
from parser import parse_record, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parser import Cable

CHECKOUT = Path(__file__).resolve().parent.parent

for _name in [name for name in os.environ if name.startswith("TEXTUAL_")] + ["NO_COLOR", "COLORTERM"]:
    if not _name.startswith("TEXTUAL_SNAPSHOT"):  # the snapshot plugin tells its xdist workers by these
        os.environ.pop(_name, None)

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each of a thousand processes compiles the program anew
sys.dont_write_bytecode = False  # and each run of the suite its tests

settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50 * TIMES
)
settings.register_profile("fuzz", parent=settings.get_profile("suite"), max_examples=10_000)
settings.load_profile("suite")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each worker a run of whole files, of which one that is done early takes over some of another's.

    What a file makes for all of its tests is then made once, and all workers end at the same time.
    """
    from xdist.scheduler import WorkStealingScheduling

    return None if config.getvalue("dist") != "load" else WorkStealingScheduling(config, log)


def pytest_collection_finish() -> None:
    """Keep what stays out of the garbage collector's way, which took a fifth of the time of the screens."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 20)


@pytest.fixture(scope="session", autouse=True)
def _program_server() -> Iterator[None]:
    """Have the process end with the run that programs are forked from."""
    yield
    programs.end_server()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder after the other, without a look at all that are there, as ``mktemp`` takes."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_folders(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep archives, marks and settings of a test out of the reader's own folders."""
    home = next(_homes)
    home.mkdir()
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(scope="session")
def shared_cables() -> Path:
    """Give the folder of real cables, or skip."""
    folder = CHECKOUT.parent / "shared" / "cables"
    if not folder.is_dir():
        pytest.skip("the real cables are not beside this checkout (../shared/cables)")
    return folder


@pytest.fixture(scope="module")
def real_cables(shared_cables: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Cable]:
    """Give all real cables, parsed once in a run of the suite, whichever worker needs them first."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    kept = folder / "real_cables.pickle"
    gc.disable()  # it would look through the cables again and again
    try:
        if kept.exists():
            found: list[Cable] = pickle.loads(kept.read_bytes())
            return found
        made = [parse_record(record) for record in records(shared_cables / "cables.csv.xz")]
        ours = folder / f"real_cables.{os.getpid()}"
        ours.write_bytes(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        ours.replace(kept)  # whole, or not there
        return made
    finally:
        gc.enable()


@pytest.fixture(scope="session")
def some_real_cables(shared_cables: Path) -> Callable[[set[str]], list[tuple[str, Cable]]]:
    """Give a function that reads the real cables of some ids, in the order of the archive."""

    def read_some(wanted: set[str]) -> list[tuple[str, Cable]]:
        found = records(shared_cables / "cables.csv.xz")
        return [(record.id, parse_record(record)) for record in found if record.id in wanted]

    return read_some


@pytest.fixture(scope="session")
def sample_cables() -> Path:
    """Give the folder of the project's own, invented cables."""
    return CHECKOUT / "sample_cables"


@pytest.fixture(scope="module")
def samples_archive(tmp_path_factory: pytest.TempPathFactory, sample_cables: Path) -> Path:
    """Give an archive of the sample cables, made once for the tests of a file."""
    place = tmp_path_factory.mktemp("archive") / "samples.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [sample_cables], workers=1)
    return place
