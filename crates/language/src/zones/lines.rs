//! Lines of a text, and what can be seen of each without its neighbours.

use super::phrases::{self, Hit, Sign};
use super::words::{WordKind, words};
use postil_core::{Span, Tag, Token, TokenKind, ZoneKind, fold};
use rustc_hash::{FxBuildHasher, FxHasher};
use std::hash::{BuildHasher, Hasher};

/// Words that a line may have for its words to be looked at: furniture is short.
pub(super) const SHORT: usize = 60;
/// Bytes above which a line has more than [`SHORT`] words, or is no furniture anyway.
const LONG: usize = 420;

/// Why a line is what it is, where its neighbours have to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing that concerns them.
    Plain,
    /// The heading of a list of links.
    ListHeading,
    /// The button of an author's box.
    FollowButton,
    /// Names the maker of a picture.
    PictureCredit,
}

/// A line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Its text, without white space at either end.
    pub text: &'a str,
    /// Where that begins in the document.
    pub start: usize,
    /// Whether a blank line, or nothing, stands before.
    pub after_blank: bool,
    /// Words by its length; scripts without spaces are counted at three characters a word.
    pub length: usize,
    /// Words found; 0 when the line is too long to look.
    pub words: usize,
    /// Words that begin with a capital.
    pub capitals: usize,
    /// Words in small letters that do not link names.
    pub plain: usize,
    /// Words that link names.
    pub links: usize,
    /// Words that begin with a digit.
    pub numbers: usize,
    /// Addresses.
    pub addresses: usize,
    /// Addresses of a person: all but links.
    pub personal: usize,
    /// Words of dates and times.
    pub dates: usize,
    /// Ends with a terminal mark, quotes and brackets set aside.
    pub ends_sentence: bool,
    /// Ends with a mark behind which something must follow.
    pub ends_open: bool,
    /// The first letter is a small one.
    pub starts_small: bool,
    /// Holds a letter or digit.
    pub wordy: bool,
    /// Holds a common finite verb.
    pub verb: bool,
    /// Holds the name of a trade of the press.
    pub trade: bool,
    /// Hash of its folded words; 0 without words.
    pub key: u64,
    /// What it is, once that is known.
    pub kind: Option<ZoneKind>,
    /// How sure that is.
    pub score: f32,
    /// What its neighbours have to know.
    pub role: Role,
}

/// The words and phrases of one line; the room is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Words, with spans in the line's text.
    pub tokens: Vec<Token>,
    /// Phrases of the table.
    pub hits: Vec<Hit>,
}

impl<'a> Line<'a> {
    /// A line and its reading.
    pub fn read(text: &'a str, start: usize, after_blank: bool, reading: &mut Reading) -> Self {
        let mut line = Self {
            text,
            start,
            after_blank,
            length: 0,
            words: 0,
            capitals: 0,
            plain: 0,
            links: 0,
            numbers: 0,
            addresses: 0,
            personal: 0,
            dates: 0,
            ends_sentence: ends_sentence(text),
            ends_open: text.ends_with(OPEN) || text.ends_with('('),
            starts_small: false,
            wordy: true,
            verb: false,
            trade: false,
            key: 0,
            kind: None,
            score: 0.0,
            role: Role::Plain,
        };
        line.ends_open |= text.trim_end_matches(closes).ends_with(OPEN);
        let first = text.chars().find(|c| c.is_alphanumeric());
        line.wordy = first.is_some();
        line.starts_small = first.is_some_and(char::is_lowercase);
        reading.tokens.clear();
        reading.hits.clear();
        if text.len() <= LONG {
            line.look(reading);
        } else {
            line.length = text.split_whitespace().count().max(SHORT + 1);
            line.key = FxBuildHasher.hash_one(text);
        }
        line
    }

