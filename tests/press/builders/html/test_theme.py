"""What of the settings for another theme counts for the pages of press."""

from __future__ import annotations

from press.builders.html.theme import known_options, source_links

REPOSITORY = {"repository_url": "https://example.org/book/", "path_to_docs": "docs", "repository_branch": "next"}


def test_options_that_mean_something_are_kept_and_the_others_of_jupyter_book_are_dropped() -> None:
    book = {
        "search_bar_text": "Search this book...",
        "launch_buttons": {},
        "home_page_in_toc": True,
        "announcement": "New",
        "navbar_footer_text": "Below",
        "analytics": {},
        "repository_branch": None,
    }
    assert known_options(book) == {"home_page_in_toc": True, "announcement": "New", "extra_footer": "Below"}


def test_the_buttons_that_a_book_asks_for_are_links_to_its_source() -> None:
    links = source_links(
        {**REPOSITORY, "use_edit_page_button": True, "use_issues_button": True}, "a/chapter.md", str.upper
    )
    assert [(link.address, link.words) for link in links] == [
        ("https://example.org/book/issues/new", "REPORT A FAULT"),
        ("https://example.org/book/edit/next/docs/a/chapter.md", "EDIT THIS PAGE"),
    ]


def test_without_a_repository_or_a_wish_there_is_no_link() -> None:
    assert source_links({"use_repository_button": True}, "a.md", str) == []
    assert source_links(REPOSITORY, "a.md", str) == []
