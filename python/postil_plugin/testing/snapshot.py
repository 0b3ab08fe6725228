"""Texts kept in files, to see what a change does."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

UPDATE = "POSTIL_UPDATE_SNAPSHOTS"
"""The environment variable that, set to 1, writes the snapshots anew."""


def assert_snapshot(text: str, path: str | os.PathLike[str]) -> None:
    """Fails with the differences if the file does not hold exactly this text.

    Run the tests with ``POSTIL_UPDATE_SNAPSHOTS=1`` to write it, and read the change before it is
    committed.
    """
    path = Path(path)
    if os.environ.get(UPDATE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return
    if not path.is_file():
        raise AssertionError(f"there is no snapshot {path}; write it with {UPDATE}=1")
    # Bytes, because line ends are part of a text.
    kept = path.read_bytes().decode()
    if kept != text:
        changes = difflib.unified_diff(
            kept.splitlines(), text.splitlines(), str(path), "now", lineterm=""
        )
        raise AssertionError(
            "the snapshot differs:\n" + "\n".join(changes) + f"\nif it should: {UPDATE}=1"
        )
