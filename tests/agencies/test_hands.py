"""Each agency's own forms, in our own words: what is declared, what is furniture, and what is ordinary copy."""

import html
from datetime import UTC, datetime

import pytest

from monitor.agencies.table import AGENCIES, GENERIC
from monitor.model.feed import Entry, Feed
from monitor.model.story import Draft, FurnitureKind, PubStatus
from monitor.wire.text import draft_of

NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
FEED = Feed(id="north", url="http://north.example/feed", agency="north")
LONG = "The ferry company said on Friday that the crossing would stay closed until the wind had dropped."
ALSO = "Passengers waited in the hall of the harbour, where the town had put up beds and a kitchen for them."
TITLE = "Ferry stays in harbour"
D, S, N, B = FurnitureKind.DATELINE, FurnitureKind.SIGN_OFF, FurnitureKind.NOTE, FurnitureKind.BYLINE


def draft(agency: str, headline: str, *paragraphs: str, slugline: str = "") -> Draft:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    entry = Entry(guid="g", headline=headline, body=body, slugline=slugline)
    return draft_of(entry, FEED, AGENCIES.get(agency, GENERIC), "", NOW)


def names(made: Draft) -> set[str]:
    return {marker.name for marker in made.markers}


@pytest.mark.parametrize(
    ("agency", "headline", "name", "number"),
    [
        ("", f"{TITLE} (corrected)", "correction", None),
        ("", f"{TITLE} [Correction]", "correction", None),
        ("", f"STORY REMOVED: {TITLE}", "kill", None),
        ("", f"STORY RETRACTED - {TITLE}", "kill", None),
        ("", f"MANDATORY KILL: {TITLE}", "kill", None),
        ("", f"Mandatory Kill: {TITLE}", "kill", None),
        ("", f"BULLETIN KILL - {TITLE}", "kill", None),
        ("", f"CORRECCIÓN: {TITLE}", "correction", None),
        ("", f"KORREKTUR: {TITLE}", "correction", None),
        ("reuters", f"WRAPUP 4-{TITLE}", "update", 4),
        ("reuters", f"CORRECTED-(OFFICIAL)-{TITLE}", "correction", None),
        ("reuters", f"ADVISORY-{TITLE}", "advisory", None),
        ("reuters", f"STORY WITHDRAWN-{TITLE}", "kill", None),
        ("ap", f"BC-EU--{TITLE}, 4th Ld-Writethru", "writethru", 4),
        ("ap", f"AP-EU--{TITLE}, Ld-Writethru", "writethru", 1),
        ("", f"KILL KILL KILL: {TITLE}", "kill", None),
        ("ap", f"BC-EU--{TITLE},2nd Ld-Writethru", "writethru", 2),
        ("ap", f"Kill: {TITLE}", "kill", None),
        ("ap", f"APNewsAlert: {TITLE}", "flash", None),
        ("afp", f"1st lead: {TITLE}", "lead", 1),
        ("afp", f"{TITLE} - 2nd LEAD", "lead", 2),
        ("dpa", f"Eilmeldung: {TITLE}", "flash", None),
        ("dpa", f"Zusammenfassung 2: {TITLE}", "update", 2),
        ("efe", f"(CORRECCIÓN) {TITLE}", "correction", None),
        ("efe", f"(Corrige el nombre del puerto) {TITLE}", "correction", None),
        ("efe", f"(URGENTE) {TITLE}", "flash", None),
        ("efe", f"URGENTE {TITLE}", "flash", None),
        ("efe", f"ACTUALIZACIÓN 3: {TITLE}", "update", 3),
        ("ansa", f"RPT {TITLE}", "repeat", None),
        ("ritzau", f"OPDATERING: {TITLE}", "update", None),
        ("ap", f"STORY REMOVED: BC-EU--{TITLE}", "kill", None),
        ("ap", f"CORRECCIÓN: {TITLE}", "correction", None),
        ("afp", f"ALERTE - {TITLE}", "flash", None),
        ("afp", f"3EME LEAD - {TITLE}", "lead", 3),
        ("afp", f"2nd LEAD - {TITLE}", "lead", 2),
        ("afp", f"RECTIFICATION - {TITLE}", "correction", None),
        ("afp", f"Rectificatif: {TITLE}", "correction", None),
        ("afp", f"ANNULE - {TITLE}", "kill", None),
        ("afp", f"Berichtigung: {TITLE}", "correction", None),
        ("efe", f"CORRECCIÓN: {TITLE}", "correction", None),
        ("efe", f"Corrige: {TITLE}", "correction", None),
        ("efe", f"ANULADO: {TITLE}", "kill", None),
        ("efe", f"ANULADA - {TITLE}", "kill", None),
        ("efe", f"(AMPLÍA) {TITLE}", "update", None),
        ("efe", f"{TITLE} (ampliación)", "update", None),
        ("efe", f"URGENTE: {TITLE}", "flash", None),
        ("efe", f"ACLARACIÓN: {TITLE}", "advisory", None),
        ("efe", f"CORREÇÃO: {TITLE}", "correction", None),
        ("dpa", f"{TITLE} (Eil)", "flash", None),
        ("dpa", f"{TITLE} (3. Zusammenfassung - neu: Minister)", "update", 3),
        ("dpa", f"{TITLE} (Berichtigung: Name im zweiten Absatz)", "correction", None),
        ("dpa", f"Korrektur: {TITLE}", "correction", None),
        ("dpa", f"{TITLE} (neu: Reaktionen)", "update", None),
        ("dpa", f"2ND LEAD - {TITLE}", "lead", 2),
        ("dpa", f"EXTRA: {TITLE}", "flash", None),
        ("dpa", f"{TITLE} (Wiederholung vom Vortag)", "repeat", None),
        ("tass", f"СРОЧНО: {TITLE}", "flash", None),
        ("tass", f"ПОПРАВКА: {TITLE}", "correction", None),
        ("ansa", f">>>ANSA/{TITLE}", "advisory", None),
        ("ansa", f"+++ ANSA/{TITLE}", "flash", None),
        ("ansa", f"++ {TITLE} ++", "flash", None),
        ("ansa", f"RETTIFICA: {TITLE}", "correction", None),
        ("ansa", f"ANNULLATO - {TITLE}", "kill", None),
        ("kyodo", f"3RD LD: {TITLE}", "lead", 3),
        ("kyodo", f"LEAD: {TITLE}", "lead", 1),
        ("kyodo", f"UPDATE1: {TITLE}", "update", 1),
        ("kyodo", f"CORRECTED: {TITLE}", "correction", None),
        ("anp", f"{TITLE} (3)", "update", 3),
        ("anp", f"RECTIFICATIE: {TITLE}", "correction", None),
        ("ritzau", f"NyVersion: {TITLE}", "update", None),
        ("ritzau", f"Korrektion: {TITLE}", "correction", None),
        ("ritzau", f"ANNULLERET: {TITLE}", "kill", None),
        ("ritzau", f"InfoFlash: {TITLE}", "flash", None),
        ("stt", f"KORJAUS: {TITLE}", "correction", None),
        ("stt", f"Oikaisu: {TITLE}", "correction", None),
        ("aap", f"KILL NOTICE: {TITLE}", "advisory", None),
        ("pa", f"SUBSTITUTE: {TITLE}", "update", None),
        ("pa", f"NIGHTLEAD {TITLE}", "lead", 1),
        ("europapress", f"CORRECCIÓN: {TITLE}", "correction", None),
        ("lusa", f"CORREÇÃO: {TITLE}", "correction", None),
    ],
)
def test_a_headline_declares(agency: str, headline: str, name: str, number: int | None) -> None:
    made = draft(agency, headline, LONG)
    assert made.headline == TITLE
    assert [(marker.name, marker.number) for marker in made.markers] == [(name, number)]
    assert (made.pub_status is PubStatus.CANCELED) is (name == "kill")


