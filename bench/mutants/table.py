"""What a run is about: the packages with their tests, and the changes that were accepted."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.mutants import lua, python
from bench.mutants.mutant import Mutant, in_order

FOLDER = Path("bench/mutants")


@dataclass(frozen=True, slots=True)
class Package:
    """Code and the tests that answer for it, as paths from the root."""

    name: str
    code: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change that may live: file, line and what becomes of it, and why."""

    file: str
    line: str
    becomes: str
    reason: str

    def covers(self, mutant: Mutant) -> bool:
        """Return whether it is this change, wherever in the file the line stands now."""
        return (self.file, self.line, self.becomes) == (mutant.file, mutant.was, mutant.becomes)


def packages_in(root: Path) -> tuple[Package, ...]:
    """Read the table; code and tests that are not there are left out, and a package without either with them."""
    table = tomllib.loads((root / FOLDER / "packages.toml").read_text(encoding="utf-8"))
    return tuple(package for package in _present(root, table) if package.code and package.tests)


def _present(root: Path, table: dict[str, dict[str, list[str]]]) -> Iterator[Package]:
    for name, entry in table.items():
        found = (path for pattern in entry["code"] for path in sorted(root.glob(pattern)))
        code = tuple(path.relative_to(root).as_posix() for path in found)
        yield Package(name, code, tuple(path for path in entry["tests"] if (root / path).exists()))


def accepted_in(root: Path) -> tuple[Accepted, ...]:
    """Read the accepted changes. Raises ValueError for one without a reason."""
    table = tomllib.loads((root / FOLDER / "accepted.toml").read_text(encoding="utf-8"))
    entries = tuple(Accepted(**entry) for entry in table.get("mutant", ()))
    for entry in entries:
        if not entry.reason.strip():
            raise ValueError(f"{entry.file}: {entry.line}: accepted without a reason")
    return entries


def mutants_in(root: Path, files: Iterable[str], seed: int) -> Iterator[Mutant]:
    """Yield every change of these files in the order of the seed; a few of them do not `stand`."""
    sources = {file: (root / file).read_bytes() for file in files}
    return in_order(
        (
            mutant
            for file, source in sources.items()
            for mutant in (lua if file.endswith(".lua") else python).mutants_of(file, source)
        ),
        seed,
    )


def stands(mutant: Mutant) -> bool:
    """Return whether what comes out can be run at all."""
    return mutant.file.endswith(".lua") or python.stands(mutant)
