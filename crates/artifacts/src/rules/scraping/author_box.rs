//! # PST503 author-box
//!
//! ## What it does
//! Finds boxes about the author, and buttons to follow one, in the middle of an article.
//!
//! ## Why
//! A byline stands above or below a text. A box in its midst came from the page's layout.
//!
//! ## Example
//! > • Follow I follow
//!
//! ## How to silence
//! `ignore = ["PST503"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Kohlschütter, Fankhauser, Nejdl: Boilerplate Detection using Shallow Text Features, WSDM 2010.

use crate::context::Context;
use crate::furniture::{Furniture, Side};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, ZoneKind};

/// Boxes about the author.
pub struct AuthorBox;

static INFO: RuleInfo = RuleInfo {
    code: "PST503",
    name: "author-box",
    category: Category::ScrapeResidue,
    level: Level::Warning,
    summary: "a box about the author in the middle of the text",
};

impl Rule for AuthorBox {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for line in context.furniture() {
            let author = line.what == Some(Furniture::Author);
            let among = line.side == Side::Among;
            let side = line.side.words();
            let (score, message) = match line.zone {
                ZoneKind::Boilerplate if author => {
                    (0.9, format!("a button or a line of an author box {side}; cut it"))
                }
                ZoneKind::Byline if author && among => {
                    (0.85, format!("a line of an author box {side}; cut it"))
                }
                ZoneKind::Byline if among => {
                    (0.6, format!("the author’s name {side}; move it to the byline or cut it"))
                }
                ZoneKind::Content | ZoneKind::Headline if author => {
                    let message = "this line looks like a button of an author box; cut it if it is";
                    (0.7, message.to_owned())
                }
                _ => continue,
            };
            findings.add(INFO.finding(line.span, score, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AuthorBox;
    use crate::rule::testing::{found, silent};

    #[test]
    fn a_follow_button_between_paragraphs() {
        let text = "The minister met the delegation in Geneva on Monday, officials said.\n\n\
                    • Follow I follow\n\n\
                    The talks will go on next week, according to two people in the room.";
        let found = found(&AuthorBox, text);
        assert!(found.iter().any(|line| line.contains("Follow I follow")), "{found:?}");
    }

    #[test]
    fn a_sentence_about_following_is_text() {
        silent(&AuthorBox, "Follow-up talks are to be held in Geneva on Monday, officials said.");
    }
}
