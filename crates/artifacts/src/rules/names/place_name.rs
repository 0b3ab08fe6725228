//! # PST106 place-name
//!
//! ## What it does
//! Finds places under a name that no style of English uses: “Kiew”, “Charkiw”, “Moskau”. Names
//! that English texts used in former times, such as “Lvov”, are notes.
//!
//! ## Why
//! Place names differ from language to language even where the alphabet does not. One that was
//! left as the source had it shows the source's language.
//!
//! ## Example
//! > Shells hit **Charkiw** overnight.
//!
//! ## How to silence
//! `ignore = ["PST106"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! AP Stylebook and Reuters Handbook on Kyiv; UNGEGN World Geographical Names.

use crate::context::Context;
use crate::phrases::Table;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, EntityKind, Level, Span, TokenKind};

/// Places under other languages' names.
pub struct PlaceName;

static INFO: RuleInfo = RuleInfo {
    code: "PST106",
    name: "place-name",
    category: Category::PlaceName,
    level: Level::Warning,
    summary: "a place under another language's name",
};

/// Classes of `names_places.tsv`.
const FOREIGN: u32 = 1;
const SHARED: u32 = 3;

impl Rule for PlaceName {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for hit in context.hits(Table::Place) {
            let Some(span) = context.hit_span(hit) else { continue };
            let (first, last) = (hit.first, hit.first + hit.tokens - 1);
            let class = hit.entry.value;
            if !is_capitalised(span.of(context.text))
                || !context.is_prose(span.start())
                || span.of(context.text).chars().all(|c| c.is_uppercase())
                || in_longer_name(context, first, last)
                || names_other(context, span)
                || class == SHARED && !is_behind_preposition(context, first)
            {
                continue;
            }
            report(context, span, hit.entry.text, class, findings);
        }
    }
}

fn report(context: &Context<'_>, span: Span, text: &str, class: u32, findings: &mut Findings<'_>) {
    let Some((languages, english)) = text.split_once(';') else { return };
    let (english, place) = (english.trim(), span.of(context.text));
    let message = if class == FOREIGN {
        format!("“{place}” is not what English texts call {english}")
    } else {
        format!("“{place}” is an older or foreign name of {english}")
    };
    let mut finding = INFO.finding(span, if class == FOREIGN { 0.85 } else { 0.35 }, message);
    if class != FOREIGN {
        finding.level = Level::Note;
    }
    finding.points_to = languages.split_whitespace().map(|code| code.to_owned().into()).collect();
    finding.suggestion = Some(english.to_owned());
    findings.add(finding);
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a capitalised word stands beside the place, as in the names of clubs, papers and
/// streets, which keep their language.
fn in_longer_name(context: &Context<'_>, first: usize, last: usize) -> bool {
    let name = |position: usize| {
        context.tokens.get(position).is_some_and(|token| {
            token.kind == TokenKind::Word && is_capitalised(context.word(token))
        })
    };
    let before = first.checked_sub(1).is_some_and(|at| name(at) && !context.opens_sentence(at));
    before || name(last + 1)
}

/// Whether the words are marked as a person or a body.
fn names_other(context: &Context<'_>, span: Span) -> bool {
    let after = context.entities.partition_point(|entity| entity.span.start() < span.end());
    context.entities[..after].iter().rev().take(4).any(|entity| {
        entity.span.overlaps(span) && matches!(entity.kind, EntityKind::Per | EntityKind::Org)
    })
}

/// Whether a preposition of place stands before the word.
fn is_behind_preposition(context: &Context<'_>, position: usize) -> bool {
    position.checked_sub(1).is_some_and(|at| {
        matches!(
            context.word_at(at),
            "in" | "from" | "to" | "near" | "outside" | "around" | "In" | "From"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::{findings, finds, silent};

    #[test]
    fn foreign_names_are_found() {
        finds(&PlaceName, "Shells hit the outskirts of Charkiw overnight.", &["Charkiw"]);
        let found = findings(&PlaceName, "Officials in Lvov said so on Monday.");
        assert!(found.iter().all(|finding| finding.level == Level::Note));
    }

    #[test]
    fn english_names_and_clubs_are_not() {
        silent(&PlaceName, "Officials in Kyiv, Kharkiv and Moscow said so on Monday.");
        silent(&PlaceName, "The club Rapid Wien lost on Sunday.");
        silent(&PlaceName, "The historian Walt Rostow said so. It was prim.");
        silent(&PlaceName, "");
    }
}
