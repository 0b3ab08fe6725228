"""A text with its layers."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import cached_property
from typing import Any

from .errors import LayerError, MessageError, SpanError
from .layer import Layer, span_of
from .message import MessageTable, Slot, read_message, readable, required
from .offsets import CharacterIndex
from .record import Annotation, Record
from .records import (
    Artifact,
    Entity,
    Quote,
    Sentence,
    Stance,
    Token,
    Tone,
    Zone,
)
from .span import Span, checked_span


class Document:
    """An immutable text, what is known about it, and the notes on it.

    Nothing of the message is parsed before it is asked for.
    """

    def __init__(self, table: MessageTable, reads: Collection[str] | None = None) -> None:
        """``reads``: the layers that the manifest asks for; ``None``: any may be read."""
        self._table = table
        self._reads = reads
        self.id: str = required(table.text(Slot.DOCUMENT_ID), "Document.id")
        """The document's name, unique in a run."""

    @cached_property
    def utf8(self) -> bytes:
        """The whole text, as spans count it."""
        return required(self._table.raw(Slot.DOCUMENT_TEXT), "Document.text")

    @cached_property
    def text(self) -> str:
        """The whole text. Its indices are characters; see :meth:`span_of_chars`."""
        return readable(self.utf8.decode)()

    @cached_property
    def meta(self) -> dict[str, Any]:
        """What is known besides the text: ``date``, ``source``, ``title``, ``language`` …"""
        raw = self._table.raw(Slot.DOCUMENT_META)
        try:
            return {} if raw is None else json.loads(raw)
        except ValueError as error:
            raise MessageError(f"the meta of the document is not readable: {error}") from error

    @cached_property
    def _layers(self) -> dict[str, Layer[Any]]:
        arena = self._table.raw(Slot.DOCUMENT_ARENA) or b""
        layers = (
            Layer.of_message(table, self, arena)
            for table in self._table.tables(Slot.DOCUMENT_LAYERS)
        )
        return {layer.name: layer for layer in layers}

    @cached_property
    def _index(self) -> CharacterIndex:
        return CharacterIndex(self.text, self.utf8)

    def __repr__(self) -> str:
        return f"<Document {self.id!r} of {len(self.utf8)} bytes>"

    # Layers

    def layer(self, name: str) -> Layer[Any]:
        """The notes of a layer; empty where an optional layer is not there.

        A layer that the manifest does not ask for is never sent, so reading it is a mistake and
        raises :class:`LayerError`.
        """
        found = self._layers.get(name)
        if found is not None:
            return found
        self._asked_for(name)
        return Layer(name, self)

    def has(self, name: str) -> bool:
        """Whether the layer is there, even if empty."""
        self._asked_for(name)
        return name in self._layers

    def _asked_for(self, name: str) -> None:
        if self._reads is not None and name not in self._reads:
            raise LayerError(
                f"the manifest does not ask for the layer `{name}`, so it was not sent; "
                f"add it to `requires` or, if the analyzer can do without it, to `uses`"
            )

    @property
    def zones(self) -> Layer[Zone]:
        """What each line is for."""
        return self.layer(Zone.LAYER)

    @property
    def sentences(self) -> Layer[Sentence]:
        """Sentences of content and headlines."""
        return self.layer(Sentence.LAYER)

    @property
    def tokens(self) -> Layer[Token]:
        """Words, numbers and marks."""
        return self.layer(Token.LAYER)

    @property
    def entities(self) -> Layer[Entity]:
        """Mentions of persons, bodies, places and groups."""
        return self.layer(Entity.LAYER)

    @property
    def quotes(self) -> Layer[Quote]:
        """Quotations and reported speech."""
        return self.layer(Quote.LAYER)

    @property
    def tones(self) -> Layer[Tone]:
        """The tone of each sentence."""
        return self.layer(Tone.LAYER)

    @property
    def stances(self) -> Layer[Stance]:
        """Stances towards mentions."""
        return self.layer(Stance.LAYER)

    @property
    def artifacts(self) -> Layer[Artifact]:
        """Artifact findings."""
        return self.layer(Artifact.LAYER)

    def annotations(self, name: str) -> Layer[Annotation]:
        """The notes of a layer that has no dataclass of its own."""
        return self.layer(name)

    # Offsets

    def span(self, start: int, end: int) -> Span:
        """The span ``start..end`` in bytes; :class:`SpanError` where it is none of this text."""
        return checked_span(self.utf8, start, end)

    def text_of(self, place: Span | Record) -> str:
        """The text under a span or a note."""
        span = span_of(place)
        checked = checked_span(self.utf8, span.start, span.end)
        return self.utf8[checked.start : checked.end].decode()

    def span_of_chars(self, start: int, end: int, within: Span | Record | None = None) -> Span:
        """The span of the characters ``start..end`` of :attr:`text`, or of ``text_of(within)``."""
        first, last = 0, len(self.text)
        if within is not None:
            first, last = self.chars_of(within)
        if not 0 <= start <= end <= last - first:
            raise SpanError(
                f"characters {start}..{end} lie outside the text, which has {last - first}"
            )
        index = self._index
        return Span(index.byte_of(first + start), index.byte_of(first + end))

    def chars_of(self, place: Span | Record) -> tuple[int, int]:
        """The characters ``(start, end)`` of :attr:`text` that a span covers."""
        span = span_of(place)
        checked = checked_span(self.utf8, span.start, span.end)
        index = self._index
        return index.character_of(checked.start), index.character_of(checked.end)

    def span_of_match(
        self,
        match: re.Match[str],
        group: int | str = 0,
        within: Span | Record | None = None,
    ) -> Span:
        """The span of a match in :attr:`text`, or in ``text_of(within)``."""
        start, end = match.span(group)
        if start < 0:
            raise SpanError(f"group {group!r} took no part in the match")
        return self.span_of_chars(start, end, within)

    def character_at(self, start: int) -> str:
        """The character that starts at a byte; empty at the end of the text."""
        first = self.utf8[start : start + 1]
        if first < b"\x80":
            return first.decode()
        return self.utf8[start : start + 4].decode(errors="ignore")[:1]


def read_request(request: bytes, reads: Collection[str] | None = None) -> Document:
    """The document of a request to analyse."""

    def read(root: MessageTable) -> Document:
        table = root.table(Slot.REQUEST_DOCUMENT)
        if table is None:
            raise MessageError("the request holds no document")
        return Document(table, reads)

    return read_message(request, read)
