"""What is no change: typing mistakes, spelling variants, articles, outlet suffixes, service lines."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from monitor.diff import vocabulary as words
from monitor.diff.facts import Edit, Line, is_name
from monitor.diff.tokens import Sort, Token

TYPO_LETTERS = 5  # shorter words are too near to other words to be mistyped ones
# Real words one letter apart: an exchange of these is no slip of the finger but another statement.
CONFUSABLE = words.word_set(
    "county country elected ejected denied defied resigned reigned stating starting severed served planed planned "
    "prescribe proscribe prescribed proscribed adopted adapted backed banned barred cleared charged changed changes "
    "charges carried caried freed feared hosted heated hunted haunted jailed joined killed kissed launch lunch "
    "marched matched merged emerged moral morale passed paused personal personnel raided raised ranked robbed "
    "rejected rejoined sacked backed seized sized shelled sheltered shot shut signed singed slashed smashed "
    "staff stuff stopped stepped stable table trial trail trails trials united untied warned warmed wanted wounded "
    "founded bounded rounded sounded hounded sentenced sentences stalled started stated skipped slipped shipped "
    "tested texted towed vowed voted winner winter worked walked widow window causal casual martial marital "
    "sacred scared quiet quite diary dairy form from silver sliver angel angle calvary cavalry"
)
_VARIANTS = (  # British to American endings and stems, tried in order
    (re.compile(r"is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|ite|able|er|ers|ful|hood|hoods)?$"), r"or\1"),
    (re.compile(r"tre(s|d)?$"), r"ter\1"),
    (re.compile(r"(def|off|lic|pret)en[cs]e(s|d|man|less)?$"), r"\1ense\2"),
    (re.compile(r"ogue(s)?$"), r"og\1"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"programme(s)?$"), r"program\1"),
    (re.compile(r"grey"), "gray"),
    (re.compile(r"^aero?pl"), "airpl"),
)
_OUTLET_WORDS = words.word_set(
    "news times post herald agency press reuters ap afp efe bbc cnn dw tass ansa dpa kyodo upi today daily tribune "
    "journal guardian gazette telegraph observer independent chronicle globe mirror mail express standard star "
    "bulletin review report magazine online live radio tv channel network wire world sport sports politics "
    "business video watch diario noticias agencia monde nachrichten zeitung com org net"
)
_SUFFIX = re.compile(r"\s+(?P<mark>[-\u2013—|·•»]|::)\s+(?P<name>[^-\u2013—|·•»]{2,40})$")
_SUFFIX_WORDS = 5
_KEPT_WORDS = 2
_LABEL = re.compile(
    r"^\s*(?:breaking(?: news)?|just in|live|live updates|watch|video|exclusive|updated?|in pictures|photos|opinion"
    r"|analysis|explainer|developing|urgent)\s*(?:[:|]|\s[-\u2013—]\s)\s*"
    r"|\s*[(\[](?:gift article|video|updated?|live|photos?|watch|pictures|audio|podcast|paywall|free)[)\]]\s*$",
    re.IGNORECASE,
)
# Lines a site or desk puts round the copy. Source: WIRE.md faults 7, issue 3 item 6.
_SERVICE = re.compile(
    r"^\W*(?:"
    r"(?:read|see|watch|listen)(?: (?:more|also|next|next up|this next))?\s*[:|>].*|(?:read|see) (?:more|also)\b.*"
    r"|related(?: (?:stories|links?|articles?|topics?|news))?\b\s*:?.{0,90}"
    r"|(?:click|tap) here.*|follow us\b.*|share (?:this|on|via)\b.*|sign up\b.*|subscribe\b.*|advertisement\W*"
    r"|(?:last )?(?:updated|published|modified|posted)(?: (?:on|at))?\s*:?\s*(?=\S*\d|\w+ \d|\w+day).{0,60}"
    r"|first published.{0,60}|share|tweet|email|print|comments?|facebook|whatsapp|copy link|listen"
    r"|\(?(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|translated)"
    r"(?: and \w+)? by\b.{0,160}"
    r"|by [A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3}(?:,? (?:and|in|for) .{0,60})?|our standards:.*"
    r"|©.*|copyright\b.{0,80}|all rights reserved\W*|\d+ min(?:ute)?s? read|\d+ (?:minutes?|hours?|days?) ago"
    r")\W*$",
    re.IGNORECASE,
)


def is_service(text: str) -> bool:
    """Whether a sentence belongs to the site or desk, not to the copy."""
    return _SERVICE.match(text.strip()) is not None


def is_cosmetic(edit: Edit, names: frozenset[str], seen: frozenset[str]) -> bool:
    """Whether an edit changes nothing that is said.

    `seen` are the words both texts know: a known word for another known word is no typing mistake.
    """
    if _slip(edit, names, seen):
        return True
    gone = [token for token in edit.gone if token.form not in words.ARTICLES]
    come = [token for token in edit.come if token.form not in words.ARTICLES]
    if not gone and not come:
        return True
    if any(token.sort is not Sort.WORD for token in (*gone, *come)):
        return False
    before, after = "".join(token.form for token in gone), "".join(token.form for token in come)
    return before == after or _bare(before) == _bare(after) != ""


def _slip(edit: Edit, names: frozenset[str], seen: frozenset[str]) -> bool:
    """Whether one ordinary word stands in place of one other that is the same word, mistyped or American."""
    if len(edit.gone) != 1 or len(edit.come) != 1:
        return False
    old, new = edit.gone[0], edit.come[0]
    if old.sort is not Sort.WORD or new.sort is not Sort.WORD:
        return False
    if _named(edit.old, [old], names) or _named(edit.new, [new], names):
        return False
    return american(old.form) == american(new.form) or _mistyped(old.form, new.form, seen)


def _named(line: Line, tokens: Sequence[Token], names: frozenset[str]) -> bool:
    return any(is_name(token, line, names) for token in tokens)


def _bare(word: str) -> str:
    """A word without its accents: mojibake and keyboards lose them. Latin script only."""
    plain = unicodedata.normalize("NFKD", word)
    return (
        "".join(letter for letter in plain if not unicodedata.combining(letter))
        if plain[:1] < "\u0250"
        else word
    )


def american(word: str) -> str:
    """A word in its American spelling, as far as endings tell."""
    for pattern, spelling in _VARIANTS:
        word = pattern.sub(spelling, word)
    return word


def _mistyped(before: str, after: str, seen: frozenset[str]) -> bool:
    """Whether one word is the other with a slip of the finger: swapped, doubled, lost or wrong letter inside."""
    if {before, after} & CONFUSABLE or {before, after} <= seen or before[:1] != after[:1]:
        return False
    if len(before) == len(after) and sorted(before) == sorted(after):
        return OSA.distance(before, after, score_cutoff=1) == 1
    if _undoubled(before) == _undoubled(after):
        return True
    longest = min(len(before), len(after)) >= TYPO_LETTERS and before[-1] == after[-1]
    return longest and OSA.distance(before, after, score_cutoff=1) == 1


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def without_outlet(headline: str, known: frozenset[str], *, other: str) -> str:
    """A headline without labels ("LIVE:", "(Gift Article)") and without the outlet's name at its end.

    A dash may also lead to whoever said it ("Truce holds - Kremlin"), so the last words are taken for an
    outlet only when they name one, stand after a bar, or are nowhere in the copy (`known`) while `other`
    headline does without any such ending.
    """
    bare = _LABEL.sub("", headline)
    found = _SUFFIX.search(bare)
    if found is None:
        return bare
    ending = re.findall(r"\w+", found["name"].casefold())
    before = bare[: found.start()]
    if not ending or len(ending) > _SUFFIX_WORDS or len(before.split()) < _KEPT_WORDS:
        return bare
    named = found["mark"] in "|»::·•" or bool(set(ending) & _OUTLET_WORDS)
    if not named and (
        any(word in known for word in ending if word not in words.OPENERS)
        or _SUFFIX.search(_LABEL.sub("", other))
    ):
        return bare
    return before
