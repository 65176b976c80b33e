"""Numbers in digits and words, with their scale, currency and unit, brought to one spelling."""

from collections.abc import Sequence

from monitor.diff import vocabulary as words
from monitor.diff.dates import ORDINAL_ENDINGS, Found
from monitor.diff.raw import Raw, linked

_GROUP = 3  # digits between thousands marks
_TEN, _THIRTY, _HUNDRED, _THOUSAND, _MILLION = 10, 30, 100, 1e3, 1e6
_GLUED = frozenset(("m", "b", "k"))  # scales only when glued to the digits: "2.4m", never "2.4 m"
_SCALES = {"c": "°C", "celsius": "°C", "f": "°F", "fahrenheit": "°F"}
_LONGEST = 300  # digits; longer ones are no numbers of this world


def number_at(text: str, raws: Sequence[Raw], at: int, *, comma: bool, english: bool) -> Found | None:
    """The number that starts here, as "2400000 $" or "5 hour"; None when none does.

    `comma`: 5,3 is five point three. `english`: "once" and "mil" are no numbers.
    """
    raw = raws[at]
    currency = ""
    if raw.group == "sign" and raw.text in words.CURRENCY_SIGNS and at + 1 < len(raws):
        currency = words.UNITS[raw.text]
        at += 1
        raw = raws[at]
    if raw.group == "number":
        amount, last = _scaled(text, raws, at, _digits(raw.text, comma=comma))
    elif raw.lower == "half" and (part := _half(text, raws, at)) is not None:
        amount, last = part
    elif raw.group == "word" and (spelt := _spelt(text, raws, at, english=english)) is not None:
        amount, last = spelt
    else:
        return None
    ordinal = ""
    if (
        last + 1 < len(raws)
        and raws[last + 1].lower in ORDINAL_ENDINGS
        and raws[last + 1].start == raws[last].end
    ):
        ordinal, last = "th", last + 1
    unit, last = _unit(text, raws, last)
    return f"{amount:.12g}{ordinal} {currency or unit}".rstrip(), last


def _digits(text: str, *, comma: bool) -> float:
    """The value of digits with their separators. Groups of three after the thousands mark are thousands."""
    sign = -1.0 if text[0] in "-\u2212" else 1.0
    text = text.lstrip("-\u2212+").replace("\u00a0", "").replace("\u202f", "")
    thousands, decimal = (".", ",") if comma else (",", ".")
    groups = text.split(thousands)
    if len(groups) > 1 and all(len(group.split(decimal)[0]) == _GROUP for group in groups[1:]):
        text = text.replace(thousands, "")
    whole, _, rest = text.replace(",", ".").partition(".")
    return sign * float(f"{whole[:_LONGEST]}.{rest.replace('.', '')[:_LONGEST] or 0}")


def _scaled(text: str, raws: Sequence[Raw], at: int, value: float) -> tuple[float, int]:
    """Apply "million", "bn" and the like standing after digits."""
    last = at
    while last + 1 < len(raws) and linked(text, raws[last], raws[last + 1]):
        lower = raws[last + 1].lower
        apart = raws[last + 1].start > raws[last].end
        scale = words.LARGE.get(lower) or (None if lower in _GLUED and apart else words.SCALES.get(lower))
        if scale is None or lower in words.ENGLISH_WORDS:
            break
        value, last = value * scale, last + 1
    return value, last


def _spelt(text: str, raws: Sequence[Raw], at: int, *, english: bool) -> tuple[float, int] | None:
    """A number in words: "nine", "twenty-one", "two hundred and fifty thousand"."""
    total = current = 0.0
    last = link = -1
    while at < len(raws) and (link < 0 or linked(text, raws[link], raws[at])):
        lower = raws[at].lower
        known = not (english and lower in words.ENGLISH_WORDS)
        if known and lower in words.SMALL:
            current += words.SMALL[lower]
        elif known and lower in words.LARGE and (last >= 0 or words.LARGE[lower] < _MILLION):
            current = (current or 1.0) * words.LARGE[lower]
            if words.LARGE[lower] >= _THOUSAND:
                total, current = total + current, 0.0
        elif last >= 0 and lower in {"and", "y"} and _goes_on(text, raws, at):
            link, at = at, at + 1
            continue
        else:
            break
        last, link, at = at, at, at + 1
    return (total + current, last) if last >= 0 else None


def _half(text: str, raws: Sequence[Raw], at: int) -> tuple[float, int] | None:
    """Half of a large number, as in "half a million"."""
    if at + 2 >= len(raws) or raws[at + 1].lower != "a" or not linked(text, raws[at + 1], raws[at + 2]):
        return None
    large = words.LARGE.get(raws[at + 2].lower, 0.0)
    return (large / 2, at + 2) if large >= _THOUSAND else None


def _goes_on(text: str, raws: Sequence[Raw], at: int) -> bool:
    """Whether "and" stands inside a number: after a hundred or ten, before a smaller word."""
    if at + 1 >= len(raws) or not linked(text, raws[at], raws[at + 1]):
        return False
    before = raws[at - 1].lower
    after = words.SMALL.get(raws[at + 1].lower)
    if raws[at].lower == "y":
        return after is not None and after < _TEN and words.SMALL.get(before, 0) >= _THIRTY
    return after is not None and words.LARGE.get(before, 0) >= _HUNDRED


def _unit(text: str, raws: Sequence[Raw], last: int) -> tuple[str, int]:
    """The unit after a number, and its last token: "%", "per cent". "square miles" are things counted."""
    if last + 1 >= len(raws) or not linked(text, raws[last], raws[last + 1]):
        return "", last
    lower = raws[last + 1].lower
    if (
        lower in {"per", "por", "pour"}
        and last + 2 < len(raws)
        and raws[last + 2].lower in {"cent", "ciento", "cento"}
    ):
        return "%", last + 2
    following = raws[last + 2].lower if last + 2 < len(raws) else ""
    if lower == "basis" and following in {"point", "points"}:
        return "bp", last + 2
    if (lower == "°" and following in _SCALES) or (lower in {"degree", "degrees"} and following in _SCALES):
        return _SCALES[following], last + 2
    if raws[last + 1].text in {"C", "F"}:
        return _SCALES[lower], last + 1
    unit = words.UNITS.get(lower, "")
    return unit, last + 1 if unit else last
