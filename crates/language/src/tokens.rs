//! Words, numbers and marks, split as in UD English EWT.
//!
//! One pass over the bytes of each zone. ASCII is decided by a table of classes; other
//! characters are decoded one at a time. Nothing is allocated but the result.

use postil_core::{Fold, Span, Tag, Token, TokenKind, Zone, fold};
use postil_lexicon::Lexicon;
use std::sync::LazyLock;

/// Abbreviations and month names; see the file for its classes.
pub(crate) static ABBREVIATIONS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/abbreviations.table")))
});

static PARTS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/word_parts.table"))));

const PREFIX: u32 = 1;
const CLITIC: u32 = 2;
const UNIT: u32 = 3;
const FUSED: u32 = 4;
/// Class of month names in the table of abbreviations.
pub(crate) const MONTH_NAME: u32 = 5;

/// Splits the text of every zone into tokens, without tags (all [`Tag::X`]).
pub fn tokenize(text: &str, zones: &[Zone]) -> Vec<Token> {
    let bytes: usize = zones.iter().map(|zone| zone.span.len()).sum();
    let mut scanner = Scanner { text, bytes: text.as_bytes(), out: Vec::with_capacity(bytes / 5) };
    for zone in zones {
        scanner.scan(zone.span.start(), zone.span.end());
    }
    scanner.out
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    out: Vec<Token>,
}

/// What a character does to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Letter,
    Digit,
    Ideograph,
    Joiner,
    Other,
}

/// Whether a byte is an ASCII letter or digit; `None` where more than ASCII begins or goes on.
const WORD_BYTES: [Option<bool>; 256] = {
    let mut table = [None; 256];
    let mut byte = 0;
    while byte < 0x80 {
        table[byte] = Some((byte as u8).is_ascii_alphanumeric());
        byte += 1;
    }
    table
};

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\u{0}'..='\u{20}' | '\u{7f}' => Class::Blank,
        '!'..='~' => Class::Other,
        // Marks of direction, the byte order mark and line separators stand for nothing.
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => Class::Blank,
        // Combining marks, soft hyphen, joiners and variation selectors belong to what is before.
        '\u{300}'..='\u{36f}'
        | '\u{ad}'
        | '\u{200c}'
        | '\u{200d}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{20d0}'..='\u{20f0}'
        | '\u{1f3fb}'..='\u{1f3ff}' => Class::Joiner,
        '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2ffff}' => Class::Ideograph,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_whitespace() || c.is_control() => Class::Blank,
        _ => Class::Other,
    }
}

