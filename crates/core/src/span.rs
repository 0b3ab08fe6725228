//! Half-open byte ranges of a document's text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of UTF-8 bytes, `start <= end`, both on character boundaries of the text
/// that it was made against.
///
/// There is no constructor from bare numbers: [`Span::new`] wants the text. Spans that come in
/// with a stored document are checked when the document is restored.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    start: u32,
    end: u32,
}

/// Why two numbers are not a span of a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The start lies behind the end.
    #[error("span {start}..{end} starts behind its end")]
    Reversed {
        /// First byte asked for.
        start: usize,
        /// End asked for.
        end: usize,
    },
    /// The end lies behind the text.
    #[error("span {start}..{end} ends outside the text, which has {length} bytes")]
    OutOfText {
        /// First byte asked for.
        start: usize,
        /// End asked for.
        end: usize,
        /// Bytes of the text.
        length: usize,
    },
    /// An offset points into the middle of a character.
    #[error("offset {offset} of span {start}..{end} lies inside a character")]
    InsideCharacter {
        /// First byte asked for.
        start: usize,
        /// End asked for.
        end: usize,
        /// The offset at fault.
        offset: usize,
    },
}

impl Span {
    /// The span `start..end` of `text`, in bytes.
    #[inline]
    pub fn new(text: &str, start: usize, end: usize) -> Result<Self, SpanError> {
        if start <= end
            && end <= u32::MAX as usize
            && text.is_char_boundary(start)
            && text.is_char_boundary(end)
        {
            return Ok(Self { start: start as u32, end: end as u32 });
        }
        Err(Self::explain(text, start, end))
    }

    #[cold]
    fn explain(text: &str, start: usize, end: usize) -> SpanError {
        if start > end {
            SpanError::Reversed { start, end }
        } else if end > text.len() || end > u32::MAX as usize {
            SpanError::OutOfText { start, end, length: text.len() }
        } else {
            let offset = if text.is_char_boundary(start) { end } else { start };
            SpanError::InsideCharacter { start, end, offset }
        }
    }

    /// The span of a part of `text`, given as a slice of it. `None` if `part` is not one.
    pub fn of_slice(text: &str, part: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        Self::new(text, start, start + part.len()).ok()
    }

    /// First byte.
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range of bytes.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty where `text` is not the text that the span was made for.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The smallest span that holds both.
    #[inline]
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least a byte.
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let inner = self.of(text);
        let left = inner.len() - inner.trim_start().len();
        let kept = inner.trim().len();
        Self { start: self.start + left as u32, end: self.start + (left + kept) as u32 }
    }

    /// Whether both ends are character boundaries of `text`.
    #[inline]
    pub fn fits(self, text: &str) -> bool {
        self.start <= self.end
            && text.is_char_boundary(self.start())
            && text.is_char_boundary(self.end())
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_bad_span_is_named() {
        let text = "é 💩";
        assert!(Span::new(text, 0, 2).is_ok());
        assert_eq!(Span::new(text, 2, 0), Err(SpanError::Reversed { start: 2, end: 0 }));
        assert_eq!(
            Span::new(text, 0, 8),
            Err(SpanError::OutOfText { start: 0, end: 8, length: 7 })
        );
        assert_eq!(
            Span::new(text, 0, 5),
            Err(SpanError::InsideCharacter { start: 0, end: 5, offset: 5 })
        );
    }

    #[test]
    fn trimming_leaves_an_empty_span_inside() {
        let text = "a \u{a0} b";
        let blank = Span::new(text, 1, 5).unwrap();
        assert!(blank.trim(text).is_empty());
        assert!(blank.trim(text).fits(text));
    }
}
