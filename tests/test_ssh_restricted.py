"""An account that may only browse, as the README writes it: by sshd_config and by authorized_keys."""

from __future__ import annotations

import getpass
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ssh_server import CHECKOUT, Server
from terminal import Terminal

from corpus import Archive, import_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SFTP = "Subsystem sftp internal-sftp\n"
"""What distributions have in their configuration before the block."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, sample_cables: Path) -> Path:
    place = tmp_path_factory.mktemp("archive") / "samples.cablediff"
    with Archive.open(place) as made:
        import_paths(made, [sample_cables / "copies", sample_cables / "doubled"], workers=1)
    return place


def as_written(text: str, program: Path, archive: Path) -> str:
    """Return what the README says, for the program and the archive of this test."""
    assert "cablediff --restricted /data/cables.cablediff" in text
    return text.replace("cablediff --restricted /data/cables.cablediff", f"{program} --restricted {archive}")


@contextmanager
def by_configuration(folder: Path, archive: Path) -> Iterator[Server]:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^Match User reader\n(?:    .*\n)+", readme, re.MULTILINE)
    assert block is not None
    with Server(folder) as before:  # whose program it is
        program = before.program()
    for name in ("host", "host.pub", "reader", "reader.pub"):
        (folder / name).unlink()
    further = as_written(block[0], program, archive).replace("User reader", f"User {getpass.getuser()}")
    with Server(folder, SFTP + further) as server:
        yield server


@contextmanager
def by_key(folder: Path, archive: Path) -> Iterator[Server]:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    options = re.search(r'`(restrict,.*?".*?") ssh-ed25519', readme)
    assert options is not None
    with Server(folder, SFTP) as server:
        key = folder / "reader.pub"
        key.write_text(f"{as_written(options[1], server.program(), archive)} {key.read_text()}")
        yield server


BOTH = pytest.mark.parametrize("account", [by_configuration, by_key], ids=lambda it: it.__name__)


def tried(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@BOTH
def test_no_other_command_no_files_and_no_forwarding(
    account: Callable[[Path, Path], contextmanager[Server]], tmp_path: Path, archive: Path
) -> None:
    with account(tmp_path, archive) as server:
        run = tried(server.ssh("id; echo owned", terminal=False))
        assert (run.returncode, run.stdout) == (2, "")
        assert "the browser needs a terminal" in run.stderr

        settings = server.ssh("", terminal=False)
        options = settings[settings.index("-T") + 1 : -2]
        common = ["-F", "none", "-P", str(server.port), *options]
        secret, host = tmp_path / "secret", settings[-2]
        secret.write_text("secret")
        for words in (
            ["scp", *common, str(secret), f"{host}:{tmp_path}/copied"],
            ["scp", "-O", *common, str(secret), f"{host}:{tmp_path}/copied"],
            ["scp", *common, f"{host}:{secret}", str(tmp_path / "copied")],
            ["scp", "-O", *common, f"{host}:{secret}", str(tmp_path / "copied")],
            ["sftp", *common, f"{host}:{secret}", str(tmp_path / "copied")],
        ):
            assert tried(words).returncode != 0, words
            assert not (tmp_path / "copied").exists()

        through = tried(server.ssh("", "-W", f"127.0.0.1:{server.port}", terminal=False)[:-1])
        assert through.returncode != 0
        assert "SSH-2.0" not in through.stdout
        back = ("-o", "ExitOnForwardFailure=yes", "-N", "-R", "0:127.0.0.1:9")
        assert tried(server.ssh("", *back, terminal=False)[:-1]).returncode != 0


@BOTH
def test_no_key_leads_to_a_shell_or_a_file_and_notes_are_kept(
    account: Callable[[Path, Path], contextmanager[Server]], tmp_path: Path, archive: Path
) -> None:
    with account(tmp_path, archive) as server, Terminal(server.ssh("/bin/sh")) as terminal:
        terminal.wait_for("? keys")
        terminal.press("\x1a", "!", "j")
        terminal.wait_for(lambda it: it.status.startswith(" 2/"))
        terminal.press("e", "j")
        terminal.wait_for(lambda it: it.status.startswith(" 3/"))
        terminal.press("m", "M")
        terminal.wait_for("only marked")  # notes are the reader's own
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert b"uid=" not in terminal.raw
    assert not [file for file in Path.cwd().iterdir() if file.suffix in (".csv", ".patch")]
