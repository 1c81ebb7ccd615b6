"""`press serve`: the site while it is being edited."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from support.served_book import PATIENCE, Served, serving
from support.small_books import replace

from press.cli import main


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as book:
        yield book


def test_who_looks_at_a_page_is_told_of_changes_to_no_other(served: Served) -> None:
    with served.events("en/index.html") as index, served.events("en/rain.html") as rain:
        before = next(index), next(rain)
        replace(served.root / "book" / "en" / "rain.md", "It rained on", "It snowed on")
        assert next(rain) != before[1]
        served.wait_for("all pages made", after=served.told().rpartition("saved at")[0])
        replace(served.root / "book" / "en" / "index.md", "\n\n", "\n\nIndeed. ")
        assert next(index) != before[0]
    # Nobody waits for these while a sentence is written.
    assert "PDF" not in served.told()


def test_what_is_wrong_is_told_on_the_page_until_it_is_mended(served: Served) -> None:
    data = served.root / "data" / "rain.csv"
    with served.events("en/rain.html", "message") as messages:
        assert next(messages) == ""
        replace(data, "south,7", "south,often")
        assert "rain.csv:3" in next(messages)
        assert "rain" in served.page("en/rain.html")
        # Who comes later is told as well.
        with served.events("en/rain.html", "message") as others:
            assert "rain.csv:3" in next(others)
        replace(data, "south,often", "south,7")
        assert next(messages) == ""


def test_a_page_is_told_how_many_of_its_blocks_are_out_of_step(served: Served) -> None:
    chapter = served.root / "book" / "ru" / "rain.md"
    assert CliRunner().invoke(main, ["--root", str(served.root), "accept", str(chapter)]).exit_code == 0
    with served.events("ru/rain.html", "note") as notes, served.events("en/rain.html", "note") as of_original:
        replace(chapter, "Дождь шёл", "Снег шёл")
        assert "ru 1 " in next(notes) and "ru 1 " in next(of_original)
        replace(chapter, "Снег шёл", "Дождь шёл")
        assert next(notes) == ""


def test_pages_on_paper_follow_a_saved_sentence_each_with_a_picture_of_its_own(served: Served) -> None:
    def pictures() -> list[str]:
        return re.findall(r'<img src="([^"]+)"', served.page("paper/ru/"))

    with served.events("paper/ru/") as versions:
        # The first is empty, where nothing is printed yet.
        assert next(versions) or next(versions)
        before = pictures()
        replace(served.root / "book" / "ru" / "rain.md", "Дождь шёл", "Снег шёл")
        while pictures() == before:
            next(versions)
    assert {*before} & {*pictures()}
    assert served.page(f"paper/ru/{pictures()[-1]}").startswith("<svg ")
    replace(served.root / "book" / "ru" / "rain.md", "Снег шёл", "Дождь шёл")


def test_a_page_that_is_not_there_is_answered_with_that_of_the_site(served: Served) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        served.page("ru/snow.html")
    assert error.value.code == 404
    answer = error.value.read().decode()
    assert "Такой страницы нет" in answer
    # It waits for the page, and does not load itself again and again meanwhile.
    with served.events("ru/snow.html") as events:
        assert f'data-version="{next(events)}"' in answer


def test_a_served_page_is_the_published_one_byte_for_byte_and_listens(served: Served) -> None:
    command = [sys.executable, "-m", "press.cli", "--root", str(served.root), "build"]
    subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    script = re.compile(r'<script src="/_press/live\.js" data-version="\w+"></script>(?=</body>)')
    for name in ("index.html", "ru/rain.html", "en/number/rain.total.html", "en/notebooks/rain.html"):
        listening = served.page(name)
        assert len(script.findall(listening)) == 1
        assert script.sub("", listening) == (served.root / "_build" / "site" / name).read_text(encoding="utf-8")
