"""``press check numbers`` on a small book: what is typed, named wrongly or no longer published is told, and nothing is built."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_books import copy_book

from press.cli import main
from press.data.accept import accept
from press.edition.load import load_sources
from press.notebooks.run import executed_notebooks, save_outputs

FIELDS = [
    {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}},
    {"name": "value", "type": "string", "constraints": {"required": True}},
    {"name": "unit", "type": "string", "constraints": {"required": True}},
    {"name": "scale", "type": "string"},
    {"name": "city", "type": "string", "constraints": {"required": True}},
    {"name": "lines", "type": "string", "constraints": {"required": True}},
]
KEYS = [{"fields": ["city"], "reference": {"resource": "rain", "fields": ["city"]}}]
CLAIMS = "id,value,unit,scale,city,lines\nwet-share,60,percent,,north,1-2\npeople,1.5,persons,million,south,3\n"
WORDS = "claim.wet-share,Share of wet days,Доля дождливых дней\nclaim.people,People,Жители\nnorth-wind,Wind,Ветер\n"
WORDS += "".join(f"{code}-claims,Statements,Утверждения\n" for code in ("table", "about", "source"))
WORDS += "".join(f"claims.{field['name']},Column,Столбец\n" for field in FIELDS)
SENTENCE = "\n{number}`claims/wet-share` {number}`claims/people approx=about`\n"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weather book with two statements, its notebook run."""
    root = copy_book("weather", tmp_path_factory.mktemp("numbers"))
    (root / "data" / "claims.csv").write_text(CLAIMS, encoding="utf-8")
    append(root / "data" / "vocabulary" / "words.csv", WORDS)
    descriptor = root / "data" / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    schema = {"fields": FIELDS, "primaryKey": "id", "foreignKeys": KEYS}
    package["resources"].append({"name": "claims", "path": "claims.csv", "hash": "sha256:0", "schema": schema})
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    accept(["data/claims.csv"], load_sources(root))
    for chapter in chapters(root):
        append(chapter, SENTENCE)
    save_outputs(executed_notebooks(load_sources(root)))
    executed_notebooks(load_sources(root))
    return root


