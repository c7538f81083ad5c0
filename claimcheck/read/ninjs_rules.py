"""What each version of ninjs allows, and which version an item has to keep to.

The tables in data/ninjs/ hold IPTC's specification, one file a generation, every field with the minor version that
brought it (``since``). They become JSON Schemas here, checked with the package jsonschema. Their notation: a value is
the name of a type, ``{"list": ...}``, ``{"fields": {...}}`` (an object with these fields and no others unless
``open``), ``{"patterns": {...}}`` for names by regular expression, ``{"every": ...}`` for any name, ``{"values":
[...]}``, or ``{"is": name}`` for another table of the file; a list gives the first alternative that the version has.
``needs`` are required fields, of ``one_of`` exactly one must stand, of one of the groups in ``any_one_of`` too.

Formats (date-time, uri) are not checked: IPTC's own suite passes items whose dates are none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from claimcheck.read.json_document import JsonObject, json_type, objects_in, text_in

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

GENERATIONS = (1, 2, 3)
_DECLARED = re.compile(r"(\d+)(?:\.(\d+))?")
_SCHEMA = re.compile(r"iptc\.org/std/ninjs/ninjs-schema_v?(\d+)(?:\.(\d+))?", re.IGNORECASE)
_PLAIN = re.compile(r"\bninjs\b", re.IGNORECASE)
_LONGEST_SHOWN = 60
_MOST_OBJECTS = 20_000  # in one item; more are checked in part: half a second of checking is enough for any item
_MOST_ENTRIES = 100  # of one list of such an item
_DEEPEST_CUT = 40
_FOREIGN = frozenset({"altids", "altIds", "extensions"})  # their contents are the provider's own


@dataclass(frozen=True, slots=True)
class Breach:
    """The first rule that an item breaks: of which version ("ninjs 2.4"), which, and where (a JSON pointer)."""

    standard: str
    rule: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an item says it keeps to. ``name`` "" and ``generation`` 0 where it says nothing; ``minor`` None likewise.
    ``foreign`` marks a standard of somebody's own that is made from ninjs."""

    name: str = ""
    generation: int = 0
    minor: int | None = None
    foreign: bool = False


def declaration_of(item: JsonObject) -> Declaration:
    """What an item declares in ``$standard`` or ``standard``."""
    for key in ("$standard", "standard"):
        declared = item.get(key)
        if not isinstance(declared, dict):
            continue
        name = text_in(declared, "name")
        schema = text_in(declared, "schema")
        match = _SCHEMA.search(schema)
        is_plain = _PLAIN.search(name) is not None
        foreign = not is_plain and bool(name or (schema and not match))
        match = _DECLARED.match(text_in(declared, "version")) or match
        if match is None:
            return Declaration(name, foreign=foreign)
        minor = int(match.group(2)[:4]) if match.group(2) else None
        return Declaration(name, int(match.group(1)[:4]), minor, foreign)
    return Declaration()


def breach_of(item: JsonObject) -> Breach | None:
    """The first rule of its version that an item breaks, None for a sound one.

    An item that declares no version, or one that its own keys belie, is held against the newest version of the
    generation that its keys show; where they fit several generations, any of them will do.
    """
    first: Breach | None = None
    for generation, minor in _versions_for(item):
        error = _first_error(_validator(generation, minor), item)
        if error is None:
            return None
        first = first or Breach(f"ninjs {generation}.{minor}", _rule(error), _pointer(error.absolute_path))
    return first


def fits_some_generation(key: str) -> bool:
    """True for the name of a field of any generation."""
    return any(key in _fields(generation) for generation in GENERATIONS)


def _versions_for(item: JsonObject) -> list[tuple[int, int]]:
    strangers = {generation: _strangers(item, generation) for generation in GENERATIONS}
    fewest = min(strangers.values())
    fitting = [generation for generation in GENERATIONS if strangers[generation] == fewest]
    declared = declaration_of(item)
    if declared.generation in fitting:
        newest = _newest(declared.generation)
        minor = newest if declared.minor is None else min(declared.minor, newest)
        return [(declared.generation, minor)]
    if 3 in fitting and len(fitting) > 1 and _has_camel_case(item):
        fitting = [3]
    return [(generation, _newest(generation)) for generation in fitting]


def _strangers(item: JsonObject, generation: int) -> int:
    """How many of an item's keys the generation has no field for."""
    fields, patterns = _fields(generation), _patterns(generation)
    return sum(key not in fields and not any(pattern.search(key) for pattern in patterns) for key in item)


