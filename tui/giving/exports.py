"""What each screen can be written to a file as: the forms that fit what it shows.

The one fact that surprises: the screens know nothing of this. A screen without forms of its own is written as
the lines that it shows, so a new one can be exported as soon as there is one.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from parser.printable import printable_columns, printable_line
from tui.giving.diff_clippings import as_html, as_patch, as_text
from tui.notes import notes_forms
from tui.screens.cables import CablesPage
from tui.screens.copies import CopiesPage
from tui.screens.diff import DiffPage
from tui.screens.dots import DotsPage
from tui.screens.groups import GroupsPage
from tui.screens.notes import NotesPage
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from corpus import Archive
    from duplicates.model import Group
    from duplicates.report.model import Report
    from parser.model import Cable
    from tui.screens.page import Page

_ROWS: Final = 900
"""Rows of the list that are asked for at once."""
_NO_TIME: Final = " 00:00:00"
"""The end of a date of which only the day is known; see `duplicates.moments.day_alone`."""


@dataclass(frozen=True, slots=True)
class Export:
    """One form of what a screen shows: the key that chooses it, its name, a file's ending, and its text."""

    key: str
    form: str
    suffix: str
    text: Callable[[], str | Iterable[str]]


def exports_of(page: Page) -> tuple[str, list[Export]]:
    """Return the name of what a screen shows, fit for a file, and the forms that it can be written in."""
    app = page.browser
    if isinstance(page, CablesPage):
        return "cables", _of_list(app.archive, list(page.numbers()))
    if isinstance(page, ReaderPage) and page.cable is not None:
        return page.key, _of_cable(page.cable, _lines(page))
    if isinstance(page, GroupsPage):
        return "repeated-text", _of_groups(page, page.list.groups)
    if isinstance(page, CopiesPage):
        return f"copies-{page.key}", _of_groups(page, page.groups)
    if isinstance(page, DiffPage) and page.diff is not None:
        return _of_diff(page)
    if isinstance(page, DotsPage):
        return "dots-" + "-".join(dict.fromkeys(page.keys)), [Export("t", "text", "txt", _plot(page))]
    if isinstance(page, NotesPage):
        remarks, made_by = app.notes.remarks(), version("cablediff")
        return "notes", [
            Export("t", "text", "txt", lambda: notes_forms.as_text(remarks)),
            Export("m", "Markdown", "md", lambda: notes_forms.as_markdown(remarks)),
            Export("c", "CSV", "csv", lambda: notes_forms.as_csv(remarks)),
            Export("j", "JSON", "json", lambda: notes_forms.as_json(remarks, version=made_by)),
        ]
    return page.SCOPE or "screen", [Export("t", "text", "txt", _lines(page))]


def as_shown(page: Page) -> Iterable[str]:
    """Return the text of what a screen shows, in pieces: its lines, of a long list those not in view too."""
    if isinstance(page, CablesPage):
        return _list_lines(page.browser.archive, list(page.numbers()))
    if isinstance(page, GroupsPage):
        from duplicates.report.as_table import table_chunks

        return table_chunks(_report(page, page.list.groups, page.report_options()))
    return _plot(page)() if isinstance(page, DotsPage) else [_lines(page)()]


def _plot(page: DotsPage) -> Callable[[], Iterable[str]]:
    """Return what gives the lines of a dot plot: all of it, then its pairs of blocks."""
    from tui.commands.several_texts import plot_lines

    plot, width = page.plot, page.view.size.width
    return lambda: plot_lines(plot, *page.keys, width) if plot is not None else ()


def _list_lines(archive: Archive, numbers: list[int]) -> Iterator[str]:
    for start in range(0, len(numbers), _ROWS):
        for row in archive.rows(numbers[start : start + _ROWS]):
            facts = f"{row.key:20} {row.created[:10]:10}  {row.origin:24} {row.classification:16}"
            yield f"{printable_line(f'{facts} {row.subject}').rstrip()}\n"


def _lines(page: Page) -> Callable[[], str]:
    """Return what gives the lines of a screen's view; they are made now, by the thread of the screen."""
    view = page.view
    view.prepare(0, view.line_count)
    width = view.size.width
    lines = ["".join(text for text, _ in view.line(number, width)) for number in range(view.line_count)]
    return lambda: "".join(f"{printable_line(line).rstrip()}\n" for line in lines)


def _of_list(archive: Archive, numbers: list[int]) -> list[Export]:
    def rows() -> Iterator[dict[str, str]]:
        for start in range(0, len(numbers), _ROWS):
            for row in archive.rows(numbers[start : start + _ROWS]):
                yield {
                    "id": row.key,
                    "date": row.created.removesuffix(_NO_TIME),
                    "origin": row.origin,
                    "classification": row.classification,
                    "subject": row.subject,
                }

    def as_csv(*, bom: bool = False) -> Iterator[str]:
        from duplicates.report.as_csv import BOM, harmless_cell, harmless_id

        if bom:
            yield BOM
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("id", "date", "origin", "classification", "subject"))
        for row in rows():
            key, *others = row.values()
            writer.writerow((harmless_id(key), *map(harmless_cell, others)))
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
        yield stream.getvalue()

    def as_markdown() -> Iterator[str]:
        from duplicates.report.as_markdown import harmless

        yield "| id | date | origin | classification | subject |\n| --- | --- | --- | --- | --- |\n"
        yield from (f"| {' | '.join(map(harmless, row.values()))} |\n" for row in rows())

    return [
        Export(
            "t",
            "text",
            "txt",
            lambda: (f"{printable_line('  '.join(filter(None, row.values())))}\n" for row in rows()),
        ),
        Export("c", "CSV", "csv", as_csv),
        Export("x", "CSV for Excel", "csv", lambda: as_csv(bom=True)),
        Export("j", "JSON lines", "jsonl", lambda: (json.dumps(row) + "\n" for row in rows())),
        Export("m", "Markdown", "md", as_markdown),
    ]


