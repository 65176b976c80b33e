"""Words, shingles and the slots of a text, as likeness needs them."""

import re
import unicodedata
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import accumulate
from zlib import crc32

# Scripts written without spaces count each character as a word: three of them make a shingle.
_SINGLE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{_SINGLE}]|[^\W{_SINGLE}]+")
SHINGLE = 3  # words (docs/engines.md)
HASH_MASK = 2**30 - 1  # an int below 2**30 is the smallest Python has


def word_set(text: str) -> frozenset[str]:
    """A set of words written as one text."""
    return frozenset(text.split())


# Too frequent in copy to say which story it is.
STOPWORDS = word_set(
    "a an and are as at be been but by for from had has have he her his in into is it its may more new not of "
    "off on or our out over s said says say she than that the their them they this to up was were what when "
    "which who will with would after amid before about against during "
    "el la los las de del y en un una por para con que se su al lo como más "
    "le les des du et dans pour sur au aux par une est à qui ne pas "
    "der die das den dem und von zu mit auf für im ist ein eine nach bei über "
    "il di che per non da della dei o os do na no em um uma"
)


def fold(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())


def content_words(text: str) -> frozenset[str]:
    """The words that tell what a text is about."""
    return frozenset(
        word for word in fold(text) if word not in STOPWORDS and (len(word) > 1 or word.isdigit())
    )


def shingle_hashes(words: Sequence[str]) -> set[int]:
    """30-bit hashes of all runs of three words; of the whole when it has fewer. Stable across processes."""
    if not words:
        return set()
    joined = " ".join((*words, ""))
    text = joined.encode("utf-8", "surrogatepass")
    plain = len(text) == len(joined)  # one byte a letter
    lengths = map(len, words if plain else [word.encode("utf-8", "surrogatepass") for word in words])
    ends = list(accumulate(map((1).__add__, lengths), initial=0))
    if len(words) < SHINGLE:
        return {crc32(text) & HASH_MASK}
    return {crc32(text[start:end]) & HASH_MASK for start, end in zip(ends, ends[SHINGLE:], strict=False)}


@lru_cache(maxsize=64)  # a text is sketched and then compared, a story much carried again and again
def words_of(text: str) -> tuple[str, ...]:
    """The words of a whole text, as `fold` finds them."""
    return tuple(fold(text))


@lru_cache(maxsize=64)
def shingles_of(text: str) -> frozenset[int]:
    """The hashes of the three-word shingles of a whole text."""
    return frozenset(shingle_hashes(words_of(text)))


def share(part: AbstractSet[Hashable], whole: AbstractSet[Hashable]) -> float:
    """How much of `part` stands in `whole`, 0…1; 0 when there is nothing to compare."""
    return len(part & whole) / len(part) if part else 0.0
