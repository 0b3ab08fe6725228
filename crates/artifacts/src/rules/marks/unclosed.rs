//! # PST208 unclosed-quotation
//!
//! ## What it does
//! Finds quotations whose closing mark is missing.
//!
//! ## Why
//! When a text is cut or translated sentence by sentence, the mark that closes a quotation over
//! several sentences gets lost. English leaves a quotation open at the end of a paragraph only if
//! the next paragraph begins with a mark again; that is not reported. Nor is a quotation that one
//! of the next lines closes, or one in a text that has each sentence on a line of its own: there
//! nothing tells where a paragraph ends.
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
        let mut sentence_lines = None;
        for (position, mark) in context.marks.iter().enumerate() {
            if !mark.opens
                || mark.partner.is_some()
                || context.zone_kind_at(mark.span.start()) != Some(ZoneKind::Content)
            {
                continue;
            }
            let end = mark.span.end();
            let next = context.marks.get(position + 1);
            let same_line =
                next.is_some_and(|next| !context.breaks_between(end, next.span.start()));
            let (score, message) = if same_line {
                // A quotation inside the quotation is opened in the middle of a sentence.
                let before =
                    next.and_then(|next| context.text.get(..next.span.start())).unwrap_or_default();
                if !before.trim_end().ends_with(['.', '?', '!']) {
                    continue;
                }
                (0.75, "another quotation opens before this one is closed")
            } else {
                // A closing mark without an opening one belongs to this quotation.
                let closed = next.is_some_and(|next| !next.opens && next.partner.is_none());
                let Some(after) = end_of_line(context, end) else { continue };
                if closed || is_continued(after) {
                    continue;
                }
                if !is_blank_line(after)
                    && *sentence_lines.get_or_insert_with(|| has_sentence_lines(context))
                {
                    continue;
                }
                (0.6, "the quotation is not closed, and the next paragraph does not go on with it")
            };
            findings.add(INFO.finding(mark.span, score, message.to_owned()));
        }
    }
}

/// The text from the end of the line, or of the zone, that holds the byte before `offset`.
fn end_of_line<'d>(context: &Context<'d>, offset: usize) -> Option<&'d str> {
    let zone = context.zone_at(offset.saturating_sub(1))?;
    let rest = context.text.get(offset..zone.span.end().max(offset))?;
    let line = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    context.text.get(offset + line..)
}

/// Whether the next line begins with a quote mark, as quotations of several paragraphs do.
fn is_continued(after: &str) -> bool {
    after.trim_start().starts_with(['"', '“', '”', '„', '«', '»', '\'', '‘'])
}

/// Whether an empty line follows.
fn is_blank_line(after: &str) -> bool {
    let gap = after.len() - after.trim_start().len();
    after.get(..gap).is_some_and(|gap| gap.matches('\n').count() > 1)
}

/// Whether the lines of a document hold one sentence each, or hardly more.
fn has_sentence_lines(context: &Context<'_>) -> bool {
    let content = context.zones.iter().filter(|zone| zone.kind == ZoneKind::Content);
    let mut lines = 0;
    let mut sentences = 0;
    for zone in content {
        let text = zone.span.of(context.text);
        lines += text.lines().filter(|line| !line.trim().is_empty()).count();
        let from = context.sentences.partition_point(|one| one.span.start() < zone.span.start());
        let to = context.sentences.partition_point(|one| one.span.start() < zone.span.end());
        sentences += to - from;
    }
    2 * sentences < 3 * lines
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
    fn a_quotation_may_run_over_lines() {
        silent(
            &UnclosedQuote,
            "\"The plan is to use force. It is old.\nThey wish to divide us,\" said Smith.\nHe \
             left. Nobody knows where he went.",
        );
        silent(
            &UnclosedQuote,
            "Smith said: \"The plan is to use force, and it is old.\nIt was not made by us.\nHe \
             then left the room and went on with his work in the city.",
        );
        finds(
            &UnclosedQuote,
            "Smith spoke. He said: \"The plan is to use force. It is old.\nHe then left the room. \
             He went on with his work in the city.\nNobody spoke. Nobody left.",
            &["\""],
        );
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
