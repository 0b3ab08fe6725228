//! # PST401 tortured-phrase
//!
//! ## What it does
//! Finds fixed expressions in which a word was replaced by a synonym that does not fit there.
//!
//! ## Why
//! Rewriting tools swap words for synonyms to hide where a text comes from. Fixed expressions do
//! not survive that: the White House becomes a White Home, artificial intelligence a counterfeit
//! consciousness.
//!
//! ## Example
//! > Russia wants safety ensures from NATO.
//!
//! ## How to silence
//! `ignore = ["PST401"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Cabanac, Labbé, Magazinov: Tortured phrases, arXiv 2107.06751 (2021).

use crate::context::Context;
use crate::phrases::{Notice, Table, holds};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// Fixed expressions with a wrong synonym.
pub struct TorturedPhrase;

static INFO: RuleInfo = RuleInfo {
    code: "PST401",
    name: "tortured-phrase",
    category: Category::ParaphraseSlip,
    level: Level::Warning,
    summary: "a fixed expression with a synonym that does not fit",
};

impl Rule for TorturedPhrase {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for hit in context.hits(Table::Tortured) {
            let notice = Notice::new(hit.entry.text);
            let Some(span) = context.hit_span(hit) else { continue };
            if !context.is_prose(span.start()) || !holds(context, hit, notice) {
                continue;
            }
            let words = span.of(context.text);
            let better = notice.better_for(words);
            let message = match &better {
                Some(meant) => format!("“{words}” looks like “{meant}” with a word replaced"),
                None => format!("“{words}” looks like a phrase with a word replaced"),
            };
            let mut finding = INFO.finding(span, 0.8, message);
            finding.suggestion = better;
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TorturedPhrase;
    use crate::rule::testing::{findings, finds, silent};

    #[test]
    fn a_wrong_synonym_in_a_fixed_expression() {
        finds(
            &TorturedPhrase,
            "The White Home said that Russia wants safety ensures.",
            &["White Home", "safety ensures"],
        );
        silent(&TorturedPhrase, "The White House said that Russia wants security guarantees.");
    }

    #[test]
    fn what_was_meant_is_written_as_english_writes_it() {
        let found = findings(&TorturedPhrase, "They fear a complete-scale invasion, it is said.");
        assert_eq!(found[0].suggestion.as_deref(), Some("full-scale invasion"));
        let found = findings(&TorturedPhrase, "The white home did not say so on Monday.");
        assert!(found[0].message.contains("“White House”"), "{}", found[0].message);
    }

    #[test]
    fn the_subject_decides_on_a_verb() {
        finds(&TorturedPhrase, "The request got here from the capital.", &["got here from"]);
        silent(&TorturedPhrase, "Nobody knows how they got here from the capital.");
    }
}