def _has_camel_case(item: JsonObject) -> bool:
    """True where an object inside the item has a key that only generation 3 has ("contentType")."""
    own = _names(3) - _names(2) - _names(1)
    stack: list[object] = [item]
    while stack:
        found = stack.pop()
        if isinstance(found, dict):
            if not own.isdisjoint(found):
                return True
            stack.extend(value for key, value in found.items() if key not in _FOREIGN)
        elif isinstance(found, list):
            stack.extend(found)
    return False


@lru_cache(maxsize=3)
def _table(generation: int) -> JsonObject:
    path = files("claimcheck").joinpath(f"data/ninjs/ninjs-{generation}.json")
    return cast(JsonObject, json.loads(path.read_text(encoding="utf-8")))


def _newest(generation: int) -> int:
    return cast(int, _table(generation)["newest"])


@lru_cache(maxsize=3)
def _fields(generation: int) -> frozenset[str]:
    item = cast(JsonObject, _table(generation)["item"])
    return frozenset(cast(JsonObject, item["fields"]))


@lru_cache(maxsize=3)
def _patterns(generation: int) -> tuple[re.Pattern[str], ...]:
    item = cast(JsonObject, _table(generation)["item"])
    return tuple(re.compile(pattern) for pattern in cast(JsonObject, item.get("patterns", {})))


@lru_cache(maxsize=3)
def _names(generation: int) -> frozenset[str]:
    """Every name of a field in a generation's tables."""
    names: set[str] = set()
    stack: list[object] = [_table(generation)]
    while stack:
        found = stack.pop()
        if isinstance(found, dict):
            names.update(objects_in(found.get("fields"))[0] if objects_in(found.get("fields")) else ())
            stack.extend(found.values())
        elif isinstance(found, list):
            stack.extend(found)
    return frozenset(names)


@lru_cache(maxsize=32)
def _validator(generation: int, minor: int) -> Validator:
    from jsonschema import Draft202012Validator

    table = _table(generation)
    definitions = {
        name: _schema(value, table, minor) for name, value in table.items() if name not in {"generation", "newest"}
    }
    return Draft202012Validator({"$ref": "#/$defs/item", "$defs": definitions})


def _schema(node: object, table: JsonObject, minor: int) -> JsonObject:
    """The JSON Schema of a node of a table in one minor version."""
    if isinstance(node, str):
        return {"type": node}
    if isinstance(node, list):
        node = next(choice for choice in node if _is_in(choice, minor))
        return _schema(node, table, minor)
    found = cast(JsonObject, node)
    if "is" in found:
        return {"$ref": f"#/$defs/{found['is']}"}
    if "list" in found:
        return {"type": "array", "items": _schema(found["list"], table, minor)}
    if "values" in found:
        later = cast(dict[str, int], found.get("later", {}))
        return {"enum": [*cast(list[str], found["values"]), *(word for word in later if later[word] <= minor)]}
    if {"fields", "patterns", "every"} & found.keys():
        return _object_schema(found, table, minor)
    renamed = {"least": "minimum", "most": "maximum"}
    return {renamed.get(key, key): value for key, value in found.items() if key != "since"}


def _object_schema(found: JsonObject, table: JsonObject, minor: int) -> JsonObject:
    fields = dict(cast(JsonObject, found.get("fields", {})))
    patterns = dict(cast(JsonObject, found.get("patterns", {})))
    if "also" in found:
        other = cast(JsonObject, table[cast(str, found["also"])])
        fields = {**cast(JsonObject, other["fields"]), **fields}
        patterns = {**cast(JsonObject, other.get("patterns", {})), **patterns}
    schema: JsonObject = {
        "type": "object",
        "properties": {name: _schema(value, table, minor) for name, value in fields.items() if _is_in(value, minor)},
        "patternProperties": {
            name: _schema(value, table, minor) for name, value in patterns.items() if _is_in(value, minor)
        },
        "required": found.get("needs", []),
    }
    if "every" in found:
        schema["additionalProperties"] = _schema(found["every"], table, minor)
    elif not found.get("open"):
        schema["additionalProperties"] = False
    if "one_of" in found:
        schema["oneOf"] = _exactly_one(cast(list[str], found["one_of"]))
    if "any_one_of" in found:
        groups = cast(list[list[str]], found["any_one_of"])
        schema["anyOf"] = [{"oneOf": _exactly_one(group)} for group in groups]
    return schema


def _exactly_one(names: Iterable[str]) -> list[JsonObject]:
    return [{"required": [name]} for name in names]


