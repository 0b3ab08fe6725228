//! Reported clauses without quote marks: `…, he said`, `As she said, …`, `According to …`; those
//! behind their verb are in `complements` and `objects`.
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
/// Words between `as she told reporters` and the comma behind it at most.
const AS: usize = 6;

/// Items of a clause before its tag at least; what is shorter only leads to the clause behind:
/// `Instead, she said, …`.
const LEAD: usize = 3;

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
            if self.by_as(cue, &mut made) {
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
        self.objects(&mut made);
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

    /// `As X said, CLAUSE` and `CLAUSE, as X said.`
    fn by_as(&self, cue: &Cue, out: &mut Vec<Reported>) -> bool {
        let Some(who) = cue.subject.filter(|who| who.start < cue.at) else { return false };
        if !matches!(cue.word.form, Form::Past | Form::Present | Form::Base) {
            return false;
        }
        let mut opener = who.start.wrapping_sub(1);
        while self.word(opener) == Word::Determiner {
            opener = opener.wrapping_sub(1);
        }
        if !self.is(opener, "as") || self.is_writer(&who) {
            return false;
        }
        let mut end = cue.end();
        let adverbial = matches!(
            self.word(end),
            Word::Day
                | Word::Month
                | Word::Preposition
                | Word::Adverb
                | Word::Recipient
                | Word::Object
                | Word::Edge
        );
        if !adverbial && self.mark(end).is_empty() {
            return false;
        }
        while self.token(end).is_some() && self.mark(end).is_empty() && end < cue.end() + AS {
            end += 1;
        }
        let first = opener == 0 || opener == 1 && self.word(0) == Word::Coordinator;
        let made = out.len();
        if first && self.is_comma(end) {
            let stop = (end..self.len())
                .find(|&at| self.is_quote(at) || self.mark(at) == ";")
                .unwrap_or(self.len());
            if !self.is_quote(stop) {
                self.emit(end + 1, stop, who, cue, 0.7, out);
            }
        } else if opener > 3
            && self.is_comma(opener - 1)
            && (self.mark(end) == "." || self.word(end) == Word::Edge)
        {
            self.emit(self.clause_start(opener - 1), opener - 1, who, cue, 0.7, out);
        }
        out.len() > made
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

    /// The tag that a verb forms with its subject, set off by a comma.
    fn tag(&self, cue: &Cue) -> Option<Tag> {
        let say = cue.word.class == CueClass::Say;
        let behind_comma = say && cue.at >= 4 && self.is_comma(cue.at - 1) && !cue.word.addressee;
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
        let next = cue.end();
        let fits = if comma < LEAD {
            comma > 0 && self.is_comma(next) && !self.is_writer(&who)
        } else {
            // `…, the records show.`, but not `…, the records show a loss.`
            let bare = matches!(self.mark(next), "," | ".") || self.word(next) == Word::Edge;
            say || bare && !self.is_writer(&who)
        };
        (fits && self.is_comma(comma)).then_some(Tag { comma, who, inverted: false })
    }

    /// Takes the clause before (or around) a tag; false where the tag is none after all.
    fn with_tag(&self, cue: &Cue, tag: &Tag, out: &mut Vec<Reported>) -> bool {
        let n = self.len();
        if tag.comma < LEAD {
            let start = cue.end() + 1;
            if !self.has_quote(start, n) {
                self.emit(start, self.clause_end(&tag.who, start), tag.who, cue, 0.75, out);
            }
            return true;
        }
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

    /// Writes the items `start..end` as a reported clause, unless they are none or were written.
    /// A report may hold another one's: `She said that …, according to him`.
    pub fn emit(
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
            let around = span.contains(made.span) && !made.voice.span.overlaps(voice.span);
            2 * shared > made.span.len().min(span.len()) && !around
        });
        if !repeats {
            let cue = self.span(cue.at, cue.end());
            out.push(Reported { span, voice, cue, score });
        }
    }
}
