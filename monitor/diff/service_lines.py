"""Lines a site or desk puts round the copy: they come, go and change without saying anything (docs/wire.md fault 7)."""

import re

_FORMS = (
    # Where to read, see or hear more.
    r"(?:read|see|watch|listen)(?: (?:more|also|next|next up|this next))?\s*[:|>].*|(?:read|see) (?:more|also)\b.*",
    r"related(?: (?:stories|links?|articles?|topics?|news))?\b\s*:?.{0,90}",
    r"(?:click|tap) here.*|download (?:our|the) app\b.*|join the conversation\b.*|advertisement\W*",
    r"listen(?: to (?:this|the) (?:article|story|podcast))?\b.{0,20}",
    r"recommended|trending|most (?:read|popular|viewed)|top stories|editor\W?s?\W? picks",
    r"more (?:on|about|from) (?:this|our) (?:story|topic|author|section|site)\b.{0,20}",
    # Sharing and subscribing.
    r"follow (?:us|@\w+)\b.*|share (?:this|on|via)\b.*|share\s*:.*|sign up\b.*|subscribe\b.*",
    r"share|tweet|email|print(?: this(?: page| article| story)?)?|facebook|whatsapp|copy link",
    r"(?:\d+ )?comments?(?: \(\d+\))?",
    r"get (?:the latest|our|breaking) .{0,40}(?:email|inbox|app|newsletter|alerts).{0,30}",
    # When, and how long to read.
    r"(?:last )?(?:updated?|published|modified|posted)(?: (?:on|at))?\s*:?\s*(?=\S*\d|\w+ \d|\w+day).{0,60}",
    r"first published.{0,60}|\d+ min(?:ute)?s? read|\d+ (?:minutes?|hours?|days?) ago",
    # Who wrote, edited, took or owns it.
    (
        r"\(?(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|translated)"
        r"(?: and \w+)? by\b.{0,160}"
    ),
    r"by (?-i:[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3})(?:,? (?:and|in|for) .{0,60}|, [A-Z][\w .&-]{1,40})?",
    r"(?:file )?(?:photo(?:graph)?|image|picture|video|graphic|illustration)s?(?: credits?)?\s*(?::|/|\bby\b).{0,120}",
    r"credits?\s*:.{0,90}|(?:getty images|ap photo|reuters|epa|afp|ap)(?:/[\w .-]{1,60})?",
    (
        r"this (?:story|article|report|item) (?:was|is|has been|has not been) (?:\w+ )?"
        r"(?:edited|produced|generated|auto-?generated|translated|supported|syndicated|published) .{0,160}"
    ),
    r"our standards:.*|©.*|copyright\b.{0,80}|all rights reserved\W*",
)
# The first words of all these forms: a sentence that begins otherwise, as nearly all do, needs no expression.
_FIRST = frozenset(
    [
        "read",
        "see",
        "watch",
        "listen",
        "related",
        "click",
        "tap",
        "download",
        "join",
        "advertisement",
        "recommended",
        "trending",
        "most",
        "top",
        "editor",
        "editors",
        "more",
        "follow",
        "share",
        "sign",
        "subscribe",
        "tweet",
        "email",
        "print",
        "facebook",
        "whatsapp",
        "copy",
        "comment",
        "comments",
        "get",
        "last",
        "update",
        "updated",
        "publish",
        "published",
        "modified",
        "posted",
        "first",
        "additional",
        "further",
        "reporting",
        "writing",
        "editing",
        "compiled",
        "edited",
        "written",
        "translated",
        "by",
        "file",
        "photo",
        "photos",
        "photograph",
        "photographs",
        "image",
        "images",
        "picture",
        "pictures",
        "video",
        "videos",
        "graphic",
        "graphics",
        "illustration",
        "illustrations",
        "credit",
        "credits",
        "getty",
        "ap",
        "reuters",
        "epa",
        "afp",
        "this",
        "our",
        "copyright",
        "all",
    ]
)
_WORD = re.compile(r"\W*(\w+)")
_SERVICE = re.compile(rf"^\W*(?:{'|'.join(_FORMS)})\W*$", re.IGNORECASE)


def is_service(text: str) -> bool:
    """Whether a sentence belongs to the site or desk, not to the copy."""
    word = _WORD.match(text)
    if word is None:
        return False
    first = word[1].casefold()
    if first not in _FIRST and not first[0].isdigit() and "©" not in word[0] and "_" not in first:
        return False
    return _SERVICE.match(text.strip()) is not None
