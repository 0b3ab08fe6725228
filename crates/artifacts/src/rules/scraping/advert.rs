//! # PST504 advertisement
//!
//! ## What it does
//! Finds advertisements, calls to subscribe and, inside the text, legal lines. A legal line at
//! the end is a note.
//!
//! ## Why
//! They are the page's, not the article's, and often the longest foreign matter in scraped text.
//!
//! ## Example
//! > ADVERTISEMENT
//!
//! ## How to silence
//! `ignore = ["PST504"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Kohlschütter, Fankhauser, Nejdl: Boilerplate Detection using Shallow Text Features, WSDM 2010.

use super::furniture::{Furniture, lines};
use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, ZoneKind};

/// Advertisements, calls to subscribe, legal lines.
pub struct AdvertLine;

static INFO: RuleInfo = RuleInfo {
    code: "PST504",
    name: "advertisement",
    category: Category::ScrapeResidue,
    level: Level::Warning,
    summary: "an advertisement, a call to subscribe or a legal line",
};

impl Rule for AdvertLine {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for line in lines(context) {
            let prose = matches!(line.zone, ZoneKind::Content | ZoneKind::Headline);
            let (score, level, message) = match line.what {
                Some(Furniture::Advert) if prose => {
                    (0.75, Level::Warning, "this line looks like an advertisement")
                }
                Some(Furniture::Advert) if line.zone == ZoneKind::Boilerplate => {
                    (0.9, Level::Warning, "an advertisement or a call to subscribe")
                }
                Some(Furniture::Copyright) if prose => continue,
                Some(Furniture::Copyright) if line.inside && line.zone != ZoneKind::Caption => {
                    (0.6, Level::Note, "a legal line in the middle of the text")
                }
                Some(Furniture::Copyright) if line.zone == ZoneKind::Boilerplate => {
                    (0.4, Level::Note, "the legal line of the page")
                }
                _ => continue,
            };
            let mut finding = INFO.finding(line.span, score, message.to_owned());
            finding.level = level;
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AdvertLine;
    use crate::rule::testing::{found, silent};

    const BODY: &str = "The minister met the delegation in Geneva on Monday, officials said.\n\n\
                        The talks will go on next week, according to two people in the room.";

    #[test]
    fn an_advertisement_above_the_text() {
        assert_eq!(found(&AdvertLine, &format!("ADVERTISEMENT\n\n{BODY}")), ["ADVERTISEMENT"]);
        silent(&AdvertLine, BODY);
    }
}
