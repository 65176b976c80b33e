"""The same invented story in four languages, sentence by sentence: for translations."""

from dataclasses import dataclass
from random import Random

from monitor.model.story import Draft
from tests.identity.invented import FAMILY, GIVEN, PLACES

LANGUAGES = ("en", "es", "fr", "de")
SENTENCES = (
    (
        "The court in {p0} sentenced {a} to {n0} years in prison on Friday for taking bribes from {p1}.",
        "El tribunal de {p0} condenó el viernes a {a} a {n0} años de cárcel por aceptar sobornos de {p1}.",
        "Le tribunal de {p0} a condamné vendredi {a} à {n0} ans de prison pour avoir touché des pots-de-vin de {p1}.",
        "Das Gericht in {p0} hat {a} am Freitag wegen Bestechung aus {p1} zu {n0} Jahren Haft verurteilt.",
    ),
    (
        "Judge {b} read the verdict for {n1} minutes before a full hall.",
        "La jueza {b} leyó la sentencia durante {n1} minutos ante una sala llena.",
        "La juge {b} a lu le verdict pendant {n1} minutes devant une salle comble.",
        "Richterin {b} verlas das Urteil {n1} Minuten lang vor vollem Saal.",
    ),
    (
        "The police had found {n2} crowns in a boat house near {p2} that belonged to {a}.",
        "La policía había encontrado {n2} coronas en un cobertizo cerca de {p2} que pertenecía a {a}.",
        "La police avait trouvé {n2} couronnes dans un hangar près de {p2} appartenant à {a}.",
        "Die Polizei hatte {n2} Kronen in einem Bootshaus bei {p2} gefunden, das {a} gehörte.",
    ),
    (
        "“This is a dark day for {p0},” said his lawyer, {c}, who announced an appeal.",
        "«Es un día negro para {p0}», dijo su abogado, {c}, que anunció un recurso.",
        "« C'est un jour sombre pour {p0} », a dit son avocat, {c}, qui a annoncé un appel.",
        "„Das ist ein schwarzer Tag für {p0}“, sagte sein Anwalt {c} und kündigte Berufung an.",
    ),
    (
        "More than {n3} people had signed a letter to {b} asking for mercy.",
        "Más de {n3} personas habían firmado una carta a {b} pidiendo clemencia.",
        "Plus de {n3} personnes avaient signé une lettre à {b} demandant la clémence.",
        "Mehr als {n3} Menschen hatten einen Brief an {b} mit der Bitte um Milde unterschrieben.",
    ),
    (
        "The mayor of {p1}, {d}, said the town had lost {n4} million since the affair began.",
        "El alcalde de {p1}, {d}, dijo que la ciudad había perdido {n4} millones desde que empezó el caso.",
        "Le maire de {p1}, {d}, a dit que la ville avait perdu {n4} millions depuis le début de l'affaire.",
        "Der Bürgermeister von {p1}, {d}, sagte, die Stadt habe seit Beginn der Affäre {n4} Millionen verloren.",
    ),
    (
        "In {n5} the same company had already paid {d} for a road to {p2}.",
        "En {n5} la misma empresa ya había pagado a {d} por una carretera a {p2}.",
        "En {n5}, la même société avait déjà payé {d} pour une route vers {p2}.",
        "Im Jahr {n5} hatte dieselbe Firma schon {d} für eine Straße nach {p2} bezahlt.",
    ),
    (
        "Neither {c} nor {d} would speak to the press outside the harbour office of {p2}.",
        "Ni {c} ni {d} quisieron hablar con la prensa ante la oficina del puerto de {p2}.",
        "Ni {c} ni {d} n'ont voulu parler à la presse devant le bureau du port de {p2}.",
        "Weder {c} noch {d} wollten vor dem Hafenamt von {p2} mit der Presse sprechen.",
    ),
    (
        "The appeal will be heard in {p1}, where {b} began her career {n1} years ago.",
        "El recurso se verá en {p1}, donde {b} empezó su carrera hace {n1} años.",
        "L'appel sera jugé à {p1}, où {b} a commencé sa carrière il y a {n1} ans.",
        "Die Berufung wird in {p1} verhandelt, wo {b} vor {n1} Jahren ihre Laufbahn begann.",
    ),
    (
        "Workers from {p2} marched past the house of {a} with {n3} candles.",
        "Trabajadores de {p2} marcharon ante la casa de {a} con {n3} velas.",
        "Des ouvriers de {p2} ont défilé devant la maison de {a} avec {n3} bougies.",
        "Arbeiter aus {p2} zogen mit {n3} Kerzen am Haus von {a} vorbei.",
    ),
)
HEADLINES = (
    "{last} jailed in {p0}",
    "Cárcel para {last} en {p0}",
    "Prison pour {last} à {p0}",
    "Haft für {last} in {p0}",
)


@dataclass(frozen=True, slots=True)
class Affair:
    """Names, places and numbers of one affair."""

    fields: dict[str, str]


def affair(random: Random) -> Affair:
    """Return who, where and how much."""
    names = [f"{a} {b}" for a, b in zip(random.sample(GIVEN, 4), random.sample(FAMILY, 4), strict=True)]
    fields = dict(zip("abcd", names, strict=True)) | {"last": names[0].split()[1]}
    fields |= {f"p{at}": place for at, place in enumerate(random.sample(PLACES, 3))}
    return Affair(fields | _figures(random))


def _figures(random: Random) -> dict[str, str]:
    drawn = [random.randint(11, 30), random.randint(20, 99), random.randint(1000, 9999)]
    drawn += [random.randint(100, 999), random.randint(12, 99), random.randint(1990, 2024)]
    return {f"n{at}": str(number) for at, number in enumerate(drawn)}


def told(one: Affair, language: str, chosen: list[int], guid: str) -> Draft:
    """Return the affair in a language, by the sentences chosen."""
    at = LANGUAGES.index(language)
    paragraphs = tuple(SENTENCES[number][at].format(**one.fields) for number in chosen)
    headline = HEADLINES[at].format(**one.fields)
    return Draft("north", f"north-{language}", guid, "", headline, paragraphs, language=language)


def later(one: Affair, random: Random) -> Affair:
    """Return the same people on another day: other figures."""
    return Affair(one.fields | _figures(random))
