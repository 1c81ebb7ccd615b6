"""Books made up for measuring: chapters of about 1500 words, each with a table and a bar chart of data of its own.

The same prose and the same data become a book of this press in three languages, or a book of one language for other
tools, whose chapters are notebooks that draw with pandas and Altair, as these tools have them.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

LANGUAGES = {"en": "English", "kk": "Қазақша", "ru": "Русский"}
SECTIONS, PARAGRAPHS, WORDS = 5, 3, 100  # of a chapter, of a section, of a paragraph: 1500 words
CODES = ("north", "south", "east", "west", "upland", "lowland", "coast", "delta")
_LABELS = {
    "en": ("Northern", "Southern", "Eastern", "Western", "Upland", "Lowland", "Coastal", "Delta"),
    "kk": ("Солтүстік", "Оңтүстік", "Шығыс", "Батыс", "Таулы", "Жазық", "Жағалау", "Атырау"),
    "ru": ("Северный", "Южный", "Восточный", "Западный", "Горный", "Равнинный", "Прибрежный", "Дельта"),
}
_LEXICON = {
    "en": "river water year people rain field measure season city village road harvest summer winter spring autumn bridge "
    "valley mountain cloud weather account report number study method result reader writer teacher school paper book letter",
    "kk": "өзен су жыл халық жаңбыр дала өлшем маусым қала ауыл жол егін жаз қыс көктем күз көпір алқап тау бұлт ауа есеп "
    "баяндама сан зерттеу тәсіл нәтиже оқырман жазушы мұғалім мектеп қағаз кітап хат",
    "ru": "река вода год народ дождь поле мера сезон город село дорога урожай лето зима весна осень мост долина гора облако "
    "погода счёт доклад число работа способ итог читатель писатель учитель школа бумага книга письмо",
}
_WORDS = {
    "book": ("A measured book", "Өлшенген кітап", "Измеренная книга"),
    "chapter": ("Chapter", "Тарау", "Глава"),
    "section": ("Section", "Бөлім", "Раздел"),
    "part": ("Measurements", "Өлшемдер", "Измерения"),
    "region": ("Region", "Өңір", "Регион"),
    "days": ("Days of rain", "Жаңбырлы күндер", "Дни с дождём"),
    "source": ("made up for measuring", "өлшеу үшін ойдан алынған", "вымышлено для измерения"),
    "chart": ("Days of rain by region.", "Өңірлер бойынша жаңбырлы күндер.", "Дни с дождём по регионам."),
    "table": ("Days of rain in figures.", "Жаңбырлы күндер сандармен.", "Дни с дождём в числах."),
    "total": ("Days of rain in all regions", "Барлық өңірдегі жаңбырлы күндер", "Дни с дождём во всех регионах"),
    "how": ("The days of all regions added up.", "Барлық өңірдің күндері қосылды.", "Сумма дней по всем регионам."),
    "count": ("Number", "Саны", "Количество"),
    "first": ("What was measured and where.", "Не, қайда өлшенді.", "Что и где измерено."),
}
_CONFIG = """title: Measured
author: ""
only_build_toc_files: true
execute: {execute_notebooks: "off"}
parse: {myst_enable_extensions: [colon_fence]}
bibtex_bibfiles: [references.bib]
sphinx:
  extra_extensions: [press.extension]
  config:
    language: en
    press_slug: measured
    press_editions: %s
    locale_dirs: [book/locale]
    gettext_compact: notebooks
    html_show_copyright: false
    html_copy_source: false
"""


def press_book(folder: Path, chapters: int, notebooks: int | None = None) -> Path:
    """A book of this press in three languages; of its ``chapters`` the first ``notebooks`` (all by default) have one each."""
    counted = chapters if notebooks is None else notebooks
    editions = {tag: {"name": name, "title": _word("book", tag)} for tag, name in LANGUAGES.items()}
    _write(folder / "_config.yml", _CONFIG % json.dumps(editions, ensure_ascii=False))
    files = [f"book/en/{name(number)}" for number in range(chapters)]
    files += [f"book/notebooks/{name(number)}" for number in range(counted)]
    _write(folder / "_toc.yml", json.dumps(_contents(files), ensure_ascii=False))
    for language in LANGUAGES:
        home = folder / "book" / language
        _write(home / "index.md", f"# {_word('book', language)}\n\n{_word('first', language)}\n")
        for number in range(chapters):
            _write(home / f"{name(number)}.md", _press_chapter(number, language, number < counted))
        if language != "en":
            _write(folder / "book" / "locale" / language / "LC_MESSAGES" / "notebooks.po", _catalogue(language))
    for number in range(counted):
        _write(folder / "book" / "notebooks" / f"{name(number)}.ipynb", _notebook([_press_code(number)], _TITLE))
    _write_data(folder / "data", counted)
    _write(folder / "references.bib", "@book{doe2001,\n  title = {A Book of Rain},\n  year = {2001},\n}\n")
    return folder


def stock_book(folder: Path, chapters: int, *, settings: dict[str, str]) -> Path:
    """A book of one language for other tools: ``settings`` are the texts of their own files, with the chapters as ``{chapters}``."""
    for number in range(chapters):
        _write(folder / f"{name(number)}.csv", table(number))
        _write(folder / f"{name(number)}.ipynb", _notebook([_stock_code(number)], prose(number, "en")))
    _write(folder / "index.md", f"# {_word('book', 'en')}\n\n{_word('first', 'en')}\n")
    for file, text in settings.items():
        _write(folder / file, text)
    return folder


def name(number: int) -> str:
    """The name of a chapter, its notebook and its table: ``chapter-a``, ``chapter-b`` ... without a digit."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return f"chapter-{letters}"


