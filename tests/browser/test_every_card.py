"""Every kind of card of this book, on all of its pages."""

from __future__ import annotations

import pytest
from support.browser_pages import LANGUAGES, NewPage
from support.built_site import NEEDS_SITE, SITE, STAYING
from support.faulty_cards import faults_of_cards

pytestmark = NEEDS_SITE


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_of_this_book_is_read_whole_beside_its_link_wherever_it_opens(
    new_page: NewPage, address: str, language: str
) -> None:
    page, seen = new_page(reduced_motion="reduce", service_workers="block"), set[str]()
    pages = [path for path in STAYING if path.is_relative_to(SITE / language)]
    faults = [fault for path in pages for fault in faults_of_cards(page, f"{address}/{path.relative_to(SITE)}", seen)]
    assert not faults, "\n".join(faults)
