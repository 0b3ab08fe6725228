//! # PST205 number-format
//!
//! ## What it does
//! Finds numbers grouped with points or spaces (`100.000 soldiers`, `1 200 people`), decimal
//! commas (`3,5 percent`) and a space before the percent sign (`5 %`).
//!
//! ## Why
//! English groups digits with commas and sets decimals behind a point; most of the continent
//! does the reverse, and the marks often come over untouched, with a thousandfold error for whom
//! does not notice.
//!
//! ## Example
//! > About 100.000 soldiers stand at the border.
//!
//! ## How to silence
//! `ignore = ["PST205"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Unicode CLDR, numbers (decimal, group); ISO 80000-1.

use crate::context::Context;
use crate::figures::{FINE_UNIT, Figure, MONTH, UNIT};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// Numbers with the marks of another language.
pub struct NumberFormat;

static INFO: RuleInfo = RuleInfo {
    code: "PST205",
    name: "number-format",
    category: Category::Format,
    level: Level::Warning,
    summary: "numbers with the group or decimal mark of another language",
};

const POINTS: &[&str] = &["de", "es", "it", "nl", "tr", "pt", "ro", "id"];
const SPACES: &[&str] = &["fr", "ru", "pl", "cs", "fi", "sv", "uk", "et"];
const COMMAS: &[&str] = &["de", "fr", "es", "ru", "it", "pl", "nl", "cs", "fi", "tr", "uk"];
const PERCENT: &[&str] = &["de", "fr", "cs", "ru", "fi", "sv", "es"];

impl Rule for NumberFormat {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for figure in context.figures() {
            let Some((end, score, message, languages, suggestion)) = fault(context, figure) else {
                continue;
            };
            let Some(span) = context.span(figure.start, end) else { continue };
            let mut finding = INFO.finding(span, score, message.to_owned());
            finding.points_to = languages.iter().map(|&code| code.into()).collect();
            finding.suggestion = Some(suggestion);
            findings.add(finding);
        }
    }
}

type Fault = (usize, f32, &'static str, &'static [&'static str], String);

fn fault(context: &Context<'_>, figure: &Figure<'_>) -> Option<Fault> {
    let money = figure.before.ends_with(['$', '€', '£', '¥']);
    if let Some(groups) = groups(figure.digits, '.') {
        let round = groups.last().is_some_and(|last| last.ends_with("00"));
        let counted = figure.after.chars().next().is_some_and(char::is_lowercase)
            && figure.after.ends_with('s')
            && !matches!(figure.class_after(), UNIT | FINE_UNIT);
        let sure = groups.len() > 2 || (groups.first().is_some_and(|g| g.len() > 1) && round);
        let likely = round && counted && !money;
        if (sure || likely) && groups.first() != Some(&"0") {
            let score = if sure { 0.9 } else { 0.75 };
            let message = "digits grouped with points";
            return Some((figure.end, score, message, POINTS, groups.join(",")));
        }
        return None;
    }
    if let Some((whole, decimals)) = figure.digits.split_once(',')
        && (1..=3).contains(&whole.len())
        && (1..=2).contains(&decimals.len())
        && decimals.bytes().all(|byte| byte.is_ascii_digit())
        && figure.class_after() == UNIT
    {
        let message = "a comma before the decimals";
        return Some((figure.end, 0.85, message, COMMAS, format!("{whole}.{decimals}")));
    }
    let rest = context.text.get(figure.end..)?;
    let inner = rest.strip_prefix([' ', '\u{a0}', '\u{202f}'])?;
    let gap = rest.len() - inner.len();
    if inner.starts_with('%') {
        let message = "white space before the percent sign";
        let end = figure.end + gap + 1;
        return Some((end, 0.6, message, PERCENT, format!("{}%", figure.digits)));
    }
    spaced(figure, rest)
}

/// `1 200 people`
fn spaced(figure: &Figure<'_>, rest: &str) -> Option<Fault> {
    if !(1..=3).contains(&figure.digits.len())
        || figure.digits.starts_with('0')
        || figure.class_before() == MONTH
        || figure.before.chars().next().is_some_and(char::is_uppercase)
    {
        return None;
    }
    let mut number = figure.digits.to_owned();
    let mut length = 0;
    let mut unbroken = true;
    loop {
        let tail = rest.get(length..)?;
        let Some(group) = tail.strip_prefix([' ', '\u{a0}', '\u{202f}']) else { break };
        let three = group.as_bytes().get(..3).is_some_and(|g| g.iter().all(u8::is_ascii_digit));
        let ends = group.as_bytes().get(3).is_none_or(|b| !b.is_ascii_alphanumeric());
        if !three || !ends {
            break;
        }
        unbroken &= !tail.starts_with(' ');
        number.push(',');
        number.push_str(group.get(..3)?);
        length += tail.len() - group.len() + 3;
    }
    let certain = number.matches(',').count() > 1 || unbroken || number.ends_with("000");
    let follows = rest.get(length..)?.strip_prefix([' ', '\u{a0}'])?.chars().next()?;
    let score = if unbroken { 0.85 } else { 0.7 };
    let message = "digits grouped with spaces";
    (length > 0 && certain && follows.is_lowercase()).then_some((
        figure.end + length,
        score,
        message,
        SPACES,
        number,
    ))
}

/// The groups of `1.200.000`: three digits each but the first.
fn groups(digits: &str, mark: char) -> Option<Vec<&str>> {
    // `1.200` is the shortest.
    if digits.len() < 5 {
        return None;
    }
    let groups: Vec<&str> = digits.split(mark).collect();
    let number = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let fits = (1..=3).contains(&first.len()) && number(first);
    let fits = fits && !rest.is_empty() && rest.iter().all(|g| g.len() == 3 && number(g));
    fits.then_some(groups)
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;
    use crate::rule::testing::{findings, finds, silent};

    #[test]
    fn points_between_groups() {
        let text = "About 100.000 soldiers stand at the border.";
        finds(&NumberFormat, text, &["100.000"]);
        assert_eq!(findings(&NumberFormat, text)[0].suggestion.as_deref(), Some("100,000"));
        silent(&NumberFormat, "About 100,000 soldiers stand at the border.");
        silent(&NumberFormat, "He won by 0.500 seconds, at 1.345 dollars to the euro.");
    }

    #[test]
    fn decimal_commas() {
        finds(&NumberFormat, "Prices rose by 3,5 percent last year.", &["3,5"]);
        silent(&NumberFormat, "Prices rose by 3.5 percent last year.");
        silent(&NumberFormat, "Psalms 3,5 and 7 were read by the choir.");
    }

    #[test]
    fn spaces_between_groups() {
        finds(&NumberFormat, "The city took in 12 000 people last year.", &["12 000"]);
        silent(&NumberFormat, "The city took in 12,000 people last year.");
        silent(&NumberFormat, "In 2014 300 people came to the city.");
    }
}
