//! How often function words and marks stand in a text, and what their rates say.

use crate::tables::{EVIDENCE, STYLE};
use postil_core::{Fold, Token, TokenKind, fold};
use std::sync::LazyLock;

/// The rows of `data/style.tsv`: words, and pairs of words, with their weights.
struct Style {
    /// The rows of single words, by the words' folds.
    words: Numbers,
    /// The rows of pairs, by the rows of their words: see [`pair`].
    pairs: Numbers,
    weights: Vec<f64>,
    /// The word that any number counts as.
    number: Fold,
    /// What stands before a sentence, as if it had a row.
    start: u32,
    scale: Scale,
}

/// How a sum of weights becomes log-odds: `data/evidence.tsv`.
struct Scale {
    base: f64,
    shift: f64,
    by_score: f64,
    by_score_and_length: f64,
    by_length: f64,
}

static STYLES: LazyLock<Style> = LazyLock::new(|| {
    let mut weights = Vec::new();
    let (mut words, mut pairs) = (Vec::new(), Vec::new());
    for entry in STYLE.entries() {
        let row = entry.value as usize;
        if weights.len() <= row {
            weights.resize(row + 1, 0.0);
        }
        weights[row] = entry.text.parse().unwrap_or(0.0);
        match entry.key.split_once(' ') {
            None => words.push((fold(entry.key).0, entry.value)),
            Some((first, second)) => pairs.push((fold(first), fold(second), entry.value)),
        }
    }
    let words = Numbers::new(&words);
    let before = fold("<s>");
    let start = words.get(before.0).unwrap_or(weights.len() as u32);
    // A pair counts behind words that count themselves, and at the start of a sentence.
    let first = |word: Fold| if word == before { Some(start) } else { words.get(word.0) };
    let pairs: Vec<(u32, u32)> = pairs
        .into_iter()
        .filter_map(|(a, b, row)| Some((pair(first(a)?, words.get(b.0)?), row)))
        .collect();
    Style {
        pairs: Numbers::new(&pairs),
        words,
        weights,
        number: fold("<n>"),
        start,
        scale: Scale {
            base: constant("base"),
            shift: constant("calibration-base"),
            by_score: constant("calibration-score"),
            by_score_and_length: constant("calibration-score-length"),
            by_length: constant("calibration-length"),
        },
    }
});

/// A number of `data/evidence.tsv`; 0 for one that is not there.
fn constant(name: &str) -> f64 {
    EVIDENCE.lookup(name).and_then(|entry| entry.text.parse().ok()).unwrap_or(0.0)
}

/// Two rows as one key; the table has fewer rows than 16 bits can count.
#[inline]
fn pair(first: u32, second: u32) -> u32 {
    (first << 16) | second
}

/// Numbers by 32-bit keys: a flat table of open addresses, since each token of a text is looked
/// up in it.
struct Numbers {
    slots: Vec<(u32, u32)>,
    shift: u32,
}

impl Numbers {
    /// What an empty slot holds for a number.
    const NONE: u32 = u32::MAX;

    /// A table of (key, number); of equal keys, the last counts.
    fn new(numbers: &[(u32, u32)]) -> Self {
        // Sparse, so that most look-ups end at the first slot.
        let bits = (numbers.len() * 4).max(2).next_power_of_two().trailing_zeros();
        let mut table = Self { slots: vec![(0, Self::NONE); 1 << bits], shift: u32::BITS - bits };
        for (key, number) in numbers {
            let slot = table.slot(*key);
            table.slots[slot] = (*key, *number);
        }
        table
    }

