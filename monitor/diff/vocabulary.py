"""The words that carry facts, by language: numbers, units, dates, negations. Tables only."""

from collections.abc import Mapping
from types import MappingProxyType


def _numbers(text: str) -> dict[str, float]:
    """Read "word value" pairs."""
    words = text.split()
    return {word: float(value) for word, value in zip(words[::2], words[1::2], strict=True)}


def word_set(text: str) -> frozenset[str]:
    """A set of words written as one text."""
    return frozenset(text.split())


def _to(meaning: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), meaning)


# Words below a hundred add up; hundreds and more multiply what stands before them.
SMALL: Mapping[str, float] = MappingProxyType(
    _numbers(
        "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 "
        "thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 "
        "forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 dozen 12 "
        "dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 trece 13 catorce 14 "
        "quince 15 veinte 20 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90 "
        "deux 2 trois 3 quatre 4 cinq 5 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 vingt 20 trente 30 "
        "quarante 40 cinquante 50 soixante 60 "
        "zwei 2 drei 3 vier 4 fünf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwölf 12 zwanzig 20 dreißig 30 "
        "due 2 tre 3 quattro 4 cinque 5 sei 6 sette 7 otto 8 nove 9 dieci 10 venti 20 trenta 30 "
        "undici 11 dodici 12 quindici 15 trenta 30 quaranta 40 cinquanta 50 sessanta 60 ottanta 80 novanta 90 "
        "dois 2 duas 2 três 3 quatro 4 sete 7 oito 8 dez 10 doze 12 quinze 15 vinte 20 trinta 30 quarenta 40 "
        "cinquenta 50 sessenta 60 "
        "twee 2 drie 3 vijf 5 zes 6 zeven 7 negen 9 tien 10 twaalf 12 vijftien 15 twintig 20 dertig 30 veertig 40 "
        "vijftig 50 zestig 60 "
        "två 2 fyra 4 fem 5 sex 6 sju 7 åtta 8 nio 9 tio 10 elva 11 tolv 12 tjugo 20 trettio 30 fyrtio 40 femtio 50 "
        "fire 4 seks 6 syv 7 otte 8 åtte 8 elleve 11 tyve 20 tjue 20 tredive 30 tretti 30 førti 40 femti 50 "
        "kaksi 2 kolme 3 neljä 4 viisi 5 kuusi 6 seitsemän 7 kahdeksan 8 yhdeksän 9 kymmenen 10 "
        "чотири 4 п'ять 5 шість 6 сім 7 вісім 8 дев'ять 9 десять 10 двадцять 20 тридцять 30 "
        "одиннадцать 11 двенадцать 12 пятнадцать 15 двадцать 20 тридцать 30 сорок 40 пятьдесят 50 "
        "два 2 две 2 три 3 четыре 4 пять 5 шесть 6 семь 7 восемь 8 девять 9 десять 10"
    )
)
LARGE: Mapping[str, float] = MappingProxyType(
    _numbers(
        "hundred 1e2 thousand 1e3 million 1e6 billion 1e9 trillion 1e12 "
        "cien 1e2 ciento 1e2 mil 1e3 millón 1e6 millones 1e6 billones 1e12 "
        "cent 1e2 cents 1e2 mille 1e3 millions 1e6 milliard 1e9 milliards 1e9 "
        "hundert 1e2 tausend 1e3 millionen 1e6 milliarde 1e9 milliarden 1e9 billionen 1e12 "
        "milioni 1e6 milione 1e6 miliardi 1e9 miliardo 1e9 milhão 1e6 milhões 1e6 bilhões 1e9 "
        "honderd 1e2 duizend 1e3 miljoen 1e6 miljard 1e9 hundra 1e2 tusen 1e3 miljon 1e6 miljoner 1e6 miljarder 1e9 "
        "hundrede 1e2 tusind 1e3 millioner 1e6 milliarder 1e9 sata 1e2 tuhat 1e3 tuhatta 1e3 miljoona 1e6 "
        "miljoonaa 1e6 miljardia 1e9 cento 1e2 mila 1e3 "
        "тисяч 1e3 тисячі 1e3 мільйон 1e6 мільйонів 1e6 мільярд 1e9 мільярдів 1e9 миллион 1e6 миллиард 1e9 "
        "тысяч 1e3 тысячи 1e3 млн 1e6 миллионов 1e6 млрд 1e9 миллиардов 1e9"
    )
)
# Only after digits: "2.4m", "$3 bn".
SCALES: Mapping[str, float] = MappingProxyType(
    _numbers("m 1e6 mn 1e6 mln 1e6 mio 1e6 bn 1e9 b 1e9 bln 1e9 mrd 1e9 md 1e9 tn 1e12 trn 1e12 k 1e3")
)
# "cent" is a coin and "mil" no number in English; "elf" and "once" are words.
ENGLISH_WORDS = word_set("fire sex fem mila sata once elf mil cent cents sept dix due nove sei mille")

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS: Mapping[str, int] = MappingProxyType(
    {
        word: value
        for value, word in enumerate(
            _ORDINALS.split(),
            start=1,
        )
    }
)

