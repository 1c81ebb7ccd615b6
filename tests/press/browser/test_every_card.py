"""Every kind of card in every place where one opens, in a small book that has all kinds."""

from __future__ import annotations

from pathlib import Path

from support.browser_pages import NewPage, bring_bundle, serving
from support.faulty_cards import faults_of_cards
from support.small_books import append, copy_book, make_edition, replace

# A card of each kind in each place where an author can write what opens it.
_KINDS = "{number}`claims/cars` cars{verdict}`claims/cars`, as {cite:t}`doe2001` says of {ref}`a pier <term-pier>`"
_LONG = "The bridge leads over the river, and the road over the bridge. " * 12
_DIRECTIVES = (
    "{in-brief}",
    "{editors}",
    "{note}",
    "{dropdown} Folded",
    "{margin} In the margin",
    "{sidebar} A sidebar",
)
_WITHIN = "\n".join(f":::{each}\nThere, {_KINDS}.\n:::\n" for each in _DIRECTIVES)
CHAPTER = f"""(bridge)=
# The bridge

{_LONG} In a long paragraph *{_KINDS}*.[^note] {_LONG}

{_WITHIN}
## A heading

1. In a list, {_KINDS}.
   - Within that, {_KINDS}.

     > Quoted, {_KINDS}.

Term of {{number}}`claims/cars` cars
: Defined, {_KINDS}. {_LONG} {_LONG}

:Field: Of {_KINDS}.

| where | narrow |
| --- | --- |
| in a table, {_KINDS} | yes |

| one | two | three | four | five |
| --- | --- | --- | --- | --- |
| in a wide table | {_KINDS} | no | {{number}}`claims/cars` | {{verdict}}`claims/cars` |

::::{{list-table}} In its caption, {_KINDS}.
* - a long_word_{"that_cannot_be_divided_" * 6}
  - beside {_KINDS}
::::

```{{figure}} dot.svg
:alt: A dot

Below a picture, {_KINDS}.

In its legend, {_KINDS}.
```

::::{{grid}} 3
:::{{grid-item-card}} A box
In a box, {_KINDS}.
:::
:::{{grid-item-card}} Another
And {_KINDS}.
:::
::::

::::{{tab-set}}
:::{{tab-item}} A tab
In a tab, {_KINDS}.
:::
::::

[^note]: In a note, {_KINDS}.
"""
GLOSSARY = "\n\n## Words\n\n[pier]{#term-pier}\n: What a bridge stands on.\n"
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="40" height="40"><circle cx=".5" cy=".5" r=".5"/></svg>'


def test_each_kind_of_card_is_read_whole_beside_its_link_in_every_place(new_page: NewPage, tmp_path: Path) -> None:
    root = copy_book("audit", tmp_path)
    chapters = root / "book" / "en"
    chapters.joinpath("bridge.md").write_text(CHAPTER, encoding="utf-8")
    chapters.joinpath("dot.svg").write_text(DOT, encoding="utf-8")
    append(chapters.joinpath("audit.md"), GLOSSARY)
    replace(root / "_config.yml", "[colon_fence]", "[attrs_inline, colon_fence, deflist, fieldlist]")
    assert make_edition(root, "en").faults == []
    page, seen = new_page(reduced_motion="reduce"), set[str]()
    bring_bundle(page)
    with serving(root / "_build" / "press" / "en" / "html") as host:
        faults = [fault for name in ("bridge", "index") for fault in faults_of_cards(page, f"{host}/{name}.html", seen)]
    assert not faults, "\n".join(faults)
    assert len(seen) > 70
