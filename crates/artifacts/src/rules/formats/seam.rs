//! # PST206 house-style-seam
//!
//! ## What it does
//! Looks at words that papers write by their house style: `Nato` or `NATO`, `colour` or `color`,
//! `US` or `U.S.`, `9 January` or `January 9`. Where a document keeps to one style up to a point
//! and to the other from there on, the words behind that point are warned of; scattered
//! exceptions are a note.
//!
//! ## Why
//! A newspaper keeps to its style book, so the point where the style changes is the point where
//! one text was joined to another: a dispatch with a translated tail, for example.
//!
//! ## Example
//! > The US president named four Nato allies. … She said that defense is a matter of all NATO
//! > allies.
//!
//! ## How to silence
//! `ignore = ["PST206"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Guardian and Observer style guide (“Nato”); Associated Press Stylebook (“NATO”, “U.S.”).

use crate::context::Context;
use crate::figures::MONTH;
use crate::phrases::Table;
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, Span};

/// House style that changes inside a document.
pub struct HouseStyle;

static INFO: RuleInfo = RuleInfo {
    code: "PST206",
    name: "house-style-seam",
    category: Category::Seam,
    level: Level::Warning,
    summary: "house style that changes inside a document",
};

/// Classes of `data/spelling.tsv`.
const BRITISH: u32 = 1;
const AMERICAN: u32 = 2;
/// Acronyms that some papers write like names.
const ACRONYM: u32 = 3;

/// Which style a word belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    British,
    American,
}

/// A word that shows a style. Weak words count only where stronger ones are.
struct Sign {
    span: Span,
    side: Side,
    weak: bool,
}

impl Rule for HouseStyle {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let mut signs = spelling(context);
        if signs.iter().all(|sign| sign.side == Side::British)
            || signs.iter().all(|sign| sign.side == Side::American)
        {
            return;
        }
        let first_scattered = signs.len();
        dates(context, &mut signs);
        let own_spelling: Vec<Span> =
            signs[..first_scattered].iter().map(|sign| sign.span).collect();
        signs.sort_by_key(|sign| sign.span);
        if let Some((split, score)) = seam(&signs) {
            let (before, after) = signs.split_at(split);
            let first = before.first().map_or(Side::British, |sign| sign.side);
            for sign in after.iter().filter(|sign| sign.side != first && !sign.weak) {
                let message = format!(
                    "`{}` follows another house style than the text before it",
                    sign.span.of(context.text)
                );
                findings.add(INFO.finding(sign.span, score, message));
            }
            return;
        }
        scattered(context, &signs, &own_spelling, findings);
    }
}

/// Exceptions without a seam: the words of the style that is used less.
fn scattered(
    context: &Context<'_>,
    signs: &[Sign],
    spelling: &[Span],
    findings: &mut Findings<'_>,
) {
    let british = signs.iter().filter(|sign| sign.side == Side::British).count();
    let minority = if british * 2 <= signs.len() { Side::British } else { Side::American };
    let (few, many) = (british.min(signs.len() - british), british.max(signs.len() - british));
    if many < 3 || few * 2 > many {
        return;
    }
    for sign in signs.iter().filter(|sign| sign.side == minority && !sign.weak) {
        if spelling.binary_search(&sign.span).is_err() {
            continue;
        }
        let message = format!(
            "`{}` belongs to another house style than most words of this document",
            sign.span.of(context.text)
        );
        let mut finding = INFO.finding(sign.span, 0.4, message);
        finding.level = Level::Note;
        findings.add(finding);
    }
}

