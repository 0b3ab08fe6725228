//! A text as rows: a paragraph each, with room for its notes beside it.

use postil_core::Span;

/// A paragraph: blank lines before the first one, its words, and the line breaks after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// First byte.
    pub(super) start: usize,
    /// First byte of its first line.
    pub(super) from: usize,
    /// The byte after its last word.
    pub(super) to: usize,
    /// The byte after the white space that follows; the next row starts here.
    pub(super) end: usize,
}

/// The rows of a text, one at least; together they are the text. A line is a row, but a sentence
/// that goes on in the next line keeps both in one.
pub(super) fn rows(text: &str, sentences: &[(Span, u32)]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut sentences = sentences.iter().map(|(span, _)| span).peekable();
    let (mut reach, mut start, mut line) = (0, 0, 0);
    for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
        while let Some(sentence) = sentences.next_if(|sentence| sentence.start() <= at) {
            reach = reach.max(sentence.end());
        }
        if reach <= at + 1 {
            start = close(&mut rows, text, start, line, at + 1);
            line = at + 1;
        }
    }
    if line < text.len() || rows.is_empty() {
        close(&mut rows, text, start, line, text.len());
    }
    rows
}

/// Ends a row, and says where the next one starts.
fn close(rows: &mut Vec<Row>, text: &str, start: usize, line: usize, end: usize) -> usize {
    let words = text.get(line..end).unwrap_or_default().trim_end().len();
    if words == 0 {
        if let Some(last) = rows.last_mut() {
            last.end = end;
            return end;
        }
        if end < text.len() {
            return start;
        }
    }
    rows.push(Row { start, from: line, to: line + words, end });
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, sentences: &[(usize, usize)]) -> Vec<(usize, usize, usize, usize)> {
        let sentences: Vec<(Span, u32)> = sentences
            .iter()
            .map(|&(start, end)| (Span::new(text, start, end).unwrap(), 0))
            .collect();
        let rows = rows(text, &sentences);
        assert_eq!(rows.first().map(|row| row.start), Some(0));
        assert_eq!(rows.last().map(|row| row.end), Some(text.len()));
        assert!(rows.windows(2).all(|pair| pair[0].end == pair[1].start));
        rows.iter().map(|row| (row.start, row.from, row.to, row.end)).collect()
    }

    #[test]
    fn a_line_is_a_row_and_blank_lines_belong_to_the_row_before() {
        assert_eq!(shown("one\n\n two \n", &[]), [(0, 0, 3, 5), (5, 5, 9, 11)]);
        assert_eq!(shown("\n\none", &[]), [(0, 2, 5, 5)]);
    }

    #[test]
    fn a_sentence_over_two_lines_is_not_torn() {
        assert_eq!(
            shown("It rained\nall day.\nOn.", &[(0, 18)]),
            [(0, 0, 18, 19), (19, 19, 22, 22)]
        );
        assert_eq!(shown("One.\nTwo.", &[(0, 5), (5, 9)]).len(), 2);
    }

    #[test]
    fn nothing_and_blanks_are_a_row() {
        assert_eq!(shown("", &[]), [(0, 0, 0, 0)]);
        assert_eq!(shown("\n\n", &[]), [(0, 1, 1, 2)]);
        assert_eq!(shown("  ", &[]), [(0, 0, 0, 2)]);
    }
}