def change_a_sentence(path: Path) -> None:
    """Put one word more into the last paragraph of a chapter, or of a chapter that is a notebook."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        notebook = json.loads(text)
        cell = next(cell for cell in reversed(notebook["cells"]) if cell["cell_type"] == "markdown")
        cell["source"] += " Indeed."
        path.write_text(json.dumps(notebook), encoding="utf-8")
    else:
        path.write_text(text.rstrip("\n") + " Indeed.\n", encoding="utf-8")


def prose(number: int, language: str) -> str:
    """A chapter of about 1500 words, always the same for the same number and language."""
    return "".join(_prose(number, language, lambda section: ""))


def table(number: int) -> str:
    """The data of a chapter as CSV."""
    chance = random.Random(number)
    return "region,days\n" + "".join(f"{code},{chance.randint(1, 30)}\n" for code in CODES)


def _prose(number: int, language: str, after: Callable[[int], str]) -> Iterator[str]:
    words, chance = _LEXICON[language].split(), random.Random(f"{number} {language}")
    yield f"# {_word('chapter', language)} {name(number).removeprefix('chapter-').upper()}\n\n"
    for section in range(SECTIONS):
        title = f"{_word('section', language)} {chr(ord('A') + section)}"
        yield f"({name(number)}-{section})=\n## {title}\n\n"
        for _ in range(PARAGRAPHS):
            text = " ".join(chance.choice(words) for _ in range(WORDS))
            yield f"{text.capitalize()}.\n\n"
        yield after(section)


def _press_chapter(number: int, language: str, has_notebook: bool) -> str:
    """The prose with number, chart and table after its first section, where it has a notebook."""
    own = name(number)
    embeds = (
        f"{{number}}`{own}/total`\n\n:::{{chart}} {own}/days\n:name: fig-{own}\n{_word('chart', language)}\n:::\n\n"
        f":::{{datatable}} {own}/days\n:name: tab-{own}\n{_word('table', language)}\n:::\n\n"
    )
    return "".join(_prose(number, language, lambda section: embeds if has_notebook and section == 0 else ""))


_TITLE = "# Counting\n\nRegion by region."
_TRANSLATED = {"Counting": ("Есептеу", "Подсчёт"), "Region by region.": ("Әр өңір бойынша.", "Регион за регионом.")}


def _press_code(number: int) -> str:
    own = name(number)
    return (
        "import altair as alt\n\nfrom press import publish\nfrom press.tables import load_table\n\n"
        f'rain = load_table("{own}").astype({{"region": str}})\n'
        'chart = alt.Chart(rain).mark_bar().encode(x="days:Q", y="region:N")\n'
        f'publish.chart("days", chart, sources=["{own}"])\n'
        f'publish.table("days", rain, sources=["{own}"])\n'
        f'publish.number("total", int(rain["days"].sum()), unit="count", sources=["{own}"])'
    )


def _stock_code(number: int) -> str:
    return (
        "import altair as alt\nimport pandas as pd\nfrom IPython.display import display\n\n"
        f'rain = pd.read_csv("{name(number)}.csv")\ndisplay(rain)\n'
        'alt.Chart(rain).mark_bar().encode(x="days:Q", y="region:N")'
    )


def _notebook(codes: list[str], text: str) -> str:
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "id": "text", "metadata": {}, "source": text}]
    cells += [
        {"cell_type": "code", "id": f"code{at}", "metadata": {}, "execution_count": None, "outputs": [], "source": code}
        for at, code in enumerate(codes)
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _write_data(folder: Path, tables: int) -> None:
    """The tables, their description and the words for them."""
    resources, words = [], ["code,en,kk,ru"]
    for number in range(tables):
        own, content = name(number), table(number)
        _write(folder / f"{own}.csv", content)
        resources.append(_resource(own, content.encode()))
        words += [_row(f"source-{own}", "source"), _row(f"table-{own}", "days"), _row(f"about-{own}", "chart")]
        words += [_row(f"number.{own}.total", "total"), _row(f"how.{own}.total", "how")]
    words += [_row(code, code) for code in ("region", "days", "count")]
    words += [",".join([code, *(_LABELS[tag][at] for tag in LANGUAGES)]) for at, code in enumerate(CODES)]
    package = {"profile": "data-package", "name": "measured", "resources": resources}
    _write(folder / "datapackage.json", json.dumps(package, indent=1))
    _write(folder / "vocabulary" / "words.csv", "\n".join(words) + "\n")


def _resource(own: str, content: bytes) -> dict[str, Any]:
    fields = [
        {"name": "region", "type": "string", "constraints": {"required": True, "enum": list(CODES)}},
        {"name": "days", "type": "integer", "constraints": {"required": True, "minimum": 0, "maximum": 31}},
    ]
    return {
        "name": own,
        "path": f"{own}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "sources": [{"title": "made up"}],
        "schema": {"fields": fields, "primaryKey": ["region"]},
    }


def _contents(files: list[str]) -> dict[str, Any]:
    part = {"caption": _word("part", "en"), "chapters": [{"file": file} for file in files]}
    return {"format": "jb-book", "root": "book/en/index", "parts": [part]}


def _catalogue(language: str) -> str:
    at = list(LANGUAGES).index(language)
    pairs = {_word("part", "en"): _word("part", language)}
    pairs |= {english: others[at - 1] for english, others in _TRANSLATED.items()}
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return head + "".join(f'\nmsgid "{english}"\nmsgstr "{own}"\n' for english, own in pairs.items())


def _row(code: str, words: str) -> str:
    return ",".join([code, *_WORDS[words]])


def _word(key: str, language: str) -> str:
    return _WORDS[key][list(LANGUAGES).index(language)]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
