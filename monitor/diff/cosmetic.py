"""What is no change: typing mistakes, spelling variants, articles, outlet suffixes, service lines."""

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from monitor.diff import vocabulary as words
from monitor.diff.canonical import Sort, Token
from monitor.diff.facts.line import Edit
from monitor.diff.facts.name import is_name
from monitor.diff.facts.scope import Scope

_SLIPS = 3  # words in a row that may be mistyped or respelt
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
_AMERICAN = dict(
    pair.split("/")
    for pair in [
        "tyre/tire",
        "tyres/tires",
        "kerb/curb",
        "kerbs/curbs",
        "ageing/aging",
        "aluminium/aluminum",
        "cheque/check",
        "cheques/checks",
        "jewellery/jewelry",
        "manoeuvre/maneuver",
        "manoeuvres/maneuvers",
        "plough/plow",
        "ploughs/plows",
        "sceptic/skeptic",
        "sceptics/skeptics",
        "sceptical/skeptical",
        "sceptically/skeptically",
        "draught/draft",
        "gaol/jail",
        "enrol/enroll",
        "enrolment/enrollment",
        "fulfil/fulfill",
        "fulfils/fulfills",
        "instalment/installment",
        "instalments/installments",
        "skilful/skillful",
        "foetus/fetus",
        "pyjamas/pajamas",
        "mould/mold",
        "mouldy/moldy",
        "smoulder/smolder",
        "smouldering/smoldering",
        "moustache/mustache",
        "cosy/cozy",
        "sulphur/sulfur",
        "storey/story",
        "storeys/stories",
        "artefact/artifact",
        "artefacts/artifacts",
        "anaesthetic/anesthetic",
        "paediatric/pediatric",
        "leukaemia/leukemia",
        "orthopaedic/orthopedic",
        "diarrhoea/diarrhea",
        "encyclopaedia/encyclopedia",
        "judgement/judgment",
        "acknowledgement/acknowledgment",
        "towards/toward",
        "afterwards/afterward",
        "learnt/learned",
        "burnt/burned",
        "dreamt/dreamed",
        "spelt/spelled",
        "cancellation/cancelation",
        "marvellous/marvelous",
        "woollen/woolen",
        "jewelled/jeweled",
        "axe/ax",
        "disc/disk",
        "speciality/specialty",
        "mum/mom",
        "whilst/while",
        "amongst/among",
        "licence/license",
        "practise/practice",
    ]
)
_OUTLET_WORDS = words.word_set(
    "news times post herald agency press reuters ap afp efe bbc cnn dw tass ansa dpa kyodo upi today daily tribune "
    "journal guardian gazette telegraph observer independent chronicle globe mirror mail express standard star "
    "bulletin review report magazine online live radio tv channel network wire world sport sports politics "
    "npr pbs abc nbc cbs cbc rfi itv rte business video watch diario noticias agencia monde nachrichten zeitung com "
    "org net"
)
_SMALL_IN_NAMES = words.word_set(
    "of the and for on in at de la el le du des der die com org net live updates video"
)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_SUFFIX = re.compile(r"\s+(?P<mark>[-\u2013—|·•»]|::?|//)\s+(?P<name>[^-\u2013—|·•»]{2,40})$")
_PREFIX = re.compile(r"^\s*(?P<name>[^|]{2,30})\s\|\s(?=\S+ \S)")
_ENDINGS = frozenset({"as it happened", "live", "live updates", "live blog", "video", "in pictures"})
_BARS = frozenset(("|", "»", "::", "·", "•", "//"))
_SUFFIXES = 3
_SUFFIX_WORDS = 5
_KEPT_WORDS = 2
_LABEL = re.compile(
    r"^\s*(?:UPDATE|WRAPUP) \d+ ?-\s?|^\s*\((?:\w+ )?(?:lead|ld)\)\s*"
    r"|^\s*(?:breaking(?: news)?|just in|live|live updates|watch(?: live| now)?|video|exclusive|updated?"
    r"|in pictures|photos|opinion"
    r"|analysis|explainer|developing|urgent)\s*(?:[:|]|\s[-\u2013—]\s)\s*"
    r"|\s*[(\[](?:gift article|video|updated?|live|photos?|watch|pictures|audio|podcast|paywall|free|live updates"
    r"|ap|afp|reuters|efe|dpa|tass|ansa|upi)[)\]]\s*$",
    re.IGNORECASE,
)


def is_cosmetic(edit: Edit, scope: Scope) -> bool:
    """Whether an edit changes nothing that is said.

    A word both texts know in place of another such word is no typing mistake.
    """
    if _slip(edit, scope):
        return True
    removed = [token for token in edit.removed if token.form not in words.ARTICLES]
    added = [token for token in edit.added if token.form not in words.ARTICLES]
    if not removed and not added:
        return True
    if not (removed and added) and _before_date(edit, [*removed, *added]):
        return True
    if any(token.sort is not Sort.WORD for token in (*removed, *added)):
        return False
    before, after = "".join(token.form for token in removed), "".join(token.form for token in added)
    return before == after or _bare(before) == _bare(after) != ""


