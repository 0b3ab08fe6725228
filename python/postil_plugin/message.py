"""Reading the message form, as ``crates/plugin/schema/postil.fbs`` describes it.

Written by hand over ``flatbuffers.table.Table``, because seven small tables with a named slot each
are shorter than the code that ``flatc`` makes of them. The slots are counted as in the schema; a
field that is added at the end of a table does not disturb a reader that does not know it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from .codec import table
from .errors import MessageError

NO_LABEL = 0xFFFF_FFFF
"""The value of ``Note.label`` that means: no label."""

NOTE = struct.Struct("<IIIfII")
"""``Note``: start, end, label, score, start and length of the attributes in the arena."""

T = TypeVar("T")
P = ParamSpec("P")

UNREADABLE = (struct.error, IndexError, TypeError, UnicodeDecodeError)
"""What reading bytes that are no message raises."""


def readable(read: Callable[P, T]) -> Callable[P, T]:
    """Turns whatever goes wrong while a message is read into a :class:`MessageError`.

    Fields are read when they are asked for, in the middle of the analyzer: a message that was cut off
    is not a bug of the analyzer.
    """

    @wraps(read)
    def told(*arguments: P.args, **named: P.kwargs) -> T:
        try:
            return read(*arguments, **named)
        except UNREADABLE as error:
            raise MessageError(f"the message is not readable: {error}") from error

    return told


class Slot:
    """Places of the fields in their tables."""

    LAYER_NAME, LAYER_BY, LAYER_LABELS, LAYER_NOTES, LAYER_IDS = range(5)
    DOCUMENT_ID, DOCUMENT_TEXT, DOCUMENT_META, DOCUMENT_ARENA, DOCUMENT_LAYERS = range(5)
    STORY_ID, STORY_DOCUMENTS, STORY_LINKS, STORY_RESULTS = range(4)
    REQUEST_DOCUMENT, REQUEST_STORY = range(2)
    FAILURE_CODE, FAILURE_MESSAGE = range(2)
    ANSWER_ARENA, ANSWER_LAYERS, ANSWER_RESULT, ANSWER_LINKS, ANSWER_FAILURE = range(5)


class MessageTable:
    """One table of a message; each method reads the field of one slot, ``None`` where it is not
    there."""

    __slots__ = ("_table", "_buffer")

    def __init__(self, buffer: bytes, position: int) -> None:
        self._buffer = buffer
        self._table = table(buffer, position)

    def _field(self, slot: int) -> int | None:
        return self._table.Offset(4 + 2 * slot) or None

    @readable
    def raw(self, slot: int) -> bytes | None:
        """A string as its bytes."""
        field = self._field(slot)
        if field is None:
            return None
        start, length = self._table.Vector(field), self._table.VectorLen(field)
        return bytes(self._within(start, length))

    @readable
    def text(self, slot: int) -> str | None:
        """A string."""
        raw = self.raw(slot)
        return None if raw is None else raw.decode()

    @readable
    def table(self, slot: int) -> MessageTable | None:
        """A table."""
        field = self._field(slot)
        if field is None:
            return None
        return MessageTable(self._buffer, self._table.Indirect(self._table.Pos + field))

    @readable
    def tables(self, slot: int) -> list[MessageTable]:
        """A vector of tables; empty where it is not there."""
        return [MessageTable(self._buffer, self._table.Indirect(at)) for at in self._elements(slot)]

    @readable
    def texts(self, slot: int) -> list[str]:
        """A vector of strings; empty where it is not there."""
        texts = []
        for at in self._elements(slot):
            start = self._table.Indirect(at)
            (length,) = struct.unpack_from("<I", self._buffer, start)
            texts.append(bytes(self._within(start + 4, length)).decode())
        return texts

    @readable
    def structs(self, slot: int, size: int) -> memoryview | None:
        """The bytes of a vector of structs (or numbers) of ``size`` bytes each, where they lie."""
        field = self._field(slot)
        if field is None:
            return None
        return self._within(self._table.Vector(field), self._table.VectorLen(field) * size)

    def _elements(self, slot: int) -> range:
        field = self._field(slot)
        if field is None:
            return range(0)
        start, length = self._table.Vector(field), self._table.VectorLen(field)
        self._within(start, length * 4)
        return range(start, start + length * 4, 4)

    def _within(self, start: int, length: int) -> memoryview:
        # A slice past the end would be cut short without a word.
        if start + length > len(self._buffer):
            raise MessageError(f"a vector ends at byte {start + length} of {len(self._buffer)}")
        return memoryview(self._buffer)[start : start + length]


@readable
def read_message(buffer: bytes, read: Callable[[MessageTable], T]) -> T:
    """What ``read`` makes of the table at the root of a message."""
    (root,) = struct.unpack_from("<I", buffer, 0)
    return read(MessageTable(buffer, root))


def required(value: T | None, field: str) -> T:
    """The value of a field that the schema requires."""
    if value is None:
        raise MessageError(f"the message is not readable: it has no field `{field}`")
    return value
