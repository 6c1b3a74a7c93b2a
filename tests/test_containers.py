"""Archives read as streams: zip, tar, gzip, bzip2, xz, nested, with limits, damage and odd members."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from parser.formats.detect import Format, detect
from parser.formats.limits import Limits
from parser.problems import Problem, ReadError
from parser.reading import records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MESSAGE = b"R 191417Z JUL 07\nFM AMEMBASSY TALLINN\n\nUNCLAS TALLINN 009901\n\n1. (U) A ferry sails.\n"
CSV = b"".join(
    b'"%d","09/27/2000 14:02","00HARARE%d","Embassy Harare","SECRET","","VZCZC","1. (C) Lake %d."\n'
    % ((n,) * 3)
    for n in range(1, 40)
)


def zipped(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


def found(path: Path, limits: Limits | None = None) -> tuple[list[str | None], list[str]]:
    """Return ids and problems, a `ReadError` as the last problem; paths without the folder in front."""
    ids: list[str | None] = []
    problems: list[Problem] = []
    try:
        for record in records(path, on_problem=problems.append, limits=limits):
            ids.append(record.id)  # noqa: PERF401 - what came before an error counts
    except ReadError as error:
        problems.append(error.problem)
    return ids, [str(problem).replace(f"{path.parent}/", "") for problem in problems]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_file_pressed(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "07TALLINN9901.txt.packed"
    path.write_bytes(pack(MESSAGE))
    (record,) = records(path)
    assert (record.id, record.text) == ("07TALLINN9901", MESSAGE.decode())
    path.write_bytes(pack(CSV))
    assert len(list(records(path))) == 39


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_pressed_or_not_whatever_its_name(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "cables"
    path.write_bytes(tarred({"a/07TALLINN9901.txt": MESSAGE, "b.csv": CSV}, mode))
    ids, problems = found(path)
    assert (len(ids), problems) == (40, [])


def test_zip_with_an_archive_inside_and_one_inside_that(tmp_path: Path) -> None:
    inner = tarred({"07TALLINN9901.txt": MESSAGE, "b.csv.xz": lzma.compress(CSV)}, "w:gz")
    path = tmp_path / "outer.zip"
    path.write_bytes(zipped({"in.tar.gz": inner, "in.zip": zipped({"x.csv": CSV})}))
    ids, problems = found(path)
    assert (len(ids), problems) == (79, [])


def test_names_of_members_are_only_names(tmp_path: Path) -> None:
    members = {
        "/etc/07TALLINN9901": MESSAGE,
        "../../07TALLINN9902": MESSAGE,
        "C:\\x\\07TALLINN9903.txt": MESSAGE,
    }
    for name, data in (("cables.tar", tarred(members)), ("cables.zip", zipped(members))):
        (tmp_path / "in").mkdir(exist_ok=True)
        path = tmp_path / "in" / name
        path.write_bytes(data)
        paths = [record.source.path for record in records(path)]
        assert paths == [f"{path}!{member}" for member in members]
        assert sorted(each.name for each in tmp_path.iterdir()) == ["in"]
        path.unlink()


def test_members_that_are_no_files(tmp_path: Path) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (
            ("pipe", tarfile.FIFOTYPE),
            ("device", tarfile.CHRTYPE),
            ("link", tarfile.SYMTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type = kind
            member.linkname = "/etc/passwd"
            archive.addfile(member)
        member = tarfile.TarInfo("07TALLINN9901.txt")
        member.size = len(MESSAGE)
        archive.addfile(member, io.BytesIO(MESSAGE))
    path = tmp_path / "odd.tar"
    path.write_bytes(file.getvalue())
    ids, problems = found(path)
    assert ids == ["07TALLINN9901"]
    assert problems == [
        "odd.tar!pipe: is a device or pipe, not a file; skipped",
        "odd.tar!device: is a device or pipe, not a file; skipped",
    ]


def test_a_member_that_is_no_cable_is_named_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "mixed.zip"
    path.write_bytes(zipped({"empty.txt": b"", "notes.md": b"# Notes", "07TALLINN9901.txt": MESSAGE}))
    ids, problems = found(path)
    assert ids == ["07TALLINN9901"]
    assert len(problems) == 1
    assert problems[0].startswith("mixed.zip!empty.txt: the file is empty")


def test_limits_are_named_when_they_are_hit(tmp_path: Path) -> None:
    deep = tmp_path / "deep.gz"
    deep.write_bytes(gzip.compress(gzip.compress(gzip.compress(MESSAGE))))
    assert found(deep, Limits(depth=3)) == (["07TALLINN9901"], [])
    assert found(deep, Limits(depth=2)) == ([], ["deep.gz: lies more than 2 containers deep; skipped"])

    many = tmp_path / "many.tar"
    many.write_bytes(tarred({f"07TALLINN{number}": MESSAGE for number in range(1, 6)}))
    ids, problems = found(many, Limits(members=3))
    assert len(ids) == 3
    assert problems == ["many.tar: holds more than 3 members; the rest is skipped"]

    large = tmp_path / "large.xz"
    large.write_bytes(lzma.compress(CSV * 100))
    ids, problems = found(large, Limits(size=200_000))
    assert ids
    assert problems == ["large.xz: unpacks to more than 200,000 bytes; the rest is skipped"]

    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(b"0" * 3_000_000))
    assert found(bomb, Limits(ratio_from=1_000_000)) == (
        [],
        ["bomb.gz: unpacks to more than 400 times its size; the rest is skipped"],
    )

    held = tmp_path / "held.tar"
    held.write_bytes(tarred({"in.zip": zipped({"07TALLINN9901": MESSAGE})}))
    assert found(held, Limits(held=50)) == (
        [],
        ["held.tar!in.zip: is a .zip of more than 50 bytes inside another archive; the rest is skipped"],
    )


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_records_before_the_damage_are_given(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    noise = b"".join(b"%d" % (number * 7919 % 104729) for number in range(60_000))
    data = pack(CSV + b'"40","09/27/2000 14:02","00HARARE40","","","","","' + noise + b'"\n')
    path = tmp_path / "cut.csv.packed"
    path.write_bytes(data[: len(data) * 9 // 10])
    ids, problems = found(path)
    assert problems == ["cut.csv.packed: the packed data end too early: is the file complete?"]
    assert len(ids) == 39


def test_a_damaged_member_of_a_zip_is_named_and_the_next_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"07TALLINN1.txt": MESSAGE, "07TALLINN2.txt": MESSAGE}))
    data[60] ^= 0xFF
    path = tmp_path / "damaged.zip"
    path.write_bytes(bytes(data))
    ids, problems = found(path)
    assert ids == ["07TALLINN2"]
    assert len(problems) == 1
    assert problems[0].startswith("damaged.zip!07TALLINN1.txt: is damaged")
    assert problems[0].endswith("; it is left out")


def test_a_zip_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(zipped({"07TALLINN1.txt": MESSAGE})[:-30])
    assert found(path) == ([], ["cut.zip: the index at the end of a .zip is missing: is the file complete?"])


def test_a_tar_cut_short_gives_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "cut.tar"
    path.write_bytes(tarred({"07TALLINN1.txt": MESSAGE, "big.csv": CSV * 100})[:60_000])
    ids, problems = found(path)
    assert ids[0] == "07TALLINN1"
    assert len(problems) == 1


def test_an_archive_of_a_form_that_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "cables.7z"
    path.write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    ids, problems = found(path)
    assert not ids
    assert "unpack it first" in problems[0]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"", Format.EMPTY),
        (b" \r\n\t", Format.EMPTY),
        (b"\xef\xbb\xbf\n", Format.EMPTY),
        (bytes(100), Format.BINARY),
        (b"\x89PNG\r\n\x1a\n", Format.BINARY),
        (bytes(range(256)), Format.BINARY),
        (MESSAGE, Format.TEXT),
        (MESSAGE.replace(b"A ferry", b"\x1b[31mA\x07 ferry"), Format.TEXT),
        (b"\xe9t\xe9 \x93", Format.TEXT),
        (MESSAGE.decode().encode("utf-16"), Format.TEXT),
        (CSV, Format.CABLES_CSV),
        (CSV.decode().encode("utf-16"), Format.CABLES_CSV),
        (b"\xef\xbb\xbf" + CSV, Format.CABLES_CSV),
        (zipped({}), Format.ZIP),
        (tarred({"x": b""})[:512], Format.TAR),
    ],
)
def test_detection_by_content(head: bytes, expected: Format) -> None:
    assert detect(head) is expected