@pytest.mark.parametrize(
    ("agency", "note", "name"),
    [
        ("", "EDITORS: Norwire is killing this story. A kill is mandatory.", "kill"),
        ("", "ADVISORY: The story has been withdrawn.", "kill"),
        ("", "ATTENTION EDITORS: This article about the ferry was retracted on Friday.", "kill"),
        ("", "Note to editors: Norwire has withdrawn its story on the ferry.", "kill"),
        ("", "Mandatory Kill", "kill"),
        ("", "MANDATORY KILL", "kill"),
        ("", "Mandatory Kill: the ferry sailed on Thursday.", "kill"),
        ("", "This kill is mandatory.", "kill"),
        ("", "(This version CORRECTS the envoy's first name.)", "correction"),
        ("", "(This story has been CORRECTED to fix the name)", "correction"),
        ("", "This version CORRECTS the name of the captain.", "correction"),
        ("", "Please disregard the story headlined Ferry sails.", "advisory"),
        ("reuters", "(Recasts, adds captain's comment)", "update"),
        ("reuters", "(In Mar. 13 story, corrects last paragraph to say two ferries)", "correction"),
        ("ap", "The Associated Press has withdrawn its story about the ferry.", "kill"),
        ("ap", "Eds: CORRECTS: the spelling of the captain's name.", "correction"),
        ("afp", "ANNULE", "kill"),
        ("afp", "RECTIFICATIF", "correction"),
        ("afp", "Merci d'annuler cette dépêche, dont la source n'est pas fiable.", "kill"),
        ("afp", "(Rectifie le nom du capitaine)", "correction"),
        ("afp", "Précision: le bac est parti jeudi.", "advisory"),
        ("efe", "(Corrige el nombre del capitán)", "correction"),
        ("efe", "Nota a los editores: Esta noticia ha sido anulada por un error.", "kill"),
        ("efe", "Rogamos anulen la noticia sobre el transbordador.", "kill"),
        ("efe", "ACLARACIÓN: El capitán se llama Berg.", "advisory"),
        ("efe", "(Añade declaraciones)", "update"),
        ("dpa", "Berichtigung: Der Name lautet Berg.", "correction"),
        ("dpa", "KORREKTUR", "correction"),
        ("dpa", "Diese Meldung wird hiermit zurückgezogen.", "kill"),
        ("dpa", "(Achtung: wird fortlaufend aktualisiert)", "advisory"),
        ("dpa", "1ST LEAD", "lead"),
        ("tass", "В это сообщение внесены исправления.", "correction"),
        ("ansa", "Si prega di annullare la notizia sul traghetto.", "kill"),
        ("anp", "Dit bericht is ingetrokken.", "kill"),
        ("ritzau", "Annulleret", "kill"),
        ("ritzau", "Dette telegram er rettet, så navnet er Berg.", "correction"),
        ("stt", "Korjattu aiempaa uutista: kapteenin nimi on Berg.", "correction"),
        ("stt", "Korjattu kapteenin nimeä toisessa kappaleessa.", "correction"),
        ("stt", "Lisätty kolmanteen kappaleeseen tietoja.", "update"),
        ("aap", "Please kill story slugged FERRY VELDEN.", "advisory"),
        ("aap", "This kill/takedown is mandatory.", "advisory"),
        ("pa", "Correcting spelling in para 2", "correction"),
    ],
)
def test_a_note_declares_wherever_it_stands(agency: str, note: str, name: str) -> None:
    for paragraphs in ((note, LONG, ALSO), (LONG, ALSO, note)):
        made = draft(agency, TITLE, *paragraphs)
        assert made.paragraphs == (LONG, ALSO)
        assert names(made) == {name}
        assert [(item.kind, item.text) for item in made.furniture] == [(N, note)]
        assert (made.pub_status is PubStatus.CANCELED) is (name == "kill")


