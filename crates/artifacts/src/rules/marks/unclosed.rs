//! # PST208 unclosed-quotation
//!
//! ## What it does
//! Finds quotations whose closing mark is missing.
//!
//! ## Why
//! When a text is cut or translated sentence by sentence, the mark that closes a quotation over
//! several sentences gets lost. English leaves a quotation open at the end of a paragraph only if
//! the next paragraph begins with a mark again; that is not reported.
//!
//! ## Example
//! > "The plan is to use force. And then there is the wish to divide. "It is wrong," she said.
//!
//! ## How to silence
//! `ignore = ["PST208"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Chicago Manual of Style, 17th edition, 13.30 (quotations of several paragraphs).

use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, ZoneKind};

/// A quotation without its closing mark.
pub struct UnclosedQuote;

static INFO: RuleInfo = RuleInfo {
    code: "PST208",
    name: "unclosed-quotation",
    category: Category::QuoteSpacing,
    level: Level::Warning,
    summary: "a quotation without its closing mark",
};

impl Rule for UnclosedQuote {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for (position, mark) in context.marks.iter().enumerate() {
            if !mark.opens
                || mark.partner.is_some()
                || context.zone_kind_at(mark.span.start()) != Some(ZoneKind::Content)
            {
                continue;
            }
            let next = context.marks.get(position + 1);
            let same_line =
                next.is_some_and(|next| !context.breaks_between(mark.span.end(), next.span.start()));
            let (score, message) = if same_line {
                // A quotation inside the quotation is opened in the middle of a sentence.
                let before = next
                    .and_then(|next| context.text.get(..next.span.start()))
                    .unwrap_or_default();
                if !before.trim_end().ends_with(['.', '?', '!']) {
                    continue;
                }
                (0.75, "another quotation opens before this one is closed")
            } else if !is_continued(context, mark.span.end()) {
                (0.6, "the quotation is not closed, and the next paragraph does not go on with it")
            } else {
                continue;
            };
            findings.add(INFO.finding(mark.span, score, message.to_owned()));
        }
    }
}

/// Whether the line after the one at `offset` begins with a quote mark, as quotations of several
/// paragraphs do, or is no prose, so that nothing can be said.
fn is_continued(context: &Context<'_>, offset: usize) -> bool {
    let Some(zone) = context.zone_at(offset.saturating_sub(1)) else { return false };
    let rest = context.text.get(offset..).unwrap_or_default();
    // The zone says where a paragraph ends unless it holds several lines.
    let line = memchr::memchr(b'\n', &rest.as_bytes()[..rest.len().min(zone.span.len())]);
    let from = line.map_or(zone.span.end(), |at| offset + at);
    let next = context.text.get(from..).unwrap_or_default().trim_start();
    next.starts_with(['"', '“', '”', '„', '«', '»', '\'', '‘'])
}

#[cfg(test)]
mod tests {
    use super::UnclosedQuote;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn a_second_quotation_opens_first() {
        finds(
            &UnclosedQuote,
            "\"The plan is to use force. And they wish to divide us. \"It is wrong,\" said Smith.",
            &["\""],
        );
        silent(&UnclosedQuote, "\"The plan is to use force.\" \"It is wrong,\" said Smith.");
        silent(&UnclosedQuote, "\"They described it as \"a mistake\" in public,\" said Smith.");
    }

    #[test]
    fn a_quotation_may_run_over_paragraphs() {
        silent(
            &UnclosedQuote,
            "Smith said: “The plan is to use force, and they wish to divide us.\n\n“It is wrong, \
             and it has to be said to them in public,” he went on.",
        );
        finds(
            &UnclosedQuote,
            "Smith said: “The plan is to use force, and they wish to divide us.\n\nHe then left \
             the room and went on with his work in the city.",
            &["“"],
        );
    }
}
