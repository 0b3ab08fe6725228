//! # PST207 space-before-mark
//!
//! ## What it does
//! Finds commas, semicolons, colons, question and exclamation marks that stand behind white
//! space.
//!
//! ## Why
//! English never writes so. French sets a space, often one that does not break, before `;`, `:`,
//! `!` and `?`; a space before a comma is what is left of a tokenised text or of words that a
//! program took out.
//!
//! ## Example
//! > The talks will go on ; nobody knows for how long .
//!
//! ## How to silence
//! `ignore = ["PST207"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Lexique des règles typographiques en usage à l’Imprimerie nationale (French spacing).

use crate::context::Context;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, TokenKind};

/// White space before a mark.
pub struct PunctuationSpacing;

static INFO: RuleInfo = RuleInfo {
    code: "PST207",
    name: "space-before-mark",
    category: Category::Format,
    level: Level::Warning,
    summary: "white space before a comma, semicolon, colon, question or exclamation mark",
};

impl Rule for PunctuationSpacing {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for &position in &context.landmarks.marks {
            let pair = position.checked_sub(1).and_then(|from| context.tokens.get(from..));
            let Some([word, mark, ..]) = pair else { continue };
            let gap = word.span.end()..mark.span.start();
            if gap.is_empty() || word.kind == TokenKind::Mark {
                continue;
            }
            let sign = context.word(mark);
            if !matches!(sign, "," | ";" | ":" | "!" | "?") {
                continue;
            }
            let space = context.text.get(gap.clone()).unwrap_or_default();
            let followed = context.after(mark.span.end()).is_none_or(char::is_whitespace);
            if !followed || space.contains('\n') || !context.is_prose(mark.span.start()) {
                continue;
            }
            let Some(span) = context.span(gap.start, mark.span.end()) else { continue };
            let unbroken = space.contains(['\u{a0}', '\u{202f}']);
            let french = sign != ",";
            let score = if french && unbroken { 0.9 } else { 0.7 };
            let message = if french {
                format!("white space before `{sign}`, as French sets it")
            } else {
                "white space before a comma".to_owned()
            };
            let mut finding = INFO.finding(span, score, message);
            if french {
                finding.points_to = vec!["fr".into()];
            }
            finding.suggestion = Some(sign.to_owned());
            findings.add(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PunctuationSpacing;
    use crate::rule::testing::{findings, finds, silent};

    #[test]
    fn french_spacing() {
        let text = "Nobody knows when the talks will end\u{a0}; they go on in Geneva.";
        finds(&PunctuationSpacing, text, &["\u{a0};"]);
        assert_eq!(findings(&PunctuationSpacing, text)[0].points_to, ["fr"]);
        silent(&PunctuationSpacing, "Nobody knows when the talks will end; they go on in Geneva.");
    }

    #[test]
    fn a_comma_behind_a_space() {
        finds(&PunctuationSpacing, "The minister , who is ill, stayed at home.", &[" ,"]);
        silent(&PunctuationSpacing, "The minister, who is ill, stayed at home.");
    }
}
