//! # PST303 false-friend
//!
//! ## What it does
//! Finds words that look like one of another language and were taken for it, where the words
//! around show that the English meaning cannot be meant.
//!
//! ## Why
//! German “eventuell”, French “éventuel” and their sisters mean “possible”; an “eventual attack”
//! in English is one that came in the end. The reader is told something else than the source
//! said.
//!
//! ## Example
//! > He warned of an eventual attack.
//!
//! ## How to silence
//! `ignore = ["PST303"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Koessler, Derocquigny: Les faux amis (1928).

use crate::context::Context;
use crate::phrases::{Notice, Table, holds, is_title};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// Words taken for their look-alikes.
pub struct FalseFriend;

static INFO: RuleInfo = RuleInfo {
    code: "PST303",
    name: "false-friend",
    category: Category::FalseFriend,
    level: Level::Warning,
    summary: "a word taken for its look-alike in another language",
};

impl Rule for FalseFriend {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for hit in context.hits(Table::FalseFriend) {
            let notice = Notice::new(hit.entry.text);
            let Some(span) = context.hit_span(hit) else { continue };
            if !context.is_prose(span.start())
                || is_title(context, hit)
                || !holds(context, hit, notice)
            {
                continue;
            }
            let words = span.of(context.text);
            let better = notice.better_for(words);
            let message = match &better {
                Some(better) => format!("“{words}”: “{better}” seems to be meant"),
                None => format!("“{words}” seems to mean something else than it says"),
            };
            let mut finding = INFO.finding(span, 0.7, message);
            finding.points_to = notice.languages().map(Into::into).collect();
            finding.suggestion = better;
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FalseFriend;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn an_eventual_attack_is_a_possible_one() {
        finds(
            &FalseFriend,
            "Western leaders warned of an eventual attack.",
            &["an eventual attack"],
        );
        silent(&FalseFriend, "He was the eventual winner of the race.");
    }
}