def _of_cable(cable: Cable, lines: Callable[[], str]) -> list[Export]:
    def copy(form: str) -> str:
        from duplicates.reading_copy import reading_copy
        from duplicates.reading_copy.as_html import copy_as_html
        from duplicates.reading_copy.as_text import copy_as_markdown

        made = reading_copy([cable])
        return copy_as_markdown(made) if form == "md" else copy_as_html(made, version=version("cablediff"))

    def as_json() -> str:
        from duplicates.diff.as_json import harmless_json
        from parser.serialise import as_dict

        return harmless_json(as_dict(cable)) + "\n"

    return [
        Export("s", "screen", "txt", lines),
        Export("t", "as received", "txt", lambda: printable_columns(cable.text)),
        Export("m", "reading copy", "md", lambda: copy("md")),
        Export("h", "reading copy, HTML", "html", lambda: copy("html")),
        Export("j", "JSON", "json", as_json),
    ]


def _of_diff(page: DiffPage) -> tuple[str, list[Export]]:
    diff, (early, late) = page.diff, page._names()
    assert diff is not None

    def as_json() -> str:
        from duplicates.diff.as_json import diff_as_dict, with_rows

        made_by = version("cablediff")
        document = diff_as_dict(diff, version=made_by, early_name=early, late_name=late)
        return with_rows(document, "parts") + "\n"

    return f"{early}-{late}", [
        Export("t", "text", "txt", lambda: as_text(diff) + "\n"),
        Export("p", "patch", "patch", lambda: as_patch(diff, early, late)),
        Export("h", "HTML", "html", lambda: as_html(diff, early, late)),
        Export("j", "JSON", "json", as_json),
    ]


def _of_groups(page: GroupsPage | CopiesPage, groups: Sequence[Group]) -> list[Export]:
    from duplicates.report.as_csv import csv_chunks
    from duplicates.report.as_html import html_chunks
    from duplicates.report.as_json import json_chunks
    from duplicates.report.as_markdown import markdown_chunks
    from duplicates.report.as_table import table_chunks

    options = page.report_options()  # now: the screen may show others when the file is written

    def made(form: str) -> Report:  # by the thread that writes: it looks through all pairs
        return _report(page, groups, [*options, f"--format={form}"])

    return [
        Export("t", "table", "txt", lambda: table_chunks(made("table"))),
        Export("c", "CSV", "csv", lambda: csv_chunks(made("csv"))),
        Export("x", "CSV for Excel", "csv", lambda: csv_chunks(made("csv"), bom=True)),
        Export("j", "JSON", "json", lambda: json_chunks(made("json"))),
        Export("m", "Markdown", "md", lambda: markdown_chunks(made("markdown"))),
        Export("h", "HTML", "html", lambda: html_chunks(made("html"))),
    ]


def _report(page: GroupsPage | CopiesPage, groups: Sequence[Group], options: list[str]) -> Report:
    """Return a report of the groups that a screen shows, with what the reader noted of them."""
    from duplicates.report.model import Judgement, Report
    from duplicates.report.words import WHILE_MARKED

    app = page.browser
    copies = app.catalogue.lookup
    assert copies is not None
    findings, touches = copies.of_groups(groups)
    return Report(
        findings=findings,
        version=version("cablediff"),
        records=(),
        texts=_ArchiveTexts(app.archive),
        about=app.archive_name,
        judgements=tuple(
            Judgement(remark.about[0], (*remark.about, "")[1], remark.verdict or "", remark.note)
            for remark in app.notes.remarks()
            if (remark.verdict or remark.note) and all(touches(p.partition("#")[0]) for p in remark.about)
        ),
        selection=(("Shown in the browser", f"{len(groups):,} of {len(copies.findings.groups):,} groups"),),
        command=app.command("report", options=options),
        condition=WHILE_MARKED if "--marked" in options else "",
        exported=True,
        single=_single(page),
    )


def _single(page: GroupsPage | CopiesPage) -> str:
    """Return the key of the one cable whose groups a screen shows, '' where it shows those of more."""
    if isinstance(page, CopiesPage):
        return page.key if page.block is None else ""
    return page.of if f"--cable={page.of}" in page.choice else ""


class _ArchiveTexts(Mapping[str, str]):
    """The texts of an archive's cables by key."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._text = lru_cache(256)(self._read)

    def _read(self, key: str) -> str:
        number = self._archive.number_of(key)
        if number is None:
            raise KeyError(key)
        return self._archive.cable(number).text

    def __getitem__(self, key: str) -> str:
        return self._text(key)

    def __iter__(self) -> Iterator[str]:
        return (row.key for row in self._archive.rows(list(self._archive.order())))

    def __len__(self) -> int:
        return len(self._archive)
