//! What grouping keeps of a document: hashes, no text.

use crate::dates::written;
use crate::words::words_of;
use postil_core::{Document, EntityKind, Fold, Zone, ZoneKind};
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Most words that a sketch keeps.
const WORDS: usize = 120;
/// Most word pairs that a sketch keeps: a sample of the smallest hashes (bottom-k, Broder 1997).
const PAIRS: usize = 160;
/// Words of a document that are read; what a report is about stands in its first pages.
const READ: usize = 6000;

/// A document's names, words and word pairs as hashes, at most about 1.6 kB. Holds no text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// (stem, 1 + ln(count)), by stem.
    pub(crate) words: Vec<(Fold, f32)>,
    /// Hashes of neighbouring content words, ascending.
    pub(crate) pairs: Vec<u32>,
    /// How many pairs the document has.
    pub(crate) pair_count: u32,
    /// The last hash below which `pairs` is complete.
    pub(crate) complete: u32,
    /// Day of writing in days since 1970.
    pub(crate) day: Option<i32>,
}

/// Sketches a document that carries zones, tokens and entities.
pub fn sketch(document: &Document) -> Sketch {
    let zones = document.zones();
    let persons: Vec<_> = document
        .entities()
        .iter()
        .filter(|entity| entity.kind == EntityKind::Per)
        .map(|entity| entity.span)
        .collect();
    let tokens = document.tokens();
    let head = tokens.get(..2 * READ).unwrap_or(tokens);
    let all = words_of(document.text(), head);
    // Stems in the order of their first places, with how often they stand; and where each is.
    let mut stems: Vec<(Fold, f32)> = Vec::with_capacity(all.len() / 2);
    let mut places: FxHashMap<Fold, usize> =
        FxHashMap::with_capacity_and_hasher(all.len() / 3, FxBuildHasher);
    let mut pairs: Vec<u32> = Vec::with_capacity(all.len() / 2);
    let mut before: Option<Fold> = None;
    let (mut zone_at, mut person_at, mut read) = (0, 0, 0);
    for word in all {
        let start = word.span.start();
        if !counts_for_grouping(zones, &mut zone_at, start) {
            before = None;
            continue;
        }
        read += 1;
        if read > READ {
            break;
        }
        if !word.content {
            continue;
        }
        while persons.get(person_at).is_some_and(|span| span.start() <= start) {
            person_at += 1;
        }
        let last = person_at.checked_sub(1).and_then(|last| persons.get(last));
        let person = last.is_some_and(|span| start < span.end());
        let place = *places.entry(word.stem).or_insert(stems.len());
        if place == stems.len() {
            stems.push((word.stem, 0.0));
        }
        if let Some((_, count)) = stems.get_mut(place) {
            // Who is in a report tells more of its story than any word, so names survive the cut.
            *count += if person { 1.5 } else { 1.0 };
        }
        if let Some(before) = before {
            pairs.push(mix(before.0, word.stem.0));
        }
        before = Some(word.stem);
    }
    let words = most_frequent(&stems);
    pairs.sort_unstable();
    pairs.dedup();
    let pair_count = pairs.len() as u32;
    let complete = if pairs.len() > PAIRS {
        pairs.truncate(PAIRS);
        pairs.last().copied().unwrap_or(u32::MAX)
    } else {
        u32::MAX
    };
    pairs.shrink_to_fit();
    let day = written(document).and_then(|date| i32::try_from(date.days()).ok());
    Sketch { words, pairs, pair_count, complete, day }
}

/// The most frequent stems, of equals those that come first, with 1 + ln(count); by stem.
fn most_frequent(stems: &[(Fold, f32)]) -> Vec<(Fold, f32)> {
    // Counts are positive, so that their bits sort as they do.
    let rank = |count: &f32| u64::from(!count.to_bits()) << 32;
    let ranks = stems.iter().enumerate().map(|(at, (_, count))| rank(count) | at as u64);
    let mut ranks: Vec<u64> = ranks.collect();
    if ranks.len() > WORDS {
        ranks.select_nth_unstable(WORDS);
        ranks.truncate(WORDS);
    }
    let mut words: Vec<(Fold, f32)> = Vec::with_capacity(ranks.len());
    let kept = ranks.iter().filter_map(|rank| stems.get(*rank as u32 as usize));
    words.extend(kept.map(|(stem, count)| (*stem, 1.0 + count.max(1.0).ln())));
    words.sort_unstable_by_key(|(stem, _)| *stem);
    words
}

/// Headlines count as well as content; boilerplate of one site would tie its pages together.
fn counts_for_grouping(zones: &[Zone], at: &mut usize, start: usize) -> bool {
    if zones.is_empty() {
        return true;
    }
    while zones.get(*at).is_some_and(|zone| zone.span.end() <= start) {
        *at += 1;
    }
    zones.get(*at).is_some_and(|zone| {
        zone.span.start() <= start
            && matches!(zone.kind, ZoneKind::Content | ZoneKind::Headline)
            && zone.repeats.is_none()
    })
}

/// A hash of two hashes whose bits are even enough to sample by size (finalizer of MurmurHash3).
fn mix(a: u32, b: u32) -> u32 {
    let mut hash = a.rotate_left(15) ^ b.wrapping_mul(0x9e37_79b1);
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    #[test]
    fn a_sketch_is_small_whatever_the_document_holds() {
        let long: String = (0..5000).map(|n| format!("word{n} thing{} ", n % 977)).collect();
        let sketch = sketch(&article("a", &long, &[]));
        assert!(sketch.words.len() <= WORDS && sketch.pairs.len() == PAIRS);
        assert!(sketch.pair_count > 1000 && sketch.complete < u32::MAX);
    }

    #[test]
    fn an_empty_document_has_an_empty_sketch() {
        let sketch = sketch(&Document::new("a", "").unwrap());
        assert!(sketch.words.is_empty() && sketch.pairs.is_empty());
    }
}
