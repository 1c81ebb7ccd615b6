"""Register the embeds by the names of their directives: those of press, and those that extensions add in ``setup_press()``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.core.files import write_whole
from press.core.registry import Registry
from press.directives.chart import CHART_EMBED
from press.directives.codebook import CODEBOOK
from press.directives.datatable import DATATABLE
from press.directives.embed import SHOWN_RESULTS, Embed, file_path
from press.directives.typed import marking
from press.edition.context import get_context
from press.notebooks.kinds import KINDS

_OWN = (CHART_EMBED, DATATABLE, CODEBOOK)
EMBEDS: Registry[Embed] = Registry("embed", {embed.name: embed for embed in _OWN})


def setup_embeds(app: Sphinx) -> None:
    """Register the directives, the post-transform, and the record of results that each document shows."""
    for name, embed in EMBEDS.items():
        app.add_directive(name, marking(embed.directive))
    app.add_post_transform(PutInstead)
    SHOWN_RESULTS.setup(app)


def embeds_by_kind() -> dict[str, Embed]:
    """Return the embeds of results by the names of their kinds."""
    return {embed.kind.name: embed for embed in EMBEDS.values() if embed.kind}


class PutInstead(SphinxPostTransform):
    """Replace nodes of embeds for builders that need others."""

    default_priority = 110

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        assert self.app.builder is not None
        for embed in EMBEDS.values():
            if put_instead := embed.instead.get(self.app.builder.name):
                put_instead(get_context(self.app), self.document)


def write_result_files(app: Sphinx) -> set[Path]:
    """Write the files of all results that chapters show, and return their paths."""
    context, embeds, paths = get_context(app), embeds_by_kind(), set()
    shown = {(item.kind, item.name): item for items in SHOWN_RESULTS.of(app.env).values() for item in items}
    for item in shown.values():
        kind = KINDS[item.kind]
        result = context.results.find(item.name, kind)
        for suffix, content in embeds[item.kind].files(context, result, item.caption):
            path = Path(app.outdir, file_path(context, item.name, suffix, kind))
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
            paths.add(path)
    return paths
