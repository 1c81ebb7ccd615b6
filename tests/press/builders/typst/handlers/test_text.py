"""Running text, lists and blocks."""

from __future__ import annotations

from printing import Printer  # type: ignore[import-not-found]


def test_forms_of_words_are_kept(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n*a* **b** `c d` {sub}`e` {sup}`f` ~~g~~ {abbr}`HT (Hyper)`"})

    for expected in (
        "#emph[a]",
        "#strong[b]",
        '#raw("c d")',
        "#sub[e]",
        "#super[f]",
        "#strike[g]",
        "HT (Hyper)",
    ):
        assert expected in book.source
    assert book.warnings == ""


def test_markup_of_typst_in_the_text_is_printed_as_it_is(printed: Printer) -> None:
    text = "#emph(x) $5 @you <tag> [br] ~ = - + // 1986. http://x.org/a_b"
    escaped = text.replace("<", "\\<").replace("[", "\\[").replace("$", "\\$").replace("~", "\\~")
    book = printed({"index.md": f"# T\n\n{escaped}\n\n1986\\. A year\n\n\\= no heading\n\n\\- no item"})

    for expected in (text, "1986. A year", "= no heading", "- no item"):
        assert expected in book.words()


def test_text_after_a_call_is_no_argument_of_it(printed: Printer) -> None:
    assert "a(b)[c].d" in printed({"index.md": "# T\n\n*a*(b)\\[c\\].d"}).words()


def test_lists_keep_their_numbers_and_nesting(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n3) three\n4) four\n   - inner\n\n- a\n\n  more\n- b"})

    assert 'start: 3, numbering: "1)", tight: true' in book.source
    assert "3) three 4) four • inner • a more • b" in book.words()


def test_definitions_fields_and_options_print_term_and_text(printed: Printer) -> None:
    rst = "T\n=\n\nTerm : class\n   Meaning.\n\nText.\n\n:name: value\n\n-v FILE  verbose\n\n| one\n|   two\n"
    words = printed({"index.rst": rst}).words()

    for expected in ("Term class Meaning.", "name value", "-v FILE verbose", "one two"):
        assert expected in words


def test_a_quotation_has_its_source(printed: Printer) -> None:
    assert "Said. — Someone" in printed({"index.rst": "T\n=\n\n.. epigraph::\n\n   Said.\n\n   -- Someone\n"}).words()


def test_admonitions_have_titles_in_the_language_of_the_book(printed: Printer) -> None:
    text = "# T\n\n:::{note}\nA\n:::\n\n:::{warning}\nB\n:::\n\n:::{admonition} Own\nC\n:::\n\n:::{seealso}\nD\n:::"
    book = printed({"index.md": text}, language="kk")

    for title in ("Ескертпе", "Ескерту", "Own", "Тағы қараңыз"):
        assert f"title: [{title}]" in book.source


def test_boxes_of_other_kinds_become_titled_text(printed: Printer) -> None:
    text = (
        "# T\n\n:::{dropdown} Open me\nInside\n:::\n\n:::{card} Card\nText of card\n:::\n\n"
        "::::{tab-set}\n:::{tab-item} One\nFirst\n:::\n::::\n\n:::{sidebar} Side\nBeside\n:::\n\n{bdg-primary}`badge`"
    )
    book = printed({"index.md": text}, extensions=["sphinx_design"])

    assert "Open me Inside Card Text of card One First Side Beside badge" in book.words()
    assert book.warnings == ""


def test_text_in_another_language_is_marked(printed: Printer) -> None:
    book = printed({"index.rst": "T\n=\n\n.. rst-class:: language-ru\n\nРусский текст.\n"})

    assert '#in-language(code: "ru")[Русский текст.]' in book.source


def test_what_is_for_the_screen_only_is_left_out(printed: Printer) -> None:
    text = "# T\n\n:::{container} only-html\nHidden\n\n(there)=\n## Gone\n:::\n\n<b>x</b> <div>y</div>\n\nSeen"
    book = printed({"index.md": text})

    assert "Hidden" not in book.source
    assert "Seen" in book.words()


def test_raw_typst_is_passed_on(printed: Printer) -> None:
    text = "# T\n\n```{raw} typst\n#text(fill: red)[Raw]\n```\n\n```{raw} html\n<i>no</i>\n```"
    book = printed({"index.md": text})

    assert "#text(fill: red)[Raw]" in book.source
    assert "no" not in book.words()


def test_an_unknown_node_is_one_warning_with_its_line_and_its_text_prints(printed: Printer) -> None:
    conf = (
        "from docutils import nodes\nfrom docutils.parsers.rst import Directive\n"
        "class strange(nodes.General, nodes.Element): pass\n"
        "class Strange(Directive):\n    has_content = True\n    def run(self):\n"
        "        node = strange(); node.line = self.lineno; node.source = 'index.md'\n"
        "        self.state.nested_parse(self.content, self.content_offset, node); return [node]\n"
        "def setup(app):\n    app.add_node(strange); app.add_directive('strange', Strange)\n"
    )
    book = printed({"index.md": "# T\n\n:::{strange}\nStill *here*\n:::", "odd.py": conf}, extensions=["odd"])

    assert book.warnings.count("[typst.node]") == 1
    assert "index.md:3: WARNING" in book.warnings
    assert "<strange>" in book.warnings
    assert "Still here" in book.words()


def test_an_extension_may_bring_its_own_visitors(printed: Printer) -> None:
    conf = (
        "from docutils import nodes\n"
        "class shout(nodes.Inline, nodes.TextElement): pass\n"
        "def role(name, raw, text, line, inliner, options=None, content=None): return [shout(raw, text)], []\n"
        "def visit(self, node): self.body.append('#upper[')\n"
        "def depart(self, node): self.body.append('];')\n"
        "def setup(app):\n    app.add_node(shout, typst=(visit, depart)); app.add_role('shout', role)\n"
    )
    book = printed({"index.md": "# T\n\n{shout}`hey`", "loud.py": conf}, extensions=["loud"])

    assert "HEY" in book.words()


def test_a_number_keeps_its_ending_on_the_line(printed: Printer) -> None:
    text = " ".join(f"{'x' * (1 + number % 7)} {number}-кесте" for number in range(100, 400))
    lines = printed({"index.md": f"# T\n\n{text}"}).text(layout=True).splitlines()

    assert [line for line in lines if line.rstrip().endswith("-")] == []


def test_a_number_with_an_ending_never_breaks_over_a_line(printed: Printer) -> None:
    text = " ".join(f"{'ә' * (count % 9 + 1)} 10–177-орынға" for count in range(120))
    book = printed({"index.md": f"# T\n\n{text}"}, language="kk")

    assert book.text(layout=True).count("10–177-орынға") == 120