@pytest.mark.parametrize(
    ("agency", "slugline", "name", "number"),
    [
        ("reuters", "FERRY-VELDEN/ (WRAPUP 3, PIX)", "update", 3),
        ("reuters", "FERRY-VELDEN/ (UPDATE 2, CORRECTED)", "update", 2),
        ("ap", "BC-EU--Ferry, 8thLd-Writethru", "writethru", 8),
        ("dpa", "4TH NET", "lead", 4),
        ("ritzau", "Korrektion", "correction", None),
        ("ritzau", "InfoFlash", "flash", None),
        ("stt", "sig:update", "update", None),
        ("pa", "TRANSPORT Ferry Substitute", "update", None),
    ],
)
def test_a_slugline_declares(agency: str, slugline: str, name: str, number: int | None) -> None:
    made = draft(agency, TITLE, LONG, slugline=slugline)
    assert [(marker.name, marker.number) for marker in made.markers] == [(name, number)]


@pytest.mark.parametrize(
    ("agency", "opening"),
    [
        ("tass", "VELDEN, March 14. /TASS/. "), ("tass", "ВЕЛЬДЕН, 14 мар. /ТАСС/. "),
        ("ansa", "(ANSA) - VELDEN, 14 MAR - "),
        ("kyodo", "VELDEN, Osterland, March 14 Kyodo - "), ("aap", "VELDEN, AAP - "), ("anp", "VELDEN (ANP) - "),
        ("stt", "Velden (STT) - "), ("ritzau", "Velden (Ritzau) - "), ("dpa", "Velden (dpa/tmn) - "),
        ("afp", "VELDEN, 14 mars 2025 (AFP) - "), ("efe", "Velden, 14 mar (EFE).- "),
        ("ap", "VELDEN, Osterland (AP) — "),
        ("reuters", "VELDEN, March 14 (Reuters) - "),
    ],
)  # fmt: skip
def test_a_dateline_is_the_agencys(agency: str, opening: str) -> None:
    made = draft(agency, TITLE, opening + LONG, ALSO)
    assert made.paragraphs == (LONG, ALSO)
    assert [item.kind for item in made.furniture] == [D]
    assert made.located.casefold().startswith(("velden", "вельден"))


