//! The output form of summaries, agreements and differences.

use crate::white_space::count_words;
use postil_core::{Place, Span};
use serde::Serialize;

/// A part of the source that was left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Cut {
    /// Where, in the document of the first cite.
    #[serde(flatten)]
    pub span: Span,
    /// Why, in a word or two.
    pub why: &'static str,
}

/// A part of the summary that stands in no source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Insert {
    /// Byte offset in the sentence's text.
    pub at: usize,
    /// What was put in.
    pub text: String,
    /// Why.
    pub why: &'static str,
}

/// A sentence of a summary.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Line {
    /// Its text.
    pub text: String,
    /// Where it comes from, then what supports it.
    pub cites: Vec<Place>,
    /// What was left out.
    pub cuts: Vec<Cut>,
    /// What was put in.
    pub inserts: Vec<Insert>,
}

/// An extract of a document, or the brief of a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Summary {
    /// The sentences, with single spaces between them.
    pub text: String,
    /// White-space separated words of the text.
    pub words: usize,
    /// The sentences.
    pub sentences: Vec<Line>,
}

impl Summary {
    /// The summary of these sentences.
    pub fn new(sentences: Vec<Line>) -> Self {
        let texts: Vec<&str> = sentences.iter().map(|line| line.text.as_str()).collect();
        let text = texts.join(" ");
        let words = count_words(&text);
        Self { text, words, sentences }
    }
}

/// A fact that independent documents tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Agreement {
    /// The fact, in words of a source.
    pub fact: String,
    /// Who tells it.
    pub cites: Vec<Place>,
}

/// How documents differ on a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Class {
    /// Both cannot be right.
    Conflict,
    /// The later one supersedes the earlier.
    Update,
    /// One is less exact.
    Granularity,
    /// Two forms of one thing.
    Variant,
}

/// One of the values that documents give.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Value {
    /// In words of the source.
    pub value: String,
    /// Who gives it.
    pub cites: Vec<Place>,
}

/// A fact on which documents differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Difference {
    /// How.
    pub class: Class,
    /// What about.
    pub attribute: String,
    /// The values, in document order.
    pub values: Vec<Value>,
}

/// The result of a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Brief {
    /// The brief itself.
    #[serde(flatten)]
    pub summary: Summary,
    /// What independent documents agree on.
    pub agreements: Vec<Agreement>,
    /// Where they differ.
    pub differences: Vec<Difference>,
}
