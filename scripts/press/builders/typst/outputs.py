"""Outputs of notebook cells: which of their forms is printed, and what stands for those that paper cannot show."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.builders.formulas.notation import notation
from press.builders.formulas.plain import plain
from press.builders.typst.handlers.placeholders import Placeholder
from press.builders.typst.html import address_of_medium, printable

if TYPE_CHECKING:
    from myst_nb.core.render import MimeData, NbElementRenderer


VEGA_LITE = ("application/vnd.vegalite.v6+json", "application/vnd.vegalite.v5+json")
#: Kinds of notebook output that can be printed, the best first.
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
#: Kinds that MyST-NB makes nodes for itself.
_KNOWN_TO_MYST_NB = frozenset(
    {
        *("text/plain", "text/html", "text/latex", "text/markdown", "application/javascript", "application/pdf"),
        *("image/png", "image/jpeg", "image/svg+xml", "image/gif", "application/vnd.jupyter.widget-view+json"),
    }
)
#: A text that only names an object of Python, which is what a notebook gives beside richer forms.
_NAME_OF_OBJECT = re.compile(r"\s*(<[^<>]*>|[\w.]+\(.*\))\s*", re.DOTALL)


class RawOutput(nodes.General, nodes.Element):
    """An output of a kind that MyST-NB does not know, kept as it is: ``mime_type`` and ``content``."""


class KeepOutputs:
    """MyST-NB's hook for kinds of its own: keeps those for the PDF that it would drop while reading."""

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """A node that other builders pass over; ``None`` for what MyST-NB or another hook handles."""
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
    """For each output takes out the forms that cannot be printed, before MyST-NB chooses the best of the others."""

    # MyST-NB chooses at 4.
    default_priority = 3
    builders = ("typst",)

    def run(self, **kwargs: Any) -> None:
        """Leaves at least one form in each output, if need be a placeholder."""
        for bundle in [
            node for node in self.document.findall(nodes.container) if node.get("nb_element") == "mime_bundle"
        ]:
            forms = {str(form["mime_type"]): form for form in bundle.children if isinstance(form, nodes.Element)}
            printed = {kind: found for kind, form in forms.items() if (found := self._printed(kind, form)) is not None}
            is_name = "text/plain" in printed and _NAME_OF_OBJECT.fullmatch(forms["text/plain"].astext())
            if is_name and len(printed) == 1 and len(forms) > 1:
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
        """The nodes of one form of an output, ``None`` if paper cannot show it."""
        if kind not in PRINTED:
            return None
        # Where another hook has made nodes of a chart, as for the book's own, these are printed.
        if kind in VEGA_LITE and next(form.findall(RawOutput), None) is not None:
            return self._chart(form)
        if kind == "text/html":
            return printable(form.astext())
        if kind == "text/latex":
            return list(form.children) if notation(plain(form.astext())) is not None else None
        return _json(form) if kind == "application/json" else list(form.children)

    def _chart(self, form: nodes.Element) -> list[nodes.Node] | None:
        """A chart of Vega-Lite, drawn as the book's own charts are; its description is read out for it."""
        # The drawing engine is large, and few books need it here.
        from press.charts.draw import draw_svg  # noqa: PLC0415

        spec = json.loads(_content(form))
        try:
            drawn = draw_svg(spec, self.config.language)
        except ValueError:
            return None
        name = f"{hashlib.sha256(drawn.encode()).hexdigest()[:16]}.svg"
        target = Path(self.app.doctreedir) / "charts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(drawn, encoding="utf-8")
        title = spec.get("title") or ""
        words = spec.get("description") or (title.get("text", "") if isinstance(title, dict) else title)
        return [nodes.image(uri=str(target), alt=str(words))]


def _content(form: nodes.Element) -> str:
    return "\n".join(str(child["content"]) for child in form.findall(RawOutput))


def _json(form: nodes.Element) -> list[nodes.Node]:
    text = _content(form)
    return [nodes.literal_block(text, text, language="json", classes=["output"])]


def _placeholder(forms: dict[str, nodes.Element]) -> nodes.Element:
    html = forms.get("text/html")
    return Placeholder(address=(address_of_medium(html.astext()) if html is not None else None) or "")
