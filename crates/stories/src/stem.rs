//! A light English stemmer.

use postil_lexicon::Lexicon;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The endings by their last letters, the longest first.
static ENDINGS: LazyLock<[Vec<Ending>; 26]> = LazyLock::new(endings);

/// An ending that is stripped.
struct Ending {
    letters: &'static [u8],
    /// The letter before the last, which settles most of them; 0 where there is none.
    before: u8,
    /// What takes its place.
    instead: &'static str,
    /// Fewest letters that must stay.
    least: usize,
}

fn endings() -> [Vec<Ending>; 26] {
    let table = Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/endings.table")));
    let mut all: [Vec<Ending>; 26] = std::array::from_fn(|_| Vec::new());
    for entry in table.entries() {
        let letters = entry.key.as_bytes();
        let before = letters.iter().rev().nth(1).copied().unwrap_or(0);
        let list = letters.last().and_then(|last| all.get_mut(place(*last)));
        if let Some(list) = list {
            let (instead, least) = (entry.text, entry.value as usize);
            list.push(Ending { letters, before, instead, least });
        }
    }
    for list in &mut all {
        list.sort_by_key(|ending| (Reverse(ending.letters.len()), ending.letters));
    }
    all
}

/// Number of a lower-case letter; of anything else, 26 and more.
fn place(letter: u8) -> usize {
    usize::from(letter.wrapping_sub(b'a'))
}

/// Writes the stem of `word` into `buffer`: lower case, without dots, without the common English
/// endings. A light stripper on purpose: it joins `naive` and `naivety`, and does not join
/// `organ` and `organisation`. Words with other than ASCII letters are only lowered.
pub fn stem(word: &str, buffer: &mut String) {
    buffer.clear();
    if !word.is_ascii() {
        buffer.extend(word.chars().flat_map(char::to_lowercase));
        return;
    }
    buffer.push_str(word);
    buffer.make_ascii_lowercase();
    if buffer.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return;
    }
    if word.as_bytes().contains(&b'.') {
        buffer.retain(|c| c != '.');
    }
    if buffer.len() <= 3 || is_capitals(word) {
        return;
    }
    if let Some((rest, instead)) = without_ending(buffer.as_bytes()) {
        buffer.truncate(rest);
        buffer.push_str(instead);
    }
    let bytes = buffer.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && !b"aeioulsz".contains(b)
        && bytes.len() > 3
    {
        buffer.pop();
    }
    if buffer.len() > 3 && buffer.ends_with('e') {
        buffer.pop();
    }
    if buffer.len() > 3 && buffer.ends_with('y') {
        buffer.pop();
        buffer.push('i');
    }
}

/// How much of a word stays, and what follows it, where the word has an ending.
fn without_ending(word: &[u8]) -> Option<(usize, &'static str)> {
    let [.., before, last] = word else { return None };
    ENDINGS.get(place(*last))?.iter().find_map(|ending| {
        if ending.before != 0 && ending.before != *before {
            return None;
        }
        let rest = word.strip_suffix(ending.letters)?;
        let vowel = || rest.iter().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
        (rest.len() >= ending.least && vowel()).then_some((rest.len(), ending.instead))
    })
}

/// Whether the word is an acronym: `US` and `IT` are no pronouns.
pub(crate) fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stemmed(word: &str) -> String {
        let mut buffer = String::new();
        stem(word, &mut buffer);
        buffer
    }

    #[test]
    fn forms_of_one_word_fall_together() {
        for (a, b) in [
            ("negotiation", "negotiations"),
            ("invade", "invaded"),
            ("stopped", "stop"),
            ("talks", "talk"),
            ("naive", "naivety"),
            ("defence", "defense"),
            ("organisation", "organization"),
            ("ally", "allies"),
            ("U.S.", "US"),
        ] {
            assert_eq!(stemmed(a), stemmed(b), "{a} {b}");
        }
    }

    #[test]
    fn other_words_stay_apart_and_short_ones_stay_whole() {
        assert_ne!(stemmed("organ"), stemmed("organisation"));
        assert_ne!(stemmed("nation"), stemmed("nat"));
        assert_eq!(stemmed("bus"), "bus");
        assert_eq!(stemmed("2.5"), "2.5");
        assert_eq!(stemmed("Élysée"), "élysée");
    }

    #[test]
    fn the_longest_ending_that_fits_is_taken() {
        assert_eq!(stemmed("hopefulness"), "hopeful");
        assert_eq!(stemmed("glasses"), "glass");
        // Too little would stay before `ations` and `ions`.
        assert_eq!(stemmed("rations"), "ration");
    }

    proptest::proptest! {
        #[test]
        fn no_word_breaks_the_stripper(word in "\\PC{0,12}") {
            stemmed(&word);
        }
    }
}
