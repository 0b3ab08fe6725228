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
    def analyze(self, id, command, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            config = Path(folder) / "config.toml"
            config.write_text(f'[analyzers."{id}"]\ncommand = {json.dumps(command)}\n', "utf-8")
            done = subprocess.run(
                [POSTIL, "analyze", "--config", config, "--only", id, "--layers", id]
                + ["--format", "jsonl", "--set", "stories.group=all", *arguments],
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(FOLDER), *sys.path])},
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
