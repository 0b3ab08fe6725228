//! The notes of a document as the page shows them.

use super::classes::{Classes, Kind};
use crate::write::WriteOptions;
use postil_core::{
    Annotation, Artifact, Document, Entity, Level, Polarity, Quote, Record, Span, Stance, Tone,
    Zone,
};
use std::borrow::Cow;

/// A note that has its place in the text and its entry beside it.
pub(super) struct Note<'d> {
    pub(super) span: Span,
    /// Name of its layer.
    pub(super) layer: &'d str,
    /// Its id in that layer.
    pub(super) id: u32,
    /// The analyzer that made it.
    pub(super) by: &'d str,
    pub(super) body: Body<'d>,
}

/// What a note says.
pub(super) enum Body<'d> {
    Finding(&'d Artifact),
    Quote(&'d Quote),
    Stance(&'d Stance),
    Name(&'d Entity),
    Tone(&'d Tone),
    Zone(&'d Zone),
    Other(&'d Annotation),
}

impl<'d> Note<'d> {
    pub(super) fn kind(&self) -> Kind {
        match &self.body {
            Body::Finding(_) => Kind::Finding,
            Body::Quote(_) => Kind::Quote,
            Body::Stance(stance) if stance.polarity == Polarity::Neutral => Kind::Neutral,
            Body::Stance(_) => Kind::Stance,
            Body::Name(_) => Kind::Name,
            Body::Tone(_) => Kind::Tone,
            Body::Zone(_) => Kind::Zone,
            Body::Other(_) => Kind::Other,
        }
    }

    pub(super) fn classes(&self) -> Classes {
        let kind = Classes::of(self.kind());
        match &self.body {
            Body::Finding(finding) if finding.level == Level::Warning => kind.and(Classes::WARNING),
            Body::Stance(stance) => match stance.polarity {
                Polarity::Positive => kind.and(Classes::POSITIVE),
                Polarity::Negative => kind.and(Classes::NEGATIVE),
                Polarity::Neutral => kind,
            },
            Body::Tone(tone) => match tone.polarity() {
                Polarity::Positive => kind.and(Classes::BRIGHT),
                Polarity::Negative => kind.and(Classes::DARK),
                Polarity::Neutral => kind,
            },
            _ => kind,
        }
    }

    /// The layer's name as a word: names of notes are kept in lists of words.
    pub(super) fn layer_word(&self) -> Cow<'d, str> {
        if self.layer.contains(char::is_whitespace) {
            self.layer.replace(char::is_whitespace, "_").into()
        } else {
            self.layer.into()
        }
    }

    /// The code of the rule that found it, if one did.
    pub(super) fn code(&self) -> Option<&'d str> {
        match self.body {
            Body::Finding(finding) => Some(&finding.code),
            Body::Other(note) => note.label.as_deref(),
            _ => None,
        }
    }
}

/// The notes that the options ask for, in order of (start, end, layer, id). Sentences and tokens
/// are no notes here: they need no entry beside the text.
pub(super) fn notes<'d>(document: &'d Document, options: &WriteOptions) -> Vec<Note<'d>> {
    let mut notes = Vec::new();
    collect::<Artifact>(document, options, &mut notes, Body::Finding);
    collect::<Quote>(document, options, &mut notes, Body::Quote);
    collect::<Stance>(document, options, &mut notes, Body::Stance);
    collect::<Entity>(document, options, &mut notes, Body::Name);
    collect::<Tone>(document, options, &mut notes, Body::Tone);
    collect::<Zone>(document, options, &mut notes, Body::Zone);
    for (name, layer) in document.layers().others() {
        if options.shows(name) {
            notes.extend(layer.items.iter().enumerate().map(|(position, note)| Note {
                span: note.span,
                layer: name,
                id: layer.id(position),
                by: &layer.by,
                body: Body::Other(note),
            }));
        }
    }
    notes.sort_by_key(|note| (note.span.start(), note.span.end(), note.layer, note.id));
    notes
}

fn collect<'d, T: Record>(
    document: &'d Document,
    options: &WriteOptions,
    notes: &mut Vec<Note<'d>>,
    body: impl Fn(&'d T) -> Body<'d>,
) {
    if !options.shows(T::LAYER) {
        return;
    }
    let Some(layer) = T::column(document.layers()) else { return };
    notes.extend(layer.items.iter().enumerate().map(|(position, item)| Note {
        span: item.span(),
        layer: T::LAYER,
        id: layer.id(position),
        by: &layer.by,
        body: body(item),
    }));
}
