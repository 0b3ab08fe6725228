"""Figures without a source: does a sentence that states a number say where it comes from?

An analyzer for Postil. Read it from top to bottom: what a user may set, what the host is told before
it runs, and what is written about a document. Then put your own question in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from postil_plugin import Document, Example, Notes, Sentence, Token, analyzer, main

__version__ = "0.1.0"

LAYER = "{{id}}"
"""The layer that is written. Nobody else may write it, so it is named after the plugin."""

PHRASES = Path(__file__).with_name("phrases.tsv")
"""The table of words."""


# The fields are the keys of the analyzer's table in config.toml, there with hyphens. Types, defaults
# and the texts under the fields become the JSON Schema that Postil checks a config.toml against.
@dataclass(frozen=True)
class Settings:
    """What a user may set."""

    years: bool = False
    """Whether a year, such as 2021, is a figure too."""
    also_sources: list[str] = field(default_factory=list)
    """Further words that name a source, such as "data from"."""

    def __post_init__(self) -> None:
        # What a schema cannot say is checked here. The user reads the error as it stands.
        if not all(words.strip() for words in self.also_sources):
            raise ValueError("`also-sources` holds an empty text: write words, or leave it out")


# `requires`: layers that it cannot do without. `uses`: layers that it takes where they are there. It
# sees these and no others; `postil plugins list` shows which there are. `examples`: texts with what is
# found in them (layer, words, label), shown to users and tried by `postil plugins check`; one without a
# note says that nothing is found.
@analyzer(
    id="{{id}}",
    summary="Figures, and whether their sentences say where they come from.",
    requires=["sentence", "token"],
    uses=["quote", "zone"],
    provides=[LAYER],
    examples=[
        Example(
            "The wind reached 140 kilometres an hour.",
            [(LAYER, "The wind reached 140 kilometres an hour.", "unsourced")],
        ),
        Example("Nobody had seen such a storm since 1999."),
    ],
    settings=Settings,
)
class Figures:
    """The analyzer. It is made once, and then asked about one document after another."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        table = read_table()
        named = table["named"] + [words.strip().lower() for words in settings.also_sources]
        self.named = [(words, whole_words(words)) for words in named]
        self.vague = [(words, whole_words(words)) for words in table["vague"]]
        self.times = frozenset(table["time"])

    def analyze(self, document: Document, notes: Notes) -> None:
        """Writes notes about a document. The same document has to give the same notes.

        An exception reaches the user as the plugin's error on this document; the run goes on.
        """
        counts = {"sourced": 0, "unsourced": 0, "vague": 0}
        headlines = [zone.span for zone in document.zones if zone.kind == "headline"]
        for sentence in document.sentences:
            # A headline has no room for a source.
            if any(headline.holds(sentence.span) for headline in headlines):
                continue
            figures = self.figures(document, sentence)
            if not figures:
                continue
            label, source = self.source(document, sentence)
            attrs = {"figures": figures}
            if source is not None:
                attrs["source"] = source
            notes.annotate(LAYER, sentence, label, attrs=attrs)
            counts[label] += 1
        # One value for the whole document, beside the notes.
        notes.result(counts)

    def figures(self, document: Document, sentence: Sentence) -> list[str]:
        """The numbers of a sentence that state how much or how many."""
        figures = []
        for token in document.tokens.within(sentence):
            word = document.text_of(token)
            if (
                token.kind == "number"
                and (self.settings.years or not is_year(word))
                and not self.is_time(document, sentence, token)
            ):
                figures.append(word)
        return figures

    def is_time(self, document: Document, sentence: Sentence, token: Token) -> bool:
        """Whether a number is an hour or the day of a month."""
        if ":" in document.text_of(token):
            return True
        before = document.span(sentence.span.start, token.span.start)
        after = document.span(token.span.end, max(token.span.end, sentence.span.end))
        neighbours = document.text_of(before).split()[-1:] + document.text_of(after).split()[:1]
        return any(re.sub(r"^\W+|\W+$", "", word) in self.times for word in neighbours)

    def source(self, document: Document, sentence: Sentence) -> tuple[str, str | None]:
        """The label of a sentence with figures, and the words that name or leave open its source."""
        # Somebody says it, or the words that report it stand in this sentence.
        speakers = [
            quote.speaker
            for quote in document.quotes
            if quote.speaker is not None
            and (
                quote.span.overlaps(sentence.span)
                or (quote.cue is not None and quote.cue.overlaps(sentence.span))
            )
        ]
        # A speaker whom the text names comes before vague words, a nameless one after them:
        # “officials said” has a speaker as well.
        for speaker in speakers:
            if speaker.entity is not None:
                return "sourced", document.text_of(speaker.span)
        lower = document.text_of(sentence).lower()
        for words, pattern in self.vague:
            if pattern.search(lower):
                return "vague", words
        if speakers:
            return "sourced", document.text_of(speakers[0].span)
        for words, pattern in self.named:
            if pattern.search(lower):
                return "sourced", words
        return "unsourced", None


def read_table() -> dict[str, list[str]]:
    """The words of ``phrases.tsv`` by class."""
    table: dict[str, list[str]] = {"named": [], "vague": [], "time": []}
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if "\t" in line:
            kind, words = line.split("\t")
            table[kind].append(words)
    return table


def whole_words(words: str) -> re.Pattern[str]:
    """Finds words that are no part of a longer one."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def is_year(word: str) -> bool:
    """Whether a number looks like a year of the last or of this century, or a decade (``2020s``)."""
    return re.fullmatch(r"(19|20)[0-9]{2}s?", word) is not None


if __name__ == "__main__":
    main(Figures)
