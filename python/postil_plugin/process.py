"""An analyzer as a program: the plugin's side of the process protocol.

A frame is a length (four bytes, little endian), a kind (one byte, counted in the length) and a body.
The host speaks first, and each of its frames gets one back. End of input means: stop.
"""

from __future__ import annotations

import faulthandler
import json
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, NoReturn

from .codec import flatbuffers, new_builder
from .columns import finish, write_table
from .definition import Definition, Running, definition_of, find_definition
from .errors import (
    AnalyzerError,
    DefinitionError,
    MessageError,
    NoteError,
    PackageError,
    PluginError,
    ProtocolError,
    SettingsError,
)
from .fault import describe
from .manifest import Manifest
from .streams import take_standard_streams

ABI = 1
"""The version of the message form that is spoken here."""

HELLO, ANALYZE, COLLATE, ANSWER = b"H", b"A", b"C", b"R"

TOLD_AS_THEY_STAND = (
    AnalyzerError,
    DefinitionError,
    MessageError,
    NoteError,
    PackageError,
    SettingsError,
)
"""Errors whose text says where; of all others the traceback is told too."""

LONGEST_TEXT = 1 << 16
"""Most bytes of a failure's text."""


class Channel:
    """Frames over two files."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink

    def read(self) -> tuple[bytes, bytes] | None:
        """Kind and body of the next frame; ``None`` where the input ends between two frames."""
        head = self._source.read(4)
        if not head:
            return None
        length = int.from_bytes(head, "little")
        if len(head) < 4 or length == 0:
            raise ProtocolError("a message without a kind")
        kind = self._source.read(1)
        # A body of its own, so that the records in it are aligned for numpy.
        body = self._source.read(length - 1)
        if len(kind) + len(body) < length:
            raise ProtocolError("the other side ended in the middle of a message")
        return kind, body

    def write(self, kind: bytes, body: bytes) -> None:
        """Writes one frame and flushes."""
        self._sink.write((len(body) + 1).to_bytes(4, "little") + kind)
        self._sink.write(body)
        self._sink.flush()


def main(target: Any = None) -> NoReturn:
    """Serves an analyzer to the host that started this program, until the host is done.

    ``target`` is what ``@analyzer`` decorated; by default the only one of the script.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(
            "This program is a plugin of Postil, which starts it with\n"
            f'  command = ["python3", "{sys.argv[0]}"]\n'
            "in the analyzer's table of config.toml. It speaks with Postil over its standard input.\n"
        )
        raise SystemExit(2)

    def load() -> Definition:
        if target is None:
            return find_definition(vars(sys.modules["__main__"]), "the script")
        return definition_of(target)

    raise SystemExit(serve(Channel(*take_standard_streams()), load))


def serve(channel: Channel, load: Callable[[], Definition]) -> int:
    """Speaks the protocol; the exit code, 1 where the host did not keep to it."""
    if sys.stderr is not None:
        # A crash in a C library then says where; the host shows the last lines.
        faulthandler.enable()
    try:
        running = _hello(channel, load)
        while running is not None:
            frame = channel.read()
            if frame is None:
                break
            kind, body = frame
            if kind not in (ANALYZE, COLLATE):
                raise ProtocolError(f"message of unknown kind {kind!r}")
            channel.write(ANSWER, answer(running, kind, body))
    except (OSError, ValueError) as error:
        print(f"the talk with the host ended: {error}", file=sys.stderr)
        return 1
    return 0


def _hello(channel: Channel, load: Callable[[], Definition]) -> Running | None:
    """Exchanges hellos; ``None`` where there is nothing more to say."""
    frame = channel.read()
    if frame is None:
        return None
    kind, body = frame
    if kind != HELLO:
        raise ProtocolError(f"message {kind!r} before the hello")
    hello = json.loads(body)
    manifest: Manifest | None = None
    running: Running | None = None
    reply: dict[str, Any] = {"abi_min": ABI, "abi_max": ABI}
    try:
        definition = load()
        manifest = definition.manifest
        flatbuffers()
        running = definition.start(hello.get("settings"))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        reply["error"] = _fault(error)
    if manifest is not None:
        # Also beside an error: the schema tells where in config.toml a setting is wrong.
        reply["manifest"] = manifest.json()
    channel.write(HELLO, json.dumps(reply).encode())
    return running


def answer(running: Running, kind: bytes, request: bytes) -> bytes:
    """The ``Answer`` to a request, whatever the analyzer does."""
    try:
        return running.analyze(request) if kind == ANALYZE else running.collate(request)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        fault = _fault(error)
        return failure(fault["code"], fault["message"])


def failure(code: str, message: str) -> bytes:
    """An ``Answer`` that says why there are no notes."""
    builder = new_builder()
    texts = [_shortened(text) for text in (code, message)]
    fields = [builder.CreateString(text) for text in texts]
    told = write_table(builder, list(fields))
    return finish(builder, write_table(builder, [None, None, None, None, told]))


def _fault(error: BaseException) -> dict[str, str]:
    """What is told of an exception: what is meant for the user as it stands, a bug with its place."""
    if isinstance(error, TOLD_AS_THEY_STAND) and str(error):
        return {"code": error.code, "message": str(error)}
    code = error.code if isinstance(error, PluginError) else PluginError.code
    return {"code": code, "message": describe(error)}


def _shortened(text: str) -> bytes:
    whole = text.encode(errors="replace")
    return whole[:LONGEST_TEXT].decode(errors="ignore").encode()