    fn look(&mut self, reading: &mut Reading) {
        let mut wide = 0;
        let mut key = FxHasher::default();
        let ascii = self.text.is_ascii();
        for word in words(self.text) {
            let Ok(span) = Span::new(self.text, word.start, word.end) else { continue };
            let of = span.of(self.text);
            let kind = match word.kind {
                WordKind::Plain => TokenKind::Word,
                WordKind::Number => TokenKind::Number,
                _ => TokenKind::Symbol,
            };
            let token = Token { span, fold: fold(of), kind, tag: Tag::X };
            self.length += 1;
            key.write_u32(token.fold.0);
            if !ascii {
                wide += of.chars().filter(|c| is_wide(*c)).count();
            }
            if reading.tokens.len() == SHORT {
                continue;
            }
            reading.tokens.push(token);
            match word.kind {
                WordKind::Plain => self.see(&token),
                WordKind::Number => self.numbers += 1,
                kind => {
                    self.addresses += 1;
                    self.personal += usize::from(kind != WordKind::Link);
                }
            }
        }
        if self.length > 0 {
            self.key = key.finish();
        }
        self.length += wide / 3;
        if self.length > SHORT {
            reading.tokens.clear();
            return;
        }
        self.words = reading.tokens.len();
        phrases::scan(self.text, &reading.tokens, &mut reading.hits);
        self.dates = reading
            .hits
            .iter()
            .filter(|hit| hit.class == phrases::Class::Date)
            .map(|hit| hit.count)
            .sum();
    }

    fn see(&mut self, token: &Token) {
        let of = token.span.of(self.text);
        let sign = phrases::sign(of, token.fold);
        self.verb |= sign == Some(Sign::Verb);
        self.trade |= sign == Some(Sign::Role);
        if is_capital(of) {
            self.capitals += 1;
        } else if sign == Some(Sign::Link) {
            self.links += 1;
        } else {
            self.plain += 1;
        }
    }

    /// Marks what the line is.
    pub fn set(&mut self, kind: ZoneKind, score: f32) {
        self.kind = Some(kind);
        self.score = score;
    }

    /// Whether nothing is known of it yet.
    pub fn is_free(&self) -> bool {
        self.kind.is_none()
    }

    /// First character.
    pub fn lead(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }

    /// Begins with a quote mark.
    pub fn is_quoted(&self) -> bool {
        matches!(self.lead(), '"' | '“' | '„' | '«' | '»' | '‘' | '\'')
    }

    /// Begins with the mark of a list or of quoted mail.
    pub fn is_item(&self) -> bool {
        matches!(
            self.lead(),
            '•' | '■'
                | '▪'
                | '●'
                | '◦'
                | '*'
                | '>'
                | '-'
                | '–'
                | '—'
                | '·'
                | '►'
                | '▶'
                | '→'
                | '‣'
                | '_'
                | '+'
                | '#'
                | '~'
        )
    }

    /// Stands as a whole in brackets.
    pub fn is_bracketed(&self) -> bool {
        self.text.starts_with(['[', '(']) && self.text.ends_with([']', ')'])
    }

    /// Someone speaks: a few words, a colon, and more.
    pub fn has_speaker(&self) -> bool {
        self.text.find(':').is_some_and(|colon| {
            (1..=40).contains(&colon)
                && self.text.get(colon + 1..).is_some_and(|rest| rest.starts_with(' '))
        })
    }

    /// Has capitals and no small letters.
    pub fn is_upper(&self) -> bool {
        !self.text.chars().any(char::is_lowercase) && self.text.chars().any(char::is_uppercase)
    }

    /// A name and nothing else, as far as its shape tells.
    pub fn is_name(&self) -> bool {
        (2..=4).contains(&self.words)
            && self.capitals >= 2
            && self.capitals + self.links == self.words
            && self.links <= 1
            && !self.ends_sentence
            && !self.ends_open
            && !self.is_quoted()
            && !self.verb
            && !self.text.contains([':', '/'])
            && !self.is_upper()
    }

    /// A line without end that a headline could be, of at most `most` words.
    pub fn is_title(&self, most: usize) -> bool {
        self.words >= 1
            && self.length <= most
            && !self.ends_sentence
            && !self.ends_open
            && !self.starts_small
            && self.addresses == 0
            && self.numbers * 2 <= self.words
            && !matches!(self.lead(), '>' | '_' | '*' | '#' | '+' | '~' | '<' | '|' | '{')
            // `BAAR, SWITZERLAND` opens a report.
            && !(self.words <= 3 && self.text.contains(',') && self.is_upper())
    }

