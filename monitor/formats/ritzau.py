"""Ritzau's own XML (`RBNews`, alone or in a list): the clearest flags of all agencies, and times without a zone.

`Annuleret` cancels, `NyVersion` updates, `Korrektion` corrects, `InfoFlash` is a flash; `Replaces` and `replacedID`
name what came before. The writer's telephone and address in it are for clients, and stay here.
"""

from typing import Final

from monitor.formats.codes import distinct, subject_of
from monitor.formats.notes import parted
from monitor.formats.xml import Node, number_of, text_of, texts_of, tree_of, urgency_of
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

ROOTS: Final = ("rbnews", "xmlnewsqueuedresponse", "listofrbnews")
_FLAGS: Final = {
    "annuleret": "sig:canceled",
    "korrektion": "sig:correction",
    "nyversion": "sig:update",
    "infoflash": "sig:flash",
}
_CODE: Final = 8  # digits of an IPTC subject code; Ritzau writes them as numbers, without the leading zero


def read(document: Document) -> Reading:
    """Return an entry for each news item.

    Raises:
        UnreadableDocument: No tree, or a single item that breaks off.
    """
    tree = tree_of(document)
    items = [tree.root] if tree.root.tag == "rbnews" else list(tree.root.iter("rbnews"))
    if tree.cut_off:
        items = items[:-1]
        if not items:
            raise UnreadableDocument(FeedState.MALFORMED, "the item breaks off before its end")
    entries = [entry for entry in map(_entry, items) if entry.guid or entry.headline or entry.body]
    return Reading(
        format="ritzau", entries=tuple(entries), title="Ritzau", language="da", warnings=tree.warnings
    )


def _entry(item: Node) -> Entry:
    signals = tuple(signal for flag, signal in _FLAGS.items() if text_of(item, flag).lower() == "true")
    public, private = parted(text_of(item, "tilredaktionen"))
    return Entry(
        guid=text_of(item, "newsid") or None,
        headline=text_of(item, "headline") or text_of(item, "subtitle"),
        headline_html=True,
        body=text_of(item, "content"),
        summary=text_of(item, "subtitle"),
        slugline=text_of(item, "strapline"),
        by=text_of(item, "byline"),
        located=text_of(item, "town"),
        language="da",
        urgency=urgency_of(text_of(item, "priority")),
        pub_status="canceled" if _FLAGS["annuleret"] in signals else "usable",
        version=number_of(text_of(item, "version")),
        ed_note=public,
        ed_note_private=private,
        signals=signals,
        previous=tuple(dict.fromkeys((*texts_of(item, "replacedid"), *texts_of(item, "replaces")))),
        published=text_of(item, "publishdate"),
        updated=text_of(item, "publishdate"),
        subjects=_subjects(item),
        providers=("Ritzau",),
    )


def _subjects(item: Node) -> tuple[Subject, ...]:
    return distinct([subject_of(code.zfill(_CODE)) for code in texts_of(item, "iptclist/int")])
