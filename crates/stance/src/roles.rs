//! Whether a name does what a verb near it says, or has it done to it.
//!
//! No parser: the nearest directed verb (or noun: "criticism of X") on either side, its form and
//! the words between decide. A target before "accused" is its agent, after "was … by" or before
//! "was accused" its patient.

use crate::reading::{NEGATED, Reading, Word};
use crate::valence::{self, Modifier};
use postil_core::Token;
use std::ops::Range;

/// How many tokens away a verb may stand.
const REACH: usize = 10;
/// How many tokens before a participle a form of "be" is looked for.
const AUXILIARY_REACH: usize = 3;

/// Which part a target plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// It does what the verb says.
    Agent,
    /// It has it done to it.
    Patient,
}

/// A target's part in what a verb says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Role {
    /// Where the verb stands, counted in the sentence.
    pub at: usize,
    /// The part.
    pub part: Part,
    /// Class of the verb.
    pub class: usize,
    /// 1 for a verb beside the target, less with distance, turned round by negation.
    pub strength: f32,
}

/// The part that the target plays in the first directed verb after it.
pub(crate) fn after(
    text: &str,
    tokens: &[Token],
    reading: &Reading,
    target: &Range<usize>,
) -> Option<Role> {
    let words = &reading.words;
    for at in target.end..words.len().min(target.end + REACH) {
        let word = words.get(at)?;
        if ends_search(word) {
            return None;
        }
        let Some(verb) = valence::directed(text, tokens.get(at)?) else { continue };
        let by = has(words, at + 1..at + 3, Modifier::By);
        let be = has(words, target.end.max(at.saturating_sub(AUXILIARY_REACH))..at, Modifier::Be);
        let part = if verb.participle && (be || by) { Part::Patient } else { Part::Agent };
        let strength = strength(at - target.end, word);
        return Some(Role { at, part, class: verb.class, strength });
    }
    None
}

/// The part that the target plays in the last directed verb before it.
pub(crate) fn before(
    text: &str,
    tokens: &[Token],
    reading: &Reading,
    target: &Range<usize>,
) -> Option<Role> {
    let words = &reading.words;
    let mut by = false;
    for at in (target.start.saturating_sub(REACH)..target.start).rev() {
        let word = words.get(at)?;
        if ends_search(word) {
            return None;
        }
        by |= word.modifier == Modifier::By;
        let Some(verb) = valence::directed(text, tokens.get(at)?) else { continue };
        let passive =
            verb.participle && has(words, at.saturating_sub(AUXILIARY_REACH)..at, Modifier::Be);
        let part = match (by, passive) {
            (true, _) => Part::Agent,
            (false, false) => Part::Patient,
            // "He was criticised after Smith spoke": nothing is said of Smith.
            (false, true) => return None,
        };
        let strength = strength(target.start - 1 - at, word);
        return Some(Role { at, part, class: verb.class, strength });
    }
    None
}

fn strength(distance: usize, verb: &Word) -> f32 {
    let near = (-(distance as f32) / 6.0).exp();
    if verb.negated { near * NEGATED } else { near }
}

fn ends_search(word: &Word) -> bool {
    matches!(word.modifier, Modifier::Stop | Modifier::Contrast)
}

fn has(words: &[Word], range: Range<usize>, modifier: Modifier) -> bool {
    let range = range.start.min(words.len())..range.end.min(words.len());
    words.get(range).unwrap_or(&[]).iter().any(|word| word.modifier == modifier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::tokens;

    fn parts(text: &str, name: &str) -> [Option<(Part, usize)>; 2] {
        let tokens = tokens(text);
        let mut reading = Reading::default();
        reading.read(text, &tokens, &[]);
        let at = tokens.iter().position(|token| token.span.of(text) == name).unwrap();
        let short = |role: Option<Role>| role.map(|role| (role.part, role.class));
        [
            short(before(text, &tokens, &reading, &(at..at + 1))),
            short(after(text, &tokens, &reading, &(at..at + 1))),
        ]
    }

    #[test]
    fn agent_and_patient_are_told_apart_in_active_and_passive() {
        let text = "Smith criticised Jones.";
        assert_eq!(parts(text, "Smith"), [None, Some((Part::Agent, 0))]);
        assert_eq!(parts(text, "Jones"), [Some((Part::Patient, 0)), None]);
        let text = "Smith was criticised by Jones.";
        assert_eq!(parts(text, "Smith"), [None, Some((Part::Patient, 0))]);
        assert_eq!(parts(text, "Jones"), [Some((Part::Agent, 0)), None]);
    }

    #[test]
    fn a_stop_ends_the_search() {
        assert_eq!(parts("Smith went home; they criticised nobody.", "Smith"), [None, None]);
        assert_eq!(parts("They were criticised after Smith left.", "Smith"), [None, None]);
    }
}
