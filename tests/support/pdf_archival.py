"""A second opinion on whether a PDF is fit for archives."""

from __future__ import annotations

import re
from pathlib import Path

from pikepdf import pdfa

#: What pikepdf, which knows PDF/A-2b and approves nothing else, finds all the same; decision 0027 says why it stays.
ANSWERED = (
    r"(LinkAnnot|OutlineItem|PageLabelsNode)\) /(Dest|Nums\[\d+\]): '\d+ \d+ R' is not valid under any of the given schemas",
    r"6\.6\.2\.3\.1-1 .*: XMP (namespace|property) (pdfaExtension|pdfaSchema|pdfaProperty|pdfuaid|xmpTPg)[=:].* is not permitted",
    r"6\.6\.2\.3\.1-2 .*: the content of structured XMP property xmpMM:History is not checked",
    r"6\.6\.4-3 .*: pdfaid:conformance is 'A', expected 'B'",
    r"6\.2\.11\.4\.2-2 .*: /CIDSet on a CIDFontType2 subset is not checked",
    r"font-program .*: CIDFontType0: CFF FDArray FontMatrix is not supported",
)


def unanswered(pdf: Path) -> list[str]:
    """Return what pikepdf finds in a file and decision 0027 has no answer to."""
    findings = (str(finding) for finding in pdfa.validate_written(pdf, "2b").findings)
    return [one for one in findings if not any(re.search(answered, one) for answered in ANSWERED)]
