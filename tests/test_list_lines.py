"""The list lines to search in, while an archive grows: who is called with which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from browsing import press, type_text, until

from corpus import Archive, import_paths
from tui.app import CablediffApp
from tui.listing.list_lines import ListLines
from tui.listing.list_search import Haystack
from tui.returning.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


class App:
    """As much of the app as is asked for: its workers run when the test says so."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.workers: list[Callable[[], None]] = []
        self.read_again = 0
        self.cables_page = self

    def run_worker(self, work: Callable[[], None], **_: Any) -> None:
        self.workers.append(work)

    def call_from_thread(self, do: Callable[..., None], *arguments: Any) -> None:
        self.taken.append(lambda: do(*arguments))

    def lines_read(self) -> None:
        self.read_again += 1

    taken: list[Callable[[], None]]

    def read(self) -> None:
        """Let a worker read; its lines are on their way."""
        self.taken = []
        self.workers.pop(0)()

    def arrive(self) -> None:
        """Let the lines arrive that were read."""
        self.taken.pop(0)()


def hits(found: list[int]) -> Callable[[Haystack], None]:
    return lambda haystack: found.append(sum(haystack.matching("valletta812")))


def test_lines_read_before_an_import_ended_are_given_to_nobody(tmp_path: Path, sample_cables: Path) -> None:
    with Archive.open(tmp_path / "archive.cables") as archive:
        app, found = App(archive), list[int]()
        lines = ListLines(app)  # type: ignore[arg-type]
        lines.use("search", hits(found))
        app.read()
        import_paths(archive, [sample_cables / "doubled"], workers=1)
        lines.changed(for_now=False)
        app.arrive()
        assert found == []
        app.read()
        app.arrive()
        assert found == [1]
        assert not app.workers


def test_lines_of_a_growing_archive_do_for_now_and_are_read_again(
    tmp_path: Path, sample_cables: Path
) -> None:
    with Archive.open(tmp_path / "archive.cables") as archive:
        app, found = App(archive), list[int]()
        lines = ListLines(app)  # type: ignore[arg-type]
        lines.use("search", hits(found))
        app.read()
        import_paths(archive, [sample_cables / "doubled"], workers=1)
        lines.changed(for_now=True)
        app.arrive()
        assert found == [0]
        app.read()
        app.arrive()
        assert app.read_again == 1
        lines.use("search", hits(found))
        assert found == [0, 1]


def test_who_asks_for_different_purposes_is_called_for_each(tmp_path: Path, sample_cables: Path) -> None:
    with Archive.open(tmp_path / "archive.cables") as archive:
        import_paths(archive, [sample_cables / "doubled"], workers=1)
        app, filtered, old, found = App(archive), list[int](), list[int](), list[int]()
        lines = ListLines(app)  # type: ignore[arg-type]
        lines.use("filter", hits(old))
        lines.use("search", hits(found))
        lines.use("filter", hits(filtered))
        app.read()
        app.arrive()
        assert (old, filtered, found) == ([], [1], [1])


async def test_a_search_that_found_nothing_goes_to_what_the_import_brings(
    tmp_path: Path, sample_cables: Path
) -> None:
    with Archive.open(tmp_path / "archive.cables") as archive:
        import_paths(archive, [sample_cables / "templates"], workers=1)
        browser = CablediffApp(archive, settings=Settings(None))
        async with browser.run_test(size=(80, 24)) as pilot:
            page = browser.cables_page
            await press(pilot, "slash")
            await type_text(pilot, "valletta812")
            await press(pilot, "enter")
            await until(pilot, lambda: page.notice is not None and "nothing found" in page.notice[0])
            import_paths(archive, [sample_cables / "doubled"], workers=1)
            browser.archive_grew()
            await until(pilot, lambda: page.hit_place() == "/valletta812 1/1")
            assert page.list.row is not None
            assert page.list.row.key.startswith("07VALLETTA812")
            assert page.notice is None


async def test_a_search_whose_lines_are_read_after_the_list_grew_goes_to_its_hit(
    tmp_path: Path, sample_cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(tmp_path / "archive.cables") as archive:
        import_paths(archive, [sample_cables / "doubled"], workers=1)
        browser = CablediffApp(archive, settings=Settings(None))
        async with browser.run_test(size=(80, 24)):
            page = browser.cables_page
            waiting: dict[str, Callable[[Haystack], None]] = {}
            monkeypatch.setattr(browser, "with_haystack", waiting.__setitem__)
            page._search("valletta812")
            page._all = page._all[:1]  # as it was before the import
            page.reload()
            for use in waiting.values():
                use(Haystack(archive))
            assert page.hit_place() == "/valletta812 1/1"
