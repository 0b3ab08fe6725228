//! What a single word shows: its capitals and what the tables say of it.

use super::tables::{self, ALSO_SURNAME, common, particle};
use postil_core::{Fold, Token, TokenKind, fold};

/// One token as the finder sees it. Only words with a capital are looked up; everything else
/// keeps the default, so that small words cost next to nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// A word that begins with a capital, also behind a small particle (`al-Assad`).
    pub capital: bool,
    /// The capital cannot be owed to the place in the sentence.
    pub strong: bool,
    /// At least two letters, all of them capitals.
    pub upper: bool,
    /// A letter or letters with periods (`W.`, `J.K.`).
    pub initial: bool,
    /// Ends a person's name (`Jr.`, `III`).
    pub suffix: bool,
    /// A common word or a head that is a family name as well.
    pub also_surname: bool,
    /// Class in the table of ordinary words, 0 if none.
    pub common: u8,
    /// Class in the table of given names, 0 if none.
    pub given: u8,
    /// Class in the table of heads, 0 if none.
    pub head: u8,
}

impl Word {
    /// Looks at one token.
    #[inline]
    pub fn of(text: &str, token: &Token) -> Self {
        if token.kind != TokenKind::Word {
            return Self::default();
        }
        let word = token.span.of(text);
        let capital = match word.as_bytes() {
            [byte, ..] if *byte >= 0x80 => word.chars().next().is_some_and(char::is_uppercase),
            [byte, ..] if byte.is_ascii_uppercase() => true,
            [_, _, b'-', ..] => without_particle(word) != word,
            _ => false,
        };
        if capital { Self::capitalized(token, word) } else { Self::default() }
    }

    fn capitalized(token: &Token, word: &str) -> Self {
        let get = |table: &postil_lexicon::Lexicon| table.get(token.fold, word);
        let value = |table: &postil_lexicon::Lexicon| table.value(token.fold, word);
        let head = get(&tables::HEADS);
        let common = get(&tables::COMMON);
        let also = |entry: Option<postil_lexicon::Entry>| {
            entry.is_some_and(|entry| entry.text == ALSO_SURNAME)
        };
        Self {
            capital: true,
            strong: false,
            upper: is_upper(word),
            initial: is_initial(word),
            suffix: value(&tables::PARTICLES) == Some(particle::SUFFIX),
            also_surname: also(head) || also(common),
            common: common.map_or_else(|| inflected(word), |entry| entry.value as u8),
            given: value(&tables::GIVEN).unwrap_or(0) as u8,
            head: head.map_or(0, |entry| entry.value as u8),
        }
    }

    /// A Roman number after a name.
    pub fn is_roman(self) -> bool {
        self.suffix && self.upper
    }

    /// The word begins a clause by its grammar: `The`, `However`, `He`.
    pub fn is_function(self) -> bool {
        self.common == common::FUNCTION
    }
}

/// The name behind a particle that the tokenizer leaves joined to it: `Assad` of `al-Assad` and
/// `Al-Assad`; any other word as it is.
pub(super) fn without_particle(word: &str) -> &str {
    match word.split_once('-') {
        Some((first, name))
            if name.starts_with(char::is_uppercase)
                && tables::PARTICLES
                    .get(fold(first), first)
                    .is_some_and(|entry| entry.value == particle::BEFORE) =>
        {
            name
        }
        _ => word,
    }
}

/// Whether a word has two letters or more and all are capitals.
fn is_upper(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        letters += 1;
    }
    letters > 1
}

/// A single capital that is no word of its own, or capitals with a period after each.
fn is_initial(word: &str) -> bool {
    let bytes = word.as_bytes();
    match bytes {
        [letter] => letter.is_ascii_uppercase() && !matches!(letter, b'A' | b'I'),
        _ if bytes.len() > 4 => false,
        _ => {
            bytes.get(1) == Some(&b'.')
                && bytes.iter().enumerate().all(|(at, byte)| {
                    if at % 2 == 0 { byte.is_ascii_uppercase() } else { *byte == b'.' }
                })
        }
    }
}

/// The regular endings of English words, with what stands in the bare form instead.
const ENDINGS: [(&str, &str); 11] = [
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("ers", ""),
];

/// [`common::WORD`] if the word is an inflected form of one of the table, else 0.
fn inflected(word: &str) -> u8 {
    let known =
        |stem: &str, hash: Fold| tables::COMMON.value(hash, stem) == Some(u32::from(common::WORD));
    for (ending, instead) in ENDINGS {
        let Some(stem) = without_ending(word, ending) else { continue };
        if stem.len() + instead.len() < 3 {
            continue;
        }
        let hash = fold(stem);
        let bare = if instead.is_empty() {
            known(stem, hash)
        } else {
            let whole = hash.then(instead);
            tables::COMMON.announces(whole) && known(&format!("{stem}{instead}"), whole)
        };
        if bare || {
            let single = single_final(stem);
            known(single, fold(single))
        } {
            return common::WORD;
        }
    }
    0
}

/// The word without an ending in small ASCII letters, whatever its own case.
fn without_ending<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let (stem, tail) = word.split_at_checked(word.len().checked_sub(ending.len())?)?;
    tail.eq_ignore_ascii_case(ending).then_some(stem)
}

/// The stem without the second of two equal final consonants (`stopp` to `stop`).
fn single_final(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a.eq_ignore_ascii_case(b) && a.is_ascii_alphabetic() && bytes.len() > 3 => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Span, Tag};

    fn word(text: &str) -> Word {
        let span = Span::new(text, 0, text.len()).unwrap();
        Word::of(text, &Token { span, fold: fold(text), kind: TokenKind::Word, tag: Tag::X })
    }

    #[test]
    fn shapes() {
        assert!(word("NATO").upper && !word("Nato").upper && !word("N").upper);
        assert!(word("W.").initial && word("J.K.").initial && word("B").initial);
        assert!(!word("A").initial && !word("Al").initial && !word("U.S.A.").initial);
        assert!(word("Élysée").capital && !word("élysée").capital);
        assert!(word("al-Assad").capital && !word("al-assad").capital);
        assert_eq!(without_particle("El-Sisi"), "Sisi");
        assert_eq!(without_particle("mid-March"), "mid-March");
        assert!(word("III").is_roman() && !word("Jr.").is_roman() && word("Jr.").suffix);
    }

    #[test]
    fn inflected_words_are_ordinary_too() {
        for ordinary in ["Officials", "Stopped", "Leading", "Countries", "Police"] {
            assert_eq!(word(ordinary).common, common::WORD, "{ordinary}");
        }
        for name in ["Stanovaya", "Merkel", "Ess", "S"] {
            assert_eq!(word(name).common, 0, "{name}");
        }
    }

    #[test]
    fn words_that_are_family_names_too() {
        assert!(word("May").also_surname && word("Hill").also_surname);
        assert!(!word("University").also_surname);
    }
}