    /// Where a key stands, or would.
    #[inline]
    fn slot(&self, key: u32) -> usize {
        // Fibonacci hashing: the upper bits of a product with the golden ratio.
        let mut slot = (key.wrapping_mul(0x9e37_79b9) >> self.shift) as usize;
        while let Some((other, number)) = self.slots.get(slot) {
            if *number == Self::NONE || *other == key {
                break;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    #[inline]
    fn get(&self, key: u32) -> Option<u32> {
        self.slots.get(self.slot(key)).map(|slot| slot.1).filter(|number| *number != Self::NONE)
    }
}

/// How often each row of the style table occurs.
pub(super) struct Counts {
    rows: Vec<u32>,
    /// A bit for each row that occurs: few of them do in a few sentences.
    seen: Vec<u64>,
    tokens: usize,
    /// The tokens that are words.
    pub words: usize,
}

impl Counts {
    /// Nothing counted.
    pub fn new() -> Self {
        let rows = STYLES.weights.len();
        Self { rows: vec![0; rows], seen: vec![0; rows.div_ceil(64)], tokens: 0, words: 0 }
    }

    #[inline]
    fn count(&mut self, row: u32, times: u32) {
        let row = row as usize;
        self.rows[row] += times;
        self.seen[row / 64] |= 1 << (row % 64);
    }

    /// The rows that occur, in order, with their numbers.
    fn occurring(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.seen.iter().enumerate().flat_map(move |(block, &bits)| {
            let mut left = bits;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                let row = block * 64 + bit;
                Some((row, self.rows[row]))
            })
        })
    }

    /// Takes over what `part` has counted, and leaves it empty.
    pub fn take(&mut self, part: &mut Self) {
        for (row, times) in part.occurring() {
            self.count(row as u32, times);
        }
        self.tokens += std::mem::take(&mut part.tokens);
        self.words += std::mem::take(&mut part.words);
        part.rows.fill(0);
        part.seen.fill(0);
    }

    /// Counts the tokens of a sentence.
    pub fn add(&mut self, sentence: &[Token]) {
        let style = &*STYLES;
        let mut before = Some(style.start);
        self.tokens += sentence.len();
        for token in sentence {
            self.words += usize::from(token.kind == TokenKind::Word);
            let word = if token.kind == TokenKind::Number { style.number } else { token.fold };
            let row = style.words.get(word.0);
            if let Some(row) = row {
                self.count(row, 1);
                if let Some(both) = before.and_then(|before| style.pairs.get(pair(before, row))) {
                    self.count(both, 1);
                }
            }
            before = row;
        }
    }

    /// The calibrated log-odds of the rates.
    pub fn log_odds(&self) -> f64 {
        if self.tokens == 0 {
            return 0.0;
        }
        let Style { weights, scale, .. } = &*STYLES;
        let rate = 1000.0 / self.tokens as f64;
        let sum: f64 = self
            .occurring()
            .map(|(row, times)| weights[row] * (f64::from(times) * rate).sqrt())
            .sum();
        let score = scale.base + sum;
        let length = ((self.tokens.max(30)) as f64 / 250.0).ln();
        scale.shift
            + scale.by_score * score
            + scale.by_score_and_length * score * length
            + scale.by_length * length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_what_the_code_reads() {
        for name in ["base", "calibration-base", "calibration-score"] {
            assert!(constant(name) != 0.0, "{name}");
        }
        let rows = STYLES.weights.len();
        assert!((100..usize::from(u16::MAX)).contains(&rows));
        for entry in STYLE.entries() {
            let row = match entry.key.split_once(' ') {
                None => STYLES.words.get(fold(entry.key).0),
                Some((first, second)) => {
                    let row = |word| STYLES.words.get(fold(word).0);
                    let first = if first == "<s>" { Some(STYLES.start) } else { row(first) };
                    first.zip(row(second)).and_then(|(a, b)| STYLES.pairs.get(pair(a, b)))
                }
            };
            assert_eq!(row, Some(entry.value), "{}", entry.key);
        }
    }

    #[test]
    fn parts_add_up() {
        let document = crate::rule::testing::document("a", "The talks of the two went on.");
        let (mut whole, mut part, mut all) = (Counts::new(), Counts::new(), Counts::new());
        for half in document.tokens().chunks(4) {
            part.add(half);
            all.add(half);
            whole.take(&mut part);
        }
        assert_eq!((&whole.rows, &whole.seen), (&all.rows, &all.seen));
        assert_eq!(whole.log_odds(), all.log_odds());
        assert_eq!((whole.words, part.words, part.log_odds()), (all.words, 0, 0.0));
    }

    proptest::proptest! {
        #[test]
        fn numbers_are_found_by_their_keys(keys in proptest::collection::btree_set(0..=u32::MAX, 0..40)) {
            let numbers: Vec<(u32, u32)> = keys.iter().copied().zip(0..).collect();
            let table = Numbers::new(&numbers);
            for (key, number) in numbers {
                proptest::prop_assert_eq!(table.get(key), Some(number));
                if !keys.contains(&key.wrapping_add(1)) {
                    proptest::prop_assert_eq!(table.get(key.wrapping_add(1)), None);
                }
            }
        }
    }
}
