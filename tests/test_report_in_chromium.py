"""The report's page in a real browser: nothing of a cable's runs, nothing is asked for, everything works."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from chromium import PROGRAM, Chromium
from hostile_report import hostile_report

from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Findings, Group, Member, Parameters
from duplicates.report import as_html
from duplicates.report.as_html import LAZY_FROM, report_as_html
from duplicates.report.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed (apt-get install chromium)")
GROUPS = LAZY_FROM + 4
UNFOLDED = "#groups > tbody > tr > td > details[open]"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a page of many groups in which every field is hostile."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_as_html(hostile_report(GROUPS)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Start the browser once for all tests."""
    with Chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def shown(chromium: Chromium, page: Path) -> Chromium:
    """Show the page anew."""
    chromium.open(page)
    chromium.until("'ready' in document.documentElement.dataset")
    return chromium


def kinds(browser: Chromium) -> list[str]:
    found: list[str] = browser.value(
        "[...document.querySelectorAll('#groups > tbody')].map(each => each.dataset.k)"
    )
    return found


def nothing_acted(browser: Chromium, page: Path) -> None:
    assert browser.value("typeof window.acted") == "undefined"
    asked = {told["request"]["url"] for told in browser.told("Network.requestWillBeSent")}
    assert asked == {page.as_uri()}
    assert browser.told("Log.entryAdded") == []  # the policy had nothing to refuse
    assert browser.told("Runtime.exceptionThrown") == []


def test_nothing_of_a_cable_runs_and_nothing_is_asked_for(shown: Chromium, page: Path) -> None:
    shown.value("document.getElementById('unfold').click()")
    shown.until(f"document.querySelectorAll('{UNFOLDED} table.members').length === 100")
    assert shown.value("document.querySelectorAll('#groups noscript').length") == 0
    assert shown.value("document.querySelectorAll('img, iframe, form, [onerror]').length") == 0
    assert "<script>window.acted=1</script>" in shown.value("document.body.innerText")
    nothing_acted(shown, page)


def test_a_click_on_a_head_sorts(shown: Chromium) -> None:
    head = "document.querySelector('#groups > thead button')"
    assert kinds(shown)[:4] == ["exact", "near", "family", "passage"]
    shown.value(f"{head}.click()")
    assert kinds(shown)[:76] == ["exact"] * 76
    assert shown.value(f"{head}.closest('th').getAttribute('aria-sort')") == "ascending"
    shown.value(f"{head}.click()")
    assert kinds(shown)[:76] == ["passage"] * 76


def test_words_and_choices_filter(shown: Chromium) -> None:
    shown.value("document.getElementById('kind').value = 'family'")
    shown.value("document.getElementById('kind').dispatchEvent(new Event('change'))")
    assert set(kinds(shown)) == {"family"}
    assert shown.value("document.getElementById('said').textContent") == f"{GROUPS // 4} of {GROUPS} groups"
    shown.value("document.getElementById('words').value = 'nobody said this'")
    shown.value("document.getElementById('words').dispatchEvent(new Event('input'))")
    shown.until("document.getElementById('said').textContent.startsWith('0 of')")
    shown.value(
        "document.getElementById('words').value = '08oslo3 HARBOUR'"
    )  # in a place that is folded away
    shown.value("document.getElementById('words').dispatchEvent(new Event('input'))")
    shown.until(f"document.getElementById('said').textContent.startsWith('{GROUPS // 4} of')")


def test_pages_are_turned(shown: Chromium) -> None:
    first = "document.querySelector('#groups > tbody').id"
    assert shown.value(first) == "g0"
    assert shown.value("document.getElementById('back').disabled") is True
    shown.value("document.getElementById('on').click()")
    assert shown.value(first) == "g100"
    assert shown.value("document.getElementById('where').textContent") == "page 2 of 4"


def test_a_group_unfolds_by_the_keyboard(shown: Chromium) -> None:
    shown.value("document.querySelector('#g1 summary').focus()")
    for kind in ("keyDown", "keyUp"):
        shown.ask(
            "Input.dispatchKeyEvent",
            type=kind,
            key="Enter",
            code="Enter",
            windowsVirtualKeyCode=13,
            text="\r",
        )
    shown.until("document.querySelectorAll('#g1 table.members > tbody > tr').length === 3")
    assert shown.value("document.querySelectorAll('#g1 ins').length") == 2


def test_an_address_with_a_group_leads_to_it(shown: Chromium) -> None:
    shown.value("location.hash = '#g250'")
    shown.until("document.querySelector('#g250 details')?.open")
    assert shown.value("document.activeElement.tagName") == "SUMMARY"


