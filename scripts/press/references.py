"""Provide the bibliography as a table to notebooks."""

from __future__ import annotations

from press.data.references import load_references

__all__ = ["load_references"]
