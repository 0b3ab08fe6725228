//! Which surnames are worth a closer look: most names of English texts are stopped here.

use crate::names::attribution::SHORTEST;
use crate::names::established;
use crate::names::tables::{LATIN_ENDINGS, OTHER};
use crate::names::transliterate::lower;
use crate::names::verdict::{MARK, signs};
use std::sync::LazyLock;

/// Class of `names_latin_endings.tsv`.
const TELLING: u32 = 1;
/// Shortest and longest ending that counts, in letters.
const ENDING: std::ops::RangeInclusive<usize> = 2..=8;

/// Whether a surname's letters and ending make a closer look worth its cost.
pub fn is_unusual(surname: &str) -> bool {
    if surname.len() < SHORTEST - 1 {
        return false;
    }
    let form = lower(surname);
    let unusual = established::is_listed(&form)
        || telling_ending(&form).is_some_and(|telling| {
            let signs = signs(&form);
            signs & MARK != 0 || telling && signs != 0
        });
    unusual && OTHER.lookup(surname).is_none()
}

/// An ending as the traditions spell it.
struct Ending {
    /// Its letters, the last one first.
    backwards: Vec<char>,
    telling: bool,
}

/// Whether any of a spelling's endings is a telling one; `None` if no Slavic name ends so.
fn telling_ending(form: &[char]) -> Option<bool> {
    static ALL: LazyLock<Vec<Ending>> = LazyLock::new(|| {
        let mut all: Vec<Ending> = LATIN_ENDINGS
            .entries()
            .map(|entry| Ending {
                backwards: lower(entry.key).into_iter().rev().collect(),
                telling: entry.value == TELLING,
            })
            .filter(|ending| ENDING.contains(&ending.backwards.len()))
            .collect();
        all.sort_by(|a, b| a.backwards.cmp(&b.backwards));
        all
    });
    let mut found = None;
    // The endings that the letters agree with so far; a shorter one stands before longer ones.
    let mut agreeing = ALL.as_slice();
    for (depth, letter) in form.iter().rev().map(|letter| plain_vowel(*letter)).enumerate() {
        let at_depth = |ending: &Ending| ending.backwards.get(depth).copied();
        let from = agreeing.partition_point(|ending| at_depth(ending) < Some(letter));
        let count = agreeing[from..].partition_point(|ending| at_depth(ending) == Some(letter));
        agreeing = &agreeing[from..from + count];
        let Some(first) = agreeing.first() else { break };
        if first.backwards.len() == depth + 1 {
            found = found.max(Some(first.telling));
        }
    }
    found
}

/// A vowel without the acute that some traditions put on it.
fn plain_vowel(letter: char) -> char {
    match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_endings_of_a_spelling_count() {
        let ending = |word: &str| telling_ending(&lower(word));
        assert_eq!(ending("Schtscherbakow"), Some(true));
        assert_eq!(ending("Miller"), None);
        assert_eq!(ending(""), None);
        let plain = |key: &str| key.chars().all(|letter| plain_vowel(letter) == letter);
        for entry in LATIN_ENDINGS.entries().filter(|entry| plain(entry.key)) {
            let found = ending(&format!("x{}", entry.key));
            assert!(found >= Some(entry.value == TELLING), "{}", entry.key);
        }
    }

    #[test]
    fn most_names_are_usual() {
        assert!(is_unusual("Schtscherbakow") && is_unusual("Trotzki"));
        assert!(!is_unusual("Miller") && !is_unusual("Schmidt") && !is_unusual(""));
    }
}
