//! # PST501 page-furniture
//!
//! ## What it does
//! Finds buttons, menus, links and other words of the page that stand among an article's lines.
//!
//! ## Why
//! They are no part of what the author wrote. Counted as text, they bend lengths, summaries and
//! comparisons.
//!
//! ## Example
//! > Leave a Comment
//!
//! ## How to silence
//! `ignore = ["PST501"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Kohlschütter, Fankhauser, Nejdl: Boilerplate Detection using Shallow Text Features, WSDM 2010.

use crate::context::Context;
use crate::furniture::Furniture;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, ZoneKind};

/// Words of the page.
pub struct InterfaceText;

static INFO: RuleInfo = RuleInfo {
    code: "PST501",
    name: "page-furniture",
    category: Category::ScrapeResidue,
    level: Level::Warning,
    summary: "buttons, menus and links left over from the page",
};

impl Rule for InterfaceText {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for line in context.furniture() {
            let side = line.side.words();
            let (score, message) = match (line.what, line.zone) {
                (Some(Furniture::Interface), ZoneKind::Boilerplate) => {
                    (0.9, format!("a button, menu or link of the page {side}; cut it"))
                }
                (Some(Furniture::Interface), ZoneKind::Content | ZoneKind::Headline) => {
                    let message = "this line looks like a button, menu or link of the page; cut it \
                                   if it is";
                    (0.75, message.to_owned())
                }
                (None, ZoneKind::Boilerplate) => {
                    (0.6, format!("a line of the page, not of the text, {side}; cut it"))
                }
                _ => continue,
            };
            findings.add(INFO.finding(line.span, score, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::InterfaceText;
    use crate::rule::testing::{found, silent};

    const BODY: &str = "The minister met the delegation in Geneva on Monday, officials said.\n\n\
                        The talks will go on next week, according to two people in the room.";

    #[test]
    fn a_button_below_the_text() {
        assert_eq!(
            found(&InterfaceText, &format!("{BODY}\n\nLeave a Comment")),
            ["Leave a Comment",]
        );
        silent(&InterfaceText, BODY);
    }
}
