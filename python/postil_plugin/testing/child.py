"""A plugin as a whole program, seen from the host."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from ..errors import ProtocolError
from ..fault import PACKAGE
from ..manifest import Manifest
from ..process import ABI, ANALYZE, ANSWER, COLLATE, HELLO, Channel
from .builder import DocumentBuilder, StoryBuilder
from .running import Answer, Refused, read_answer


class Child:
    """Starts a plugin's command and speaks the protocol with it::

        with Child([sys.executable, "shouting.py"]) as child:
            answer = child.ask(document("NEVER."))

    A plugin that refuses its settings or cannot start raises :class:`Refused`. ``environment`` is by
    default that of the test, in which a program in Python finds the package that the test uses.
    """

    def __init__(
        self,
        command: Sequence[str],
        settings: Any = None,
        *,
        folder: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._command = list(command)
        self._settings = settings
        self._folder = folder
        self._environment = _own_environment() if environment is None else dict(environment)

    def __enter__(self) -> Child:
        # A file takes any amount without being read meanwhile; a pipe would fill up.
        self._errors = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=self._folder,
            env=self._environment,
        )
        try:
            self._hello()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def ask(self, subject: DocumentBuilder | StoryBuilder) -> Answer:
        """What the plugin says of a document or a story."""
        kind = COLLATE if isinstance(subject, StoryBuilder) else ANALYZE
        answer = self._exchange(kind, subject.request(self.manifest), ANSWER)
        return read_answer(answer, subject, self.manifest)

    def standard_error(self) -> str:
        """What the plugin has written to standard error so far."""
        if not self._errors.closed:
            self._errors.seek(0)
            self._told = self._errors.read().decode(errors="replace")
        return self._told

    def _hello(self) -> None:
        hello = {"abi_min": ABI, "abi_max": ABI, "settings": self._settings}
        reply = json.loads(self._exchange(HELLO, json.dumps(hello).encode(), HELLO))
        fault = reply.get("error")
        if fault is not None:
            raise Refused(fault["code"], fault["message"])
        self.manifest = Manifest.of_json(reply["manifest"])
        """What the plugin says of itself."""

    def _exchange(self, kind: bytes, body: bytes, wanted: bytes) -> bytes:
        assert self._process.stdin is not None and self._process.stdout is not None
        channel = Channel(self._process.stdout, self._process.stdin)  # type: ignore[arg-type]
        try:
            channel.write(kind, body)
            frame = channel.read()
        except (OSError, ValueError) as error:
            raise ProtocolError(f"{error}; it wrote: {self.standard_error()}") from error
        if frame is None:
            code = self._process.wait()
            raise ProtocolError(
                f"it ended with exit code {code}; it wrote: {self.standard_error()}"
            )
        found, answer = frame
        if found != wanted:
            raise ProtocolError(f"a message of kind {found!r} came where {wanted!r} was due")
        return answer

    def _end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    # A child that is gone leaves a broken pipe, which is told elsewhere.
                    pass
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.standard_error()
        self._errors.close()


def _own_environment() -> dict[str, str]:
    paths = [os.path.dirname(PACKAGE), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
