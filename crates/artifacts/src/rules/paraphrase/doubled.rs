//! # PST402 doubled-word
//!
//! ## What it does
//! Finds a word that stands twice in a row, apart from those that English doubles on purpose
//! (`had had`, `very very`) and from names (`Duran Duran`).
//!
//! ## Why
//! Rewriting tools and translation models repeat words; so do editors who move one and forget
//! the other.
//!
//! ## Example
//! > the former deputy deputy secretary
//!
//! ## How to silence
//! `ignore = ["PST402"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Holtzman et al.: The Curious Case of Neural Text Degeneration, ICLR 2020 (repetition).

use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use crate::tables::REPETITION;
use postil_core::{Category, Level, TokenKind, same_folded};

/// A word said twice.
pub struct DoubledWord;

static INFO: RuleInfo = RuleInfo {
    code: "PST402",
    name: "doubled-word",
    category: Category::DoubledWord,
    level: Level::Warning,
    summary: "a word that stands twice in a row",
};

/// Classes of `data/repetition.tsv`.
const FINE: u32 = 1;
const COMMON: u32 = 2;

impl Rule for DoubledWord {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for (position, pair) in context.tokens.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            if first.fold != second.fold || first.kind != TokenKind::Word {
                continue;
            }
            let (one, two) = (context.word(first), context.word(second));
            let gap = context.text.get(first.span.end()..second.span.start()).unwrap_or_default();
            // Three in a row are a chant, not a slip.
            let chant =
                context.tokens.get(position + 2).is_some_and(|third| third.fold == first.fold)
                    || position
                        .checked_sub(1)
                        .and_then(|before| context.tokens.get(before))
                        .is_some_and(|before| before.fold == first.fold);
            // “Moon Jae-in in Seoul”: the first is a part of a name.
            let part = context.before(first.span.start()).is_some_and(|c| "-‐–’'".contains(c));
            if !same_folded(one, two)
                || part
                || gap.is_empty()
                || gap.contains('\n')
                || !gap.chars().all(char::is_whitespace)
                || !one.chars().all(char::is_alphabetic)
                || (one.chars().count() < 2 && !one.eq_ignore_ascii_case("a"))
                || chant
                || !context.is_prose(first.span.start())
            {
                continue;
            }
            let class = REPETITION.get(first.fold, one).map_or(0, |entry| entry.value);
            let capital = |word: &str| word.starts_with(char::is_uppercase);
            let name = capital(two) && class != COMMON;
            // “Then Then” across an unmarked end of a sentence.
            let seam = !capital(one) && capital(two);
            if class == FINE || name || seam {
                continue;
            }
            let message = format!("“{one}” stands twice in a row");
            let mut finding = INFO.finding(first.span.join(second.span), 0.9, message);
            finding.suggestion = Some(one.to_owned());
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DoubledWord;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn a_word_said_twice() {
        finds(
            &DoubledWord,
            "The former deputy deputy secretary spoke to the the press.",
            &["deputy deputy", "the the"],
        );
        finds(&DoubledWord, "He met the Foreign Foreign Minister.", &["Foreign Foreign"]);
    }

    #[test]
    fn words_that_may_stand_twice() {
        silent(&DoubledWord, "He had had a very very long day, and that that hurt was clear.");
        silent(&DoubledWord, "The president met Moon Jae-in in Seoul on Monday.");
        silent(&DoubledWord, "Duran Duran played in Walla Walla.");
        silent(&DoubledWord, "“Lock lock lock,” they chanted in the hall that evening.");
    }
}