@pytest.mark.parametrize(
    ("agency", "closing"),
    [
        ("ritzau", "/ritzau/"), ("ritzau", "/ritzau/AFP"), ("stt", "STT"), ("aap", "AAP"), ("aap", "AAP ab/cd"),
        ("pa", "ends"),
        ("kyodo", "==Kyodo"), ("ansa", "(ANSA)."), ("dpa", "dpa ab cd xx"), ("afp", "abc/de/fgh"), ("efe", "EFE ab-cd"),
        ("ap", "AP-WF-03-14-25 0930GMT"), ("reuters", "((anna.berg@north.example; +1 555 0100))"),
        ("reuters", "(Reporting by Jo Lind; Editing by Per Dahl)"),
    ],
)  # fmt: skip
def test_a_sign_off_is_the_agencys(agency: str, closing: str) -> None:
    made = draft(agency, TITLE, LONG, ALSO, closing)
    assert made.paragraphs == (LONG, ALSO)
    assert [(item.kind, item.text) for item in made.furniture] == [(S, closing)]


ORDINARY = (
    "El gol de Velden fue anulado por el árbitro.", "Corrección de rumbo en el puerto de Velden.",
    "Anulado el contrato del puerto, la empresa recurre.", "Aclaración pendiente sobre el puerto.",
    "Rectification des frontières: le débat reprend.", "Annulé par la tempête, le bac repartira lundi.",
    "Précisions attendues sur le port.", "Berichtigung der Zahlen gefordert", "Korrektur am Haushalt nötig",
    "Zusammenfassung der Lage im Hafen", "Diese Meldung überraschte die Stadt.", "Rettifica dei confini, si discute.",
    "Annullato il volo per Velden.", "Correctie van de kustlijn duurt jaren.", "Dit bericht verscheen op vrijdag.",
    "Annulleret færge skaber kø.", "Rettet mod byens havn.", "Korjattu lautta palasi reitille.", "Oikaisu kesken.",
    "Молния ударила в порт.", "Поправка к закону принята.", "Mandatory kill switches are debated in Velden.",
    "A kill zone is mandatory for no one.", "The story has been withdrawn from the anthology.",
    "Advisory panels said the story was over.", "This version corrects an old wrong, critics said.",
    "Editors are killing stories about the harbour.", "Corrected for inflation, prices fell.",
    "Substitute Berg scored twice.", "Please kill the lights, the captain said.", "Lisää lauttoja tarvitaan.",
    "Lead singer Berg dies (79)", "Storm kills 3 (2)nd ferry sinks", "Ends of the rope were frayed.",
)  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_declare_nothing_in_any_hand(text: str) -> None:
    for agency in ("", *AGENCIES):
        made = draft(agency, text, text + " It rained.", LONG, text + " So it was.")
        assert (made.headline, made.markers, made.furniture) == (text, (), ())
        assert len(made.paragraphs) == 3


