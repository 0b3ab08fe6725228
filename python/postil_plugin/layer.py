"""The notes of one kind on one document."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from .errors import MessageError
from .message import NO_LABEL, NOTE, MessageTable, Slot, required
from .record import Annotation, Record
from .records import RECORDS
from .span import Span

if TYPE_CHECKING:
    import numpy

    from .document import Document

R = TypeVar("R", bound=Record)

NUMPY_FIELDS = [
    ("start", "<u4"), ("end", "<u4"), ("label", "<u4"),
    ("score", "<f4"), ("attributes_start", "<u4"), ("attributes_length", "<u4"),
]  # fmt: skip


class Layer(Sequence[R], Generic[R]):
    """A sequence of records in order of (start, end).

    The records are made of the message's bytes when the first one is asked for; :meth:`array` makes
    none.
    """

    def __init__(
        self,
        name: str,
        document: Document,
        *,
        by: str | None = None,
        labels: Sequence[str] = (),
        notes: memoryview | bytes = b"",
        ids: Sequence[int] | None = None,
        arena: bytes = b"",
    ) -> None:
        self.name = name
        """The layer's name."""
        self.by = by
        """Id of the analyzer that made it."""
        self.labels = tuple(labels)
        """The labels that its notes use."""
        self._document = document
        self._notes = memoryview(notes)
        self._ids = ids
        self._arena = arena
        self._records: list[R] | None = None
        self._starts: list[int] | None = None

    @classmethod
    def of_message(cls, table: MessageTable, document: Document, arena: bytes) -> Layer[Any]:
        """The layer that a message holds."""
        notes = required(table.structs(Slot.LAYER_NOTES, NOTE.size), "Layer.notes")
        ids = table.structs(Slot.LAYER_IDS, 4)
        return cls(
            required(table.text(Slot.LAYER_NAME), "Layer.name"),
            document,
            by=table.text(Slot.LAYER_BY),
            labels=table.texts(Slot.LAYER_LABELS),
            notes=notes,
            # "I" is the order of the machine; messages are little endian, as is every machine that
            # Postil is built for, and cast() copies nothing.
            ids=None if ids is None else ids.cast("I"),
            arena=arena,
        )

    def __len__(self) -> int:
        return len(self._notes) // NOTE.size

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> list[R]: ...
    def __getitem__(self, at: int | slice) -> R | list[R]:
        return self._all()[at]

    def __iter__(self) -> Iterator[R]:
        return iter(self._all())

    def __repr__(self) -> str:
        return f"<Layer {self.name!r} with {len(self)} notes>"

    def id(self, position: int) -> int:
        """The id of the note at a position, as other notes and the output refer to it."""
        position = range(len(self))[position]
        return position if self._ids is None else self._ids[position]

    def within(self, span: Span | Record) -> list[R]:
        """The notes that start inside ``span``."""
        span = span_of(span)
        starts = self._all_starts()
        return self._all()[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def overlapping(self, span: Span | Record) -> list[R]:
        """The notes that share a byte with ``span``."""
        span = span_of(span)
        before = bisect_left(self._all_starts(), span.end)
        return [record for record in self._all()[:before] if record.span.overlaps(span)]

    def covering(self, span: Span | Record) -> list[R]:
        """The notes that hold the whole of ``span``, such as the sentence of a mention."""
        span = span_of(span)
        before = bisect_left(self._all_starts(), span.start + 1)
        return [record for record in self._all()[:before] if record.span.holds(span)]

    def array(self) -> numpy.ndarray[Any, Any]:
        """The notes as a numpy array of structs, a view of the message that copies nothing.

        Its fields are ``start``, ``end``, ``label`` (place in :attr:`labels`, 4294967295: none),
        ``score`` (not a number: none), ``attributes_start`` and ``attributes_length``. It cannot be
        written to.
        """
        try:
            import numpy
        except ImportError as error:
            raise ImportError(
                "Layer.array() needs numpy: pip install 'postil-plugin[numpy]', or iterate over the layer"
            ) from error
        return numpy.frombuffer(self._notes, dtype=numpy.dtype(NUMPY_FIELDS))

    def _all(self) -> list[R]:
        if self._records is None:
            self._records = list(self._read())
        return self._records

    def _all_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [record.span.start for record in self._all()]
        return self._starts

    def _read(self) -> Iterator[R]:
        kind: type[Record] = RECORDS.get(self.name, Annotation)
        document, arena, labels = self._document, self._arena, self.labels
        for number, note in enumerate(NOTE.iter_unpack(self._notes)):
            start, end, label, score, attributes, length = note
            try:
                attrs = json.loads(arena[attributes : attributes + length]) if length else {}
                generic = Annotation(
                    Span(start, end),
                    None if label == NO_LABEL else labels[label],
                    score if score == score else None,
                    attrs,
                )
                yield kind.read(generic, document)  # type: ignore[misc]
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                raise MessageError(
                    f"note {number} of layer `{self.name}` is not readable: "
                    f"{type(error).__name__}: {error}"
                ) from error


def span_of(place: Span | Record) -> Span:
    """The span of a note, or the span itself."""
    if isinstance(place, Span):
        return place
    if isinstance(place, Record):
        return place.span
    raise TypeError(
        f"a Span or a note was expected, not {place!r}; document.span(start, end) makes one"
    )
