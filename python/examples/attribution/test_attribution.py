"""Run with `python3 -m unittest` in this folder, or with all other tests of the package."""

import sys
import unittest
from pathlib import Path

from attribution import Attribution

from postil_plugin import SettingsError
from postil_plugin.testing import Child, assert_snapshot, document, render, run, story

HERE = Path(__file__).parent

STORM = (
    document("“We were lucky,” Anna Tamm said. Two officials said that the roads were closed.\n"
             "The driver said “it was very dark” outside. “Nobody slept that night.”", id="storm")
    .entity("Anna Tamm", "PER")
    .quote("We were lucky,", "direct", speaker="Anna Tamm", cue="said")
    .quote("the roads were closed", "indirect", speaker="Two officials")
    .quote("it was very dark", "mixed", speaker="The driver")
    .quote("Nobody slept that night.", "direct")
)  # fmt: skip


class Quotations(unittest.TestCase):
    def test_each_label(self):
        answer = run(Attribution, STORM)
        labels = [note.label for note in answer.notes("acme.attribution")]
        self.assertEqual(labels, ["named", "unnamed", "described", "unattributed"])

    def test_the_whole_as_a_reader_sees_it(self):
        assert_snapshot(render(run(Attribution, STORM)), HERE / "snapshots" / "storm.txt")

    def test_short_quotations_are_passed_over(self):
        answer = run(Attribution, STORM, {"least-words": 4})
        self.assertEqual(len(answer.notes("acme.attribution")), 3)
        self.assertEqual(answer.result["shares"]["named"], 0)

    def test_more_nouns_can_be_given(self):
        answer = run(Attribution, STORM, {"unnamed": ["driver"]})
        self.assertEqual(answer.notes("acme.attribution")[2].label, "unnamed")
        with self.assertRaisesRegex(SettingsError, "small letters"):
            run(Attribution, STORM, {"unnamed": ["Driver"]})

    def test_a_document_without_quotations(self):
        self.assertEqual(
            run(Attribution, document("Rain.").empty("quote")).result,
            {"quoted_words": 0, "shares": {}},
        )

    def test_who_is_quoted_in_one_document_only(self):
        echo = (
            document("“We were lucky,” Anna Tamm said. “I was not,” Jaan Sepp said.", id="echo")
            .entity("Anna Tamm", "PER").entity("Jaan Sepp", "PER")
            .quote("We were lucky,", speaker="Anna Tamm").quote("I was not,", speaker="Jaan Sepp")
        )  # fmt: skip
        self.assertEqual(
            run(Attribution, story(STORM, echo)).result,
            {"speakers": 2, "quoted_once": [{"speaker": "Jaan Sepp", "document": "echo"}]},
        )

    def test_the_program_says_the_same(self):
        with Child([sys.executable, str(HERE / "attribution.py")]) as child:
            self.assertEqual(render(child.ask(STORM)), render(run(Attribution, STORM)))
