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

use crate::context::Context;
use crate::furniture::{Furniture, Side};
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
        for line in context.furniture() {
            let prose = matches!(line.zone, ZoneKind::Content | ZoneKind::Headline);
            let side = line.side.words();
            let (score, level, message) = match line.what {
                Some(Furniture::Advert) if prose => {
                    let message = "this line looks like an advertisement or a call to subscribe; \
                                   cut it if it is";
                    (0.75, Level::Warning, message.to_owned())
                }
                Some(Furniture::Advert) if line.zone == ZoneKind::Boilerplate => {
                    let message = format!("an advertisement or a call to subscribe {side}; cut it");
                    (0.9, Level::Warning, message)
                }
                Some(Furniture::Copyright) if prose => continue,
                Some(Furniture::Copyright)
                    if line.side == Side::Among && line.zone != ZoneKind::Caption =>
                {
                    (0.6, Level::Note, format!("the page’s legal line {side}; move or cut it"))
                }
                Some(Furniture::Copyright) if line.zone == ZoneKind::Boilerplate => {
                    (0.4, Level::Note, format!("the page’s legal line {side}"))
                }
                _ => continue,
            };
            let mut finding = INFO.finding(line.span, score, message);
            finding.level = level;
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AdvertLine;
    use crate::rule::testing::{findings, found, silent};

    const BODY: &str = "The minister met the delegation in Geneva on Monday, officials said.\n\n\
                        The talks will go on next week, according to two people in the room.";

    #[test]
    fn an_advertisement_above_the_text() {
        assert_eq!(found(&AdvertLine, &format!("ADVERTISEMENT\n\n{BODY}")), ["ADVERTISEMENT"]);
        silent(&AdvertLine, BODY);
    }

    #[test]
    fn the_message_says_where_it_stands_and_what_to_do() {
        let found = findings(&AdvertLine, &format!("ADVERTISEMENT\n\n{BODY}"));
        assert!(found[0].message.contains("above the article; cut it"), "{}", found[0].message);
    }
}
