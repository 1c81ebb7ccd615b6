"""Provide the functions by which notebooks publish results."""

from __future__ import annotations

from press.notebooks.publish import chart, date, interval, number, result, table

__all__ = ["chart", "date", "interval", "number", "result", "table"]
