"""Wheel and source distribution: what is inside, and that what was installed runs with no checkout beside it.

Nothing is asked of the network: the wheel is made of the source distribution by the build backend that the
tests depend on, and installed alone into an empty environment that sees the libraries of this one and not the
checkout. `.ci/run` installs it together with its libraries, on each Python that it finds.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from terminal import Terminal

CHECKOUT = Path(__file__).resolve().parent.parent
ROOMS = ("parser", "corpus", "duplicates", "tui", "sample_cables")
PAPERS = ("LICENSE", "THIRD_PARTY_NOTICES.md")

pytestmark = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("hatchling", "pip", "venv")),
    reason="needs hatchling (in the test extra), pip and venv",
)


class Made(NamedTuple):
    """What was built, and where the command was installed."""

    source: Path
    wheel: Path
    scripts: Path
    home: Path


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Build the source distribution, of it the wheel, and install that into an empty environment."""
    folder = tmp_path_factory.mktemp("packaging")
    build = (sys.executable, "-m", "hatchling", "build", "-d", folder)
    run(*build, "-t", "sdist", cwd=CHECKOUT)
    (source,) = folder.glob("*.tar.gz")
    with tarfile.open(source) as packed:
        packed.extractall(folder / "source", filter="data")
    (unpacked,) = (folder / "source").iterdir()
    run(*build, "-t", "wheel", cwd=unpacked)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=folder)
    python = environment / "bin" / "python"
    install = ("install", "-q", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", python, *install, wheel, cwd=folder)
    # A path in a .pth file is searched, but the .pth files in it, that of an editable checkout, are not read.
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    (Path(site) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (folder / "home").mkdir()
    return Made(source, wheel, environment / "bin", folder / "home")


def files_of(room: str) -> set[str]:
    return {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_rooms_whole_and_nothing_else(made: Made) -> None:
    with zipfile.ZipFile(made.wheel) as wheel:
        names = {name for name in wheel.namelist() if not name.endswith("/")}
    about = {name for name in names if ".dist-info/" in name}
    assert names - about == set().union(*map(files_of, ROOMS))
    assert {name.partition(".dist-info/")[2] for name in about} == {
        "METADATA", "RECORD", "WHEEL", "entry_points.txt", *(f"licenses/{paper}" for paper in PAPERS)
    }  # fmt: skip
    assert {f"{room}/py.typed" for room in ROOMS[:-1]} <= names
    assert {"duplicates/report/page/report.css", "duplicates/report/page/report.js"} <= names


def test_the_wheel_states_version_licence_and_what_it_asks_for(made: Made) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with zipfile.ZipFile(made.wheel) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        stated = message_from_bytes(wheel.read(name))
    assert (stated["Name"], stated["Version"]) == ("cablediff", project["version"])
    assert stated["License-Expression"] == "MIT"
    assert stated.get_all("License-File") == list(PAPERS)
    assert stated["Requires-Python"] == project["requires-python"]
    asked = {Requirement(line) for line in stated.get_all("Requires-Dist") or [] if "extra ==" not in line}
    assert asked == {Requirement(line) for line in project["dependencies"]}


def test_the_backend_that_may_build_it_is_the_one_of_the_tests() -> None:
    """So that a run at the lower bounds builds with the lowest."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    (build,) = project["build-system"]["requires"]
    assert build in project["project"]["optional-dependencies"]["test"]


def test_the_source_distribution_holds_what_it_is_made_and_tested_of(made: Made) -> None:
    with tarfile.open(made.source) as packed:
        names = {Path(*Path(name).parts[1:]).as_posix() for name in packed.getnames()}
    papers = {
        *PAPERS,
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "pyproject.toml",
        "PKG-INFO",
        ".gitignore",
    }
    assert {name.partition("/")[0] for name in names} == {
        *ROOMS,
        "tests",
        "fuzz",
        "benchmarks",
        "docs",
        *papers,
    }
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".cablediff"))]


def test_what_was_installed_runs_without_a_checkout(made: Made, tmp_path: Path) -> None:
    def cablediff(*words: str | Path) -> str:
        return run(made.scripts / "cablediff", *words, cwd=tmp_path, HOME=str(made.home))

    python = made.scripts / "python"
    probe = "import parser, tui; print(parser.__file__, tui.__file__)"
    where = run(python, "-c", probe, cwd=tmp_path).split()
    assert all(Path(file).is_relative_to(made.scripts.parent) for file in where)
    samples = Path(where[0]).parent.parent / "sample_cables"
    assert made.wheel.name.startswith(cablediff("--version").strip().replace(" ", "-") + "-")
    first = json.loads(cablediff("parse", samples / "doubled" / "07VALLETTA812.txt"))
    assert first["id"] == "07VALLETTA812"
    assert "2 copies of one" in cablediff("report", samples / "doubled")
    cablediff("report", "--format", "html", "-o", tmp_path / "report.html", samples / "doubled")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "07VALLETTA812" in page
    assert "[goat]" in cablediff("search", "goat", samples / "doubled")


def test_what_was_installed_browses_its_sample_cables(made: Made, tmp_path: Path) -> None:
    assert "PYTHONPATH" not in os.environ
    command = ["sh", "-c", 'cd "$0" && exec "$1"', str(tmp_path), str(made.scripts / "cablediff")]
    with Terminal(command, HOME=str(made.home)) as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
