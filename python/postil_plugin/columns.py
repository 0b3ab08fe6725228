"""Layers on their way into a message."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from .message import NO_LABEL, NOTE

NO_SCORE = float("nan")


@dataclass(slots=True)
class Column:
    """One layer, its notes as (start, end, label, score, attributes as JSON)."""

    name: str
    notes: list[tuple[int, int, str | None, float | None, bytes]] = field(default_factory=list)
    by: str | None = None
    ids: list[int] | None = None

    def write(self, builder: Any, arena: bytearray) -> int:
        """Writes a ``Layer`` and appends its notes' attributes to ``arena``."""
        labels: dict[str, int] = {}
        packed = bytearray()
        for start, end, label, score, attributes in self.notes:
            packed += NOTE.pack(
                start,
                end,
                NO_LABEL if label is None else labels.setdefault(label, len(labels)),
                NO_SCORE if score is None else score,
                len(arena),
                len(attributes),
            )
            arena += attributes
        name = builder.CreateString(self.name)
        by = None if self.by is None else builder.CreateString(self.by)
        names = write_offsets(builder, [builder.CreateString(label) for label in labels])
        notes = _write_packed(builder, bytes(packed), NOTE.size)
        ids = None
        if self.ids is not None:
            packed_ids = b"".join(number.to_bytes(4, "little") for number in self.ids)
            ids = _write_packed(builder, packed_ids, 4)
        return write_table(builder, [name, by, names, notes, ids])


def write_layers(builder: Any, columns: Iterable[Column]) -> tuple[int | None, int | None]:
    """Writes arena and layers: the places of both, ``None`` where there is nothing."""
    arena = bytearray()
    layers = [column.write(builder, arena) for column in columns]
    return (
        builder.CreateString(bytes(arena)) if arena else None,
        write_offsets(builder, layers) if layers else None,
    )


def write_table(builder: Any, fields: list[int | None]) -> int:
    """Writes a table whose fields, in the order of the schema, are written already."""
    builder.StartObject(len(fields))
    for slot, place in enumerate(fields):
        if place is not None:
            builder.PrependUOffsetTRelativeSlot(slot, place, 0)
    return int(builder.EndObject())


def write_offsets(builder: Any, places: list[int]) -> int:
    """Writes a vector of strings or tables."""
    builder.StartVector(4, len(places), 4)
    for place in reversed(places):
        builder.PrependUOffsetTRelative(place)
    return int(builder.EndVector())


def finish(builder: Any, root: int) -> bytes:
    """The message whose root is that table."""
    builder.Finish(root)
    return bytes(builder.Output())


def _write_packed(builder: Any, packed: bytes, size: int) -> int:
    # The builder writes backwards and StartVector has made room: the elements go in at one stroke,
    # as the package's CreateByteVector does it.
    builder.StartVector(size, len(packed) // size, 4)
    head = builder.Head() - len(packed)
    builder.head = head
    builder.Bytes[head : head + len(packed)] = packed
    return int(builder.EndVector())


def write_json(value: Any, convert: Callable[[Any], Any] | None = None) -> bytes:
    """A value as JSON in UTF-8. ``ValueError`` or ``TypeError`` says what cannot be written.

    ``convert`` turns what is not JSON into something that is; numbers of numpy are known.
    """

    def other(item: Any) -> Any:
        if convert is not None:
            converted = convert(item)
            if converted is not None:
                return converted
        if isinstance(item, Enum):
            return item.value
        if isinstance(item, (set, frozenset)):
            raise TypeError("a set has no order; give a sorted list")
        if hasattr(item, "tolist"):
            return item.tolist()
        raise TypeError(f"{type(item).__name__} is not JSON")

    _check_keys(value)
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=other
    )
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("a text holds half of a surrogate pair, which is no character") from error


def _check_keys(value: Any) -> None:
    """Keys that are not texts would be turned into some, and two of them might meet."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"the key {key!r} is not a text")
            _check_keys(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _check_keys(item)


def is_score(value: float) -> bool:
    """Whether a number can be a score: finite, also as one of 32 bits."""
    return math.isfinite(value) and abs(value) <= 3.4028234663852886e38
