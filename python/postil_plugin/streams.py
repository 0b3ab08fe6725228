"""Standard input and output, kept for the protocol alone.

Whoever else writes to standard output (``print``, a C library, a program that the analyzer starts)
would break the protocol. So file descriptor 1 becomes standard error and 0 an empty input, and the
protocol keeps private copies of both. This has to happen before anybody writes:

* ``python3 -m postil_plugin FILE`` does it before it imports the analyzer;
* a program does it when it imports this package, if the environment has ``POSTIL_PLUGIN=1``, by which a
  host says that it started a plugin; else when it calls ``main()``.

What a program prints before it imports this package waits in Python's buffer and then goes to standard
error, unless it is flushed; so the host takes ``PYTHONUNBUFFERED`` out of the environment.
"""

from __future__ import annotations

import io
import os
import sys
from typing import BinaryIO

CHILD = "POSTIL_PLUGIN"
"""The environment variable by which a host says that it started a plugin."""

_taken: tuple[BinaryIO, BinaryIO] | None = None


def take_if_child() -> None:
    """Takes the streams if a host started this program."""
    # Programs that the analyzer starts are no plugins.
    if os.environ.pop(CHILD, "") == "1":
        take_standard_streams()


def take_standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """The protocol's input and output; nobody else can reach them from now on."""
    global _taken
    if _taken is not None:
        return _taken
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (0, 1):
            msvcrt.setmode(descriptor, os.O_BINARY)
    # What was printed before may still wait in Python's buffer; it is flushed when descriptor 1 has
    # become standard error. dup() makes descriptors that programs started from here do not inherit.
    _taken = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    # Lines appear as they are printed, and in a locale without UTF-8 none of them fails.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True, errors="backslashreplace")
    return _taken
