"""Sentences on either side of each decision, with layers by hand: no model and no other analyzer has a
say in them. Run them with ``{{python}} -m unittest``."""

import sys
import unittest
from pathlib import Path

from postil_plugin import SettingsError
from postil_plugin.testing import Child, DocumentBuilder, document, run

from {{module}} import LAYER, Figures

FOLDER = Path(__file__).parent


def sentence(text: str, *numbers: str) -> DocumentBuilder:
    """A document of one sentence with these numbers as tokens."""
    builder = document(text).sentence(text)
    for number in numbers:
        builder.token(number, "NUM")
    return builder


def article() -> DocumentBuilder:
    """``article.txt`` with the layers that this analyzer reads."""
    builder = (
        document((FOLDER / "article.txt").read_text(encoding="utf-8"), id="article")
        .zone("Storm cuts power to 900 homes on the coast", "headline")
        .sentence("Storm cuts power to 900 homes on the coast")
        .sentence("About 350 fled on 9 January, according to the fire service.")
        .sentence("Another 40 were reportedly hurt.")
        .sentence("The wind reached 140 kilometres an hour.")
        .sentence("Nobody had seen such a storm since 1999.")
        .sentence("“We lost 12 boats,” the harbour master said.")
        .quote("About 350 fled on 9 January", "indirect", "the fire service", "according to")
        .quote("We lost 12 boats,", "direct", "the harbour master", "said")
    )
    for number in ["900", "350", "9", "40", "140", "1999", "12"]:
        builder.token(number, "NUM")
    return builder


class Sentences(unittest.TestCase):
    """One sentence, one label."""

    def check(self, wanted: str | None, subject: DocumentBuilder, **settings: object) -> None:
        given = {key.replace("_", "-"): value for key, value in settings.items()}
        notes = run(Figures, subject, given).notes(LAYER)
        self.assertEqual([note.label for note in notes], [] if wanted is None else [wanted])

    def test_a_figure_wants_a_source(self) -> None:
        self.check("unsourced", sentence("The wind reached 140 km.", "140"))
        self.check("sourced", sentence("It reached 140 km, according to the met office.", "140"))
        self.check("vague", sentence("Reportedly 40 were hurt.", "40"))
        self.check(None, sentence("The wind was strong."))

    def test_a_date_or_a_time_is_no_figure(self) -> None:
        self.check(None, sentence("It began on 9 January.", "9"))
        self.check(None, sentence("It began on Dec. 7, at 23:35.", "7", "23:35"))
        self.check(None, sentence("He called at 3.30 pm.", "3.30"))
        self.check(None, sentence("It was worse in 1999 than in the 2020s.", "1999", "2020s"))
        self.check("unsourced", sentence("It may take 9 men.", "9"))

    def test_a_speaker_is_a_source(self) -> None:
        quoted = sentence("“We lost 12 boats,” the master told us.", "12")
        self.check("sourced", quoted.quote("We lost 12 boats,", speaker="the master"))

    def test_only_a_name_outweighs_vague_words(self) -> None:
        text, quote = "“They reportedly lost 12 boats,” Kallas told us.", "They reportedly lost 12 boats,"
        named = sentence(text, "12").entity("Kallas", "PER").quote(quote, speaker="Kallas")
        self.check("sourced", named)
        self.check("vague", sentence(text, "12").quote(quote, speaker="Kallas"))

    def test_a_headline_needs_no_source(self) -> None:
        text = "Storm takes 12 boats"
        self.check(None, sentence(text, "12").zone(text, "headline"))
        self.check("unsourced", sentence(text, "12"))

    def test_settings_change_what_counts(self) -> None:
        self.check("unsourced", sentence("It was worse in 1999.", "1999"), years=True)
        text = "There were 12, as counted by us."
        self.check("unsourced", sentence(text, "12"))
        self.check("sourced", sentence(text, "12"), also_sources=["Counted by"])


class Whole(unittest.TestCase):
    """A whole article, and the analyzer as a program."""

    def test_an_article(self) -> None:
        answer = run(Figures, article())
        found = [(note.label, note.attrs.get("source")) for note in answer.notes(LAYER)]
        self.assertEqual(
            found,
            [
                ("sourced", "the fire service"),
                ("vague", "reportedly"),
                ("unsourced", None),
                ("sourced", "the harbour master"),
            ],
        )
        self.assertEqual(answer.result, {"sourced": 2, "unsourced": 1, "vague": 1})

    def test_an_empty_document(self) -> None:
        answer = run(Figures, document(""))
        self.assertEqual(answer.result, {"sourced": 0, "unsourced": 0, "vague": 0})

    def test_settings_are_checked(self) -> None:
        with self.assertRaisesRegex(SettingsError, "also-sources"):
            run(Figures, document(""), {"also-sources": [" "]})
        with self.assertRaisesRegex(SettingsError, "yers"):
            run(Figures, document(""), {"yers": True})

    def test_the_program_says_the_same(self) -> None:
        with Child([sys.executable, str(FOLDER / "{{module}}.py")]) as child:
            told = child.ask(article())
        self.assertEqual(told.notes(LAYER), run(Figures, article()).notes(LAYER))


if __name__ == "__main__":
    unittest.main()
