"""Copy the images of a book, and find its pages on the site: the part of the builder that handlers use."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urljoin

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

IMAGE_FOLDER = "images"
#: The media types of images that Typst prints under PDF/A, the best first, with the suffixes of their files.
IMAGE_TYPES = {
    "image/svg+xml": (".svg",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
}
_ENDINGS = {ending for endings in IMAGE_TYPES.values() for ending in endings}


class BookBuilder(Builder):
    """A builder that finds the images of a book, and copies those that are printed beside the Typst source."""

    supported_image_types = list(IMAGE_TYPES)  # noqa: RUF012  declared so by Sphinx
    supported_remote_images = False

    def init(self) -> None:
        """Initialise without images."""
        self._files: dict[str, Path] = {}
        self._site: Builder | None = None
        #: The documents that were read in this run: Sphinx itself has warned of their missing images.
        self.read_now: set[str] = set()

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Choose among the candidates of each image; one that was made while building has only itself."""
        for node in doctree.findall(nodes.image):
            if "candidates" not in node:
                node["candidates"] = {"*": node["uri"]}
        super().post_process_images(doctree)

    def image_path(self, node: nodes.Element, docname: str) -> str | None:
        """Copy the file of an image into the output folder and return its path from there; ``None`` if it cannot be printed."""
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
        """Return the file of an image in ``docname``, relative to the source folder or to the document, or ``None`` if there is none."""
        beside = Path(self.env.doc2path(docname)).parent
        for base in (Path(self.srcdir), beside):
            path = base / uri
            if path.is_file():
                return path.resolve()
        return None

    def _free_name(self, source: Path) -> str:
        """Return the name of the file, numbered if another file in the book has it already."""
        name, number = source.name, 1
        while self._files.get(name, source) != source:
            name, number = f"{source.stem}-{number}{source.suffix}", number + 1
        return name

    def site_uri(self, docname: str) -> str:
        """Return the URI of a document on the site, relative to its root."""
        if self._site is None:
            cls = self.app.registry.builders.get("html", StandaloneHTMLBuilder)
            self._site = object.__new__(cls)
            self._site.__dict__.update(app=self.app, env=self.env, config=self.config, link_suffix=".html")
        return self._site.get_target_uri(docname)

    def site_url(self, address: str, docname: str = "") -> str | None:
        """Return the URL of an ``address`` that is relative to the site, or to its page ``docname``; ``None`` if the URL of the site is unknown."""
        base = str(self.config.typst_base_url).rstrip("/")
        return urljoin(f"{base}/{self.site_uri(docname) if docname else ''}", address) if base else None
