//! Where documents differ on a fact. A conflict is only called one if kind of occasion,
//! participants and attribute agree and each document is clear about its own value.

use crate::agreements::Statement;
use crate::hedges::{HEDGES, ROUNDED};
use crate::occasion::{Occasion, clause, occasion};
use crate::record::{Class, Difference, Value};
use crate::times::times;
use postil_core::{EntityKind, Fold, Place, Span, StoryLayers};
use postil_stories::dates::{Date, DateMention};
use postil_stories::reading::Reading;
use postil_stories::sets::{containment, shared};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Days within which two dates may be meant for one occasion.
const DAYS: i64 = 7;
/// Content stems that two statements share before their figures are compared, and their share.
const STEMS: usize = 6;
const SHARE: f32 = 0.7;

/// All differences of a story: dates, times, figures, spellings.
pub(crate) fn differences(
    readings: &[Reading<'_>],
    layers: &StoryLayers,
    dates: &[Vec<DateMention>],
    statements: &[Statement],
    pairs: &[(usize, usize)],
) -> Vec<Difference> {
    let mut out = days(readings, dates);
    out.extend(times(readings));
    out.extend(figures(readings, dates, statements, pairs));
    out.extend(spellings(readings, layers));
    out
}

/// A day that a document gives an occasion: (document, day, its words, their clause).
type Told = (usize, Date, Span, Span);

/// One occasion between the same participants, on two days.
fn days(readings: &[Reading<'_>], dates: &[Vec<DateMention>]) -> Vec<Difference> {
    let mut told: BTreeMap<Occasion, Vec<Told>> = BTreeMap::new();
    for (document, (reading, mentions)) in readings.iter().zip(dates).enumerate() {
        for mention in mentions.iter().filter(|mention| !mention.relative) {
            let sentence = reading.sentence_at(mention.span.start());
            let Some(sentence) = sentence.and_then(|at| reading.sentences.get(at)) else {
                continue;
            };
            let clause = clause(reading, sentence.span, mention.span);
            let Some(occasion) = occasion(reading, clause) else { continue };
            if occasion.participants.len() >= 2 {
                let list = told.entry(occasion).or_default();
                list.push((document, mention.date, mention.span, clause));
            }
        }
    }
    let mut out = Vec::new();
    for list in told.into_values() {
        // A document that gives two days tells of two occasions; then nothing is sure.
        let one_day =
            |told: &[Told]| told.windows(2).all(|two| matches!(two, [a, b] if a.1 == b.1));
        let steady = list.chunk_by(|a, b| a.0 == b.0).all(one_day);
        let first = list.iter().map(|told| told.1.days()).min().unwrap_or(0);
        let last = list.iter().map(|told| told.1.days()).max().unwrap_or(0);
        if !steady || first == last || last - first > DAYS {
            continue;
        }
        let mut values: Vec<(Date, Value)> = Vec::new();
        for (document, date, span, clause) in list {
            let Some(reading) = readings.get(document) else { continue };
            let place = reading.place(clause);
            match values.iter_mut().find(|(known, _)| *known == date) {
                Some((_, value)) => value.cites.push(place),
                None => {
                    let words = reading.text(span).to_owned();
                    values.push((date, Value { value: words, cites: vec![place] }));
                }
            }
        }
        out.push(Difference {
            class: Class::Conflict,
            attribute: "date".into(),
            values: values.into_iter().map(|(_, value)| value).collect(),
        });
    }
    out
}

/// A figure with the word that it counts.
struct Figure {
    value: f64,
    span: Span,
    rounded: bool,
    counts: Fold,
}

/// Two tellings of one statement with another number of the same things.
fn figures(
    readings: &[Reading<'_>],
    dates: &[Vec<DateMention>],
    statements: &[Statement],
    pairs: &[(usize, usize)],
) -> Vec<Difference> {
    let mut out = Vec::new();
    for (a, b) in pairs {
        let (Some(a), Some(b)) = (statements.get(*a), statements.get(*b)) else { continue };
        if shared(&a.stems, &b.stems) < STEMS || containment(&a.stems, &b.stems) < SHARE {
            continue;
        }
        let (x, y) = (figures_of(readings, dates, a), figures_of(readings, dates, b));
        let ([x], [y]) = (x.as_slice(), y.as_slice()) else { continue };
        if x.counts != y.counts || x.value == y.value {
            continue;
        }
        let close = (x.value - y.value).abs() <= 0.1 * x.value.abs().max(y.value.abs());
        let class = match (x.rounded || y.rounded, close) {
            (true, true) => Class::Granularity,
            (true, false) => continue,
            (false, _) => Class::Conflict,
        };
        let value = |statement: &Statement, figure: &Figure| {
            let reading = readings.get(statement.document)?;
            let cites = vec![reading.place(statement.span)];
            Some(Value { value: reading.text(figure.span).to_owned(), cites })
        };
        if let (Some(x), Some(y)) = (value(a, x), value(b, y)) {
            out.push(Difference { class, attribute: "number".into(), values: vec![x, y] });
        }
    }
    out
}

/// The figures of a statement that are no part of a date.
fn figures_of(
    readings: &[Reading<'_>],
    dates: &[Vec<DateMention>],
    statement: &Statement,
) -> Vec<Figure> {
    let Some(reading) = readings.get(statement.document) else { return Vec::new() };
    let Some(told) = reading.sentences.get(statement.sentence) else { return Vec::new() };
    let mentions = dates.get(statement.document).map_or(&[][..], Vec::as_slice);
    let first = mentions.partition_point(|date| date.span.end() <= told.span.start());
    let mentions = mentions.get(first..).unwrap_or_default();
    let words = reading.words_of(told);
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let figure = reading.text(word.span);
        // What begins with a letter is no number that a statement could have.
        let first = figure.bytes().find(|byte| *byte != b',');
        if !first.is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.')) {
            continue;
        }
        let dated = mentions
            .iter()
            .take_while(|date| date.span.start() < told.span.end())
            .any(|date| date.span.contains(word.span));
        let figure = figure.replace(',', "").parse::<f64>();
        let (Ok(value), false) = (figure, dated) else { continue };
        let Some(next) = words.get(at + 1).filter(|next| next.content) else { continue };
        let before = words.get(at.saturating_sub(2)..at).unwrap_or_default();
        let rounded = before.iter().any(|word| {
            HEDGES.lookup(reading.text(word.span)).is_some_and(|entry| entry.value == ROUNDED)
        });
        if value.is_finite() {
            out.push(Figure { value, span: word.span, rounded, counts: next.stem });
        }
    }
    out
}

/// Persons whose surname the documents spell in several ways.
fn spellings(readings: &[Reading<'_>], layers: &StoryLayers) -> Vec<Difference> {
    let mut out = Vec::new();
    let of: FxHashMap<&str, &Reading<'_>> =
        readings.iter().rev().map(|reading| (reading.document.id(), reading)).collect();
    for entity in &layers.entities {
        if entity.kind != EntityKind::Per || entity.joins.is_empty() {
            continue;
        }
        let mut values: Vec<Value> = Vec::new();
        for place in &entity.mentions {
            let Some(reading) = of.get(place.document.as_str()) else { continue };
            let Some(surname) = reading.text(place.span).split_whitespace().last() else {
                continue;
            };
            let cite = Place { document: place.document.clone(), span: place.span };
            match values.iter_mut().find(|value| value.value.eq_ignore_ascii_case(surname)) {
                Some(value) => value.cites.push(cite),
                None => values.push(Value { value: surname.to_owned(), cites: vec![cite] }),
            }
        }
        if values.len() > 1 {
            let attribute = format!("spelling of {}", entity.name);
            out.push(Difference { class: Class::Variant, attribute, values });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreements::{pairs, statements};
    use crate::brief::Copies;
    use postil_stories::story_dates;
    use postil_testkit::article;

    fn found(a: &str, b: &str) -> Vec<(Class, Vec<String>)> {
        let (mut a, mut b) = (article("a", a, &[]), article("b", b, &[]));
        a.meta.suggest("date", "2023-03-01");
        b.meta.suggest("date", "2023-03-01");
        let readings = [Reading::new(&a), Reading::new(&b)];
        let dates = story_dates(&readings);
        let layers = StoryLayers::default();
        let statements = statements(&readings, &dates);
        let pairs = pairs(&statements, &Copies::new(&readings, &layers));
        differences(&readings, &layers, &dates, &statements, &pairs)
            .into_iter()
            .map(|d| (d.class, d.values.into_iter().map(|value| value.value).collect()))
            .collect()
    }

    #[test]
    fn one_occasion_on_two_days_is_a_conflict() {
        let one = "French and German negotiators will meet 10 March, the ministry said.";
        let two = "Talks of France and Germany start on 9 March, with lunch.";
        let values = vec!["10 March".to_owned(), "9 March".to_owned()];
        assert_eq!(found(one, two), [(Class::Conflict, values)]);
    }

    #[test]
    fn other_participants_or_another_occasion_are_none() {
        let one = "French and German negotiators will meet 10 March, the ministry said.";
        assert!(found(one, "Talks of France and Poland start on 9 March.").is_empty());
        assert!(found(one, "France and Germany hold a referendum on 9 March.").is_empty());
        let both =
            "Talks of France and Germany start on 9 March. France and Germany meet 10 March.";
        assert!(found(one, both).is_empty());
    }

    #[test]
    fn what_was_planned_and_began_later_is_an_update() {
        let plan = "The call is set for 11:30 pm in Zenda.";
        let fact = "The call began at 11:35 pm Zenda time.";
        let values = vec!["11:30 pm".to_owned(), "11:35 pm".to_owned()];
        assert_eq!(found(plan, fact), [(Class::Update, values)]);
        assert!(found(plan, "The call began at 9:35 pm Zenda time.").is_empty());
    }

    #[test]
    fn one_statement_with_two_figures_is_a_conflict_unless_rounded() {
        let text = |n: &str| {
            format!("Mayor Orsini of Zenda said {n} houses burned beside the harbour bridge.")
        };
        assert_eq!(found(&text("31"), &text("35"))[0].0, Class::Conflict);
        assert_eq!(found(&text("31"), &text("about 30"))[0].0, Class::Granularity);
        assert!(found(&text("31"), &text("31")).is_empty());
    }
}
