import random
import re
import unittest

from postil_plugin import Span, SpanError
from postil_plugin.testing import document

ALPHABET = ["a", " ", "\n", "é", "’", "💩", "e\u0301", "\r\n", "\0", "漢", "👩\u200d🚀"]


def texts():
    yield ""
    yield "plain ASCII " * 30
    chance = random.Random(7)
    for length in (1, 5, 127, 128, 129, 400):
        yield "".join(chance.choice(ALPHABET) for _ in range(length))


class Offsets(unittest.TestCase):
    def test_characters_and_bytes_name_the_same_text(self):
        for text in texts():
            built = document(text).build()
            for start in range(0, len(text) + 1):
                end = min(len(text), start + 3)
                span = built.span_of_chars(start, end)
                self.assertEqual(built.text_of(span), text[start:end])
                self.assertEqual(built.chars_of(span), (start, end))

    def test_characters_of_a_part(self):
        built = document("Ä. Ö rains. Ü").sentence("Ö rains.").build()
        sentence = built.sentences[0]
        words = built.text_of(sentence)
        at = words.index("rains")
        span = built.span_of_chars(at, at + 5, within=sentence)
        self.assertEqual(built.text_of(span), "rains")
        match = re.search(r"(r)\w+(x)?", words)
        self.assertEqual(built.text_of(built.span_of_match(match, within=sentence)), "rains")
        with self.assertRaisesRegex(SpanError, "took no part"):
            built.span_of_match(match, 2)

    def test_what_is_no_span_is_told(self):
        built = document("aé💩").build()
        for start, end, fault in (
            (2, 1, "starts behind its end"),
            (0, 8, "which has 7 bytes"),
            (0, 2, "offset 2 of span 0..2 lies inside a character"),
            (4, 7, "offset 4 of span 4..7 lies inside a character"),
            (-1, 1, "starts before the text"),
            (0, 1.0, "not a whole number"),
            (False, 1, "not a whole number"),
        ):
            with self.assertRaisesRegex(SpanError, fault):
                built.span(start, end)
            with self.assertRaises(SpanError):
                built.text_of(Span(start, end))
        with self.assertRaisesRegex(SpanError, "characters 2..4 lie outside the text, which has 3"):
            built.span_of_chars(2, 4)
        self.assertEqual(built.span(7, 7), Span(7, 7))

    def test_spans(self):
        self.assertEqual(len(Span(2, 5)), 3)
        self.assertTrue(Span(2, 2))
        self.assertTrue(Span(1, 4).holds(Span(2, 4)) and not Span(1, 4).holds(Span(0, 2)))
        self.assertTrue(Span(1, 4).overlaps(Span(3, 9)) and not Span(1, 4).overlaps(Span(4, 9)))
        self.assertEqual(Span(1, 2).cover(Span(5, 6)), Span(1, 6))
        self.assertLess(Span(1, 9), Span(2, 3))
