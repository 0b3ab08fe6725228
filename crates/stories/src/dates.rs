//! Dates in a text, resolved to days of the calendar.

use postil_core::{Document, Fold, Span, Token, TokenKind, fold};
use postil_lexicon::Lexicon;
use std::sync::LazyLock;

pub use crate::date::Date;

static CALENDAR: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/calendar.table"))));
static STARTS: LazyLock<Starts> = LazyLock::new(Starts::new);

/// Classes of the table: words of coming and of past time. All below are names of months and days.
const COMING: u32 = 300;
const PAST: u32 = 301;

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The words.
    pub span: Span,
    /// The day that they mean.
    pub date: Date,
    /// Whether the words alone do not name a day of the calendar (`Tuesday`, `yesterday`).
    pub relative: bool,
}

/// The day of writing: `meta.date`, else a full date in figures in the first lines, as sites
/// print it beside the byline.
pub fn written(document: &Document) -> Option<Date> {
    if let Some(date) = document.meta.text("date").and_then(Date::parse) {
        return Some(date);
    }
    let text = document.text();
    let mut head = document.tokens().iter().take(200).filter(|token| token.span.end() < 1000);
    head.find_map(|token| {
        (token.kind != TokenKind::Word).then(|| figures(token.span.of(text))).flatten()
    })
}

/// The dates of a text, in text order. `anchor` gives a year to `10 January`: the one that brings
/// it closest. `written` is the day of writing, without which no relative date is resolved.
pub fn dates(document: &Document, written: Option<Date>, anchor: Option<Date>) -> Vec<DateMention> {
    let text = document.text();
    let tokens = document.tokens();
    let starts = &*STARTS;
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !starts.may_be(text, token) {
            at += 1;
            continue;
        }
        let rest = tokens.get(at..).unwrap_or_default();
        let found = absolute(text, rest, anchor)
            .map(|(date, used)| (date, used, false))
            .or_else(|| relative(text, tokens, at, written?).map(|date| (date, 1, true)));
        let Some((date, used, relative)) = found else {
            at += 1;
            continue;
        };
        if let (Some(first), Some(last)) = (rest.first(), rest.get(used.saturating_sub(1))) {
            out.push(DateMention { span: first.span.join(last.span), date, relative });
        }
        at += used.max(1);
    }
    out
}

/// Which tokens a date may begin with; nearly all others are told at a glance.
struct Starts {
    /// The folds of names of months and days, by their lower bits.
    named: [u64; 64],
}

impl Starts {
    fn new() -> Self {
        let mut named = [0; 64];
        for entry in CALENDAR.entries().filter(|entry| entry.value < COMING) {
            let (at, bit) = Self::place(fold(entry.key));
            if let Some(word) = named.get_mut(at) {
                *word |= bit;
            }
        }
        Self { named }
    }

    fn place(fold: Fold) -> (usize, u64) {
        ((fold.0 >> 6 & 63) as usize, 1 << (fold.0 & 63))
    }

    /// Whether the token is a figure, or has the fold of a name.
    fn may_be(&self, text: &str, token: &Token) -> bool {
        let (at, bit) = Self::place(token.fold);
        let named = self.named.get(at).is_some_and(|word| word & bit != 0);
        // A plus sign is part of a number, too.
        let first = text.as_bytes().get(token.span.start());
        named || first.is_some_and(|byte| byte.is_ascii_digit() || *byte == b'+')
    }
}

fn calendar(text: &str, token: &Token) -> Option<u32> {
    let word = token.span.of(text);
    CALENDAR.get(token.fold, word).map(|entry| entry.value)
}

/// `7 December 2021`, `Dec. 7, 2021`, `31.12.2021`, `2021-12-31` at the first token.
fn absolute(text: &str, tokens: &[Token], anchor: Option<Date>) -> Option<(Date, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let first = tokens.first()?;
    if first.kind != TokenKind::Word
        && let Some(date) = figures(word(0))
    {
        return Some((date, 1));
    }
    if !matches!(first.kind, TokenKind::Word | TokenKind::Number) {
        return None;
    }
    let month_at = |at: usize| {
        let token = tokens.get(at)?;
        let capital = word(at).starts_with(|c: char| c.is_ascii_uppercase());
        let month = calendar(text, token).filter(|value| *value <= 12 && capital)?;
        // A dot that the tokenizer kept apart belongs to the abbreviation.
        Some((month as u8, if word(at + 1) == "." { 2 } else { 1 }))
    };
    let (month, day, mut used) = if let Some((month, width)) = month_at(0) {
        (month, day_of(word(width))?, width + 1)
    } else {
        let day = day_of(word(0))?;
        let of = usize::from(word(1) == "of");
        let (month, width) = month_at(1 + of)?;
        (month, day, 1 + of + width)
    };
    let comma = usize::from(word(used) == ",");
    if let Some(year) = year_of(word(used + comma)) {
        used += comma + 1;
        return Some((Date::new(year, month, day)?, used));
    }
    let anchor = anchor?;
    let near = |year: i32| Date::new(year, month, day);
    [anchor.year - 1, anchor.year, anchor.year + 1]
        .into_iter()
        .filter_map(near)
        .min_by_key(|date| (date.days() - anchor.days()).abs())
        .map(|date| (date, used))
}