impl Scanner<'_> {
    fn scan(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let Some(c) = self.char(at) else { break };
            let after = at + c.len_utf8();
            at = match class(c) {
                Class::Blank => after,
                Class::Letter => self.word(at, end),
                Class::Digit => self.number(at, end),
                Class::Ideograph => self.emit(at, self.joined(after, end), TokenKind::Word),
                Class::Joiner => self.emit(at, after, TokenKind::Symbol),
                Class::Other => self.mark(c, at, end),
            };
        }
    }

    #[inline]
    fn char(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            Some(_) => self.text.get(at..)?.chars().next(),
            None => None,
        }
    }

    /// The class of the character at `at`, `Blank` at the end.
    #[inline]
    fn class_at(&self, at: usize, end: usize) -> Class {
        if at >= end { Class::Blank } else { self.char(at).map_or(Class::Blank, class) }
    }

    /// Writes one token and returns its end.
    #[inline]
    fn emit(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let hash = fold(self.text.get(start..end).unwrap_or_default());
        self.emit_folded(start, end, hash, kind)
    }

    /// The same for a word whose fold is known.
    #[inline]
    fn emit_folded(&mut self, start: usize, end: usize, fold: Fold, kind: TokenKind) -> usize {
        if let Ok(span) = Span::new(self.text, start, end) {
            self.out.push(Token { span, fold, kind, tag: Tag::X });
        }
        end
    }

    /// The first byte from `at` that is no letter, digit or joiner.
    #[inline]
    fn letters(&self, mut at: usize, end: usize) -> usize {
        while at < end {
            match WORD_BYTES[self.bytes[at] as usize] {
                Some(true) => {
                    at += 1;
                    continue;
                }
                Some(false) => break,
                None => {}
            }
            let Some(c) = self.char(at) else { break };
            if !matches!(class(c), Class::Letter | Class::Digit | Class::Joiner) {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    /// The first byte from `at` that is no joiner.
    fn joined(&self, mut at: usize, end: usize) -> usize {
        while at < end
            && let Some(c) = self.char(at)
            && class(c) == Class::Joiner
        {
            at += c.len_utf8();
        }
        at
    }

    fn word(&mut self, start: usize, end: usize) -> usize {
        if let Some(stop) = self.address(start, end) {
            return self.emit(start, stop, TokenKind::Symbol);
        }
        let mut part = start; // where the letters since the last inner mark begin
        let mut at = self.letters(start, end);
        let mut dotted = false;
        while at < end {
            let Some(mark) = self.char(at) else { break };
            let behind = at + mark.len_utf8();
            let next = self.class_at(behind, end);
            if !matches!(next, Class::Letter | Class::Digit) {
                break;
            }
            match mark {
                '\'' | '’' if next == Class::Letter => {
                    let tail = self.letters(behind, end);
                    if let Some(head) = self.clitic(part, at, behind, tail) {
                        if head > start {
                            self.emit(start, head, TokenKind::Word);
                        }
                        return self.emit(head, tail, TokenKind::Word);
                    }
                }
                '.' if self.period_joins(part, at, behind, end) => dotted = true,
                '&' if self.is_upper(at.wrapping_sub(1)) && self.is_upper(behind) => {}
                '_' | '@' => {}
                '-' if self.is_prefix(start, at) && next == Class::Letter => {}
                _ => break,
            }
            part = behind;
            at = self.letters(behind, end);
        }
        if self.bytes.get(at) == Some(&b'.') && at < end && self.keeps_period(start, at, dotted) {
            at += 1;
        }
        let word = self.text.get(start..at).unwrap_or_default();
        let hash = fold(word);
        if let Some(entry) = PARTS.get(hash, word)
            && entry.value == FUSED
            && let Ok(first) = entry.text.parse::<usize>()
        {
            self.emit(start, start + first, TokenKind::Word);
            return self.emit(start + first, at, TokenKind::Word);
        }
        self.emit_folded(start, at, hash, TokenKind::Word)
    }

    /// Where the token before a clitic ends, if the apostrophe at `mark` begins (or is inside)
    /// one: `Biden|’s`, `do|n't`.
    fn clitic(&self, part: usize, mark: usize, behind: usize, tail: usize) -> Option<usize> {
        let clitic = self.text.get(behind..tail)?;
        if clitic.eq_ignore_ascii_case("t") {
            let n = mark.checked_sub(1)?;
            return (n > part && self.bytes[n].eq_ignore_ascii_case(&b'n')).then_some(n);
        }
        let entry = PARTS.get(fold(clitic), clitic)?;
        (entry.value == CLITIC).then_some(mark)
    }

    /// Whether a period between letters belongs to the word: `U.S`, `R.Politik`, `bbc.com`; not
    /// where a space was lost after a sentence: `ended.The`.
    fn period_joins(&self, part: usize, at: usize, behind: usize, end: usize) -> bool {
        let single = self.text.get(part..at).is_some_and(|p| p.chars().count() == 1);
        let lower_before = at > 0 && self.bytes[at - 1].is_ascii_lowercase();
        let next = self.letters(behind, end);
        let capital_after = self.char(behind).is_some_and(char::is_uppercase);
        single || !(lower_before && capital_after && next - behind > 1)
    }

    /// Whether the period at `at`, behind the word that begins at `start`, is part of it.
    fn keeps_period(&self, start: usize, at: usize, dotted: bool) -> bool {
        // Of several periods in a row none belongs to a word: they are an ellipsis.
        if self.bytes.get(at + 1) == Some(&b'.') {
            return false;
        }
        let word = self.text.get(start..at).unwrap_or_default();
        let mut chars = word.chars();
        let first = chars.next();
        let single = chars.next().is_none();
        if single && first.is_some_and(char::is_uppercase) {
            return true;
        }
        if dotted {
            // Letters one by one, as in U.S. or p.m., but not bbc.com.
            return word.split('.').all(|part| part.chars().count() == 1);
        }
        let written = self.text.get(start..=at).unwrap_or_default();
        ABBREVIATIONS
            .get(fold(written), written)
            .is_some_and(|entry| entry.text != "capital" || first.is_some_and(char::is_uppercase))
    }

    fn is_upper(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_uppercase)
    }

    fn is_prefix(&self, start: usize, at: usize) -> bool {
        let word = self.text.get(start..at).unwrap_or_default();
        PARTS.get(fold(word), word).is_some_and(|entry| entry.value == PREFIX)
    }

    /// The end of a web address that begins at `start`.
    fn address(&self, start: usize, end: usize) -> Option<usize> {
        let rest = &self.bytes[start..end];
        if !matches!(rest.first(), Some(b'h' | b'H' | b'w' | b'W')) {
            return None;
        }
        let opens = |word: &str| {
            rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
        };
        if !(opens("http://") || opens("https://") || opens("www.")) {
            return None;
        }
        let mut stop =
            rest.iter().position(|byte| *byte <= b' ' || *byte >= 0x80).unwrap_or(rest.len());
        while stop > 1 && b".,;:!?)]}'\"".contains(&rest[stop - 1]) {
            stop -= 1;
        }
        Some(start + stop)
    }

    fn number(&mut self, start: usize, end: usize) -> usize {
        let mut at = start;
        loop {
            while at < end
                && let Some(c) = self.char(at)
                && class(c) == Class::Digit
            {
                at += c.len_utf8();
            }
            let inner = self.bytes.get(at).is_some_and(|byte| b".,:/".contains(byte));
            if at < end && inner && self.class_at(at + 1, end) == Class::Digit {
                at += 1;
            } else {
                break;
            }
        }
        let tail = self.letters(at, end);
        let suffix = self.text.get(at..tail).unwrap_or_default();
        if suffix.is_empty() {
            return self.emit(start, at, TokenKind::Number);
        }
        if PARTS.get(fold(suffix), suffix).is_some_and(|entry| entry.value == UNIT) {
            return self.emit(start, at, TokenKind::Number);
        }
        // Ordinals and decades keep their letters: 50th, 1990s, 3D.
        self.emit(start, tail, TokenKind::Number)
    }

    fn mark(&mut self, c: char, start: usize, end: usize) -> usize {
        let after = start + c.len_utf8();
        let run = |same: &[u8]| {
            let mut at = start;
            while at < end && same.contains(&self.bytes[at]) {
                at += 1;
            }
            at
        };
        match c {
            '.' => self.emit(start, run(b"."), TokenKind::Mark),
            '!' | '?' => self.emit(start, run(b"!?"), TokenKind::Mark),
            '-' => self.emit(start, run(b"-"), TokenKind::Mark),
            '`' => self.emit(start, run(b"`").min(start + 2), TokenKind::Mark),
            '\'' | '’' => self.apostrophe(start, after, end),
            '$' | '%' | '+' | '=' | '<' | '>' | '|' | '~' | '^' | '#' | '&' | '@' => {
                self.emit(start, after, TokenKind::Symbol)
            }
            _ if c.is_ascii_punctuation() || is_mark(c) => self.emit(start, after, TokenKind::Mark),
            _ => {
                let stop = self.joined(after, end);
                self.emit(start, stop, TokenKind::Symbol)
            }
        }
    }

    /// An apostrophe at a token's start: two of them are a quote mark; before a clitic that lost
    /// its word (`the "Times"’s`) it belongs to the clitic.
    fn apostrophe(&mut self, start: usize, after: usize, end: usize) -> usize {
        if self.bytes[start] == b'\'' && self.bytes.get(after) == Some(&b'\'') && after < end {
            return self.emit(start, after + 1, TokenKind::Mark);
        }
        let glued = self.out.last().is_some_and(|token| token.span.end() == start);
        let tail = self.letters(after, end);
        if glued && tail > after && self.clitic(start, start, after, tail) == Some(start) {
            return self.emit(start, tail, TokenKind::Word);
        }
        self.emit(start, after, TokenKind::Mark)
    }
}

/// Whether a character outside ASCII is punctuation.
fn is_mark(c: char) -> bool {
    matches!(c,
        '‐'..='‧' | '‰'..='⁞' | '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
        | '、'..='〃' | '〈'..='】' | '〔'..='〟' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？'
        | '־' | '،' | '؛' | '؟' | '।')
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::ZoneKind;

    fn words(text: &str) -> Vec<&str> {
        let span = Span::new(text, 0, text.len()).unwrap();
        let zone = Zone { span, kind: ZoneKind::Content, repeats: None, score: None };
        tokenize(text, &[zone]).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn clitics_and_compounds_come_apart() {
        assert_eq!(words("Biden’s don't"), ["Biden", "’s", "do", "n't"]);
        assert_eq!(words("They'll've we’d"), ["They", "'ll", "'ve", "we", "’d"]);
        assert_eq!(words("Biden-Putin call"), ["Biden", "-", "Putin", "call"]);
        assert_eq!(words("co-workers cannot"), ["co-workers", "can", "not"]);
        assert_eq!(words("leaders’ call"), ["leaders", "’", "call"]);
        assert_eq!(words("O’Brien Sha'lan"), ["O’Brien", "Sha'lan"]);
    }

    #[test]
    fn periods_stay_with_abbreviations_only() {
        assert_eq!(words("the U.S. and p.m."), ["the", "U.S.", "and", "p.m."]);
        assert_eq!(words("Mr. Smith said no."), ["Mr.", "Smith", "said", "no", "."]);
        assert_eq!(words("George W. Bush"), ["George", "W.", "Bush"]);
        assert_eq!(words("of R.Politik, a firm"), ["of", "R.Politik", ",", "a", "firm"]);
        assert_eq!(words("It ended.The rest"), ["It", "ended", ".", "The", "rest"]);
        assert_eq!(words("at bbc.com."), ["at", "bbc.com", "."]);
        assert_eq!(words("wait..."), ["wait", "..."]);
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        assert_eq!(words("3.30 p.m."), ["3.30", "p.m."]);
        assert_eq!(words("$1,200.50, 50th"), ["$", "1,200.50", ",", "50th"]);
        assert_eq!(words("11:30pm on 12/31/2021."), ["11:30", "pm", "on", "12/31/2021", "."]);
        assert_eq!(words("10-12%"), ["10", "-", "12", "%"]);
    }

    #[test]
    fn marks_are_single_but_for_runs() {
        assert_eq!(words("invade, ”she"), ["invade", ",", "”", "she"]);
        assert_eq!(words("clear -- to"), ["clear", "--", "to"]);
        assert_eq!(words("What?! “No”"), ["What", "?!", "“", "No", "”"]);
        assert_eq!(words("see https://a.b/c?d=1."), ["see", "https://a.b/c?d=1", "."]);
        assert_eq!(words("💩👍🏽 ok\u{200f}"), ["💩", "👍🏽", "ok"]);
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_in_order_and_lose_no_letter(text in "\\PC{0,80}|[a-zA-Z’'.,;:!?“”\"0-9 \r\n\u{0}\u{301}💩é-]{0,120}") {
            let span = Span::new(&text, 0, text.len()).unwrap();
            let zone = Zone { span, kind: ZoneKind::Content, repeats: None, score: None };
            let mut last = 0;
            for token in tokenize(&text, &[zone]) {
                proptest::prop_assert!(token.span.fits(&text) && !token.span.is_empty());
                proptest::prop_assert!(token.span.start() >= last);
                let gap = &text[last..token.span.start()];
                proptest::prop_assert!(!gap.chars().any(|c| c.is_alphanumeric()));
                last = token.span.end();
            }
            proptest::prop_assert!(!text[last..].chars().any(|c| c.is_alphanumeric()));
        }
    }
}
