"""Make the interactive form of a chart, a specification for Vega-Embed, and the Vega script that is loaded when a reader opens it.

Specifications are scripts, because a page opened from disk may load scripts but no data.
"""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import vl_convert

from press.charts.draw import number_locale, time_locale
from press.charts.localise import views
from press.charts.palette import as_on_page
from press.charts.table import bounds, chart_rows, raw_table
from press.charts.theme import NARROW, WIDE, is_single, mark_of, themed
from press.core.children.processes import forbid_forking
from press.core.files import kept_file
from press.core.settings import Settings
from press.core.text import Json
from press.language.dates import spell_iso

_SPELLED = " (spelled)"
_SILENT = ("text", "rule")
_PICK = "press_pick"
# Exports the function that the page's own script calls.
_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def live_script(name: str, spec: Json, language: str) -> bytes:
    """Return the script that registers the chart ``name`` with the page, in a wide and a narrow form."""
    forms = {kind: live_spec(spec, language, width) for kind, width in (("wide", WIDE), ("narrow", NARROW))}
    live = {**forms, "formatLocale": number_locale(language), "timeFormatLocale": time_locale(language)}
    text = json.dumps(live, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"(window.pressCharts??={{}})[{json.dumps(name)}]={text};\n".encode()


def portable_spec(spec: Json, language: str, title: str, notes: list[str]) -> bytes:
    """Return the chart as Vega-Lite for other programs, with the house theme, title, source and number format included."""
    meta = {"embedOptions": {"formatLocale": number_locale(language), "timeFormatLocale": time_locale(language)}}
    drawn = {**themed(spec), "description": " ".join([title, *notes]), "usermeta": meta}
    drawn["config"] = {**drawn["config"], "background": "white"}
    return (json.dumps(drawn, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def live_spec(spec: Json, language: str, width: int) -> Json:
    """Return ``spec`` in the colours of the page, with a tooltip on each mark."""
    result = copy.deepcopy(spec)
    tips = _tips(result, language)
    for part in result.get("vconcat") or result.get("hconcat") or result.get("concat") or [result]:
        drawn = {
            one["field"] for view in views(part) for one in _definitions(view.get("encoding", {})) if "field" in one
        }
        for view in views(part):
            if mark_of(view).get("type", "text") not in _SILENT or bounds(view):
                _add_tips(view, [tip for tip in tips if tip["type"] == "nominal" or tip["field"] in drawn])
    if is_single(result):
        _add_pick(result)
    result.pop("usermeta", None)
    return as_on_page(themed(result, width))


def _tips(spec: Json, language: str) -> list[Json]:
    """Return the tooltip fields of a mark: each column with its title, numbers rounded as in the chart, dates in words."""
    table = raw_table(spec)
    return [_tip(field, table["data"], spec, language) for field in table["schema"]["fields"]] if table else []


def _tip(field: Json, rows: list[Json], spec: Json, language: str) -> Json:
    name, tip = field["name"], {"field": field["name"], "title": field["title"]}
    if field["type"] == "year":
        return {**tip, "type": "quantitative", "format": "d"}
    if field["type"] == "number":
        digits = f"{field['digits']}f" if "digits" in field else f"{field['most_digits']}~f"
        return {**tip, "type": "quantitative", "format": f",.{digits}"}
    dates = [spell_iso(str(row.get(name)), language) for row in rows]
    if not any(dates):
        return {**tip, "type": "nominal"}
    for row, date in zip(chart_rows(spec), dates, strict=True):
        row[name + _SPELLED] = date or row.get(name)
    return {**tip, "field": name + _SPELLED, "type": "nominal"}


def _add_tips(view: Json, tips: list[Json]) -> None:
    encoding = view.get("encoding")
    if not encoding or "mark" not in view or "tooltip" in encoding:
        return
    if not any("aggregate" in one or "bin" in one for one in _definitions(encoding)):
        encoding["tooltip"] = copy.deepcopy(tips)


def _definitions(encoding: Json) -> Iterator[Json]:
    return (one for one in encoding.values() if isinstance(one, dict))


def _add_pick(spec: Json) -> None:
    """Add a selection to a chart of several series: the series under the pointer keeps its opacity, the others fade."""
    units = [view for view in views(spec) if "mark" in view and _shows_series(view.get("encoding", {}))]
    if not units:
        return
    field = units[0]["encoding"]["color"]["field"]
    select = {"type": "point", "fields": [field], "on": "pointerover", "clear": "pointerout"}
    units[0].setdefault("params", []).append({"name": _PICK, "select": select})
    for view in units:
        view["encoding"]["opacity"] = {"condition": {"param": _PICK, "value": 1}, "value": 0.3}


def _shows_series(encoding: Json) -> bool:
    color = encoding.get("color", {})
    return bool(color.get("field")) and color.get("type") == "nominal" and "opacity" not in encoding


def vega_name() -> str:
    """Return the file name of the Vega script, with a hash of the versions in it."""
    versions = version("vl-convert-python"), vl_convert.get_vega_version(), vl_convert.get_vega_embed_version()
    return f"vega-{hashlib.sha256('-'.join(versions).encode()).hexdigest()[:8]}.js"


def write_vega_script(settings: Settings, folder: Path) -> None:
    """Write the Vega script into ``folder``, and remove older ones."""
    target = folder / vega_name()
    folder.mkdir(parents=True, exist_ok=True)
    for older in set(folder.glob("vega-*.js")) - {target}:
        older.unlink()
    if not target.is_file():
        # It takes seconds to make, and editions are built in parallel.
        shutil.copyfile(kept_file(settings.build / "press" / target.name, _vega_script), target)


def _vega_script() -> bytes:
    forbid_forking()
    # Wrapped in a function, as top-level names of the bundle could collide with those of other scripts.
    return f"(() => {{{vl_convert.javascript_bundle(_SNIPPET)}}})();\n".encode()
