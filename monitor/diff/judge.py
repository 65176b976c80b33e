"""The judgement on a change: judge(old, new) → Diff. Material by what changed, never by size.

"Kills 3" → "kills 9" is one character and the whole story; a new layout touches every paragraph and says nothing. So
size is asked nowhere. Instead, what says nothing is set aside, the cheapest test first: the same words in other
case, spacing or punctuation; sentences that were moved, joined or split; lines of site and desk; slips of the
finger and other spellings. Whatever is left was edited, and what cannot be shown to say nothing counts as an update:
an update too many costs a glance, a correction taken for cosmetic is never seen.

In here `None` for a pair of lines means cosmetic, and an empty list reworded, with no fact changed.

What is looked into is bounded (`ENOUGH`, `SAMPLE`, `LONG`), for the texts come from outside. Past the bounds
a change counts as an update, and facts are missing from the list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.diff import kind as declared
from monitor.diff.align import align
from monitor.diff.canonical import language_of
from monitor.diff.changes import body_blocks, headline_block, windows
from monitor.diff.cosmetic import is_cosmetic, without_outlet
from monitor.diff.facts.line import Finding, Line, edits_between, line_of
from monitor.diff.facts.quote import quotes_of
from monitor.diff.facts.scope import Scope
from monitor.diff.facts.table import findings_between
from monitor.diff.raw import folded
from monitor.diff.sentences import HEADLINE, Sentence, sentences_of
from monitor.diff.service_lines import is_service
from monitor.diff.silent import corrects_silently
from monitor.diff.summary import SummaryInput, sentence, withdrawal
from monitor.model.change import Block, Diff, Fact, FactKind, Kind
from monitor.model.story import Draft

suspect = declared.suspect

# Changed sentences, facts or quotes looked into; a text rewritten beyond that is an update anyway.
ENOUGH = 60
SAMPLE = 6  # sentences of a text written anew that are looked for in the other
_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
LONG = 3000  # characters: a sentence longer than that is judged place by place


@dataclass(frozen=True, slots=True)
class _Body:
    """What changed in the copy."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reworded: int = 0


def judge(old: Draft, new: Draft) -> Diff:
    """Everything that changed from one version to the next, and what kind of change it is.

    Args:
        old: the draft of the latest version.
        new: the draft to become the next version, of the same story.

    Returns:
        A diff whose blocks cover both texts whole (`changes.old_text`, `changes.new_text`). Of a withdrawal
        the old text is what is kept: an empty new text then is not "all removed", blocks say nothing changed.
    """
    # Asked first: the notice that takes a story back often stands in place of its text, and would else be judged as
    # an enormous edit. A story withdrawn before and still is judged like any other.
    if declared.withdrawn(new) and not declared.withdrawn(old):
        return _retraction(old, new)
    texts = _Texts(old, new)
    return _diff(old, new, _body(texts), _headline(texts))


def _retraction(old: Draft, new: Draft) -> Diff:
    headline = new.headline if new.paragraphs else old.headline
    before = sentences_of(old.paragraphs)
    after = sentences_of(new.paragraphs) if new.paragraphs else before
    blocks = (*headline_block(old.headline, headline), *body_blocks(before, after, align(before, after)))
    summary = withdrawal(declared.withdrawal_words(new))
    return Diff((Kind.RETRACTION,), summary, blocks=blocks, old_headline=old.headline, new_headline=headline)


class _Texts:
    """Both texts as far as the judgement needs them: what is not asked for is never worked out."""

    def __init__(self, old: Draft, new: Draft) -> None:
        self.old, self.new = old, new
        self.before, self.after = sentences_of(old.paragraphs), sentences_of(new.paragraphs)
        self.language = language_of(new.language or old.language)
        self.scope = Scope(old.paragraphs, new.paragraphs)

    def line(self, text: str, paragraph: int | None) -> Line:
        """A sentence read into tokens."""
        return line_of(text, paragraph, self.language)


def _body(texts: _Texts) -> _Body:
    before, after = texts.before, texts.after
    alignment = align(before, after)
    blocks = body_blocks(before, after, alignment)
    removed, added = [before[i].words for i in alignment.removed], [after[k].words for k in alignment.added]
    if removed or added:
        apart = not (alignment.equal or alignment.moved or alignment.changed)
        removed = _matter(removed, texts.scope, 1, apart=apart)
        added = _matter(added, texts.scope, 0, apart=apart)
        if not removed and not added and len(set(texts.scope.folded)) == 1:
            return _Body(blocks)  # sentences or paragraphs joined or split
    findings: list[Finding] = []
    reworded = 0
    for i, k in alignment.changed:
        found = _judge_pair(before[i], after[k], texts, facts=reworded + len(findings) < ENOUGH)
        if found is not None:
            findings += found
            reworded += not found
    findings += _lost_quotes(texts, removed)
    return _Body(blocks, tuple(findings), tuple(added), tuple(removed), reworded)


