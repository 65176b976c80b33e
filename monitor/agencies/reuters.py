"""Reuters (en): "UPDATE 2-", "CORRECTED-", "LONDON (Reuters) -", "(Reporting by …; Editing by …)"."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import SEPARATOR, forms, marker, paren_dateline
from monitor.agencies.hand import hand
from monitor.model.agency import Agency

REUTERS = hand(
    Agency(
        id="reuters",
        name="Reuters",
        hosts=("reuters.com", "thomsonreuters.com", "reutersagency.com"),
        zone="Etc/UTC",
        names=("Reuters", "REUTERS"),
        datelines=forms(paren_dateline("Reuters(?: Breakingviews)?|REUTERS")),
        sign_offs=forms(
            r"^\(\([^()]*@[^()]*\)\)$", r"^Our Standards: The Thomson Reuters Trust Principles\.?.{0,40}$"
        ),
        credits=forms(r"\bREUTERS\s?/\s?[A-Z][\w .'’-]{2,60}$"),
        headline_markers=(
            marker("kill", r"^ADVISORY\s?[-–—:]\s*(?=.*\b(?:[Ww]ithdrawn|WITHDRAWN)\b)"),
            marker("advisory", r"^ADVISORY\s?[-–—:]\s*"),
            marker("correction", rf"^CORRECTED\s?-\s?\(OFFICIAL\){SEPARATOR}"),
        ),
        slug_markers=(
            marker("update", r"\bWRAPUP\s(?P<n>\d{1,2})\b"),
            marker("kill", r"\bWITHDRAWN\b"),
            marker("repeat", r"(?<![\w-])RPT(?![\w-])"),
        ),
        signature=forms(
            r"^.{0,60}\(Reuters\)\s?[-–—]", r"\bREUTERS\s?/\s?[A-Z]", r"^\(Reporting by .*[Ee]diting by .*\)$"
        ),
    ),
)