def test_a_pattern_of_one_agency_does_not_run_on_anothers_copy() -> None:
    assert draft("reuters", f"{TITLE} (2)", LONG).markers == ()
    assert draft("", f"{TITLE} (2)", LONG).markers == ()
    assert draft("anp", "LEAD: Ferry sails", LONG).markers == ()
    assert draft("", "ANULADO: gol de Velden", LONG).markers == ()
    assert draft("ap", "NyVersion: Ferry sails", LONG).markers == ()
    assert draft("dpa", TITLE, LONG, ALSO, "/ritzau/").paragraphs[-1] == "/ritzau/"


@pytest.mark.parametrize(
    "opening",
    [
        "The following information is not for publication",
        "The following information is not intended for publication",
        "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
        "## Notizblock",
        "Les informations suivantes ne sont pas destinées à la publication",
        "La siguiente información no es para su publicación",
        "NOT FOR PUBLICATION",
    ],
)
def test_what_is_for_clients_alone_never_leaves(opening: str) -> None:
    made = draft("dpa", TITLE, LONG, ALSO, opening, "Contact: Anna Berg, +1 555 0100", "dpa ab cd")
    assert made.paragraphs == (LONG, ALSO)
    assert "Berg" not in repr(made)


def test_what_is_marked_for_clients_alone_never_leaves() -> None:
    body = (
        f"<section><p>{LONG}</p></section><section pubconstraint='dpapconstraint:nonpublic'><h2>Notes</h2>"
        f"<p>Contact: Anna Berg</p></section><p>{ALSO}</p>"
    )
    entry = Entry(guid="g", headline=TITLE, body=body, ed_note="NOT FOR PUBLICATION: call Anna Berg")
    made = draft_of(entry, FEED, AGENCIES["dpa"], "", NOW)
    assert made.paragraphs == (LONG, ALSO)
    assert "Berg" not in repr(made)


def test_a_byline_of_pa_is_one() -> None:
    made = draft("pa", TITLE, "By Anna Berg, PA Transport Correspondent", LONG, ALSO)
    assert [item.kind for item in made.furniture] == [B]
    assert made.by.startswith("Anna Berg")


@pytest.mark.parametrize(
    "note",
    [
        "EMBARGOED UNTIL 15 March 2025 06:00 GMT",
        "EMBARGO: 15 March 2025 06:00 GMT",
        "NOT FOR PUBLICATION BEFORE 15 March 2025 06:00 GMT",
        "SPERRFRIST: 15. März 2025, 07.00 Uhr MEZ",
        "SPERRFRIST bis 15. März 2025, 07.00 Uhr MEZ",
        "EMBARGADO HASTA 15 de marzo de 2025 07:00 CET",
        "SOUS EMBARGO JUSQU'AU 15 mars 2025 07:00 CET",
    ],
)
def test_an_embargo_told_in_the_text_has_its_date(note: str) -> None:
    made = draft("", TITLE, note, LONG, ALSO)
    assert names(made) == {"embargo"}
    assert made.embargoed == datetime(2025, 3, 15, 6, tzinfo=UTC)
    assert made.paragraphs == (LONG, ALSO)


def test_an_embargo_without_a_date_is_one_all_the_same() -> None:
    made = draft("", TITLE, "HOLD FOR RELEASE until the minister has spoken", LONG, ALSO)
    assert names(made) == {"embargo"}
    assert made.embargoed is None
    assert draft("", TITLE, "The arms embargo stands until 15 March 2025.", LONG).markers == ()
