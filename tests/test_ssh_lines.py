"""README's lines for remote use: tmux, screen and mosh over a real ssh server, dropped and taken up again."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ssh_server import Server
from terminal import Terminal

from corpus import Archive, import_paths

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("ssh")) as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path, sample_cables: Path) -> Path:
    with Archive.open(tmp_path / "samples.cablediff") as made:
        import_paths(made, [sample_cables / "doubled", sample_cables / "copies"], workers=1)
    return tmp_path / "samples.cablediff"


@pytest.fixture
def sockets() -> Iterator[Path]:
    """A folder with a short path, for sockets; what still runs there is ended."""
    with tempfile.TemporaryDirectory(prefix="cd-") as folder:
        yield Path(folder)
        for words in (("tmux", "kill-server"), ("screen", "-S", "cables", "-X", "quit")):
            if shutil.which(words[0]):
                environment = {**os.environ, "TMUX_TMPDIR": folder, "SCREENDIR": f"{folder}/screen"}
                environment.pop("TMUX", None)
                subprocess.run(words, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("tmux", "env TMUX_TMPDIR={sockets} tmux -f /dev/null new -A -s cables {cablediff}"),
        ("screen", "env SCREENDIR={sockets}/screen screen -c /dev/null -S cables -DR {cablediff}"),
    ],
)
def test_a_session_that_lives_over_there_goes_on_where_it_was(
    program: str, line: str, server: Server, archive: Path, sockets: Path
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"no {program} here")
    (sockets / "screen").mkdir(mode=0o700)
    line = line.format(sockets=sockets, cablediff=f"{server.program()} {archive}")
    with Terminal(server.ssh(line)) as terminal:
        terminal.wait_for("? keys")
        terminal.press("j", "j")
        terminal.wait_for(" 3/")
        terminal.process.kill()
        terminal.process.wait()
    with Terminal(server.ssh(line), width=100, height=30) as terminal:
        terminal.wait_for(" 3/")
        terminal.press("j")
        terminal.wait_for(" 4/")
        terminal.press("Q")
        terminal.wait_for_end()


def test_a_line_kept_by_mosh(server: Server, archive: Path) -> None:
    mosh = shutil.which("mosh")
    if mosh is None or shutil.which("mosh-server") is None:
        pytest.skip("no mosh here")
    *client, host, _ = server.ssh("", terminal=False)
    client.remove("-T")
    far = "--server=LANG=C.UTF-8 mosh-server"
    line = [mosh, "--bind-server=127.0.0.1", f"--ssh={' '.join(client)}", far, host]
    with Terminal([*line, "--", str(server.program()), str(archive)]) as terminal:
        terminal.wait_for("? keys")
        terminal.press("\x07")
        terminal.wait_for("thin line: ")
        terminal.press("j")
        terminal.wait_for(" 2/")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
