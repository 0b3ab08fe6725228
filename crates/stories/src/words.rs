//! Words as matching sees them: stemmed, without marks, each marked as content or not.

use crate::memo::Memo;
use crate::stem::{is_capitals, stem};
use postil_core::{Document, Fold, Span, Token, TokenKind, fold};
use postil_lexicon::Lexicon;
use std::cell::RefCell;
use std::sync::LazyLock;

static FUNCTION_WORDS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/function_words.table")))
});

thread_local! {
    // It holds what each word gives by itself, so it changes no result, only what it costs.
    static MEMO: RefCell<Memo> = RefCell::new(Memo::new());
}

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
    let mut out = Vec::with_capacity(tokens.len());
    MEMO.with_borrow_mut(|memo| {
        for token in tokens {
            if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            let Meaning { stem, class } = memo.of(token.fold, token.span.of(text));
            if class != Class::None {
                let (content, function) = (class == Class::Content, class == Class::Function);
                out.push(Word { span: token.span, stem, content, function });
            }
        }
    });
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
    let mut stems: Vec<Fold> = Vec::with_capacity(words.len());
    stems.extend(words.iter().filter(|word| word.content).map(|word| word.stem));
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// What a word is to matching, whatever stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// See [`Word::stem`].
    pub stem: Fold,
    pub class: Class,
}

/// How matching takes a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// As what a text is about.
    Content,
    /// As one of a closed class.
    Function,
    /// As neither.
    Light,
    /// Not at all: the possessive `’s`.
    None,
}

/// What the word of this fold is; `buffer` is for its stem.
pub(crate) fn meaning(hash: Fold, word: &str, buffer: &mut String) -> Meaning {
    if is_possessive(word) {
        return Meaning { stem: hash, class: Class::None };
    }
    let entry = if is_capitals(word) { None } else { FUNCTION_WORDS.get(hash, word) };
    if let Some(entry) = entry {
        let class = if entry.value == FUNCTION { Class::Function } else { Class::Light };
        return Meaning { stem: hash, class };
    }
    stem(word, buffer);
    let class = if buffer.len() > 1 { Class::Content } else { Class::Light };
    Meaning { stem: fold(buffer), class }
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’" | "'S" | "’S")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possessives_are_left_out_and_acronyms_are_content() {
        let text = "The US ’s plan for us";
        let tokens: Vec<Token> = text
            .split(' ')
            .map(|word| Token {
                span: Span::of_slice(text, word).unwrap(),
                fold: fold(word),
                kind: TokenKind::Word,
                tag: postil_core::Tag::X,
            })
            .collect();
        // Twice: by itself, and as it was kept.
        for _ in 0..2 {
            let words = words_of(text, &tokens);
            let content: Vec<bool> = words.iter().map(|word| word.content).collect();
            let function: Vec<bool> = words.iter().map(|word| word.function).collect();
            assert_eq!(content, [false, true, true, false, false]);
            assert_eq!(function, [true, false, false, true, true]);
        }
    }
}
