//! # PST601 retranslated-quotation
//!
//! ## What it does
//! Finds quotations of one utterance that two documents of a story put in different words while
//! both set them in quote marks, and names the words that differ.
//!
//! ## Why
//! What stands in quote marks should be what was said. If two versions mean the same in other
//! words, at least one went through another language or a rewriting tool. The version that is
//! reported is the one whose document looks more translated. A version that only leaves words
//! out is not reported: quoting less is no rewording.
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
use postil_core::{
    Artifact, Category, Level, Place, QuoteGroup, QuoteRelation, Related, Span, Story, fold,
};
use rustc_hash::FxHashSet;

/// Runs of words that a message names of each side at most.
const SHOWN: usize = 3;

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
            if position != model
                && let Some(finding) = finding(story, group, position, model)
            {
                found.push((place.document.clone(), finding));
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

/// The finding on one version, unless all its words are those of the model.
fn finding(story: &Story, group: &QuoteGroup, position: usize, model: usize) -> Option<Artifact> {
    let text = |place: &Place| Some(place.span.of(story.document(&place.document)?.text()));
    let (place, right) = (group.versions.get(position)?, group.versions.get(model)?);
    let (here, there) = (text(place)?, text(right)?);
    let own = differing(here, there);
    if own.is_empty() {
        return None;
    }
    let speaker = if group.speaker.is_empty() { "the speaker" } else { &group.speaker };
    let source = &right.document;
    let mut message = format!("{speaker} is quoted here with {}", listed(&own));
    match differing(there, here).as_slice() {
        [] => message.push_str(&format!(", which `{source}` does not have")),
        other => message.push_str(&format!(", in `{source}` with {}", listed(other))),
    }
    let mut finding = INFO.finding(place.span, 0.7, message);
    finding.related = group
        .versions
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != position)
        .map(|(_, other)| Related { document: other.document.clone(), span: other.span })
        .collect();
    Some(finding)
}

/// The runs of words of a wording that do not stand in the other, in order.
fn differing<'t>(here: &'t str, there: &str) -> Vec<&'t str> {
    let known: FxHashSet<_> = words(there).map(|(_, word)| fold(word)).collect();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut goes_on = false;
    for (start, word) in words(here) {
        let differs = !known.contains(&fold(word));
        let end = start + word.len();
        if let Some(run) = runs.last_mut().filter(|_| differs && goes_on) {
            run.1 = end;
        } else if differs {
            runs.push((start, end));
        }
        goes_on = differs;
    }
    runs.into_iter().filter_map(|(start, end)| here.get(start..end)).collect()
}

/// The words of a text with their places, without the marks around them.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().filter_map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let span = Span::of_slice(text, bare).filter(|span| !span.is_empty())?;
        Some((span.start(), bare))
    })
}

/// “one”, “two”, “three” …
fn listed(runs: &[&str]) -> String {
    let shown: Vec<String> = runs.iter().take(SHOWN).map(|run| format!("“{run}”")).collect();
    let more = if runs.len() > SHOWN { " …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{across, differing};
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

    #[test]
    fn the_words_that_differ_are_named() {
        let here = "“He instructed them to relieve the stress,” it said";
        let there = "He told them to ease the tension, it said.";
        assert_eq!(differing(here, there), ["instructed", "relieve", "stress"]);
        assert_eq!(differing(there, here), ["told", "ease", "tension"]);
        assert_eq!(differing("An acute, severe crisis", "a crisis"), ["An acute, severe"]);
        let message = &across(&versions("retranslated"))[0].1.message;
        assert_eq!(
            message,
            "a is quoted here with “That becomes difficult”, in `d0` with “It will be hard”"
        );
    }

    #[test]
    fn a_version_that_says_less_is_not_reported() {
        let (whole, part) = ("It will be hard, and it will take long.", "it will take long");
        let story = story("s")
            .document(document(whole).id("d0").build())
            .document(document(part).id("d1").build())
            .quote("a", "retranslated", &[("d0", whole), ("d1", part)])
            .build();
        assert!(across(&story).is_empty());
    }
}
