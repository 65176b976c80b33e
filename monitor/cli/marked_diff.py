"""A diff as lines for a terminal or a pipe: what went, what came, the words that differ marked."""

from monitor.cli.output import say, say_marked
from monitor.model.change import Block, Diff, Op
from monitor.render.wording import KINDS, say_fact

_OLD = {Op.EQUAL: "", Op.REMOVED: "removed"}
_NEW = {Op.EQUAL: "", Op.ADDED: "added"}


def show_diff(diff: Diff) -> None:
    """Print a diff: kinds and summary, the facts, then the changed sentences, `-` what went and `+` what came."""
    kinds = ", ".join(KINDS[kind] for kind in diff.kinds) or "nothing changed"
    say(f"{kinds}: {diff.summary}" if diff.summary else kinds, style="bold")
    for fact in diff.facts:
        place = "headline" if fact.paragraph is None else f"paragraph {fact.paragraph + 1}"
        say(f"  {say_fact(fact.kind, fact.old, fact.new)} ({place})")
    for block in diff.changed:
        _show_block(block)


def _show_block(block: Block) -> None:
    say(f"@ {_place(block)}", style="cyan")
    if block.op in {Op.REMOVED, Op.CHANGED}:
        say_marked(*((piece.text, _OLD[piece.op]) for piece in block.pieces if piece.op in _OLD), indent="- ")
    if block.op in {Op.ADDED, Op.CHANGED}:
        say_marked(*((piece.text, _NEW[piece.op]) for piece in block.pieces if piece.op in _NEW), indent="+ ")
    if block.op is Op.MOVED:
        say(f"  {block.new}")


def _place(block: Block) -> str:
    """Return where a block stands, counted as people count."""
    old, new = _paragraph(block.old_paragraph), _paragraph(block.new_paragraph)
    if block.op is Op.MOVED:
        return f"moved from {old} to {new}"
    return new or old


def _paragraph(number: int | None) -> str:
    return "" if number is None else "headline" if number < 0 else f"paragraph {number + 1}"
