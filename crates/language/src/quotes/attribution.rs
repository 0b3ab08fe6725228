//! Who says a quotation: the best reporting word of its own sentence.
//!
//! Each reporting word near a quotation is a candidate with a cost: how directly it stands at the
//! quotation, how clearly it is a verb of saying, how many words lie between. The cheapest one
//! wins. The costs were set on development data, not learnt.

use super::cues::Cue;
use super::host::Host;
use super::phrases::{Phrase, PhraseKind, Voice};
use super::words::{self, CueClass, Form, Word};
use postil_core::Span;

/// How a quotation came to its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Not at all.
    Unknown,
    /// `“…,” she said`
    Tag,
    /// `“…,” said the minister`
    Inverted,
    /// `“…,” according to her`
    Source,
    /// `it is “…” for them, she said`
    Tail,
    /// `she said it was “…”`
    Lead,
    /// `SMITH: “…”`
    Label,
    /// `“…” – Smith`
    Dash,
    /// From the quotation before, in the same paragraph.
    Continued,
    /// From the quotation that the paragraph before left open.
    Open,
    /// From the line before, which ends in a colon.
    Introduced,
    /// From the quotation behind.
    Next,
    /// From the sentence before.
    Sentence,
}

/// What the host of a stretch tells about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// Number of the host in its paragraph.
    pub host: usize,
    /// White-space separated words of the content.
    pub words: usize,
    /// Nothing but marks stands before it in its host.
    pub leading: bool,
    /// Its host holds nothing but quotations and marks.
    pub alone: bool,
    /// It begins as a sentence does.
    pub upper: bool,
    /// It ends as a sentence does.
    pub finished: bool,
    /// It ends as before `he said`.
    pub suspended: bool,
    /// It is announced as a title or a term.
    pub framed: bool,
    /// It is capitalised as a title is.
    pub title: bool,
    /// A preposition, an article or a possessive binds it to the words before.
    pub bound: bool,
    /// Lower is surer; compared with thresholds of the caller.
    pub cost: f32,
    pub how: How,
    pub voice: Option<Voice>,
    pub cue: Option<Span>,
}

/// A stretch without a candidate below this has no speaker in its sentence.
const LIMIT: f32 = 4.2;
/// Reporting words looked at on either side, and how far away they may be.
const CUES: usize = 4;
const BEHIND: usize = 40;
const AHEAD: usize = 45;

/// The best candidate so far.
struct Best {
    cost: f32,
    how: How,
    phrase: Option<Phrase>,
    /// Position of the cue in the host's list.
    cue: Option<usize>,
}

impl Best {
    fn offer(&mut self, cost: f32, how: How, phrase: Phrase, cue: Option<usize>) {
        if cost < self.cost {
            *self = Self { cost, how, phrase: Some(phrase), cue };
        }
    }
}

/// How a class of reporting words fares behind a quotation.
fn cost_behind(class: CueClass) -> f32 {
    match class {
        CueClass::Say | CueClass::Source | CueClass::So => 0.0,
        CueClass::Weak => 0.3,
        CueClass::Think => 1.2,
        CueClass::Describe => 2.5,
        CueClass::Stand => LIMIT,
    }
}

