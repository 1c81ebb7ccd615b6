"""Where the built site of this book is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "_build" / "site"
# The frame of pages that stay when they are opened: those at addresses that moved lead on. Cards have another.
_AWAY = re.compile('http-equiv="refresh"|<main class="press-card"')
STAYING = [path for path in sorted(SITE.rglob("*.html")) if not _AWAY.search(path.read_text("utf-8"))]
NEEDS_SITE = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")
# Links that a finger cannot meet, numbers that are broken, and words of two figures that meet.
WALL_FAULTS = """wall => {
  const size = link => { const box = link.getBoundingClientRect(); return Math.min(box.width, box.height); };
  const parts = [...wall.querySelectorAll('div > span > a :is(ins, b, small)')], boxes = parts.map(part => part.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  return [
    ...[...wall.querySelectorAll('div > span a')].filter(link => size(link) < 24),
    ...parts.filter(part => part.matches('b') && part.getClientRects().length > 1),
    ...parts.filter((part, i) => boxes.some((box, j) => j > i && meet(box, boxes[i]))),
  ].map(one => one.textContent);
}"""
