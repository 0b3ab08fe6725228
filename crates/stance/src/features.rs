//! What the stance model measures of a target in its sentence.

use crate::reading::{Reading, Valued};
use crate::roles::{self, Part, Role};
use crate::valence::{self, DIRECTED_CLASSES, Modifier};
use postil_core::{Span, Token, same_folded};
use std::ops::Range;

/// How many features there are.
pub const FEATURES: usize = 41;

/// Their names, which are the keys of `data/stance_weights.tsv`.
///
/// * `left_…`, `right_…`: valued words before and after the target, each weighed by exp(−d / 6),
///   d the distance in tokens from the target's edge; `clause_…`: those of the target's own
///   clause, not weighed; `sentence_…`: all of them; `event_…`: words for bad and good events,
///   which enter no other sum. A sum x is turned into x / √(x² + 9).
/// * `agent_…`, `patient_…`: strength of the part that the target plays in the nearest directed
///   verbs (see `roles.rs`).
/// * `after_…`: the preposition before the target; `possessive`: ’s after it; `first`: whether
///   it is among the sentence's first two tokens; `position`: 0 to 1; `length`: ln(n + 1) / 4.
/// * `question`, `clause_negated`, `inside_quote`, `has_quote`: 0 or 1.
pub const NAMES: [&str; FEATURES] = [
    "left_negative",
    "left_positive",
    "right_negative",
    "right_positive",
    "clause_left_negative",
    "clause_left_positive",
    "clause_right_negative",
    "clause_right_positive",
    "sentence_negative",
    "sentence_positive",
    "event_negative",
    "event_positive",
    "sentence_balance",
    "agent_against",
    "agent_for",
    "agent_fails",
    "agent_succeeds",
    "agent_harms",
    "agent_helps",
    "agent_beats",
    "patient_against",
    "patient_for",
    "patient_fails",
    "patient_succeeds",
    "patient_harms",
    "patient_helps",
    "patient_beats",
    "after_against",
    "after_for",
    "after_to",
    "after_on",
    "after_by",
    "after_like",
    "possessive",
    "first",
    "position",
    "length",
    "question",
    "clause_negated",
    "inside_quote",
    "has_quote",
];

const LEFT: usize = 0;
const RIGHT: usize = 2;
const CLAUSE_LEFT: usize = 4;
const CLAUSE_RIGHT: usize = 6;
const SENTENCE: usize = 8;
const EVENT: usize = 10;
const BALANCE: usize = 12;
/// How many of the features are sums of word values.
const SUMS: usize = 13;
const AGENT: usize = 13;
const PATIENT: usize = AGENT + DIRECTED_CLASSES;
const AFTER: usize = PATIENT + DIRECTED_CLASSES;
const PREPOSITIONS: usize = 6;
const POSSESSIVE: usize = AFTER + PREPOSITIONS;
const FIRST: usize = POSSESSIVE + 1;
const POSITION: usize = POSSESSIVE + 2;
const LENGTH: usize = POSSESSIVE + 3;
const QUESTION: usize = POSSESSIVE + 4;
const CLAUSE_NEGATED: usize = POSSESSIVE + 5;
const INSIDE_QUOTE: usize = POSSESSIVE + 6;
const HAS_QUOTE: usize = POSSESSIVE + 7;
const _: () = assert!(HAS_QUOTE + 1 == FEATURES);

/// How far from the target words are looked at one by one. Beyond it exp(−d / 6) is nothing; and
/// a mention in an endless line costs no more than one in a short one.
const WINDOW: usize = 64;

/// The measures of one target.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    /// In the order of [`NAMES`].
    pub values: [f32; FEATURES],
    /// The sums before they were squashed.
    sums: [f32; SUMS],
    /// The verbs before and after the target.
    pub roles: [Option<Role>; 2],
    /// The target's tokens, counted in the sentence.
    target: Range<usize>,
    clause: u32,
}

