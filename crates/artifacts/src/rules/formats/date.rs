//! # PST209 date-format
//!
//! ## What it does
//! Finds dates in the form of another language (`31.12.2021`, `on 9. January`) and, as a note,
//! documents that write `9 January` beside `January 9`.
//!
//! ## Why
//! English prose spells months out and sets no point behind the day. Points between the parts of
//! a date come from German, Russian, Finnish, Polish and their neighbours.
//!
//! ## Example
//! > The contract of 31.12.2021 ran out on 9. January.
//!
//! ## How to silence
//! `ignore = ["PST209"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Unicode CLDR, dateFormats.

use crate::context::Context;
use crate::figures::{Figure, MONTH};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level, ZoneKind};
use std::ops::Range;

/// Dates in foreign or in several forms.
pub struct DateFormat;

static INFO: RuleInfo = RuleInfo {
    code: "PST209",
    name: "date-format",
    category: Category::Format,
    level: Level::Warning,
    summary: "dates in the form of another language, or in two forms",
};

impl Rule for DateFormat {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let mut day_first: Vec<Range<usize>> = Vec::new();
        let mut month_first: Vec<Range<usize>> = Vec::new();
        for figure in context.figures() {
            if context.zone_kind_at(figure.start) != Some(ZoneKind::Content) {
                continue;
            }
            if pointed(figure.digits) {
                let message = "a date with points between its parts";
                let languages = &["de", "ru", "fi", "pl", "cs", "tr", "uk", "et", "ro"];
                add(context, findings, figure.start..figure.end, 0.8, message, languages);
            } else if let Some(end) = ordinal(context.text, figure) {
                let message = "a point behind the day of a date, as an ordinal number";
                let languages = &["de", "fi", "cs", "et", "lv", "da"];
                add(context, findings, figure.start..end, 0.85, message, languages);
            } else if is_day(figure.digits) {
                if figure.class_after() == MONTH {
                    day_first
                        .push(figure.start..end_of_word(context.text, figure.end, figure.after));
                } else if figure.class_before() == MONTH {
                    let start = context
                        .text
                        .get(..figure.start)
                        .map_or(figure.start, |text| text.trim_end().len() - figure.before.len());
                    month_first.push(start..figure.end);
                }
            }
        }
        if day_first.is_empty() || month_first.is_empty() {
            return;
        }
        let minority = if day_first.len() <= month_first.len() { day_first } else { month_first };
        for place in minority {
            let Some(span) = context.span(place.start, place.end) else { continue };
            let message = "other dates of this document have day and month in the other order";
            let mut finding = INFO.finding(span, 0.45, message.to_owned());
            finding.level = Level::Note;
            findings.add(finding);
        }
    }
}

fn add(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    place: Range<usize>,
    score: f32,
    message: &str,
    languages: &[&'static str],
) {
    let Some(span) = context.span(place.start, place.end) else { return };
    let mut finding = INFO.finding(span, score, message.to_owned());
    finding.points_to = languages.iter().map(|&code| code.into()).collect();
    findings.add(finding);
}

fn is_day(digits: &str) -> bool {
    digits.len() <= 2 && digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

/// `31.12.2021`, `1.1.22`
fn pointed(digits: &str) -> bool {
    let mut parts = digits.split('.');
    let (Some(day), Some(month), Some(year), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    is_day(day)
        && month.len() <= 2
        && month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month))
        && year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
}

/// The end of `9. January`, where a word before it shows that the point ends no sentence.
fn ordinal(text: &str, figure: &Figure<'_>) -> Option<usize> {
    if !is_day(figure.digits) || !figure.before.chars().all(char::is_lowercase) {
        return None;
    }
    let leads = matches!(figure.before, "on" | "of" | "from" | "until" | "to" | "by" | "the");
    let rest = text.get(figure.end..)?.strip_prefix('.')?.strip_prefix([' ', '\u{a0}'])?;
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let month = rest.get(..length)?;
    let named = crate::tables::MEASURES.lookup(month).is_some_and(|entry| entry.value == MONTH);
    (leads && named).then(|| text.len() - rest.len() + length)
}

fn end_of_word(text: &str, from: usize, word: &str) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + (rest.len() - rest.trim_start().len()) + word.trim_end_matches('.').len()
}

#[cfg(test)]
mod tests {
    use super::DateFormat;
    use crate::rule::testing::{findings, finds, silent};

    #[test]
    fn points_in_dates() {
        let text = "The contract that was signed on 31.12.2021 has run out.";
        finds(&DateFormat, text, &["31.12.2021"]);
        finds(&DateFormat, "They will meet on 9. January in Geneva.", &["9. January"]);
        silent(&DateFormat, "They will meet on 9 January in Geneva.");
        silent(&DateFormat, "The address is 10.12.2021.4 in this network of theirs.");
    }

    #[test]
    fn two_orders_are_a_note() {
        let text = "They met on 9 January in Geneva. They met again on March 3 in Vienna, and on \
                    April 4 in Rome.";
        let found = findings(&DateFormat, text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(text), "9 January");
        silent(&DateFormat, "They met on 9 January and again on 3 March.");
    }
}
