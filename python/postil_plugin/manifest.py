"""What an analyzer says of itself before it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .errors import DefinitionError
from .records import Category, Level

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)*")
"""The form of an id: names with dots between them, the maker's first."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that an analyzer applies."""

    code: str
    """Stable code, such as ``ACME101``."""
    summary: str
    """One line: what it finds."""
    level: Level = "note"
    """The level of its findings."""
    category: Category | None = None
    """The kind of finding; ``None`` outside the closed list."""
    explanation: str = ""
    """The page that ``postil explain`` prints, in Markdown."""

    def json(self) -> dict[str, Any]:
        """The form in the manifest."""
        return {
            "code": self.code,
            "category": self.category,
            "level": self.level,
            "summary": self.summary,
            "explanation": self.explanation,
        }


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what the analyzer finds in it with its default settings.

    ``postil plugins check`` tries it on the layers that Postil makes of the text, and
    ``postil plugins list`` shows it.
    """

    text: str
    """The text, as a reader would meet it."""
    notes: Sequence[tuple[str, str, str | None]] = ()
    """The notes that are found, perhaps among others: layer, the words that the note stands on, label
    (``None``: whatever label). Empty: nothing is found."""

    def json(self) -> dict[str, Any]:
        """The form in the manifest."""
        notes: list[dict[str, str]] = []
        for layer, words, label in self.notes:
            note = {"layer": layer, "words": words}
            notes.append(note if label is None else {**note, "label": label})
        return {"text": self.text, "notes": notes}

    @classmethod
    def of_json(cls, value: Mapping[str, Any]) -> Example:
        """An example from the form in the manifest."""
        notes = value.get("notes", ())
        return cls(
            value["text"],
            tuple((note["layer"], note["words"], note.get("label")) for note in notes),
        )

    def fault(self, provides: Sequence[str]) -> str | None:
        """What cannot come true, whatever the analyzer does."""
        if not isinstance(self.text, str) or not self.text:
            return "an example has no text"
        for note in self.notes:
            if not isinstance(note, (tuple, list)) or len(note) != 3:
                return f"{note!r} in an example is no note; write (layer, words, label)"
            layer, words, _ = note
            if layer not in provides:
                return f"an example names the layer `{layer}`, which `provides` does not have"
            if not words or words not in self.text:
                return f"the words {words!r} of an example do not stand in its text"
        return None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an analyzer is, needs and makes. The host reads it before it reads a document."""

    id: str
    """Stable id, such as ``acme.readability``."""
    version: str
    """Version of the analyzer."""
    summary: str
    """One line: what it does."""
    requires: tuple[str, ...] = ()
    """Layers that it cannot do without."""
    uses: tuple[str, ...] = ()
    """Layers that it takes where they are."""
    provides: tuple[str, ...] = ()
    """Layers that it writes; nobody else may write them."""
    rules: tuple[Rule, ...] = ()
    """Rules that it applies."""
    examples: tuple[Example, ...] = ()
    """Texts with what it finds in them."""
    settings: Any = None
    """JSON Schema of its settings; ``None`` when it has none."""
    collates: bool = False
    """Whether it wants to see stories as well as documents."""

    @property
    def reads(self) -> frozenset[str]:
        """Every layer that is sent to it."""
        return frozenset(self.requires) | frozenset(self.uses)

    def json(self) -> dict[str, Any]:
        """The form in which the host reads it."""
        requires: list[dict[str, Any]] = [{"layer": layer} for layer in self.requires]
        requires += [{"layer": layer, "optional": True} for layer in self.uses]
        return {
            "id": self.id,
            "version": self.version,
            "summary": self.summary,
            "requires": requires,
            "provides": list(self.provides),
            "rules": [rule.json() for rule in self.rules],
            "examples": [example.json() for example in self.examples],
            "settings": self.settings,
            "collates": self.collates,
        }

    @classmethod
    def of_json(cls, value: Mapping[str, Any]) -> Manifest:
        """A manifest from the form in which the host reads it."""
        needs = value.get("requires", ())
        return cls(
            id=value["id"],
            version=value["version"],
            summary=value.get("summary", ""),
            requires=tuple(need["layer"] for need in needs if not need.get("optional")),
            uses=tuple(need["layer"] for need in needs if need.get("optional")),
            provides=tuple(value.get("provides", ())),
            rules=tuple(
                Rule(
                    rule["code"],
                    rule["summary"],
                    rule["level"],
                    rule.get("category"),
                    rule.get("explanation", ""),
                )
                for rule in value.get("rules", ())
            ),
            examples=tuple(Example.of_json(example) for example in value.get("examples", ())),
            settings=value.get("settings"),
            collates=value.get("collates", False),
        )

    def check(self) -> None:
        """Raises :class:`DefinitionError` for a manifest that no host could use."""
        if not ID.fullmatch(self.id):
            raise DefinitionError(
                f"the id {self.id!r} should be names with dots between them, "
                "such as 'acme.readability'"
            )
        if "\n" in self.summary:
            raise DefinitionError(f"the summary of {self.id} should be one line")
        for rule in self.rules:
            if not isinstance(rule, Rule):
                raise DefinitionError(f"{rule!r} among the rules of {self.id} is no Rule(…)")
        for example in self.examples:
            if not isinstance(example, Example):
                raise DefinitionError(
                    f"{example!r} among the examples of {self.id} is no Example(…)"
                )
            fault = example.fault(self.provides)
            if fault is not None:
                raise DefinitionError(f"{self.id}: {fault}")
        both = self.reads & frozenset(self.provides)
        if both:
            raise DefinitionError(
                f"{self.id} asks for the layer `{sorted(both)[0]}` and provides it; an analyzer never "
                "writes to the layer of another"
            )


def names(value: Iterable[str], what: str) -> tuple[str, ...]:
    """A list of names that are each given once."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise DefinitionError(
            f"`{what}` should be a list of layers such as ['sentence'], not {value!r}"
        )
    listed: Sequence[str] = tuple(value)
    for name in listed:
        if not isinstance(name, str) or not name:
            raise DefinitionError(f"`{what}` holds {name!r}, which is no name of a layer")
        if listed.count(name) > 1:
            raise DefinitionError(f"`{what}` names the layer `{name}` twice")
    return tuple(listed)
