"""Values under sphinx: config: are of the types that Sphinx takes, as it does itself (sphinx.config.check_confval_types)."""

from __future__ import annotations

from typing import Any

import pytest

from press.checks.settings.sphinx_config import remote_files, theme_faults, unknown_values, wrong_types

REGISTERED = {
    "language": ("str",),
    "numfig": ("bool",),
    "myst_heading_anchors": ("int",),
    "html_theme_options": ("dict",),
    "epub_cover": ("tuple",),
    "exclude_patterns": ("frozenset", "list", "set", "tuple"),
    "numfig_format": ("dict",),
    "ratio": ("float", "int"),
    "anything": (),
    "own": ("Colour",),
    "html_theme_options.show_navbar_depth": ("int",),
    "html_theme_options.home_page_in_toc": ("bool",),
    "html_theme_options.logo": (),
}


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("language", 5, "'language' is '5', which is no text"),
        ("numfig", "yes", "'numfig' is 'yes', which is no 'true' or 'false'"),
        ("myst_heading_anchors", "two", "'myst_heading_anchors' is 'two', which is no whole number"),
        ("numfig_format", None, "'numfig_format' has no value; write a section with settings of its own"),
        ("ratio", [1], "'ratio' is '[1]', which is no number or whole number"),
        ("epub_cover", None, "'epub_cover' has no value; write a list"),
        ("epub_cover", 7, "'epub_cover' is '7', which is no list"),
        ("exclude_patterns", True, "'exclude_patterns' is 'True', which is no list"),
        ("own", None, "'own' has no value; write a Colour"),
    ],
)
def test_a_value_of_another_type_is_told_with_the_types_in_plain_words(key: str, value: Any, message: str) -> None:
    assert list(wrong_types({key: value}, REGISTERED)) == [((key,), message)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", "en"),
        ("numfig", "1"),
        ("numfig", 0),
        ("myst_heading_anchors", "3"),
        ("myst_heading_anchors", True),
        ("epub_cover", ["cover.png", ""]),
        ("exclude_patterns", "a,b"),
        ("ratio", 0.5),
        ("anything", object()),
        ("of nobody", object()),
    ],
)
def test_what_sphinx_takes_or_makes_of_a_text_is_right(key: str, value: Any) -> None:
    assert list(wrong_types({key: value}, REGISTERED)) == []


def test_a_setting_of_jupyter_book_is_told_to_stand_elsewhere_and_an_unknown_one_with_the_nearest() -> None:
    config = {"execute": {}, "langage": "en", "press_editions": {"en": {"nmae": "English", "title": "A"}}}
    unknown = dict(unknown_values(config, REGISTERED | {"press_editions": ("dict",)}, ["execute"]))
    assert unknown["execute",].endswith("it stands at the top, not below 'sphinx'")
    assert unknown["langage",].endswith("did you mean language?")
    assert unknown["press_editions", "en", "nmae"] == "an edition has no 'nmae'; did you mean name?"
    assert len(unknown) == len(config)


def test_nothing_is_unknown_where_sphinx_could_not_be_asked() -> None:
    assert list(unknown_values({"langage": "en"}, {}, [])) == []
    assert list(theme_faults({"html_theme_options": {"lgo": "a"}}, {})) == []


def test_options_of_the_theme_are_known_and_of_the_type_of_their_default() -> None:
    options = {"show_navbar_dept": 1, "show_navbar_depth": "one", "home_page_in_toc": True, "logo": {"text": "A"}}
    assert list(theme_faults({"html_theme_options": options}, REGISTERED)) == [
        (
            ("html_theme_options", "show_navbar_dept"),
            "the theme has no option 'show_navbar_dept'; did you mean show_navbar_depth?",
        ),
        (
            ("html_theme_options", "show_navbar_depth"),
            "'html_theme_options.show_navbar_depth' is 'one', which is no whole number",
        ),
    ]


def test_a_script_or_style_of_another_host_is_told_as_no_page_loads_it() -> None:
    config = {
        "html_js_files": ["own.js", "https://example.org/x.js", ["//example.org/y.js", {"defer": "defer"}], []],
        "html_css_files": ["HTTP://example.org/x.css"],
    }
    told = [(keys, message.partition(",")[0]) for keys, message in remote_files(config)]
    assert told == [
        (("html_js_files",), "'html_js_files' has https://example.org/x.js"),
        (("html_js_files",), "'html_js_files' has //example.org/y.js"),
        (("html_css_files",), "'html_css_files' has HTTP://example.org/x.css"),
    ]
    assert list(remote_files({"html_js_files": "x.js"})) == []
