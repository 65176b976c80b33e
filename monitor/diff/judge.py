"""The judgement on a change: judge(old, new) → Diff. Material by what changed, never by size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.diff import kind as declared
from monitor.diff.align import Alignment, align
from monitor.diff.changes import body_blocks, headline_block
from monitor.diff.cosmetic import is_cosmetic, is_service, without_outlet
from monitor.diff.facts import (
    Finding,
    Line,
    Scope,
    edits_between,
    findings_between,
    line_of,
    names_in,
    quotes_of,
    said,
)
from monitor.diff.sentences import Sentence, sentences_of
from monitor.diff.summary import Account, sentence, withdrawal
from monitor.diff.tokens import Language, language_of
from monitor.model.change import Block, Diff, Fact, FactKind, Kind, Op
from monitor.model.story import Draft

suspect = declared.suspect


@dataclass(frozen=True, slots=True)
class _Body:
    """What changed in the copy."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: int


def judge(old: Draft, new: Draft) -> Diff:
    """Everything that changed from one version to the next, and what kind of change it is.

    Args:
        old: the draft of the latest version.
        new: the draft to become the next version, of the same story.

    Returns:
        A diff whose blocks cover both texts whole (`changes.old_text`, `changes.new_text`). Of a withdrawal
        the old text is what is kept: an empty new text then is not "all removed", blocks say nothing changed.
    """
    if declared.withdrawn(new) and not declared.withdrawn(old):
        return _retraction(old, new)
    before, after = sentences_of(old.paragraphs), sentences_of(new.paragraphs)
    language = language_of(new.language or old.language)
    alignment = align(before, after)
    lines = _Lines(old, new, before, after, language, alignment)
    body = _body(lines)
    headline = _headline(lines)
    return _diff(old, new, body, headline)


def _retraction(old: Draft, new: Draft) -> Diff:
    headline = new.headline if new.paragraphs else old.headline
    before = sentences_of(old.paragraphs)
    after = sentences_of(new.paragraphs) if new.paragraphs else before
    blocks = (*headline_block(old.headline, headline), *body_blocks(before, after, align(before, after)))
    summary = withdrawal(declared.withdrawal_words(new))
    return Diff((Kind.RETRACTION,), summary, blocks=blocks, old_headline=old.headline, new_headline=headline)


class _Lines:
    """Both texts as far as the judgement needs them: differing sentences read into tokens, the rest left alone."""

    def __init__(
        self,
        old: Draft,
        new: Draft,
        before: list[Sentence],
        after: list[Sentence],
        language: Language,
        alignment: Alignment,
    ) -> None:
        self.old, self.new = old, new
        self.before, self.after = before, after
        self.language = language
        self.alignment = alignment
        self.pairs = [(self._line(before[i]), self._line(after[k])) for i, k in alignment.changed]
        self.headlines = (line_of(old.headline, None, language), line_of(new.headline, None, language))
        self._known: frozenset[str] | None = None
        self._names: frozenset[str] | None = None

    def _line(self, sentence: Sentence) -> Line:
        return line_of(sentence.words, sentence.paragraph, self.language)

    @property
    def scope(self) -> Scope:
        """The names of both texts, read once and only when something differs."""
        if self._names is None:
            self._names = names_in([self._line(part) for part in (*self.before, *self.after)])
        return Scope(self.language, self._names)

    @property
    def known(self) -> frozenset[str]:
        """The words that stand in both texts."""
        if self._known is None:
            sides = (self.before, self.after)
            old, new = ({word for part in side for word in part.text.casefold().split()} for side in sides)
            self._known = frozenset(old & new)
        return self._known


def _body(lines: _Lines) -> _Body:
    alignment, before, after = lines.alignment, lines.before, lines.after
    blocks = body_blocks(before, after, alignment)
    gone, come = [before[i].words for i in alignment.removed], [after[k].words for k in alignment.added]
    if (gone or come or alignment.changed) and _same_words(lines):
        return _Body(blocks, (), (), (), 0)
    gone, come = _matter(gone, after, lines.language), _matter(come, before, lines.language)
    findings: list[Finding] = []
    reworded = 0
    for old, new in lines.pairs:
        found = _judge_pair(old, new, lines)
        if found is not None:
            findings += found
            reworded += not found
    findings += _lost_quotes(lines, gone)
    return _Body(blocks, tuple(findings), tuple(come), tuple(gone), reworded)


