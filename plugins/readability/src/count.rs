//! Words, syllables and what follows from them.

use postil_plugin::prelude::{Token, TokenKind, Value, json};

/// The words among some tokens; a clitic is part of the word before it and not counted.
pub(crate) fn words<'t>(text: &'t str, tokens: &[Token]) -> Vec<&'t str> {
    let mut end = None;
    let mut words = Vec::with_capacity(tokens.len());
    for token in tokens {
        let word = token.span.of(text);
        let clitic = end == Some(token.span.start()) && word.contains(['\'', '’']);
        end = Some(token.span.end());
        if !clitic && matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            words.push(word);
        }
    }
    words
}

/// Syllables of a word, by its groups of vowel letters; at least one.
pub(crate) fn syllables(word: &str) -> u32 {
    let mut groups = 0u32;
    let mut inside = false;
    let mut before = [' '; 2];
    let mut letters = 0u32;
    for letter in word.chars().flat_map(char::to_lowercase) {
        let vowel = is_vowel(letter);
        groups += u32::from(vowel && !inside);
        inside = vowel;
        before = [before[1], letter];
        letters += 1;
    }
    // A final e is silent, but in -le after a consonant (`able`).
    let silent = match before {
        ['l', 'e'] => ends_in_vowel_le(word),
        [other, 'e'] => !is_vowel(other),
        _ => false,
    };
    // -ed is a syllable only after t or d (`wanted`).
    let past = before == ['e', 'd'] && letters > 3 && {
        let third = word.chars().rev().nth(2).map(|letter| letter.to_ascii_lowercase());
        !matches!(third, Some('t' | 'd')) && !third.is_some_and(is_vowel)
    };
    groups.saturating_sub(u32::from(silent || past)).max(1)
}

fn ends_in_vowel_le(word: &str) -> bool {
    word.chars().rev().nth(2).is_none_or(is_vowel)
}

fn is_vowel(letter: char) -> bool {
    "aeiouyáàâäãåæéèêëíìîïóòôöõøœúùûü".contains(letter)
}

/// Sums over sentences.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    sentences: u32,
    words: u32,
    syllables: u32,
    long: u32,
    passive: u32,
}

impl Tally {
    pub(crate) fn add(&mut self, words: u32, syllables: u32, long: bool, passive: bool) {
        self.sentences += 1;
        self.words += words;
        self.syllables += syllables;
        self.long += u32::from(long);
        self.passive += u32::from(passive);
    }

    /// Flesch reading ease (1948); 0 without words.
    pub(crate) fn flesch(&self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        206.835
            - 1.015 * f64::from(self.words) / f64::from(self.sentences)
            - 84.6 * f64::from(self.syllables) / f64::from(self.words)
    }

    pub(crate) fn value(&self) -> Value {
        let share = |part: u32| f64::from(part) / f64::from(self.sentences.max(1));
        json!({
            "sentences": self.sentences,
            "words": self.words,
            "syllables": self.syllables,
            "words_per_sentence": share(self.words),
            "flesch": self.flesch(),
            "long": share(self.long),
            "passive": share(self.passive),
        })
    }
}
