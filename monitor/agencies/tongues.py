"""How agencies declare corrections, kills, updates and flashes in other languages than English.

Each language has its rules for headlines and for notes; an agency's row names those it writes in. The rules want
capitals with a colon or dash, or brackets round the whole, as the wires write them: "Corrección de rumbo" and
"Berichtigung der Zahlen gefordert" are copy.
"""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from dataclasses import dataclass
from typing import Final

from monitor.agencies.forms import SEPARATOR, marker
from monitor.model.agency import MarkerRule


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of a language, each group an alternation in lower case, by what they declare.

    Attributes:
        correction: Nouns and participles that stand alone before a colon or in brackets.
        kill: The same for a withdrawal.
        flash: The same for flashes.
        update: The same for a new version.
        corrects: Verbs that open a bracketed reason: "(Corrige el nombre …)".
        updates: Verbs that open a bracketed reason for an update: "(Añade …)".
        clarifies: Words that open a clarification.
        withdrawn: A sentence, opening a note, that withdraws this story.
        amended: A sentence, opening a note, that says this story was corrected.
    """

    correction: str
    kill: str
    flash: str
    update: str
    corrects: str
    updates: str
    clarifies: str
    withdrawn: str
    amended: str

    def headline(self) -> tuple[MarkerRule, ...]:
        """Return the rules for headlines: "PALABRA: …", "… (palabra)"; a kill in capitals only."""
        return (
            marker("kill", rf"^(?:{self.kill.upper()}){SEPARATOR}"),
            marker("kill", rf"\s*[(\[](?:{self.kill.upper()})[)\]]$"),
            marker("correction", rf"^(?:{self.correction.upper()}){SEPARATOR}"),
            marker("correction", rf"^(?:{_titled(self.correction)}):\s*"),
            marker("correction", rf"\s*[(\[](?i:{self.correction})[)\]]$"),
            marker("correction", rf"^[(\[](?i:{self.correction})[)\]]\s*(?=\S)"),
            marker("correction", rf"^\((?i:{self.corrects})\s[^()]*\)\s*(?=\S)"),
            marker("flash", rf"^(?:{self.flash.upper()}){SEPARATOR}"),
            marker("flash", rf"^[(\[](?i:{self.flash})[)\]]\s*(?=\S)"),
            marker("flash", rf"\s*[(\[](?i:{self.flash})[)\]]$"),
            marker("update", rf"^(?:{self.update.upper()})(?:\s(?P<n>\d{{1,2}}))?{SEPARATOR}"),
            marker("update", rf"^(?:{_titled(self.update)})\s(?P<n>\d{{1,2}}):\s*"),
            marker("update", rf"^[(\[](?i:{self.update})(?:\s(?P<n>\d{{1,2}}))?[)\]]\s*(?=\S)"),
            marker("update", rf"\s*[(\[](?i:{self.update})[)\]]$"),
            marker("advisory", rf"^(?:{self.clarifies.upper()}|{_titled(self.clarifies)}):\s*"),
        )

    def notes(self) -> tuple[MarkerRule, ...]:
        """Return the rules for notes: "(Corrige …)", "CORRECCIÓN: …", "Esta noticia ha sido anulada"."""
        return (
            marker("kill", rf"^\W{{0,3}}(?:{self.kill.upper()})(?:\s?[:–—-]|\W{{0,3}}$)"),
            marker("kill", rf"^\W{{0,3}}{_CALL}(?i:{self.withdrawn})"),
            marker("correction", rf"^\((?i:{self.corrects})(?!\w)[^()]*\)\.?$"),
            marker("correction", rf"^\((?i:{self.correction})(?!\w)[^()]*\)\.?$"),
            marker("correction", rf"^\W{{0,3}}(?:{self.correction.upper()}|{_titled(self.correction)})\s?[:–—]"),
            marker("correction", rf"^\W{{0,3}}(?:{self.correction.upper()})\W{{0,3}}$"),
            marker("correction", rf"^\W{{0,3}}{_CALL}(?i:{self.amended})"),
            marker("update", rf"^\((?i:{self.updates})(?!\w)[^()]*\)\.?$"),
            marker("advisory", rf"^\W{{0,3}}(?:{self.clarifies.upper()}|{_titled(self.clarifies)})\s?:"),
        )  # fmt: skip


_CALL: Final = r"(?:[^\W\d_]{1,14}(?:\s[^\W\d_]{1,14}){0,3}:\s)?"
"""How a note may open: "Nota a los editores: "."""


def _titled(words: str) -> str:
    return "|".join(word[:1].upper() + word[1:] for word in words.split("|"))


SPANISH: Final = Tongue(
    correction=r"corrección|correccion|rectificación|rectificacion|corrige|corregida|corregido|fe de errores",
    kill=r"anulado|anulada|anulación|anulacion|anula|noticia anulada",
    flash=r"urgente|alerta|avance|última hora",
    update=r"actualización|actualizacion|ampliación|ampliacion|actualiza|amplía|amplia",
    corrects=r"corrige|corrigiendo|corrección|rectifica",
    updates=r"actualiza|amplía|amplia|añade|actualización",
    clarifies=r"aclaración|aclaracion|nota aclaratoria",
    withdrawn=r"(?:(?:por favor,?\s)?(?:anul[ae]n?|rogamos anulen)\s(?:la|esta)\snoticia"
    r"|est[ae]\s(?:noticia|información|despacho|nota)\s(?:ha\ssido|queda|fue)\s(?:anulad|retirad)[oa])\b",
    amended=r"(?:est[ae]\s(?:noticia|información|nota)\s(?:ha\ssido|fue)\s(?:corregid|rectificad)[oa]"
    r"|una\sversión\santerior\sde\s(?:est[ae]|la)\s(?:noticia|información|nota))\b",
)
FRENCH: Final = Tongue(
    correction=r"rectificatif|rectification|rectif|correction|corrigé|corrige|erratum",
    kill=r"annulation|annule|annulé|annulée|dépêche annulée",
    flash=r"flash|alerte|urgent|bulletin",
    update=r"actualisation|actualisé|mise à jour",
    corrects=r"rectifie|rectifiant|corrige|correction|rectificatif",
    updates=r"actualise|ajoute|complète|précise|actualisé",
    clarifies=r"précision|precision|mise au point",
    withdrawn=r"(?:(?:merci|prière)\s(?:de\sbien\svouloir\s|d['’]|de\sne\spas\sutiliser\s|d['’]annuler\s)(?:annuler\s)?"
    r"(?:la|cette)\sdépêche|cette\sdépêche\s(?:est|a\sété)\s(?:annulée|retirée))\b",
    amended=r"(?:cette\sdépêche\sa\sété\s(?:corrigée|rectifiée)|une\sversion\sprécédente\sde\scette\sdépêche)\b",
)
GERMAN: Final = Tongue(
    correction=r"berichtigung|berichtigt|korrektur|korrigiert|richtigstellung",
    kill=r"annullierung|annulliert|meldung zurückgezogen|zurückgezogen",
    flash=r"blitz|eil|eilmeldung|vorrang",
    update=r"aktualisierung|aktualisiert|neufassung|zusammenfassung|überblick|tageszusammenfassung",
    corrects=r"berichtigt|berichtigung|korrigiert|korrektur",
    updates=r"neu(?=:)|ergänzt|aktualisiert|wird ergänzt|durchgehend aktualisiert",
    clarifies=r"klarstellung|präzisierung",
    withdrawn=r"(?:bitte\sverwenden\ssie\sdie(?:se)?\smeldung\snicht|diese\smeldung\s(?:wird|wurde|ist)\s"
    r"(?:hiermit\s)?(?:zurückgezogen|annulliert|widerrufen))\b",
    amended=r"(?:diese\smeldung\s(?:wurde|ist)\s(?:berichtigt|korrigiert)|in\seiner\sfrüheren\sfassung\sdieser\smeldung)\b",
)
ITALIAN: Final = Tongue(
    correction=r"rettifica|correzione|corretto|corretta|errata corrige",
    kill=r"annullamento|annullato|annullata|notizia annullata",
    flash=r"flash|urgente|ultim'ora",
    update=r"aggiornamento|aggiornato|aggiornata",
    corrects=r"corregge|rettifica|correzione",
    updates=r"aggiorna|aggiunge|aggiornamento",
    clarifies=r"precisazione",
    withdrawn=r"(?:si\sprega\sdi\s(?:annullare|non\sutilizzare)\sla\snotizia|questa\snotizia\s(?:è\sstata|è)\s"
    r"(?:annullata|ritirata))\b",
    amended=r"(?:questa\snotizia\sè\sstata\s(?:corretta|rettificata)|una\sprecedente\sversione\sdi\squesta\snotizia)\b",
)
PORTUGUESE: Final = Tongue(
    correction=r"correção|correcção|retificação|rectificação|corrigido|corrigida|errata",
    kill=r"anulação|anulado|anulada|notícia anulada",
    flash=r"urgente|alerta|última hora",
    update=r"atualização|actualização|atualizada|actualizada",
    corrects=r"corrige|retifica|rectifica|correção",
    updates=r"atualiza|actualiza|acrescenta|amplia",
    clarifies=r"esclarecimento",
    withdrawn=r"(?:por\sfavor,?\sanulem?\sa\snotícia|esta\snotícia\sfoi\s(?:anulada|retirada))\b",
    amended=r"(?:esta\snotícia\sfoi\s(?:corrigida|retificada)|uma\sversão\santerior\sdesta\snotícia)\b",
)
DUTCH: Final = Tongue(
    correction=r"correctie|rectificatie|gecorrigeerd",
    kill=r"vervallen|ingetrokken|annulering|bericht ingetrokken",
    flash=r"flits|spoed",
    update=r"nieuwe versie|vernieuwd",
    corrects=r"corrigeert|correctie|rectificatie|herstelt",
    updates=r"voegt toe|vult aan|nieuw(?=:)|met reactie(?=s?[:)])",
    clarifies=r"verduidelijking",
    withdrawn=r"dit\sbericht\s(?:is|wordt|komt)\s(?:ingetrokken|te\svervallen|vervallen)\b",
    amended=r"(?:dit\sbericht\sis\s(?:gecorrigeerd|aangepast)|in\seen\seerdere\sversie\svan\sdit\sbericht)\b",
)
DANISH: Final = Tongue(
    correction=r"korrektion|rettelse|rettet",
    kill=r"annulleret|annuleret|annullering|tilbagekaldt|telegrammet er annulleret",
    flash=r"infoflash|flash|haster",
    update=r"nyversion|ny version|opdateret|opdatering",
    corrects=r"retter|korrigerer|rettelse|korrektion",
    updates=r"tilføjer|opdaterer|ny version|ny information",
    clarifies=r"præcisering",
    withdrawn=r"dette\stelegram\s(?:er|bliver)\s(?:annull?eret|trukket\stilbage|tilbagekaldt)\b",
    amended=r"(?:dette\stelegram\ser\s(?:rettet|korrigeret)|i\sen\stidligere\sversion\saf\sdette\stelegram)\b",
)
FINNISH: Final = Tongue(
    correction=r"korjaus|korjattu|oikaisu",
    kill=r"peruttu|mitätöity|uutinen peruttu",
    flash=r"pikauutinen|kiire",
    update=r"päivitys|päivitetty|täydennetty",
    corrects=r"korjattu|korjaa|korjaus|oikaistu",
    updates=r"lisätty|päivitetty|täydennetty",
    clarifies=r"tarkennus|täsmennys",
    withdrawn=r"(?:tämä\s(?:uutinen|juttu)\son\s(?:peruttu|vedetty\spois|mitätöity))\b",
    amended=r"(?:korjattu\s(?:aiempaa|edellistä)\suutista|(?:tätä\suutista|juttua|uutista)\son\skorjattu"
    r"|jutussa\skerrottiin\saiemmin)\b",
)
RUSSIAN: Final = Tongue(
    correction=r"поправка|исправление|исправлено|уточнение",
    kill=r"аннулировано|аннулирование|новость аннулирована",
    flash=r"молния|срочно|экспресс",
    update=r"обновлено|дополнено|повтор с дополнением",
    corrects=r"исправляет|исправлен[ао]?|уточняет|исправлено",
    updates=r"добавляет|добавлен[ыао]?|дополнено|обновлено",
    clarifies=r"разъяснение",
    withdrawn=r"(?:просьба\sаннулировать\s(?:сообщение|новость)|(?:это|данное)\sсообщение\s(?:аннулировано|отозвано))(?!\w)",
    amended=r"(?:в\s(?:эту\sновость|это\sсообщение)\sвнесен[ыао]\s(?:исправлени|поправк)[еяи])(?!\w)",
)
