//! What the later stages read: the text with its zones, sentences and tokens.

use postil_core::{Sentence, Span, Token, Zone};

/// A document's text and the layers that are made first.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Zones, in text order.
    pub zones: &'a [Zone],
    /// Sentences, in text order.
    pub sentences: &'a [Sentence],
    /// Tokens of all zones, in text order.
    pub tokens: &'a [Token],
}

impl<'a> Ground<'a> {
    /// The text under a span.
    #[inline]
    pub fn slice(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The word of a token.
    #[inline]
    pub fn word(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// Positions of the tokens that start inside `span`.
    pub fn token_range(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|token| token.span.start() < span.start());
        let to =
            from + self.tokens[from..].partition_point(|token| token.span.start() < span.end());
        from..to
    }

    /// The tokens that start inside `span`.
    pub fn tokens_in(&self, span: Span) -> &'a [Token] {
        &self.tokens[self.token_range(span)]
    }

    /// Whether white space, or nothing but the text's start, stands before the token at
    /// `position`.
    pub fn spaced(&self, position: usize) -> bool {
        match (position.checked_sub(1).and_then(|p| self.tokens.get(p)), self.tokens.get(position))
        {
            (Some(before), Some(token)) => before.span.end() < token.span.start(),
            _ => true,
        }
    }
}
