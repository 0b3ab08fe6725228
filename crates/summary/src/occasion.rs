//! What a clause is about: which kind of occasion, between whom.

use postil_core::{Span, Token};
use postil_lexicon::Lexicon;
use postil_stories::reading::Reading;
use std::sync::LazyLock;

static OCCASIONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/occasions.table"))));
static PARTICIPANTS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/participants.table"))));

/// A kind of occasion and the states and alliances that take part, by their numbers, sorted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occasion {
    /// Class of the word for it.
    pub class: u32,
    /// Who takes part.
    pub participants: Vec<u32>,
}

/// The part of `sentence` between commas, colons and dashes that holds `inner`.
pub(crate) fn clause(reading: &Reading<'_>, sentence: Span, inner: Span) -> Span {
    let text = reading.document.text();
    let (mut start, mut end) = (sentence.start(), sentence.end());
    for token in reading.document.within::<Token>(sentence) {
        if !matches!(token.span.of(text), "," | ";" | ":" | "--" | "–" | "—") {
            continue;
        }
        if token.span.end() <= inner.start() {
            start = token.span.end();
        } else if token.span.start() >= inner.end() {
            end = token.span.start();
            break;
        }
    }
    reading.document.span(start, end).map_or(sentence, |span| span.trim(text))
}

/// The occasion that a clause tells of, if it names one.
pub(crate) fn occasion(reading: &Reading<'_>, clause: Span) -> Option<Occasion> {
    let text = reading.document.text();
    let tokens = reading.document.within::<Token>(clause);
    let mut class = None;
    let mut participants = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let word = token.span.of(text);
        // `us` is a pronoun, `polish` a verb: a name has a capital.
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let rest = tokens.get(at..).unwrap_or_default();
        if capital && let Some(found) = PARTICIPANTS.longest(text, rest) {
            participants.push(found.entry.value);
            at += found.tokens.max(1);
            continue;
        }
        if class.is_none() {
            class = OCCASIONS.get(token.fold, word).map(|entry| entry.value);
        }
        at += 1;
    }
    participants.sort_unstable();
    participants.dedup();
    Some(Occasion { class: class?, participants })
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    fn of(text: &str) -> Option<Occasion> {
        let document = article("a", text, &[]);
        let reading = Reading::new(&document);
        occasion(&reading, reading.sentences[0].span)
    }

    #[test]
    fn one_occasion_under_two_descriptions_is_equal() {
        let one = of("French and German negotiators will meet in May.").unwrap();
        let two = of("Bilateral Germany - France talks start in May.").unwrap();
        assert_eq!(one, two);
        assert_eq!(one.participants.len(), 2);
        assert_ne!(Some(one), of("French and German voters go to the referendum."));
        assert!(of("They polish the meeting room for us.").unwrap().participants.is_empty());
        assert_eq!(of("France is sunny."), None);
    }
}
