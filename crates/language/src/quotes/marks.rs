//! Quote marks of every shape, with what stands around them.

use super::words::is_clipped;

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `"`
    Straight,
    /// `“`, which opens in English and closes in German.
    High,
    /// `”`
    Closing,
    /// `„`
    Low,
    /// `«`
    Left,
    /// `»`
    Right,
    /// Two grave accents, or `‘‘`.
    Graves,
    /// Two apostrophes.
    Doubled,
    /// `'`
    SingleStraight,
    /// `‘`
    SingleOpening,
    /// `’`, also the apostrophe.
    SingleClosing,
}

/// A mark that may open or close a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// First byte in the text.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    pub shape: Shape,
    /// The character before, a line break at the paragraph's start.
    pub before: char,
    /// The character before that one.
    pub second: char,
    /// The character behind, a line break at the paragraph's end.
    pub after: char,
    /// Only white space stands before it in its paragraph.
    pub first: bool,
    /// Only white space stands behind it in its paragraph.
    pub last: bool,
}

impl Mark {
    /// A single mark, which may be an apostrophe.
    pub fn is_single(&self) -> bool {
        matches!(self.shape, Shape::SingleStraight | Shape::SingleOpening | Shape::SingleClosing)
    }

    pub fn spaced_before(&self) -> bool {
        self.before.is_whitespace()
    }

    pub fn spaced_after(&self) -> bool {
        self.after.is_whitespace()
    }

    pub fn word_before(&self) -> bool {
        self.before.is_alphanumeric()
    }

    /// A word or an amount follows.
    pub fn word_after(&self) -> bool {
        self.after.is_alphanumeric() || matches!(self.after, '$' | '#' | '@' | '£' | '€')
    }

    /// Punctuation that stands inside a quotation's end is before it.
    pub fn point_before(&self) -> bool {
        matches!(self.before, '.' | ',' | '!' | '?' | '…' | ';' | ':')
    }

    /// Punctuation that no quotation begins with is behind it.
    pub fn point_after(&self) -> bool {
        matches!(self.after, '.' | ',' | '!' | '?' | ';' | ':' | ')' | ']')
    }

    /// A bracket, a dash or another mark that a quotation may follow without a space.
    pub fn opener_before(&self) -> bool {
        matches!(
            self.before,
            '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '"' | '‘' | '\'' | '„' | '«' | '>'
        )
    }
}

/// The marks of one paragraph, in text order.
pub(super) struct Marks<'a> {
    text: &'a str,
    start: usize,
    at: usize,
    end: usize,
    /// First byte that is no white space.
    content: usize,
    /// The byte behind the last that is no white space.
    content_end: usize,
}

impl<'a> Marks<'a> {
    /// The marks of `text[start..end]`.
    pub fn new(text: &'a str, start: usize, end: usize) -> Self {
        let part = text.get(start..end).unwrap_or_default();
        let content = start + part.len() - part.trim_start().len();
        let content_end = start + part.trim_end().len();
        Self { text, start, at: start, end: start + part.len(), content, content_end }
    }

    /// Shape and length of the mark whose first byte stands at `at`.
    fn shape(&self, at: usize) -> Option<(Shape, usize)> {
        let rest = self.text.as_bytes().get(at..self.end)?;
        let doubled = |one: &[u8]| rest.get(one.len()..).is_some_and(|tail| tail.starts_with(one));
        Some(match rest {
            [b'"', ..] => (Shape::Straight, 1),
            [b'\'', ..] if doubled(b"'") => (Shape::Doubled, 2),
            [b'\'', ..] => (Shape::SingleStraight, 1),
            [b'`', b'`', ..] => (Shape::Graves, 2),
            [0xc2, 0xab, ..] => (Shape::Left, 2),
            [0xc2, 0xbb, ..] => (Shape::Right, 2),
            [0xe2, 0x80, 0x98, ..] if doubled(&[0xe2, 0x80, 0x98]) => (Shape::Graves, 6),
            [0xe2, 0x80, 0x98, ..] => (Shape::SingleOpening, 3),
            [0xe2, 0x80, 0x99, ..] if doubled(&[0xe2, 0x80, 0x99]) => (Shape::Doubled, 6),
            [0xe2, 0x80, 0x99, ..] => (Shape::SingleClosing, 3),
            [0xe2, 0x80, 0x9c | 0x9f, ..] => (Shape::High, 3),
            [0xe2, 0x80, 0x9d, ..] => (Shape::Closing, 3),
            [0xe2, 0x80, 0x9e, ..] => (Shape::Low, 3),
            _ => return None,
        })
    }

