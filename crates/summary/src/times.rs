//! Times of day: what was planned for one and began at another.

use crate::hedges::{HAPPENED, HEDGES, PLANNED};
use crate::record::{Class, Difference, Value};
use postil_core::{Span, Token, TokenKind};
use postil_stories::reading::Reading;

/// Minutes by which what was planned may slip.
const MINUTES: u32 = 60;

/// A time of day at a named place.
struct Clock {
    document: usize,
    minutes: u32,
    place: String,
    span: Span,
    clause: Span,
    planned: bool,
    happened: bool,
}

/// What was planned for a time and began at another, at the same place.
pub(crate) fn times(readings: &[Reading<'_>]) -> Vec<Difference> {
    let clocks: Vec<Clock> =
        readings.iter().enumerate().flat_map(|(n, reading)| clocks(n, reading)).collect();
    let mut out: Vec<Difference> = Vec::new();
    for plan in clocks.iter().filter(|clock| clock.planned && !clock.happened).take(50) {
        let fact = clocks.iter().find(|fact| {
            let apart = fact.minutes.abs_diff(plan.minutes);
            fact.happened
                && fact.document != plan.document
                && fact.place == plan.place
                && (1..=MINUTES).contains(&apart)
        });
        let Some(fact) = fact else { continue };
        let attribute = format!("start time, {} time", plan.place);
        let value = |clock: &Clock| {
            let reading = readings.get(clock.document)?;
            let value = reading.text(clock.span).to_owned();
            Some(Value { value, cites: vec![reading.place(clock.clause)] })
        };
        if let (Some(plan), Some(fact)) = (value(plan), value(fact)) {
            out.push(Difference { class: Class::Update, attribute, values: vec![plan, fact] });
        }
    }
    out
}

fn clocks(document: usize, reading: &Reading<'_>) -> Vec<Clock> {
    let text = reading.document.text();
    let mut out = Vec::new();
    for told in &reading.sentences {
        let tokens = reading.document.within::<Token>(told.span);
        let says = |class: u32| {
            let word = |token: &Token| HEDGES.get(token.fold, token.span.of(text));
            tokens.iter().any(|token| word(token).is_some_and(|entry| entry.value == class))
        };
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Number {
                continue;
            }
            let Some(half) = tokens.get(at + 1) else { continue };
            let Some(evening) = is_evening(half.span.of(text)) else { continue };
            let Some(minutes) = minutes(token.span.of(text), evening) else { continue };
            let after = tokens.get(at + 2..).unwrap_or_default().iter().take(3);
            let mut names = after.take_while(|token| token.kind == TokenKind::Word);
            let place = names.find_map(|token| {
                let word = token.span.of(text);
                word.chars().next().is_some_and(char::is_uppercase).then(|| word.to_owned())
            });
            let Some(place) = place else { continue };
            out.push(Clock {
                document,
                minutes,
                place,
                span: token.span.join(half.span),
                clause: told.span,
                planned: says(PLANNED),
                happened: says(HAPPENED),
            });
        }
    }
    out
}

/// Whether the word is `pm` and not `am`, dots and case aside.
fn is_evening(word: &str) -> Option<bool> {
    let mut letters =
        word.bytes().filter(|byte| *byte != b'.').map(|byte| byte.to_ascii_lowercase());
    match (letters.next(), letters.next(), letters.next()) {
        (Some(b'p'), Some(b'm'), None) => Some(true),
        (Some(b'a'), Some(b'm'), None) => Some(false),
        _ => None,
    }
}

/// Minutes since midnight of `11:30` or `11.30`.
fn minutes(word: &str, evening: bool) -> Option<u32> {
    let (hour, minute) = word.split_once([':', '.'])?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let known = (1..=12).contains(&hour) && minute < 60 && word.len() <= 5;
    known.then_some((hour % 12 + if evening { 12 } else { 0 }) * 60 + minute)
}
