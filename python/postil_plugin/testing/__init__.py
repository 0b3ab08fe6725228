"""Tests for analyzers: a document in a few lines, the answer to it, and the answer as text.

::

    from postil_plugin.testing import document, render, run

    answer = run(shouting, document("He said NEVER.").tokens("He/PRON said/VERB NEVER/ADV ./PUNCT"))
    assert render(answer) == (
        "He said NEVER.\\n"
        "        ^^^^^ acme.shouting 0: shouted\\n"
    )

:func:`run` sends document and answer through the message form, as they go between host and plugin:
the analyzer sees only the layers that it asked for, and the answer is checked as the host checks it.
:class:`Child` starts a whole program and speaks the protocol with it.
"""

from .builder import DocumentBuilder, StoryBuilder, document, story
from .child import Child
from .render import render
from .running import Answer, Refused, run
from .snapshot import assert_snapshot

__all__ = [
    "Answer",
    "Child",
    "DocumentBuilder",
    "Refused",
    "StoryBuilder",
    "assert_snapshot",
    "document",
    "render",
    "run",
    "story",
]
