//! Quotations and reported speech: what is said, by whom, by which words we know it.
//!
//! The stages, each linear in the text:
//! 1. `paragraphs`: lines with sentences.
//! 2. `pairing`: which quote mark closes which, at the least cost, so that a lost or misplaced
//!    mark spoils one quotation and not the page.
//! 3. `host`: the sentence around a quotation, which counts as one word of it.
//! 4. `cues`: reporting words and their subjects, read with a small grammar of noun phrases
//!    (`phrases`) and word tables.
//! 5. `attribution`: the nearest clear reporting word of each quotation; `continuation`: speakers
//!    that carry over, and what is no speech but a title or a scare quote; `indirect`: reported
//!    clauses with a tag, `complements` and `objects`: those behind their verb.
//! 6. `speakers`: whom the words at the cue mean.
//!
//! Rules over a sequence model: they can be read, they give their reason (the cue), and texts with
//! gold attributions that could be trained on are not free to use.

mod attribution;
mod complements;
mod continuation;
mod cues;
mod host;
mod indirect;
mod marks;
mod objects;
mod pairing;
mod paragraphs;
mod phrases;
mod speakers;
#[cfg(test)]
mod tests;
mod words;

use crate::Ground;
use attribution::Reading;
use continuation::{Before, Summary};
use host::Host;
use indirect::Reported;
use pairing::Stretch;
use paragraphs::Paragraph;
use phrases::Voice;
use postil_core::{Entity, Quote, QuoteKind, Span};
use speakers::Resolver;

/// A quotation whose speaker is not resolved yet.
struct Found {
    quote: Quote,
    voice: Option<Voice>,
}

/// Finds quotations and reported clauses, in order of (start, end).
///
/// The span is the content without its marks and without white space at its ends, a final comma
/// or full stop included. Scores are shares of right attributions on development data.
pub fn find(ground: &Ground<'_>, entities: &[Entity]) -> Vec<Quote> {
    let mut found: Vec<Found> = Vec::new();
    let mut quoted: Vec<(usize, usize)> = Vec::new();
    let mut before = Before::default();
    let paragraphs = paragraphs::split(ground);
    for (position, paragraph) in paragraphs.iter().enumerate() {
        let continued =
            paragraphs.get(position + 1).is_some_and(|next| opens_with_mark(ground, next));
        let stretches = pairing::pair(ground.text, paragraph.start, paragraph.end, continued);
        quoted.extend(stretches.iter().map(|stretch| (stretch.start, stretch.end)));
        before = read(ground, entities, paragraph, &stretches, &before, &mut found);
    }
    found.sort_by_key(|one| (one.quote.span.start(), one.quote.span.end()));
    let mut resolver = Resolver::new(ground, entities, &quoted);
    found
        .into_iter()
        .map(|mut one| {
            one.quote.speaker = one.voice.map(|voice| resolver.resolve(&voice));
            one.quote
        })
        .collect()
}

/// Whether a paragraph begins with a mark that can open a quotation.
fn opens_with_mark(ground: &Ground<'_>, paragraph: &Paragraph) -> bool {
    let line = ground.text.get(paragraph.start..paragraph.end).unwrap_or_default();
    line.trim_start().starts_with(['"', '“', '„', '«', '`'])
}

/// Reads one paragraph and returns what the next one needs of it.
fn read(
    ground: &Ground<'_>,
    entities: &[Entity],
    paragraph: &Paragraph,
    stretches: &[Stretch],
    before: &Before,
    out: &mut Vec<Found>,
) -> Before {
    let sentences = ground.sentences.get(paragraph.sentences.clone()).unwrap_or_default();
    let mut readings: Vec<Option<Reading>> = vec![None; stretches.len()];
    let mut summaries: Vec<Summary> = Vec::new();
    let mut reported: Vec<Reported> = Vec::new();
    let mut host = Host::new(*ground, entities, stretches);
    for mut extent in host::extents(ground, sentences, stretches) {
        if extent.is_silent(ground) {
            summaries.push(Summary::default());
            continue;
        }
        while host.fill(&mut extent) {
            if host.find_cues() {
                host.resolve_subjects();
            }
            let number = summaries.len();
            if !stretches.is_empty() {
                host.read_stretches(number, &mut readings);
            }
            host.reported(&mut reported);
            summaries.push(host.summary());
        }
    }
    continuation::carry(&mut readings, &summaries, before);

    out.extend(reported.into_iter().map(|clause| Found {
        quote: Quote {
            span: clause.span,
            kind: QuoteKind::Indirect,
            closed: true,
            speaker: None,
            cue: clause.cue,
            score: Some(clause.score),
        },
        voice: Some(clause.voice),
    }));
    let mut previous: Option<(&Reading, QuoteKind)> = None;
    for (stretch, reading) in stretches.iter().zip(&readings) {
        let Some(reading) = reading else { continue };
        let kind = reading.kind(previous);
        previous = Some((reading, kind));
        let Ok(span) = Span::new(ground.text, stretch.start, stretch.end) else { continue };
        if reading.is_speech() {
            let quote = Quote {
                span,
                kind,
                closed: stretch.closed,
                speaker: None,
                cue: reading.cue,
                score: Some(reading.score()),
            };
            out.push(Found { quote, voice: reading.voice });
        }
    }
    let last = stretches.last().zip(readings.last());
    Before {
        open: last.and_then(|(stretch, reading)| {
            reading.filter(|_| stretch.dangling).and_then(|reading| reading.voice)
        }),
        introduced: summaries.last().and_then(|summary| summary.introducing),
    }
}
