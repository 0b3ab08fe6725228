//! # PST105 title-rendering
//!
//! ## What it does
//! Finds titles and offices worded as another language words them: the “general secretary” of
//! NATO, a “press speaker”, the “US foreign minister”.
//!
//! ## Why
//! Titles are translated part by part: German “Generalsekretär” gives general secretary,
//! “Pressesprecher” gives press speaker. Parties and unions do have general secretaries, so that
//! phrase is reported only where a body with a secretary-general stands near and no party does;
//! “President of the Republic” is reported only where a name follows, as no English title does.
//!
//! ## Example
//! > NATO … Its **general secretary**, Jens Stoltenberg, said
//!
//! ## How to silence
//! `ignore = ["PST105"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! NATO, UN and OSCE style: secretary general, Secretary-General; EU Interinstitutional style guide.

use crate::context::Context;
use crate::names::BODIES;
use crate::phrases::{Hit, Table, with_capitals_of};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, Span, TokenKind};

/// Titles as other languages word them.
pub struct TitleRendering;

static INFO: RuleInfo = RuleInfo {
    code: "PST105",
    name: "title-rendering",
    category: Category::TitleRendering,
    level: Level::Warning,
    summary: "a title worded as another language words it",
};

/// Classes of `names_titles.tsv`.
const NEAR_BODY: u32 = 1;
const ALWAYS: u32 = 2;
const BEFORE_NAME: u32 = 4;
/// Classes of `names_bodies.tsv`.
const BODY: u32 = 1;
/// Tokens before and after a title in which a body is looked for: two or three sentences.
const REACH: usize = 60;
/// Tokens in which a party is looked for.
const NEAR: usize = 12;

impl Rule for TitleRendering {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for hit in context.hits(Table::Title) {
            let Some(span) = context.hit_span(hit) else { continue };
            if !context.is_prose(span.start()) {
                continue;
            }
            let class = hit.entry.value;
            let fits = match class {
                NEAR_BODY => {
                    stands_near(context, hit.first, REACH, true)
                        && !stands_near(context, hit.first, NEAR, false)
                }
                BEFORE_NAME => name_follows(context, hit),
                _ => true,
            };
            if fits {
                report(context, span, hit.entry.text, class, findings);
            }
        }
    }
}

/// Whether a capitalised word stands right behind a title, one space away.
fn name_follows(context: &Context<'_>, hit: &Hit) -> bool {
    let next = hit.first + hit.tokens;
    let Some([title, name]) = context.tokens.get(next.saturating_sub(1)..=next) else {
        return false;
    };
    name.kind == TokenKind::Word
        && context.word(name).starts_with(char::is_uppercase)
        && context.text.get(title.span.end()..name.span.start()) == Some(" ")
}

fn report(context: &Context<'_>, span: Span, text: &str, class: u32, findings: &mut Findings<'_>) {
    let (languages, better) = text.split_once(';').unwrap_or((text, ""));
    let title = span.of(context.text);
    let better = with_capitals_of(title, better.trim());
    // Correct English with a capital or a hyphen more is no trace.
    if better.is_empty() || title.eq_ignore_ascii_case(&better) {
        return;
    }
    let message =
        format!("“{title}” is another language's wording of a title; English has “{better}”");
    let sure = matches!(class, NEAR_BODY | ALWAYS | BEFORE_NAME);
    let mut finding = INFO.finding(span, if sure { 0.75 } else { 0.4 }, message);
    finding.points_to = languages.split_whitespace().map(|code| code.to_owned().into()).collect();
    finding.suggestion = Some(better);
    if !sure {
        finding.level = Level::Note;
    }
    findings.add(finding);
}

/// Whether a body (or a party) is named within some tokens of a position.
fn stands_near(context: &Context<'_>, position: usize, reach: usize, body: bool) -> bool {
    let from = position.saturating_sub(reach);
    let to = (position + reach).min(context.tokens.len());
    (from..to).any(|at| {
        BODIES
            .longest(context.text, &context.tokens[at..])
            .is_some_and(|found| (found.entry.value == BODY) == body)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn titles_of_bodies_are_found() {
        let rule = &TitleRendering;
        finds(
            rule,
            "NATO will meet. Its general secretary said that the door is open.",
            &["general secretary"],
        );
        finds(rule, "A press speaker of the company said so on Monday.", &["press speaker"]);
    }

    #[test]
    fn a_title_in_place_of_a_given_name() {
        let rule = &TitleRendering;
        finds(
            rule,
            "According to President of the Republic Anna Hill, talks will go on.",
            &["President of the Republic"],
        );
        silent(rule, "He wrote to the President of the Republic on Monday, officials said.");
    }

    #[test]
    fn parties_have_general_secretaries() {
        let rule = &TitleRendering;
        silent(rule, "The party elected a new general secretary on Monday.");
        silent(rule, "UN officials met the general secretary of the Communist Party of Vietnam.");
        silent(rule, "The secretary-general of NATO and a press officer spoke on Monday.");
        silent(rule, "");
    }
}
