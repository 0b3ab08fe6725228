//! Which words of two wordings differ.

use std::ops::Range;

/// Words of one wording beyond which only what both begin and end with is compared: the table of
/// a comparison has as many cells as the product of both lengths.
const LONGEST: usize = 400;

/// A word of a wording: where it stands, and whether the other wording lacks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    pub(super) differs: bool,
}

/// The words of both wordings. Case and punctuation make no difference.
pub(super) fn compare(a: &str, b: &str) -> (Vec<Word>, Vec<Word>) {
    let (mut left, mut right) = (words(a), words(b));
    let (keys_left, keys_right) = (keys(a, &left), keys(b, &right));
    let alike = |(x, y): &(&String, &String)| x == y;
    let head = keys_left.iter().zip(&keys_right).take_while(alike).count();
    let tail = keys_left.iter().rev().zip(keys_right.iter().rev()).take_while(alike).count();
    let shorter = keys_left.len().min(keys_right.len());
    let tail = tail.min(shorter - head);
    let (end_left, end_right) = (keys_left.len() - tail, keys_right.len() - tail);
    let middle_left = keys_left.get(head..end_left).unwrap_or_default();
    let middle_right = keys_right.get(head..end_right).unwrap_or_default();
    let shared = shared(middle_left, middle_right);
    for (number, word) in left.iter_mut().enumerate().take(end_left).skip(head) {
        word.differs = !shared.iter().any(|(at, _)| at + head == number);
    }
    for (number, word) in right.iter_mut().enumerate().take(end_right).skip(head) {
        word.differs = !shared.iter().any(|(_, at)| at + head == number);
    }
    (left, right)
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if !word.is_empty() {
            words.push(Word { range: at..at + word.len(), differs: false });
        }
        at += part.len();
    }
    words
}

/// What of each word is compared.
fn keys(text: &str, words: &[Word]) -> Vec<String> {
    let letters = |word: &Word| {
        let word = text.get(word.range.clone()).unwrap_or_default();
        word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    words.iter().map(letters).collect()
}

/// Pairs of positions of a longest common subsequence, in order.
fn shared(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    if a.is_empty() || b.is_empty() || a.len() > LONGEST || b.len() > LONGEST {
        return Vec::new();
    }
    let width = b.len() + 1;
    // Cell (i, j): the longest common subsequence of what follows i in `a` and j in `b`.
    let mut table = vec![0_u16; (a.len() + 1) * width];
    let cell = |table: &[u16], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let best = if x == y {
                cell(&table, i + 1, j + 1) + 1
            } else {
                cell(&table, i + 1, j).max(cell(&table, i, j + 1))
            };
            if let Some(slot) = table.get_mut(i * width + j) {
                *slot = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if cell(&table, i + 1, j) >= cell(&table, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(a: &str, b: &str) -> (String, String) {
        let (left, right) = compare(a, b);
        let show = |text: &str, words: &[Word]| {
            let words = words.iter().map(|word| {
                let shown = &text[word.range.clone()];
                if word.differs { format!("[{shown}]") } else { shown.to_owned() }
            });
            words.collect::<Vec<_>>().join(" ")
        };
        (show(a, &left), show(b, &right))
    }

    #[test]
    fn words_that_only_one_wording_has_are_marked() {
        assert_eq!(
            marked("We need  a result, today.", "We want a result today"),
            ("We [need] a result, today.".into(), "We [want] a result today".into())
        );
        assert_eq!(marked("a b c d", "b x d"), ("[a] b [c] d".into(), "b [x] d".into()));
        assert_eq!(marked("no no", "no"), ("no [no]".into(), "no".into()));
    }

    #[test]
    fn the_same_words_and_none_at_all() {
        assert_eq!(marked("A “b”", "a b"), ("A “b”".into(), "a b".into()));
        assert_eq!(marked("", "new"), (String::new(), "[new]".into()));
    }

    #[test]
    fn long_wordings_are_compared_at_their_ends() {
        let (a, b) = ("x ".repeat(5000), "y ".repeat(5000));
        let (left, _) = compare(&format!("So {a}ends"), &format!("so {b}ends."));
        assert_eq!(left.iter().filter(|word| !word.differs).count(), 2);
    }
}