/// The words of the spelling table, in text order. Acronyms count only where the document writes
/// the same one both ways.
fn spelling(context: &Context<'_>) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut acronyms: Vec<(&'static str, Sign)> = Vec::new();
    for hit in context.hits(Table::Spelling) {
        let Some(span) = context.hit_span(hit) else { continue };
        if !context.is_prose(span.start()) {
            continue;
        }
        let word = span.of(context.text);
        let capital = word.starts_with(char::is_uppercase);
        match hit.entry.value {
            ACRONYM => {
                let lower = word.chars().any(char::is_lowercase);
                let side = if lower { Side::British } else { Side::American };
                acronyms.push((hit.entry.key, Sign { span, side, weak: false }));
            }
            // Words with a capital stand in names (Labour, Pearl Harbor) unless they open a
            // sentence.
            BRITISH | AMERICAN if !capital || context.opens_sentence(hit.first) => {
                let side = if hit.entry.value == BRITISH { Side::British } else { Side::American };
                signs.push(Sign { span, side, weak: false });
            }
            _ => {}
        }
    }
    let keys: Vec<&'static str> = {
        let both = |key: &str| {
            let of = |side| acronyms.iter().any(|(k, sign)| *k == key && sign.side == side);
            of(Side::British) && of(Side::American)
        };
        let mut keys: Vec<&'static str> = acronyms.iter().map(|(key, _)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| both(key));
        keys
    };
    signs.extend(acronyms.into_iter().filter(|(key, _)| keys.contains(key)).map(|(_, sign)| sign));
    signs.sort_by_key(|sign| sign.span);
    signs
}

/// Dates: the day comes first in British papers, the month in American ones.
fn dates(context: &Context<'_>, signs: &mut Vec<Sign>) {
    for figure in context.figures() {
        if figure.digits.len() > 2 {
            continue;
        }
        let side = if figure.class_after() == MONTH {
            Side::British
        } else if figure.class_before() == MONTH {
            Side::American
        } else {
            continue;
        };
        if let Some(span) = context.span(figure.start, figure.end) {
            signs.push(Sign { span, side, weak: true });
        }
    }
}

/// Where the style changes: the number of signs before that point, and a confidence.
///
/// The point is taken only if all signs before it are of one side and all behind it of the other,
/// with at least two on the first side, one on the second, four in all, and two that are not weak
/// on the second. One exception is allowed among ten.
fn seam(signs: &[Sign]) -> Option<(usize, f32)> {
    let first = signs.first()?.side;
    let count = |signs: &[Sign], side: Side| signs.iter().filter(|s| s.side == side).count();
    let mut before = 0;
    let behind = signs.len() - count(signs, first);
    let mut others = 0;
    let mut best: Option<(usize, usize)> = None;
    for (position, sign) in signs.iter().enumerate() {
        if sign.side == first {
            before += 1;
        } else {
            others += 1;
        }
        let wrong = others + (signs.len() - behind - before);
        if best.is_none_or(|(_, fewest)| wrong < fewest) {
            best = Some((position + 1, wrong));
        }
    }
    let (split, wrong) = best?;
    let strong = |signs: &[Sign], of_first: bool| {
        signs.iter().filter(|s| !s.weak && (s.side == first) == of_first).count()
    };
    let (head, tail) = signs.split_at(split);
    let enough = head.len() >= 2
        && signs.len() >= 4
        && strong(head, true) >= 1
        && strong(tail, false) >= 2
        && wrong * 10 <= signs.len();
    enough.then_some((split, if wrong == 0 { 0.8 } else { 0.65 }))
}

#[cfg(test)]
mod tests {
    use super::HouseStyle;
    use crate::rule::testing::{findings, finds, silent};
    use postil_core::Level;

    #[test]
    fn the_style_changes_at_a_point() {
        let text = "The president named four Nato allies on 9 January.\n\nNato ministers from \
                    neighbouring states met.\n\nShe said that the defense of NATO states is a \
                    matter for all in NATO.";
        finds(&HouseStyle, text, &["defense", "NATO", "NATO"]);
        silent(&HouseStyle, &text.replace("NATO", "Nato").replace("defense", "defence"));
    }

    #[test]
    fn scattered_exceptions_are_notes() {
        let text = "The harbour of the neighbouring town. The color of the theatre. The labour of \
                    the neighbours. Their favourite programme.";
        let found = findings(&HouseStyle, text);
        assert!(found.iter().all(|finding| finding.level == Level::Note), "{found:?}");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn names_do_not_count() {
        silent(&HouseStyle, "The Labour Party met at Pearl Harbor. The Labour Party won.");
    }
}
