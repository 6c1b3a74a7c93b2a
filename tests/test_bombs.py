"""Packed files made to take all memory or all time: each limit is named, and the rest is read."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from parser.formats.limits import Limits
from parser.problems import Problem, ReadError
from parser.reading import records

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = b"R 191417Z JUL 07\nFM AMEMBASSY TALLINN\n\nUNCLAS TALLINN 009901\n\n1. (U) A ferry sails.\n"
PADDED = MESSAGE + b" " * 200_000


def found(path: Path, limits: Limits) -> tuple[list[str | None], list[str]]:
    """Return ids and problems, paths without the folder in front."""
    ids: list[str | None] = []
    problems: list[Problem] = []
    try:
        for record in records(path, on_problem=problems.append, limits=limits):
            ids.append(record.id)  # noqa: PERF401 - what came before an error counts
    except ReadError as error:
        problems.append(error.problem)
    return ids, [str(problem).replace(f"{path.parent}/", "") for problem in problems]


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_members_that_share_their_bytes_are_counted_together(tmp_path: Path) -> None:
    path = tmp_path / "shared.zip"
    inner = {f"07TALLINN{1000 + number}": PADDED for number in range(50)}
    path.write_bytes(zipped({"inner.zip": zipped(inner)}))  # packed twice, the likeness of members goes
    size = path.stat().st_size
    limits = Limits(ratio=100, ratio_from=1_000_000)
    assert 50 * len(PADDED) > 100 * size > 1_000_000 / 100
    ids, problems = found(path, limits)
    assert 0 < len(ids) < 50
    assert len(problems) == 1
    assert problems[0].endswith(
        "all in shared.zip unpacks to more than 100 times its size; the rest is skipped"
    )


def test_a_zip_of_zips_of_zips_holds_no_more_than_one_may(tmp_path: Path) -> None:
    path = tmp_path / "nested.zip"
    third = zipped({"07TALLINN9901": MESSAGE})
    noise = bytes(byte * 7919 % 251 for byte in range(60_000))
    second = zipped({"third.zip": third, "noise.bin": noise})
    path.write_bytes(zipped({"second.zip": second, "07TALLINN9902": MESSAGE}))
    assert found(path, Limits())[0] == ["07TALLINN9901", "07TALLINN9902"]
    ids, problems = found(path, Limits(held=len(second) + len(third) - 1))
    assert ids == ["07TALLINN9902"]
    assert len([problem for problem in problems if "inside another archive" in problem]) == 1


def test_the_bytes_of_all_members_have_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    path.write_bytes(zipped({f"07TALLINN{number}": MESSAGE * 3 for number in range(1, 100)}))
    ids, problems = found(path, Limits(size=10_000))
    assert 20 < len(ids) < 50
    assert problems[-1].endswith("all in many.zip unpacks to more than 10,000 bytes; the rest is skipped")
    assert len(problems) == 1


def test_an_index_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "index.zip"
    path.write_bytes(zipped({f"07TALLINN{number}": MESSAGE for number in range(1, 100)}))
    assert len(found(path, Limits())[0]) == 99
    assert found(path, Limits(index=1_000)) == (
        [],
        ["index.zip: has an index of more than 1,000 bytes; the rest is skipped"],
    )


def test_a_large_index_is_told_by_the_record_for_large_files(tmp_path: Path) -> None:
    data = zipped({"07TALLINN1": MESSAGE})
    place = data.rindex(b"PK\x05\x06")
    offset, size = struct.unpack("<I", data[place + 16 : place + 20])[0], place
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1, 1, 1 << 40, offset)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, size, 1)
    end = data[place : place + 12] + b"\xff\xff\xff\xff" + data[place + 16 :]
    path = tmp_path / "large.zip"
    path.write_bytes(data[:place] + record + locator + end)
    assert found(path, Limits()) == (
        [],
        ["large.zip: has an index of more than 67,108,864 bytes; the rest is skipped"],
    )


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_header_of_a_tar_that_would_fill_the_memory_is_not_read(tmp_path: Path, kind: bytes) -> None:
    member = tarfile.TarInfo("07TALLINN1")
    member.size = len(MESSAGE)
    huge = tarfile.TarInfo("header")
    huge.type, huge.size = kind, 1 << 33
    path = tmp_path / "header.tar"
    path.write_bytes(
        member.tobuf() + MESSAGE.ljust(512, b"\0") + huge.tobuf(tarfile.GNU_FORMAT) + bytes(10_240)
    )
    assert found(path, Limits()) == (
        ["07TALLINN1"],
        ["header.tar: has a header of 8,589,934,592 bytes; the rest is skipped"],
    )


def test_a_file_with_holes_in_a_tar_is_not_filled_up(tmp_path: Path) -> None:
    """A csv whose second field is a hole of eight gigabytes, in a file of some kB."""
    head = b'"1","09/27/2000 14:02","00HARARE1","Embassy Harare","SECRET","","VZCZC","1. (C) Lake'.ljust(512)
    sparse = tarfile.TarInfo("cables.csv")
    sparse.type, sparse.size = tarfile.GNUTYPE_SPARSE, 512
    header = bytearray(sparse.tobuf(tarfile.GNU_FORMAT))
    header[386:398], header[398:410] = b"%011o\0" % 0, b"%011o\0" % 512
    header[483:495] = b"%011o\0" % ((1 << 33) - 1)
    header[148:156] = b"        "
    header[148:156] = b"%06o\0 " % sum(header)
    member = tarfile.TarInfo("07TALLINN1")
    member.size = len(MESSAGE)
    path = tmp_path / "holes.tar.gz"
    data = bytes(header) + head + member.tobuf() + MESSAGE.ljust(512, b"\0") + bytes(1024)
    path.write_bytes(gzip.compress(data))
    assert found(path, Limits()) == (
        ["07TALLINN1"],
        ["holes.tar.gz!cables.csv: is a file with holes; unpack it first"],
    )
