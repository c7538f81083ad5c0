"""The settings of a run: frozen, with defaults, read from TOML. An unknown key is an error, never ignored."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from claimcheck.model import ConfigError, Relation, Severity

FILE_NAME = "claimcheck.toml"


class FailOn(StrEnum):
    """From which relation on a run fails; each includes those before it: contradicts, attributed, supersedes."""

    CONTRADICTS = "contradicts"
    ATTRIBUTED = "attributed"
    SUPERSEDES = "supersedes"
    NONE = "none"


_FAILING: Mapping[FailOn, frozenset[Relation]] = MappingProxyType(
    {
        FailOn.NONE: frozenset(),
        FailOn.CONTRADICTS: frozenset({Relation.CONTRADICTS}),
        FailOn.ATTRIBUTED: frozenset({Relation.CONTRADICTS, Relation.ATTRIBUTED}),
        FailOn.SUPERSEDES: frozenset({Relation.CONTRADICTS, Relation.ATTRIBUTED, Relation.SUPERSEDES}),
    }
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a run may be told. Each field is a key of the configuration file, and an option of the same name."""

    model: str = ""
    """The language model: "" for the one that is shipped, the path of an ONNX model folder, or "spacy:NAME"."""
    min_confidence: float = 0.0
    """Discrepancies of a lower confidence (0 to 1) are not shown."""
    min_severity: Severity = Severity.MINOR
    """Discrepancies below this severity are not shown."""
    fail_on: FailOn = FailOn.NONE
    """From which relation on the exit status is 1."""
    all: bool = False
    """Whether readings judged compatible are shown too."""
    all_versions: bool = False
    """Whether old versions of a story are compared too, not the latest alone."""
    as_of: str = ""
    """The time at which the run is to think itself, for embargoes; "": unknown, and every embargo is in force."""
    with_embargoed: bool = False
    """Whether embargoed items are compared and shown, marked as such."""
    with_text: bool = False
    """Whether the JSON report repeats the articles' text."""
    strict: bool = False
    """Whether an input that cannot be read makes the exit status 2."""
    jobs: int = 2
    """How many threads annotate articles; the result does not depend on it."""

    def fails(self, relation: Relation) -> bool:
        """Whether a discrepancy of that relation makes the run fail."""
        return relation in _FAILING[self.fail_on]


def load_config(path: Path | None = None, directory: Path | None = None) -> Config:
    """The configuration of a run.

    ``path`` names the file; without it ``claimcheck.toml`` of ``directory`` (default: the working directory) is read,
    else ``[tool.claimcheck]`` of its ``pyproject.toml``, else the defaults hold. Raises ConfigError with file and key.
    """
    if path is not None:
        values = _parse(path)
        table = _tool_table(values) if path.name == "pyproject.toml" else None
        return _with_values(Config(), values if table is None else table, str(path))
    folder = directory if directory is not None else Path()
    own = folder / FILE_NAME
    if own.is_file():
        return _with_values(Config(), _parse(own), str(own))
    project = folder / "pyproject.toml"
    if project.is_file():
        table = _tool_table(_parse(project))
        if table is not None:
            return _with_values(Config(), table, f"{project}: [tool.claimcheck]")
    return Config()


def override(config: Config, values: Mapping[str, object]) -> Config:
    """The configuration with the options that were given on the command line (None: not given)."""
    return _with_values(config, {key: value for key, value in values.items() if value is not None}, "command line")


def _parse(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except OSError as error:
        raise ConfigError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        text = str(error)
        raise ConfigError(f"{path}: broken TOML: {text[:1].lower()}{text[1:]}") from None


def _tool_table(values: Mapping[str, object]) -> Mapping[str, object] | None:
    tool = values.get("tool")
    table = tool.get("claimcheck") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _with_values(config: Config, values: Mapping[str, object], where: str) -> Config:
    known = {field.name: getattr(config, field.name) for field in fields(config)}
    changes: dict[str, object] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(sorted(known))}"
            raise ConfigError(f"{where}: unknown key {key!r}{hint}")
        if name in changes:
            raise ConfigError(f"{where}: the key {name!r} is given twice")
        changes[name] = _checked(name, value, known[name], where)
    return replace(config, **changes)  # type: ignore[arg-type]


def _checked(name: str, value: object, default: object, where: str) -> object:
    """The value in the type of its default. Raises ConfigError where it has another."""
    if isinstance(default, StrEnum):
        choices = [str(item) for item in type(default)]
        if not isinstance(value, str) or value not in choices:
            raise ConfigError(f"{where}: {name!r} is {value!r}; it must be one of {', '.join(choices)}")
        return type(default)(value)
    if isinstance(default, bool):
        expected, fits = "true or false", isinstance(value, bool)
    elif isinstance(default, float):
        expected = "a number from 0 to 1"
        fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    elif isinstance(default, int):
        expected = "a whole number, 1 or more"
        fits = isinstance(value, int) and not isinstance(value, bool) and value >= 1
    else:
        expected, fits = "a string", isinstance(value, str)
    if not fits:
        raise ConfigError(f"{where}: {name!r} is {value!r}; it must be {expected}")
    return float(value) if isinstance(default, float) and isinstance(value, int | float) else value