/// `Tuesday`, `yesterday`, seen from the day of writing; `None` where it is not sure.
fn relative(text: &str, tokens: &[Token], at: usize, written: Date) -> Option<Date> {
    let value = calendar(text, tokens.get(at)?)?;
    match value {
        209..=211 => Date::from_days(written.days() + i64::from(value) - 210),
        101..=107 => {
            let from = at.saturating_sub(12);
            let around = tokens.get(from..tokens.len().min(at + 6)).unwrap_or_default();
            let before = at.checked_sub(1).and_then(|p| tokens.get(p));
            let before = before.map_or("", |token| token.span.of(text));
            if before.eq_ignore_ascii_case("last") || before.eq_ignore_ascii_case("every") {
                return None;
            }
            let says = |class: u32| around.iter().any(|t| calendar(text, t) == Some(class));
            let back = (i64::from(written.weekday()) - i64::from(value - 101)).rem_euclid(7);
            match (says(COMING), says(PAST)) {
                (true, true) => None,
                (true, false) => Date::from_days(written.days() + (7 - back) % 7),
                _ => Date::from_days(written.days() - back),
            }
        }
        _ => None,
    }
}

/// A full date in figures: `31.12.2021` (day first), `2021-12-31`. `1/2/2021` may be two days
/// and stays unread.
fn figures(word: &str) -> Option<Date> {
    if word.len() != 10 || !word.is_ascii() {
        return None;
    }
    Date::parse(word).or_else(|| {
        let mut parts = word.split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?)
    })
}

/// `7`, `7th`.
fn day_of(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = word.get(digits.len()..)?;
    if !matches!(ending, "" | "st" | "nd" | "rd" | "th") || digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn year_of(word: &str) -> Option<i32> {
    let four = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| four && (1800..=2199).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    fn found(text: &str, written: Option<&str>) -> Vec<String> {
        let document = article("a", text, &[]);
        let written = written.and_then(Date::parse);
        let anchor = written.or(Date::new(2021, 12, 31));
        dates(&document, written, anchor).iter().map(|found| found.date.to_string()).collect()
    }

    #[test]
    fn forms_of_one_date_are_the_same_day() {
        for text in ["On 7 December 2021 they met.", "On Dec 7, 2021 they met.", "31.12.2021 x"] {
            assert_eq!(found(text, None).len(), 1, "{text}");
        }
        assert_eq!(found("Talks on 10 January.", None), ["2022-01-10"]);
        assert_eq!(found("Talks on January 10.", None), ["2022-01-10"]);
        assert_eq!(found("Talks on the 3rd of March.", None), ["2022-03-03"]);
    }

    #[test]
    fn what_is_no_date_stays_silent() {
        assert!(found("They may 5 times march 3 miles.", None).is_empty());
        assert!(found("On 31 February and on 1/2/2021.", None).is_empty());
        assert!(found("He spoke on Tuesday.", None).is_empty());
        assert!(found("Ends 💩 in Dec", None).is_empty());
    }

    #[test]
    fn weekdays_point_back_unless_the_sentence_looks_ahead() {
        let friday = Some("2021-12-31");
        assert_eq!(found("He said on Thursday.", friday), ["2021-12-30"]);
        assert_eq!(found("They will meet on Monday.", friday), ["2022-01-03"]);
        assert!(found("He said on Monday that they will meet.", friday).is_empty());
        assert_eq!(found("It rained yesterday.", friday), ["2021-12-30"]);
    }

    proptest::proptest! {
        #[test]
        fn days_count_both_ways(days in -300_000_i64..2_000_000) {
            let date = Date::from_days(days).unwrap();
            proptest::prop_assert_eq!(date.days(), days);
            proptest::prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        }
    }
}
