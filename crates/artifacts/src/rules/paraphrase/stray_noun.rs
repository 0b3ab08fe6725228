//! # PST404 stray-noun
//!
//! ## What it does
//! Finds a capitalised common noun that is left over behind an attribution: “he said Officer.”
//!
//! ## Why
//! When a tool rewrites “the official said”, it may set a pronoun and keep the noun. Nothing in
//! English ends so.
//!
//! ## Example
//! > “The talks will go on,” he said Officer.
//!
//! ## How to silence
//! `ignore = ["PST404"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Own observation on rewritten news.

use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use crate::tables::CLAUSE;
use postil_core::{Category, Level, Token};

/// A common noun left over behind an attribution.
pub struct StrayNoun;

static INFO: RuleInfo = RuleInfo {
    code: "PST404",
    name: "stray-noun",
    category: Category::ParaphraseSlip,
    level: Level::Warning,
    summary: "a common noun left over behind an attribution",
};

/// Classes of `data/clause.tsv`.
const ATTRIBUTION: u32 = 3;
const ROLE: u32 = 4;

const PRONOUNS: [&str; 6] = ["he", "she", "they", "we", "i", "it"];

impl Rule for StrayNoun {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let class = |token: &Token| {
            CLAUSE.get(token.fold, context.word(token)).map_or(0, |entry| entry.value)
        };
        for &position in &context.landmarks.capitals {
            let window = position.checked_sub(2).and_then(|from| context.tokens.get(from..));
            let Some([who, verb, noun, rest @ ..]) = window else { continue };
            let word = context.word(noun);
            if !is_pronoun(context.word(who))
                || !word.starts_with(|c: char| c.is_ascii_uppercase())
                || class(verb) != ATTRIBUTION
                || class(noun) != ROLE
            {
                continue;
            }
            let end = rest.first().is_none_or(|next| {
                matches!(context.word(next), "." | "!" | "?")
                    || context.breaks_between(noun.span.end(), next.span.start())
            });
            if !end
                || context.breaks_between(verb.span.end(), noun.span.start())
                || !context.is_prose(noun.span.start())
            {
                continue;
            }
            let message = format!("“{word}” is left over behind the attribution");
            findings.add(INFO.finding(noun.span, 0.85, message));
        }
    }
}

fn is_pronoun(word: &str) -> bool {
    word.len() <= 4 && PRONOUNS.iter().any(|one| word.eq_ignore_ascii_case(one))
}

#[cfg(test)]
mod tests {
    use super::StrayNoun;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn a_noun_behind_the_attribution() {
        finds(&StrayNoun, "“The talks will go on for days,” he said Officer.", &["Officer"]);
        silent(&StrayNoun, "“The talks will go on for days,” he said. Officers left.");
        silent(&StrayNoun, "Later he said President Smith would stay for the talks.");
    }
}
