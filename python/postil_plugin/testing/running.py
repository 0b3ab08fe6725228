"""Running an analyzer through the message form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ..definition import definition_of
from ..document import Document
from ..layer import Layer
from ..manifest import Manifest
from ..message import MessageTable, Slot, read_message
from ..process import ANALYZE, COLLATE, answer
from ..story import StoryLinks
from .builder import DocumentBuilder, StoryBuilder


class Refused(Exception):
    """The analyzer failed, or its answer does not hold; ``code`` and ``message`` as the user sees
    them."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message


@dataclass
class Answer:
    """What an analyzer says of a document or a story."""

    document: Document | None
    """The document with all its layers; ``None`` for a story."""
    layers: dict[str, Layer[Any]]
    """The layers with notes, by name."""
    result: Any
    """What it says of the whole; ``None`` if nothing."""
    links: StoryLinks | None
    """What links the documents of a story; ``None`` if nothing."""

    def notes(self, layer: str) -> list[Any]:
        """The notes of one layer; empty if there are none."""
        return list(self.layers.get(layer, ()))

    def texts(self, layer: str) -> list[str]:
        """The text under each note of one layer."""
        assert self.document is not None, "an answer about a story has no notes"
        return [self.document.text_of(note) for note in self.notes(layer)]


def run(analyzer: Any, subject: DocumentBuilder | StoryBuilder, settings: Any = None) -> Answer:
    """What the analyzer says of a document or a story.

    ``settings`` are those of its table in ``config.toml``: ``{"long-sentence": 20}``. Raises
    :class:`Refused` where the host would report an error, and :class:`SettingsError` for settings.
    """
    running = definition_of(analyzer).start(settings)
    kind = COLLATE if isinstance(subject, StoryBuilder) else ANALYZE
    bytes_back = answer(running, kind, subject.request(running.manifest))
    return read_answer(bytes_back, subject, running.manifest)


def read_answer(
    answer: bytes, subject: DocumentBuilder | StoryBuilder, manifest: Manifest
) -> Answer:
    """The answer in the message form, checked as the host checks it."""
    document = subject.build() if isinstance(subject, DocumentBuilder) else None

    def read(root: MessageTable) -> Answer:
        failure = root.table(Slot.ANSWER_FAILURE)
        if failure is not None:
            code = failure.text(Slot.FAILURE_CODE) or "E0030"
            raise Refused(code, failure.text(Slot.FAILURE_MESSAGE) or "")
        arena = root.raw(Slot.ANSWER_ARENA) or b""
        layers: dict[str, Layer[Any]] = {}
        for table in root.tables(Slot.ANSWER_LAYERS) if document is not None else ():
            assert document is not None
            layer: Layer[Any] = Layer.of_message(table, document, arena)
            _check(layer, document, manifest, layers)
            layers[layer.name] = layer
        result, links = root.raw(Slot.ANSWER_RESULT), root.raw(Slot.ANSWER_LINKS)
        return Answer(
            document,
            layers,
            None if result is None else json.loads(result),
            None if links is None else StoryLinks.of_json(json.loads(links)),
        )

    return read_message(answer, read)


def _check(
    layer: Layer[Any], document: Document, manifest: Manifest, before: dict[str, Layer[Any]]
) -> None:
    if layer.name not in manifest.provides:
        raise Refused("E0032", f"layer `{layer.name}`: the manifest does not provide this layer")
    if layer.name in before:
        raise Refused("E0032", f"layer `{layer.name}`: the layer stands twice")
    for number, record in enumerate(layer):
        for span in record.spans():
            try:
                document.span(span.start, span.end)
            except ValueError as error:
                message = f"note {number} of layer `{layer.name}`: {error}"
                raise Refused("E0032", message) from error