# What a number may count as a unit: part of the fact. Things counted (people, homes) are not.
UNITS: Mapping[str, str] = MappingProxyType(
    _to(
        "%",
        "% percent pct prozent procent prosent prosenttia процентов процента процент відсотків відсотки %",
    )
    | _to("$", "$ usd dollar dollars dólares dólar")
    | _to("€", "€ eur euro euros")
    | _to("£", "£ gbp pound pounds sterling")
    | _to("¥", "¥ jpy yen")
    | _to("₽", "₽ rub ruble rubles rouble roubles")
    | _to("second", "second seconds sec secs segundos")
    | _to("minute", "minute minutes min mins minutos minuten")
    | _to("hour", "hour hours hr hrs horas hora heures heure stunden stunde ore")
    | _to("day", "day days días jours tage tagen giorni")
    | _to("week", "week weeks semanas semaines wochen settimane")
    | _to("month", "month months meses mois monate monaten mesi")
    | _to("year", "year years yr yrs años ans années jahre jahren anni")
    | _to("metre", "metre metres meter meters metros mètres")
    | _to("km", "km kms kilometre kilometres kilometer kilometers kilómetros kilomètres")
    | _to("mile", "mile miles mi millas")
    | _to("foot", "foot feet ft")
    | _to("kg", "kg kgs kilo kilos kilogram kilograms")
    | _to("tonne", "tonne tonnes ton tons toneladas tonnen")
    | _to("barrel", "barrel barrels bpd")
    | _to("degree", "° degree degrees grados")
    | _to("bp", "bp bps")
    | _to("point", "point points puntos punkte")
)
CURRENCY_SIGNS = "$€£¥₽"

MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for names in (
            "january february march april may june july august september october november december",
            "jan feb mar apr may jun jul aug sep oct nov dec",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "januar februar märz april mai juni juli august september oktober november dezember",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "januari februari mars april maj juni juli augusti september oktober november december",
            "januar februar marts april maj juni juli august september oktober november december",
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        )
        for number, name in enumerate(names.split(), start=1)
    }
    | {"sept": 9, "janv": 1, "févr": 2, "ene": 1, "abr": 4, "ago": 8, "dic": 12}
)
# Months that are words too: a date only with a day beside them or a capital inside the sentence.
AMBIGUOUS_MONTHS = word_set("may march mar mars mai marzo august")
DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight "
    "lunes martes miércoles jueves viernes sábado domingo ayer hoy "
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier demain "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute morgen "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag "
    "måndag tisdag onsdag torsdag fredag lördag söndag igår idag mandag tirsdag lørdag søndag "
    "понеділок вівторок середу четвер п'ятницю суботу неділю вчора сьогодні вчера сегодня "
    "понедельник вторник среду четверг пятницу субботу воскресенье"
)
BEFORE_YEAR = word_set("in since of by until till from year through before after early late mid de en seit")

_NEGATIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "en": word_set("not no never neither nor none nobody nothing nowhere without hardly"),
        "es": word_set("no nunca jamás ni sin tampoco ninguno ninguna ningún nadie nada"),
        "fr": word_set("ne n pas jamais non sans aucun aucune ni rien personne"),
        "de": word_set("nicht kein keine keinen keiner keinem nie niemals ohne nichts niemand"),
        "it": word_set("non mai senza nessun nessuno nessuna né niente"),
        "pt": word_set("não nunca jamais sem nenhum nenhuma nem ninguém nada"),
        "nl": word_set("niet geen nooit zonder niemand niets"),
        "sv": word_set("inte ej aldrig utan ingen inget"),
        "da": word_set("ikke ej aldrig uden ingen"),
        "no": word_set("ikke aldri uten ingen"),
        "nb": word_set("ikke aldri uten ingen"),
        "nn": word_set("ikkje aldri utan ingen"),
        "fi": word_set("ei eivät en emme älä koskaan ilman kukaan"),
        "pl": word_set("nie nigdy bez nikt nic żaden"),
        "ru": word_set("не нет ни никогда без никто ничего"),
        "uk": word_set("не немає ні ніколи без ніхто нічого"),
    }
)


def negations(language: str) -> frozenset[str]:
    """The negations of a language (BCP 47 tag) and of English; of English alone when it is not known."""
    return _NEGATIONS["en"] | _NEGATIONS.get(language[:2].lower(), frozenset())


ARTICLES = word_set("the a an aged that")

# Titles stand before names and are no part of them.
TITLES = word_set(
    "president prime minister foreign defence defense interior finance secretary general king queen prince princess "
    "pope chancellor senator sen rep governor gov mayor judge justice colonel col gen lt sgt captain capt admiral "
    "mr mrs ms miss dr prof sir lord lady dame chief chairman chairwoman chair ceo spokesman spokeswoman "
    "spokesperson envoy ambassador sheikh ayatollah emir sultan former vice deputy "
    "presidente ministro ministra rey reina président ministre roi präsident kanzler"
)

# Countries and their people: names, but no part of the name that follows ("US President", "Russian Ivan").
NATIONS = word_set(
    "us uk eu un nato russian ukrainian american british french german chinese israeli iranian turkish spanish "
    "italian polish japanese indian"
)

# One spelling for a title or office, however it is cut short.
IN_FULL: Mapping[str, str] = MappingProxyType(
    {
        "sen": "senator", "gov": "governor", "gen": "general", "lt": "lieutenant", "col": "colonel", "sgt": "sergeant",
        "capt": "captain", "prof": "professor", "rep": "representative", "govt": "government", "dept": "department",
        "v": "versus", "vs": "versus",
    }
)  # fmt: skip

# After these "'s" is a verb, not a genitive.
PRONOUNS = word_set("he she it that there who what here where")

# Words that open sentences: their capital makes no name.
OPENERS = word_set(
    "the a an and but or so yet he she it they we you i his her its their our my this that these those there here "
    "in on at of for from to with by as if when while after before since until during despite although though "
    "because amid about over under between among against within without according once also still now then "
    "meanwhile however moreover instead later earlier more most many some several all both each every no not "
    "none one what who which where why how is are was were has have had will would can could should may might "
    "must do does did said says asked told only just even such other another any police officials authorities "
    "people officers residents troops soldiers rescuers rescue death toll at least up down out new old first last "
    "el la los las un una en con por para según tras le les des du une dans pour der die das ein eine im am "
    "man men woman women boy girl child children hundreds dozens thousands millions fewer killed wounded injured "
    "mediators talks fighting protesters workers lawmakers ministers leaders experts analysts"
)

SAYING = word_set(
    "said says say told tells added adds stated announced declared reported reports claimed claims insisted warned "
    "confirmed denied argued wrote dijo afirmó declaró anunció aseguró dit déclaré annoncé affirmé sagte erklärte "
    "teilte ha detto disse afirmou сказал заявил сообщил"
)
TOLL = word_set("dead killed kills kill killing died dies deaths death toll fatalities muertos morts tote")
HURT = word_set("injured wounded hurt injures wounds injuries injuring heridos blessés verletzt")
