import enum
import unittest
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from postil_plugin import Between, DefinitionError, SettingsError
from postil_plugin.schema import settings_schema
from postil_plugin.settings import read_settings


class Order(enum.Enum):
    TEXT = "text"
    WEIGHT = "weight"


@dataclass(frozen=True)
class Inner:
    depth: int = 1
    """How deep."""


@dataclass(frozen=True)
class Settings:
    """All kinds of settings."""

    name: str
    long_sentence: Annotated[int, Between(1, 200)] = 30
    """A sentence of more words
    than this is long."""
    share: Annotated[float, Between(least=0)] = 0.5
    strict: bool = False
    mode: Literal["fast", "good"] = "good"
    order: Order = Order.TEXT
    words: tuple[str, ...] = ("a",)
    weights: dict[str, float] = field(default_factory=dict)
    limit: int | None = None
    list_file: Path = Path("words.txt")
    inner: Inner = Inner()
    level: int | str = field(default=3, metadata={"description": "A number or a name."})

    def __post_init__(self):
        if self.name == self.mode:
            raise ValueError("`name` should differ from `mode`")


class Schema(unittest.TestCase):
    def test_types_bounds_defaults_and_texts(self):
        schema = settings_schema(Settings)
        self.assertEqual(schema["description"], "All kinds of settings.")
        self.assertEqual(schema["required"], ["name"])
        self.assertIs(schema["additionalProperties"], False)
        properties = schema["properties"]
        self.assertEqual(
            properties["long-sentence"],
            {
                "description": "A sentence of more words\nthan this is long.",
                "type": "integer",
                "minimum": 1,
                "maximum": 200,
                "default": 30,
            },
        )
        self.assertEqual(properties["share"], {"type": "number", "minimum": 0, "default": 0.5})
        self.assertEqual(properties["mode"], {"enum": ["fast", "good"], "default": "good"})
        self.assertEqual(properties["order"], {"enum": ["text", "weight"], "default": "text"})
        self.assertEqual(
            properties["words"], {"type": "array", "items": {"type": "string"}, "default": ["a"]}
        )
        self.assertEqual(properties["limit"], {"type": "integer"})
        self.assertEqual(properties["list-file"], {"type": "string", "default": "words.txt"})
        self.assertEqual(properties["inner"]["default"], {"depth": 1})
        self.assertEqual(properties["inner"]["properties"]["depth"]["description"], "How deep.")
        self.assertEqual(properties["level"]["anyOf"], [{"type": "integer"}, {"type": "string"}])
        self.assertEqual(properties["level"]["description"], "A number or a name.")

    def test_what_cannot_be_a_setting(self):
        @dataclass
        class Clash:
            max_output: int = 3

        @dataclass
        class Strange:
            when: complex = 1j

        with self.assertRaisesRegex(DefinitionError, "`max-output` is the host's own"):
            settings_schema(Clash)
        with self.assertRaisesRegex(DefinitionError, r"Strange\.when: .*cannot be a setting"):
            settings_schema(Strange)
        with self.assertRaisesRegex(DefinitionError, "should be a dataclass"):
            settings_schema(int)


class Reading(unittest.TestCase):
    def test_what_fits(self):
        self.assertEqual(read_settings(Settings, {"name": "x"}), Settings("x"))
        given = {
            "name": "x", "long-sentence": 7, "share": 1, "strict": True, "mode": "fast",
            "order": "weight", "words": ["b", "c"], "weights": {"k": 2}, "limit": 4,
            "list-file": "a/b", "inner": {"depth": 2}, "level": "high",
        }  # fmt: skip
        self.assertEqual(
            read_settings(Settings, given),
            Settings(
                "x", 7, 1.0, True, "fast", Order.WEIGHT, ("b", "c"), {"k": 2.0}, 4, Path("a/b"),
                Inner(2), "high",
            ),
        )  # fmt: skip

    def test_what_does_not_fit_is_told_by_its_key(self):
        for given, fault in (
            ({}, "`name` is missing"),
            ({"name": "x", "long-sentense": 3}, "`long-sentense`; did you mean `long-sentence`?"),
            ({"name": 3}, "`name` should be a string, not 3"),
            ({"name": "x", "long-sentence": 0}, "`long-sentence` should be at least 1, not 0"),
            ({"name": "x", "long-sentence": 201}, "should be at most 200"),
            ({"name": "x", "long-sentence": True}, "should be a whole number, not True"),
            ({"name": "x", "long-sentence": 1.5}, "should be a whole number, not 1.5"),
            ({"name": "x", "share": float("nan")}, "should be a number"),
            ({"name": "x", "strict": 1}, "should be true or false"),
            ({"name": "x", "mode": "slow"}, "should be one of 'fast', 'good', not 'slow'"),
            ({"name": "x", "words": "b"}, "`words` should be a list"),
            ({"name": "x", "words": ["b", 3]}, r"`words\[1\]` should be a string, not 3"),
            ({"name": "x", "weights": {"k": "v"}}, r"`weights\.k` should be a number"),
            ({"name": "x", "inner": {"dept": 1}}, r"`inner\.dept`; did you mean `depth`?"),
            ({"name": "x", "level": []}, "should be a whole number, not .* and should be a string"),
            ({"name": "good"}, "`name` should differ from `mode`"),
            ([], "should be a table"),
        ):
            with self.subTest(fault), self.assertRaisesRegex(SettingsError, fault):
                read_settings(Settings, given)

    def test_all_mistakes_at_once(self):
        with self.assertRaises(SettingsError) as caught:
            read_settings(Settings, {"strict": 1, "mode": 2})
        for key in ("name", "strict", "mode"):
            self.assertIn(f"`{key}`", str(caught.exception))
