"""What surrounds a NewsML-G2 item's words: status, signals, notes, links to earlier versions, subjects."""

from collections.abc import Iterator
from typing import Final

from monitor.formats.codes import code_of, distinct, subject_of
from monitor.formats.notes import is_private, joined
from monitor.formats.xml import Node, text_of, value_of
from monitor.model.feed import Subject

_EARLIER: Final = frozenset(
    {
        "evolvedfrom",
        "previousversion",
        "previous",
        "replaces",
        "supersedes",
        "updates",
        "corrects",
        "canceles",
    }
)
"""Relations (rel) whose target is an earlier version of the same story."""


def code_in(meta: Node | None, path: str) -> str:
    """Return a code under IPTC's alias, from the first element's qcode, uri or literal."""
    scheme, code = code_of(value_of(meta, path, "qcode", "uri", "literal"))
    return f"{scheme}:{code}" if scheme else code


def signals_of(meta: Node | None) -> tuple[str, ...]:
    """Return the signals under IPTC's aliases ("sig:correction"), the agency's own as they stand."""
    if meta is None:
        return ()
    found: dict[str, None] = {}
    for node in meta.iterfind("signal"):
        scheme, code = code_of(
            next((node.get(name) or "" for name in ("qcode", "uri", "literal") if node.get(name)), "")
        )
        if code:
            found.setdefault(f"{scheme}:{code}" if scheme else code)
    return tuple(found)


def notes_of(item: Node) -> tuple[str, str]:
    """Return the public and the private editor's notes."""
    return joined(_each_note(item))


def _each_note(item: Node) -> Iterator[tuple[str, bool]]:
    """Yield each note and whether it is private. dpa's notepad repeats the other notes, so it counts alone only."""
    notes = [*item.iterfind("itemmeta/ednote"), *item.iterfind("contentmeta/ednote")]
    roles = [(node.get("role") or "").lower() for node in notes]
    single = not any("editorialnote" in role for role in roles)
    for node, role in zip(notes, roles, strict=True):
        kept_back = is_private(role, node.get("pubconstraint") or "")
        for section in list(node.iterfind(".//section")):
            if is_private(section.get("class") or ""):
                yield text_of(section), True
                _drop(section)
        for line in [line for line in node.iterfind(".//p") if is_private(line.get("class") or "")]:
            _drop(line)
        if kept_back or not role.endswith("notepad") or single:
            yield text_of(node), kept_back


def _drop(node: Node) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def previous_of(item: Node, guid: str) -> tuple[str, ...]:
    """Return the ids of earlier versions: linked as such, or a bare link to a version (STT), or refuno (TT)."""
    found: dict[str, None] = {}
    for link in item.iterfind("itemmeta/link"):
        relation = (link.get("rel") or "").rpartition(":")[2].rpartition("/")[2].lower()
        target = (link.get("residref") or link.get("guidref") or link.get("href") or "").strip()
        bare = not relation and link.get("guidref") and link.get("version")
        if target and target != guid and (relation in _EARLIER or bare):
            found.setdefault(target)
    ids = {
        (node.get("type") or "").rpartition(":")[2].lower(): text_of(node)
        for node in item.iterfind("contentmeta/altid")
    }
    own, earlier = ids.get("uno", ""), ids.get("refuno", "")
    if own and earlier and own in guid and own != earlier:
        found.setdefault(guid.replace(own, earlier))
    return tuple(found)


def providers_of(meta: Node | None) -> tuple[str, ...]:
    """Return how the item names who is responsible for it: code, literal, name."""
    told = (value_of(meta, "provider", "qcode").rpartition(":")[2], value_of(meta, "provider", "literal"))
    return tuple(dict.fromkeys(filter(None, (*told, text_of(meta, "provider/name")))))


def subjects_of(content: Node | None, aliases: dict[str, str]) -> tuple[Subject, ...]:
    """Return the subjects, their schemes resolved by the document's own catalog where it has one."""
    if content is None:
        return ()
    return distinct(
        [
            subject_of(
                _subject_code(node),
                name=text_of(node, "name"),
                aliases=aliases,
            )
            for node in content.iterfind("subject")
        ]
    )


def _subject_code(node: Node) -> str:
    """Return the subject's code. A literal beside a name is but the document's own mark for it (dpa's ID0EXD)."""
    literal = "" if text_of(node, "name") else node.get("literal") or ""
    return node.get("qcode") or node.get("uri") or literal