@pytest.fixture
def root(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoiled."""
    return Path(shutil.copytree(prepared, tmp_path / "weather"))


def chapters(root: Path) -> Iterator[Path]:
    return (root / "book" / language / "rain.md" for language in ("en", "ru"))


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def in_both(old: str, new: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        for chapter in chapters(root):
            replace(chapter, old, new)

    return spoil


def in_one(old: str, new: str, language: str = "ru") -> Callable[[Path], None]:
    return lambda root: replace(root / "book" / language / "rain.md", old, new)


def in_notebook(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace(root / "book" / "notebooks" / "rain.ipynb", old, new)


def in_data(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace(root / "data" / "claims.csv", old, new)


def check(root: Path, *kinds: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "check", *kinds])


def refusal(root: Path, *kinds: str) -> str:
    """What a check that must fail says: plain lines, no traceback."""
    run = check(root, *kinds)
    assert run.exit_code == 1
    assert "Traceback" not in run.output
    assert "fault of press itself" not in run.output
    return run.output


def test_a_sound_book_passes_and_the_lines_say_what_was_counted(root: Path) -> None:
    run = check(root, "numbers")
    assert (run.exit_code, "6 numbers and 8 citations and embeds name what is there" in run.output) == (0, True)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (in_one("Дождь шёл", "В 2020 году дождь шёл"), "book/ru/rain.md:4: the number 2020 is typed"),
        (in_one("Дождливые дни по", "17 дней по"), "book/ru/rain.md:8: the number 17 is typed"),
        (in_one("claims/people", "claims/peple"), "book/ru/rain.md:22: there is no statement 'peple'"),
        (in_one("claims/people", "claims/wet-share"), "only en: number claims/people approx=about; only ru"),
        (
            in_one("{number}`claims/people", "{number}`claims/wet-share` {number}`claims/people"),
            "more often in ru: number claims/wet-share;",
        ),
        (in_one("approx=about", "approx=almost"), "only en: number claims/people approx=about; only ru: number"),
        (in_one(" approx=about", ""), "only en: number claims/people approx=about; only ru: number claims/people;"),
        (in_one("approx=about", "approx=about digits=0"), "only ru: number claims/people approx=about digits=0"),
        (
            in_one("rain/total", "rain/totals"),
            "book/ru/rain.md:4: book/notebooks/rain.ipynb publishes no number 'totals'",
        ),
        (in_both("claims/people", "claims/peple"), "use one such as people"),
        (in_both("approx=about", "aprox=about"), "book/en/rain.md:22: 'aprox=about' is no option of a number"),
        (in_both("approx=about", "approx=roughly"), "claims/people: approx=roughly is no hedge; use one of about"),
        (in_both("approx=about", "noun=pupils"), "there is no counted noun 'pupils'"),
        (in_both("claims/people", "claims/people part=year"), "part=year is for dates and months"),
        (in_both("rain/total", "rain/total digits=99"), "book/en/rain.md:4: rain/total: digits=99 fits no count"),
        (
            in_both("rain/total", "rain/total form=words"),
            "book/en/rain.md:4: rain/total: 19 has no word (words go from one to nine); leave form=words out, or",
        ),
        (
            in_one("wet-share`", "wet-share` %", "en"),
            "book/en/rain.md:22: claims/wet-share is printed as '60%', and '%' is typed behind it; remove what is typed",
        ),
        (
            in_one("wet-share`", "wet-share`\\\\%"),
            "book/ru/rain.md:22: claims/wet-share is printed as '60\u00a0%', and '%'",
        ),
        (in_one("wet-share`", "wet-share` процентов"), "and 'процентов' is typed behind it; remove what is typed"),
        (
            in_one("approx=about`", "approx=about`\nмлн"),
            "claims/people is printed as 'около 1,5\u00a0млн', and 'млн' is typed",
        ),
        (in_both("rain/total", "fog/total"), "book/en/rain.md:4: there is no notebook 'fog'"),
        (in_both("{chart} rain/days", "{chart} fog/days"), "book/en/rain.md:6: there is no notebook 'fog'"),
        (in_both("{codebook} rain", "{codebook} rian"), "rain.md:16: there is no table 'rian'"),
        (in_both("doe2001", "roe2001"), "there is no work 'roe2001' in the bibliography; use one such as doe2001"),
        (
            in_both("rain/total", "rain/totals"),
            "book/en/rain.md:4, book/ru/rain.md:4: book/notebooks/rain.ipynb publishes no number 'totals';"
            " use rain/total, or publish it in the notebook",
        ),
        (in_both("{datatable} rain/days", "{datatable} rain/weeks"), "publishes no table 'weeks'; use rain/days"),
        (
            in_notebook('publish.number(\\"total\\"', 'publish.number(\\"sum\\"'),
            "book/en/rain.md:4, book/ru/rain.md:4: book/notebooks/rain.ipynb no longer publishes the number 'total';"
            " use rain/sum, or publish it again in the notebook",
        ),
        (in_notebook('publish.table(\\"days\\"', 'publish.table(\\"all\\"'), "no longer publishes the table 'days'"),
        (in_notebook('unit=\\"count\\"', 'unit=\\"percent\\", digits=-1'), "rain.ipynb: cell 1, at "),
        (
            in_notebook('unit=\\"count\\"', 'unit=\\"share\\"'),
            "the number 'total': 19 is no value of the unit 'share': a share of a whole lies between 0 and 1",
        ),
        (in_data("60,percent", "61,percent"), "press accept data/claims.csv"),
        (in_data("wet-share,60", "wet-share,"), 'claims.csv:2: The cell "" in row at position "2" and field "value"'),
        (lambda root: (root / "data" / "claims.csv").unlink(), "claims.csv: the file is missing"),
    ],
)
def test_a_fault_fails_the_check_of_numbers(root: Path, spoil: Callable[[Path], None], told: str) -> None:
    spoil(root)
    assert told in refusal(root, "numbers")


@pytest.mark.parametrize("typed", [" form=plain` %", "` процветания", "` (%)"])
def test_a_unit_is_typed_behind_a_number_without_one(root: Path, typed: str) -> None:
    in_one("wet-share`", f"wet-share{typed}")(root)
    assert check(root, "numbers").exit_code == 0


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (in_data("60,percent", "160,percent"), "claims.csv:2: the statement 'wet-share' cannot be printed: 160 is no"),
        (in_data("1.5,persons", "-1.5,persons"), "claims.csv:3: the statement 'people' cannot be printed: -1.5 is no"),
        (in_data("60,percent", "2020-13-01,date"), "'2020-13-01' is not a date"),
        (in_data(",north,1-2", ",north,"), 'claims.csv:2: The cell "" in row at position "2" and field "lines"'),
        (in_data(",north,", ",nort,"), 'claims.csv:2: Row at position "2" violates the foreign key'),
        (in_data("60,percent", "61,percent"), "run: .venv/bin/press accept data/claims.csv"),
    ],
)
def test_a_fault_in_the_data_is_told_with_line_row_and_column(
    root: Path, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(root)
    for kinds in (["data"], []):
        output = refusal(root, *kinds)
        assert (told in output, output.count("What to do")) == (True, 1)


def test_the_command_that_a_changed_value_asks_for_accepts_it(root: Path) -> None:
    in_data("60,percent", "61,percent")(root)
    command = re.search(r"\.venv/bin/press (accept data/\S+)", refusal(root, "data"))
    assert command is not None
    verb, name = command[1].split()
    run = CliRunner().invoke(main, ["--root", str(root), verb, str(root / name)])
    assert (run.exit_code, check(root, "data").exit_code) == (0, 0)


def test_a_number_that_nothing_describes_is_told_with_the_row_to_add(root: Path) -> None:
    replace(root / "data" / "vocabulary" / "words.csv", WORDS.splitlines()[0] + "\n", "")
    assert "book/en/rain.md:22: nothing says what this number is; add a row 'claim.wet-share'" in refusal(root)


def test_a_wrong_key_in_all_editions_is_told_once_for_each_and_nothing_else(root: Path) -> None:
    in_both("claims/people", "claims/peple")(root)
    assert refusal(root, "numbers").count("book/") == 2


def test_all_faults_of_data_and_chapters_are_told_at_once(root: Path) -> None:
    in_data("60,percent", "160,percent")(root)
    in_one("Дождь шёл", "В 2020 году дождь шёл")(root)
    in_one("Rainy days by", "In 17 days by", "en")(root)
    in_one(" approx=about", "", "en")(root)
    output = refusal(root)
    told = ["'wet-share' cannot be printed", "ru/rain.md:4: the number 2020", "en/rain.md:8: the number 17", "of step"]
    assert [words for words in told if output.count(words) != 1] == []


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (in_one("Дождь шёл", "В 2020 году дождь шёл"), "numbers"),
        (in_one("; см. {numref}`fig-rain-days`", "; см."), "parity"),
        (in_one("Дождь шёл", "Дoждь шёл"), "words"),
        (in_data("60,percent", "160,percent\n"), "data"),
    ],
)
def test_each_kind_of_check_stands_alone(root: Path, spoil: Callable[[Path], None], kind: str) -> None:
    spoil(root)
    alone = {other: check(root, other).exit_code for other in ("parity", "words", kind)}
    assert alone == {other: int(other == kind) for other in alone}


def test_several_kinds_can_be_named_and_others_cannot(root: Path) -> None:
    run = check(root, "words", "parity")
    assert (run.exit_code, run.output.count("\n")) == (0, 3)
    assert "there is no check 'spelling'" in refusal(root, "spelling")


def test_only_what_is_stale_is_run(root: Path) -> None:
    assert "ran" not in check(root, "numbers").output
    in_notebook('\\"total\\"', '\\"sum\\"')(root)
    in_both("rain/total", "rain/sum")(root)
    replace(root / "data" / "vocabulary" / "words.csv", "number.rain.total", "number.rain.sum")
    run = check(root, "numbers")
    assert (run.exit_code, "ran rain.ipynb" in run.output) == (0, True)


def test_a_number_in_a_unit_that_no_edition_can_write_is_told_once_with_its_cell(root: Path) -> None:
    in_notebook('unit=\\"count\\"', 'unit=\\"furlong\\"')(root)
    output = refusal(root)
    told = (
        "book/notebooks/rain.ipynb: cell 1 publishes the number 'total': the unit 'furlong' cannot be written in 'en'"
    )
    assert told in output
    assert output.count("furlong") == 1


def test_a_statement_in_a_unit_that_no_edition_can_write_is_told_once_with_its_line(root: Path) -> None:
    in_data("60,percent", "60,furlong")(root)
    output = refusal(root)
    assert "claims.csv:2: the statement 'wet-share' cannot be printed: the unit 'furlong' cannot be written" in output
    assert output.count("furlong") == 1
