//! # PST602 inconsistent-rendering
//!
//! ## What it does
//! Finds one expression that a document renders in two ways, where one of the two is not how
//! English news puts it: “safety guarantees” beside “security guarantees”.
//!
//! ## Why
//! An author keeps to a term. A translation meets the source's term in two places and may render
//! it in two ways, once by what it means and once by what it looks like.
//!
//! ## Example
//! > A heading says “Holy Obligation”, the text “sacred obligation”.
//!
//! ## How to silence
//! `ignore = ["PST602"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Carpuat, Simard: The Trouble with SMT Consistency, WMT 2012.

use crate::context::Context;
use crate::phrases::{Hit, Notice, Table};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, Related};

/// One expression rendered in two ways.
pub struct InconsistentRendering;

static INFO: RuleInfo = RuleInfo {
    code: "PST602",
    name: "inconsistent-rendering",
    category: Category::InconsistentRendering,
    level: Level::Warning,
    summary: "one expression rendered in two ways",
};

impl Rule for InconsistentRendering {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let hits: Vec<&Hit> = context.hits(Table::Rendering).collect();
        // The first place of each phrase; there are no more of them than rows in the table.
        let mut firsts: Vec<&Hit> = Vec::new();
        for hit in &hits {
            if !firsts.iter().any(|first| first.entry.key == hit.entry.key) {
                firsts.push(hit);
            }
        }
        for hit in &hits {
            let notice = Notice::new(hit.entry.text);
            if notice.better().is_none() {
                continue;
            }
            let other = firsts.iter().find(|other| {
                other.entry.value == hit.entry.value && other.entry.key != hit.entry.key
            });
            let (Some(other), Some(span)) = (other, context.hit_span(hit)) else { continue };
            let Some(place) = context.hit_span(other) else { continue };
            let words = span.of(context.text);
            let message = format!(
                "“{words}” stands beside “{}” for the same expression",
                place.of(context.text)
            );
            let mut finding = INFO.finding(span, 0.8, message);
            finding.suggestion = notice.better_for(words);
            finding
                .related
                .push(Related { document: context.document.id().to_owned(), span: place });
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::InconsistentRendering;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn two_renderings_of_one_expression() {
        finds(
            &InconsistentRendering,
            "Russia wants safety guarantees. The talks on security guarantees go on.",
            &["safety guarantees"],
        );
        silent(
            &InconsistentRendering,
            "Russia wants security guarantees. The talks on security guarantees go on.",
        );
    }
}
