//! # PST204 clock-time
//!
//! ## What it does
//! Finds clock times in the form of another language (`23.35 o’clock`, `15h30`, `at 16.20`) and
//! times that one document writes in two ways (`3.30 p.m.` beside `11:30 p.m.`).
//!
//! ## Why
//! American papers write 3:30 p.m., British ones 3.30pm, and none adds o’clock to minutes: that
//! is German “23.35 Uhr”. Two forms in one text mean two sources, or a desk that changed one of
//! them.
//!
//! ## Example
//! > The conversation began at 23.35 o’clock Moscow time.
//!
//! ## How to silence
//! `ignore = ["PST204"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Unicode CLDR, timeFormats; Duden, “Uhrzeit”.

use crate::context::Context;
use crate::figures::{Figure, MERIDIEM, OCLOCK, TIME_CUE, UNIT};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// Clock times in foreign or in several forms.
pub struct ClockTime;

static INFO: RuleInfo = RuleInfo {
    code: "PST204",
    name: "clock-time",
    category: Category::Format,
    level: Level::Warning,
    summary: "clock times in the form of another language, or in two forms",
};

/// How a time of day is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `3.30 p.m.`
    PointTwelve,
    /// `3:30 p.m.`
    ColonTwelve,
    /// `at 15:30`
    ColonFull,
    /// `at 15.30`
    PointFull,
    /// `23.35 o’clock`
    Oclock,
}

impl Rule for ClockTime {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let mut points = Vec::new();
        let mut colons = Vec::new();
        for figure in context.figures() {
            if let Some(end) = french(context.text, figure) {
                let message = "a clock time with `h`, as French and Portuguese write it";
                add(context, findings, figure.start..end, 0.85, message, &["fr", "pt"]);
                continue;
            }
            let Some(form) = form(figure) else { continue };
            let end = end_with_word(context.text, figure);
            match form {
                Form::PointTwelve => points.push(figure.start..end),
                Form::ColonTwelve => colons.push(figure.start..end),
                Form::ColonFull => {}
                Form::PointFull => {
                    let message = "a clock time of 24 hours with a point between hours and minutes";
                    let languages = &["de", "fi", "da", "it", "et", "pl"];
                    add(context, findings, figure.start..figure.end, 0.6, message, languages);
                }
                Form::Oclock => {
                    let message = "English sets `o’clock` behind full hours only; this is German \
                                   `Uhr` or its like";
                    add(context, findings, figure.start..end, 0.9, message, &["de", "nl", "fi"]);
                }
            }
        }
        if points.is_empty() || colons.is_empty() {
            return;
        }
        let (minority, majority) =
            if points.len() <= colons.len() { (points, colons) } else { (colons, points) };
        for place in minority {
            let sentence = context.sentence_at(place.start);
            let near = majority.iter().any(|other| context.sentence_at(other.start) == sentence);
            let Some(span) = context.span(place.start, place.end) else { continue };
            let message = if near {
                "the same sentence writes another clock time with another mark"
            } else {
                "other clock times of this document have another mark"
            };
            let mut finding = INFO.finding(span, if near { 0.75 } else { 0.5 }, message.to_owned());
            if !near {
                finding.level = Level::Note;
            }
            findings.add(finding);
        }
    }
}

fn add(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    place: std::ops::Range<usize>,
    score: f32,
    message: &str,
    languages: &[&'static str],
) {
    let Some(span) = context.span(place.start, place.end) else { return };
    let mut finding = INFO.finding(span, score, message.to_owned());
    finding.points_to = languages.iter().map(|&code| code.into()).collect();
    findings.add(finding);
}

/// Hours and minutes of `23.35` or `23:35`.
fn hours_minutes(digits: &str, mark: char) -> Option<(u32, u32)> {
    let (hours, rest) = digits.split_at_checked(digits.len().checked_sub(3)?)?;
    let minutes = rest.strip_prefix(mark).filter(|_| hours.len() <= 2)?;
    let (hours, minutes) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some((hours, minutes))
}

fn form(figure: &Figure<'_>) -> Option<Form> {
    let pointed = hours_minutes(figure.digits, '.');
    let (hours, _) = pointed.or_else(|| hours_minutes(figure.digits, ':'))?;
    let after = figure.class_after();
    let cued = || figure.class_before() == TIME_CUE && after != UNIT;
    match after {
        MERIDIEM if pointed.is_some() => Some(Form::PointTwelve),
        MERIDIEM => Some(Form::ColonTwelve),
        OCLOCK => Some(Form::Oclock),
        _ if hours < 13 || !cued() => None,
        _ if pointed.is_none() => Some(Form::ColonFull),
        _ => figure.after.is_empty().then_some(Form::PointFull),
    }
}

/// The end of `15h30` or `15 h 30`, given its hours.
fn french(text: &str, figure: &Figure<'_>) -> Option<usize> {
    let hours: u32 = figure.digits.parse().ok()?;
    if hours > 24 || figure.digits.len() > 2 {
        return None;
    }
    let bytes = text.as_bytes().get(figure.end..)?;
    let [b'h', a, b, rest @ ..] = bytes else { return None };
    let ends = rest.first().is_none_or(|c| !c.is_ascii_alphanumeric());
    (a.is_ascii_digit() && b.is_ascii_digit() && *a < b'6' && ends).then_some(figure.end + 3)
}

/// The end of a time with the `p.m.` or `o’clock` behind it.
fn end_with_word(text: &str, figure: &Figure<'_>) -> usize {
    let rest = text.get(figure.end..).unwrap_or_default();
    let gap = rest.len() - rest.trim_start().len();
    figure.end + gap + figure.after.len()
}

#[cfg(test)]
mod tests {
    use super::ClockTime;
    use crate::rule::testing::{findings, finds, silent};
    use postil_core::Level;

    #[test]
    fn minutes_with_oclock_are_german() {
        let text = "The call began at 23.35 o’clock in the capital.";
        finds(&ClockTime, text, &["23.35 o’clock"]);
        assert_eq!(findings(&ClockTime, text)[0].points_to[0], "de");
        silent(&ClockTime, "The call began at 11 o’clock in the capital.");
    }

    #[test]
    fn two_forms_in_one_sentence() {
        let text = "The talks, set for 11:30 p.m. in Moscow and 3.30 p.m. in Washington, are on.";
        assert_eq!(findings(&ClockTime, text)[0].level, Level::Warning);
        silent(&ClockTime, "The talks, set for 11:30 p.m. here and 3:30 p.m. there, are on.");
        silent(&ClockTime, "He was at 3.35pm in one place and at 4.30pm in another.");
    }

    #[test]
    fn other_numbers_are_no_times() {
        silent(&ClockTime, "Shares closed at 23.35 euros, up from 22.10 the day before.");
        finds(&ClockTime, "The train left at 15h30 from the main station.", &["15h30"]);
    }
}
