//! Words of a line, as the zone tables spell them.
//!
//! Zones are found before there are tokens, and want less: runs of letters and digits without
//! the marks between them, and addresses in one piece.

/// A word of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// First byte in the line.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What it looks like.
    pub kind: WordKind,
}

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    /// Letters, with inner apostrophes; ©.
    Plain,
    /// Begins with a digit.
    Number,
    /// `jane@paper.org`
    Email,
    /// `@jane`
    Handle,
    /// `https://…`, `www.…`
    Link,
}

// What a byte means for the search of words.
const OTHER: u8 = 0;
const SPACE: u8 = 1;
const LETTER: u8 = 2;
const MARK: u8 = 4;
const SLASH: u8 = 8;
const WIDE: u8 = 16;

const CLASSES: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\t'..=b'\r' => SPACE,
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'@' | b'.' => MARK,
            b'/' => SLASH,
            0x80.. => WIDE,
            _ => OTHER,
        };
        byte += 1;
    }
    table
};

/// The words of a line, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    /// End of the run without white space that `at` lies in.
    chunk: usize,
}

/// The words of a line, from left to right.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, chunk: 0 }
}

impl Words<'_> {
    #[inline]
    fn char(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            Some(_) => self.text.get(at..)?.chars().next(),
            None => None,
        }
    }

    /// Moves to the next run without white space; gives its kind if it is an address.
    fn enter(&mut self) -> Option<Option<WordKind>> {
        let bytes = self.text.as_bytes();
        loop {
            match CLASSES[*bytes.get(self.at)? as usize] {
                SPACE => self.at += 1,
                WIDE => match self.char(self.at).filter(|c| c.is_whitespace()) {
                    Some(c) => self.at += c.len_utf8(),
                    None => break,
                },
                _ => break,
            }
        }
        let mut end = self.at;
        let mut seen = 0;
        while let Some(&byte) = bytes.get(end) {
            let class = CLASSES[byte as usize];
            if class == SPACE {
                break;
            }
            if class == WIDE {
                // Only what is outside ASCII has to be decoded.
                let Some(c) = self.char(end).filter(|c| !c.is_whitespace()) else { break };
                end += c.len_utf8();
                continue;
            }
            seen |= class;
            end += 1;
        }
        self.chunk = end;
        if seen & (MARK | SLASH) == 0 {
            return Some(None);
        }
        let chunk = self.text.get(self.at..end).unwrap_or_default();
        let scheme = seen & SLASH != 0 && chunk.contains(":/");
        if seen & MARK == 0 && !scheme {
            return Some(None);
        }
        Some(address(chunk, scheme))
    }

    /// The end of the word that begins at `at`.
    fn word_end(&self, at: usize) -> usize {
        let mut end = at;
        let bytes = self.text.as_bytes();
        while end < self.chunk {
            if bytes.get(end).is_some_and(|byte| CLASSES[*byte as usize] == LETTER) {
                end += 1;
                continue;
            }
            let Some(c) = self.char(end) else { break };
            let next = end + c.len_utf8();
            let inside = c.is_alphanumeric()
                || is_combining(c)
                || (is_apostrophe(c)
                    && next < self.chunk
                    && self.char(next).is_some_and(char::is_alphanumeric));
            if !inside {
                break;
            }
            end = next;
        }
        end
    }
}

/// The kind of a run without white space that holds an at sign, a period or `:/`.
fn address(chunk: &str, scheme: bool) -> Option<WordKind> {
    if let Some(sign) = chunk.find('@') {
        let before = chunk.get(..sign).and_then(|part| part.chars().next_back());
        let after = chunk.get(sign + 1..).and_then(|part| part.chars().next());
        return match (before.is_some_and(char::is_alphanumeric), after) {
            (true, Some(c)) if c.is_alphanumeric() => Some(WordKind::Email),
            (_, Some(c)) if c.is_alphanumeric() || c == '_' => Some(WordKind::Handle),
            _ => None,
        };
    }
    let web = scheme && chunk.contains("://");
    let bare = chunk.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    (web || bare || chunk.starts_with("pic.twitter.")).then_some(WordKind::Link)
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        loop {
            if self.at >= self.chunk
                && let Some(kind) = self.enter()?
            {
                let start = self.at;
                self.at = self.chunk;
                return Some(Word { start, end: self.chunk, kind });
            }
            let start = self.at;
            let c = self.char(start)?;
            if c.is_alphanumeric() {
                let kind = if c.is_numeric() { WordKind::Number } else { WordKind::Plain };
                self.at = self.word_end(start);
                return Some(Word { start, end: self.at, kind });
            }
            self.at += c.len_utf8();
            if c == '©' {
                return Some(Word { start, end: self.at, kind: WordKind::Plain });
            }
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(&str, WordKind)> {
        words(text).map(|word| (&text[word.start..word.end], word.kind)).collect()
    }

    #[test]
    fn marks_are_left_out_and_inner_apostrophes_stay() {
        use WordKind::{Number, Plain};
        let expected = [("don’t", Plain), ("e", Plain), ("mail", Plain), ("2nd", Number)];
        assert_eq!(split("\"don’t\" e-mail, (2nd) —"), expected);
        assert_eq!(
            split("©2021 L.P."),
            [("©", Plain), ("2021", Number), ("L", Plain), ("P", Plain)]
        );
        assert!(split(" \u{a0}— … ").is_empty());
    }

    #[test]
    fn addresses_come_in_one_piece() {
        use WordKind::{Email, Handle, Link, Plain};
        let expected =
            [("me@paper.org", Email), ("(@jane_doe)", Handle), ("https://a.b/c-d", Link)];
        assert_eq!(split("me@paper.org (@jane_doe) https://a.b/c-d"), expected);
        assert_eq!(split("www.a.b"), [("www.a.b", Link)]);
        assert_eq!(split("and/or @"), [("and", Plain), ("or", Plain)]);
    }

    proptest::proptest! {
        #[test]
        fn words_lie_in_order_on_character_boundaries(text in "\\PC{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                proptest::prop_assert!(word.start >= last && word.end > word.start);
                proptest::prop_assert!(text.get(word.start..word.end).is_some());
                last = word.end;
            }
        }
    }
}
