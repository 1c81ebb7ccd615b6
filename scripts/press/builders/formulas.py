"""Set formulas in LaTeX as MathML, by Temml: pages and EPUBs show it, and the PDF has it in Typst's notation.

Temml (MIT licence, mhchem within it Apache 2.0) is JavaScript, which QuickJS runs. A formula that it does not know is shown as its source,
with a warning. A book without formulas loads neither.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from docutils import nodes
from lxml import etree
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from press.core.resources import press_path

_LOGGER = logging.getLogger(__name__)
_RENDERER = "mathml"


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up what all formats need of formulas."""
    app.add_transform(SetFormulas)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def setup_formulas(app: Sphinx) -> None:
    """Have pages and EPUBs show MathML, in place of MathJax, a script that pages would ask another host for."""
    app.setup_extension(__name__)
    app.add_html_math_renderer(_RENDERER, (_visit, None), (_visit, None))
    app.connect("config-inited", _choose_renderer)


def _choose_renderer(app: Sphinx, config: Config) -> None:
    config.html_math_renderer = _RENDERER
    # MathJax, which no page loads, needs no marks where to look.
    config.myst_update_mathjax = False


class SetFormulas(SphinxTransform):
    """Give the formulas of a document their MathML (``mathml``), in order: what one defines, those behind it know."""

    default_priority = 900

    def apply(self, **options: Any) -> None:
        """Set each formula; warn of those that Temml does not know, which have none."""
        formulas: list[Any] = [*self.document.findall(lambda node: isinstance(node, (nodes.math, nodes.math_block)))]
        if not formulas:
            return
        # Names have no backslash in `mathjax3_config`.
        given = ((getattr(self.config, "mathjax3_config", None) or {}).get("tex") or {}).get("macros") or {}
        convert = converter({f"\\{name}": definition for name, definition in given.items()})
        for node in formulas:
            node["mathml"], fault = convert(node.astext(), isinstance(node, nodes.math_block))
            if fault and _has_html(node.parent):
                node.parent.parent.remove(node.parent)
            elif fault:
                _LOGGER.warning(
                    f"a formula is shown as its source, {' '.join(node.astext().split())}: {fault};"
                    " write it otherwise, or define its commands under mathjax3_config: tex: macros [press.math]",
                    # MyST gives blocks more exact line numbers than inline nodes.
                    location=node if isinstance(node, nodes.math_block) else node.parent,
                    type="press",
                    subtype="math",
                )


def _has_html(form: Any) -> bool:
    """Return whether ``form`` is one of the output of a cell that has HTML as well: a table of statsmodels, whose LaTeX is no formula."""
    bundle = form.parent if "mime_type" in form else {}
    return bundle.get("nb_element") == "mime_bundle" and any(other["mime_type"] == "text/html" for other in bundle)


def converter(macros: Mapping[str, Any]) -> Callable[[str, bool], tuple[str, str]]:
    """Return what makes MathML of a formula, given whether it is a block; and where it cannot, "" and what is wrong. It keeps definitions."""
    begin, convert = _temml()
    begin(json.dumps(dict(macros)))

    def made(latex: str, is_block: bool) -> tuple[str, str]:
        math, fault = json.loads(convert(latex, is_block))
        return math and _valid(math), fault

    return made


@cache
def _temml() -> tuple[Callable[[str], None], Callable[[str, bool], str]]:
    # The module quickjs would start a thread, after which no child can be forked.
    from _quickjs import Context  # noqa: PLC0415

    context = Context()
    for name in ("temml.min.js", "mhchem.min.js", "convert.js"):
        context.eval(press_path(f"builders/temml/{name}").read_text(encoding="utf-8"))
    return context.get("begin"), context.get("convert")


def _valid(math: str) -> str:
    """Return ``math`` as MathML 3, which EPUBs keep to: sizes are at ``mstyle`` alone, and no name or sign has elements in it."""
    root = etree.fromstring(math)
    for element in list(root.iter("{*}mo", "{*}mi", "{*}mn", "{*}mrow")):
        sizes = {name: element.attrib.pop(name) for name in ("scriptlevel", "displaystyle") if name in element.attrib}
        if len(element):
            element.tag = root.tag.replace("}math", "}mrow")
            for name in {*element.attrib}.difference(("class", "style", "mathbackground")):
                del element.attrib[name]
        if sizes:
            element.addprevious(around := etree.Element(root.tag.replace("}math", "}mstyle"), sizes))
            around.append(element)
    return str(etree.tostring(root, encoding="unicode"))


def _visit(translator: HTML5Translator, node: nodes.math | nodes.math_block) -> None:
    formula = node.get("mathml") or f"<code>{translator.encode(node.astext())}</code>"
    if isinstance(node, nodes.math_block):
        number = get_node_equation_number(translator, node) if node.get("number") else ""
        shown = f'<span class="eqno">({number})</span>' if number else ""
        formula = f"{translator.starttag(node, 'div', '', CLASS='math')}{shown}{formula}</div>\n"
    translator.body.append(formula)
    raise nodes.SkipNode
