"""Letting go of a matcher that is no longer used, without the loop noticing."""

from collections.abc import Sequence

from monitor.match.compile import Matcher


def release(last: list[Matcher]) -> None:
    """Let go of a matcher step by step; call it in a thread.

    To free the half a million objects of 100,000 literals at once holds the GIL for 50 ms, wherever the last
    reference goes. Here they go one by one, and the loop gets its turn between any two.

    Args:
        last: the matcher, alone in a list, which is emptied: the caller is to keep no reference of its own.
            When somebody else still uses the matcher nothing breaks; then its end is theirs.
    """
    pieces = _pieces_of(last.pop())
    while pieces:
        piece = pieces.pop()
        while piece:
            piece.pop()


def _pieces_of(matcher: Matcher) -> list[list[object]]:
    """Return lists of all that a matcher has many of: while they hold it, the matcher itself goes quickly."""
    automaton = matcher._automaton  # noqa: SLF001 - taken apart here
    many: list[Sequence[object]] = [matcher._entries, automaton._literals]  # noqa: SLF001 - the same
    many += [part.bodies for part in automaton._parts]  # noqa: SLF001 - the same
    for watchlist in matcher.watchlists:
        many += [watchlist.people, watchlist.topics]
    return [list(matcher._triggered.values()), *map(list, many)]  # noqa: SLF001 - the same
