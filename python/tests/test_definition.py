import unittest
from dataclasses import dataclass

from postil_plugin import (
    AnalyzerError,
    DefinitionError,
    Example,
    Rule,
    SettingsError,
    analyzer,
    definition_of,
)
from postil_plugin.definition import find_definition
from postil_plugin.manifest import Manifest
from postil_plugin.testing import Refused, document, run, story


@dataclass
class Settings:
    mark: str = "x"


@analyzer(
    id="t.function",
    summary="A function.",
    requires=["token"],
    uses=["zone"],
    provides=["t.function"],
    settings=Settings,
    rules=[Rule("T1", "Finds.", "warning")],
    examples=[
        Example("Rain fell.", [("t.function", "Rain", "x"), ("t.function", "fell", None)]),
        Example("…"),
    ],
    version="2.0.0",
)
def function(document, notes, settings):
    for token in document.tokens:
        notes.annotate("t.function", token, settings.mark)


@analyzer(id="t.method", summary="A class.", settings=Settings)
class Method:
    def __init__(self, settings):
        if settings.mark == "bad":
            raise SettingsError("`mark` should be good")
        self.mark = settings.mark

    def analyze(self, document, notes):
        notes.result(self.mark)

    def collate(self, story, notes):
        notes.result([document.id for document in story.documents])


class Definitions(unittest.TestCase):
    def test_manifest(self):
        manifest = definition_of(function).manifest
        self.assertEqual(
            manifest.json()["requires"], [{"layer": "token"}, {"layer": "zone", "optional": True}]
        )
        self.assertEqual((manifest.version, manifest.collates), ("2.0.0", False))
        self.assertEqual(manifest.json()["rules"][0]["level"], "warning")
        first, second = manifest.json()["examples"]
        self.assertEqual(
            first["notes"],
            [
                {"layer": "t.function", "words": "Rain", "label": "x"},
                {"layer": "t.function", "words": "fell"},
            ],
        )
        self.assertEqual(second, {"text": "…", "notes": []})
        back = Manifest.of_json(manifest.json())
        self.assertEqual((back.rules, back.json()), (manifest.rules, manifest.json()))
        self.assertTrue(definition_of(Method).manifest.collates)
        self.assertEqual(definition_of(Method).manifest.version, "0.1.0")

    def test_functions_and_classes_run(self):
        built = document("Rain fell.").tokens("Rain/NOUN fell/VERB ./PUNCT")
        got = run(function, built, {"mark": "y"})
        self.assertEqual([note.label for note in got.notes("t.function")], ["y"] * 3)
        self.assertEqual(got.texts("t.function"), ["Rain", "fell", "."])
        self.assertEqual(run(Method, built).result, "x")
        self.assertEqual(run(Method, story(document("", id="a"))).result, ["a"])
        self.assertEqual(Method(Settings("z")).mark, "z")

    def test_settings_that_are_refused(self):
        for given, fault in (
            ({"mark": "bad"}, "should be good"),
            ({"mrk": 1}, "did you mean `mark`"),
        ):
            with self.assertRaisesRegex(SettingsError, fault):
                run(Method, document(""), given)

        @analyzer(id="t.plain", summary="")
        def plain(document, notes):
            pass

        with self.assertRaisesRegex(SettingsError, "t.plain has no settings; leave out mark"):
            run(plain, document(""), {"mark": 1})

    def test_mistakes_are_told_where_the_decorator_stands(self):
        def nothing(document, notes):
            pass

        def lazy(document, notes):
            yield

        async def later(document, notes):
            pass

        class Empty:
            pass

        good = {"id": "t.a", "summary": ""}
        for target, arguments, fault in (
            (nothing, {**good, "id": "no id"}, "should be names with dots"),
            (nothing, {**good, "summary": "a\nb"}, "one line"),
            (nothing, {**good, "requires": "token"}, "should be a list of layers"),
            (nothing, {**good, "requires": ["token", "token"]}, "names the layer `token` twice"),
            (nothing, {**good, "uses": ["x"], "provides": ["x"]}, "never writes to the layer of"),
            (nothing, {**good, "collates": True}, "should be the function"),
            (nothing, {**good, "rules": ["T1"]}, "is no Rule"),
            (nothing, {**good, "examples": ["Rain."]}, r"is no Example\(…\)"),
            (nothing, {**good, "examples": [Example("")]}, "has no text"),
            (nothing, {**good, "examples": [Example("x", ["x"])]}, "is no note"),
            (
                nothing,
                {**good, "provides": ["y"], "examples": [Example("x", [("y", "z", None)])]},
                "'z' of an example do not stand in its text",
            ),
            (
                nothing,
                {**good, "examples": [Example("x", [("y", "x", None)])]},
                "names the layer `y`, which `provides` does not have",
            ),
            (nothing, {**good, "settings": dict}, "should be a dataclass"),
            (lazy, good, "without yield"),
            (later, good, "without yield and async"),
            (Empty, good, "no method analyze"),
            (Method, {**good, "collates": False}, "see its method"),
        ):
            with self.subTest(fault), self.assertRaisesRegex(DefinitionError, fault):
                analyzer(**arguments)(target)

    def test_finding(self):
        self.assertEqual(find_definition({"f": function, "x": 3}, "here").manifest.id, "t.function")
        with self.assertRaisesRegex(DefinitionError, "here has no analyzer"):
            find_definition({"x": 3}, "here")
        with self.assertRaisesRegex(
            DefinitionError, r"several analyzers \(t\.function, t\.method\)"
        ):
            find_definition({"f": function, "m": Method}, "here")
        with self.assertRaisesRegex(DefinitionError, "is no analyzer"):
            definition_of(print)


class Failing(unittest.TestCase):
    def refused(self, body):
        @analyzer(id="t.fails", summary="")
        def fails(document, notes):
            return body()

        with self.assertRaises(Refused) as caught:
            run(fails, document("x"))
        return caught.exception

    def test_on_purpose(self):
        def body():
            raise AnalyzerError("only English is read")

        fault = self.refused(body)
        self.assertEqual((fault.code, fault.message), ("E0030", "only English is read"))

    def test_a_bug_is_told_with_its_traceback_in_one_line(self):
        def deeper():
            return {}["missing"]

        def body():
            try:
                deeper()
            except KeyError as error:
                raise RuntimeError("two\nlines") from error

        fault = self.refused(body)
        self.assertEqual(fault.code, "E0031")
        self.assertRegex(
            fault.message,
            r"^RuntimeError: two lines, at tests/test_definition\.py:\d+ in body: `raise .*`, "
            r"called at tests/test_definition\.py:\d+ in fails; "
            r"it came from KeyError: 'missing', at tests/test_definition\.py:\d+ in deeper: "
            r"`return \{\}\[\"missing\"\]`, called at tests/test_definition\.py:\d+ in body$",
        )

    def test_whatever_is_raised_is_caught(self):
        def recurse():
            return recurse()

        class Sore(Exception):
            def __str__(self):
                raise ValueError("again")

        def sore():
            raise Sore

        for body, text in (
            (recurse, "RecursionError: maximum recursion depth exceeded"),
            (lambda: exec("raise SystemExit(0)"), "SystemExit: 0"),
            (sore, "Sore: an exception whose own text fails"),
            (lambda: 3, "`analyze` returned int"),
        ):
            fault = self.refused(body)
            self.assertEqual(fault.code, "E0031")
            self.assertIn(text, fault.message)
            self.assertNotIn("\n", fault.message)