impl Host<'_> {
    /// Reads every stretch of this host, which is number `host` of its paragraph.
    pub fn read_stretches(&mut self, host: usize, readings: &mut [Option<Reading>]) {
        let is_mark = |at: usize| !self.mark(at).is_empty();
        let lead = (0..self.len()).find(|&at| !is_mark(at));
        let alone = (0..self.len()).all(|at| self.is_quote(at) || is_mark(at));
        for at in 0..self.len() {
            let Some(mut reading) = self.look(at, host) else { continue };
            reading.leading = lead == Some(at);
            reading.alone = alone;
            let best = self.best(at, &reading);
            if best.cost < LIMIT
                && let Some(phrase) = best.phrase
            {
                reading.cost = best.cost;
                reading.how = best.how;
                reading.voice = self.voice(phrase);
                if let Some(cue) = best.cue.and_then(|cue| self.cues.get(cue)) {
                    reading.cue = self.span(cue.at, cue.end());
                }
                let spent = matches!(best.how, How::Tag | How::Inverted | How::Tail | How::Source);
                if spent
                    && let Some(position) = best.cue
                    && let Some(cue) = self.cues.get_mut(position)
                {
                    cue.used = true;
                }
            }
            if let Some(item) = self.items.get(at)
                && let Some(slot) = readings.get_mut(item.at)
            {
                *slot = Some(reading);
            }
        }
    }

    /// What the stretch at item `at` looks like.
    fn look(&self, at: usize, host: usize) -> Option<Reading> {
        let stretch = self.stretch(at)?;
        let content = self.ground.text.get(stretch.start..stretch.end)?;
        let words =
            content.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let before = at.wrapping_sub(1);
        let framed = {
            let last = if self.is_comma(before) { at.wrapping_sub(2) } else { before };
            self.items.get(last).filter(|item| item.word != Word::Quotation).is_some_and(|item| {
                let tokens = self.ground.tokens;
                let tail = tokens.get(item.at.saturating_sub(2)..=item.at);
                tail.is_some_and(|tail| words::ends_with_frame(self.ground.text, tail))
            })
        };
        Some(Reading {
            host,
            words,
            leading: false,
            alone: false,
            upper: content.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '[')
                || content.starts_with('…')
                || content.starts_with("..."),
            finished: content.ends_with(['.', '!', '?', '…']),
            suspended: content.ends_with([',', '—', '–', '-', '!', '?', '…']),
            framed,
            title: (2..=8).contains(&words) && is_title(content),
            bound: matches!(
                self.word(before),
                Word::Preposition | Word::Determiner | Word::Possessive
            ) || self.is_possessive(before),
            cost: f32::MAX,
            how: How::Unknown,
            voice: None,
            cue: None,
        })
    }

    fn best(&self, at: usize, reading: &Reading) -> Best {
        let mut best = Best { cost: f32::MAX, how: How::Unknown, phrase: None, cue: None };
        let behind = self.cues.partition_point(|cue| cue.at <= at);
        self.offer_behind(at, behind, reading, &mut best);
        for (rank, (position, cue)) in
            self.cues.iter().enumerate().take(behind).rev().take(CUES).enumerate()
        {
            if at - cue.at > AHEAD {
                break;
            }
            self.offer_before(at, position, cue, rank, &mut best);
        }
        if best.cost > 1.2 {
            self.offer_label(at, &mut best);
        }
        best
    }

    /// Reporting words behind the quotation at `at`; the first of them is `first` of the list.
    fn offer_behind(&self, at: usize, first: usize, reading: &Reading, best: &mut Best) {
        let mut tag = at + 1;
        while self.is_point(tag) || self.word(tag) == Word::Adverb {
            tag += 1;
        }
        for (position, cue) in self.cues.iter().enumerate().skip(first).take(CUES) {
            if cue.at - at > BEHIND || self.has_quote(at + 1, cue.at) {
                break;
            }
            let distance = (cue.at - at) as f32;
            let class = cue.word.class;
            let cost = cost_behind(class);
            let here = Some(position);
            if cue.word.form == Form::Before {
                let Some(source) = cue.subject else { continue };
                if cue.at == tag {
                    best.offer(0.2 + cost, How::Source, source, here);
                } else if class == CueClass::Source && self.is_comma(cue.at - 1) {
                    best.offer(2.0 + 0.03 * distance, How::Source, source, here);
                }
                continue;
            }
            let set_off = reading.suspended
                || reading.finished
                || self.is_point(at + 1)
                || reading.words >= 3;
            if cue.at == tag
                && !cue.word.addressee
                && set_off
                && let Some(speaker) = self.inverted(cue)
            {
                let sure = reading.suspended || class == CueClass::Say;
                let doubt = if sure { 0.0 } else { 0.6 };
                best.offer(0.3 + cost + doubt, How::Inverted, speaker, here);
                continue;
            }
            let Some(subject) = cue.subject else { continue };
            if subject.start <= at || subject.start >= cue.at || cue.word.form == Form::Participle {
                continue;
            }
            if self.is_near(tag, &subject) {
                let direct = if reading.suspended || self.is_comma(at + 1) {
                    0.2
                } else if reading.finished {
                    1.0
                } else {
                    1.6
                };
                best.offer(direct + cost, How::Tag, subject, here);
                continue;
            }
            let mut before = subject.start - 1;
            while before > at
                && self.is_word(before)
                && matches!(self.word(before), Word::Determiner | Word::Honorific | Word::Other)
            {
                before -= 1;
            }
            if self.is_comma(before) && class == CueClass::Say {
                best.offer(2.2 + 0.04 * distance + cost, How::Tail, subject, here);
            }
        }
    }

    /// Whether the words between a quotation's end and a subject belong to the subject.
    fn is_near(&self, tag: usize, subject: &Phrase) -> bool {
        let gap = subject.start.saturating_sub(tag);
        gap == 0
            || gap <= 2 && matches!(self.word(tag), Word::Determiner | Word::Coordinator)
            || gap <= 4 && subject.kind == PhraseKind::Role
            || self.role(tag).is_some()
            || gap <= 5
                && (tag..subject.start).all(|at| {
                    self.is_nominal(at)
                        || matches!(self.word(at), Word::Determiner | Word::Possessive)
                })
    }

    /// A reporting word before the quotation at `at`; `rank` counts back from it.
    fn offer_before(&self, at: usize, position: usize, cue: &Cue, rank: usize, best: &mut Best) {
        let end = cue.end();
        let here = Some(position);
        if cue.word.form == Form::Before {
            if cue.word.class == CueClass::Source
                && let Some(source) = cue.subject
                && source.end <= at
            {
                best.offer(0.6 + 0.05 * (at - source.end) as f32, How::Lead, source, here);
            }
            return;
        }
        let gap = at.saturating_sub(end);
        let mut class = match cue.word.class {
            CueClass::Say | CueClass::Source | CueClass::So => 0.0,
            CueClass::Weak => 0.5,
            CueClass::Think => 1.6,
            CueClass::Describe if gap <= 3 => 0.3,
            CueClass::Describe if gap > 8 => 1.6,
            CueClass::Describe => 0.6,
            CueClass::Stand => LIMIT,
        };
        let before = at.wrapping_sub(1);
        let per_word = if self.mark(before) == ":" { 0.01 } else { 0.05 };
        let mut far = per_word * gap as f32;
        let article = self.is(before, "a") || self.is(before, "an");
        let described = self.is(before, "as") || article && self.is(at.wrapping_sub(2), "as");
        if cue.word.class == CueClass::Describe && described {
            class = 0.6;
            far = far.min(0.2);
        }
        let between = end.min(at)..at;
        let halts = between.clone().filter(|&at| self.mark(at) == ";").count() as f32;
        let quotes = between.filter(|&at| self.is_quote(at)).count() as f32;
        let speaker = cue.subject.or_else(|| {
            // A tag between two quotations: “…,” said X, “…”
            let mut before = cue.at.checked_sub(1)?;
            while self.is_point(before) {
                before = before.checked_sub(1)?;
            }
            if self.is_quote(before) { self.inverted(cue) } else { None }
        });
        if let Some(speaker) = speaker
            && speaker.start < at
        {
            let cost = 0.7 + far + class + 1.5 * halts + 0.1 * quotes + 0.2 * (rank + 1) as f32;
            best.offer(cost, How::Lead, speaker, here);
        }
    }

    /// `SMITH: “…”` and `“…” – Smith`.
    fn offer_label(&self, at: usize, best: &mut Best) {
        if at >= 2
            && self.mark(at - 1) == ":"
            && let Some(phrase) = self.phrase_back(at - 2)
            && matches!(phrase.kind, PhraseKind::Name | PhraseKind::Role)
            && phrase.start <= 3
        {
            best.offer(0.9, How::Label, phrase, None);
        }
        let dash = matches!(self.mark(at + 1), "-" | "–" | "—" | "--");
        if dash
            && let Some(phrase) = self.phrase_forward(at + 2)
            && matches!(phrase.kind, PhraseKind::Name | PhraseKind::Role)
            && (phrase.end >= self.len() || self.is_comma(phrase.end))
            && self.len() - at <= 14
        {
            best.offer(1.0, How::Dash, phrase, None);
        }
    }

    /// Punctuation that may stand between a quotation and its tag.
    fn is_point(&self, at: usize) -> bool {
        self.mark(at).starts_with([',', '.', ';', ':', '!', '?', '…']) || self.is_dash(at)
    }
}

/// Whether every longer word is capitalised, two of them at least.
fn is_title(content: &str) -> bool {
    let words = content.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut capitals, mut big) = (0, 0);
    for word in words {
        let capital = word.starts_with(char::is_uppercase);
        capitals += usize::from(capital);
        if !words::is_function_word(word) {
            big += 1;
            if !capital {
                return false;
            }
        }
    }
    big >= 1 && capitals >= 2
}

#[cfg(test)]
mod tests {
    use super::is_title;

    #[test]
    fn titles_are_told_by_their_capitals() {
        assert!(is_title("Guardians of the Harbour"));
        assert!(!is_title("Guardians of the harbour"));
        assert!(!is_title("No"));
    }
}
