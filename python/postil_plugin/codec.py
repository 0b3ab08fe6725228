"""The package ``flatbuffers``, imported when the first message is read or written.

The hello is JSON: without the package a plugin can still say what it lacks, where the user sees it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from .errors import PackageError


@cache
def flatbuffers() -> Any:
    """The package; :class:`PackageError` where it is not installed."""
    try:
        import flatbuffers
        import flatbuffers.table
    except ImportError as error:
        import sys

        raise PackageError(
            f"the plugin needs the package flatbuffers ({error}): "
            f"{sys.executable} -m pip install flatbuffers"
        ) from error
    return flatbuffers


def new_builder() -> Any:
    """An empty ``flatbuffers.Builder``."""
    return flatbuffers().Builder(1024)


def table(buffer: bytes, position: int) -> Any:
    """The ``flatbuffers.table.Table`` that starts there."""
    return flatbuffers().table.Table(buffer, position)
