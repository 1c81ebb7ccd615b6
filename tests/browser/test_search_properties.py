"""Whatever a reader types, the search answers it or says that nothing was found: nothing is thrown, and nothing of it runs."""

from __future__ import annotations

from base64 import b64encode

from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from served import NEEDS_SITE

from press.language.registry import profile_of

pytestmark = NEEDS_SITE

PIECES = st.sampled_from(
    (*['"', '""', '«', '»', '“', '\\', '.*', '(', '[', '$&', '$1', '{query}', '%', '%zz', '&', '#', '-', '-да', '😀', 'é', '̆', '\u202e', 'survey', 'Telegram', '"survey', '1', 'a'], "a" * 10_000)
) | st.text(max_size=8)  # fmt: skip
ACTIVE = st.sampled_from(("", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>"))
QUERIES = st.lists(
    st.tuples(st.lists(PIECES, max_size=4).map(" ".join), ACTIVE).map(" ".join), min_size=20, max_size=20
)
ENDINGS = st.sampled_from(["лардың", "лер", "ның", "дан", "ында", "ді", "са", "ғы", "атын", "да", "ы", "мен", "дағы"])
LETTERS = st.text(st.sampled_from("аәбгғдеёжийкқлмнңоөпрстуұүіыэюя-0az\u0306😀"), max_size=6)
WORDS = st.lists(
    st.tuples(LETTERS, st.lists(ENDINGS | LETTERS, max_size=4).map("".join)).map("".join), min_size=100, max_size=100
)


@given(WORDS)
@settings(max_examples=5)
@example(["-да", "--дар", "-", "у" * 10_000, "лар" * 3000, "-" * 10_000, "a-да"])
def test_the_stem_of_a_kazakh_word_is_its_beginning_and_never_empty(page: Page, words: list[str]) -> None:
    rule = profile_of("kk").stems
    assert rule
    page.goto("about:blank")
    found = page.evaluate(
        """async ([script, words]) => {
          const { stem, variants } = await import("data:text/javascript;base64," + script);
          return words.map((word) => [word, stem(word), variants(word)]);
        }""",
        [b64encode(rule.read_bytes()).decode(), words],
    )
    for word, stem, variants in found:
        assert word.startswith(stem)
        assert not word or (stem and all(variants)), word


@given(QUERIES)
@settings(max_examples=3)
def test_no_query_fails_and_nothing_of_it_runs(page: Page, address: str, queries: list[str]) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.on("dialog", lambda dialog: (thrown.append("a script ran"), dialog.dismiss()))
    page.goto(f"{address}/en/introduction.html")
    failed = page.evaluate(
        """async (queries) => {
          const dialog = document.getElementById("press-search");
          const search = (await import(new URL(dialog.dataset.pressSearch, document.baseURI).href)).start(dialog);
          const status = dialog.querySelector(".press-search-status"), failed = [];
          for (const query of queries) {
            await search.search(query);
            if (status.textContent === dialog.dataset.failed || dialog.querySelector("script, img, [onerror]")) failed.push(query);
          }
          return failed;
        }""",
        queries,
    )
    assert failed == thrown == []
