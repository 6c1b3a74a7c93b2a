"""The README's pictures, made from the real program on the sample cables.

    python docs/make_screenshots.py      (wants rsvg-convert, of librsvg)

Each picture is a screen of the browser after some keys; nothing in it is drawn by hand, and none of the
maker's own colours, keys and options.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import tempfile
from pathlib import Path

from corpus import Archive, import_paths
from duplicates.find import find
from duplicates.model import Parameters
from tui.app import CablediffApp

FOLDER = Path(__file__).resolve().parent
SAMPLES = FOLDER.parent / "sample_cables"

SHOTS = {
    "list": ("G",),
    "reader": ("f", *"valletta", "enter", "enter"),
    "dots": ("f", *"valletta", "enter", "full_stop"),
    "overview": ("O",),
    "differences": ("f", *"valletta", "enter", "enter", *["right_curly_bracket"] * 11, "d", "enter"),
}
"""Name of a picture, and the keys that lead to it from the start."""


_TEXT = re.compile(r'(<text [^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*>)([^<]*)(</text>)')


def trimmed(svg: str) -> str:
    """Take blanks off the ends of each run of text: the converter drops them and stretches the rest."""

    def trim(found: re.Match[str]) -> str:
        head, x, middle, length, tail, text, end = found.groups()
        cells = text.replace("&#160;", "\xa0")
        plain = re.sub(r"&[^;]+;", "?", cells)
        if not plain.strip("\xa0"):
            return ""
        cell = float(length) / len(plain)
        left = len(plain) - len(plain.lstrip("\xa0"))
        width = len(plain.strip("\xa0"))
        shown = cells.strip("\xa0").replace("\xa0", "&#160;")
        return (
            f'{head}x="{float(x) + left * cell:.1f}"{middle}textLength="{width * cell:.1f}"{tail}{shown}{end}'
        )

    return _TEXT.sub(trim, svg)


async def shoot(folder: Path) -> None:
    """Make every picture."""
    with Archive.open(folder / "samples.cablediff") as archive:
        import_paths(archive, [SAMPLES], workers=1)
        findings = find(archive.cables(), Parameters())
        for name, keys in SHOTS.items():
            app = CablediffApp(archive, findings=findings)
            async with app.run_test(size=(116, 34)) as pilot:
                while not app.cables_page.list.facts.versions:  # read after the first picture
                    await pilot.pause(0.05)
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause()
                svg = folder / f"{name}.svg"
                svg.write_text(trimmed(app.export_screenshot()), encoding="utf-8")
            png = FOLDER / f"{name}.png"
            subprocess.run(["rsvg-convert", "--zoom", "0.9", str(svg), "-o", str(png)], check=True)
            print(png.relative_to(FOLDER.parent))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), scratch)
        asyncio.run(shoot(Path(scratch)))
