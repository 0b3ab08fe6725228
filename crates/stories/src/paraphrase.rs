//! Sentences that make one statement in other words. Conservative: most of the content words of
//! the shorter sentence, in pairs that stand side by side in both.

use crate::reading::Reading;
use crate::reuse::At;
use crate::sets::shared;
use crate::words::content_stems;
use postil_core::{Fold, Reuse, ReuseRelation, fold_phrase};
use rustc_hash::{FxHashMap, FxHashSet};

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
    let mut places: Vec<(Fold, At)> = Vec::new();
    let mut stems: FxHashMap<At, Vec<Fold>> = FxHashMap::default();
    let copied: FxHashSet<At> = copies.iter().flatten().copied().collect();
    for (document, reading) in readings.iter().enumerate() {
        for (number, told) in reading.sentences.iter().enumerate() {
            let at = (document, number);
            if copied.contains(&at) {
                continue;
            }
            let words = reading.words_of(told);
            let content: Vec<Fold> =
                words.iter().filter(|word| word.content).map(|word| word.stem).collect();
            let pairs = content.windows(2).map(|pair| fold_phrase(pair.iter().copied()));
            places.extend(pairs.map(|pair| (pair, at)));
            stems.insert(at, content_stems(words));
        }
    }
    places.sort_unstable();
    places.dedup();
    let mut common: Vec<(At, At)> = Vec::new();
    for same in places.chunk_by(|a, b| a.0 == b.0) {
        if same.len() > POSTINGS {
            continue;
        }
        for (n, (_, a)) in same.iter().enumerate() {
            for (_, b) in same.iter().skip(n + 1).filter(|(_, b)| a.0 != b.0) {
                common.push((*a, *b));
            }
        }
    }
    common.sort_unstable();
    let mut out = Vec::new();
    for same in common.chunk_by(|a, b| a == b).filter(|same| same.len() >= PAIRS) {
        let Some(&(a, b)) = same.first() else { continue };
        let (Some(x), Some(y)) = (stems.get(&a), stems.get(&b)) else { continue };
        let both = shared(x, y);
        let share = both as f32;
        let alike = both >= WORDS
            && share >= SHARE.0 * x.len().min(y.len()) as f32
            && share >= SHARE.1 * x.len().max(y.len()) as f32;
        let place = |at: At| {
            let reading = readings.get(at.0)?;
            Some(reading.place(reading.sentences.get(at.1)?.span))
        };
        if alike && let (Some(a), Some(b)) = (place(a), place(b)) {
            out.push(Reuse { relation: ReuseRelation::Paraphrase, spans: vec![a, b] });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;

    fn count(a: &str, b: &str) -> usize {
        let (a, b) = (document("a", a, &[]), document("b", b, &[]));
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
