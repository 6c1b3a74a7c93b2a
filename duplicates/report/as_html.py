"""The report as one HTML page: plots, findings, and a table of groups that unfold.

The one fact that surprises: in a large report the places of a group lie inside ``<noscript>``. To a browser
that runs the page's one script they are a piece of text until the group is unfolded, so that ten thousand
groups open at once; to one that runs none they are plain markup. The script is allowed by its hash alone, so
nothing that a cable contains could run beside it.
"""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from duplicates.diff.html_page import page_environment, policy
from duplicates.moments import in_words
from duplicates.releases.as_html import COMPARISON, SAY
from duplicates.report.differences import differences
from duplicates.report.dots import strokes
from duplicates.report.model import told
from duplicates.report.overview import overview
from duplicates.report.words import TERMS, asked, counted, crowded_in_words, how_again, title_of
from duplicates.shares import percent
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from duplicates.model import Group
    from duplicates.report.model import Report, Verdicts

LAZY_FROM: Final = 300
"""Groups from which their places are kept as text until they are unfolded."""
PLACES: Final = 250
"""Places of one group that the page shows; a form that thousands share would bury the reader."""
_TEXT: Final = 1_500  # characters of a group's text
_EXCERPT: Final = 150
_FOOT: Final = 70  # characters of the title in the foot of a printed page
_EMPTY_LINES: Final = re.compile(r"\n[ \t\r]*\n\s+")
_CHUNK: Final = 1 << 16
_GLOSSARY: Final = (
    "Exact: the same words. Near: alike as far as asked for. Family: a form or template that many share."
    " Passage: a run of words inside blocks that differ."
)


def report_as_html(report: Report) -> str:
    """Return the report as one page that loads nothing and runs nothing of a cable's."""
    return "".join(html_chunks(report))


def html_chunks(report: Report) -> Iterator[str]:
    """Yield the page piece by piece; a group's differences are found when its turn comes."""
    title = f"Repeated text in {report.about}" if report.about else "Repeated text"
    style, script = _asset("report.css") + foot(title), _asset("report.js")
    environment = page_environment(
        {"report.html": _asset("report.html"), "plots.html": _asset("plots.html"), "comparison": COMPARISON}
    )
    environment.filters.update(
        number=lambda value: f"{value:,}",
        counted=counted,
        short=_short,
        percent=percent,
        moment=_moment,
        day=_day,
    )
    found = report.findings
    figures = overview(found)
    single = single_record(report)
    values: dict[str, Any] = {
        "report": report,
        "found": found,
        "title": title,
        "lead": _lead(report),
        "facts": list(_facts(report)),
        "made": [("Program", f"cablediff {report.version}"), *asked(report)],
        "terms": TERMS,
        "glossary": _GLOSSARY,
        "overview": figures,
        "single": single,
        "strokes": strokes(found.groups, single, len(report.texts[single])) if single else (),
        "lazy": len(found.groups) >= LAZY_FROM,
        "entries": _entries(report),
        "told": told,
        "again": how_again(report),
        "say": SAY,
        "style": Markup(style),
        "script": Markup(script),
        "policy": policy(style, script),
    }
    yield from _gathered(environment.get_template("report.html").generate(values))


def foot(title: str) -> str:
    """Return the rule that prints a title in the foot of each page; a style sheet takes no other value there.

    What a title holds beside letters, digits and blanks is written by its number, so that it ends no string.
    """
    shown = printable_line(title)
    shown = shown if len(shown) <= _FOOT else f"{shown[: _FOOT - 1]}…"
    plain = "".join(each if each.isalnum() or each == " " else f"\\{ord(each):06x}" for each in shown)
    return f'@page {{ @bottom-left {{ content: "{plain}"; }} }}\n'


def single_record(report: Report) -> str:
    """Return the key of the one record that a report is about, narrowed to or alone; '' where it is none."""
    if report.single or report.findings.cables != 1:
        return report.single
    return next((group.members[0].cable for group in report.findings.groups), "")


def _asset(name: str) -> str:
    return (files("duplicates.report") / "page" / name).read_text(encoding="utf-8")


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """Put pieces together: a template gives a few characters at a time."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def _lead(report: Report) -> str:
    found = report.findings
    cables = counted(found.cables, "cable")
    if not found.groups:
        return f"{'Nothing that was asked for' if report.selection else 'Nothing'} occurs twice in {cables}."
    forms = sum(group.boilerplate for group in found.groups)
    texts = counted(len(found.groups), "text")
    if report.selection:
        sentence = f"{texts} of those that occur more than once in {cables}, as chosen below"
    else:
        sentence = f"{texts} {'occurs' if len(found.groups) == 1 else 'occur'} more than once in {cables}"
    return sentence + (f"; {forms:,} of them {'is a form' if forms == 1 else 'are forms'}." if forms else ".")


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    found = report.findings
    yield "Read", f"{counted(found.cables, 'cable')}, {counted(found.blocks, 'block')}"
    yield "Compared", f"{counted(found.compared, 'block')} at {found.parameters.threshold:.0%} and more alike"
    yield (
        "Told" if report.selection else "Found",
        f"{counted(len(found.groups), 'group')}, {counted(len(found.pairs), 'pair')} of near blocks",
    )
    yield from report.selection
    if report.problems:
        yield (
            "Not read",
            f"{counted(report.problems, 'problem')} in the input: what could not be read is left out",
        )
    if words := crowded_in_words(found):
        yield "Crowded", words


def _entries(report: Report) -> Iterator[_Entry]:
    verdicts = report.verdicts()
    for group in report.findings.groups:
        yield _Entry(report, verdicts, group)


class _Entry:
    """What the page shows of one group; nothing is worked out before the template asks."""

    def __init__(self, report: Report, verdicts: Verdicts, group: Group) -> None:
        self._report = report
        self._verdicts = verdicts
        self.group = group
        self.title = title_of(group)
        self.excerpt = report.excerpt(group.members[0], _EXCERPT)
        self.least = min(member.similarity for member in group.members)
        self.left_out = max(0, len(group.members) - PLACES)
        self.judgements = verdicts.on(group)

    @property
    def text(self) -> str:
        """The leader's text with its line ends."""
        leader = self.group.members[0]
        text = self._report.texts[leader.cable][leader.start : leader.end].strip()
        text = _EMPTY_LINES.sub("\n\n", text)
        return text if len(text) <= _TEXT else text[:_TEXT].rstrip() + " …"

    @property
    def places(self) -> Iterator[Any]:
        """The members in order of time, each with its difference."""
        return islice(differences(self.group, self._report.texts), PLACES)

    def verdict(self, member: Any) -> str:
        """The reader's verdict on a member against the leader."""
        return self._verdicts.of(member, self.group)


def _moment(created: datetime | None) -> str:
    return in_words(created) or "no date"


def _day(created: datetime | None) -> str:
    return created.date().isoformat() if created else "no date"


def _short(number: int) -> str:
    """Return a number in at most four characters: 812, 1.2k, 14k, 2M."""
    for limit, divisor, sign in ((1_000, 1, ""), (1_000_000, 1_000, "k"), (10**12, 1_000_000, "M")):
        if number < limit:
            value = number / divisor
            return f"{value:.1f}{sign}" if sign and value < 9.95 else f"{value:.0f}{sign}"
    return "…"
