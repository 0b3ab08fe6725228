"""The examples under the real host; the variable POSTIL names its program."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FOLDER = Path(__file__).parents[1]
SEEDS = FOLDER.parent / "seeds"
POSTIL = os.environ.get("POSTIL", "")


@unittest.skipUnless(POSTIL, "POSTIL does not name a postil program")
class UnderTheHost(unittest.TestCase):
    def analyze(self, id, command, *arguments, **variables):
        with tempfile.TemporaryDirectory() as folder:
            config = Path(folder) / "config.toml"
            config.write_text(f'[analyzers."{id}"]\ncommand = {json.dumps(command)}\n', "utf-8")
            done = subprocess.run(
                [POSTIL, "analyze", "--config", config, "--only", id, "--layers", id]
                + ["--format", "jsonl", "--set", "stories.group=all", *arguments],
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join([str(FOLDER), *sys.path]),
                    **variables,
                },
                capture_output=True,
            )
        records = [json.loads(line) for line in done.stdout.splitlines()]
        return done.returncode, records, done.stderr.decode()

    def test_the_example_reads_documents_and_a_story(self):
        script = str(FOLDER / "examples" / "attribution" / "attribution.py")
        for command in ([sys.executable, script], [sys.executable, "-m", "postil_plugin", script]):
            code, records, told = self.analyze("acme.attribution", command, SEEDS)
            self.assertEqual((code, told), (0, ""))
            documents = [record for record in records if record["type"] == "document"]
            self.assertTrue(all(record["annotations"] for record in documents))
            (story,) = [record for record in records if record["type"] == "story"]
            self.assertGreater(story["results"]["acme.attribution"]["speakers"], 0)

    def test_a_bug_is_told_with_the_document(self):
        command = [sys.executable, str(FOLDER / "tests" / "plugins.py")]
        code, records, told = self.analyze(
            "t.does", command, "--set", "t.does.does=raise", SEEDS / "wire.txt"
        )
        self.assertEqual(code, 3)
        (error,) = records[0]["errors"]
        self.assertEqual(error["code"], "E0031")
        self.assertIn("failed on `wire`", error["message"])
        self.assertIn("KeyError: 'missing', at plugins.py:", error["message"])
        self.assertIn("KeyError: 'missing'", told)

    def test_a_print_during_imports_does_not_break_the_handshake(self):
        # "early" is printed before the package is imported, the flushed line after it.
        command = [sys.executable, str(FOLDER / "tests" / "plugins.py"), "early"]
        code, records, told = self.analyze(
            "t.does", command, SEEDS / "wire.txt", PYTHONUNBUFFERED="1", FLUSH_EARLY="1"
        )
        self.assertEqual((code, told), (0, ""))
        self.assertEqual(records[0]["annotations"][0]["label"], "nothing")

    def test_sets_have_one_order_in_all_runs(self):
        command = [sys.executable, str(FOLDER / "tests" / "plugins.py")]
        results = []
        for seed in ("1", "2"):
            arguments = ("--set", "t.does.does=hash", SEEDS / "wire.txt")
            code, records, told = self.analyze("t.does", command, *arguments, PYTHONHASHSEED=seed)
            self.assertEqual((code, told), (0, ""))
            results.append(records[0]["results"]["t.does"])
        self.assertEqual(results[0], results[1])

    def test_examples_are_tried(self):
        script = """
from postil_plugin import Example, analyzer, main

@analyzer(
    id="t.capitals",
    summary="Marks words in capitals.",
    requires=["token"],
    provides=["t.capitals"],
    examples=[
        Example("He said NEVER.", [("t.capitals", "NEVER", "WORD")]),
        Example("He said nothing."),
    ],
)
def capitals(document, notes):
    for token in document.tokens:
        if document.text_of(token).isupper():
            notes.annotate("t.capitals", token, "word")

main()
"""
        with tempfile.TemporaryDirectory() as folder:
            for label, outcome in (("word", "ok"), ("other", "failed")):
                file = Path(folder) / f"{label}.py"
                file.write_text(script.replace("WORD", label), "utf-8")
                done = subprocess.run(
                    [POSTIL, "plugins", "check", "--format", "json", file],
                    env={**os.environ, "PYTHONPATH": os.pathsep.join([str(FOLDER), *sys.path])},
                    capture_output=True,
                )
                cases = [json.loads(line) for line in done.stdout.splitlines()]
                (case,) = [case for case in cases if case["case"] == "P81"]
                self.assertEqual(case["outcome"], outcome, case)
