//! # PST502 repeated-line
//!
//! ## What it does
//! Finds lines that stand twice: headlines, captions, paragraphs.
//!
//! ## Why
//! Pages show a headline above the picture and again above the text, and pull quotes repeat a
//! sentence in large type; a scraper takes both. A sentence of a few words is not reported: people
//! say such things twice.
//!
//! ## Example
//! > Putin and Biden to Speak Again
//! >
//! > Putin and Biden to Speak Again
//!
//! ## How to silence
//! `ignore = ["PST502"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Lee et al.: Deduplicating Training Data Makes Language Models Better, ACL 2022.

use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, Record, Related, Zone, ZoneKind};

/// Lines that stand twice.
pub struct RepeatedLine;

static INFO: RuleInfo = RuleInfo {
    code: "PST502",
    name: "repeated-line",
    category: Category::Duplicate,
    level: Level::Warning,
    summary: "a line that stands twice",
};

/// Words from which on a sentence is not said twice by chance.
const FEWEST: usize = 5;

impl Rule for RepeatedLine {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let ids =
            Zone::column(context.document.layers()).as_ref().and_then(|layer| layer.ids.as_ref());
        for zone in context.zones {
            let Some(id) = zone.repeats else { continue };
            let text = zone.span.of(context.text);
            if zone.kind == ZoneKind::Content
                && text.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', '!', '?'])
                && text.split_whitespace().take(FEWEST).count() < FEWEST
            {
                continue;
            }
            let position = match ids {
                None => Some(id as usize),
                Some(ids) => ids.iter().position(|other| *other == id),
            };
            let original = position.and_then(|position| context.zones.get(position));
            let what = match zone.kind {
                ZoneKind::Headline => "headline",
                ZoneKind::Caption | ZoneKind::Credit => "caption",
                _ => "line",
            };
            let message = format!("this {what} repeats an earlier one word for word; keep one");
            let mut finding = INFO.finding(zone.span, 0.9, message);
            if let Some(original) = original {
                finding.related.push(Related {
                    document: context.document.id().to_owned(),
                    span: original.span,
                });
            }
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RepeatedLine;
    use crate::context::Context;
    use crate::rule::testing::silent;
    use crate::rule::{Findings, Rule};
    use crate::settings::Settings;
    use postil_testkit::document;

    #[test]
    fn a_repeated_line_points_at_the_first() {
        let document = document("A headline\nA headline")
            .zone("A headline", "headline")
            .zone("A headline", "headline")
            .repeats(0)
            .build();
        let settings = Settings::default();
        let mut findings = Findings::new(&settings);
        RepeatedLine.check(&Context::new(&document), &mut findings);
        let found = findings.finish();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.start(), 11);
        assert_eq!(found[0].related[0].span.start(), 0);
        assert!(found[0].message.contains("headline"), "{}", found[0].message);
    }

    #[test]
    fn people_repeat_short_sentences() {
        for (line, count) in [
            ("It is very bad.", 0),
            ("Putin and Biden to talk", 1),
            ("The talks will go on in Geneva next week.", 1),
        ] {
            let document = document(&format!("{line}\n{line}"))
                .zone(line, "content")
                .zone(line, "content")
                .repeats(0)
                .build();
            let settings = Settings::default();
            let mut findings = Findings::new(&settings);
            RepeatedLine.check(&Context::new(&document), &mut findings);
            assert_eq!(findings.finish().len(), count, "{line}");
        }
    }

    #[test]
    fn lines_that_differ_are_left_alone() {
        silent(&RepeatedLine, "A first line of some words here.\n\nAnother line of words here.");
    }
}