def test_an_address_of_a_group_that_is_filtered_out_takes_the_filter_back(shown: Chromium) -> None:
    shown.value("document.getElementById('kind').value = 'family'")
    shown.value("document.getElementById('kind').dispatchEvent(new Event('change'))")
    shown.value("location.hash = '#g5'")
    shown.until("document.querySelector('#g5 details')?.open")
    assert shown.value("document.getElementById('kind').value") == ""
    assert shown.value("document.getElementById('said').textContent") == f"{GROUPS} groups"


def test_no_words_of_a_plot_are_cut_off(chromium: Chromium, tmp_path: Path) -> None:
    names = "ANTANANARIVO BANDARSERIBEGAWAN KUALALUMPUR MADRAS NOUAKCHOTT OUAGADOUGOU PHNOMPENH PORTOFSPAIN"
    posts = f"{names} TEGUCIGALPA USUNNEWYORK VLADIVOSTOK WELLINGTON".split()
    texts: dict[str, str] = {}
    groups = []
    for number, year in enumerate(range(1978, 2011)):
        keys = [f"{year % 100:02}{posts[(number + more) % len(posts)]}{more + 1}" for more in (0, 1)]
        texts |= dict.fromkeys(keys, "ships " * 12)
        members = tuple(Member(key, 1, 0, 70, datetime(year, 1, 2), 1.0) for key in keys)
        groups.append(Group(f"g{year}", GroupKind.EXACT, Scope.ACROSS, 1_234_567, members, posts=2))
    findings = Findings(Parameters(), cables=66, blocks=99, compared=99, groups=tuple(groups), pairs=())
    page = tmp_path / "plots.html"
    page.write_text(report_as_html(Report(findings, "1.0", (), texts)), encoding="utf-8")
    chromium.open(page)
    chromium.until("'ready' in document.documentElement.dataset")
    assert chromium.value("document.querySelectorAll('svg').length") == 3
    cut_off = """[...document.querySelectorAll('svg text')].filter(each => {
        const [box, all] = [each, each.ownerSVGElement].map(one => one.getBoundingClientRect());
        return box.left < all.left || box.right > all.right || box.top < all.top || box.bottom > all.bottom;
    }).map(each => each.textContent)"""
    assert chromium.value(cut_off) == []


def test_it_prints_with_everything_unfolded(
    chromium: Chromium, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_html, "LAZY_FROM", 1)
    page = tmp_path / "small.html"
    page.write_text(as_html.report_as_html(hostile_report(12)), encoding="utf-8")
    chromium.open(page)
    chromium.value(
        "addEventListener('beforeprint', () => { window.printed ="
        f" document.querySelectorAll('{UNFOLDED} table.members').length }})"
    )
    printed = base64.b64decode(chromium.ask("Page.printToPDF")["data"])
    nothing_acted(chromium, page)
    assert printed.startswith(b"%PDF")
    assert chromium.value("window.printed") == 12
    assert chromium.value(f"document.querySelectorAll('{UNFOLDED}').length") == 0
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert pages > 3
    feet = """[...document.styleSheets[0].cssRules].flatMap(each => [...each.cssRules ?? [], each])
        .filter(each => each instanceof CSSPageRule).map(each => each.cssText).join(' ')"""
    assert "bottom-left" in chromium.value(feet)
    assert "bottom-right" in chromium.value(feet)
    if (reader := shutil.which("pdftotext")) is None:  # of poppler-utils, which CI may not have
        return
    (tmp_path / "small.pdf").write_bytes(printed)
    texts = subprocess.run(
        [reader, "-layout", "small.pdf", "-"], cwd=tmp_path, capture_output=True, check=True
    )
    for number, text in enumerate(texts.stdout.decode().split("\f")[:pages], 1):
        assert text.split("\n")[-2].split()[:3] == ["Repeated", "text", "in"]
        assert text.rstrip().endswith(f"{number} / {pages}")


def test_without_script_everything_is_there(chromium: Chromium, page: Path) -> None:
    chromium.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chromium.open(page)
        root = chromium.ask("DOM.getDocument", depth=1)["root"]["nodeId"]

        def count(selector: str) -> int:
            return len(chromium.ask("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"])

        assert count("#groups > tbody") == count("#groups table.members") == GROUPS
        assert count("#controls[hidden]") == 1
        assert count("img, iframe, form, [onerror]") == 0
    finally:
        chromium.ask("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_sticks_out_at_any_width(shown: Chromium, width: int) -> None:
    shown.ask(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
    )
    shown.value("document.getElementById('unfold').click()")
    shown.until(f"document.querySelectorAll('{UNFOLDED} table.members').length === 100")
    assert shown.value("document.documentElement.scrollWidth") <= width
    shown.ask("Emulation.clearDeviceMetricsOverride")
