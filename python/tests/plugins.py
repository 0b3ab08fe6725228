"""A plugin that does whatever its setting says, for the tests of the process protocol."""

import ctypes
import os
import subprocess
import sys
from dataclasses import dataclass

if "early" in sys.argv:
    # Before the package is imported, but still in the buffer.
    print("printed while it is imported")

from postil_plugin import AnalyzerError, Span, analyzer, main

if os.environ.get("FLUSH_EARLY"):
    print("flushed while it is imported", flush=True)
    os.write(1, b"raw\n")
if os.environ.get("FAIL_EARLY"):
    raise RuntimeError("the model is missing")


@dataclass
class Settings:
    does: str = "nothing"
    """What to do."""


def collate(story, notes, settings):
    if settings.does == "raise":
        raise KeyError("story")
    notes.result([document.text for document in story.documents])


@analyzer(id="t.does", summary="Does.", provides=["t.does"], settings=Settings, collates=collate)
def does(document, notes, settings):
    match settings.does:
        case "print":
            print("printed é")
            sys.__stdout__.write("written\n")
            os.write(1, b"raw\n")
            if os.name == "posix":
                library = ctypes.CDLL(None)
                library.puts(b"from C")
                library.fflush(None)
            subprocess.run([sys.executable, "-c", "print('from a program')"], check=True)
        case "read":
            notes.result(sys.stdin.read() + os.read(0, 9).decode())
        case "hash":
            notes.result(list({"rain", "snow", "hail", "fog"}))
        case "raise":
            raise KeyError("missing")
        case "fail":
            raise AnalyzerError("not today")
        case "exit":
            sys.exit(0)
        case "end":
            os._exit(7)
        case "span":
            notes.annotate("t.does", Span(0, 99))
    notes.annotate("t.does", Span(0, 1), settings.does)


if __name__ == "__main__":
    main()
