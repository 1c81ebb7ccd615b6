"""Compare two built sites file by file: ``python tests/same_bytes.py BEFORE AFTER``, both built under one SOURCE_DATE_EPOCH.

Prints each file that came, went or changed, with the members that did so in a ZIP archive or an EPUB, and ends with 1 if there is one.
"""

import hashlib
import io
import sys
import zipfile
from pathlib import Path

Manifest = dict[str, str]


def digest(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def members(path: Path) -> Manifest:
    """Return the digest of each member of the archive at ``path``; of no archive, nothing."""
    content = io.BytesIO(path.read_bytes())
    if not zipfile.is_zipfile(content):
        return {}
    with zipfile.ZipFile(content) as archive:
        return {name: digest(archive.read(name)) for name in archive.namelist()}


def manifest(site: Path) -> Manifest:
    """Return the digest of each file below ``site`` by its path."""
    return {path.relative_to(site).as_posix(): digest(path.read_bytes()) for path in site.rglob("*") if path.is_file()}


def differences(before: Manifest, after: Manifest) -> list[tuple[str, str]]:
    """Return what came, went or changed between two manifests, as pairs of a word and a path."""
    words = {
        path: "gone" if path not in after else "new" if path not in before else "changed"
        for path in before.keys() | after.keys()
    }
    return [(words[path], path) for path in sorted(words) if before.get(path) != after.get(path)]


def main(before: Path, after: Path) -> int:
    """Print the differences of two sites; return 1 if there is one."""
    found = differences(manifest(before), manifest(after))
    for word, path in found:
        print(f"{word:8} {path}")
        if word == "changed":
            for inner, name in differences(members(before / path), members(after / path)):
                print(f"{'':8}   {inner} {name}")
    print(f"{len(found)} files differ" if found else "same bytes")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
