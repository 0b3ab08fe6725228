//! Lines that hold sentences: quotations are paired inside one of them.

use crate::Ground;
use memchr::{memchr2, memrchr2};
use std::ops::Range;

/// A line of the text, or the lines that one sentence joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// First byte.
    pub start: usize,
    /// The byte behind the last, where the line break or the text's end is.
    pub end: usize,
    /// Positions of its sentences.
    pub sentences: Range<usize>,
}

/// The lines with sentences, in text order; they do not overlap.
pub(super) fn split(ground: &Ground<'_>) -> Vec<Paragraph> {
    let bytes = ground.text.as_bytes();
    let mut out: Vec<Paragraph> = Vec::new();
    let mut floor = 0;
    let mut at = 0;
    while let Some(sentence) = ground.sentences.get(at) {
        let before = bytes.get(floor..sentence.span.start()).unwrap_or_default();
        let start = memrchr2(b'\n', b'\r', before).map_or(floor, |p| floor + p + 1);
        let mut end = line_end(bytes, sentence.span.end()).max(start);
        let first = at;
        at += 1;
        while let Some(next) = ground.sentences.get(at)
            && next.span.start() < end
        {
            if next.span.end() > end {
                end = line_end(bytes, next.span.end());
            }
            at += 1;
        }
        out.push(Paragraph { start, end, sentences: first..at });
        floor = end;
    }
    out
}

/// Where the line ends that holds the byte `at`.
fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |p| at + p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Sentence, Span};

    fn lines<'t>(text: &'t str, sentences: &[(usize, usize)]) -> Vec<&'t str> {
        let sentences: Vec<Sentence> = sentences
            .iter()
            .map(|&(start, end)| Sentence { span: Span::new(text, start, end).unwrap() })
            .collect();
        let ground = Ground { text, zones: &[], sentences: &sentences, tokens: &[] };
        split(&ground).iter().map(|p| text.get(p.start..p.end).unwrap()).collect()
    }

    #[test]
    fn a_paragraph_is_the_line_around_its_sentences() {
        assert_eq!(lines(" A. B.\r\n\nC.\n", &[(1, 3), (4, 6), (9, 11)]), [" A. B.", "C."]);
        assert_eq!(lines("one\ntwo", &[(0, 7)]), ["one\ntwo"]);
        assert_eq!(lines("", &[]), [""; 0]);
    }
}
