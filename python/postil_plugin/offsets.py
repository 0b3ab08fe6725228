"""From characters to bytes and back.

A Python string is indexed by characters (code points), a span by UTF-8 bytes. The two agree only in
ASCII text, so a number must never be passed from one to the other without this index.
"""

from __future__ import annotations

from bisect import bisect_right

STEP = 128
"""Characters between two entries of the index."""


class CharacterIndex:
    """The byte offset of every :data:`STEP`-th character of a text."""

    __slots__ = ("_text", "_utf8", "_bytes")

    def __init__(self, text: str, utf8: bytes) -> None:
        self._text = text
        self._utf8 = utf8
        self._bytes: list[int] | None = None
        if len(text) != len(utf8):
            self._bytes = [0]
            for start in range(0, len(text), STEP):
                piece = text[start : start + STEP]
                self._bytes.append(self._bytes[-1] + len(piece.encode()))

    def byte_of(self, character: int) -> int:
        """The byte at which a character starts; the text's length for the one after the last."""
        if self._bytes is None:
            return character
        block = character // STEP
        return self._bytes[block] + len(self._text[block * STEP : character].encode())

    def character_of(self, byte: int) -> int:
        """The number of characters before a byte that lies on a character boundary."""
        if self._bytes is None:
            return byte
        block = bisect_right(self._bytes, byte) - 1
        return min(block * STEP, len(self._text)) + len(
            self._utf8[self._bytes[block] : byte].decode()
        )
