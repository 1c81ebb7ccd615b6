"""Each node has its handler, its anchor and its language; one that nothing knows is told of."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]


def test_text_after_a_call_is_no_argument_of_it(printed: Printer) -> None:
    assert "a(b)[c].d" in printed({"index.md": "# T\n\n*a*(b)\\[c\\].d"}).words()


def test_text_in_another_language_is_marked(printed: Printer) -> None:
    book = printed({"index.rst": "T\n=\n\n.. rst-class:: language-ru\n\nРусский текст.\n"})

    assert '#in-language(code: "ru")[Русский текст.]' in book.source


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


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("language-ru", "ru"),
        ("language-pt-BR", "pt"),
        ("language-grc", "grc"),
        ("language-python", None),
        ("language-", None),
    ],
)
def test_only_a_language_of_iso_639_is_marked(printed: Printer, name: str, code: str | None) -> None:
    book = printed({"index.md": f"# T\n\n[Words]{{.{name}}}"}, myst_enable_extensions=["attrs_inline"])

    assert book.body == (f'#in-language(code: "{code}")[Words];' if code else "Words")
    assert book.pdf.is_file()


def test_what_holds_words_and_blocks_is_printed_as_either(printed: Printer) -> None:
    rst = "T\n=\n\n.. container::\n\n   One *two*.\n\n   Three.\n"

    assert printed({"index.rst": rst}).body == "One #emph[two];.\n\nThree."


def test_a_node_of_an_extension_may_be_skipped_by_its_visitor(printed: Printer) -> None:
    conf = (
        "from docutils import nodes\n"
        "class hush(nodes.Inline, nodes.TextElement): pass\n"
        "def role(name, raw, text, line, inliner, options=None, content=None): return [hush(raw, text)], []\n"
        "def visit(self, node): self.body.append('heard'); raise nodes.SkipNode\n"
        "def setup(app):\n    app.add_node(hush, typst=(visit, None)); app.add_role('hush', role)\n"
    )
    book = printed({"index.md": "# T\n\nA{hush}`hey`.", "quiet.py": conf}, extensions=["quiet"])

    assert book.body == "Aheard."
