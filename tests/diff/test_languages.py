"""The same fact in another form, and another fact in the same form, in the languages of the wires."""

import pytest

from monitor.diff.judge import judge
from monitor.model.change import FactKind
from monitor.model.story import Draft

SAME = [
    ("es", "Cinco muertos en Norvik", "5 muertos en Norvik"),
    ("es", "Sube un 5 por ciento", "Sube un 5 %"),
    ("fr", "Sept morts à Norvik", "7 morts à Norvik"),
    ("fr", "Hausse de 5 pour cent", "Hausse de 5 %"),
    ("de", "Zwölf Tote in Norvik", "12 Tote in Norvik"),
    ("de", "Plus von 5 Prozent", "Plus von 5 %"),
    ("it", "Sei morti a Norvik", "6 morti a Norvik"),
    ("it", "Crescita del 5 per cento", "Crescita del 5 %"),
    ("pt", "Sete mortos em Norvik", "7 mortos em Norvik"),
    ("nl", "Vijf doden in Norvik", "5 doden in Norvik"),
    ("nl", "Kosten 2 miljoen", "Kosten 2.000.000"),
    ("sv", "Fem döda i Norvik", "5 döda i Norvik"),
    ("da", "Fire dræbt i Norvik", "4 dræbt i Norvik"),
    ("nb", "Sju drept i Norvik", "7 drept i Norvik"),
    ("fi", "Viisi kuollut Norvikissa", "5 kuollut Norvikissa"),
    ("ru", "Пять погибших в Норвике", "5 погибших в Норвике"),
    ("uk", "Вісім загиблих у Норвіку", "8 загиблих у Норвіку"),
]
OTHER = [
    ("es", "Cinco muertos en Norvik", "Seis muertos en Norvik", FactKind.NUMBER),
    ("fr", "Il ne viendra pas", "Il viendra", FactKind.NEGATION),
    ("de", "Holm kommt", "Holm kommt nicht", FactKind.NEGATION),
    ("nl", "Vijf doden in Norvik", "Zes doden in Norvik", FactKind.NUMBER),
    ("nl", "Holm komt", "Holm komt niet", FactKind.NEGATION),
    ("sv", "Holm kommer", "Holm kommer inte", FactKind.NEGATION),
    ("fi", "Holm tulee", "Holm ei tulee", FactKind.NEGATION),
    ("it", "Sei morti a Norvik", "Sette morti a Norvik", FactKind.NUMBER),
    ("pt", "Voto a 3 de março", "Voto a 3 de maio", None),
    ("uk", "Вісім загиблих у Норвіку", "Сім загиблих у Норвіку", FactKind.NUMBER),
    ("ru", "Холм приедет", "Холм не приедет", FactKind.NEGATION),
]
ENGLISH_WORDS = ["Fire at Norvik port", "Sex and the law", "Once upon a time", "Ten of cents"]


def _judged(language: str, old: str, new: str) -> tuple[bool, set[FactKind]]:
    before, after = (Draft("n", "n", "g", "", text, (), language=language) for text in (old, new))
    diff = judge(before, after)
    return diff.material, {fact.kind for fact in diff.facts}


@pytest.mark.parametrize(("language", "old", "new"), SAME)
def test_the_same_fact_in_another_form(language: str, old: str, new: str) -> None:
    assert _judged(language, old, new) == (False, set())
    assert _judged(language, new, old) == (False, set())


@pytest.mark.parametrize(("language", "old", "new", "kind"), OTHER)
def test_another_fact(language: str, old: str, new: str, kind: FactKind | None) -> None:
    material, kinds = _judged(language, old, new)
    assert material
    assert kind is None or kind in kinds


@pytest.mark.parametrize("headline", ENGLISH_WORDS)
def test_english_words_are_no_foreign_numbers(headline: str) -> None:
    first = headline.split(maxsplit=1)[0]
    for figure in ("4", "6", "11", "100"):
        assert _judged("en", headline, headline.replace(first, figure, 1))[0]
