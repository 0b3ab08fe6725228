//! Maximal runs of words that two documents have in common.
//!
//! Shingles of five stems, thinned by winnowing (Schleimer, Wilkerson, Aiken 2003), say where to
//! look; from there a run grows to both sides while the words are equal, inside its paragraph.

use crate::reading::Reading;
use crate::sieve::Sieve;
use crate::words::Word;
use postil_core::fold_phrase;

/// Words of a shingle.
pub(crate) const SHINGLE: usize = 5;
/// Shingles of which one is kept at least: every run of `SHINGLE + WINDOW - 1` words is found.
const WINDOW: usize = 2;
/// Places that one shingle may have; what stands more often is a formula.
const POSTINGS: usize = 200;

/// A run of equal words in two documents, as positions in their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    pub a: (usize, usize),
    pub b: (usize, usize),
    pub length: usize,
}

/// The kept shingles that may stand in several places: the hash in the upper half, in the lower
/// one the position of the first word among the words of all documents (that it has 32 bits says
/// memory: each word takes 24 bytes). Sorted.
fn shingles(readings: &[Reading<'_>]) -> Vec<u64> {
    let mut out: Vec<u64> = Vec::new();
    let mut hashes: Vec<u32> = Vec::new();
    let mut base = 0;
    for reading in readings {
        for paragraph in reading.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
            let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { continue };
            let start = first.words.start;
            let words = reading.words.get(start..last.words.end).unwrap_or_default();
            hashes.clear();
            let hash = |window: &[Word]| fold_phrase(window.iter().map(|word| word.stem)).0;
            hashes.extend(words.windows(SHINGLE).map(hash));
            let mut kept = usize::MAX;
            for (at, window) in hashes.windows(WINDOW.min(hashes.len()).max(1)).enumerate() {
                let least = window.iter().enumerate().min_by_key(|(n, hash)| (**hash, *n));
                let Some((n, hash)) = least else { continue };
                if at + n != kept {
                    kept = at + n;
                    out.push(u64::from(*hash) << 32 | (base + start + kept) as u64);
                }
            }
        }
        base += reading.words.len();
    }
    let sieve = Sieve::new(out.len(), out.iter().map(|place| (place >> 32) as u32));
    out.retain(|place| sieve.repeats((place >> 32) as u32));
    out.sort_unstable();
    out
}

/// Shared shingles as (document, document, difference of positions, position): those of one run
/// stand together.
type Seed = (u32, u32, i64, u32);

fn seeds(readings: &[Reading<'_>]) -> Vec<Seed> {
    let mut end = 0;
    let ends: Vec<usize> = readings
        .iter()
        .map(|reading| {
            end += reading.words.len();
            end
        })
        .collect();
    // (document, position in it) of a position among the words of all documents.
    let place = |shingle: &u64| {
        let at = *shingle as u32 as usize;
        let document = ends.partition_point(|end| *end <= at);
        let base = document.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(0);
        (document as u32, (at - base) as u32)
    };
    let mut seeds: Vec<Seed> = Vec::new();
    let mut places: Vec<(u32, u32)> = Vec::new();
    let all = shingles(readings);
    for same in all.chunk_by(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
        if same.len() > POSTINGS {
            continue;
        }
        places.clear();
        places.extend(same.iter().map(place));
        for (n, x) in places.iter().enumerate() {
            // Few places: all pairs. Many: each with the first and with the next, which is
            // enough to bring them together.
            for (m, y) in places.iter().enumerate().skip(n + 1) {
                if x.0 != y.0 && (places.len() <= 6 || n == 0 || m == n + 1) {
                    seeds.push((x.0, y.0, i64::from(y.1) - i64::from(x.1), x.1));
                }
            }
        }
    }
    seeds.sort_unstable();
    seeds.dedup();
    seeds
}

/// Maximal runs of equal words between two documents.
pub(crate) fn runs(readings: &[Reading<'_>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<((u32, u32, i64), usize)> = None;
    for (a, b, apart, at) in seeds(readings) {
        let at = at as usize;
        if last.is_some_and(|(line, end)| line == (a, b, apart) && at < end) {
            continue;
        }
        let (Some(x), Some(y)) = (readings.get(a as usize), readings.get(b as usize)) else {
            continue;
        };
        let other = |at: usize| usize::try_from(at as i64 + apart).ok();
        let equal = |at: usize| {
            let pair = x.words.get(at).zip(other(at).and_then(|at| y.words.get(at)));
            pair.is_some_and(|(p, q)| p.stem == q.stem)
        };
        let bound = |reading: &Reading<'_>, at: usize| -> Option<(usize, usize)> {
            paragraph_words(reading, reading.words.get(at)?.span.start())
        };
        let (Some(in_x), Some(in_y)) = (bound(x, at), other(at).and_then(|at| bound(y, at))) else {
            continue;
        };
        let (mut from, mut end) = (at, at);
        while from > in_x.0 && other(from).is_some_and(|o| o > in_y.0) && equal(from - 1) {
            from -= 1;
        }
        while end < in_x.1 && other(end).is_some_and(|o| o < in_y.1) && equal(end) {
            end += 1;
        }
        last = Some(((a, b, apart), end));
        // Hashes may lie: a run is as long as its equal words.
        if let Some(start) = other(from)
            && end - from >= SHINGLE
        {
            runs.push(Run { a: (a as usize, from), b: (b as usize, start), length: end - from });
        }
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// First and last-but-one word of the paragraph that holds the byte `at`.
fn paragraph_words(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let told = reading.sentences.get(reading.sentence_at(at)?)?;
    let first = reading.sentences.partition_point(|other| other.paragraph < told.paragraph);
    let next = reading.sentences.partition_point(|other| other.paragraph <= told.paragraph);
    let (first, last) = (reading.sentences.get(first)?, reading.sentences.get(next - 1)?);
    Some((first.words.start, last.words.end))
}
