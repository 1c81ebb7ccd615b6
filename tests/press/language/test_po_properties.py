"""A catalogue has the words that gettext's own writer put there, or its fault is told with a line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from damaged import damaged
from hypothesis import given
from hypothesis import strategies as st
from small_books import BOOKS

from press.core.errors import PressError
from press.language.catalogues import read_catalogue

# Whatever a line may hold; U+2028 and U+0085 end none.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=30)
CATALOGUE = BOOKS / "orchard" / "book" / "locale" / "ru" / "LC_MESSAGES" / "notebooks.po"


@given(st.dictionaries(WORDS, WORDS, max_size=5))
def test_messages_are_read_as_they_were_written(tmp_path: Path, messages: dict[str, str]) -> None:
    catalogue, file = Catalog(locale="ru"), io.BytesIO()
    for english, russian in messages.items():
        catalogue.add(english, russian)
    write_po(file, catalogue, width=0)
    (tmp_path / "press.po").write_bytes(file.getvalue())
    found = {str(message.id): str(message.string) for message in read_catalogue(tmp_path / "press.po") if message.id}
    assert found == messages


@given(damaged(CATALOGUE.read_bytes()))
def test_a_damaged_catalogue_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notebooks.po"
    path.write_bytes(content)
    try:
        read_catalogue(path)
    except PressError as error:
        assert error.file == path


@pytest.mark.parametrize(
    "head",
    [
        "Language: <b>ru\\n",
        "Language: xx-yy-zz-1\\n",
        "PO-Revision-Date: 2023-02-30 25:00+0000\\n",
        "Plural-Forms: nplurals=x; plural=(;\\n",
    ],
)
def test_a_head_that_says_nothing_is_told_with_its_line(tmp_path: Path, head: str) -> None:
    path = tmp_path / "press.po"
    path.write_text(f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"{head}"\n', encoding="utf-8")
    with pytest.raises(PressError) as caught:
        read_catalogue(path)
    assert caught.value.line == 1


def test_a_catalogue_for_a_language_of_countless_plurals_is_told(tmp_path: Path) -> None:
    path = tmp_path / "press.po"
    path.write_text('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=999999999; plural=n;\\n"\n', encoding="utf-8")
    with pytest.raises(PressError, match="no language has so many") as caught:
        read_catalogue(path)
    assert caught.value.line == 3
