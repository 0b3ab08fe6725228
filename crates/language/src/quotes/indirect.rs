//! Reported clauses without quote marks: `She said that …`, `…, he said`, `According to …`.
//!
//! Precision comes first: the reporting word must have a clear subject, denials and plans are
//! left out, and a clause that runs into a quotation is left to that quotation.

use super::cues::Cue;
use super::host::Host;
use super::phrases::{Phrase, PhraseKind, Voice};
use super::words::{CueClass, Form, Word};
use postil_core::Span;

/// A reported clause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reported {
    pub span: Span,
    pub voice: Voice,
    pub cue: Option<Span>,
    /// Share of right ones of this kind on development data, rounded down.
    pub score: f32,
}

/// Words of a clause at least.
const WORDS: usize = 3;
/// Bytes of a clause at least.
const BYTES: usize = 8;
/// Tokens that `that` may stand behind its verb.
const THAT: usize = 10;

/// A clause with its tag behind it, or around it.
struct Tag {
    /// The comma before the tag.
    comma: usize,
    who: Phrase,
    /// Whether the speaker stands behind the verb.
    inverted: bool,
}

impl Host<'_> {
    /// Appends the reported clauses of this host, whose cues are resolved and whose quotations
    /// are read.
    pub fn reported(&self, out: &mut Vec<Reported>) {
        let mut made = Vec::new();
        for cue in &self.cues {
            if cue.negated || cue.used {
                continue;
            }
            if cue.word.form == Form::Before {
                self.by_source(cue, &mut made);
                continue;
            }
            let class = cue.word.class;
            if !matches!(class, CueClass::Say | CueClass::Weak | CueClass::Think) {
                continue;
            }
            if cue.word.form == Form::Perfect && cue.subject.is_none() {
                continue;
            }
            let that = self.behind_that(cue);
            if that.is_none()
                && let Some(tag) = self.tag(cue)
                && self.with_tag(cue, &tag, &mut made)
            {
                continue;
            }
            self.behind_verb(cue, that, &mut made);
        }
        out.append(&mut made);
    }

    /// `CLAUSE, according to X` and `According to X, CLAUSE`.
    fn by_source(&self, cue: &Cue, out: &mut Vec<Reported>) {
        let Some(who) = cue.subject else { return };
        if cue.word.class == CueClass::So && !self.is_comma(cue.at.wrapping_sub(1)) {
            return;
        }
        if cue.word.class == CueClass::So && !matches!(self.mark(who.end), "." | ",") {
            return;
        }
        if cue.at >= 4 {
            let start = self.clause_start(cue.at);
            if cue.at - start >= 4 {
                self.emit(start, cue.at, who, cue, 0.85, out);
            }
            return;
        }
        let Some(mut comma) = self.next_comma(who.end) else { return };
        // According to X, a fellow at Y, CLAUSE
        if let Some(second) = self.next_comma(comma + 1)
            && self
                .phrase_back(second - 1)
                .is_some_and(|phrase| phrase.kind == PhraseKind::Role && phrase.start == comma + 1)
        {
            comma = second;
        }
        let mut end = comma + 1;
        while end < self.len() && !self.is_quote(end) {
            end += 1;
        }
        if end == self.len() {
            self.emit(comma + 1, end, who, cue, 0.85, out);
        }
    }

    /// The first comma from `from` on, before any quotation.
    fn next_comma(&self, from: usize) -> Option<usize> {
        (from..self.len()).take_while(|&at| !self.is_quote(at)).find(|&at| self.is_comma(at))
    }

    /// Where the clause that ends at `end` begins.
    fn clause_start(&self, end: usize) -> usize {
        let mut start = end;
        while start > 0 && !self.is_quote(start - 1) && !matches!(self.mark(start - 1), ";" | ":") {
            start -= 1;
        }
        start
    }

    /// The clause behind `that`, where the verb has one.
    fn behind_that(&self, cue: &Cue) -> Option<usize> {
        let end = cue.end();
        for at in end..end + THAT {
            self.token(at)?;
            let word = self.word(at);
            if word == Word::That {
                let clause = self.token(at + 1).is_some()
                    && !matches!(self.word(at + 1), Word::Be | Word::Auxiliary);
                return clause.then_some(at + 1);
            }
            let mark = !self.mark(at).is_empty();
            let stops = matches!(
                word,
                Word::To
                    | Word::Negation
                    | Word::Coordinator
                    | Word::Subordinator
                    | Word::Relative
                    | Word::Be
                    | Word::Auxiliary
            );
            if stops
                || mark && (self.word(at + 1) != Word::That || !self.is_comma(at))
                || at > end && self.is_cue(at)
            {
                return None;
            }
        }
        None
    }

    /// The tag that a verb forms with its subject, set off by a comma.
    fn tag(&self, cue: &Cue) -> Option<Tag> {
        if cue.word.class != CueClass::Say {
            return None;
        }
        let behind_comma = cue.at >= 4 && self.is_comma(cue.at - 1) && !cue.word.addressee;
        let inverted = if behind_comma { self.inverted(cue) } else { None };
        let tag = |who| Tag { comma: cue.at - 1, who, inverted: true };
        let ends = |who: &Phrase| {
            who.end + 4 >= self.len()
                || matches!(self.mark(who.end), "," | ".")
                || self.word(who.end) == Word::Relative
        };
        if let Some(who) = inverted.filter(|who| cue.subject.is_none() || ends(who)) {
            return Some(tag(who));
        }
        let who = cue.subject?;
        if who.start >= cue.at
            || cue.word.form == Form::Participle
            || who.kind == PhraseKind::Relative
        {
            return None;
        }
        let mut comma = who.start.checked_sub(1)?;
        while self.is_word(comma)
            && (self.word(comma) == Word::Determiner
                || self.role(comma).is_some()
                || self.is_nominal(comma))
        {
            comma = comma.checked_sub(1)?;
        }
        (comma >= 3 && self.is_comma(comma)).then_some(Tag { comma, who, inverted: false })
    }

    /// Takes the clause before (or around) a tag; false where the tag is none after all.
    fn with_tag(&self, cue: &Cue, tag: &Tag, out: &mut Vec<Reported>) -> bool {
        let n = self.len();
        let mut end = if tag.inverted { tag.who.end } else { cue.end() };
        if cue.word.recipient || cue.word.addressee {
            if matches!(self.word(end), Word::Object | Word::Recipient) {
                end += 1;
            } else if let Some(phrase) = self.phrase_forward(end) {
                end = phrase.end;
            }
        }
        let verb_end = end;
        let adverbial =
            matches!(self.word(end), Word::Day | Word::Month | Word::Preposition | Word::Adverb);
        if self.token(end).is_some() && self.mark(end).is_empty() && !adverbial {
            return false;
        }
        while end < n
            && !self.is_quote(end)
            && !self.mark(end).starts_with([',', '.', ';', ':', '!', '?'])
            && !self.is_dash(end)
        {
            end += 1;
        }
        let start = self.clause_start(tag.comma);
        let length = tag.comma - start;
        let comma_follows = self.is_comma(end);
        if self.has_quote(end, n) {
            // …, she said, calling it “…”
            let participle = self
                .cues
                .iter()
                .any(|other| other.at == end + 1 && other.word.form == Form::Participle);
            if comma_follows && participle && end - verb_end <= 6 {
                self.emit(start, tag.comma, tag.who, cue, 0.8, out);
            }
            return true;
        }
        if comma_follows && n - end > length.max(6) {
            // The tag interrupts its clause: the longer part stands for the whole.
            let goes_on = matches!(self.word(end + 1), Word::Coordinator | Word::Relative);
            if self.is_cue(end + 1) || goes_on {
                self.emit(start, tag.comma, tag.who, cue, 0.8, out);
            } else if end == verb_end {
                self.emit(end + 1, n, tag.who, cue, 0.65, out);
            }
            return true;
        }
        let adverbial = matches!(self.word(0), Word::Preposition | Word::Subordinator);
        if !(adverbial && length <= 5) {
            self.emit(start, tag.comma, tag.who, cue, 0.8, out);
        }
        true
    }

    /// The clause behind a verb: `X said (that) CLAUSE`.
    fn behind_verb(&self, cue: &Cue, that: Option<usize>, out: &mut Vec<Reported>) {
        let Some(who) = cue.subject else { return };
        if who.kind == PhraseKind::Noun && cue.word.class != CueClass::Say {
            return;
        }
        let modal = ["would", "could", "should", "may", "might", "must", "can"];
        let mut before = cue.at.saturating_sub(3)..cue.at;
        if before.any(|at| modal.iter().any(|word| self.is(at, word))) {
            return;
        }
        // The writer, and whoever talks outside quote marks in an interview.
        if ["i", "we", "you"].iter().any(|word| self.is(who.start, word)) {
            return;
        }
        let Some(start) = that.or_else(|| self.bare_clause(cue)) else { return };
        let mut end = start;
        while end < self.len() && !self.is_quote(end) && self.mark(end) != ";" {
            end += 1;
        }
        // The next thing that the same speaker says begins a clause of its own.
        let next = self.cues.iter().find(|other| {
            let form = other.word.form;
            other.at > start + 3
                && other.at < end
                && matches!(other.word.class, CueClass::Say | CueClass::Describe)
                && (form == Form::Participle && self.is_comma(other.at - 1)
                    || self.word(other.at - 1) == Word::Coordinator
                        && (form == cue.word.form || form == Form::Participle))
        });
        match next {
            Some(next) => end = next.at - 1,
            None if self.is_quote(end) => return,
            None => {}
        }
        let score = if that.is_some() { 0.8 } else { 0.75 };
        self.emit(start, end, who, cue, score, out);
    }

    /// Where a clause without `that` begins behind a verb.
    fn bare_clause(&self, cue: &Cue) -> Option<usize> {
        let mut at = cue.end();
        if cue.word.recipient || cue.word.addressee {
            if matches!(self.word(at), Word::Object | Word::Recipient) {
                at += 1;
            } else if let Some(phrase) = self.phrase_forward(at) {
                // `warned the ministry (the dam would break)`, but `warned the dam would break`.
                let verb = matches!(self.word(phrase.end), Word::Be | Word::Auxiliary);
                if cue.word.addressee || !verb {
                    at = phrase.end;
                }
            } else {
                return None;
            }
        }
        let date = |at: usize| matches!(self.word(at), Word::Day | Word::Month);
        while date(at)
            || self.word(at) == Word::Adverb
            || self.word(at) == Word::Preposition && date(at + 1)
        {
            at += 1;
        }
        if self.word(at) == Word::Preposition {
            // said in a statement (the plan was off)
            if cue.word.class == CueClass::Think {
                return None;
            }
            at = self.phrase_forward(at + 1)?.end;
            while date(at) {
                at += 1;
            }
        }
        self.token(at)?;
        let no_clause = matches!(
            self.word(at),
            Word::To
                | Word::Be
                | Word::Coordinator
                | Word::Preposition
                | Word::Object
                | Word::Auxiliary
                | Word::Subordinator
                | Word::Negation
        );
        if no_clause || !self.mark(at).is_empty() {
            return None;
        }
        if cue.word.class == CueClass::Say && cue.word.bare {
            return Some(at);
        }
        let phrase = self.phrase_forward(at)?;
        let next = self.word(phrase.end);
        let clause = if cue.word.class == CueClass::Say {
            // `added a ship to the fleet` has an object there, and no clause.
            let object = matches!(
                next,
                Word::Edge
                    | Word::Quotation
                    | Word::Preposition
                    | Word::To
                    | Word::Coordinator
                    | Word::Relative
                    | Word::Day
            );
            let noun = phrase.kind == PhraseKind::Noun && next == Word::Other;
            !object && self.mark(phrase.end).is_empty() && !noun
        } else {
            let pronoun = phrase.kind == PhraseKind::Pronoun && self.is_word(phrase.end);
            phrase.kind != PhraseKind::Noun
                && (pronoun || matches!(next, Word::Be | Word::Auxiliary | Word::Adverb))
        };
        clause.then_some(at)
    }

    /// Writes the items `start..end` as a reported clause, unless they are none or were written.
    fn emit(
        &self,
        start: usize,
        end: usize,
        who: Phrase,
        cue: &Cue,
        score: f32,
        out: &mut Vec<Reported>,
    ) {
        let (mut start, mut end) = (start, end.min(self.len()));
        if start > 0 && self.is_quote(start - 1) || self.has_quote(start, end) {
            return;
        }
        let words = (start..end).filter(|&at| self.is_word(at)).take(WORDS).count();
        let edge = |at: usize| {
            self.mark(at).starts_with([',', ';', ':', '.', '!', '?', '…']) || self.is_dash(at)
        };
        while start < end && edge(start) {
            start += 1;
        }
        while start < end && edge(end - 1) {
            end -= 1;
        }
        let (Some(span), Some(voice)) = (self.span(start, end), self.voice(who)) else { return };
        if words < WORDS || span.len() < BYTES || span.overlaps(voice.span) {
            return;
        }
        let repeats = out.iter().rev().take(4).any(|made| {
            let shared =
                made.span.end().min(span.end()).saturating_sub(made.span.start().max(span.start()));
            2 * shared > made.span.len().min(span.len())
        });
        if !repeats {
            let cue = self.span(cue.at, cue.end());
            out.push(Reported { span, voice, cue, score });
        }
    }
}
