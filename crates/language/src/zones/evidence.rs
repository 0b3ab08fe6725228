//! What a line's own words say of it, whatever stands around.
//!
//! Only strong evidence counts here: a button's whole wording, a name behind `By`, an agency
//! behind a slash. The rules are asked in a fixed order and the first that speaks decides.

use super::lines::{Line, Reading, Role};
use super::phrases::{Class, Hit};
use postil_core::{Token, TokenKind, ZoneKind};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    /// Its kind.
    pub kind: ZoneKind,
    /// How sure that is.
    pub score: f32,
    /// What its neighbours have to know.
    pub role: Role,
}

impl Verdict {
    /// A verdict that concerns no neighbour.
    pub fn new(kind: ZoneKind, score: f32) -> Self {
        Self { kind, score, role: Role::Plain }
    }
}

/// A line with its words and phrases.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'r, 'a> {
    /// The line.
    pub line: &'r Line<'a>,
    /// Its words and phrases.
    pub reading: &'r Reading,
}

/// What the line's own words say; `None` leaves it to its neighbours.
pub(super) fn judge(line: &Line<'_>, reading: &Reading) -> Option<Verdict> {
    let this = Evidence { line, reading };
    if !line.wordy {
        return this.separator();
    }
    if line.words == 0 {
        return None;
    }
    this.notice()
        .or_else(|| this.stated_author())
        .or_else(|| this.promotion())
        .or_else(|| this.owner())
        .or_else(|| this.contact())
        .or_else(|| this.buttons())
        .or_else(|| this.picture_words())
        .or_else(|| this.link())
        .or_else(|| this.embedded_post())
        .or_else(|| this.names_behind_by())
        .or_else(|| this.opening())
        .or_else(|| this.picture_opening())
        .or_else(|| this.picture_closing())
        .or_else(|| this.closing_call())
        .or_else(|| this.slashed_names())
        .or_else(|| this.bracketed())
}

impl<'r, 'a> Evidence<'r, 'a> {
    /// The line's text.
    pub fn text(&self) -> &'a str {
        self.line.text
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        self.reading.tokens.len()
    }

    /// How many words the phrases of some classes cover.
    pub fn cover(&self, classes: &[Class]) -> usize {
        let hits = self.reading.hits.iter();
        hits.filter(|hit| classes.contains(&hit.class)).map(|hit| hit.count).sum()
    }

    /// Whether a phrase of the class stands in the line.
    pub fn has(&self, class: Class) -> bool {
        self.reading.hits.iter().any(|hit| hit.class == class)
    }

    /// The phrase that the line begins with.
    pub fn first(&self) -> Option<&'r Hit> {
        self.reading.hits.first().filter(|hit| hit.at == 0)
    }

    /// The phrase that the line ends with.
    pub fn last(&self) -> Option<&'r Hit> {
        self.reading.hits.last().filter(|hit| hit.end() == self.words())
    }

    /// The character before a phrase, white space set aside.
    pub fn before(&self, hit: &Hit) -> Option<char> {
        let token = self.reading.tokens.get(hit.at)?;
        self.text().get(..token.span.start())?.trim_end().chars().next_back()
    }

    /// The character behind a phrase, white space set aside.
    pub fn after(&self, hit: &Hit) -> Option<char> {
        let token = self.reading.tokens.get(hit.end().checked_sub(1)?)?;
        self.text().get(token.span.end()..)?.trim_start().chars().next()
    }

    /// Words covered by phrases, numbers and addresses.
    pub fn known(&self) -> usize {
        let tokens = &self.reading.tokens;
        let in_hits: usize = self.reading.hits.iter().map(|hit| hit.count).sum();
        let counted: usize = self
            .reading
            .hits
            .iter()
            .filter_map(|hit| tokens.get(hit.at..hit.end()))
            .flatten()
            .filter(|token| token.kind == TokenKind::Number)
            .count();
        in_hits + self.line.addresses + self.line.numbers - counted.min(self.line.numbers)
    }

    /// The spelling of a word.
    pub fn word(&self, token: &Token) -> &'a str {
        token.span.of(self.line.text)
    }

    /// A whole sentence: a terminal mark and a finite verb.
    pub fn is_sentence(&self) -> bool {
        self.line.ends_sentence && self.line.verb
    }
}
