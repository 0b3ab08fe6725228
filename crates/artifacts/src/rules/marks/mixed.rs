//! # PST203 mixed-quote-marks
//!
//! ## What it does
//! Finds quotations that open with one style of mark and close with another, and documents that
//! use straight and curly marks side by side. Both are notes: careless typing does it too.
//!
//! ## Why
//! A newsroom's software writes one style. A pair that does not match was put together by a
//! program; a document in two styles was put together from two sources, or was typed after a
//! translation.
//!
//! ## Example
//! > “We need a result", said the minister.
//!
//! ## How to silence
//! `ignore = ["PST203"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Unicode Standard, chapter 6.2, apostrophes and quotation marks.

use crate::context::Context;
use crate::marks::Shape;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// Straight and curly quote marks in one document.
pub struct MixedQuotes;

static INFO: RuleInfo = RuleInfo {
    code: "PST203",
    name: "mixed-quote-marks",
    category: Category::QuoteStyle,
    level: Level::Note,
    summary: "quote marks of several styles",
};

/// A style that is used less often than this may be somebody's title or slip.
const FEWEST: usize = 2;

impl Rule for MixedQuotes {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let mut straight = Vec::new();
        let mut curly = Vec::new();
        for (position, mark) in context.marks.iter().enumerate() {
            let Some(partner) = mark.partner.and_then(|partner| context.marks.get(partner)) else {
                continue;
            };
            let (opener, closer) =
                if mark.opens { (mark.shape, partner.shape) } else { (partner.shape, mark.shape) };
            match (opener, closer) {
                (Shape::Straight, Shape::Straight) if mark.opens => straight.push(position),
                (Shape::Left, Shape::Right) if mark.opens => curly.push(position),
                (Shape::Straight, Shape::Left | Shape::Right) | (Shape::Left, Shape::Straight) => {
                    let message = "the quotation opens with one style of quote mark and closes \
                                   with another";
                    findings.add(INFO.finding(mark.span, 0.5, message.to_owned()));
                }
                _ => {}
            }
        }
        if straight.len() < FEWEST || curly.len() < FEWEST {
            return;
        }
        let (minority, style, other) = if straight.len() <= curly.len() {
            (straight, "straight", "curly")
        } else {
            (curly, "curly", "straight")
        };
        for position in minority {
            let Some(mark) = context.marks.get(position) else { continue };
            let message =
                format!("a {style} quote mark in a document that has mostly {other} ones");
            findings.add(INFO.finding(mark.span, 0.5, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MixedQuotes;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn a_pair_that_does_not_match() {
        finds(&MixedQuotes, "“We need a result now\", said the minister.", &["“", "\""]);
        silent(&MixedQuotes, "“We need a result now”, said the minister.");
    }

    #[test]
    fn two_styles_in_one_document() {
        let curly = "“We need a result now,” said the minister. ";
        let straight = "\"We need a result now,\" said the minister. ";
        finds(
            &MixedQuotes,
            &format!("{curly}{curly}{curly}\n\n{straight}{straight}"),
            &["\"", "\""],
        );
        silent(&MixedQuotes, &format!("{curly}{curly}{curly}\n\n{straight}"));
    }
}