def _is_in(node: object, minor: int) -> bool:
    if isinstance(node, list):
        return any(_is_in(choice, minor) for choice in node)
    return not isinstance(node, dict) or cast(int, node.get("since", 0)) <= minor


def _first_error(validator: Validator, item: JsonObject) -> ValidationError | None:
    """The first thing wrong, in the order of the tables' rules."""
    from jsonschema import ValidationError

    try:
        return next(iter(validator.iter_errors(_shortened(item))), None)
    except RecursionError:
        return ValidationError("associations nested too deeply to be checked")


def _shortened(item: JsonObject) -> JsonObject:
    """The item, or, where it holds more objects than any desk has seen, one with the first entries of each list."""
    count, stack = 0, [cast(object, item)]
    while stack:
        found = stack.pop()
        if isinstance(found, dict):
            count += 1
            stack.extend(value for value in found.values() if isinstance(value, dict | list))
        elif isinstance(found, list):
            stack.extend(value for value in found if isinstance(value, dict | list))
    return item if count <= _MOST_OBJECTS else {key: _cut(value, 1) for key, value in item.items()}


def _cut(value: object, depth: int) -> object:
    if depth > _DEEPEST_CUT:
        return value
    if isinstance(value, list):
        return [_cut(entry, depth + 1) for entry in value[:_MOST_ENTRIES]]
    if isinstance(value, dict):
        entries = list(value.items())
        if all(isinstance(entry, dict) for _, entry in entries):  # a collection by name: renditions, associations
            entries = entries[:_MOST_ENTRIES]
        return {key: _cut(entry, depth + 1) for key, entry in entries}
    return value


def _rule(error: ValidationError) -> str:
    """The broken rule in a few words."""
    name = f"'{_shown(error.absolute_path[-1])}'" if error.absolute_path else "the item"
    if isinstance(error.absolute_path[-1] if error.absolute_path else None, int):
        name = f"'{_shown(_last_name(error.absolute_path))}'"
    found, expected = error.instance, error.validator_value
    if error.validator == "required" and isinstance(found, dict):
        missing = next((key for key in expected if key not in found), "")
        return f"{name} without '{missing}'"
    if error.validator == "additionalProperties" and isinstance(found, dict):
        return f"{name} has no field '{_shown(_stranger(error))}'"
    if error.validator == "type":
        article = "an" if str(expected)[0] in "aeiou" else "a"
        expected = "list" if expected == "array" else expected
        return f"{name} is a JSON {json_type(found)}, {article if expected != 'list' else 'a'} {expected} was expected"
    if error.validator == "enum":
        return f"{name} is {_value(found)}, none of {', '.join(map(str, expected))}"
    if error.validator in {"minimum", "maximum"}:
        bound = "less" if error.validator == "minimum" else "more"
        return f"{name} is {_value(found)}, {bound} than {expected}"
    if error.validator == "pattern":
        return f"{name} is {_value(found)}, no date"
    if error.validator in {"oneOf", "anyOf"}:
        return f"{name} must have exactly one of {' and '.join(_alternatives(expected))}"
    return str(error.message)


def _stranger(error: ValidationError) -> str:
    schema = cast(JsonObject, error.schema)
    fields = cast(JsonObject, schema["properties"])
    patterns = [re.compile(pattern) for pattern in cast(JsonObject, schema["patternProperties"])]
    found = cast(JsonObject, error.instance)
    return next(
        (key for key in found if key not in fields and not any(pattern.search(key) for pattern in patterns)), ""
    )


def _alternatives(expected: object) -> list[str]:
    """The names in "required" of the choices, those of one choice parted by "or"."""
    names: list[str] = []
    for choice in objects_in(expected):
        if "required" in choice:
            names.append(f"'{cast(list[str], choice['required'])[0]}'")
        else:
            names.append("/".join(_alternatives(choice["oneOf"])))
    return names


def _last_name(path: Iterable[str | int]) -> str:
    return next((part for part in reversed(list(path)) if isinstance(part, str)), "item")


def _pointer(path: Iterable[str | int]) -> str:
    """A JSON pointer, "" for the item itself."""
    return "".join(f"/{_shown(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def _value(found: object) -> str:
    return (
        f"'{_shown(found)}'"
        if isinstance(found, str)
        else f"a JSON {json_type(found)}"
        if isinstance(found, Mapping | list)
        else _shown(json.dumps(found))
    )


def _shown(value: object) -> str:
    text = "".join(char if char.isprintable() else "?" for char in str(value))
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
