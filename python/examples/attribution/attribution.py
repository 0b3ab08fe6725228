"""Who is quoted by name, and who is not.

Labels each quotation `named`, `unnamed` ("a senior official"), `described` (anybody else whom no name
is known of, such as "the driver") or `unattributed`, and says for a story who is quoted in one of its
documents only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from postil_plugin import (
    Between,
    Document,
    Notes,
    Quote,
    SettingsError,
    Story,
    StoryNotes,
    analyzer,
    main,
)

LAYER = "acme.attribution"
LABELS = ("named", "unnamed", "described", "unattributed")


@dataclass(frozen=True)
class Settings:
    """Which quotations count."""

    least_words: Annotated[int, Between(1, 100)] = 3
    """Quotations of fewer words are passed over."""
    unnamed: tuple[str, ...] = ()
    """More nouns, in small letters, for speakers without a name."""


@analyzer(
    id="acme.attribution",
    summary="Who is quoted by name, and who is not.",
    requires=["quote", "story"],
    provides=[LAYER],
    settings=Settings,
)
class Attribution:
    """Made once for a run; what takes time to read is read here."""

    def __init__(self, settings: Settings) -> None:
        for noun in settings.unnamed:
            if noun != noun.lower():
                raise SettingsError(f"`unnamed` holds {noun!r}, which should be in small letters")
        lines = Path(__file__).with_name("unnamed.txt").read_text("utf-8").splitlines()
        self.nouns = {line for line in lines if line and not line.startswith("#")}
        self.nouns.update(settings.unnamed)
        self.least_words = settings.least_words

    def analyze(self, document: Document, notes: Notes) -> None:
        words: Counter[str] = Counter()
        for quote in document.quotes:
            count = len(document.text_of(quote).split())
            if count < self.least_words:
                continue
            label = self.label(document, quote)
            words[label] += count
            attrs = {"words": count}
            if quote.speaker is not None:
                attrs["speaker"] = quote.speaker.name
            notes.annotate(LAYER, quote, label=label, attrs=attrs)
        total = sum(words.values())
        shares = {label: words[label] / total for label in LABELS if total}
        notes.result({"quoted_words": total, "shares": shares})

    def collate(self, story: Story, notes: StoryNotes) -> None:
        """Names that only one of the documents quotes: what the others left out."""
        quoted_in: dict[str, list[str]] = {}
        for document in story.documents:
            for quote in document.quotes:
                if quote.speaker is not None and quote.speaker.entity is not None:
                    documents = quoted_in.setdefault(quote.speaker.name, [])
                    if document.id not in documents:
                        documents.append(document.id)
        alone = [
            {"speaker": speaker, "document": documents[0]}
            for speaker, documents in sorted(quoted_in.items())
            if len(documents) == 1
        ]
        notes.result({"speakers": len(quoted_in), "quoted_once": alone})

    def label(self, document: Document, quote: Quote) -> str:
        """How the quotation's speaker is told."""
        if quote.speaker is None:
            return "unattributed"
        if quote.speaker.entity is not None:
            return "named"
        last = document.text_of(quote.speaker.span).split()[-1:]
        return "unnamed" if last and last[0].lower() in self.nouns else "described"


if __name__ == "__main__":
    main(Attribution)
