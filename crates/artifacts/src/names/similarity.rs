//! Whether two spellings are one name.

use crate::names::tables::{OTHER, SOUNDS, SURNAMES};
use crate::names::transliterate::lower;
use serde::Serialize;
use std::sync::LazyLock;

/// Why two spellings are taken for one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// They are equal but for case.
    Equal,
    /// Spelling conventions explain the difference.
    Convention,
    /// Two neighbouring letters changed places.
    Swap,
    /// One letter is missing, added or replaced.
    Slip,
}

impl Reason {
    /// The reason in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Equal => "the same spelling",
            Self::Convention => "two spelling conventions",
            Self::Swap => "two letters changed places",
            Self::Slip => "one letter differs",
        }
    }
}

/// Shortest word in which a slip is believed.
const SHORTEST_SLIP: usize = 5;

/// A letter group and its sound.
struct Sound {
    group: Vec<char>,
    sound: &'static str,
}

/// The letter groups of the traditions that begin with a letter, the longest first.
fn sounds(letter: char) -> &'static [Sound] {
    static ALL: LazyLock<Vec<Sound>> = LazyLock::new(|| {
        let mut all: Vec<Sound> = SOUNDS
            .entries()
            .map(|entry| {
                let sound = if entry.text == "-" { "" } else { entry.text };
                Sound { group: entry.key.chars().collect(), sound }
            })
            .collect();
        all.sort_by(|a, b| {
            let lengths = b.group.len().cmp(&a.group.len());
            a.group.first().cmp(&b.group.first()).then(lengths).then_with(|| a.group.cmp(&b.group))
        });
        all
    });
    let from = ALL.partition_point(|sound| sound.group.first() < Some(&letter));
    let begins = |sound: &&Sound| sound.group.first() == Some(&letter);
    &ALL[from..from + ALL[from..].iter().take_while(begins).count()]
}

