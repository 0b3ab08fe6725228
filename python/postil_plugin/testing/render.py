"""An answer as text, for snapshots; the same text as ``postil_testkit::render`` gives in Rust."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from ..record import Record
from ..records import RECORDS
from ..span import Span
from .running import Answer

ESCAPES = {code: f"\\u{code:04x}" for code in range(0x20)} | {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
}


def render(answer: Answer) -> str:
    """The document's text with each note under the line that it starts on, carets under its
    characters; then the result. Order: (start, end, layer, number). Floats have four decimals at
    most. ::

        Kallas spoke in Tallinn.
        ^^^^^^ entity 0: PER 0.98 {"entity":"e1","name":"Kallas"}

    A note that goes on in the next line ends in ``…``; an empty one is a ``|``.
    """
    out: list[str] = []
    if answer.document is not None:
        names = [name for name in RECORDS if name in answer.layers]
        names += sorted(name for name in answer.layers if name not in RECORDS)
        shown = [
            (record.span, _describe(name, number, record))
            for name in names
            for number, record in enumerate(answer.layers[name])
        ]
        # The sort is stable: layers stay in order where the spans are the same.
        shown.sort(key=lambda note: note[0])
        out += _lines(answer.document.utf8, shown)
    if answer.result is not None:
        out.append(f"result: {json_text(_sorted(answer.result))}")
    if answer.links is not None:
        out.append(f"links: {json_text(answer.links.json())}")
    return "".join(line + "\n" for line in out)


def json_text(value: Any) -> str:
    """A value as JSON without white space, floats rounded to four decimals, keys as they come."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return f'"{value.translate(ESCAPES)}"'
    if isinstance(value, Span):
        return json_text({"start": value.start, "end": value.end})
    if isinstance(value, Mapping):
        members = (f"{json_text(key)}:{json_text(item)}" for key, item in value.items())
        return "{" + ",".join(members) + "}"
    return "[" + ",".join(json_text(item) for item in value) + "]"


def _describe(layer: str, number: int, record: Record) -> str:
    note = record.annotation()
    # The attributes of a built-in kind have an order of their own; others are sorted.
    attrs = dict(note.attrs) if layer in RECORDS else _sorted(note.attrs)
    parts = [
        note.label,
        None if note.score is None else _number(note.score),
        json_text(attrs) if attrs else None,
    ]
    told = " ".join(part for part in parts if part is not None)
    return f"{layer} {number}: {told}" if told else f"{layer} {number}"


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _lines(utf8: bytes, shown: Sequence[tuple[Span, str]]) -> list[str]:
    starts = [0]
    starts += [at + 1 for at in range(len(utf8)) if utf8[at] == 0x0A and at + 1 < len(utf8)]
    under: dict[int, list[tuple[Span, str]]] = {}
    for span, text in shown:
        under.setdefault(bisect_right(starts, span.start) - 1, []).append((span, text))
    out = []
    for line, start in enumerate(starts):
        end = starts[line + 1] if line + 1 < len(starts) else len(utf8)
        full = utf8[start:end].rstrip(b"\r\n")
        out.append(full.decode())
        out += [_mark(full, start, span, text) for span, text in under.get(line, ())]
    return out


def _mark(line: bytes, start: int, span: Span, text: str) -> str:
    first, last = span.start - start, span.end - start
    before, width = len(line[:first].decode()), len(line[first:last].decode())
    on = "…" if last > len(line) else ""
    return f"{' ' * before}{'^' * width or '|'}{on} {text}"


def _number(value: float) -> str:
    """At most four decimals, halves away from zero, as the host writes numbers."""
    scaled = value * 10_000.0
    if not math.isfinite(scaled):
        return "0.0"
    if abs(scaled) >= 1e18:
        return f"{value:.1f}"
    whole = math.floor(abs(scaled))
    whole += abs(scaled) - whole >= 0.5
    if whole == 0:
        return "0.0"
    digits = f"{whole % 10_000:04d}".rstrip("0") or "0"
    return f"{'-' if scaled < 0 else ''}{whole // 10_000}.{digits}"
