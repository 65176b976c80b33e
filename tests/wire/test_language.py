"""The language of a text: declared codes made regular, and texts that declare none."""
# ruff: noqa: E501 - a sentence stands on one line

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.wire.language import language_of, normal_language

SAID = (
    (
        "en",
        "The ferry company said on Friday that the crossing would stay closed until the wind had dropped.",
    ),
    (
        "es",
        "La compañía de transbordadores dijo este viernes que el paso seguirá cerrado hasta que amaine el viento, según sus responsables.",
    ),
    (
        "fr",
        "La compagnie de bacs a annoncé vendredi que la traversée restera fermée jusqu'à ce que le vent tombe, selon les autorités du port.",
    ),
    (
        "de",
        "Die Fährgesellschaft teilte am Freitag mit, dass die Überfahrt geschlossen bleibt, bis der Wind nachlässt und die Wellen sich legen.",
    ),
    (
        "it",
        "La compagnia dei traghetti ha detto venerdì che il passaggio resterà chiuso fino a quando il vento non sarà calato, secondo il porto.",
    ),
    (
        "pt",
        "A empresa de barcos disse na sexta-feira que a travessia vai continuar fechada até que o vento diminua, segundo o porto da cidade.",
    ),
    (
        "nl",
        "De veerdienst heeft vrijdag laten weten dat de overtocht gesloten blijft tot de wind is gaan liggen, zo meldt het bedrijf.",
    ),
    (
        "da",
        "Færgeselskabet siger fredag, at overfarten er lukket, indtil vinden har lagt sig, og at der ikke er nogen afgange i dag.",
    ),
    (
        "sv",
        "Färjebolaget säger på fredagen att överfarten är stängd tills vinden har lagt sig och att det inte går några turer.",
    ),
    (
        "nb",
        "Fergeselskapet sier fredag at overfarten er stengt til vinden har lagt seg, og at det ikke blir noen avganger i dag.",
    ),
    (
        "fi",
        "Lauttayhtiö kertoi perjantaina, että reitti on suljettu, kunnes tuuli tyyntyy. Yhtiön mukaan vuoroja ei ole, mutta se seuraa tilannetta.",
    ),
    (
        "pl",
        "Firma promowa poinformowała w piątek, że przeprawa jest zamknięta do czasu, aż wiatr osłabnie, i że nie ma kursów.",
    ),
    (
        "cs",
        "Přívozní společnost v pátek uvedla, že přeprava je zavřená, dokud se vítr neutiší, a že na jezeře se nepluje.",
    ),
    (
        "sk",
        "Spoločnosť v piatok uviedla, že preprava je zatvorená, kým sa vietor neutíši, a že na jazere sa nepláva podľa plánu.",
    ),
    (
        "sr",
        "Kompanija je u petak saopštila da je prelaz zatvoren dok se vetar ne smiri i da će se o nastavku odlučiti sutra.",
    ),
    (
        "ro",
        "Compania de feriboturi a anunțat vineri că traversarea este închisă până când vântul se va domoli și că nu sunt curse.",
    ),
    (
        "hu",
        "A kompos társaság pénteken közölte, hogy az átkelő zárva van, amíg a szél el nem ül, és hogy nem lesz járat.",
    ),
    (
        "tr",
        "Feribot şirketi cuma günü geçişin rüzgar dinene kadar kapalı kalacağını ve bu sefer için yeni bir tarih olarak pazarın düşünüldüğünü söyledi.",
    ),
    (
        "et",
        "Praamifirma ütles reedel, et ülevedu on suletud, kuni tuul vaibub, ja see ei muutu enne homset. Ta lisas ka, et reise ei ole.",
    ),
    (
        "id",
        "Perusahaan feri itu mengatakan pada Jumat bahwa penyeberangan akan ditutup dan tidak ada pelayaran untuk hari ini.",
    ),
    (
        "ms",
        "Syarikat feri itu berkata perkhidmatan ditutup kepada orang ramai bagi tempoh ini dan beliau turut memaklumkan ia tidak akan dibuka.",
    ),
    (
        "vi",
        "Công ty phà cho biết hôm thứ Sáu rằng tuyến phà sẽ đóng cửa cho đến khi gió giảm và không có chuyến nào trong ngày.",
    ),
    (
        "ru",
        "Компания сообщила в пятницу, что переправа закрыта до тех пор, пока не стихнет ветер, и что рейсов не будет.",
    ),
    (
        "uk",
        "Компанія повідомила у п'ятницю, що переправа закрита до того часу, поки не вщухне вітер, і що рейсів не буде.",
    ),
    (
        "bg",
        "Компанията съобщи в петък, че преминаването е затворено, докато вятърът не утихне, и че няма да има курсове.",
    ),
    (
        "sr",
        "Компанија је у петак саопштила да је прелаз затворен док се ветар не смири и да ће се о наставку одлучити.",
    ),
    (
        "ar",
        "قالت الشركة يوم الجمعة إن المعبر سيبقى مغلقا إلى أن تهدأ الرياح، وأضافت في بيان أن الرحلات توقفت بعد العاصفة التي ضربت من الشمال على الساحل",
    ),
    (
        "fa",
        "شرکت کشتیرانی روز جمعه گفت که این مسیر تا آرام شدن باد بسته است و برای سفرها در این مسیر زمانی اعلام نشده است",
    ),
    ("ko", "여객선 회사는 금요일 바람이 잦아들 때까지 항로가 폐쇄된다고 밝혔다."),
    ("ja", "フェリー会社は金曜日、風がおさまるまで航路を閉鎖すると発表した。"),
    ("zh", "渡轮公司周五表示，在风力减弱之前航线将继续关闭。"),
)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("en", "en"), ("EN_us", "en-US"), ("pt-br", "pt-BR"), ("sr-latn-rs", "sr-Latn-RS"), ("es-419", "es-419"),
        ("English", "en"), ("deu", "de"), ("", ""), ("und", ""), ("???", ""), ("en-GB-oxendict", "en-GB"),
    ],
)  # fmt: skip
def test_a_declared_language_is_made_regular(declared: str, expected: str) -> None:
    assert normal_language(declared) == expected
    assert normal_language(normal_language(declared)) == expected


@pytest.mark.parametrize(("language", "text"), SAID)
def test_a_text_that_declares_no_language_tells_it(language: str, text: str) -> None:
    assert language_of(("", ""), "", [text]) == language


@pytest.mark.parametrize(("language", "text"), SAID)
def test_a_declaration_outranks_a_guess_unless_the_script_contradicts(language: str, text: str) -> None:
    assert language_of((language, "en"), "", [text]) == language
    in_latin = any("a" <= letter <= "z" for letter in text)
    assert language_of(("", "cy"), "", [text]) == "cy"
    assert language_of(("", "en"), "", [text]) == ("en" if in_latin else language)


@pytest.mark.parametrize("text", ["", "Velden 3", "Ferry stays", "1,2 %", "VELDEN"])
def test_too_little_text_says_nothing(text: str) -> None:
    assert language_of(("", ""), text, []) == ""
    assert language_of(("", "de-at"), text, []) == "de-AT"


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert language_of(("", ""), text, []) == normal_language(language_of(("", ""), text, []))
