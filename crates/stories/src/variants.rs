//! When two spellings are one name.
//!
//! One Cyrillic, Georgian or Arabic name has a Latin spelling in every tradition: Ушаков is
//! `Ushakov`, `Uschakow`, `Ouchakov`, `Oesjakov`, `Ušakov`. No single key holds them together
//! and other names apart, since the same letters stand for other sounds elsewhere (`ch` is ч, ш or х).
//! So each tradition reads a spelling by its own table, and two spellings are one name if they
//! share a reading.

use crate::tradition::{TRADITIONS, plain, read, settle};
use postil_lexicon::Lexicon;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::LazyLock;

static GIVEN_NAMES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/given_names.table"))));

/// Longest word, in bytes, that is read at all.
const LONGEST: usize = 64;

/// What the traditions read in a word of a name, sorted, each once: the sounds, and after a `=`
/// the bare letters, so that a spelling that only lacks its accents is the same name too.
pub(crate) fn readings(word: &str) -> Vec<String> {
    if word.len() > LONGEST {
        return Vec::new();
    }
    let mut lower = String::with_capacity(word.len());
    lower.extend(word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()));
    if lower.is_empty() {
        return Vec::new();
    }
    let mut bare = String::with_capacity(lower.len() + 1);
    bare.push('=');
    bare.extend(lower.chars().map(plain));
    let mut all: Vec<String> = vec![bare];
    let (mut partial, mut settled) = (Vec::new(), String::new());
    for tradition in TRADITIONS.iter() {
        read(tradition, &lower, &mut partial);
        for sounds in &partial {
            settle(sounds, &mut settled);
            if !all.contains(&settled) {
                all.push(settled.clone());
            }
        }
    }
    all.sort_unstable();
    all
}

/// The readings of a given name, and those of the names that stand for it in other languages
/// (`Volodymyr`, `Vladimir`). Sorted.
pub(crate) fn given_readings(word: &str) -> Vec<String> {
    let mut all = readings(word);
    let others: Vec<String> = all
        .iter()
        .filter_map(|reading| GIVEN_NAMES.lookup(reading))
        .map(|entry| entry.text.to_owned())
        .collect();
    all.extend(others);
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether two sorted lists of readings have one of at least `least` characters in common.
pub(crate) fn share(a: &[String], b: &[String], least: usize) -> bool {
    a.iter().any(|reading| reading.chars().count() >= least && b.binary_search(reading).is_ok())
}

/// The readings of words, each worked out once.
#[derive(Default)]
pub(crate) struct Sounds {
    words: FxHashMap<String, Rc<[String]>>,
    given: FxHashMap<String, Rc<[String]>>,
}

impl Sounds {
    /// [`readings`] of a word.
    pub fn of(&mut self, word: &str) -> Rc<[String]> {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let found: Rc<[String]> = readings(word).into();
        self.words.insert(word.to_owned(), found.clone());
        found
    }

    /// [`given_readings`] of a word.
    pub fn given(&mut self, word: &str) -> Rc<[String]> {
        if let Some(known) = self.given.get(word) {
            return known.clone();
        }
        let found: Rc<[String]> = given_readings(word).into();
        self.given.insert(word.to_owned(), found.clone());
        found
    }
}

/// Whether the two words differ by one slip of the finger: a letter too many, too few, wrong, or
/// two letters changed round. Short words are too often names of their own. Both in lower case.
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= 4
        && a.len() < LONGEST
        && a != b
        && (letters(a) ^ letters(b)).count_ones() <= 2
        && a.chars().count().min(b.chars().count()) >= 5
        && strsim::osa_distance(a, b) == 1
}

/// Which letters a word has, a bit each. One slip takes at most one away and adds one.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tradition::READINGS;

    fn one_name(a: &str, b: &str) -> bool {
        share(&readings(a), &readings(b), 3)
    }

    #[test]
    fn spelling_traditions_of_one_name_share_a_reading() {
        for (a, b) in [
            ("Selenskyj", "Zelenskiy"),
            ("Zelensky", "Zelenskyy"),
            ("Zelensky", "Zełenski"),
            ("Zelensky", "Zelenszkij"),
            ("Wolodymyr", "Volodymyr"),
            ("Antony", "Anthony"),
            ("Yuri", "Juri"),
            ("Shoigu", "Schoigu"),
            ("Mazón", "Mazon"),
            ("Ushakov", "Ouchakov"),
            ("Ushakov", "Oesjakov"),
            ("Ushakov", "Usakov"),
            ("Shevchenko", "Sjevtjenko"),
            ("Shevchenko", "Sevcsenko"),
            ("Yatsenyuk", "Jazenjuk"),
            ("Yatsenyuk", "Iatseniouk"),
            ("Zakharova", "Zahharova"),
            ("Zakharova", "Zacharovová"),
            ("Zakharova", "Zajárova"),
            ("Khrushchev", "Chruschtschow"),
            ("Dimitrov", "Dimitroff"),
            ("Medvedev", "Miedwiediew"),
            ("Putin", "Poutine"),
        ] {
            assert!(one_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn other_names_share_none() {
        for (a, b) in [
            ("Lavrov", "Ravrov"),
            ("Putin", "Rutin"),
            ("Volodymyr", "Vladimir"),
            ("Danilov", "Damilov"),
            ("Sakharov", "Zakharov"),
            ("Hansen", "Jansen"),
            ("Merkel", "Merz"),
            ("Orsini", "Corsini"),
        ] {
            assert!(!one_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn given_names_of_two_languages_are_one() {
        for (a, b) in [("Volodymyr", "Wladimir"), ("Serhiy", "Sergej"), ("Mykola", "Nikolai")] {
            assert!(share(&given_readings(a), &given_readings(b), 3), "{a} {b}");
        }
        assert!(!share(&given_readings("Lev"), &given_readings("Ilya"), 1));
    }

    #[test]
    fn a_slip_is_one_change_in_a_long_word() {
        assert!(one_slip("pskai", "psaki"));
        assert!(one_slip("blinken", "blinkn"));
        assert!(!one_slip("bush", "rush"));
        assert!(!one_slip("psaki", "psaki"));
    }

    #[test]
    fn marks_alone_have_no_reading() {
        assert!(readings("’-💩").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_word_has_more_readings_than_the_traditions_allow(word in "\\PC{0,30}") {
            let all = readings(&word);
            proptest::prop_assert!(all.len() <= 1 + READINGS * TRADITIONS.len());
            proptest::prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