impl Features {
    /// Measures the target that the bytes `mention` name.
    pub(crate) fn of_mention(
        text: &str,
        tokens: &[Token],
        reading: &Reading,
        mention: Span,
    ) -> Self {
        let start = tokens.partition_point(|token| token.span.end() <= mention.start());
        let end = tokens.partition_point(|token| token.span.start() < mention.end());
        Self::new(text, tokens, reading, start..end.max(start))
    }

    /// Measures the target that covers the tokens `target` of the sentence.
    pub(crate) fn new(
        text: &str,
        tokens: &[Token],
        reading: &Reading,
        target: Range<usize>,
    ) -> Self {
        let words = &reading.words;
        let word = words.get(target.start);
        let mut features = Self {
            values: [0.0; FEATURES],
            sums: [0.0; SUMS],
            roles: [
                roles::before(text, tokens, reading, &target),
                roles::after(text, tokens, reading, &target),
            ],
            clause: word.map_or(0, |word| word.clause),
            target,
        };
        features.sum(reading);
        let values = &mut features.values;
        for role in features.roles.iter().flatten() {
            values[role_feature(role)] += role.strength;
        }
        let target = &features.target;
        if let Some(number) = target
            .start
            .checked_sub(1)
            .and_then(|at| tokens.get(at))
            .and_then(|token| valence::preposition(text, token))
            && number < PREPOSITIONS
        {
            values[AFTER + number] = 1.0;
        }
        let next = tokens.get(target.end).map_or("", |token| token.span.of(text));
        values[POSSESSIVE] = flag(same_folded(next, "'s"));
        values[FIRST] = flag(target.start <= 1);
        values[POSITION] = target.start as f32 / words.len().max(1) as f32;
        values[LENGTH] = (words.len() as f32 + 1.0).ln() / 4.0;
        values[QUESTION] = flag(reading.question);
        values[CLAUSE_NEGATED] = flag(clause_negated(reading, target, features.clause));
        values[INSIDE_QUOTE] = flag(word.is_some_and(|word| word.inside_quote));
        values[HAS_QUOTE] = flag(reading.has_quote);
        features
    }

    fn sum(&mut self, reading: &Reading) {
        let mut sums = [0.0_f32; SUMS];
        for valued in near(reading, &self.target) {
            for (feature, part) in self.parts(valued, reading) {
                if feature < SENTENCE {
                    sums[feature] += part;
                }
            }
        }
        sums[SENTENCE] = reading.negative;
        sums[SENTENCE + 1] = reading.positive;
        sums[EVENT] = reading.event_negative;
        sums[EVENT + 1] = reading.event_positive;
        sums[BALANCE] = reading.positive - reading.negative;
        for (value, sum) in self.values.iter_mut().zip(sums) {
            *value = sum * squash(sum);
        }
        self.sums = sums;
    }

    /// What a valued word adds to which sums; unused places add nothing.
    fn parts(&self, valued: &Valued, reading: &Reading) -> [(usize, f32); 4] {
        let size = valued.value.abs();
        let sign = usize::from(valued.value > 0.0);
        if valued.event {
            return [(EVENT + sign, size), (EVENT + sign, 0.0), (EVENT, 0.0), (EVENT, 0.0)];
        }
        let left = valued.first < self.target.start;
        let distance = if left {
            self.target.start - valued.first
        } else {
            valued.first + 1 - self.target.end.min(valued.first)
        };
        let side = if left { LEFT } else { RIGHT };
        let clause_side = if left { CLAUSE_LEFT } else { CLAUSE_RIGHT };
        let same_clause =
            reading.words.get(valued.first).is_some_and(|word| word.clause == self.clause);
        [
            (side + sign, size * (-(distance as f32) / 6.0).exp()),
            (clause_side + sign, if same_clause { size } else { 0.0 }),
            (SENTENCE + sign, size),
            (BALANCE, valued.value),
        ]
    }

