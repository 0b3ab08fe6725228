//! Where the few tokens stand that rules start from.
//!
//! Most rules want a capital, a figure or a mark at some place and nothing of the other tokens.
//! One pass tells them apart by kind and first byte, and each rule walks only over its own.

use postil_core::{Token, TokenKind};

/// Positions of tokens, in text order.
#[derive(Clone, Debug, Default)]
pub struct Landmarks {
    /// The tokens that begin with a capital letter.
    pub capitals: Vec<usize>,
    /// The tokens that begin with an ASCII digit.
    pub digits: Vec<usize>,
    /// The marks.
    pub marks: Vec<usize>,
}

impl Landmarks {
    /// Sorts the tokens of a text out.
    pub(crate) fn of(text: &str, tokens: &[Token]) -> Self {
        let mut found = Self::default();
        for (position, token) in tokens.iter().enumerate() {
            if token.kind == TokenKind::Mark {
                found.marks.push(position);
            }
            let word = text.as_bytes().get(token.span.range());
            let Some(&first) = word.and_then(<[u8]>::first) else { continue };
            match first {
                b'a'..=b'z' => {}
                b'A'..=b'Z' => found.capitals.push(position),
                b'0'..=b'9' => found.digits.push(position),
                0x80.. if token.span.of(text).starts_with(char::is_uppercase) => {
                    found.capitals.push(position);
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::document;

    #[test]
    fn tokens_are_sorted_out_by_how_they_begin() {
        let text = "Élan met 12 men, said Öst.";
        let document = document("a", text);
        let found = Landmarks::of(text, document.tokens());
        let words = |positions: &[usize]| -> Vec<&str> {
            positions.iter().map(|at| document.tokens()[*at].span.of(text)).collect()
        };
        assert_eq!(words(&found.capitals), ["Élan", "Öst"]);
        assert_eq!(words(&found.digits), ["12"]);
        assert_eq!(words(&found.marks), [",", "."]);
    }
}
