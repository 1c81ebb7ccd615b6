"""List the packages that a release was made with as a CycloneDX SBOM (ECMA-424), the same on every machine for the same lock file."""

from __future__ import annotations

import datetime as dt
import uuid

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from press.data.tables import UNKNOWN
from press.release.licences import licence_of
from press.release.requirements import Pin

SBOM_FILE = "sbom.cdx.json"
PRESS = "editions-press"


def sbom(book: str, version: str, press: str, date: dt.datetime, pins: list[Pin]) -> bytes:
    """Return the SBOM of ``book`` in its ``version``, made by press in the version ``press`` with the packages ``pins``.

    Its serial number is derived from its content.
    """
    subject = Component(name=book, version=version or None, type=ComponentType.DATA, bom_ref="book")
    maker = Component(name=PRESS, version=press or None, type=ComponentType.APPLICATION, bom_ref=PRESS)
    listed = {pin: _component(pin) for pin in pins}
    bom = Bom(components=[maker, *listed.values()], dependencies=_dependencies(subject, maker, listed))
    bom.metadata.component, bom.metadata.timestamp = subject, date
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{book} {version} {press} {date.isoformat()} {pins!r}")
    return f"{JsonV1Dot6(bom).output_as_string(indent=1)}\n".encode()


def _component(pin: Pin) -> Component:
    address = PackageURL("pypi", name=pin.name, version=pin.version)
    # A package with a marker may be installed here or not, which must not change the list.
    licence = UNKNOWN if pin.marker else licence_of(pin.name)
    return Component(
        name=pin.name,
        version=pin.version,
        bom_ref=str(address),
        purl=address,
        licenses=[] if licence == UNKNOWN else [LicenseFactory().make_from_string(licence)],
        description=f"wanted only where {pin.marker}" if pin.marker else None,
        external_references=[_files(pin)] if pin.hashes else [],
    )


def _files(pin: Pin) -> ExternalReference:
    """Return a reference to the files that the lock file allows, with their hashes."""
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=one) for one in pin.hashes]
    address = XsUri(f"https://pypi.org/simple/{pin.name}/")
    return ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=address, hashes=hashes)


def _dependencies(book: Component, press: Component, listed: dict[Pin, Component]) -> list[Dependency]:
    """Return the dependency graph of the lock file; packages that no other requires are dependencies of the book."""
    known = {press.name, *(pin.name for pin in listed)}
    wants: dict[str, list[BomRef]] = {name: [] for name in known} | {book.name: [press.bom_ref]}
    for pin, component in listed.items():
        for name in {name if name in known else book.name for name in pin.wanted_by or (book.name,)}:
            wants[name].append(component.bom_ref)
    refs = [(book.name, book.bom_ref), (press.name, press.bom_ref)]
    refs += [(pin.name, component.bom_ref) for pin, component in listed.items()]
    return [Dependency(ref, [Dependency(one) for one in wants[name]]) for name, ref in refs]
