//! Quote marks and the white space around marks.

mod mixed;
mod punctuation;
mod shape;
mod spacing;
mod unclosed;

use crate::rule::Rule;

/// The rules of this folder.
pub fn rules() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(spacing::QuoteSpacing),
        Box::new(shape::QuoteShape),
        Box::new(mixed::MixedQuotes),
        Box::new(punctuation::PunctuationSpacing),
        Box::new(unclosed::UnclosedQuote),
    ]
}