/// The transliteration key of a name: equal for the spellings that the traditions give one name.
///
/// It keeps the consonants' sounds and the open vowels and drops what the conventions differ in.
/// Different names may share a key; the first letter's sound and the length should be looked at
/// too, as [`same_name`] does.
pub fn key(name: &str) -> String {
    let letters: Vec<char> = lower(name).into_iter().map(without_mark).collect();
    let mut key = String::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let rest = &letters[at..];
        match sounds(letter).iter().find(|sound| rest.starts_with(&sound.group)) {
            Some(found) => {
                push(&mut key, found.sound);
                at += found.group.len();
            }
            None => {
                if letter.is_alphanumeric() {
                    push(&mut key, letter.encode_utf8(&mut [0; 4]));
                } else if !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
                at += 1;
            }
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Appends a sound unless it repeats the last one.
fn push(key: &mut String, sound: &str) {
    if !key.ends_with(sound) || sound.is_empty() {
        key.push_str(sound);
    }
}

/// The vowel or consonant without a mark that no convention makes a sound of.
fn without_mark(letter: char) -> char {
    match letter {
        'á' | 'à' | 'ā' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ē' | 'ė' => 'e',
        'í' | 'ì' | 'ī' => 'i',
        'ó' | 'ò' | 'ö' => 'o',
        'ú' | 'ù' | 'ū' | 'ü' | 'ů' => 'u',
        'ý' => 'y',
        'ň' | 'ń' => 'n',
        'ť' => 't',
        'ď' => 'd',
        'ś' => 's',
        'ź' => 'z',
        'ć' => 'č',
        other => other,
    }
}

/// Whether two spellings are one person's name, and why. The last words are compared as
/// surnames; words before them must be equal, of one key, or missing.
///
/// A slip is believed in words of five letters and more that begin with the same letter, unless
/// it turns a masculine name into the feminine one, adds a plural or possessive `s`, or both
/// words are listed names.
pub fn same_name(a: &str, b: &str) -> Option<Reason> {
    let (words_a, words_b): (Vec<&str>, Vec<&str>) =
        (a.split_whitespace().collect(), b.split_whitespace().collect());
    let ((last_a, first_a), (last_b, first_b)) = (words_a.split_last()?, words_b.split_last()?);
    for (a, b) in first_a.iter().zip(first_b) {
        if lower(a) != lower(b) && key(a) != key(b) {
            return None;
        }
    }
    same_word(last_a, last_b)
}

/// As [`same_name`], for single words.
pub(crate) fn same_word(a: &str, b: &str) -> Option<Reason> {
    let (letters_a, letters_b) = (lower(a), lower(b));
    if letters_a == letters_b {
        return Some(Reason::Equal);
    }
    if is_convention(a, b, &letters_a, &letters_b) {
        return Some(Reason::Convention);
    }
    slip(&letters_a, &letters_b).filter(|_| !(is_listed(a) && is_listed(b)))
}

/// Whether one of two surnames may be a slip for the other, and which slip: not if conventions
/// explain the difference. The answer of [`same_word`], sooner for words that differ in more.
pub(crate) fn misspelling(a: &str, b: &str) -> Option<Reason> {
    let (letters_a, letters_b) = (lower(a), lower(b));
    let reason = slip(&letters_a, &letters_b)?;
    let explained = is_convention(a, b, &letters_a, &letters_b) || is_listed(a) && is_listed(b);
    (!explained).then_some(reason)
}

/// Whether conventions explain the difference of two words.
fn is_convention(a: &str, b: &str, letters_a: &[char], letters_b: &[char]) -> bool {
    let long = letters_a.len() >= 4 && letters_b.len() >= 4;
    long && !is_inflected(letters_a, letters_b) && key(a) == key(b)
}

/// Whether the tables know the word as a name.
pub(crate) fn is_listed(word: &str) -> bool {
    OTHER.lookup(word).is_some() || SURNAMES.lookup(word).is_some()
}

/// Whether one word is the other's feminine or plural: another person or people.
fn is_inflected(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| matches!(rest, ['a'] | ['s'] | ['e', 's'] | ['á']))
}

/// A single slip between two words in lower case.
pub(crate) fn slip(a: &[char], b: &[char]) -> Option<Reason> {
    let shortest = a.len().min(b.len());
    if shortest < SHORTEST_SLIP || a.first() != b.first() || a.len().abs_diff(b.len()) > 1 {
        return None;
    }
    if is_inflected(a, b) {
        return None;
    }
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = shortest - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let middle = (a.get(start..a.len() - end)?, b.get(start..b.len() - end)?);
    match middle {
        ([x, y], [v, w]) if x == w && y == v => Some(Reason::Swap),
        ([_], [] | [_]) | ([], [_]) => Some(Reason::Slip),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conventions_share_a_key() {
        for other in
            ["Tschernow", "Tchernov", "Tsjernov", "Czernow", "Černov", "Tšernov", "Csernov"]
        {
            assert_eq!(key(other), key("Chernov"), "{other}");
        }
        assert_eq!(same_name("Ostrovsky", "Ostrovskiy"), Some(Reason::Convention));
        assert_eq!(same_name("Anna Tschernowa", "Chernova"), Some(Reason::Convention));
    }

    #[test]
    fn slips_are_told_from_other_people() {
        assert_eq!(same_name("Pskai", "Psaki"), Some(Reason::Swap));
        assert_eq!(same_name("Hendersn", "Henderson"), Some(Reason::Slip));
        assert_eq!(same_name("Ivanov", "Ivanova"), None);
        assert_eq!(same_name("Henderson", "Anderson"), None);
        assert_eq!(same_name("Peters", "Peter"), None);
        assert_eq!(same_name("John Miller", "Jane Miller"), None);
        assert_eq!(same_name("", "Miller"), None);
    }

    #[test]
    fn a_misspelling_is_a_slip_that_no_convention_explains() {
        assert_eq!(misspelling("Pskai", "Psaki"), Some(Reason::Swap));
        assert_eq!(misspelling("Ostrovsky", "Ostrovski"), None);
        assert_eq!(misspelling("Miller", "Miller"), None);
    }

    proptest::proptest! {
        #[test]
        fn it_does_not_matter_which_name_comes_first(a in "[a-dšA-D' ]{0,9}", b in "[a-dšA-D' ]{0,9}") {
            proptest::prop_assert_eq!(same_name(&a, &b), same_name(&b, &a));
            let slip = same_word(&a, &b).filter(|r| matches!(r, Reason::Swap | Reason::Slip));
            proptest::prop_assert_eq!(misspelling(&a, &b), slip);
            proptest::prop_assert_eq!(key(&a).is_empty() && a.chars().any(|c| "abcd".contains(c)), false);
        }
    }
}
