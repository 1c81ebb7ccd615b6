"""Search in Kazakh pages: words as they stand, without the most frequent ones."""

from __future__ import annotations

from sphinx.search import SearchLanguage, parse_stop_word

_STOP_WORDS = """
мен сен сіз ол біз сендер сіздер олар
менің сенің сіздің оның біздің олардың маған саған сізге оған бізге оларға мені сені сізді оны бізді оларды
менде сенде сізде онда бізде оларда менімен онымен олармен
бұл осы сол мына мынау ана анау сонау бұның мұның осының соның бұған осыған соған бұны мұны осыны соны
бұнда мұнда осында сонда бұдан мұнан осыдан содан мынадай осындай сондай мұндай бұндай
кім не қандай қай қайсы қашан қайда қалай неше қанша неге нені кімге кімді қайдан
өз өзі өзім өзің өзінің өзіне өзін өздері
және мен пен бен менен да де та те тағы әрі немесе яки не я әлде бірақ алайда дегенмен ал егер ендеше өйткені
себебі сондықтан сонымен яғни демек тек қана ғана гөрі ма ме ба бе па пе ғой шығар екен еді емес жоқ иә
үшін туралы жайлы арқылы бойынша сияқты секілді дейін шейін қарай қатар бірге бері кейін соң бұрын астам
бойы сайын ретінде қарсы басқа өзге
бар бір барлық бәрі барша әр әрбір кейбір біраз көп аз бірнеше кез келген түгел өте аса тым ең
бол болды болған болып болады болатын болса болмайды қой де деп деген дейді
еткен етіп етеді ету отыр тұр жүр жатыр
"""


class KazakhSearch(SearchLanguage):
    """Kazakh for Sphinx's search index: splits at whatever is neither letter nor digit, keeps words whole."""

    lang = "kk"
    language_name = "Kazakh"
    stopwords = parse_stop_word(_STOP_WORDS)

    def word_filter(self, word: str) -> bool:
        """Whether ``word`` belongs in the index; the inherited method looks at Latin stop words only."""
        return bool(word) and word not in self.stopwords
