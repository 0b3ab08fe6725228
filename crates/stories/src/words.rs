//! Words as matching sees them: stemmed, without marks, each marked as content or not.

use postil_core::{Document, Fold, Span, Token, TokenKind, fold};
use postil_lexicon::Lexicon;
use std::sync::LazyLock;

static FUNCTION_WORDS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/function_words.table")))
});

/// Class of articles, pronouns, prepositions, conjunctions and auxiliaries in the table.
const FUNCTION: u32 = 1;

/// A word or number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Hash of its stem; of a word that is no content word, its fold.
    pub stem: Fold,
    /// Whether it tells what the text is about.
    pub content: bool,
    /// Whether it belongs to a closed class. Some words are neither this nor content.
    pub function: bool,
}

/// The words and numbers of a document, in text order; marks and possessive `’s` are left out.
pub fn words(document: &Document) -> Vec<Word> {
    words_of(document.text(), document.tokens())
}

/// The words and numbers among `tokens` of `text`.
pub fn words_of(text: &str, tokens: &[Token]) -> Vec<Word> {
    let mut buffer = String::new();
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        let word = token.span.of(text);
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) || is_possessive(word) {
            continue;
        }
        let entry = if is_capitals(word) { None } else { FUNCTION_WORDS.get(token.fold, word) };
        let (span, mut hash, mut content) = (token.span, token.fold, false);
        if entry.is_none() {
            stem(word, &mut buffer);
            hash = fold(&buffer);
            content = buffer.len() > 1;
        }
        let function = entry.is_some_and(|entry| entry.value == FUNCTION);
        out.push(Word { span, stem: hash, content, function });
    }
    out
}

/// The words that start inside `span`.
pub fn within(words: &[Word], span: Span) -> &[Word] {
    let from = words.partition_point(|word| word.span.start() < span.start());
    let to = words.partition_point(|word| word.span.start() < span.end());
    words.get(from..to).unwrap_or_default()
}

/// The stems of the content words, sorted, each once.
pub fn content_stems(words: &[Word]) -> Vec<Fold> {
    let mut stems: Vec<Fold> =
        words.iter().filter(|word| word.content).map(|word| word.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’" | "'S" | "’S")
}

/// Whether the word is an acronym: `US` and `IT` are no pronouns.
fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

/// Endings that are stripped: (ending, what takes its place, fewest letters that must stay).
/// The first that fits is taken. British and American spellings fall together on the way.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("isation", "iz", 3),
    ("ization", "iz", 3),
    ("ational", "at", 3),
    ("fulness", "ful", 3),
    ("iveness", "iv", 3),
    ("ations", "", 4),
    ("ation", "", 4),
    ("ements", "", 4),
    ("ement", "", 4),
    ("ments", "", 4),
    ("ment", "", 4),
    ("ness", "", 3),
    ("ising", "iz", 3),
    ("izing", "iz", 3),
    ("ised", "iz", 3),
    ("ized", "iz", 3),
    ("ises", "iz", 3),
    ("izes", "iz", 3),
    ("ise", "iz", 4),
    ("ize", "iz", 3),
    ("ingly", "", 3),
    ("edly", "", 3),
    ("ions", "", 4),
    ("ion", "", 4),
    ("ings", "", 3),
    ("ing", "", 3),
    ("ied", "y", 2),
    ("ies", "y", 2),
    ("ed", "", 3),
    ("ety", "", 4),
    ("ity", "", 4),
    ("ly", "", 3),
    ("able", "", 4),
    ("ible", "", 4),
    ("ances", "", 4),
    ("ance", "", 4),
    ("ences", "", 4),
    ("ence", "", 3),
    ("ense", "", 3),
    ("ive", "", 4),
    ("our", "or", 3),
    ("als", "", 4),
    ("al", "", 4),
    ("ers", "", 4),
    ("er", "", 4),
    ("ors", "", 4),
    ("sses", "ss", 2),
    ("ss", "ss", 1),
    ("us", "us", 1),
    ("es", "", 3),
    ("s", "", 3),
];

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
    if buffer.starts_with(|c: char| c.is_ascii_digit()) {
        return;
    }
    buffer.retain(|c| c != '.');
    if buffer.len() <= 3 || is_capitals(word) {
        return;
    }
    let last = buffer.as_bytes().last().copied();
    for (ending, instead, least) in ENDINGS {
        // One byte settles most of them.
        if ending.as_bytes().last().copied() != last {
            continue;
        }
        let Some(rest) = buffer.strip_suffix(ending) else { continue };
        if rest.len() < *least || !rest.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            continue;
        }
        let length = rest.len();
        buffer.truncate(length);
        buffer.push_str(instead);
        break;
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

    proptest::proptest! {
        #[test]
        fn no_word_breaks_the_stripper(word in "\\PC{0,12}") {
            stemmed(&word);
        }
    }
}
