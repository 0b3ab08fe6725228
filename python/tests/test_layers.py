import importlib.util
import unittest
from pathlib import Path

from postil_plugin import Annotation, LayerError, MessageError, Span
from postil_plugin.document import read_request
from postil_plugin.manifest import Manifest
from postil_plugin.story import read_story_request
from postil_plugin.testing import document

GOLDEN = Path(__file__).parent / "golden" / "story.bin"


class FromTheHost(unittest.TestCase):
    """A request that the host wrote: version 1 of the form must stay readable."""

    def setUp(self):
        self.story = read_story_request(GOLDEN.read_bytes())

    def test_documents(self):
        self.assertEqual([document.id for document in self.story.documents], ["rain", "snow"])
        rain = self.story.documents[0]
        self.assertEqual(rain.meta["date"], "2022-01-17")
        self.assertEqual(len(rain.utf8), 190)
        self.assertEqual(rain.text_of(rain.sentences[0]), "Storm hits Tallinn")

    def test_every_built_in_kind(self):
        rain = self.story.documents[0]
        self.assertEqual([zone.kind for zone in rain.zones], ["content"] * 3)
        self.assertEqual(
            [(t.tag, t.kind) for t in rain.tokens[3:5]], [("PUNCT", "mark"), ("PRON", "word")]
        )
        self.assertEqual(rain.entities[1].name, "Kaja Kallas")
        self.assertEqual(rain.entities[1].kind, "PER")
        quote = rain.quotes[0]
        self.assertEqual((quote.speaker.entity, rain.text_of(quote.cue)), ("e2", "said"))
        self.assertIsNone(rain.quotes[1].speaker.entity)
        self.assertEqual([tone.polarity for tone in rain.tones][:2], ["negative", "neutral"])
        stance = rain.stances[0]
        self.assertEqual(
            (stance.target, stance.holder, stance.p["neutral"]), ("e1", "author", 0.7504)
        )
        self.assertEqual(rain.text_of(stance.evidence[0].span), "Storm")
        artifact = rain.artifacts[0]
        self.assertEqual((artifact.code, artifact.points_to), ("PST101", ("de",)))
        self.assertEqual(artifact.related[0].span, Span(0, 5))

    def test_a_layer_that_nobody_knows(self):
        given = self.story.documents[0].layer("x.given")
        self.assertEqual(list(given), [Annotation(Span(0, 5), "weather", 0.5, {"k": [1, 2]})])
        self.assertEqual((given.by, given.id(0)), ("given", 7))

    def test_links_and_results(self):
        links = self.story.links
        self.assertEqual([entity.name for entity in links.entities], ["Tallinn", "Kaja Kallas"])
        words = [self.story.text_of(place) for place in links.quotes[0].versions]
        self.assertEqual(words, ["We are not afraid,"] * 2)
        self.assertEqual(links.events[0].documents, ("rain",))
        self.assertEqual(links.json(), self.story.results["postil.stories"])

    def test_a_cut_message_is_told(self):
        whole = GOLDEN.read_bytes()
        for length in (0, 3, 4, 40):
            with self.assertRaises(MessageError):
                read_story_request(whole[:length])
        with self.assertRaisesRegex(MessageError, "holds no document"):
            read_request(whole)

    def test_a_cut_message_is_no_bug_of_the_analyzer(self):
        built = document("Rain fell.").sentence("Rain fell.").tokens("Rain/NOUN fell/VERB ./PUNCT")
        manifest = Manifest("t.cut", "1", "", requires=("sentence", "token"))
        whole = built.request(manifest)
        told = 0
        for length in range(len(whole)):
            try:
                read = read_request(whole[:length], manifest.reads)
                self.assertIsInstance(read.text + str(read.meta), str)
                self.assertLessEqual(len(list(read.sentences) + list(read.tokens)), 4)
            except MessageError:
                told += 1
        self.assertGreater(told, len(whole) // 2)


class Layers(unittest.TestCase):
    def setUp(self):
        self.document = (
            document("Kallas left. Scholz stayed.")
            .sentence("Kallas left.")
            .sentence("Scholz stayed.")
            .tokens("Kallas/PROPN left/VERB ./PUNCT Scholz/PROPN stayed/VERB ./PUNCT")
            .entity("Scholz", "PER")
            .build()
        )

    def test_neighbours(self):
        second = self.document.sentences[1]
        words = [self.document.text_of(token) for token in self.document.tokens.within(second)]
        self.assertEqual(words, ["Scholz", "stayed", "."])
        scholz = self.document.entities[0]
        self.assertEqual(self.document.sentences.covering(scholz), [second])
        self.assertEqual(len(self.document.tokens.overlapping(Span(3, 14))), 4)
        self.assertEqual(self.document.tokens.within(Span(27, 27)), [])

    def test_a_layer_is_a_sequence(self):
        tokens = self.document.tokens
        self.assertEqual(len(tokens), 6)
        self.assertEqual(tokens[-1].tag, "PUNCT")
        self.assertEqual(len(tokens[1:3]), 2)
        self.assertEqual((tokens.id(-1), tokens.by), (5, "test"))

    def test_a_layer_that_was_not_asked_for_is_no_empty_layer(self):
        manifest = Manifest("a.b", "1", "", requires=("sentence",), uses=("quote",))
        built = document("Rain.").sentence("Rain.").tokens("Rain/NOUN ./PUNCT")
        got = read_request(built.request(manifest), manifest.reads)
        self.assertEqual(len(got.sentences), 1)
        self.assertEqual((len(got.quotes), got.has("quote")), (0, False))
        for read in (lambda: got.tokens, lambda: got.has("token"), lambda: got.layer("x.y")):
            with self.assertRaisesRegex(LayerError, "add it to `requires`"):
                read()

    @unittest.skipUnless(importlib.util.find_spec("numpy"), "numpy is not installed")
    def test_numpy_sees_the_message_itself(self):
        array = self.document.tokens.array()
        self.assertEqual(array["start"].tolist(), [0, 7, 11, 13, 20, 26])
        self.assertEqual(self.document.tokens.labels[array["label"][1]], "VERB")
        self.assertFalse(array.flags.owndata or array.flags.writeable)
        self.assertEqual(len(document("").empty("token").build().tokens.array()), 0)

    @unittest.skipIf(importlib.util.find_spec("numpy"), "numpy is installed")
    def test_without_numpy_the_error_says_what_to_do(self):
        with self.assertRaisesRegex(ImportError, "pip install"):
            self.document.tokens.array()
