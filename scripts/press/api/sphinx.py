"""What extensions of a book import where Sphinx runs; a registry that is told a module by its name imports it there alone.

docs/reference/extensions.md lists them by task.
"""

from __future__ import annotations

# fmt: off
# isort: off
from press.builders.first_pages import Drawing, Emblem, Sum, on_paper, picture_path, write_picture
from press.charts.draw import SERIF, text_width
from press.checks.check import Check, Fault, place_of
from press.checks.languages import interface_faults
from press.checks.prose import front_matter, passages, quotations
from press.citation.edition_works import data_credits
from press.citation.in_text import AuthorYear
from press.citation.record import Work, joined, link, plain_text
from press.citation.styles import Style
from press.core.caches import cached_per_build
from press.core.files import write_whole
from press.core.settings import Settings
from press.core.text import csv_file
from press.core.tracking import note_table
from press.data.addresses import WebPage, page_at
from press.data.claims import CLAIMS, Claim, quotation_language
from press.data.descriptor import DataPackage
from press.data.origins import origin_of_row
from press.data.sources import Sources
from press.data.validation import rows_with_lines
from press.directives.bibliography import state_of_page
from press.directives.components import (
    TYPED, ComponentDirective, component, details, details_summary, html_element, in_brief, lead, line_note,
    marking, remark, remark_inline, typst_call,
)
from press.directives.data_package import RootFile
from press.directives.embeds import Embed, EmbedDirective
from press.directives.link_nodes import CARDS, ancestors, download_link, has_ancestor, may_open, page_card, page_link, pending_link
from press.directives.number import card_page, code_of, find_quantity, parse_number, phrase_of, quantity, spelled_number
from press.directives.origin_nodes import origin_lines
from press.directives.provenance import bare_words, printed_lines, quoted, told_elsewhere
from press.directives.result_files import file_path
from press.directives.table_nodes import rich_entry, rich_row, rich_table_of, separated
from press.edition.chapters import address
from press.edition.context import EditionContext, document_as_read, format_of, get_context, warn
from press.language.catalogues import get_translation
from press.language.quantities import Quantity, spell, spell_iso, spell_number
from press.language.registry import profile_of
from press.notebooks.results import Result
# isort: on
# fmt: on
