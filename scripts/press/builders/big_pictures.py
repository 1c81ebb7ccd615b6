"""Make pictures smaller that are larger than a reader's line allows."""

from __future__ import annotations

import io
from pathlib import Path

from docutils import nodes
from PIL import Image, ImageOps
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.core.digests import digest_of
from press.core.files import write_whole

_MOST = 2_000_000  # bytes
_SIDE = 2400  # pixels of the longer side: twice those of the widest column
_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp"}


def setup_big_pictures(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(SmallerPictures)


class SmallerPictures(SphinxPostTransform):
    """Show a picture of more than 2 MB in at most 2400 pixels, in each format."""

    default_priority = 210

    def run(self, **kwargs: object) -> None:
        """Replace the files of large pictures."""
        # To check a book nothing is written.
        for image in self.document.findall(nodes.image) if self.app.builder.format else ():
            path = Path(self.app.srcdir, image["uri"])
            if path.suffix.lower() in _SUFFIXES and path.is_file() and path.stat().st_size > _MOST:
                image["uri"] = str(smaller(path, Path(self.app.doctreedir, "pictures")))
                image["candidates"] = {"*": image["uri"]}
                self.env.images.add_file(self.env.docname, image["uri"])


def smaller(path: Path, folder: Path) -> Path:
    """Return the file of a picture in ``folder``, made of that at ``path`` where it is not there yet; ``path`` itself if it moves."""
    target = folder / f"{path.stem}.{digest_of(path)[:8]}{path.suffix}"
    made = [target, target.with_suffix(".jpg")]
    if known := next(filter(Path.is_file, made), None):
        return known
    with Image.open(path) as picture:
        if getattr(picture, "is_animated", False):
            return path
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((_SIDE, _SIDE))
        turned.save(saved := io.BytesIO(), picture.format, quality=85, optimize=True)
        if saved.tell() > _MOST and turned.mode in ("RGB", "L"):
            # A photograph as PNG.
            target = made[1]
            turned.save(saved := io.BytesIO(), "JPEG", quality=85, optimize=True)
    write_whole(target, saved.getvalue())
    return target
