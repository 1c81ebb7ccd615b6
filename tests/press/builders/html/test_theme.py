"""What of the settings for another theme counts for the pages of press."""

from __future__ import annotations

from press.builders.html.theme import known_options


def test_options_that_mean_something_are_kept_and_the_others_of_jupyter_book_are_dropped() -> None:
    book = {
        "search_bar_text": "Search this book...",
        "launch_buttons": {},
        "home_page_in_toc": True,
        "announcement": "New",
        "navbar_footer_text": "Below",
        "analytics": {},
        "show_prev_next": None,
    }
    assert known_options(book) == {"home_page_in_toc": True, "announcement": "New", "extra_footer": "Below"}