    fn read(&self, start: usize, shape: Shape, length: usize) -> Mark {
        let end = start + length;
        let mut back = self.text.get(self.start..start).unwrap_or_default().chars().rev();
        let before = back.next().unwrap_or('\n');
        let second = back.next().unwrap_or('\n');
        let after =
            self.text.get(end..self.end).and_then(|rest| rest.chars().next()).unwrap_or('\n');
        Mark {
            start,
            end,
            shape,
            before,
            second,
            after,
            first: start <= self.content,
            last: end >= self.content_end,
        }
    }

    /// Whether the mark is an apostrophe or a prime whatever stands around it further off.
    fn is_none(&self, mark: &Mark) -> bool {
        if mark.is_single() {
            if mark.word_before() && mark.word_after() {
                return true;
            }
            let beside = mark.word_before()
                || mark.word_after()
                || mark.point_before()
                || matches!(mark.before, '”' | '"')
                || matches!(mark.after, '“' | '"' | '[' | '(' | '…');
            return !beside
                || mark.shape != Shape::SingleOpening
                    && !mark.word_before()
                    && mark.word_after()
                    && self.is_lost_letter(mark.end);
        }
        mark.shape == Shape::Straight && mark.before.is_ascii_digit() && self.is_prime(mark.start)
    }

    /// Whether what follows an apostrophe is a shortened word or year: `'em`, `'90s`.
    fn is_lost_letter(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        let length = rest.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
        let word = rest.get(..length).unwrap_or_default();
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let tail = word.get(digits..).unwrap_or_default();
            return digits <= 2 && (tail.is_empty() || tail.eq_ignore_ascii_case("s"));
        }
        length > 0 && length < 6 && is_clipped(word)
    }

    /// Whether the double mark at `at` counts inches behind feet: `6'2"`.
    fn is_prime(&self, at: usize) -> bool {
        let head = self.text.get(self.start..at).unwrap_or_default();
        let feet = head.trim_end_matches(|c: char| c.is_ascii_digit());
        if head.len() - feet.len() > 2 {
            return false;
        }
        let feet = feet.trim_end_matches(' ');
        feet.strip_suffix(['\'', '’', '′'])
            .and_then(|rest| rest.chars().next_back())
            .is_some_and(|c| c.is_ascii_digit())
    }
}

impl Iterator for Marks<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        let bytes = self.text.as_bytes();
        while self.at < self.end {
            let at = self.at;
            match bytes.get(at) {
                Some(b'"' | b'\'' | b'`' | 0xc2 | 0xe2) => {}
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            let Some((shape, length)) = self.shape(at) else {
                self.at += 1;
                continue;
            };
            self.at = at + length;
            let mark = self.read(at, shape, length);
            if !self.is_none(&mark) {
                return Some(mark);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Shape> {
        Marks::new(text, 0, text.len()).map(|mark| mark.shape).collect()
    }

    #[test]
    fn every_shape_is_found() {
        assert_eq!(
            found("\"a\" “b” „c‟"),
            [
                Shape::Straight,
                Shape::Straight,
                Shape::High,
                Shape::Closing,
                Shape::Low,
                Shape::High
            ]
        );
        assert_eq!(
            found("«d» ``e'' ‘f’"),
            [
                Shape::Left,
                Shape::Right,
                Shape::Graves,
                Shape::Doubled,
                Shape::SingleOpening,
                Shape::SingleClosing
            ]
        );
    }

    #[test]
    fn apostrophes_and_primes_are_no_marks() {
        assert!(found("It’s the ’90s and they don't let 'em in.").is_empty());
        assert!(found("He is 6'2\" tall, she 5’11\".").is_empty());
        assert!(found("© 2021 — it cost 5 €").is_empty());
        // The possessive of a plural may close a quotation; pairing decides.
        assert_eq!(found("the allies’ plan").len(), 1);
    }

    #[test]
    fn the_ends_of_the_paragraph_are_seen_through_white_space() {
        let marks: Vec<Mark> = Marks::new(" “a” ", 0, 9).collect();
        assert!(marks[0].first && !marks[0].last);
        assert!(marks[1].last && marks[1].spaced_after());
    }
}
