//! # PST202 foreign-quote-marks
//!
//! ## What it does
//! Finds quote marks in the shape of another language: „…“, „…”, »…«, «…», « … » and ”…”.
//!
//! ## Why
//! English has “…” and "…". Marks of another shape came over from the source of a translation,
//! and their pair says which languages are likely.
//!
//! ## Example
//! > The minister spoke of a „good talk“.
//!
//! Points to German, Czech, Estonian and others that write „…“.
//!
//! ## How to silence
//! `ignore = ["PST202"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Unicode CLDR, delimiters (quotationStart, quotationEnd).

use crate::context::Context;
use crate::marks::{QuoteMark, Shape};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// Quote marks of another language.
pub struct QuoteShape;

static INFO: RuleInfo = RuleInfo {
    code: "PST202",
    name: "foreign-quote-marks",
    category: Category::QuoteStyle,
    level: Level::Warning,
    summary: "quote marks in the shape of another language",
};

/// Confidence for ”…”, which English typists produce as well; such findings are notes.
const FAINT: f32 = 0.5;

impl Rule for QuoteShape {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for mark in &context.marks {
            let partner = mark.partner.and_then(|position| context.marks.get(position));
            let (opener, closer) =
                if mark.opens { (Some(mark), partner) } else { (partner, Some(mark)) };
            let Some((languages, score)) = languages(opener, closer) else { continue };
            let mut finding = INFO.finding(
                mark.span,
                score,
                format!("a quote mark as {} write it", list(languages)),
            );
            finding.points_to = languages.iter().map(|&code| code.into()).collect();
            if score <= FAINT {
                finding.level = Level::Note;
            }
            findings.add(finding);
        }
    }
}

/// The languages that open and close quotations so, the likeliest in news first.
fn languages(
    opener: Option<&QuoteMark>,
    closer: Option<&QuoteMark>,
) -> Option<(&'static [&'static str], f32)> {
    let shape = |mark: Option<&QuoteMark>| mark.map(|mark| mark.shape);
    Some(match (shape(opener), shape(closer)) {
        (Some(Shape::Low), Some(Shape::Left)) => (&["de", "cs", "et", "bg", "lt", "is"], 0.95),
        (Some(Shape::Low), Some(Shape::Right)) => (&["pl", "ro", "hu", "hr"], 0.95),
        (Some(Shape::Low), _) => (&["de", "pl", "cs", "hu"], 0.95),
        (Some(Shape::AngleRight), Some(Shape::AngleLeft)) => (&["de", "da"], 0.95),
        (Some(Shape::AngleRight), Some(Shape::AngleRight)) => (&["fi", "sv"], 0.9),
        (Some(Shape::AngleLeft), closer) => {
            let spaced = opener.is_some_and(|mark| mark.space_after);
            if spaced && closer == Some(Shape::AngleRight) {
                (&["fr"], 0.95)
            } else {
                (&["ru", "fr", "es", "it", "uk", "pt"], 0.9)
            }
        }
        (Some(Shape::Right), Some(Shape::Right)) => (&["fi", "sv"], FAINT),
        (_, Some(Shape::AngleLeft | Shape::AngleRight)) => (&["ru", "fr", "es", "it", "uk"], 0.7),
        _ => return None,
    })
}

/// Codes as a list for a message.
fn list(codes: &[&str]) -> String {
    match codes {
        [one] => format!("texts in `{one}`"),
        many => format!("texts in `{}`", many.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::QuoteShape;
    use crate::rule::testing::{findings, finds, silent};

    #[test]
    fn german_marks_point_to_german_first() {
        let text = "The minister spoke of a „good and frank talk“ on Monday.";
        finds(&QuoteShape, text, &["„", "“"]);
        assert_eq!(findings(&QuoteShape, text)[0].points_to[0], "de");
        silent(&QuoteShape, "The minister spoke of a “good and frank talk” on Monday.");
    }

    #[test]
    fn spaced_angle_marks_point_to_french() {
        let text = "The minister spoke of a « good and frank talk » on Monday.";
        finds(&QuoteShape, text, &["«", "»"]);
        assert_eq!(findings(&QuoteShape, text)[0].points_to, ["fr"]);
        silent(&QuoteShape, "The minister spoke of a \"good and frank talk\" on Monday.");
    }
}
