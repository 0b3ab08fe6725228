//! Words, numbers and marks.

use super::{column, named};
use crate::{Annotation, Fold, Record, RecordError, Span, fold};
use serde::{Deserialize, Serialize};

named! {
    /// Part of speech, as Universal Dependencies has it (<https://universaldependencies.org/u/pos/>).
    Tag {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

named! {
    /// What a token looks like; decided by its characters alone.
    TokenKind {
        /// Letters, with inner marks (`U.S.`, `O’Brien`).
        Word = "word",
        /// A number, with its separators (`3.30`, `1,200`).
        Number = "number",
        /// A mark.
        Mark = "mark",
        /// Anything else: emoji, currency and other signs, addresses.
        Symbol = "symbol",
    }
}

/// A word, number or mark, split as in UD English EWT: clitics (`do` `n't`, `Biden` `’s`) and
/// hyphenated compounds come apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Case-folded hash of the word, for look-ups.
    pub fold: Fold,
    /// What it looks like.
    pub kind: TokenKind,
    /// Its part of speech.
    pub tag: Tag,
}

impl Record for Token {
    const LAYER: &'static str = "token";
    column!(tokens);

    fn span(&self) -> Span {
        self.span
    }

    fn label(&self) -> Option<&str> {
        Some(self.tag.name())
    }

    fn from_annotation(a: &Annotation, text: &str) -> Result<Self, RecordError> {
        let word = a.span.of(text);
        let tag = a.labelled(Tag::from_name, Tag::ALLOWED)?;
        let kind = match (word.chars().next(), tag) {
            (Some(c), _) if c.is_ascii_digit() => TokenKind::Number,
            (_, Tag::Punct) => TokenKind::Mark,
            (Some(c), _) if c.is_alphabetic() || "'’".contains(c) => TokenKind::Word,
            _ => TokenKind::Symbol,
        };
        Ok(Self { span: a.span, fold: fold(word), kind, tag })
    }
}
