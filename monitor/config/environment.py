"""What the environment and secret files bring into the config, and that no secret stands in it otherwise."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from monitor.config import tree
from monitor.config.tree import Node, Place, Refused, Scalar, Sequence
from monitor.model.errors import Problem

PREFIX = "WIREWATCH__"
MAX_SECRET = 64 * 1024
"""Bytes of a secret file; a certificate chain fits."""

_VARIABLE = re.compile(r"\$(\$)?\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|([^}]*)\}?)")
_SECRET_KEY = re.compile(
    r"(?:^|[_-])(?:secrets?|passw(?:or)?d|passphrase|tokens?|api[_-]?key|authorization|cookie|auth)$",
    re.IGNORECASE,
)
_PASSWORD_IN_URL = re.compile(r"://[^/@\s]*:(?P<secret>[^/@\s]+)@")
_TOKEN_IN_QUERY = re.compile(
    r"://\S*[?&](?:api_?key|access_?token|token|password|secret|auth)=(?P<secret>[^&\s#]+)", re.IGNORECASE
)
_HARMLESS = 4  # shorter values are not blanked out of messages: they would blank half of every sentence


class Environment:
    """Brings values in and remembers which of them no message may repeat."""

    def __init__(self, directory: Path, variables: Mapping[str, str]) -> None:
        self.directory = directory
        self.variables = variables
        self.files: list[Path] = []  # asked for, whether they could be read or not
        self._secrets: set[str] = set()

    def fill(self, scalar: Scalar) -> str:
        """Return a scalar's text with each `${VAR}` and `${VAR:-default}` replaced; `$${` stays `${`.

        Raises:
            Refused: a variable is not set, or empty, and has no default, or the braces hold no name.
        """

        def one(match: re.Match[str]) -> str:
            doubled, name, default, odd = match.groups()
            if doubled:
                return match[0][1:]
            if odd is not None or name is None:
                raise Refused(
                    scalar.place.problem("${…} holds no variable's name", "write ${VAR}, or $${ for the text")
                )
            value = self.variables.get(name) or default
            if value is None:
                raise Refused(
                    scalar.place.problem(
                        f"the environment variable {name} is not set, or empty",
                        "set it, or give a default with ${VAR:-…}",
                    )
                )
            self.hide(self.variables.get(name, ""))
            return value

        return _VARIABLE.sub(one, scalar.text)

    def secret_file(self, scalar: Scalar) -> str:
        """Return the contents of a secret file, without its last line break.

        Raises:
            Refused: it is not there, not readable, too large, empty or not UTF-8.
        """
        path = self.directory / self.fill(scalar)
        self.files.append(path)
        try:
            with path.open("rb") as file:
                text = file.read(MAX_SECRET + 1).decode("utf-8")
        except OSError as error:
            raise Refused(
                scalar.place.problem(
                    f"the file cannot be read: {error.strerror}", "check its path and who may read it"
                )
            ) from None
        except UnicodeDecodeError:
            raise Refused(scalar.place.problem("the file is not UTF-8", "write the secret as text")) from None
        except ValueError:
            raise Refused(scalar.place.problem("this is no path")) from None
        if len(text) > MAX_SECRET or not text.strip():
            raise Refused(
                scalar.place.problem("the file is empty or larger than 64 kB", "put the secret alone into it")
            )
        return self.hide(text.rstrip("\r\n"))

    def hide(self, secret: str) -> str:
        """Remember a value that no message may repeat, and return it."""
        if len(secret) >= _HARMLESS:
            self._secrets.add(secret)
        return secret

    def clean(self, problem: Problem) -> Problem:
        """Return a problem without any value that came from the environment, a secret file or a secret key."""
        message, remedy = self.without_secrets(problem.message), self.without_secrets(problem.remedy)
        return Problem(problem.file, problem.line, problem.column, message, remedy)

    def without_secrets(self, text: str) -> str:
        """Return a text with `***` for each value that no message may repeat."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text

    def literal_secrets(self, node: Node, key: str = "", *, inside: bool = False) -> Iterator[Problem]:
        """Yield a problem for each secret that is written into the file itself. None repeats it."""
        if isinstance(node, tree.Mapping):
            for entry in node.entries:
                secret = inside or _SECRET_KEY.search(entry.key) is not None
                yield from self.literal_secrets(entry.node, entry.key, inside=secret)
        elif isinstance(node, Sequence):
            for item in node.items:
                yield from self.literal_secrets(item, key, inside=inside)
        elif inside and not tree.is_null(node) and not _brought_in(node.text):
            self.hide(node.text)
            remedy = f"use {key}_file: or ${{VAR}}" if key.islower() else "bring it in with ${VAR}"
            yield node.place.problem(f"{key}: a secret is written here", remedy)
        else:
            yield from self._secrets_in_url(node)

    def _secrets_in_url(self, scalar: Scalar) -> Iterator[Problem]:
        for pattern in (_PASSWORD_IN_URL, _TOKEN_IN_QUERY):
            for match in pattern.finditer(scalar.text):
                if not _brought_in(match["secret"]):
                    self.hide(match["secret"])
                    yield scalar.place.problem(
                        "a secret is written in this address", "bring it in with ${VAR}"
                    )


def _brought_in(text: str) -> bool:
    """Whether a text takes something from the environment and gives no default for it."""
    found = [match for match in _VARIABLE.finditer(text) if not match[1] and match[2]]
    return bool(found) and not any(match[3] for match in found)


def overrides(variables: Mapping[str, str]) -> Iterator[tuple[str, str, Scalar]]:
    """Yield section, key and value of each `WIREWATCH__SECTION__KEY`, in the order of their names.

    The value's place names the variable; its line and column are 0.
    """
    for name in sorted(variables):
        if name.startswith(PREFIX):
            section, _, key = name.removeprefix(PREFIX).lower().partition("__")
            yield section, key, Scalar(variables[name], plain=False, place=Place(f"environment {name}"))
