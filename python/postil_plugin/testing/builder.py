"""Documents with layers, and stories of them, by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..codec import new_builder
from ..columns import Column, finish, write_json, write_layers, write_offsets, write_table
from ..document import Document, read_request
from ..manifest import Manifest
from ..record import Annotation, Record
from ..records import Entity, Quote, Sentence, Speaker, Token, Zone
from ..span import Span, checked_span
from ..story import StoryLinks

BY = "test"
"""Id of the maker of all layers that are given by hand."""


class DocumentBuilder:
    """A document from its text and the words that its notes stand on.

    Words are looked for from the end of the note of the same layer before, so notes are given in
    text order and a word that stands twice is found twice. Words that are not there fail the test.
    """

    def __init__(self, text: str, id: str = "test") -> None:
        self.text = text
        self.id = id
        self._utf8 = text.encode()
        self._meta: dict[str, Any] = {}
        self._layers: dict[str, list[Annotation]] = {}
        self._entities: dict[str, str] = {}

    def meta(self, **meta: Any) -> DocumentBuilder:
        """Says what is known of the document: ``date="2022-02-24"``."""
        self._meta.update(meta)
        return self

    def zone(self, words: str, kind: str = "content") -> DocumentBuilder:
        """Adds a zone of a kind such as ``headline``."""
        return self.add(Zone(self.find(words, Zone.LAYER), kind))  # type: ignore[arg-type]

    def sentence(self, words: str) -> DocumentBuilder:
        """Adds a sentence."""
        return self.add(Sentence(self.find(words, Sentence.LAYER)))

    def token(self, word: str, tag: str) -> DocumentBuilder:
        """Adds a token with its part of speech, such as ``PROPN``."""
        return self.add(Token(self.find(word, Token.LAYER), tag))  # type: ignore[arg-type]

    def tokens(self, tagged: str) -> DocumentBuilder:
        """Adds several tokens: ``"He/PRON left/VERB ./PUNCT"``."""
        for item in tagged.split():
            word, slash, tag = item.rpartition("/")
            assert slash, f"{item!r} should be WORD/TAG"
            self.token(word, tag)
        return self

    def entity(self, words: str, kind: str) -> DocumentBuilder:
        """Adds a mention of a kind such as ``PER``. Mentions with the same words are one entity."""
        entity = self._entities.setdefault(words, f"e{len(self._entities) + 1}")
        return self.add(Entity(self.find(words, Entity.LAYER), kind, entity, words))  # type: ignore[arg-type]

    def quote(
        self, words: str, kind: str = "direct", speaker: str | None = None, cue: str | None = None
    ) -> DocumentBuilder:
        """Adds a quotation; the words of speaker and cue are looked for in the whole text."""
        said_by = None
        if speaker is not None:
            said_by = Speaker(self._find(speaker, 0), speaker, self._entities.get(speaker))
        said = None if cue is None else self._find(cue, 0)
        return self.add(
            Quote(self.find(words, Quote.LAYER), kind, True, said_by, said)  # type: ignore[arg-type]
        )

    def note(
        self,
        layer: str,
        words: str,
        label: str | None = None,
        score: float | None = None,
        attrs: Mapping[str, Any] | None = None,
    ) -> DocumentBuilder:
        """Adds a note to a layer that has no dataclass of its own."""
        note = Annotation(self.find(words, layer), label, score, attrs or {})
        self._layers.setdefault(layer, []).append(note)
        return self

    def add(self, record: Record) -> DocumentBuilder:
        """Adds a note of a built-in kind."""
        layer = type(record).LAYER
        assert layer, f"{record!r} has no layer of its own; use note()"
        for field, value, allowed in record.choices():
            assert value in allowed, f"`{field}` {value!r} is not one of {', '.join(allowed)}"
        for span in record.spans():
            checked_span(self._utf8, span.start, span.end)
        self._layers.setdefault(layer, []).append(record.annotation())
        return self

    def empty(self, layer: str) -> DocumentBuilder:
        """Gives the document a layer without notes, which is not the same as no layer."""
        self._layers.setdefault(layer, [])
        return self

    def find(self, words: str, layer: str | None = None) -> Span:
        """The span of the next such words, behind the last note of ``layer``."""
        notes = self._layers.get(layer or "", [])
        return self._find(words, notes[-1].span.end if notes else 0)

    def build(self) -> Document:
        """The document with all its layers, for code that is called directly."""
        return read_request(self.request(None))

    def request(self, manifest: Manifest | None) -> bytes:
        """The request to analyse it, with the layers that the manifest asks for; ``None``: all."""
        builder = new_builder()
        place = self.write(builder, None if manifest is None else manifest.reads)
        return finish(builder, write_table(builder, [place]))

    def write(self, builder: Any, reads: Collection[str] | None) -> int:
        """Writes the table ``Document``."""
        columns = []
        for name, notes in self._layers.items():
            if reads is None or name in reads:
                column = Column(name, by=BY)
                for note in sorted(notes, key=lambda note: note.span):
                    attributes = write_json(dict(note.attrs), _span) if note.attrs else b""
                    span = note.span
                    column.notes.append((span.start, span.end, note.label, note.score, attributes))
                columns.append(column)
        id, text = builder.CreateString(self.id), builder.CreateString(self._utf8)
        meta = builder.CreateString(write_json(self._meta)) if self._meta else None
        arena, layers = write_layers(builder, columns)
        return write_table(builder, [id, text, meta, arena, layers])

    def _find(self, words: str, start: int) -> Span:
        looked_for = words.encode()
        at = self._utf8.find(looked_for, start)
        assert at >= 0, f"{words!r} does not stand in {self._utf8[start:].decode()!r}"
        return Span(at, at + len(looked_for))


class StoryBuilder:
    """A story of documents, with what links them and what analyzers say of it."""

    def __init__(self, documents: tuple[DocumentBuilder, ...], id: str = "story") -> None:
        self.documents = documents
        self.id = id
        self._links = StoryLinks()
        self._results: dict[str, Any] = {}

    def links(self, links: StoryLinks) -> StoryBuilder:
        """Sets what links the documents."""
        self._links = links
        return self

    def result(self, by: str, value: Any) -> StoryBuilder:
        """Sets what an analyzer says of the story."""
        self._results[by] = value
        return self

    def request(self, manifest: Manifest | None) -> bytes:
        """The request to collate it, with the layers that the manifest asks for; ``None``: all."""
        reads = None if manifest is None else manifest.reads
        builder = new_builder()
        written = [document.write(builder, reads) for document in self.documents]
        fields = [
            builder.CreateString(self.id),
            write_offsets(builder, written),
            builder.CreateString(write_json(self._links.json())),
            builder.CreateString(write_json(self._results)),
        ]
        place = write_table(builder, list(fields))
        return finish(builder, write_table(builder, [None, place]))


def document(text: str, id: str = "test") -> DocumentBuilder:
    """Starts a document."""
    return DocumentBuilder(text, id)


def story(*documents: DocumentBuilder, id: str = "story") -> StoryBuilder:
    """Starts a story of documents, whose ids must differ."""
    ids = [document.id for document in documents]
    assert len(set(ids)) == len(ids), f"two documents have one id: {ids}; document(text, id=…)"
    return StoryBuilder(documents, id)


def _span(item: Any) -> Any:
    return {"start": item.start, "end": item.end} if isinstance(item, Span) else None
