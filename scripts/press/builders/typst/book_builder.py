"""What of the builder those use that print a part of the book: its pictures, and the addresses of pages on the site."""

from __future__ import annotations

import shutil
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

IMAGE_FOLDER = "images"
#: The forms of images that Typst prints under PDF/A, the best first, with the endings of their files.
IMAGE_TYPES = {
    "image/svg+xml": (".svg",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
}
_ENDINGS = {ending for endings in IMAGE_TYPES.values() for ending in endings}


class BookBuilder(Builder):
    """Knows where the pictures of a book are, and copies those that are printed beside the source."""

    supported_image_types = list(IMAGE_TYPES)  # noqa: RUF012  declared so by Sphinx
    supported_remote_images = False

    def init(self) -> None:
        """Begin without images."""
        self._files: dict[str, Path] = {}
        self._site: Builder | None = None
        #: The documents that were read in this run, of whose faults Sphinx has told itself.
        self.read_now: set[str] = set()

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Chooses among the forms of each image; those made while building have only one."""
        for node in doctree.findall(nodes.image):
            if "candidates" not in node:
                node["candidates"] = {"*": node["uri"]}
        super().post_process_images(doctree)

    def image_path(self, node: nodes.Element, docname: str) -> str | None:
        """Copies the file of an image into the output folder and gives its path from there; ``None`` if it has none."""
        source = self.image_file(str(node["uri"]), docname)
        if source is None or source.suffix.lower() not in _ENDINGS:
            return None
        name = self._free_name(source)
        target = Path(self.outdir) / IMAGE_FOLDER / name
        if name not in self._files:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            self._files[name] = source
        return f"{IMAGE_FOLDER}/{name}"

    def image_file(self, uri: str, docname: str) -> Path | None:
        """The file of an image that ``docname`` names, or ``None`` if there is none."""
        beside = Path(self.env.doc2path(docname)).parent
        for base in (Path(self.srcdir), beside):
            path = base / uri
            if path.is_file():
                return path.resolve()
        return None

    def _free_name(self, source: Path) -> str:
        """The file's own name, numbered if another file in the book has it already."""
        name, number = source.name, 1
        while self._files.get(name, source) != source:
            name, number = f"{source.stem}-{number}{source.suffix}", number + 1
        return name

    def site_uri(self, docname: str) -> str:
        """The address of a document on the site, relative to its root."""
        if self._site is None:
            cls = self.app.registry.builders.get("html", StandaloneHTMLBuilder)
            self._site = object.__new__(cls)
            self._site.__dict__.update(app=self.app, env=self.env, config=self.config, link_suffix=".html")
        return self._site.get_target_uri(docname)
