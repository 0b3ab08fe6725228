//! Counts which letters follow each other in a list of names, and writes the logarithms down.
//!
//! A trigram model of letters, interpolated with its bigrams and single letters: each order's
//! estimate leans on the next lower one with a weight of two observations (Jelinek-Mercer
//! smoothing with Dirichlet weights); single letters lean on a uniform one.
//!
//! The block is a run of little-endian 32-bit words: the number of letters of the alphabet; the
//! letters, in order; for each pair (letter before, last letter) the number of its row; the rows,
//! in each the natural logarithm of the probability of every next letter. The first rows are
//! those of the last letter alone, and pairs that were never seen point at them. Letters are
//! numbered from 3 in the order of the alphabet; 0 stands before a word, 1 after it, 2 for a
//! letter that no name has.

use std::collections::BTreeMap;

const START: usize = 0;
const END: usize = 1;
const UNKNOWN: usize = 2;
const FIRST: usize = 3;
/// How many observations the next lower order counts for.
const LEAN: f32 = 2.0;

/// The block of the model of these words, which are in lower case. Fails for alphabets of more
/// than 252 letters.
pub fn compile(words: &[Vec<char>]) -> Result<Vec<u8>, String> {
    let mut alphabet: Vec<char> = words.iter().flatten().copied().collect();
    alphabet.sort_unstable();
    alphabet.dedup();
    let size = alphabet.len() + FIRST;
    if size > usize::from(u8::MAX) {
        return Err(format!("{} letters are too many for a model", alphabet.len()));
    }
    let mut single = vec![0_u32; size];
    let mut pairs = vec![vec![0_u32; size]; size];
    let mut triples: BTreeMap<(usize, usize), Vec<u32>> = BTreeMap::new();
    for word in words {
        let (mut before, mut last) = (None, START);
        let number = |c: &char| alphabet.binary_search(c).map_or(UNKNOWN, |at| at + FIRST);
        for next in word.iter().map(number).chain([END]) {
            single[next] += 1;
            pairs[last][next] += 1;
            if let Some(before) = before {
                triples.entry((before, last)).or_insert_with(|| vec![0; size])[next] += 1;
            }
            before = Some(last);
            last = next;
        }
    }
    let total: u32 = single.iter().sum();
    let lowest: Vec<f32> =
        single.iter().map(|count| (*count as f32 + 0.2) / (total as f32 + 8.0)).collect();
    let mut rows: Vec<Vec<f32>> = pairs.iter().map(|counts| lean(counts, &lowest)).collect();
    let mut index: Vec<u32> = (0..size * size).map(|pair| (pair % size) as u32).collect();
    for ((before, last), counts) in &triples {
        index[before * size + last] = rows.len() as u32;
        let row = lean(counts, &rows[*last]);
        rows.push(row);
    }
    let letters = alphabet.iter().map(|letter| u32::from(*letter));
    let logarithms = rows.iter().flatten().map(|p| p.ln().to_bits());
    Ok([alphabet.len() as u32]
        .into_iter()
        .chain(letters)
        .chain(index)
        .chain(logarithms)
        .flat_map(u32::to_le_bytes)
        .collect())
}

/// Probabilities from counts that lean on those of the next lower order.
fn lean(counts: &[u32], lower: &[f32]) -> Vec<f32> {
    let total: u32 = counts.iter().sum();
    counts
        .iter()
        .zip(lower)
        .map(|(count, p)| (*count as f32 + LEAN * p) / (total as f32 + LEAN))
        .collect()
}

/// The feminine form of a Cyrillic surname in lower case that has one.
pub fn feminine(word: &[char]) -> Option<Vec<char>> {
    let (&[before, last], stem) = (word.last_chunk::<2>()?, word.get(..word.len() - 2)?);
    match (before, last) {
        ('о' | 'е' | 'ё' | 'ї' | 'є', 'в') | ('и' | 'ы', 'н') => {
            Some(word.iter().copied().chain(['а']).collect())
        }
        ('и', 'й') if stem.ends_with(&['с', 'к']) || stem.ends_with(&['ц', 'к']) => {
            Some(stem.iter().copied().chain(['а', 'я']).collect())
        }
        ('и', 'й') if stem.ends_with(&['ь', 'к']) => {
            Some(stem.iter().copied().chain(['а']).collect())
        }
        _ => None,
    }
}
