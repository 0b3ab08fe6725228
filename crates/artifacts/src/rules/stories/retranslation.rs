//! # PST601 retranslated-quotation
//!
//! ## What it does
//! Finds quotations of one utterance that two documents of a story put in different words while
//! both set them in quote marks.
//!
//! ## Why
//! What stands in quote marks should be what was said. If two versions mean the same in other
//! words, at least one went through another language or a rewriting tool. The version that is
//! reported is the one whose document looks more translated.
//!
//! ## Example
//! > “bring down the temperature along the eastern front” / “lower the temperature on the
//! > eastern front”
//!
//! ## How to silence
//! `ignore = ["PST601"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Reuters Handbook of Journalism, “Quotes” (quotes are sacrosanct).

use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Artifact, Category, Level, Place, QuoteRelation, Related, Story};

/// A quotation that went through another language. It shows only across a story: see [`across`].
pub struct RetranslatedQuote;

static INFO: RuleInfo = RuleInfo {
    code: "PST601",
    name: "retranslated-quotation",
    category: Category::RetranslatedQuote,
    level: Level::Warning,
    summary: "a quotation that went through another language",
};

impl Rule for RetranslatedQuote {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, _context: &Context<'_>, _findings: &mut Findings<'_>) {}
}

/// The findings on a story's quotations, each with the id of the document that it stands in, in
/// the order of the story's quotations.
pub fn across(story: &Story) -> Vec<(String, Artifact)> {
    let mut found = Vec::new();
    for group in &story.layers().quotes {
        if group.relation != QuoteRelation::Retranslated || group.versions.len() < 2 {
            continue;
        }
        let scores: Vec<f64> =
            group.versions.iter().map(|place| translated(story, &place.document)).collect();
        // The version that stays unreported is the one in the document that looks least
        // translated; of several, the first.
        let mut model = 0;
        for (position, score) in scores.iter().enumerate() {
            if *score < scores[model] {
                model = position;
            }
        }
        for (position, place) in group.versions.iter().enumerate() {
            if position != model {
                found.push((place.document.clone(), finding(&group.versions, position)));
            }
        }
    }
    found
}

/// How translated a document looks: the log-odds of its verdict, 0 where it has none.
fn translated(story: &Story, document: &str) -> f64 {
    story
        .document(document)
        .and_then(|document| document.results().get(crate::ID))
        .and_then(|result| result.get("translated")?.get("score")?.as_f64())
        .unwrap_or(0.0)
}

fn finding(versions: &[Place], position: usize) -> Artifact {
    let place = &versions[position];
    let message = "this wording differs from that of the same quotation elsewhere".to_owned();
    let mut finding = INFO.finding(place.span, 0.7, message);
    finding.related = versions
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != position)
        .map(|(_, other)| Related { document: other.document.clone(), span: other.span })
        .collect();
    finding
}

#[cfg(test)]
mod tests {
    use super::across;
    use postil_core::Story;
    use postil_testkit::{document, story};

    fn versions(relation: &str) -> Story {
        let (one, two) = ("It will be hard.", "That becomes difficult.");
        story("s")
            .document(document(one).id("d0").build())
            .document(document(two).id("d1").build())
            .quote("a", relation, &[("d0", one), ("d1", two)])
            .build()
    }

    #[test]
    fn one_version_is_reported_with_the_other() {
        let found = across(&versions("retranslated"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "d1");
        assert_eq!(found[0].1.related[0].document, "d0");
        assert!(across(&versions("same")).is_empty());
    }
}
