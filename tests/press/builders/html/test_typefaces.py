"""The typeface of the text: what its files hold."""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont

from press.core.resources import press_path

BUNDLE = press_path("builders/html/bundle")
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


def face(name: str) -> TTFont:
    """The file of the bundle with this name before its hash."""
    (file,) = BUNDLE.glob(f"{name}.*.woff2")
    return TTFont(BytesIO(file.read_bytes()))


def test_each_letter_of_the_three_languages_and_the_sign_of_the_tenge_is_there_in_all_weights_of_text_and_titles() -> (
    None
):
    letters = {"latin": "Az09“”«»–—№−\u00a0", "cyrillic": f"АяЁё₸{KAZAKH}", "latin-marks": "Éçğşūž"}
    for name, wanted in letters.items():
        font = face(name)
        assert set(map(ord, wanted)) <= set(font.getBestCmap())
        assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]


def test_its_licence_stands_beside_it() -> None:
    (licence,) = BUNDLE.glob("licence-of-typefaces.*.txt")
    assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8").upper()
