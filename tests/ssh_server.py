"""A real ssh server for the tests: on a loopback port, as the user who runs them, with keys of its own."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import TracebackType

CHECKOUT = Path(__file__).resolve().parent.parent

CONFIGURATION = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/reader.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PermitUserEnvironment no
PrintMotd no
{further}
"""


class Server:
    """An sshd that lives as long as the block; its log is awaited, so that it listens from the start."""

    def __init__(self, folder: Path, further: str = "") -> None:
        program = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        if program is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
            pytest.skip("no OpenSSH here (openssh-server, openssh-client)")
        if os.geteuid() == 0:
            try:
                Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # what its service does when it starts
            except OSError:
                pytest.skip("sshd run by root needs the folder /run/sshd")
        self.folder = folder
        for name in ("host", "reader"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
            )
        with socket.socket() as chooser:
            chooser.bind(("127.0.0.1", 0))
            self.port = chooser.getsockname()[1]
        (folder / "config").write_text(CONFIGURATION.format(port=self.port, folder=folder, further=further))
        self.process = subprocess.Popen(
            [program, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if "listening on" in line:
                return
        self.process.wait()
        pytest.skip("sshd would not start here")

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()

    def ssh(self, command: str, *options: str, terminal: bool = True) -> list[str]:
        """Return the command line of a client that runs a command over there."""
        settings = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "IdentityFile": str(self.folder / "reader"),
            "LogLevel": "ERROR",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
        }
        words = ["ssh", "-F", "none", "-p", str(self.port), *(["-tt"] if terminal else ["-T"]), *options]
        for name, value in settings.items():
            words += ["-o", f"{name}={value}"]
        return [*words, f"{getpass.getuser()}@127.0.0.1", command]

    def program(self, **environment: str) -> Path:
        """Write and return a ``cablediff`` that can be called over there, with folders of its own."""
        home = self.folder / "home"
        values = {f"XDG_{name}_HOME": str(home / name) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
        values |= {"PYTHONPATH": str(CHECKOUT), "LANG": "C.UTF-8", **environment}
        settings = " ".join(f"{name}={value}" for name, value in values.items())
        file = self.folder / f"cablediff-{abs(hash(settings))}"
        code = "from tui.commands import main; main()"
        file.write_text(f"#!/bin/sh\nexec env {settings} {sys.executable} -c '{code}' \"$@\"\n")
        file.chmod(0o755)
        return file
