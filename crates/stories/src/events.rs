//! What happened when: the days that the documents name, and who tells of them.

use crate::dates::{Date, DateMention, dates, written};
use crate::reading::Reading;
use crate::words::within;
use postil_core::{Span, StoryEvent};
use std::collections::BTreeMap;

/// Most words of a label.
const LABEL: usize = 12;
/// How many of them may stand before the date.
const BEFORE: usize = 9;

/// The dates of each document of a story. A document without a day of its own reads `10 January`
/// in the year in which the others were written.
pub fn story_dates(readings: &[Reading<'_>]) -> Vec<Vec<DateMention>> {
    let own: Vec<Option<Date>> = readings.iter().map(|reading| written(reading.document)).collect();
    let mut known: Vec<Date> = own.iter().flatten().copied().collect();
    known.sort_unstable();
    let middle = known.get(known.len() / 2).copied();
    readings
        .iter()
        .zip(own)
        .map(|(reading, own)| dates(reading.document, own, own.or(middle)))
        .collect()
}

/// Events of a story in order of their days.
pub(crate) fn find(readings: &[Reading<'_>], dates: &[Vec<DateMention>]) -> Vec<StoryEvent> {
    let mut days: BTreeMap<Date, (Option<String>, Vec<String>)> = BTreeMap::new();
    for (reading, mentions) in readings.iter().zip(dates) {
        for mention in mentions {
            let Some(number) = reading.sentence_at(mention.span.start()) else { continue };
            let Some(told) = reading.sentences.get(number) else { continue };
            let (label, documents) = days.entry(mention.date).or_default();
            if label.is_none() {
                *label = clause(reading, told.span, mention.span);
            }
            let id = reading.document.id();
            if documents.last().is_none_or(|last| last != id) {
                documents.push(id.to_owned());
            }
        }
    }
    days.into_iter()
        .filter_map(|(date, (label, documents))| {
            Some(StoryEvent { date: date.to_string(), label: label?, documents })
        })
        .collect()
}

/// At most twelve words of the clause around a date.
fn clause(reading: &Reading<'_>, sentence: Span, date: Span) -> Option<String> {
    let text = reading.text(sentence);
    let at = date.start().checked_sub(sentence.start())?;
    let stop = |c: char| matches!(c, ',' | ';' | ':' | '“' | '”' | '"' | '(' | ')');
    let mark = text.get(..at)?.char_indices().rev().find(|(_, c)| stop(*c));
    let from = mark.map_or(0, |(mark, c)| mark + c.len_utf8());
    let after = date.end().checked_sub(sentence.start())?.min(text.len());
    let end = text.get(after..)?.find(stop).map_or(text.len(), |mark| after + mark);
    let span = reading.document.span(sentence.start() + from, sentence.start() + end).ok()?;
    let words = within(&reading.words, span.trim(reading.document.text()));
    let place = words.partition_point(|word| word.span.start() < date.start());
    let first = place.saturating_sub(BEFORE);
    let kept = words.get(first..words.len().min(first + LABEL))?;
    let label = kept.first()?.span.join(kept.last()?.span);
    Some(reading.text(label).split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    #[test]
    fn documents_that_name_one_day_tell_one_event() {
        let a = article("a", "After a storm, the talks in Zenda begin on 10 January 2022.", &[]);
        let b = article("b", "The sides meet Jan 10 in Zenda. Snow fell on 3 January.", &[]);
        let readings = [Reading::new(&a), Reading::new(&b)];
        let events = find(&readings, &story_dates(&readings));
        // Without a day of writing the second text's dates have no year.
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].label, "the talks in Zenda begin on 10 January 2022");
        let mut c = article("c", "The sides meet Jan 10 in Zenda.", &[]);
        c.meta.suggest("date", "2021-12-31");
        let readings = [Reading::new(&a), Reading::new(&c)];
        let events = find(&readings, &story_dates(&readings));
        assert_eq!(events.last().unwrap().date, "2022-01-10");
        assert_eq!(events.last().unwrap().documents, ["a", "c"]);
    }
}
