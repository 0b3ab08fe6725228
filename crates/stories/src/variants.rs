//! When two spellings are one name.

use postil_lexicon::Lexicon;
use std::sync::LazyLock;

static TRANSLITERATION: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/transliteration.table")))
});

/// A name's sound as the Latin spellings of one foreign name have it in common: the letters that
/// English, German, French and Polish transliterations of Cyrillic write differently fall
/// together. Two keys that are equal are a reason to join; that two are close is none.
pub(crate) fn transliteration_key(word: &str) -> String {
    let lower: String = word.chars().flat_map(char::to_lowercase).filter_map(plain).collect();
    let mut rest = lower.as_str();
    let mut key = String::with_capacity(lower.len());
    while !rest.is_empty() {
        let group = (1..=LONGEST)
            .rev()
            .filter_map(|length| rest.get(..length))
            .find_map(|letters| TRANSLITERATION.lookup(letters));
        if let Some(entry) = group {
            if !key.ends_with(entry.text) {
                key.push_str(entry.text);
            }
            rest = rest.get(entry.key.len()..).unwrap_or_default();
            continue;
        }
        let mut chars = rest.chars();
        if let Some(c) = chars.next()
            && !key.ends_with(c)
        {
            key.push(c);
        }
        rest = chars.as_str();
    }
    key
}

/// Letters of the longest group in the table.
const LONGEST: usize = 7;

/// The letter without its accent; `None` for marks inside a word.
fn plain(c: char) -> Option<char> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'š' | 'ş' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other if other.is_alphanumeric() => other,
        _ => return None,
    })
}

/// Whether the two words differ by one slip of the finger: a letter too many, too few, wrong, or
/// two letters changed round. Short words are too often names of their own.
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a != b
        && a.chars().count().min(b.chars().count()) >= 5
        && a.len().abs_diff(b.len()) <= 4
        && a.len() < 64
        && strsim::osa_distance(&a, &b) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_traditions_of_one_name_have_one_key() {
        for (a, b) in [
            ("Selenskyj", "Zelenskiy"),
            ("Zelensky", "Zelenskyy"),
            ("Wolodymyr", "Volodymyr"),
            ("Antony", "Anthony"),
            ("Yuri", "Juri"),
            ("Shoigu", "Schoigu"),
            ("Mazón", "Mazon"),
        ] {
            assert_eq!(transliteration_key(a), transliteration_key(b), "{a} {b}");
        }
    }

    #[test]
    fn other_names_have_other_keys() {
        for (a, b) in [("Lavrov", "Ravrov"), ("Putin", "Rutin"), ("Volodymyr", "Vladimir")] {
            assert_ne!(transliteration_key(a), transliteration_key(b), "{a} {b}");
        }
    }

    #[test]
    fn a_slip_is_one_change_in_a_long_word() {
        assert!(one_slip("Pskai", "Psaki"));
        assert!(one_slip("Blinken", "Blinkn"));
        assert!(!one_slip("Bush", "Rush"));
        assert!(!one_slip("Psaki", "psaki"));
    }
}
