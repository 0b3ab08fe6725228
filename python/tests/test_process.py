import os
import subprocess
import sys
import unittest
from pathlib import Path

from postil_plugin import ProtocolError
from postil_plugin.streams import CHILD
from postil_plugin.testing import Child, Refused, document, story

HERE = Path(__file__).parent
SCRIPT = [sys.executable, str(HERE / "plugins.py")]
MODULE = [sys.executable, "-m", "postil_plugin", str(HERE / "plugins.py")]


def environment(**more):
    """That of this process, in which the package can be found."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path), **more}


def child(does="nothing", command=SCRIPT, **more):
    return Child(command, {"does": does}, environment=environment(**more))


class Talking(unittest.TestCase):
    def test_documents_and_stories_are_answered(self):
        for command in (SCRIPT, MODULE):
            with child(command=command) as plugin:
                self.assertEqual(plugin.manifest.id, "t.does")
                self.assertTrue(plugin.manifest.collates)
                for text in ("Rain.", "a💩\0\r\n", "x" * 1_000_000):
                    answer = plugin.ask(document(text))
                    self.assertEqual(answer.notes("t.does")[0].label, "nothing")
                answer = plugin.ask(story(document("a", id="a"), document("é💩", id="b")))
                self.assertEqual(answer.result, ["a", "é💩"])

    def test_nothing_that_is_printed_breaks_the_protocol(self):
        with child("print", [*SCRIPT, "early"]) as plugin:
            for _ in range(2):
                self.assertEqual(len(plugin.ask(document("Rain.")).notes("t.does")), 1)
        told = plugin.standard_error()
        for words in (
            "printed while it is imported",
            "printed é",
            "written",
            "raw",
            "from a program",
        ):
            self.assertIn(words, told)

    def test_a_locale_without_letters_does_not_fail_a_print(self):
        with child("print", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0") as plugin:
            plugin.ask(document("Rain."))
        self.assertIn("printed", plugin.standard_error())

    def test_what_is_flushed_during_imports(self):
        for command, more in ((MODULE, {}), (SCRIPT, {CHILD: "1"})):
            with child(command=command, FLUSH_EARLY="1", **more) as plugin:
                plugin.ask(document("Rain."))
            self.assertIn("flushed while it is imported\nraw", plugin.standard_error())

    def test_a_print_without_a_buffer_during_imports(self):
        for command in (SCRIPT, [sys.executable, "-u", *SCRIPT[1:]]):
            more = {CHILD: "1", "PYTHONUNBUFFERED": "1", "FLUSH_EARLY": "1"}
            with child("print", command, **more) as plugin:
                plugin.ask(document("Rain."))
            told = plugin.standard_error()
            self.assertIn("flushed while it is imported\nraw", told)
            self.assertIn("printed é", told)

    def test_standard_input_is_empty_for_the_analyzer(self):
        with child("read") as plugin:
            self.assertEqual(plugin.ask(document("Rain.")).result, "")
            self.assertEqual(plugin.ask(document("Rain.")).result, "")

    def test_after_a_failure_it_goes_on(self):
        for does, code, message in (
            (
                "raise",
                "E0031",
                r"^KeyError: 'missing', at plugins\.py:\d+ in does: `raise KeyError",
            ),
            ("fail", "E0030", "^not today$"),
            ("exit", "E0031", "^SystemExit: 0, at plugins.py"),
            (
                "span",
                "E0032",
                r"note 0 of layer `t\.does` wrongly at plugins\.py:\d+ in does: span 0\.\.99",
            ),
        ):
            with child(does) as plugin:
                for _ in range(2):
                    with self.assertRaises(Refused) as caught:
                        plugin.ask(document("Rain."))
                    self.assertEqual(caught.exception.code, code)
                    self.assertRegex(caught.exception.message, message)
        with child("raise") as plugin, self.assertRaisesRegex(Refused, "E0031 KeyError: 'story'"):
            plugin.ask(story(document("a")))

    def test_a_plugin_that_ends_is_told(self):
        with child("end") as plugin, self.assertRaisesRegex(ProtocolError, "exit code 7"):
            plugin.ask(document("Rain."))


class Starting(unittest.TestCase):
    def test_settings_that_are_refused(self):
        with self.assertRaises(Refused) as caught:
            Child(SCRIPT, {"dos": "x"}, environment=environment()).__enter__()
        self.assertEqual(caught.exception.code, "E0051")
        self.assertIn("there is no setting `dos`; did you mean `does`?", caught.exception.message)

    def test_no_settings_are_the_defaults(self):
        with Child(SCRIPT, environment=environment()) as plugin:
            self.assertEqual(plugin.ask(document("x")).notes("t.does")[0].label, "nothing")

    def test_an_error_while_it_is_imported(self):
        with self.assertRaises(Refused) as caught:
            child(command=MODULE, FAIL_EARLY="1").__enter__()
        self.assertEqual(caught.exception.code, "E0031")
        self.assertIn("RuntimeError: the model is missing", caught.exception.message)

    def test_an_analyzer_that_is_not_there(self):
        for target, code in (
            (f"{HERE / 'plugins.py'}:nobody", "E0047"),
            ("no.such.module", "E0031"),
        ):
            with self.assertRaises(Refused) as caught:
                child(command=[sys.executable, "-m", "postil_plugin", target]).__enter__()
            self.assertEqual(caught.exception.code, code)

    def test_without_flatbuffers_the_user_is_told(self):
        program = (
            "import sys; sys.modules['flatbuffers'] = None\n"
            "from postil_plugin.__main__ import run; sys.exit(run(sys.argv[1:]))"
        )
        with self.assertRaises(Refused) as caught:
            child(command=[sys.executable, "-c", program, MODULE[3]]).__enter__()
        self.assertEqual(caught.exception.code, "E0049")
        self.assertIn("-m pip install flatbuffers", caught.exception.message)

    def test_the_manifest_can_be_printed(self):
        done = subprocess.run(
            [*MODULE[:3], "--manifest", MODULE[3]],
            env=environment(),
            capture_output=True,
            check=True,
        )
        self.assertIn(b'"description": "What to do."', done.stdout)

    def test_end_of_input_and_nonsense(self):
        for given, code, told in (
            (b"", 0, b""),
            (b"\x05", 1, b"without a kind"),
            (b"\x05\0\0\0H{}", 1, b"in the middle of a message"),
            (b"\x01\0\0\0A", 1, b"before the hello"),
            (b"\x03\0\0\0Hno", 1, b"the talk with the host ended"),
            (b"\x03\0\0\0H{}\x01\0\0\0Z", 1, b"unknown kind"),
            (b"\x03\0\0\0H{}", 0, b""),
        ):
            done = subprocess.run(SCRIPT, input=given, env=environment(), capture_output=True)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn(told, done.stderr)
            self.assertNotIn(b"Traceback", done.stderr)

    def test_a_bad_request_is_answered(self):
        hello, bad = b"\x03\0\0\0H{}", b"\x04\0\0\0Aabc"
        done = subprocess.run(SCRIPT, input=hello + bad, env=environment(), capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"E0037", done.stdout)
        self.assertIn(b"the message is not readable", done.stdout)
