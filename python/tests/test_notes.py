import enum
import unittest

from postil_plugin import (
    Artifact,
    Entity,
    Evidence,
    NoteError,
    Place,
    Quote,
    Sentence,
    Span,
    Speaker,
    Stance,
    StoryEntity,
    StoryEvent,
    StoryLinks,
    Token,
    Tone,
    Zone,
    analyzer,
)
from postil_plugin.testing import Refused, document, run, story

TEXT = "“É” said Kallas."


def writes(write, provides=("t.layer",)):
    """An analyzer that does nothing but `write(document, notes)`."""

    @analyzer(id="t.writer", summary="Writes.", provides=provides)
    def writer(document, notes):
        write(document, notes)

    return writer


def answer(write, text=TEXT, provides=("t.layer",)):
    return run(writes(write, provides), document(text))


class Writing(unittest.TestCase):
    def test_notes_come_back_in_text_order(self):
        def write(document, notes):
            notes.annotate("t.layer", Span(12, 18), "b", 0.25)
            notes.annotate("t.layer", Span(0, 3), attrs={"at": Span(3, 5), "n": [1, None, "é"]})
            notes.annotate("t.layer", Sentence(Span(0, 0)), "b")
            notes.result(["of", {"the": "whole"}])

        got = answer(write)
        notes = got.notes("t.layer")
        self.assertEqual([note.span for note in notes], [Span(0, 0), Span(0, 3), Span(12, 18)])
        self.assertEqual([note.label for note in notes], ["b", None, "b"])
        self.assertEqual([note.score for note in notes], [None, None, 0.25])
        self.assertEqual(notes[1].attrs, {"at": {"start": 3, "end": 5}, "n": [1, None, "é"]})
        self.assertEqual(got.result, ["of", {"the": "whole"}])

    def test_every_built_in_kind_comes_back(self):
        span = Span(12, 18)
        records = [
            Zone(span, "headline", repeats=2, score=0.5),
            Sentence(span),
            Token(span, "PROPN"),
            Entity(span, "PER", "e1", "Kaja Kallas", 0.75),
            Quote(Span(3, 5), "mixed", False, Speaker(span, "Kallas", "e1"), Span(9, 11), 0.5),
            Quote(span, "indirect"),
            Tone(span, -0.5),
            Stance(span, "negative", "e1", "e2", ("e3",), "quote",
                   {"negative": 0.5, "neutral": 0.25, "positive": 0.25}, (Evidence(Span(0, 3), -1.5),)),
            Artifact(span, "ACME1", "calque", "Copied.", "warning", ("de",), "new",
                     (Place("test", Span(0, 3)),), 0.5),
        ]  # fmt: skip
        for record in records:
            layer = type(record).LAYER
            got = answer(lambda _, notes, record=record: notes.add(record), provides=[layer])
            self.assertEqual(got.notes(layer), [record])

    def test_values_of_other_libraries(self):
        class Colour(enum.Enum):
            RED = "red"

        class Scalar:
            def tolist(self):
                return 3

        attrs = {"colour": Colour.RED, "n": Scalar(), "t": (1, 2)}
        got = answer(lambda _, notes: notes.annotate("t.layer", Span(0, 0), attrs=attrs))
        self.assertEqual(got.notes("t.layer")[0].attrs, {"colour": "red", "n": 3, "t": [1, 2]})


