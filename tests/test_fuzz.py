"""The targets of the fuzzer: what it ever found stays mended, and Hypothesis tries inputs of its own.

``python -m pytest tests/test_fuzz.py --hypothesis-profile fuzz`` tries ten thousand inputs each.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.__main__ import FINDINGS, TARGET_NAMES, main
from fuzz.seeds import first_seeds
from fuzz.targets import TARGETS

if TYPE_CHECKING:
    from pathlib import Path

KEPT = sorted(FINDINGS.glob("*/*"))

FORMS = (
    *(
        "1. (C) ",
        "SUBJECT: ",
        "TAGS: ",
        "REF: A. ",
        "E.O. 12958: DECL: ",
        "END SUMMARY.",
        "SIPDIS",
        "VZCZCXRO",
    ),
    *(
        "DE RUEHTA #0714/01 1170539",
        "O 270539Z APR 09",
        "ASTANA 00000714 002 OF 003",
        "XXXXXXXXXXXX",
        "\n",
        "\r",
    ),
    *(
        '"',
        "\\",
        ",",
        "|",
        "<pre>",
        "</pre>",
        "<table class='cable'>",
        "</table>",
        "&#x1b;",
        "<td>",
        "\x1b]52;c;",
    ),
    *(
        "NEAR(",
        ")",
        "OR ",
        "NOT ",
        "-",
        "date:",
        "tag:",
        "*",
        "..",
        "\u202e",
        "\u0301",
        "\x00",
        "=cmd|' /C x'!A0",
    ),
)
"""Pieces of all the languages: a mixture of them reaches further than characters alone."""

TEXTS = st.lists(st.one_of(st.sampled_from(FORMS), st.text(max_size=8)), max_size=40).map("".join)
INPUTS = st.one_of(
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=300),
)


def test_each_target_is_named_where_the_runner_looks() -> None:
    assert tuple(TARGETS) == TARGET_NAMES
    assert {path.parent.name for path in KEPT} <= set(TARGET_NAMES)


@pytest.mark.parametrize("finding", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_breaks_no_rule_any_more(finding: Path) -> None:
    TARGETS[finding.parent.name](finding.read_bytes())


def test_the_replay_of_ci_runs_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--replay"]) == 0
    assert f"{len(KEPT)} earlier findings" in capsys.readouterr().out


@pytest.mark.parametrize("name", TARGET_NAMES)
def test_the_inputs_to_begin_with_break_no_rule(name: str) -> None:
    for seed in list(first_seeds(name))[-6:]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGET_NAMES)
def test_no_input_breaks_a_rule(name: str) -> None:
    @given(INPUTS)
    def check(data: bytes) -> None:
        TARGETS[name](data)

    check()


def test_a_zip_member_without_a_name_is_no_traceback() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x", "CONFIDENTIAL OSLO 000001\n\n1. (C) The ferry was late.\n")
        archive.filelist[0].filename = ""
    TARGETS["unpacking"](packed.getvalue())
