"""Case endings of Kazakh numbers written in figures: ``1,5 млн-нан``, ``60%-дан``, ``100-ге``.

The ending follows the sound of the last word of the number as it is read aloud: "жүз" (100) takes -ден, "он" (10) -нан.
"""

from __future__ import annotations

import re

ABLATIVE, DATIVE = "ablative", "dative"

# How each numeral, by the figure that is read last, ends in the ablative and the dative.
_UNITS = {
    "0": ("ден", "ге"),  # нөл
    "1": ("ден", "ге"),  # бір
    "2": ("ден", "ге"),  # екі
    "3": ("тен", "ке"),  # үш
    "4": ("тен", "ке"),  # төрт
    "5": ("тен", "ке"),  # бес
    "6": ("дан", "ға"),  # алты
    "7": ("ден", "ге"),  # жеті
    "8": ("ден", "ге"),  # сегіз
    "9": ("дан", "ға"),  # тоғыз
}
_TENS = {
    "1": ("нан", "ға"),  # он
    "2": ("дан", "ға"),  # жиырма
    "3": ("дан", "ға"),  # отыз
    "4": ("тан", "қа"),  # қырық
    "5": ("ден", "ге"),  # елу
    "6": ("тан", "қа"),  # алпыс
    "7": ("тен", "ке"),  # жетпіс
    "8": ("нен", "ге"),  # сексен
    "9": ("нан", "ға"),  # тоқсан
}
_HUNDRED = ("ден", "ге")  # жүз
_THOUSAND = ("нан", "ға")  # мың
_MILLION = ("нан", "ға")  # миллион
# Words and signs after the figures: with a hyphen after a sign or an abbreviation, joined to a word.
_WORDS = {
    "%": ("-дан", "-ға"),  # пайыз
    "млрд": ("-тан", "-қа"),  # миллиард
    "млн": ("-нан", "-ға"),  # миллион
    "мың": ("нан", "ға"),
    "теңге": ("ден", "ге"),
    "еуро": ("дан", "ға"),
    "фунт": ("тан", "қа"),
    # Currencies of countries belong to them: доллары, иенасы, рублі, юані.
    "ы": ("нан", "на"),
    "і": ("нен", "не"),
}


def with_case(spelled: str, case: str) -> str:
    """``spelled`` (a number as Kazakh writes it, perhaps with a sign or word after it) in the ablative or dative case."""
    index = (ABLATIVE, DATIVE).index(case)
    for word, endings in _WORDS.items():
        if spelled.endswith(word):
            return spelled + endings[index]
    figures = re.search(r"(?P<whole>\d[\d\s]*)(?:,(?P<decimals>\d+))?$", spelled)
    if figures is None:
        return spelled
    read_last = figures["decimals"] or "".join(figures["whole"].split())
    return f"{spelled}-{_last_numeral(read_last)[index]}"


def _last_numeral(figures: str) -> tuple[str, str]:
    """The endings of the last numeral that is read in ``figures``."""
    zeros = len(figures) - len(figures.rstrip("0"))
    if zeros == 0 or not figures.strip("0"):
        return _UNITS[figures[-1]]
    if zeros == 1:
        return _TENS[figures[-2]]
    if zeros == 2:
        return _HUNDRED
    return _THOUSAND if zeros < 6 else _MILLION
