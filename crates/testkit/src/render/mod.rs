//! Notes as text, for snapshots and for people.

mod outline;
mod rows;
mod values;

use outline::outline;
use postil_core::{
    Artifact, Batch, Document, Entity, Layers, Offsets, Quote, Record, Sentence, Span, Stance,
    Story, Token, Tone, Zone, json,
};
use rows::page;
use serde_json::{Map, Value};
use values::{Places, decimals, members};

/// One note, ready to be shown under its words.
struct Shown {
    span: Span,
    layer: String,
    number: usize,
    text: String,
}

/// The document's text with the notes of the batch under the words that they stand on; then the
/// result. Order: (start, end, layer, number). Numbers that are not whole have four decimals.
///
/// ```text
/// Kallas spoke in Tallinn.
/// ^^^^^^ entity 0: PER 0.9800 entity="e1" name="Kallas"
///
/// result:
///   sentences: 1
/// ```
/// Carets stand under what a terminal shows, so also under emoji and wide characters. Lines of
/// over 96 columns are broken between words; a note that goes on in the next row ends in `…` with
/// its last words, and an empty one is a `|`. Rows far from any note are left out and counted. In
/// place of offsets in attributes stand the words. Control characters are shown as symbols, and
/// invisible ones as `◌`.
pub fn render(document: &Document, batch: &Batch) -> String {
    let mut out = notes(document, batch.layers());
    if let Some(result) = batch.result() {
        out.push('\n');
        outline(&mut out, "result", result, Places::of(document));
    }
    out
}

/// The document with all its layers and results, in the form of [`render()`].
pub fn render_document(document: &Document) -> String {
    let mut out = notes(document, document.layers());
    for (by, result) in document.results() {
        out.push('\n');
        outline(&mut out, by, result, Places::of(document));
    }
    out
}

/// What an analyzer says of a story: its result and the links, places as the words that stand
/// there.
///
/// ```text
/// story s1: a, b
///
/// links:
///   reuse: [{relation="near" spans=[a “Kallas left.”, b “Kaja Kallas left.”]}]
/// ```
pub fn render_story(story: &Story, batch: &crate::StoryBatch) -> String {
    let ids: Vec<&str> = story.documents().iter().map(Document::id).collect();
    let mut out = format!("story {}: {}\n", story.id(), ids.join(", "));
    if let Some(result) = &batch.result {
        out.push('\n');
        outline(&mut out, "result", result, Places::in_story(story));
    }
    if let Some(links) = &batch.links {
        // Nothing in the links can fail to be JSON.
        let links = serde_json::to_value(links).unwrap_or_default();
        out.push('\n');
        outline(&mut out, "links", &links, Places::in_story(story));
    }
    out
}

fn notes(document: &Document, layers: &Layers) -> String {
    let mut notes = Vec::new();
    typed::<Artifact>(document, layers, &mut notes);
    typed::<Entity>(document, layers, &mut notes);
    typed::<Quote>(document, layers, &mut notes);
    typed::<Sentence>(document, layers, &mut notes);
    typed::<Stance>(document, layers, &mut notes);
    typed::<Token>(document, layers, &mut notes);
    typed::<Tone>(document, layers, &mut notes);
    typed::<Zone>(document, layers, &mut notes);
    for (name, layer) in layers.others() {
        for (number, note) in layer.items.iter().enumerate() {
            let text = told(note.label.as_deref(), note.score, &note.attrs, document);
            notes.push(Shown { span: note.span, layer: name.clone(), number, text });
        }
    }
    notes.sort_by(|a, b| {
        let key = |note: &Shown| (note.span.start(), note.span.end());
        key(a).cmp(&key(b)).then_with(|| (&a.layer, a.number).cmp(&(&b.layer, b.number)))
    });
    page(document.text(), &notes)
}

fn typed<T: Record>(document: &Document, layers: &Layers, notes: &mut Vec<Shown>) {
    for (number, note) in layers.get::<T>().iter().enumerate() {
        let mut bytes = vec![b'{'];
        note.attributes(&mut json::Attributes::new(&mut bytes, Offsets::BYTES));
        bytes.push(b'}');
        let attributes: Map<String, Value> = serde_json::from_slice(&bytes)
            .unwrap_or_else(|error| panic!("the attributes of {} {number}: {error}", T::LAYER));
        let text = told(note.label(), note.score(), &attributes, document);
        notes.push(Shown { span: note.span(), layer: T::LAYER.to_owned(), number, text });
    }
}

/// Label, score and attributes.
fn told(
    label: Option<&str>,
    score: Option<f32>,
    attributes: &Map<String, Value>,
    document: &Document,
) -> String {
    let mut parts: Vec<String> = label.map(str::to_owned).into_iter().collect();
    parts.extend(score.map(|score| decimals(f64::from(score))));
    if !attributes.is_empty() {
        parts.push(members(attributes, Places::of(document)));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests;
