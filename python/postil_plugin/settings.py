"""Settings as a dataclass: values of it from ``config.toml``.

A field ``long_sentence: int = 30`` is the key ``long-sentence``; the text in quotes under it is what
an editor shows for it::

    @dataclass(frozen=True)
    class Settings:
        long_sentence: Annotated[int, Between(1, 200)] = 30
        "A sentence of more words than this is long."

Fields may be ``bool``, ``int``, ``float``, ``str``, ``pathlib.Path``, an ``Enum`` or ``Literal`` of
these, a list, tuple or ``dict[str, …]`` of them, another dataclass, and ``… | None``. A mistake of
the user is told by its key; all mistakes are told at once.
"""

from __future__ import annotations

import dataclasses
import difflib
import enum
import math
import types
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from .errors import SettingsError
from .schema import SCALARS, Between, default_of, hints_of, key_of


class _Wrong(Exception):
    """A value that does not fit; ``path`` is built from the inside out."""

    def __init__(self, fault: str, path: str = "") -> None:
        self.fault = fault
        self.path = path


def read_settings(settings: type, given: Any) -> Any:
    """The settings that a user gave, as the dataclass; :class:`SettingsError` where they do not fit.

    ``None`` means the defaults. Keys are written with hyphens.
    """
    faults: list[str] = []
    value = _read_object(settings, {} if given is None else given, "", faults)
    if faults:
        raise SettingsError("; ".join(faults))
    return value


def _read_object(kind: type, given: Any, path: str, faults: list[str]) -> Any:
    if not isinstance(given, dict):
        faults.append(f"`{path or 'settings'}` should be a table, not {given!r}")
        return None
    hints = hints_of(kind)
    fields = {key_of(field.name): field for field in dataclasses.fields(kind) if field.init}
    for key in given:
        if key not in fields:
            near = difflib.get_close_matches(key, fields, 1)
            known = (
                f"did you mean `{near[0]}`?" if near else f"known are {', '.join(fields) or 'none'}"
            )
            faults.append(f"there is no setting `{path}{key}`; {known}")
    values = {}
    before = len(faults)
    for key, field in fields.items():
        if key in given:
            try:
                values[field.name] = _read(hints[field.name], given[key], f"{path}{key}", faults)
            except _Wrong as wrong:
                faults.append(f"`{path}{key}{wrong.path}` {wrong.fault}")
        elif default_of(field) is dataclasses.MISSING:
            faults.append(f"`{path}{key}` is missing")
    if len(faults) > before:
        return None
    try:
        return kind(**values)
    except (ValueError, TypeError) as error:
        # The dataclass's own check, in its __post_init__.
        faults.append(str(error))
        return None


def _read(hint: Any, given: Any, path: str, faults: list[str]) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        value = _read(arguments[0], given, path, faults)
        for more in arguments[1:]:
            if isinstance(more, Between):
                if more.least is not None and value < more.least:
                    raise _Wrong(f"should be at least {more.least}, not {given!r}")
                if more.most is not None and value > more.most:
                    raise _Wrong(f"should be at most {more.most}, not {given!r}")
        return value
    if hint in SCALARS:
        wanted = (int, float) if hint is float else (str if hint is Path else hint)
        fits = isinstance(given, wanted) and (hint is bool or not isinstance(given, bool))
        if not fits or (hint is float and not math.isfinite(given)):
            raise _Wrong(f"should be {SCALARS[hint].words}, not {given!r}")
        return hint(given)
    if origin is Literal:
        return _choice({value: value for value in arguments}, given)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _choice({member.value: member for member in hint}, given)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _read_object(hint, given, f"{path}.", faults)
    if origin in (Union, types.UnionType):
        return _read_union(arguments, given, path, faults)
    if origin in (list, tuple):
        if not isinstance(given, list):
            raise _Wrong(f"should be a list, not {given!r}")
        return origin(_each(arguments[0], enumerate(given), "[{}]", path, faults))
    if not isinstance(given, dict):
        raise _Wrong(f"should be a table, not {given!r}")
    items = _each(arguments[1], given.items(), ".{}", path, faults)
    return dict(zip(given, items, strict=True))


def _each(hint: Any, items: Any, form: str, path: str, faults: list[str]) -> list[Any]:
    values = []
    for place, item in items:
        step = form.format(place)
        try:
            values.append(_read(hint, item, path + step, faults))
        except _Wrong as wrong:
            raise _Wrong(wrong.fault, step + wrong.path) from None
    return values


def _read_union(kinds: tuple[Any, ...], given: Any, path: str, faults: list[str]) -> Any:
    if given is None and types.NoneType in kinds:
        return None
    reasons = []
    for kind in kinds:
        if kind is not types.NoneType:
            inner: list[str] = []
            try:
                value = _read(kind, given, path, inner)
            except _Wrong as wrong:
                reasons.append(wrong)
                continue
            faults.extend(inner)
            return value
    raise _Wrong(" and ".join(wrong.fault for wrong in reasons), reasons[0].path)


def _choice(choices: dict[Any, Any], given: Any) -> Any:
    for value, meaning in choices.items():
        if type(value) is type(given) and value == given:
            return meaning
    raise _Wrong(f"should be one of {', '.join(repr(value) for value in choices)}, not {given!r}")
