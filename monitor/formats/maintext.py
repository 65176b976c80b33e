"""The main text of a page that does not state it: trafilatura's work, here and nowhere else.

Imported when first needed: it costs a process 27 MB and 0.1 s, and belongs into the reader's worker, which can be
killed (20 to 25 ms for a page of 100 to 200 kB, so never in the loop: docs/promises.md P14).
"""

from typing import Final

LONGEST: Final = 5 * 1024 * 1024  # characters of HTML; beyond it is no story


def main_text(page: str, url: str) -> str:
    """Return the main text as simple HTML (headings, paragraphs, lists), "" when none stands out.

    Reader comments, navigation, forms and teasers are left out.

    Args:
        page: HTML.
        url: its address.
    """
    from trafilatura import extract  # noqa: PLC0415 - see above: only the worker pays for it

    if len(page) > LONGEST:
        return ""
    found = extract(
        page,
        url=url,
        output_format="html",
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_links=False,
        with_metadata=False,
        deduplicate=False,
    )
    return found or ""
