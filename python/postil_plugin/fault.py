"""Where in the author's code something went wrong, in words for a message.

Paths are shown without the folders above the plugin, so that a message is the same on every machine.
"""

from __future__ import annotations

import os
import sys
import traceback
from types import FrameType

PACKAGE = os.path.dirname(os.path.abspath(__file__))
OURS = (PACKAGE, os.path.join(PACKAGE, "testing"))
CALLS = 12
"""Most calls that are told of one exception, the innermost ones."""


def caller() -> str:
    """File, line and function of the nearest call that does not come from this package."""
    frame: FrameType | None = sys._getframe(1)
    # Attributes are checked while the json package writes them.
    while frame is not None and (
        _is_ours(frame.f_code.co_filename) or frame.f_globals.get("__package__") == "json"
    ):
        frame = frame.f_back
    if frame is None:
        return "an unknown place"
    return f"{shown_path(frame.f_code.co_filename)}:{frame.f_lineno} in {frame.f_code.co_name}"


def describe(error: BaseException) -> str:
    """An exception with its traceback in one line, the innermost call first, this package left out.

    One line, because that is what a terminal, a table and a log have room for::

        KeyError: 'x', at count.py:12 in words: `return table["x"]`, called at count.py:30 in analyze
    """
    told = []
    chain: list[BaseException] = []
    cause: BaseException | None = error
    # A chain can bite its own tail.
    while cause is not None and not any(cause is before for before in chain):
        chain.append(cause)
        told.append(_told(cause))
        hidden = cause.__suppress_context__
        cause = cause.__cause__ or (None if hidden else cause.__context__)
    return "; it came from ".join(told)


def _told(error: BaseException) -> str:
    try:
        text = " ".join(str(error).split())
    except Exception:
        text = "an exception whose own text fails"
    parts = [f"{type(error).__name__}: {text}" if text else type(error).__name__]
    frames = traceback.extract_tb(error.__traceback__)
    calls: list[str] = []
    for frame in reversed([frame for frame in frames if not _is_ours(frame.filename)]):
        place = f"{shown_path(frame.filename)}:{frame.lineno} in {frame.name}"
        if len(parts) == 1:
            parts.append(f"at {place}: `{frame.line}`" if frame.line else f"at {place}")
        elif not calls or place != calls[-1]:
            calls.append(place)
    parts += [f"called at {place}" for place in calls[:CALLS]]
    if len(calls) > CALLS:
        parts.append(f"and {len(calls) - CALLS} calls before that")
    return ", ".join(parts)


def shown_path(path: str) -> str:
    """A path without the folders that differ from machine to machine."""
    if path.startswith("<"):
        return path
    path = os.path.abspath(path)
    parts = path.split(os.sep)
    for packages in ("site-packages", "dist-packages"):
        if packages in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(packages) :])
    for folder in (os.path.dirname(os.__file__), _main_folder(), os.getcwd()):
        if folder and path.startswith(folder.rstrip(os.sep) + os.sep):
            return os.path.relpath(path, folder).replace(os.sep, "/")
    return "/".join(parts[-2:])


def _main_folder() -> str:
    file = getattr(sys.modules.get("__main__"), "__file__", None)
    return os.path.dirname(os.path.abspath(file)) if file else ""


def _is_ours(path: str) -> bool:
    return os.path.dirname(os.path.abspath(path)) in OURS