def _before_date(edit: Edit, tokens: Sequence[Token]) -> bool:
    """Whether only an "on" before a day came or went."""
    line, following = (edit.old, edit.j) if edit.j > edit.i else (edit.new, edit.m)
    after = line.tokens[following : following + 1]
    return [token.form for token in tokens] == ["on"] and bool(after) and after[0].sort is Sort.DATE


def _slip(edit: Edit, scope: Scope) -> bool:
    """Whether ordinary words stand in place of the same words, mistyped or American."""
    if not len(edit.removed) == len(edit.added) <= _SLIPS:
        return False
    return all(_same_word(edit, old, new, scope) for old, new in zip(edit.removed, edit.added, strict=True))


def _same_word(edit: Edit, old: Token, new: Token, scope: Scope) -> bool:
    if old.sort is not Sort.WORD or new.sort is not Sort.WORD:
        return False
    if old.opening and new.opening and american(old.form) == american(new.form):
        return True  # the capital of a first word makes no name
    if is_name(old, edit.old, scope) and is_name(new, edit.new, scope):
        return False
    if old.capital and new.capital and not (old.opening and new.opening) and not edit.old.title_case:
        return False
    return american(old.form) == american(new.form) or _mistyped(old.form, new.form, scope)


def _bare(word: str) -> str:
    """A word without its accents: mojibake and keyboards lose them. Latin script only."""
    plain = unicodedata.normalize("NFKD", word)
    return (
        "".join(letter for letter in plain if not unicodedata.combining(letter))
        if plain[:1] < "\u0250"
        else word
    )


@lru_cache(maxsize=4096)
def american(word: str) -> str:
    """A word in its American spelling, as far as endings tell."""
    for pattern, spelling in _VARIANTS:
        if word in _AMERICAN:
            return _AMERICAN[word]
        word = pattern.sub(spelling, word)
    return word


def _mistyped(before: str, after: str, scope: Scope) -> bool:
    """Whether one word is the other with a slip of the finger: swapped, doubled, lost or wrong letter inside."""
    if {before, after} & CONFUSABLE or before[:1] != after[:1] or not _near(before, after):
        return False
    return not {before, after} <= scope.known


def _near(before: str, after: str) -> bool:
    if len(before) == len(after) and sorted(before) == sorted(after):
        return OSA.distance(before, after, score_cutoff=1) == 1
    if _undoubled(before) == _undoubled(after):
        return True
    longer = min(len(before), len(after)) >= TYPO_LETTERS and before[-1] == after[-1]
    return longer and OSA.distance(before, after, score_cutoff=1) == 1


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _titled(name: str) -> bool:
    """Whether an ending is written as a name is: capitals, no figures ("- 3 dead", "- sources" are none)."""
    parts = re.findall(r"\w+", name)
    return all(part[0].isupper() or part in _SMALL_IN_NAMES for part in parts)


def without_outlet(headline: str, scope: Scope, *, other: str) -> str:
    """A headline without labels ("LIVE:", "(Gift Article)") and without the outlet's name at its end.

    A dash may also lead to whoever said it ("Truce holds - Kremlin"), so the last words are taken for an
    outlet only when they name one, stand after a bar, or are nowhere in the copy (`scope`) while `other`
    headline does without any such ending.
    """
    bare = _LABEL.sub("", _unlabelled(html.unescape(headline)))
    plain = _LABEL.sub("", html.unescape(other))
    for _ in range(_SUFFIXES):
        shorter = _LABEL.sub("", _without_ending(bare, scope, plain))
        if shorter == bare:
            break
        bare = shorter
    return bare


def _unlabelled(headline: str) -> str:
    """A headline without an outlet before a bar at its start ("North Wire | Talks fail")."""
    found = _PREFIX.match(headline)
    named = found and set(re.findall(r"\w+", found["name"].casefold())) & _OUTLET_WORDS
    return headline[found.end() :] if found and named else headline


def _without_ending(bare: str, scope: Scope, other: str) -> str:
    found = _SUFFIX.search(bare)
    if found is None:
        return bare
    ending = re.findall(r"\w+", found["name"].casefold())
    before = bare[: found.start()]
    if not ending or len(ending) > _SUFFIX_WORDS or len(before.split()) < _KEPT_WORDS:
        return bare
    if found["mark"] == ":" and not set(ending) & _OUTLET_WORDS:
        return bare  # a colon mostly leads to what is said
    domain = _DOMAIN.fullmatch(found["name"]) is not None
    plain = found["name"].casefold() in _ENDINGS or (
        found["mark"] in _BARS and not re.search(r"\d", found["name"])
    )
    if not domain and not plain and not _titled(found["name"]):
        return bare
    if not _names_outlet(found) and (
        any(word in scope.said for word in ending if word not in words.OPENERS)
        or ((there := _SUFFIX.search(other)) is not None and not _names_outlet(there))
    ):
        return bare
    return before


def _names_outlet(found: re.Match[str]) -> bool:
    """Whether an ending names an outlet by its mark or its words."""
    ending = re.findall(r"\w+", found["name"].casefold())
    if found["mark"] in _BARS or found["name"].casefold() in _ENDINGS or _DOMAIN.fullmatch(found["name"]):
        return True
    return bool(set(ending) & _OUTLET_WORDS) or (ending[:1] == ["the"] and _titled(found["name"]))
