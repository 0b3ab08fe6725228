//! # PST302 word-order
//!
//! ## What it does
//! Finds sentences whose verb stands before its subject although English would not turn them
//! round: after an opening date or place, and adverbs between a verb and its object.
//!
//! ## Why
//! In German, Dutch and the Nordic languages the verb is the second part of every main clause.
//! A translation that keeps that order says “On Monday follows the Council”.
//!
//! ## Example
//! > In Berlin spoke also the chancellor.
//!
//! ## How to silence
//! `ignore = ["PST302"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Huddleston, Pullum: The Cambridge Grammar of the English Language (2002), 16.4 (inversion).

use crate::context::Context;
use crate::figures::MONTH;
use crate::rule::{Findings, Rule, RuleInfo};
use crate::tables::{CLAUSE, MEASURES};
use postil_core::{Category, Level, Tag, Token, TokenKind};

/// Verbs before their subjects.
pub struct WordOrder;

static INFO: RuleInfo = RuleInfo {
    code: "PST302",
    name: "word-order",
    category: Category::WordOrder,
    level: Level::Warning,
    summary: "words in another language's order",
};

/// Classes of `data/clause.tsv`.
const INVERTED: u32 = 1;
const AUXILIARY: u32 = 2;

const LANGUAGES: [&str; 4] = ["de", "nl", "sv", "da"];

impl Rule for WordOrder {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for (sentence, range) in context.sentences.iter().zip(context.sentence_tokens()) {
            let tokens = &context.tokens[range.clone()];
            let Some(verb) = inverted(context, tokens) else { continue };
            if sentence.span.of(context.text).ends_with(['?', '”', '"']) {
                continue;
            }
            let (Some(first), Some(last)) = (tokens.first(), tokens.get(verb)) else { continue };
            let message = "the verb stands before its subject, as in the Germanic languages";
            let mut finding = INFO.finding(first.span.join(last.span), 0.8, message.to_owned());
            finding.points_to = LANGUAGES.iter().map(|&code| code.into()).collect();
            findings.add(finding);
        }
    }
}

/// The position of a verb that follows an opening date or place and precedes its subject.
fn inverted(context: &Context<'_>, tokens: &[Token]) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |token| context.word(token));
    let capital = |at: usize| word(at).starts_with(char::is_uppercase);
    let number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let month = |at: usize| {
        let entry = tokens.get(at).and_then(|token| MEASURES.get(token.fold, context.word(token)));
        entry.is_some_and(|entry| entry.value == MONTH)
    };
    let already = word(0).eq_ignore_ascii_case("already");
    let opener = usize::from(already);
    if !["on", "in"].iter().any(|opener_word| word(opener).eq_ignore_ascii_case(opener_word)) {
        return None;
    }
    let at = opener + 1;
    let verb = if (month(at) && number(at + 1)) || (number(at) && month(at + 1)) {
        at + 2
    } else if capital(at) {
        at + 1
    } else {
        return None;
    };
    let token = tokens.get(verb)?;
    let class = CLAUSE.get(token.fold, context.word(token))?.value;
    let next = tokens.get(verb + 1)?;
    let next_word = context.word(next);
    let determiner = next.tag == Tag::Det || next_word.eq_ignore_ascii_case("the");
    let adverb = ["also", "already", "meanwhile"].contains(&next_word);
    let subject = next.tag == Tag::Pron
        && ["he", "she", "they", "we", "it", "i"].contains(&next_word.to_lowercase().as_str());
    let turned = match class {
        INVERTED => determiner || adverb || subject,
        AUXILIARY => subject || determiner,
        _ => false,
    };
    turned.then_some(verb)
}

#[cfg(test)]
mod tests {
    use super::WordOrder;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn a_verb_after_an_opening_date_or_place() {
        finds(
            &WordOrder,
            "On January 12 follows the meeting of the council in Brussels.",
            &["On January 12 follows"],
        );
        finds(&WordOrder, "In Berlin spoke also the chancellor.", &["In Berlin spoke"]);
        silent(&WordOrder, "On January 12 the meeting of the council follows in Brussels.");
        silent(&WordOrder, "In Berlin the chancellor spoke as well.");
    }

    #[test]
    fn english_inversion_is_left_alone() {
        silent(&WordOrder, "On Monday came the news that the talks had failed.");
        silent(&WordOrder, "In Paris will the talks go on?");
    }
}
