"""What each target begins with: the sample cables, short, and a little of each language and container."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAMPLES: Final = Path(__file__).resolve().parent.parent / "sample_cables"


def first_seeds(name: str) -> Iterator[bytes]:
    """Yield inputs to begin with: the sample cables, short, and a few of each language."""
    texts = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.txt"))]
    yield from (text[:3000] for text in texts)
    yield from _words(name)
    if name == "reading_csv":
        head = (SAMPLES / "cables.csv").read_bytes()
        yield from (head[:length] for length in (1500, 4000))
    if name == "reading_text":
        for path in sorted(SAMPLES.rglob("*.html"))[:6]:
            page = path.read_bytes()
            start = max(page.find(b"<table class"), 0)
            yield page[start : start + 4000]
    if name.startswith("differing"):
        yield from (b"\x00" + text[:1500] + b"\x00" + text[200:1700] for text in texts)
    if name == "unpacking":
        yield from _packed()


def _words(name: str) -> Iterable[bytes]:
    return {
        "asking": (
            b'"frozen conflicts" origin:astana tag:PREL class:secret date:2009-01..2009-06 ref:09ASTANA674',
            b"NEAR(ferry fog, 5) OR (nobody AND NOT late) -tag:NO ferr*",
            b"has:duplicate transmission:2 signer:x caption:noforn version:2 from:a to:b has:redaction",
        ),
        "identifying": (b"08SCTION02OF02SAOPAULO335", b"2009 ASTANA 714", b"09EFTOLONDON123"),
        "mapping_keys": (
            b'"reader.copies" = "D"\n[moving]\nhalf_down = ["ctrl+d", "J"]\nfly = "x"\nlast = 5\n',
        ),
    }.get(name, ())


def _packed() -> Iterator[bytes]:
    """Yield small containers, one inside the other."""
    text = b"CONFIDENTIAL OSLO 000001\n\n1. (C) The ferry was late.\n"
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/08OSLO1.txt", text)
        archive.writestr("../x.txt", text)
    tarred = io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w") as tar:
        member = tarfile.TarInfo("08OSLO1.txt")
        member.size = len(text)
        tar.addfile(member, io.BytesIO(text))
    for plain in (text, zipped.getvalue(), tarred.getvalue()[:2048]):
        yield plain
        yield gzip.compress(plain)
        yield bz2.compress(plain)
        yield lzma.compress(plain)