def _same_words(lines: _Lines) -> bool:
    """Whether both texts say the same words in the same order: joined or split sentences and paragraphs."""
    sides = (" ".join(part.words for part in side) for side in (lines.before, lines.after))
    old, new = (said(text, lines.language) for text in sides)
    return old == new


def _matter(sentences: Sequence[str], others: Sequence[Sentence], language: Language) -> list[str]:
    """The sentences that say what the other text says nowhere; service lines and notes are no matter."""
    left = [text for text in sentences if text and not is_service(text)]
    if not left:
        return []
    elsewhere = said(" ".join(part.words for part in others), language)
    return [text for text in left if said(text, language) not in elsewhere]


def _judge_pair(old: Line, new: Line, lines: _Lines) -> list[Finding] | None:
    """The facts that changed between two forms of a sentence; None when the change is cosmetic."""
    edits = edits_between(old, new)
    if not edits or (is_service(old.text) and is_service(new.text)):
        return None
    scope = lines.scope
    if all(is_cosmetic(edit, scope.names, lines.known) for edit in edits):
        return None
    return findings_between(old, new, edits, scope)


def _lost_quotes(lines: _Lines, gone: Sequence[str]) -> Iterator[Finding]:
    """Quotes that went with their whole sentence."""
    quoted = [text for text in gone if quotes_of(text)]
    if not quoted:
        return
    whole = said(" ".join(part.words for part in lines.after), lines.language)
    numbers = {part.words: part.paragraph for part in lines.before}
    for text in quoted:
        for quote in quotes_of(text):
            if said(quote, lines.language) not in whole:
                yield Finding(Fact(FactKind.QUOTE, quote, "", numbers[text]))


def _headline(lines: _Lines) -> list[Finding] | None:
    """The facts that changed in the headline; None when it did not change or only for show."""
    old, new = lines.headlines
    if old.text == new.text or old.forms == new.forms:
        return None
    language = lines.language
    known = frozenset(said(" ".join(part.words for part in (*lines.before, *lines.after)), language).split())
    bare_old = line_of(without_outlet(old.text, known, other=new.text), None, language)
    bare_new = line_of(without_outlet(new.text, known, other=old.text), None, language)
    return _judge_pair(bare_old, bare_new, lines)


# Putting the judgement together


def _diff(old: Draft, new: Draft, body: _Body, headline: list[Finding] | None) -> Diff:
    correction = declared.correction_words(old, new, body.added)
    matter = tuple(text for text in body.added if not declared.is_note(text))
    lifted = declared.embargo_lifted(old, new)
    findings = (*(headline or ()), *body.findings)
    account = Account(
        findings=findings,
        added=len(matter),
        removed=len(body.removed),
        reworded=body.reworded,
        headline=new.headline if headline is not None else "",
        correction=correction,
        embargo_lifted=lifted,
    )
    kinds = tuple(_kinds(account, body, restored=_restored(old, new), noted=old.pub_status != new.pub_status))
    back = "Published again after it was withdrawn" if _restored(old, new) else ""
    text = sentence(account)
    return Diff(
        kinds,
        back or text,
        facts=tuple(finding.fact for finding in findings),
        blocks=(*headline_block(old.headline, new.headline), *body.blocks),
        added=body.added,
        removed=body.removed,
        old_headline=old.headline,
        new_headline=new.headline,
    )


def _restored(old: Draft, new: Draft) -> bool:
    return declared.withdrawn(old) and not declared.withdrawn(new)


def _kinds(account: Account, body: _Body, *, restored: bool, noted: bool) -> Iterator[Kind]:
    """The kinds, several at once. Beside a declared correction an update is only what is wholly new."""
    corrected = account.correction is not None
    edited = bool(account.removed or account.reworded or body.findings)
    kinds = {
        Kind.EMBARGO_LIFTED: account.embargo_lifted,
        Kind.CORRECTION: corrected,
        Kind.HEADLINE: bool(account.headline),
        Kind.UPDATE: account.added > 0
        or restored
        or (edited and not corrected)
        or (noted and not account.embargo_lifted),
    }
    found = [kind for kind, holds in kinds.items() if holds]
    yield from found or [Kind.COSMETIC]


def changed(diff: Diff) -> tuple[Block, ...]:
    """The blocks that are not equal: what an alert carries."""
    return tuple(block for block in diff.blocks if block.op is not Op.EQUAL)


__all__ = ["changed", "judge", "suspect"]
