import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from postil_plugin import Sentence, Span, analyzer
from postil_plugin.testing import assert_snapshot, document, render, run, story
from postil_plugin.testing.render import json_text
from postil_plugin.testing.snapshot import UPDATE


class Rendering(unittest.TestCase):
    def test_carets_stand_under_characters(self):
        @analyzer(id="t.marks", summary="", provides=["b", "a", "sentence"])
        def marks(document, notes):
            def find(words):
                at = document.utf8.index(words.encode())
                return document.span(at, at + len(words.encode()))

            notes.annotate("b", find("x\r\nne"), score=0.123_456)
            notes.annotate("a", find("💩"), attrs={"k": 1})
            notes.annotate("a", find("next"), "L")
            notes.annotate("a", Span(0, 0))
            notes.add(Sentence(find("next")))

        self.assertEqual(
            render(run(marks, document("“É” 💩 x\r\nnext"))),
            '“É” 💩 x\n| a 0\n    ^ a 1: {"k":1}\n      ^… b 0: 0.1235\n'
            "next\n^^^^ sentence 0\n^^^^ a 2: L\n",
        )

    def test_result_and_links_stand_below(self):
        @analyzer(id="t.says", summary="", collates=lambda story, notes: notes.links(story.links))
        def says(document, notes):
            notes.result({"b": 1 / 3, "a": 'é"\n\x01'})

        self.assertEqual(
            render(run(says, document("x\n\n"))), 'x\n\nresult: {"a":"é\\"\\n\\u0001","b":0.3333}\n'
        )
        self.assertEqual(
            render(run(says, story(document("x")))),
            'links: {"entities":[],"reuse":[],"quotes":[],"events":[]}\n',
        )

    def test_numbers_keep_four_decimals_and_no_more(self):
        for value, text in (
            (0.12345, "0.1235"), (-0.5, "-0.5"), (3.0, "3.0"), (-0.00001, "0.0"),
            (float("nan"), "0.0"), (12.00005, "12.0001"), (3, "3"), (True, "true"), (None, "null"),
        ):  # fmt: skip
            self.assertEqual(json_text(value), text)


class Building(unittest.TestCase):
    def test_words_are_found_one_after_the_other(self):
        built = (
            document("Kallas met Scholz. Kallas left.", id="a")
            .meta(date="2022-02-24")
            .entity("Kallas", "PER").entity("Scholz", "PER").entity("Kallas", "PER")
            .quote("met Scholz", "indirect", speaker="Kallas", cue="left")
            .note("x.y", "met", "label", 0.5, {"k": 1})
            .build()
        )  # fmt: skip
        self.assertEqual([entity.entity for entity in built.entities], ["e1", "e2", "e1"])
        self.assertEqual(built.entities[2].span.start, 19)
        self.assertEqual(built.quotes[0].speaker.entity, "e1")
        self.assertEqual((built.id, built.meta), ("a", {"date": "2022-02-24"}))
        self.assertEqual(built.annotations("x.y")[0].attrs, {"k": 1})
        self.assertFalse(built.has("sentence"))

    def test_mistakes_in_a_test_are_told(self):
        for build, fault in (
            (lambda: document("Nothing.").sentence("Something."), "does not stand in"),
            (lambda: document("x").entity("x", "PERSON"), "not one of PER"),
            (lambda: document("x").tokens("x"), "WORD/TAG"),
            (lambda: story(document("x"), document("y")), "two documents have one id"),
        ):
            with self.assertRaisesRegex(AssertionError, fault):
                build()


class Snapshots(unittest.TestCase):
    def test_written_once_and_compared_after(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "snapshots" / "a.txt"
            with mock.patch.dict(os.environ, {UPDATE: ""}):
                with self.assertRaisesRegex(AssertionError, "there is no snapshot"):
                    assert_snapshot("a\r\nb\n", path)
                with mock.patch.dict(os.environ, {UPDATE: "1"}):
                    assert_snapshot("a\r\nb\n", path)
                assert_snapshot("a\r\nb\n", path)
                with self.assertRaisesRegex(AssertionError, r"(?s)-b.*\+c"):
                    assert_snapshot("a\r\nc\n", path)
