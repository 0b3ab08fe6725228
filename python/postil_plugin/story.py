"""Several documents on one run of events, and what links them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from .document import Document
from .errors import MessageError, SpanError
from .message import MessageTable, Slot, read_message, required
from .records import EntityKind, Place
from .span import Span


@dataclass(frozen=True, slots=True)
class StoryEntity:
    """One person, body or place under all the names that the story's documents use."""

    id: str
    """Id within the story."""
    name: str
    """The name by which it is called."""
    kind: EntityKind
    """What it is; ``type`` in the record form."""
    mentions: tuple[Place, ...] = ()
    """Where it is mentioned."""
    joins: tuple[str, ...] = ()
    """Why mentions under other spellings were joined, a line for each join."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage that stands in several documents."""

    relation: Literal["verbatim", "near", "paraphrase"]
    """How alike the passages are."""
    spans: tuple[Place, ...] = ()
    """The passages, in the order of the story's documents."""


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """One utterance of one speaker, as the documents word it."""

    speaker: str
    """Who says it."""
    relation: Literal["same", "reworded", "retranslated"]
    """How the versions differ."""
    versions: tuple[Place, ...] = ()
    """The versions, in the order of the story's documents."""


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """Something that happened, or is to happen, on a day."""

    date: str
    """ISO 8601 date."""
    label: str
    """What happened, in words of a source."""
    documents: tuple[str, ...] = ()
    """Ids of the documents that tell of it."""


@dataclass(frozen=True, slots=True)
class StoryLinks:
    """What links the documents of a story; ``results."postil.stories"`` in the record form."""

    entities: tuple[StoryEntity, ...] = ()
    """Persons, bodies and places across the documents."""
    reuse: tuple[Reuse, ...] = ()
    """Passages that stand in several documents."""
    quotes: tuple[QuoteGroup, ...] = ()
    """Quotations in all their wordings."""
    events: tuple[StoryEvent, ...] = ()
    """What happened when."""

    @classmethod
    def of_json(cls, value: Mapping[str, Any]) -> StoryLinks:
        """Links from their record form."""
        return cls(
            tuple(
                StoryEntity(
                    item["id"],
                    item["name"],
                    item["type"],
                    _places(item["mentions"]),
                    tuple(item.get("joins", ())),
                )
                for item in value["entities"]
            ),
            tuple(Reuse(item["relation"], _places(item["spans"])) for item in value["reuse"]),
            tuple(
                QuoteGroup(item["speaker"], item["relation"], _places(item["versions"]))
                for item in value["quotes"]
            ),
            tuple(
                StoryEvent(item["date"], item["label"], tuple(item["documents"]))
                for item in value["events"]
            ),
        )

    def json(self) -> dict[str, Any]:
        """The record form."""
        entities = []
        for entity in self.entities:
            shown: dict[str, Any] = {
                "id": entity.id,
                "name": entity.name,
                "type": entity.kind,
                "mentions": _place_list(entity.mentions),
            }
            if entity.joins:
                shown["joins"] = list(entity.joins)
            entities.append(shown)
        return {
            "entities": entities,
            "reuse": [
                {"relation": item.relation, "spans": _place_list(item.spans)} for item in self.reuse
            ],
            "quotes": [
                {
                    "speaker": item.speaker,
                    "relation": item.relation,
                    "versions": _place_list(item.versions),
                }
                for item in self.quotes
            ],
            "events": [
                {"date": item.date, "label": item.label, "documents": list(item.documents)}
                for item in self.events
            ],
        }

    def places(self) -> Iterator[tuple[str, int, Place]]:
        """Every place with the kind of link that names it, numbered within the kind."""
        kinds = {
            "entities": (place for entity in self.entities for place in entity.mentions),
            "reuse": (place for item in self.reuse for place in item.spans),
            "quotes": (place for item in self.quotes for place in item.versions),
        }
        for kind, places in kinds.items():
            for number, place in enumerate(places):
                yield kind, number, place


@dataclass
class Story:
    """A group of documents on one run of events."""

    id: str
    """The story's name, unique in a run."""
    documents: list[Document]
    """The documents, in input order, each with the layers that the manifest asks for."""
    _links: str | None = field(default=None, repr=False)
    _results: str | None = field(default=None, repr=False)

    def document(self, id: str) -> Document | None:
        """The document of that id."""
        return next((document for document in self.documents if document.id == id), None)

    def text_of(self, place: Place) -> str:
        """The text at a place."""
        document = self.document(place.document)
        if document is None:
            raise SpanError(f"the story has no document `{place.document}`")
        return document.text_of(place.span)

    @cached_property
    def links(self) -> StoryLinks:
        """What links the documents; empty before the analyzer that makes it has run."""
        if self._links is None:
            return StoryLinks()
        try:
            return StoryLinks.of_json(json.loads(self._links))
        except (ValueError, LookupError, TypeError) as error:
            raise MessageError(f"the story's links are not readable: {error!r}") from error

    @cached_property
    def results(self) -> dict[str, Any]:
        """What analyzers say of the story, by the analyzer's id."""
        return {} if self._results is None else json.loads(self._results)


def read_story_request(request: bytes, reads: Collection[str] | None = None) -> Story:
    """The story of a request to collate."""

    def read(root: MessageTable) -> Story:
        table = root.table(Slot.REQUEST_STORY)
        if table is None:
            raise MessageError("the request holds no story")
        return Story(
            required(table.text(Slot.STORY_ID), "Story.id"),
            [Document(document, reads) for document in table.tables(Slot.STORY_DOCUMENTS)],
            table.text(Slot.STORY_LINKS),
            table.text(Slot.STORY_RESULTS),
        )

    return read_message(request, read)


def _places(items: list[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place(item["document"], Span(item["start"], item["end"])) for item in items)


def _place_list(places: tuple[Place, ...]) -> list[dict[str, Any]]:
    return [
        {"document": place.document, "start": place.span.start, "end": place.span.end}
        for place in places
    ]