    /// Each valued word near the target with its share of the score that `weights` give: the
    /// share of a word in a feature is its share in the sum that the feature is made of.
    pub(crate) fn shares<'r>(
        &'r self,
        reading: &'r Reading,
        weights: &'r [f32; FEATURES],
    ) -> impl Iterator<Item = (&'r Valued, f32)> + 'r {
        near(reading, &self.target).iter().map(move |valued| {
            let share: f32 = self
                .parts(valued, reading)
                .iter()
                .map(|&(feature, part)| weights[feature] * part * squash(self.sums[feature]))
                .sum();
            (valued, share)
        })
    }
}

/// Which feature a role counts for.
pub(crate) fn role_feature(role: &Role) -> usize {
    let first = match role.part {
        Part::Agent => AGENT,
        Part::Patient => PATIENT,
    };
    first + role.class.min(DIRECTED_CLASSES - 1)
}

/// What a sum is multiplied with to keep it inside −1 to 1.
fn squash(sum: f32) -> f32 {
    1.0 / (sum * sum + 9.0).sqrt()
}

fn flag(on: bool) -> f32 {
    if on { 1.0 } else { 0.0 }
}

/// The valued words around the target.
fn near<'r>(reading: &'r Reading, target: &Range<usize>) -> &'r [Valued] {
    let valued = &reading.valued;
    let from = valued.partition_point(|word| word.first + WINDOW < target.start);
    let to = valued.partition_point(|word| word.first < target.end + WINDOW);
    valued.get(from..to).unwrap_or(&[])
}

/// Whether a negator stands in the target's clause.
fn clause_negated(reading: &Reading, target: &Range<usize>, clause: u32) -> bool {
    let words = &reading.words;
    let from = target.start.saturating_sub(WINDOW).min(words.len());
    let to = (target.end + WINDOW).min(words.len());
    words
        .get(from..to)
        .unwrap_or(&[])
        .iter()
        .any(|word| word.clause == clause && word.modifier == Modifier::Negator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::tokens;

    fn features(text: &str, name: &str) -> Features {
        let tokens = tokens(text);
        let mut reading = Reading::default();
        reading.read(text, &tokens, &[]);
        let at = tokens.iter().position(|token| token.span.of(text) == name).unwrap();
        Features::new(text, &tokens, &reading, at..at + 1)
    }

    fn value(features: &Features, name: &str) -> f32 {
        features.values[NAMES.iter().position(|other| *other == name).unwrap()]
    }

    #[test]
    fn every_feature_has_weights_in_the_data_file() {
        for name in NAMES {
            assert_ne!(valence::weights(name), [0.0; 3], "{name}");
        }
        assert_ne!(valence::weights("bias"), [0.0; 3]);
        assert_eq!(valence::weights("no such feature"), [0.0; 3]);
    }

    #[test]
    fn near_words_count_more_than_far_ones() {
        let near = features("Smith was terrible on the stage in the old town.", "Smith");
        let far = features("Smith on the stage in the old town was terrible.", "Smith");
        assert!(value(&near, "right_negative") > value(&far, "right_negative"));
        assert_eq!(value(&near, "left_negative"), 0.0);
        assert_eq!(value(&near, "sentence_negative"), value(&far, "sentence_negative"));
    }

    #[test]
    fn the_clause_ends_at_a_comma() {
        let text = "The food was terrible, and Smith went home.";
        let smith = features(text, "Smith");
        assert_eq!(value(&smith, "clause_left_negative"), 0.0);
        assert!(value(&smith, "left_negative") > 0.0);
    }

    #[test]
    fn place_and_neighbours_are_seen() {
        let smith = features("They voted against Smith’s plan?", "Smith");
        assert_eq!(value(&smith, "after_against"), 1.0);
        assert_eq!(value(&smith, "possessive"), 1.0);
        assert_eq!(value(&smith, "question"), 1.0);
        assert_eq!(value(&smith, "first"), 0.0);
    }
}