class Refusing(unittest.TestCase):
    def refused(self, write, fault, provides=("t.layer",)):
        with self.assertRaises(Refused) as caught:
            answer(write, provides=provides)
        self.assertEqual(caught.exception.code, "E0032")
        self.assertRegex(caught.exception.message, fault)
        self.assertRegex(caught.exception.message, r"test_notes\.py:\d+ in ")

    def test_each_mistake_names_itself_and_the_line(self):
        layer, span = "t.layer", Span(0, 3)
        for write, fault in (
            (
                lambda _, n: n.annotate(layer, Span(5, 3)),
                "note 0 of layer `t.layer`.*behind its end",
            ),
            (lambda _, n: n.annotate(layer, Span(0, 99)), "outside the text"),
            (lambda _, n: n.annotate(layer, Span(0, 1)), "inside a character"),
            (lambda _, n: n.annotate("t.other", span), "add it to `provides`"),
            (lambda _, n: n.annotate("sentence", span), r"notes\.add\(Sentence\(…\)\)"),
            (lambda _, n: n.annotate(layer, span, score=float("nan")), "score nan is not a finite"),
            (lambda _, n: n.annotate(layer, span, score=float("inf")), "score inf"),
            (lambda _, n: n.annotate(layer, span, score=1e39), "not a finite number"),
            (lambda _, n: n.annotate(layer, span, score="high"), "is not a number"),
            (lambda _, n: n.annotate(layer, span, 5), "label 5 is not a text"),
            (lambda _, n: n.annotate(layer, span, "x" * 1025), "1025 bytes; 1024 are allowed"),
            (lambda _, n: n.annotate(layer, span, "\ud800"), "surrogate"),
            (lambda _, n: n.annotate(layer, span, attrs={"x": float("nan")}), "cannot be written"),
            (lambda _, n: n.annotate(layer, span, attrs={"x": {1, 2}}), "a set has no order"),
            (lambda _, n: n.annotate(layer, span, attrs={"x": "\ud800"}), "surrogate"),
            (lambda _, n: n.annotate(layer, span, attrs={"x": {1: 2}}), "key 1 is not a text"),
            (lambda _, n: n.annotate(layer, span, attrs={"x": object()}), "object is not JSON"),
            (lambda _, n: n.annotate(layer, span, attrs={"x": Span(9, 1)}), "behind its end"),
            (lambda _, n: n.result(float("nan")), "result cannot be written"),
        ):
            with self.subTest(fault):
                self.refused(write, fault)

    def test_closed_lists_and_inner_spans(self):
        span = Span(0, 3)
        for record, fault in (
            (Entity(span, "PERSON", "e1", "x"), "`kind` 'PERSON' is not one of PER, ORG"),
            (Token(span, "noun"), "`tag` 'noun' is not one of"),
            (Artifact(span, "A1", "typo", "x"), "`category` 'typo'"),
            (Quote(span, "direct", cue=Span(1, 2)), "inside a character"),
            (
                Stance(span, "neutral", "e1", evidence=(Evidence(Span(0, 99), 1.0),)),
                "outside the text",
            ),
            (Tone(span, float("nan")), "cannot be written"),
        ):
            with self.subTest(fault):
                self.refused(lambda _, n, r=record: n.add(r), fault, [type(record).LAYER])
        self.refused(lambda _, n: n.add(Sentence(span)), "add it to `provides`")

    def test_a_swallowed_mistake_still_refuses_the_whole(self):
        def write(document, notes):
            notes.annotate("t.layer", Span(0, 3))
            try:
                notes.annotate("t.layer", Span(0, 1))
            except NoteError:
                pass

        self.refused(write, "note 1 of layer")

    def test_something_else_than_a_place(self):
        with self.assertRaises(Refused) as caught:
            answer(lambda _, notes: notes.annotate("t.layer", (0, 3)))
        self.assertEqual(caught.exception.code, "E0031")
        self.assertIn("a Span or a note was expected, not (0, 3)", caught.exception.message)


class Stories(unittest.TestCase):
    def test_links_come_back(self):
        links = StoryLinks(
            entities=(StoryEntity("s1", "Kallas", "PER", (Place("b", Span(0, 6)),), ("same",)),),
            events=(StoryEvent("2022-01-17", "Rain", ("a", "b")),),
        )

        def collate(story, notes):
            notes.result({"before": story.results, "entities": len(story.links.entities)})
            notes.links(links)

        @analyzer(id="t.links", summary="Links.", collates=collate)
        def nothing(document, notes):
            pass

        asked = (
            story(document("Rain.", id="a"), document("Kallas.", id="b"))
            .result("x.y", 1)
            .links(links)
        )
        got = run(nothing, asked)
        self.assertEqual(got.links, links)
        self.assertEqual(got.result, {"before": {"x.y": 1}, "entities": 1})

    def test_places_outside_are_refused(self):
        for place, fault in (
            (Place("c", Span(0, 1)), "place 0 of `entities`.*the story has no document `c`"),
            (Place("a", Span(0, 9)), "document `a`: span 0..9 ends outside"),
        ):
            links = StoryLinks(entities=(StoryEntity("s1", "x", "PER", (place,)),))

            @analyzer(
                id="t.links", summary="", collates=lambda _, notes, links=links: notes.links(links)
            )
            def nothing(document, notes):
                pass

            with self.assertRaises(Refused) as caught:
                run(nothing, story(document("Rain.", id="a")))
            self.assertEqual(caught.exception.code, "E0032")
            self.assertRegex(caught.exception.message, fault)
