"""The README's picture of a report: the page that its command makes, in a real browser.

    python docs/make_report_picture.py      (wants chromium)

The sample cables' report is shown at its head and, below, at the first group whose places differ, unfolded.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "tests"))

from chromium import Chromium  # noqa: E402

WIDTH, HEIGHT = 1000, 1640
_LOOK = """
const differing = [...document.querySelectorAll('#groups > tbody')].filter(each => each.dataset.k === 'near');
const wanted = differing.find(each => each.textContent.includes('chairman')) ?? differing[0];
document.getElementById('words').value = 'victor pace galdes';
document.getElementById('words').dispatchEvent(new Event('input'));
wanted.querySelector('details').open = true;
for (const name of ['records', 'cables', 'releases']) document.getElementById(name)?.remove();
"""
"""Leave out what does not fit the picture, filter the groups, and unfold one."""


def main() -> None:
    """Make the picture."""
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "report.html"
        words = ["report", "--format", "html", "-o", str(page), "sample_cables"]
        code = "from tui.commands import main; main()"
        subprocess.run([sys.executable, "-c", code, *words], check=True, cwd=FOLDER.parent)
        with Chromium(Path(scratch) / "profile") as browser:
            browser.ask(
                "Emulation.setDeviceMetricsOverride",
                width=WIDTH,
                height=HEIGHT,
                deviceScaleFactor=1,
                mobile=False,
            )
            browser.open(page)
            browser.until("'ready' in document.documentElement.dataset")
            browser.value(_LOOK)
            browser.until("document.getElementById('said').textContent.includes(' of ')")
            clip = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "scale": 1}
            shot = browser.ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        (FOLDER / "report.png").write_bytes(base64.b64decode(shot["data"]))
        print("docs/report.png")


if __name__ == "__main__":
    main()
