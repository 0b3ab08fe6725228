"""Half-open byte ranges of a document's text."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of UTF-8 bytes.

    A span that :meth:`Document.span` gave, or that came with a record, has ``start <= end`` and lies
    on character boundaries of its document. One that was made from bare numbers is checked when it
    is used or written.
    """

    start: int
    """First byte."""
    end: int
    """The byte after the last."""

    def __len__(self) -> int:
        """Length in bytes."""
        return max(0, self.end - self.start)

    def __bool__(self) -> bool:
        """Always true: an empty span is a place too."""
        return True

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a byte."""
        return max(self.start, other.start) < min(self.end, other.end)

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def span_fault(utf8: bytes, start: int, end: int) -> str | None:
    """Why ``start..end`` is no span of the text, or ``None`` where it is one."""
    for offset in (start, end):
        # True and 1.0 would pass as numbers, and hide a mistake.
        if isinstance(offset, bool) or not hasattr(offset, "__index__"):
            return f"span {start!r}..{end!r} has an offset that is not a whole number"
    if start < 0:
        return f"span {start}..{end} starts before the text"
    if start > end:
        return f"span {start}..{end} starts behind its end"
    if end > len(utf8):
        return f"span {start}..{end} ends outside the text, which has {len(utf8)} bytes"
    for offset in (start, end):
        if offset < len(utf8) and utf8[offset] & 0xC0 == 0x80:
            return (
                f"offset {offset} of span {start}..{end} lies inside a character "
                "(offsets are UTF-8 bytes; Document.span_of_chars turns characters into them)"
            )
    return None


def checked_span(utf8: bytes, start: int, end: int) -> Span:
    """The span ``start..end``; :class:`SpanError` where it does not hold."""
    fault = span_fault(utf8, start, end)
    if fault is not None:
        raise SpanError(fault)
    return Span(int(start), int(end))
