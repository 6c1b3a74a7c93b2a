"""Bytes to characters: UTF-8, marks, and cp1252 where a record is not UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.formats.encoding import decode, decode_fields


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    assert decode("¶1. Café – “so”\r\n".encode(encoding)) == "¶1. Café – “so”\r\n"


def test_a_record_that_is_not_utf_8_is_cp1252() -> None:
    assert decode(b"\x93so\x94 \x96 caf\xe9 \x80") == "“so” – café €"


@given(st.binary().filter(lambda data: not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))))
def test_no_byte_is_lost(data: bytes) -> None:
    text = decode(data)
    assert text.encode() == data or len(text) == len(data)


def test_bytes_that_cp1252_leaves_undefined_survive() -> None:
    assert decode(b"\x81\x8d\x8f\x90\x9d\xff") == "\x81\x8d\x8f\x90\x9dÿ"


def test_the_fields_of_one_record_have_one_encoding() -> None:
    assert decode_fields(["é".encode(), b"\xe9"]) == ["Ã©", "é"]


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(decode(data), str)
