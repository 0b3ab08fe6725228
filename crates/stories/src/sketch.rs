//! What grouping keeps of a document: hashes, no text.

use crate::dates::written;
use crate::words::words_of;
use postil_core::{Document, EntityKind, Fold, Zone, ZoneKind};
use rustc_hash::FxHashMap;

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
    let mut counts: FxHashMap<Fold, (f32, usize)> = FxHashMap::default();
    let mut pairs: Vec<u32> = Vec::new();
    let mut before: Option<Fold> = None;
    let (mut zone_at, mut read) = (0, 0);
    let tokens = document.tokens();
    let head = tokens.get(..2 * READ).unwrap_or(tokens);
    for word in words_of(document.text(), head) {
        if !counts_for_grouping(zones, &mut zone_at, word.span.start()) {
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
        let next = persons.partition_point(|span| span.start() <= word.span.start());
        let person = next
            .checked_sub(1)
            .and_then(|last| persons.get(last))
            .is_some_and(|span| word.span.start() < span.end());
        let order = counts.len();
        let slot = counts.entry(word.stem).or_insert((0.0, order));
        // Who is in a report tells more of its story than any word, so names survive the cut.
        slot.0 += if person { 1.5 } else { 1.0 };
        if let Some(before) = before {
            pairs.push(mix(before.0, word.stem.0));
        }
        before = Some(word.stem);
    }
    let mut all: Vec<(Fold, f32, usize)> =
        counts.into_iter().map(|(stem, (count, order))| (stem, count, order)).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.2.cmp(&b.2)));
    all.truncate(WORDS);
    let mut words: Vec<(Fold, f32)> =
        all.into_iter().map(|(stem, count, _)| (stem, 1.0 + count.max(1.0).ln())).collect();
    words.sort_by_key(|(stem, _)| *stem);
    pairs.sort_unstable();
    pairs.dedup();
    let pair_count = pairs.len() as u32;
    let complete = if pairs.len() > PAIRS {
        pairs.truncate(PAIRS);
        pairs.last().copied().unwrap_or(u32::MAX)
    } else {
        u32::MAX
    };
    let day = written(document).and_then(|date| i32::try_from(date.days()).ok());
    Sketch { words, pairs, pair_count, complete, day }
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
    use crate::sample::document;

    #[test]
    fn a_sketch_is_small_whatever_the_document_holds() {
        let long: String = (0..5000).map(|n| format!("word{n} thing{} ", n % 977)).collect();
        let sketch = sketch(&document("a", &long, &[]));
        assert!(sketch.words.len() <= WORDS && sketch.pairs.len() == PAIRS);
        assert!(sketch.pair_count > 1000 && sketch.complete < u32::MAX);
    }

    #[test]
    fn an_empty_document_has_an_empty_sketch() {
        let sketch = sketch(&Document::new("a", "").unwrap());
        assert!(sketch.words.is_empty() && sketch.pairs.is_empty());
    }
}
