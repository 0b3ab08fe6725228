"""The JSON Schema of a settings dataclass, from its types, defaults and texts."""

from __future__ import annotations

import ast
import dataclasses
import enum
import inspect
import itertools
import textwrap
import types
import typing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from .errors import DefinitionError

HOST_KEYS = frozenset(
    {"enabled", "source", "command", "isolation", "timeout", "memory", "max-output", "sha256"}
)
"""Keys of an analyzer's table that the host reads itself."""


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of a number, both allowed: ``Annotated[int, Between(1, 10)]``."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A scalar type of Python as JSON Schema has it, and as a message calls it."""

    schema: str
    words: str


SCALARS: dict[Any, Kind] = {
    bool: Kind("boolean", "true or false"),
    int: Kind("integer", "a whole number"),
    float: Kind("number", "a number"),
    str: Kind("string", "a string"),
    Path: Kind("string", "a string"),
}


def settings_schema(settings: type) -> dict[str, Any]:
    """The JSON Schema of a settings dataclass; :class:`DefinitionError` where it has none."""
    if not (isinstance(settings, type) and dataclasses.is_dataclass(settings)):
        raise DefinitionError(f"settings={settings!r} should be a dataclass")
    schema = _object_schema(settings)
    for key in schema["properties"]:
        if key in HOST_KEYS:
            raise DefinitionError(
                f"{settings.__name__}.{key.replace('-', '_')}: the key `{key}` is the host's own; "
                "choose another name"
            )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def key_of(field: str) -> str:
    """The key of a field in ``config.toml``."""
    return field.replace("_", "-")


def _object_schema(kind: type) -> dict[str, Any]:
    hints = hints_of(kind)
    documentation = _documentation(kind)
    properties: dict[str, Any] = {}
    missing = []
    for field in dataclasses.fields(kind):
        if not field.init:
            continue
        where = f"{kind.__name__}.{field.name}"
        property = _schema(hints[field.name], where)
        text = field.metadata.get("description") or documentation.get(field.name)
        if text:
            property = {"description": text, **property}
        default = default_of(field)
        if default is dataclasses.MISSING:
            missing.append(key_of(field.name))
        elif default is not None:
            property["default"] = _plain(default, where)
        properties[key_of(field.name)] = property
    schema: dict[str, Any] = {"title": kind.__name__, "type": "object"}
    # A dataclass without a text of its own has its signature there.
    if kind.__doc__ and not kind.__doc__.startswith(f"{kind.__name__}("):
        schema["description"] = inspect.cleandoc(kind.__doc__)
    schema["properties"] = properties
    if missing:
        schema["required"] = missing
    schema["additionalProperties"] = False
    return schema


def _schema(hint: Any, where: str) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        schema = _schema(arguments[0], where)
        for more in arguments[1:]:
            if isinstance(more, Between):
                if more.least is not None:
                    schema["minimum"] = more.least
                if more.most is not None:
                    schema["maximum"] = more.most
        return schema
    if hint in SCALARS:
        return {"type": SCALARS[hint].schema}
    if origin is Literal:
        return {"enum": list(arguments)}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return {"enum": [member.value for member in hint]}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _object_schema(hint)
    if origin in (Union, types.UnionType):
        kinds = [_schema(kind, where) for kind in arguments if kind is not types.NoneType]
        return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if origin is list or (origin is tuple and arguments[1:] == (...,)):
        return {"type": "array", "items": _schema(arguments[0], where)}
    if origin is dict and arguments[0] is str:
        return {"type": "object", "additionalProperties": _schema(arguments[1], where)}
    raise DefinitionError(
        f"{where}: {hint!r} cannot be a setting; use bool, int, float, str, Path, an Enum, Literal, "
        "list[…], tuple[…, ...], dict[str, …], a dataclass, or … | None"
    )


def default_of(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _plain(value: Any, where: str) -> Any:
    """A default as JSON."""
    if isinstance(value, enum.Enum):
        return value.value
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, (list, tuple)):
        return [_plain(item, where) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, where) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        plain = {key_of(field.name): _plain(getattr(value, field.name), where) for field in fields}
        return {key: item for key, item in plain.items() if item is not None}
    raise DefinitionError(f"{where}: the default {value!r} cannot stand in a schema")


def hints_of(kind: type) -> dict[str, Any]:
    try:
        return typing.get_type_hints(kind, include_extras=True)
    except NameError as error:
        raise DefinitionError(
            f"{kind.__name__}: {error}; define it at the top of its file"
        ) from error


def _documentation(kind: type) -> dict[str, str]:
    """The texts under the fields; none where the source is not at hand."""
    texts: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
        except (OSError, TypeError, SyntaxError):
            continue
        body = getattr(tree.body[0], "body", []) if tree.body else []
        for field, text in itertools.pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            ):
                texts[field.target.id] = inspect.cleandoc(text.value.value)
    return texts
