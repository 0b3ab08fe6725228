//! A batch as text, for snapshots.

use postil_core::{
    Artifact, Batch, Document, Entity, Offsets, Quote, Record, Sentence, Span, Stance, Token, Tone,
    Zone, json,
};
use std::collections::BTreeMap;

/// One note, ready to be shown.
struct Shown {
    span: Span,
    text: String,
}

/// The document's text with each note under the line that it starts on, carets under its
/// characters; then the result. Order: (start, end, layer, number). Floats have four decimals at
/// most.
///
/// ```text
/// Kallas spoke in Tallinn.
/// ^^^^^^ entity 0: PER 0.98 {"entity":"e1","name":"Kallas"}
/// ```
/// A note that goes on in the next line ends in `…`; an empty one is a `|`.
pub fn render(document: &Document, batch: &Batch) -> String {
    let mut notes = Vec::new();
    typed::<Artifact>(batch, &mut notes);
    typed::<Entity>(batch, &mut notes);
    typed::<Quote>(batch, &mut notes);
    typed::<Sentence>(batch, &mut notes);
    typed::<Stance>(batch, &mut notes);
    typed::<Token>(batch, &mut notes);
    typed::<Tone>(batch, &mut notes);
    typed::<Zone>(batch, &mut notes);
    for (name, layer) in batch.layers().others() {
        for (number, note) in layer.items.iter().enumerate() {
            let mut attributes = Vec::new();
            if !note.attrs.is_empty() {
                json::value(&mut attributes, &note.attrs.clone().into());
            }
            let label = note.label.as_deref();
            notes.push(shown(note.span, name, number, label, note.score, &attributes));
        }
    }
    // The sort is stable: layers stay in order where the spans are the same.
    notes.sort_by_key(|note| (note.span.start(), note.span.end()));

    let mut under: BTreeMap<usize, Vec<&Shown>> = BTreeMap::new();
    let starts = line_starts(document.text());
    for note in &notes {
        let line = starts.partition_point(|&start| start <= note.span.start()).saturating_sub(1);
        under.entry(line).or_default().push(note);
    }
    let mut out = String::new();
    for (line, &start) in starts.iter().enumerate() {
        let end = starts.get(line + 1).map_or(document.text().len(), |&next| next);
        let full = document.text().get(start..end).unwrap_or_default();
        let shown_line = full.trim_end_matches(['\n', '\r']);
        out.push_str(shown_line);
        out.push('\n');
        for note in under.get(&line).into_iter().flatten() {
            mark(&mut out, shown_line, start, note);
        }
    }
    if let Some(result) = batch.result() {
        let mut text = Vec::new();
        json::value(&mut text, result);
        out.push_str("result: ");
        out.push_str(&String::from_utf8_lossy(&text));
        out.push('\n');
    }
    out
}

fn typed<T: Record>(batch: &Batch, notes: &mut Vec<Shown>) {
    for (number, note) in batch.layers().get::<T>().iter().enumerate() {
        let mut attributes = vec![b'{'];
        note.attributes(&mut json::Attributes::new(&mut attributes, Offsets::BYTES));
        if attributes.len() == 1 {
            attributes.clear();
        } else {
            attributes.push(b'}');
        }
        notes.push(shown(note.span(), T::LAYER, number, note.label(), note.score(), &attributes));
    }
}

fn shown(
    span: Span,
    layer: &str,
    number: usize,
    label: Option<&str>,
    score: Option<f32>,
    attributes: &[u8],
) -> Shown {
    let mut text = format!("{layer} {number}");
    let mut parts = Vec::new();
    if let Some(label) = label {
        parts.push(label.to_owned());
    }
    if let Some(score) = score {
        let mut digits = Vec::new();
        json::number(&mut digits, f64::from(score));
        parts.push(String::from_utf8_lossy(&digits).into_owned());
    }
    if !attributes.is_empty() {
        parts.push(String::from_utf8_lossy(attributes).into_owned());
    }
    if !parts.is_empty() {
        text.push_str(": ");
        text.push_str(&parts.join(" "));
    }
    Shown { span, text }
}

/// Writes the line of marks under `line`, which starts at byte `start`.
fn mark(out: &mut String, line: &str, start: usize, note: &Shown) {
    let count = |from: usize, to: usize| {
        line.get(from.min(line.len())..to.min(line.len())).map_or(0, |part| part.chars().count())
    };
    let (from, to) = (note.span.start() - start, note.span.end() - start);
    out.extend(std::iter::repeat_n(' ', count(0, from)));
    match count(from, to) {
        0 => out.push('|'),
        width => out.extend(std::iter::repeat_n('^', width)),
    }
    if to > line.len() {
        out.push('…');
    }
    out.push(' ');
    out.push_str(&note.text);
    out.push('\n');
}

fn line_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(text.match_indices('\n').map(|(at, _)| at + 1).filter(|&at| at < text.len()));
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use postil_core::{Annotation, Manifest, Notes};

    #[test]
    fn carets_stand_under_characters() {
        let document = document("“É” 💩 x\r\nnext").build();
        let manifest = Manifest::new("t", "0", "").provides(&["b", "a", "sentence"]);
        let mut notes = Notes::new(&document, &manifest);
        let find = |words: &str| {
            let at = document.text().find(words).unwrap();
            document.span(at, at + words.len()).unwrap()
        };
        notes.annotate("b", Annotation::new(find("x\r\nne")).score(0.123_456));
        notes.annotate("a", Annotation::new(find("💩")).attr("k", 1));
        notes.annotate("a", Annotation::new(find("next")).label("L"));
        notes.annotate("a", Annotation::new(document.span(0, 0).unwrap()));
        notes.push(Sentence { span: find("next") });
        let batch = notes.finish().unwrap();
        assert_eq!(
            render(&document, &batch),
            "“É” 💩 x\n| a 0\n    ^ a 1: {\"k\":1}\n      ^… b 0: 0.1235\n\
             next\n^^^^ sentence 0\n^^^^ a 2: L\n"
        );
    }
}
