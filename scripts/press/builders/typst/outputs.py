"""Choose which format of a notebook output is printed, and insert placeholders for those that paper cannot show."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.builders.formulas import typst_math
from press.builders.typst.handlers.placeholders import Placeholder
from press.builders.typst.html import address_of_medium, printable

if TYPE_CHECKING:
    from myst_nb.core.render import MimeData, NbElementRenderer


VEGA_LITE = ("application/vnd.vegalite.v6+json", "application/vnd.vegalite.v5+json")
#: Media types of notebook outputs that can be printed, the best first.
PRINTED = (
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    *VEGA_LITE,
    "text/latex",
    "text/markdown",
    "text/html",
    "application/json",
    "text/plain",
)
#: Media types that MyST-NB itself renders.
_KNOWN_TO_MYST_NB = frozenset(
    {
        *("text/plain", "text/html", "text/latex", "text/markdown", "application/javascript", "application/pdf"),
        *("image/png", "image/jpeg", "image/svg+xml", "image/gif", "application/vnd.jupyter.widget-view+json"),
    }
)
#: The ``repr`` of a Python object, such as ``<Figure ...>``, which a notebook puts out beside richer formats.
_OBJECT_REPR = re.compile(r"\s*(<[^<>]*>|[\w.]+\(.*\))\s*", re.DOTALL)

#: Control sequences of terminals (ECMA-48), such as those for colours.
_TERMINAL_CODES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


class RawOutput(nodes.General, nodes.Element):
    """An output of a media type that MyST-NB does not know, unchanged: ``mime_type`` and ``content``."""


class KeepOutputs:
    """A plugin of MyST-NB for further media types: stores, for the PDF, outputs that MyST-NB would drop while reading."""

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return a node that other builders ignore; ``None`` for what MyST-NB or another plugin handles."""
        env = renderer.renderer.sphinx_env
        if inline or env is None or "press.typst" not in env.app.extensions:
            return None
        if data.mime_type in _KNOWN_TO_MYST_NB or data.output_metadata.get("press"):
            return None
        content = (
            data.content if isinstance(data.content, str) else json.dumps(data.content, ensure_ascii=False, indent=2)
        )
        return [RawOutput(mime_type=data.mime_type, content=content)]


class ChooseOutputs(SphinxPostTransform):
    """A post-transform that removes the formats of each output that cannot be printed, before MyST-NB chooses the best of the others."""

    # MyST-NB chooses at 4.
    default_priority = 3
    builders = ("typst",)

    def run(self, **kwargs: Any) -> None:
        """Leave at least one format of each output, if need be a placeholder; remove the colours of terminals from program text."""
        for block in self.document.findall(nodes.literal_block):
            if "\x1b" in block.astext():
                block[:] = [nodes.Text(_TERMINAL_CODES.sub("", block.astext()))]
        for bundle in [
            node for node in self.document.findall(nodes.container) if node.get("nb_element") == "mime_bundle"
        ]:
            forms = {str(form["mime_type"]): form for form in bundle.children if isinstance(form, nodes.Element)}
            printed = {kind: found for kind, form in forms.items() if (found := self._printed(kind, form)) is not None}
            is_repr = "text/plain" in printed and _OBJECT_REPR.fullmatch(forms["text/plain"].astext())
            if is_repr and len(printed) == 1 and len(forms) > 1:
                printed.clear()
            for kind, form in forms.items():
                if kind in printed:
                    form.children = []
                    form.extend(printed[kind])
                else:
                    bundle.remove(form)
            if not printed:
                bundle.replace_self(_placeholder(forms))

    def _printed(self, kind: str, form: nodes.Element) -> list[nodes.Node] | None:
        """Return the nodes of one format of an output, or ``None`` if paper cannot show it."""
        if kind not in PRINTED:
            return None
        # A chart that another plugin has rendered, such as the book's own, is printed as these nodes.
        if kind in VEGA_LITE and next(form.findall(RawOutput), None) is not None:
            return self._chart(form)
        if kind == "text/html":
            return printable(form.astext())
        if kind == "text/latex":
            return list(form.children) if typst_math(form.astext()) is not None else None
        return _json(form) if kind == "application/json" else list(form.children)

    def _chart(self, form: nodes.Element) -> list[nodes.Node] | None:
        """Draw a Vega-Lite chart as the book's own charts are, with its description as alternative text; ``None`` if it cannot be drawn."""
        # Imported only when needed, as the drawing engine is large.
        from press.charts.draw import draw_svg  # noqa: PLC0415

        try:
            spec = json.loads(_content(form))
            svg = draw_svg(spec, self.config.language)
        # Whatever a cell puts out may call itself a chart.
        except (ValueError, TypeError, AttributeError, LookupError):
            return None
        name = f"{hashlib.sha256(svg.encode()).hexdigest()[:16]}.svg"
        target = Path(self.app.doctreedir) / "charts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(svg, encoding="utf-8")
        return [nodes.image(uri=str(target), alt=spec.get("description") or _title(spec))]


def _content(form: nodes.Element) -> str:
    return "\n".join(str(child["content"]) for child in form.findall(RawOutput))


def _title(spec: dict[str, Any]) -> str:
    """Return the title of a Vega-Lite chart, which may be an object with the text, and the text a list of lines."""
    title = spec.get("title") or ""
    lines = title.get("text", "") if isinstance(title, dict) else title
    return lines if isinstance(lines, str) else " ".join(map(str, lines))


def _json(form: nodes.Element) -> list[nodes.Node]:
    text = _content(form)
    return [nodes.literal_block(text, text, language="json", classes=["output"])]


def _placeholder(forms: dict[str, nodes.Element]) -> nodes.Element:
    html = forms.get("text/html")
    return Placeholder(address=(address_of_medium(html.astext()) if html is not None else None) or "")
