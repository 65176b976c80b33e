"""The template engine of mails and pages: all is escaped, feed text only ever a value (docs/promises.md P12)."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from monitor.render.clean import clean, link
from monitor.render.wording import day_of, instant, readable


def engine(package: str) -> Environment:
    """Return an engine for the `templates` of a package: every text cleaned and escaped on its way out."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    made.filters.update(clean=clean, day=day_of, instant=instant, link=link, readable=readable)
    return made


def _finalize(value: object) -> object:
    """Clean every text on its way out: no control character or bidi override reaches a reader."""
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