def _matter(sentences: Sequence[str], scope: Scope, other: int, *, apart: bool) -> list[str]:
    """The sentences that say what the other text (0 old, 1 new) says nowhere; service lines are no matter.

    A sentence that the alignment left over need not be new: its words may stand in the other text as parts of two
    sentences, or of a longer one. Only the words of the whole text tell.

    `apart`: no sentence of one text is like one of the other. Then some of them speak for all; a line repeated in a
    text that is otherwise new counts as new too.
    """
    left = [text for text in sentences if text and not is_service(text)]
    some = left[:: len(left) // SAMPLE + 1] if apart and len(left) > 2 * SAMPLE else []
    if len(left) > ENOUGH or (some and all(_is_new(text, scope, other) for text in some)):
        return left  # so much is new that a line repeated from elsewhere makes no difference
    return [text for text in left if _is_new(text, scope, other)]


def _is_new(text: str, scope: Scope, other: int) -> bool:
    """Whether the other text does not hold this sentence; mostly its long words tell, at a tenth of the cost."""
    elsewhere = scope.cased[other]
    for word in _LONG_WORD.finditer(text.casefold()):
        if word[0] not in elsewhere:
            return True
    return folded(text) not in scope.folded[other]


def _judge_pair(old: Sentence, new: Sentence, texts: _Texts, *, facts: bool = True) -> list[Finding] | None:
    """The facts that changed between two forms of a sentence; None when the change is cosmetic.

    Without `facts` any difference in words counts as reworded: enough has been found already.
    """
    if folded(old.words) == folded(new.words) or (is_service(old.words) and is_service(new.words)):
        return None
    if not facts:
        return []
    if max(len(old.text), len(new.text)) > LONG:
        return _judge_windows(old, new, texts)
    paragraphs = [None if side.paragraph == HEADLINE else side.paragraph for side in (old, new)]
    return _judge_lines(texts.line(old.words, paragraphs[0]), texts.line(new.words, paragraphs[1]), texts)


def _judge_windows(old: Sentence, new: Sentence, texts: _Texts) -> list[Finding] | None:
    """The same for a sentence as long as a text (a table without full stops): by its differing places."""
    found: list[Finding] | None = None
    places = windows(old.words, new.words)
    for was, now in places[:ENOUGH]:
        some = _judge_lines(texts.line(was, old.paragraph), texts.line(now, new.paragraph), texts)
        found = found if some is None else [*(found or ()), *some]
    return found if len(places) <= ENOUGH else found or []


def _judge_lines(old: Line, new: Line, texts: _Texts) -> list[Finding] | None:
    edits = edits_between(old, new)
    if all(is_cosmetic(edit, texts.scope) for edit in edits):
        return None
    return findings_between(old, new, edits, texts.scope)


def _lost_quotes(texts: _Texts, removed: Sequence[str]) -> Iterator[Finding]:
    """Quotes that went with their whole sentence: somebody's words, no longer reported.

    Numbers and names of a removed sentence are no facts of the change, for nothing stands in their place.
    """
    quoted = [text for text in removed[:ENOUGH] if quotes_of(text)]
    numbers = {part.words: part.paragraph for part in texts.before} if quoted else {}
    for text in quoted:
        for quote in quotes_of(text):
            if folded(quote) not in texts.scope.folded[1]:
                yield Finding(Fact(FactKind.QUOTE, quote, "", numbers[text]))


def _headline(texts: _Texts) -> list[Finding] | None:
    """The facts that changed in the headline; None when it did not change or only for show."""
    old, new = texts.old.headline.strip(), texts.new.headline.strip()
    if old == new:
        return None
    scope = texts.scope
    bare_old, bare_new = without_outlet(old, scope, other=new), without_outlet(new, scope, other=old)
    return _judge_pair(Sentence(bare_old, HEADLINE), Sentence(bare_new, HEADLINE), texts)


# Putting the judgement together


def _diff(old: Draft, new: Draft, body: _Body, headline: list[Finding] | None) -> Diff:
    notes = [text for text in body.added if declared.is_note(text)]
    correction = declared.correction_words(old, new, notes)
    lifted = declared.embargo_lifted(old, new)
    findings = (*(headline or ()), *body.findings)
    given = SummaryInput(
        findings=findings,
        added=len(body.added) - len(notes),
        removed=len(body.removed),
        reworded=body.reworded,
        headline=new.headline if headline is not None else "",
        correction=correction,
        embargo_lifted=lifted,
    )
    restored = _restored(old, new)
    silent = not restored and not lifted and corrects_silently(given, old, new)
    kinds = _kinds(given, body, restored=restored, silent=silent, noted=old.pub_status != new.pub_status)
    return Diff(
        tuple(kinds),
        "Published again after it was withdrawn" if restored else sentence(given, silent=silent),
        facts=tuple(finding.fact for finding in findings),
        blocks=(*headline_block(old.headline, new.headline), *body.blocks),
        added=body.added,
        removed=body.removed,
        old_headline=old.headline,
        new_headline=new.headline,
    )


def _restored(old: Draft, new: Draft) -> bool:
    return declared.withdrawn(old) and not declared.withdrawn(new)


def _kinds(given: SummaryInput, body: _Body, *, restored: bool, silent: bool, noted: bool) -> Iterator[Kind]:
    """The kinds, several at once. Beside a declared correction an update is only what is wholly new."""
    corrected = given.correction is not None
    edited = bool(given.removed or given.reworded or body.findings)
    kinds = {
        Kind.EMBARGO_LIFTED: given.embargo_lifted,
        Kind.CORRECTION: corrected,
        Kind.HEADLINE: bool(given.headline),
        Kind.UPDATE: given.added > 0
        or restored
        or (edited and not corrected)
        or (noted and not given.embargo_lifted),
        Kind.SILENT_CORRECTION: silent,
    }
    found = [kind for kind, holds in kinds.items() if holds]
    yield from found or [Kind.COSMETIC]


__all__ = ["judge", "suspect"]
