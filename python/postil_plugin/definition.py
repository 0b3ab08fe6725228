"""``@analyzer``: from a function or a class to something that a host can ask."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from .document import read_request
from .errors import DefinitionError, PluginError, SettingsError
from .manifest import Example, Manifest, Rule, names
from .notes import Notes, StoryNotes
from .schema import settings_schema
from .settings import read_settings
from .story import read_story_request

MARK = "__postil_definition__"
"""The attribute that a decorated function or class carries."""

T = TypeVar("T", bound=Callable[..., Any])


@dataclass(frozen=True)
class Definition:
    """An analyzer before it has settings."""

    manifest: Manifest
    """What it is, needs and makes."""
    target: Any
    """The decorated function or class."""
    settings: type | None
    """The dataclass of its settings."""
    collate: Callable[..., None] | None
    """What collates stories, where the analyzer is a function."""

    def start(self, given: Any = None) -> Running:
        """The analyzer with the settings that a user gave; ``None``: the defaults."""
        arguments: tuple[Any, ...] = ()
        if self.settings is not None:
            arguments = (read_settings(self.settings, given),)
        elif given:
            raise SettingsError(f"{self.manifest.id} has no settings; leave out {', '.join(given)}")
        if isinstance(self.target, type):
            made = self.target(*arguments)
            return Running(self.manifest, made.analyze, getattr(made, "collate", None), ())
        return Running(self.manifest, self.target, self.collate, arguments)


@dataclass(frozen=True)
class Running:
    """An analyzer that can be asked: a request in, an answer out, both in the message form."""

    manifest: Manifest
    """What it is, needs and makes."""
    _analyze: Callable[..., Any]
    _collate: Callable[..., Any] | None
    _arguments: tuple[Any, ...]

    def analyze(self, request: bytes) -> bytes:
        """The answer to a request to analyse a document."""
        document = read_request(request, self.manifest.reads)
        notes = Notes(document, self.manifest)
        returned = self._analyze(document, notes, *self._arguments)
        _nothing(returned, "analyze")
        return notes.finish()

    def collate(self, request: bytes) -> bytes:
        """The answer to a request to collate a story."""
        story = read_story_request(request, self.manifest.reads)
        notes = StoryNotes(story, self.manifest)
        if self._collate is not None:
            returned = self._collate(story, notes, *self._arguments)
            _nothing(returned, "collate")
        return notes.finish()


def analyzer(
    *,
    id: str,
    summary: str,
    requires: Iterable[str] = (),
    uses: Iterable[str] = (),
    provides: Iterable[str] = (),
    settings: type | None = None,
    collates: Callable[..., None] | bool | None = None,
    rules: Iterable[Rule] = (),
    examples: Iterable[Example] = (),
    version: str | None = None,
) -> Callable[[T], T]:
    """Makes an analyzer of a function or a class, which stays what it is.

    * A function is called as ``f(document, notes)``, or ``f(document, notes, settings)`` where
      ``settings`` names a dataclass. ``collates`` is a function ``g(story, notes[, settings])``.
    * A class is made once, as ``C()`` or ``C(settings)``, and has the methods
      ``analyze(document, notes)`` and, if it collates stories, ``collate(story, notes)``.

    ``requires`` are layers that it cannot do without, ``uses`` layers that it takes where they are;
    no others are sent. ``provides`` are the layers that it writes. ``examples`` are texts with what is
    found in them, which ``postil plugins check`` tries. ``version`` is by default the ``__version__`` of
    its module, else ``0.1.0``. What does not fit raises :class:`DefinitionError` where the decorator
    stands.
    """

    def decorate(target: T) -> T:
        if isinstance(target, type):
            collate = None
            has = _method(target, "collate", required=False)
            _method(target, "analyze", required=True)
            if callable(collates):
                raise DefinitionError(f"{id}: a class collates in its method `collate`")
            if collates is not None and collates != has:
                raise DefinitionError(f"{id}: collates={collates}, but see its method `collate`")
        elif inspect.isgeneratorfunction(target) or inspect.iscoroutinefunction(target):
            raise DefinitionError(f"{id}: an analyzer is a plain function, without yield and async")
        else:
            if collates is True:
                raise DefinitionError(f"{id}: `collates` should be the function that collates")
            collate = collates or None
            has = collate is not None
        module = sys.modules.get(target.__module__)
        manifest = Manifest(
            id=id,
            version=version or str(getattr(module, "__version__", "0.1.0")),
            summary=summary,
            requires=names(requires, "requires"),
            uses=names(uses, "uses"),
            provides=names(provides, "provides"),
            rules=tuple(rules),
            examples=tuple(examples),
            settings=None if settings is None else settings_schema(settings),
            collates=has,
        )
        manifest.check()
        setattr(target, MARK, Definition(manifest, target, settings, collate))
        return target

    return decorate


def definition_of(target: Any) -> Definition:
    """The definition that ``@analyzer`` left on a function or class."""
    # A class that inherits from a decorated one is not decorated.
    found = vars(target).get(MARK) if hasattr(target, "__dict__") else None
    if not isinstance(found, Definition):
        raise DefinitionError(
            f"{target!r} is no analyzer; decorate it with @analyzer(id=…, summary=…)"
        )
    return found


def find_definition(namespace: dict[str, Any], where: str) -> Definition:
    """The only analyzer among the names of a module."""
    found: dict[str, Definition] = {}
    for value in namespace.values():
        if callable(value) and hasattr(value, "__dict__") and MARK in vars(value):
            definition = definition_of(value)
            found[definition.manifest.id] = definition
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise DefinitionError(
            f"{where} has no analyzer; decorate one with @analyzer(id=…, summary=…)"
        )
    raise DefinitionError(f"{where} has several analyzers ({', '.join(sorted(found))}); name one")


def _method(kind: type, name: str, *, required: bool) -> bool:
    method = getattr(kind, name, None)
    if required and not callable(method):
        raise DefinitionError(f"the class {kind.__name__} has no method {name}(document, notes)")
    if inspect.isgeneratorfunction(method) or inspect.iscoroutinefunction(method):
        raise DefinitionError(f"{kind.__name__}.{name} should be plain, without yield and async")
    return callable(method)


def _nothing(returned: Any, method: str) -> None:
    """What is returned would be lost without a word."""
    if returned is not None:
        raise PluginError(
            f"`{method}` returned {type(returned).__name__}; notes are written with notes.annotate, "
            "notes.add and notes.result, and nothing is returned"
        )
