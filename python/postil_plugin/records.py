"""The kinds of notes, one dataclass each, as ``docs/format.md`` lists them.

Each record stands at ``span``. A record can be read from a document and, where the manifest provides
its layer, be written with :meth:`Notes.add`. Labels are plain strings; the closed lists are types, so
that a type checker finds a misspelt one, and are checked when a record is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

from .record import Annotation, Record
from .span import Span

if TYPE_CHECKING:
    from .document import Document

ZoneKind = Literal["content", "headline", "byline", "caption", "credit", "boilerplate"]
EntityKind = Literal["PER", "ORG", "LOC", "NORP"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Polarity = Literal["negative", "neutral", "positive"]
Via = Literal["narration", "quote", "indirect"]
Level = Literal["note", "warning"]
TokenKind = Literal["word", "number", "mark", "symbol"]
Tag = Literal[
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
]  # fmt: skip
Category = Literal[
    "name-transliteration", "name-variant", "name-misspelling", "place-name", "title-rendering",
    "quote-spacing", "quote-style", "format", "seam", "calque", "false-friend", "word-order",
    "doubled-word", "paraphrase-slip", "scrape-residue", "duplicate", "retranslated-quote",
    "inconsistent-rendering",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Zone(Record):
    """A line, or a run of lines of one kind."""

    LAYER: ClassVar[str] = "zone"

    kind: ZoneKind
    """What the lines are for."""
    repeats: int | None = None
    """Id of the earlier zone whose words this one repeats."""
    score: float | None = None
    """How sure the choice is, 0 to 1."""

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Zone:
        return cls(note.span, note.label, note.attrs.get("repeats"), note.score)  # type: ignore[arg-type]

    def annotation(self) -> Annotation:
        attrs = {} if self.repeats is None else {"repeats": self.repeats}
        return Annotation(self.span, self.kind, self.score, attrs)

    def choices(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        yield "kind", self.kind, get_args(ZoneKind)


@dataclass(frozen=True, slots=True)
class Sentence(Record):
    """A sentence, with its final mark and closing quotes, without white space at either end."""

    LAYER: ClassVar[str] = "sentence"

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Sentence:
        return cls(note.span)

    def annotation(self) -> Annotation:
        return Annotation(self.span)


@dataclass(frozen=True, slots=True)
class Token(Record):
    """A word, number or mark; clitics (``do`` ``n't``) and hyphenated compounds come apart."""

    LAYER: ClassVar[str] = "token"

    tag: Tag
    """Its part of speech, as Universal Dependencies has it."""
    kind: TokenKind = "word"
    """What it looks like. It is not written: a reader sees it from the characters."""

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Token:
        first = document.character_at(note.span.start)
        kind: TokenKind = "symbol"
        if "0" <= first <= "9":
            kind = "number"
        elif note.label == "PUNCT":
            kind = "mark"
        elif first.isalpha() or first in ("'", "’"):
            kind = "word"
        return cls(note.span, note.label, kind)  # type: ignore[arg-type]

    def annotation(self) -> Annotation:
        return Annotation(self.span, self.tag)

    def choices(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        yield "tag", self.tag, get_args(Tag)


@dataclass(frozen=True, slots=True)
class Entity(Record):
    """One mention of an entity; titles, a leading article and ``’s`` stay outside."""

    LAYER: ClassVar[str] = "entity"

    kind: EntityKind
    """What it names: a person, a body, a place, a group."""
    entity: str
    """Id of the entity within the document (``e1``), shared by all its mentions."""
    name: str
    """The entity's canonical name, shared by all its mentions."""
    score: float | None = None
    """How sure the choice is, 0 to 1."""

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Entity:
        entity, name = note.attrs.get("entity") or "", note.attrs.get("name") or ""
        return cls(note.span, note.label, entity, name, note.score)  # type: ignore[arg-type]

    def annotation(self) -> Annotation:
        attrs = {"entity": self.entity, "name": self.name}
        return Annotation(self.span, self.kind, self.score, attrs)

    def choices(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        yield "kind", self.kind, get_args(EntityKind)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker, and whom they mean."""

    span: Span
    """The words at the cue: ``he``, ``Kallas``, ``the official``."""
    name: str
    """The canonical name of whom they mean, else the words themselves."""
    entity: str | None = None
    """Id of the entity that they mean, where known."""


@dataclass(frozen=True, slots=True)
class Quote(Record):
    """A stretch of reported speech, without its quote marks."""

    LAYER: ClassVar[str] = "quote"

    kind: QuoteKind
    """How it is reported."""
    closed: bool = True
    """Whether the closing mark was found (true for reported clauses)."""
    speaker: Speaker | None = None
    """Who says it, where found."""
    cue: Span | None = None
    """The reporting words (``said``, ``according to``), where found."""
    score: float | None = None
    """How sure the attribution is, 0 to 1."""

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Quote:
        given = note.attrs.get("speaker")
        speaker = None
        if given is not None:
            span = Span(given["start"], given["end"])
            name = given.get("name") or document.text_of(span)
            speaker = Speaker(span, name, given.get("entity"))
        cue = note.attrs.get("cue")
        return cls(
            note.span,
            note.label,  # type: ignore[arg-type]
            note.attrs.get("closed", True),
            speaker,
            None if cue is None else Span(cue["start"], cue["end"]),
            note.score,
        )

    def annotation(self) -> Annotation:
        speaker: dict[str, Any] | None = None
        if self.speaker is not None:
            speaker = {"start": self.speaker.span.start, "end": self.speaker.span.end}
            if self.speaker.entity is not None:
                speaker["entity"] = self.speaker.entity
            speaker["name"] = self.speaker.name
        attrs = {"closed": self.closed, "speaker": speaker, "cue": self.cue}
        return Annotation(self.span, self.kind, self.score, attrs)

    def spans(self) -> Iterator[Span]:
        yield self.span
        if self.speaker is not None:
            yield self.speaker.span
        if self.cue is not None:
            yield self.cue

    def choices(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        yield "kind", self.kind, get_args(QuoteKind)


@dataclass(frozen=True, slots=True)
class Tone(Record):
    """How positive or negative a sentence is."""

    LAYER: ClassVar[str] = "tone"
    NEUTRAL: ClassVar[float] = 0.125
    """A value of at most this size, either way, is neutral."""

    value: float
    """−1 to 1."""

    @property
    def polarity(self) -> Polarity:
        """The value as a class."""
        if self.value > self.NEUTRAL:
            return "positive"
        return "negative" if self.value < -self.NEUTRAL else "neutral"

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Tone:
        return cls(note.span, note.attrs["value"])

    def annotation(self) -> Annotation:
        return Annotation(self.span, self.polarity, None, {"value": self.value})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for a stance."""

    span: Span
    """The words."""
    weight: float
    """How much they weigh; negative against the target."""


@dataclass(frozen=True, slots=True)
class Stance(Record):
    """The view that a sentence takes of one mention."""

    LAYER: ClassVar[str] = "stance"

    polarity: Polarity
    """The view."""
    target: str
    """Id of the target's entity."""
    holder: str = "author"
    """Id of the entity that holds the view, or ``author``."""
    chain: tuple[str, ...] = ()
    """Who reports whom, outermost first; the holder is not in it."""
    via: Via = "narration"
    """How the view comes to the reader."""
    p: Mapping[str, float] = field(default_factory=dict)
    """Probabilities of ``negative``, ``neutral``, ``positive``."""
    evidence: tuple[Evidence, ...] = ()
    """The words that speak for it."""

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Stance:
        attrs = note.attrs
        return cls(
            note.span,
            note.label,  # type: ignore[arg-type]
            attrs.get("target") or "",
            attrs.get("holder") or "author",
            tuple(attrs.get("chain") or ()),
            attrs.get("via") or "narration",
            attrs.get("p") or {note.label: 1.0 if note.score is None else note.score},
            tuple(
                Evidence(Span(item["start"], item["end"]), item.get("weight", 0.0))
                for item in attrs.get("evidence") or ()
            ),
        )

    def annotation(self) -> Annotation:
        p = {name: float(self.p.get(name, 0.0)) for name in get_args(Polarity)}
        if not self.p:
            p[self.polarity] = 1.0
        attrs = {
            "target": self.target,
            "holder": self.holder,
            "chain": list(self.chain),
            "via": self.via,
            "p": p,
            "evidence": [
                {"start": item.span.start, "end": item.span.end, "weight": item.weight}
                for item in self.evidence
            ],
        }
        return Annotation(self.span, self.polarity, p.get(self.polarity), attrs)

    def spans(self) -> Iterator[Span]:
        yield self.span
        for item in self.evidence:
            yield item.span

    def choices(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        yield "polarity", self.polarity, get_args(Polarity)
        yield "via", self.via, get_args(Via)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one document of a story."""

    document: str
    """Id of the document."""
    span: Span
    """Where in it."""


@dataclass(frozen=True, slots=True)
class Artifact(Record):
    """One finding: what, why, and how sure."""

    LAYER: ClassVar[str] = "artifact"

    code: str
    """Code of the rule, such as ``PST101``."""
    category: Category
    """Kind of trace."""
    message: str
    """What was found and why it is thought so, in one sentence."""
    level: Level = "note"
    """How much it matters."""
    points_to: tuple[str, ...] = ()
    """ISO 639-1 codes of the languages that the finding points to."""
    suggestion: str | None = None
    """What an English-language editor would write."""
    related: tuple[Place, ...] = ()
    """Passages that the finding is also about."""
    score: float = 1.0
    """Confidence, 0 to 1."""

    @classmethod
    def read(cls, note: Annotation, document: Document) -> Artifact:
        attrs = note.attrs
        return cls(
            note.span,
            note.label or "",
            attrs["category"],
            attrs.get("message") or "",
            attrs.get("level") or "note",
            tuple(attrs.get("points_to") or ()),
            attrs.get("suggestion"),
            tuple(
                Place(item.get("document", ""), Span(item["start"], item["end"]))
                for item in attrs.get("related") or ()
            ),
            1.0 if note.score is None else note.score,
        )

    def annotation(self) -> Annotation:
        attrs: dict[str, Any] = {
            "category": self.category,
            "level": self.level,
            "message": self.message,
            "points_to": list(self.points_to),
        }
        if self.suggestion is not None:
            attrs["suggestion"] = self.suggestion
        if self.related:
            attrs["related"] = [
                {"document": place.document, "start": place.span.start, "end": place.span.end}
                for place in self.related
            ]
        return Annotation(self.span, self.code, self.score, attrs)

    def choices(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        yield "category", self.category, get_args(Category)
        yield "level", self.level, get_args(Level)


RECORDS: dict[str, type[Record]] = {
    kind.LAYER: kind for kind in (Artifact, Entity, Quote, Sentence, Stance, Token, Tone, Zone)
}
"""The kinds of notes that have a dataclass, by their layer, in the order of the names."""
