//! Speakers that carry over: from one quotation to the next, across sentences and paragraphs, and
//! which stretches are speech at all.

use super::attribution::{How, Reading};
use super::host::Host;
use super::phrases::{PhraseKind, Voice};
use super::words::Form;
use postil_core::QuoteKind;

/// What later quotations need of a host that was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summary {
    /// The last one who says something in it.
    pub reporting: Option<Voice>,
    /// Who speaks next where it ends in a colon.
    pub introducing: Option<Voice>,
}

/// What a paragraph needs of the one before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    /// Who speaks in the quotation that was left open at its end.
    pub open: Option<Voice>,
    /// Who is announced by its last line, which ends in a colon.
    pub introduced: Option<Voice>,
}

/// Words that a quotation without a speaker has at least.
const WORDS: usize = 4;

impl Host<'_> {
    /// Sums up a host whose subjects are resolved.
    pub fn summary(&self) -> Summary {
        let reporting = self
            .cues
            .iter()
            .rev()
            .filter(|cue| !cue.negated && cue.word.form != Form::Before)
            .find_map(|cue| cue.subject)
            .and_then(|subject| self.voice(subject));
        let colon = self.len().checked_sub(1).filter(|&last| self.mark(last) == ":");
        let introducing = colon.and_then(|colon| {
            let said = self.cues.iter().rev().find_map(|cue| cue.subject);
            let label = colon
                .checked_sub(1)
                .filter(|_| self.len() < 8)
                .and_then(|last| self.phrase_back(last))
                .filter(|phrase| phrase.kind == PhraseKind::Name);
            self.voice(said.or(label)?)
        });
        Summary { reporting, introducing }
    }
}

/// Gives speakers to the quotations of a paragraph that have none in their own sentence.
pub(super) fn carry(readings: &mut [Option<Reading>], hosts: &[Summary], before: &Before) {
    for position in 0..readings.len() {
        let (earlier, rest) = readings.split_at_mut(position);
        let Some((Some(reading), later)) = rest.split_first_mut() else { continue };
        if reading.voice.is_some() || !reading.leading || !reading.upper {
            continue;
        }
        let found = from_previous(reading, earlier)
            .or_else(|| from_paragraph(position, before))
            .or_else(|| from_next(reading, later))
            .or_else(|| from_sentence(reading, hosts));
        if let Some((how, cost, voice)) = found {
            reading.how = how;
            reading.cost = cost;
            reading.voice = Some(voice);
        }
    }
}

type Found = Option<(How, f32, Voice)>;

/// `“…,” she said. “…”`
fn from_previous(reading: &Reading, earlier: &[Option<Reading>]) -> Found {
    let previous = earlier.last()?.as_ref()?;
    let near = reading.host.saturating_sub(previous.host) <= 1 && previous.words >= 3;
    previous.voice.filter(|_| near).map(|voice| (How::Continued, 1.0, voice))
}

/// A quotation of several paragraphs, or one that is announced in a line of its own.
fn from_paragraph(position: usize, before: &Before) -> Found {
    if position > 0 {
        return None;
    }
    let open = before.open.map(|voice| (How::Open, 0.8, voice));
    open.or(before.introduced.map(|voice| (How::Introduced, 1.2, voice)))
}

/// `“….” “…,” she said.`
fn from_next(reading: &Reading, later: &[Option<Reading>]) -> Found {
    let next = later.first()?.as_ref()?;
    let fits =
        reading.alone && reading.words >= WORDS && next.leading && next.host == reading.host + 1;
    next.voice.filter(|_| fits).map(|voice| (How::Next, 1.6, voice))
}

/// `She dismissed the claim. “….”`, where the sentence before has a verb of reporting.
fn from_sentence(reading: &Reading, hosts: &[Summary]) -> Found {
    if !reading.alone || reading.words < WORDS {
        return None;
    }
    let voice = hosts.get(reading.host.checked_sub(1)?)?.reporting?;
    Some((How::Sentence, 2.4, voice))
}

impl Reading {
    /// Whether the stretch is speech, and not a scare quote, a title or a name in quote marks.
    pub fn is_speech(&self) -> bool {
        if self.voice.is_none() {
            return self.words >= WORDS && !self.framed && !self.title;
        }
        let short = self.words <= 2;
        let most = if self.how == How::Tail { 2.7 } else { 1.6 };
        let named =
            self.framed && self.cost > 0.65 || self.title && (self.bound || self.cost > 1.2);
        !named && (!short || self.cost <= most)
    }

    /// Whether it makes a clause of its own. `previous`: the stretch before, and whether it does.
    pub fn kind(&self, previous: Option<(&Self, QuoteKind)>) -> QuoteKind {
        let clause = self.words >= WORDS || self.leading && (self.finished || self.suspended);
        if self.upper && clause {
            return QuoteKind::Direct;
        }
        // The second half of a sentence that its tag interrupts: “…,” she said, “…”
        match previous {
            Some((before, QuoteKind::Direct))
                if before.host == self.host
                    && before.suspended
                    && self.how == How::Lead
                    && before.voice == self.voice =>
            {
                QuoteKind::Direct
            }
            _ => QuoteKind::Mixed,
        }
    }

    /// How sure the attribution is. The figures are shares of right speakers on development
    /// data, rounded down.
    pub fn score(&self) -> f32 {
        match self.how {
            How::Tag => 0.97,
            How::Inverted | How::Source | How::Continued => 0.95,
            How::Tail | How::Label => 0.9,
            How::Lead => (0.95 - 0.06 * self.cost).clamp(0.6, 0.95),
            How::Open | How::Next | How::Dash => 0.85,
            How::Sentence => 0.8,
            How::Introduced => 0.75,
            How::Unknown => 0.5,
        }
    }
}