    /// A sentence of the article.
    pub fn is_body(&self) -> bool {
        self.is_free()
            && (self.length >= 40
                || self.ends_sentence && (self.length >= 15 || self.length >= 9 && self.verb))
    }

    /// A note in brackets at the end: what stands before and in it.
    pub fn closing_note(&self) -> Option<(&'a str, &'a str)> {
        closing_note(self.text)
    }
}

const OPEN: [char; 8] = [':', ',', ';', '-', '–', '—', '|', '/'];

/// Marks that may stand behind the end of a sentence.
fn closes(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '}' | '›' | '“' | '*' | ' ')
}

/// Marks that end a sentence.
pub(super) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '！' | '？' | '؟' | '।')
}

/// Whether a line ends a sentence, a closing note in brackets set aside.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(closes).ends_with(is_terminal)
        || closing_note(text)
            .is_some_and(|(before, _)| before.trim_end_matches(closes).ends_with(is_terminal))
}

fn closing_note(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix([')', ']'])?;
    let open = inside.rfind(['(', '['])?;
    let before = text.get(..open)?.trim_end();
    (!before.is_empty()).then_some((before, inside.get(open + 1..)?))
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Scripts that write without spaces.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' && c.is_alphanumeric()
}

/// The lines of a text that are not blank, each with its place and whether a blank line stands
/// before it.
pub(super) fn split(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut at = 0;
    let mut blank = true;
    text.split(is_break).filter_map(move |line| {
        let start = at;
        let end = start + line.len();
        at = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let inner = line.trim_start();
        let place = start + line.len() - inner.len();
        let inner = inner.trim_end();
        if inner.is_empty() {
            // Between \r and \n there is no line.
            let bytes = text.as_bytes();
            let pair = start > 0
                && line.is_empty()
                && bytes.get(start - 1) == Some(&b'\r')
                && bytes.get(start) == Some(&b'\n');
            blank |= !pair;
            return None;
        }
        Some((place, inner, std::mem::replace(&mut blank, false)))
    })
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Line<'_> {
        Line::read(text, 0, true, &mut Reading::default())
    }

    #[test]
    fn every_sort_of_break_is_known() {
        let lines: Vec<_> = split("a\r\nb\r\n\r\n c \u{2028}d\u{c}\n").collect();
        assert_eq!(lines, [(0, "a", true), (3, "b", false), (9, "c", true), (14, "d", false)]);
        assert_eq!(split(" \n\r\n").count(), 0);
    }

    #[test]
    fn the_end_of_a_sentence_is_seen_through_quotes_and_notes() {
        assert!(read("He left.").ends_sentence);
        assert!(read("“He left.”").ends_sentence);
        assert!(read("He left, the aide said. (Reuters)").ends_sentence);
        assert!(!read("The minister in May (Reuters)").ends_sentence);
        assert!(read("They agreed on this:").ends_open);
        assert!(!read("Talks go on").ends_open);
    }

    #[test]
    fn names_have_the_shape_of_names() {
        for name in ["Maria del Campo", "J. K. Ortner", "Anna-Lena Vogt"] {
            assert!(read(name).is_name(), "{name}");
        }
        for other in
            ["Talks go on", "GIRLS BASKETBALL", "Who Is He?", "Moscow: Talks Fail", "Moscow"]
        {
            assert!(!read(other).is_name(), "{other}");
        }
    }

    #[test]
    fn a_line_of_any_length_is_measured() {
        assert_eq!(read("one two, three-four").length, 4);
        assert_eq!(read(&"word ".repeat(70)).words, 0);
        assert_eq!(read(&"word ".repeat(70)).length, 70);
        assert!(read(&"x".repeat(5000)).length > SHORT);
        assert_eq!(read("首脳会談は来月に開かれる見通しだ").length, 6);
    }
}
