"""Write analyzers for Postil in Python.

An analyzer reads a document with the layers that it asks for, and writes notes about it::

    from postil_plugin import Document, Notes, analyzer, main

    @analyzer(
        id="acme.shouting",
        summary="Marks words in capitals.",
        requires=["token"],
        provides=["acme.shouting"],
    )
    def shouting(document: Document, notes: Notes) -> None:
        for token in document.tokens:
            word = document.text_of(token)
            if len(word) > 3 and word.isupper():
                notes.annotate("acme.shouting", token, label="shouted")

    if __name__ == "__main__":
        main()

``config.toml`` then has the table ``[analyzers."acme.shouting"]`` with
``command = ["python3", "shouting.py"]``. :mod:`postil_plugin.testing` has what tests need.

Offsets are bytes of the UTF-8 text, never characters: :class:`Document` converts.
"""

from .streams import take_if_child

take_if_child()  # before anything else is imported that might print

from .definition import Definition, analyzer, definition_of
from .document import Document
from .errors import (
    AnalyzerError,
    DefinitionError,
    LayerError,
    MessageError,
    NoteError,
    PackageError,
    PluginError,
    ProtocolError,
    SettingsError,
    SpanError,
)
from .layer import Layer
from .manifest import Example, Manifest, Rule
from .notes import Notes, StoryNotes
from .process import main
from .record import Annotation, Record
from .records import (
    Artifact,
    Entity,
    Evidence,
    Place,
    Quote,
    Sentence,
    Speaker,
    Stance,
    Token,
    Tone,
    Zone,
)
from .schema import Between
from .span import Span
from .story import QuoteGroup, Reuse, Story, StoryEntity, StoryEvent, StoryLinks

__version__ = "0.1.0"

__all__ = [
    "AnalyzerError",
    "Annotation",
    "Artifact",
    "Between",
    "Definition",
    "DefinitionError",
    "Document",
    "Entity",
    "Evidence",
    "Example",
    "Layer",
    "LayerError",
    "Manifest",
    "MessageError",
    "NoteError",
    "Notes",
    "PackageError",
    "Place",
    "PluginError",
    "ProtocolError",
    "Quote",
    "QuoteGroup",
    "Record",
    "Reuse",
    "Rule",
    "Sentence",
    "SettingsError",
    "Span",
    "SpanError",
    "Speaker",
    "Stance",
    "Story",
    "StoryEntity",
    "StoryEvent",
    "StoryLinks",
    "StoryNotes",
    "Token",
    "Tone",
    "Zone",
    "analyzer",
    "definition_of",
    "main",
]
