"""The words of a text with what each fills: a slot for figures, dates and names, or none."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.identity.words import word_set

TOKEN = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?)"
    r"|\d+(?:[.,:]\d+)*|[^\W\d_]+"
)
SENTENCE_END = re.compile(r"[.!?…][\"'”\u2019»)\]]*\s+")
ROW = re.compile(r"\S+(?: \S+){0,11}(?<![.!?…:\"”])")
_YEARS = range(1900, 2100)

_MONTHS = word_set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "januar februar märz april mai juni juli august september oktober november dezember "
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre dicembre "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro "
    "januari februari maart mei augustus maj januar marts "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
)
_DATE = _MONTHS | word_set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight morning afternoon "
    "evening night quarter first second third fourth fifth sixth seventh eighth ninth tenth "
    "lunes martes miércoles jueves viernes sábado domingo ayer hoy mañana "
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier demain "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi "
    "segunda terça quarta quinta sexta ontem hoje "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag "
    "mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag "
    "понедельник вторник среду четверг пятницу субботу воскресенье вчера сегодня "
    "понеділок вівторок середу п'ятницю суботу неділю вчора сьогодні"
)
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze",
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici",
    "zero um dois três quatro cinco seis sete oito nove dez onze doze",
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
)
_ARTICLES = word_set("un uno um een once")  # numbers too seldom to be taken for such
VALUES = {
    word: str(value)
    for words in _NUMBER_WORDS
    for value, word in enumerate(words.split())
    if word not in _ARTICLES
}
_NUMBER = frozenset(VALUES) | word_set(
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million billion trillion dozen"
)
# What a periodic notice says of its figures: which way they went is a slot too.
_TREND = word_set(
    "rose fell up down higher lower rises falls gains gained loses lost climbs climbed drops dropped slips slipped "
    "edges edged jumps jumped slides slid flat unchanged increase decrease north south east west northeast "
    "northwest southeast southwest sunny cloudy rain rainy dry wet win wins won beat beats draw"
)


class Token(NamedTuple):
    """A word with whether it fills a slot. `hard`: a number or a date. A tuple, for there are thousands."""

    word: str
    slot: bool
    hard: bool
    date: bool


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in lower case, each told slot or not. A capital opening a sentence tells nothing.

    Small number words come as digits, so that "nine" in the copy and "9" in the headline are one. A row of a
    table has no full stop; there a capital at the start is a name too.
    """
    position = 1 if ROW.fullmatch(text) else 0
    month = False
    pending: Token | None = None  # a number that a month may follow: "14 March"
    for found in TOKEN.finditer(text):
        word = found[0]
        token = _token(text, position, found, month=month)
        position = found.end()
        if pending is not None:
            yield pending._replace(date=pending.date or token.word in _MONTHS)
            pending = None
        month = token.word in _MONTHS
        if word[0].isdigit():
            pending = token
        else:
            yield token
    if pending is not None:
        yield pending


def _token(text: str, position: int, found: re.Match[str], *, month: bool) -> Token:
    word, lower = found[0], found[0].casefold()
    digit = word[0].isdigit()
    date = lower in _DATE or found["date"] is not None or (digit and (month or _is_year(word)))
    hard = date or digit or lower in _NUMBER
    capital = word != lower and word[0].isupper()
    slot = hard or lower in _TREND or (capital and _inside(text, position, found.start()))
    return Token(VALUES.get(lower, lower), slot, hard, date)


def _is_year(word: str) -> bool:
    return len(word) == len("1999") and word.isdecimal() and int(word) in _YEARS


def _inside(text: str, position: int, start: int) -> bool:
    """Whether a word that starts here, after one that ends at `position`, stands inside a sentence."""
    return position > 0 and SENTENCE_END.search(text, position - 1, start) is None


def headline_tokens(headline: str, names: frozenset[str]) -> list[Token]:
    """The words of a headline; capitals count only for words that the copy capitalises too."""
    return [
        token._replace(slot=token.hard or token.word in names or token.word in _TREND)
        for token in tokens(headline)
    ]


def names_in(body: Sequence[Token]) -> frozenset[str]:
    """The words a text capitalises inside its sentences."""
    return frozenset(token.word for token in body if token.slot and not token.hard)
