//! Sentences that make one statement in other words. Conservative: most of the content words of
//! the shorter sentence, in pairs that stand side by side in both.

use crate::reading::{Reading, Told};
use crate::reuse::At;
use crate::sets::shared;
use crate::sieve::Sieve;
use crate::words::content_stems;
use postil_core::{Fold, Reuse, ReuseRelation, fold_phrase};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;

/// Content words of the shorter and of the longer sentence that must be common.
const SHARE: (f32, f32) = (0.6, 0.45);
/// Fewest common content words.
const WORDS: usize = 6;
/// Fewest common pairs of neighbouring content words.
const PAIRS: usize = 2;
/// Sentences that one pair may stand in.
const POSTINGS: usize = 24;

/// Pairs of sentences in two documents that say the same in other words and are no copies.
pub(crate) fn find(readings: &[Reading<'_>], copies: &[Vec<At>]) -> Vec<Reuse> {
    let sentences = sentences(readings, copies);
    let common = common(readings, &sentences);
    let stems: Vec<OnceCell<Vec<Fold>>> = vec![OnceCell::new(); sentences.len()];
    let stems_of = |at: usize| -> Option<&[Fold]> {
        let (reading, told) = look_up(readings, *sentences.get(at)?)?;
        Some(stems.get(at)?.get_or_init(|| content_stems(reading.words_of(told))))
    };
    let mut out = Vec::new();
    for same in common.chunk_by(|a, b| a == b).filter(|same| same.len() >= PAIRS) {
        let Some((a, b)) = same.first().map(|both| halves(*both)) else { continue };
        let (Some(x), Some(y)) = (stems_of(a), stems_of(b)) else { continue };
        let both = shared(x, y);
        let share = both as f32;
        let alike = both >= WORDS
            && share >= SHARE.0 * x.len().min(y.len()) as f32
            && share >= SHARE.1 * x.len().max(y.len()) as f32;
        let place = |at: usize| {
            let (reading, told) = look_up(readings, *sentences.get(at)?)?;
            Some(reading.place(told.span))
        };
        if alike && let (Some(a), Some(b)) = (place(a), place(b)) {
            out.push(Reuse { relation: ReuseRelation::Paraphrase, spans: vec![a, b] });
        }
    }
    out
}

/// The sentences that are no copies, in order; below, a number is a position among them.
fn sentences(readings: &[Reading<'_>], copies: &[Vec<At>]) -> Vec<At> {
    let copied: FxHashSet<At> = copies.iter().flatten().copied().collect();
    readings
        .iter()
        .enumerate()
        .flat_map(|(document, reading)| (0..reading.sentences.len()).map(move |n| (document, n)))
        .filter(|at| !copied.contains(at))
        .collect()
}

fn look_up<'r, 'd>(readings: &'r [Reading<'d>], at: At) -> Option<(&'r Reading<'d>, &'r Told)> {
    let reading = readings.get(at.0)?;
    Some((reading, reading.sentences.get(at.1)?))
}

/// Two numbers of 32 bits in one that sorts as they do.
fn halves(both: u64) -> (usize, usize) {
    ((both >> 32) as usize, both as u32 as usize)
}

/// Numbers of two sentences of two documents, once for each pair of neighbouring content words
/// that both have, sorted.
fn common(readings: &[Reading<'_>], sentences: &[At]) -> Vec<u64> {
    // (pair of words, sentence).
    let mut places: Vec<u64> = Vec::new();
    for (number, at) in sentences.iter().enumerate() {
        let Some((reading, told)) = look_up(readings, *at) else { continue };
        let mut content = reading.words_of(told).iter().filter(|word| word.content);
        let Some(mut before) = content.next().map(|word| word.stem) else { continue };
        for word in content {
            let pair = fold_phrase([before, word.stem]);
            places.push(u64::from(pair.0) << 32 | number as u64);
            before = word.stem;
        }
    }
    let sieve = Sieve::new(places.len(), places.iter().map(|place| (place >> 32) as u32));
    places.retain(|place| sieve.repeats((place >> 32) as u32));
    places.sort_unstable();
    places.dedup();
    let document = |number: usize| sentences.get(number).map(|at| at.0);
    let mut common: Vec<u64> = Vec::new();
    for same in places.chunk_by(|a, b| a >> 32 == b >> 32) {
        if same.len() > POSTINGS {
            continue;
        }
        for (n, a) in same.iter().map(|place| halves(*place).1).enumerate() {
            for b in same.iter().skip(n + 1).map(|place| halves(*place).1) {
                if document(a) != document(b) {
                    common.push((a as u64) << 32 | b as u64);
                }
            }
        }
    }
    common.sort_unstable();
    common
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    fn count(a: &str, b: &str) -> usize {
        let (a, b) = (article("a", a, &[]), article("b", b, &[]));
        find(&[Reading::new(&a), Reading::new(&b)], &[]).len()
    }

    #[test]
    fn one_statement_in_other_words_is_found_and_one_theme_is_not() {
        let told = "The harbour council agreed to close the old iron bridge for urgent repairs.";
        let retold = "For urgent repairs, the old iron bridge is closed, as the harbour council \
                      has agreed.";
        assert_eq!(count(told, retold), 1);
        assert_eq!(count(told, "The old iron bridge is a sight that many tourists visit."), 0);
    }
}
