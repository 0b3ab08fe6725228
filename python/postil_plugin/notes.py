"""Where an analyzer writes what it found.

Each note is checked where it is written, so that the error names the analyzer's own line. The first
mistake also refuses the whole answer, even if the analyzer catches the error: half of an answer
would look like a whole one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from .codec import new_builder
from .columns import Column, finish, is_score, write_json, write_layers, write_table
from .document import Document
from .errors import NoteError
from .fault import caller
from .layer import span_of
from .manifest import Manifest
from .record import Annotation, Record
from .records import RECORDS
from .span import Span, span_fault
from .story import Story, StoryLinks

LONGEST_LABEL = 1024
"""Most bytes of a label; the host refuses longer ones."""


class Notes:
    """What one analyzer writes about one document."""

    def __init__(self, document: Document, manifest: Manifest) -> None:
        self.document = document
        """The document that is written about."""
        self._manifest = manifest
        self._columns: dict[str, Column] = {}
        self._result: bytes | None = None
        self._fault: NoteError | None = None

    def annotate(
        self,
        layer: str,
        place: Span | Record,
        label: str | None = None,
        score: float | None = None,
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        """Writes one note to a layer of the analyzer's own.

        ``place``: where it stands; ``score``: how sure the analyzer is; ``attrs``: anything else as
        JSON, in which a :class:`Span` becomes ``{"start": …, "end": …}``.
        """
        if layer in RECORDS:
            kind = RECORDS[layer].__name__
            self._blame(layer, f"a built-in layer wants its own kind of note: notes.add({kind}(…))")
        self._write(layer, Annotation(span_of(place), label, score, attrs or {}))

    def add(self, record: Record) -> None:
        """Writes one note of a built-in kind, such as :class:`Entity`."""
        layer = type(record).LAYER
        if not layer:
            self._blame("", "it is of no built-in kind; write it with notes.annotate(layer, …)")
        for span in record.spans():
            self._check_span(layer, span)
        for field, value, allowed in record.choices():
            if value not in allowed:
                self._blame(layer, f"`{field}` {value!r} is not one of {', '.join(allowed)}")
        self._write(layer, record.annotation())

    def result(self, value: Any) -> None:
        """Says something of the document as a whole: any JSON value."""
        try:
            self._result = write_json(value, _span_as_json)
        except (TypeError, ValueError, RecursionError) as error:
            self._blame("", f"the result cannot be written: {error}")

    def finish(self) -> bytes:
        """The ``Answer``, its notes in order of (start, end); the first mistake if there was one."""
        if self._fault is not None:
            raise self._fault
        for column in self._columns.values():
            column.notes.sort(key=lambda note: note[:2])
        builder = new_builder()
        arena, layers = write_layers(builder, self._columns.values())
        result = None if self._result is None else builder.CreateString(self._result)
        return finish(builder, write_table(builder, [arena, layers, result]))

    def _write(self, layer: str, note: Annotation) -> None:
        if layer not in self._manifest.provides:
            self._blame(layer, "the manifest does not provide this layer; add it to `provides`")
        self._check_span(layer, note.span)
        label = note.label
        if label is not None:
            if not isinstance(label, str):
                self._blame(layer, f"the label {label!r} is not a text")
            try:
                length = len(label.encode())
            except UnicodeEncodeError:
                self._blame(layer, f"the label {label!r} holds half of a surrogate pair")
            if length > LONGEST_LABEL:
                self._blame(layer, f"the label has {length} bytes; {LONGEST_LABEL} are allowed")
        score = None if note.score is None else self._score(layer, note.score)
        attributes = b""
        if note.attrs:
            try:
                attributes = write_json(dict(note.attrs), self._attribute_span(layer))
            except NoteError:
                raise
            except (TypeError, ValueError, RecursionError) as error:
                self._blame(layer, f"the attributes cannot be written: {error}")
        column = self._columns.setdefault(layer, Column(layer))
        column.notes.append((int(note.span.start), int(note.span.end), label, score, attributes))

    def _score(self, layer: str, score: Any) -> float:
        try:
            number = float(score)
        except (TypeError, ValueError):
            self._blame(layer, f"the score {score!r} is not a number")
        if not is_score(number):
            self._blame(layer, f"the score {number} is not a finite number")
        return number

    def _check_span(self, layer: str, span: Span) -> None:
        fault = span_fault(self.document.utf8, span.start, span.end)
        if fault is not None:
            self._blame(layer, fault)

    def _attribute_span(self, layer: str) -> Callable[[Any], Any]:
        def convert(item: Any) -> Any:
            if isinstance(item, Span):
                self._check_span(layer, item)
            return _span_as_json(item)

        return convert

    def _blame(self, layer: str, fault: str) -> NoReturn:
        """Raises the fault, with the number of the note in its layer and the author's line."""
        column = self._columns.get(layer)
        number = 0 if column is None else len(column.notes)
        where = f"note {number} of layer `{layer}`" if layer else "its answer"
        error = NoteError(f"{self._manifest.id} wrote {where} wrongly at {caller()}: {fault}")
        if self._fault is None:
            self._fault = error
        raise error


class StoryNotes:
    """What one analyzer writes about one story."""

    def __init__(self, story: Story, manifest: Manifest) -> None:
        self.story = story
        """The story that is written about."""
        self._manifest = manifest
        self._result: bytes | None = None
        self._links: bytes | None = None
        self._fault: NoteError | None = None

    def result(self, value: Any) -> None:
        """Says something of the story as a whole: any JSON value."""
        try:
            self._result = write_json(value, _span_as_json)
        except (TypeError, ValueError, RecursionError) as error:
            self._blame("the result", f"it cannot be written: {error}")

    def links(self, links: StoryLinks) -> None:
        """Writes what links the documents: entities, reuse, quotes, events."""
        for kind, number, place in links.places():
            document = self.story.document(place.document)
            if document is None:
                self._blame(
                    f"place {number} of `{kind}`", f"the story has no document `{place.document}`"
                )
            else:
                fault = span_fault(document.utf8, place.span.start, place.span.end)
                if fault is not None:
                    self._blame(
                        f"place {number} of `{kind}`", f"document `{place.document}`: {fault}"
                    )
        for number, event in enumerate(links.events):
            for id in event.documents:
                if self.story.document(id) is None:
                    self._blame(f"event {number}", f"the story has no document `{id}`")
        try:
            self._links = write_json(links.json())
        except (TypeError, ValueError) as error:
            self._blame("the links", f"they cannot be written: {error}")

    def finish(self) -> bytes:
        """The ``Answer``; the first mistake if there was one."""
        if self._fault is not None:
            raise self._fault
        builder = new_builder()
        result = None if self._result is None else builder.CreateString(self._result)
        links = None if self._links is None else builder.CreateString(self._links)
        return finish(builder, write_table(builder, [None, None, result, links]))

    def _blame(self, what: str, fault: str) -> NoReturn:
        error = NoteError(f"{self._manifest.id} wrote {what} wrongly at {caller()}: {fault}")
        if self._fault is None:
            self._fault = error
        raise error


def _span_as_json(item: Any) -> Any:
    return {"start": item.start, "end": item.end} if isinstance(item, Span) else None
