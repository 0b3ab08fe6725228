"""What all notes have in common, and the generic note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from .span import Span

if TYPE_CHECKING:
    from .document import Document


@dataclass(frozen=True, slots=True)
class Record:
    """What all notes have in common."""

    LAYER: ClassVar[str] = ""
    """Name of the layer that these notes form."""

    span: Span
    """Where the note stands."""

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Record:
        """The record of this kind that a generic note holds."""
        raise NotImplementedError

    def annotation(self) -> Annotation:
        """The generic form, in which every note is carried."""
        raise NotImplementedError

    def spans(self) -> Iterator[Span]:
        """Every span of this document that the note holds, its own first."""
        yield self.span

    def choices(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Each field with a closed list: its name, its value, the values that it may have."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Annotation(Record):
    """A note of a layer that has no dataclass of its own."""

    label: str | None = None
    """Its label."""
    score: float | None = None
    """How sure its maker is."""
    attrs: Mapping[str, Any] = field(default_factory=dict)
    """Anything else, as JSON."""

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Annotation:
        return note

    def annotation(self) -> Annotation:
        return self
