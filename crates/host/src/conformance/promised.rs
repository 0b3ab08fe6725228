//! Examples in the manifest: what it says that is found in a text, is found there.

use super::bench::{Bench, batch};
use super::documents;
use super::verdict::{Checked, Verdict};
use crate::plugins::{self, Isolation, PluginAnalyzer, PluginError};
use postil_core::{
    Artifact, Batch, Entity, Example, ExampleNote, Quote, Record, Sentence, Span, Stance, Token,
    Tone, Zone,
};
use serde_json::Map;

/// What a plugin says of settings that it cannot take.
const REFUSED: &str = "E0051";

/// Characters of a text that are shown.
const SHOWN: usize = 60;

/// Each example of the manifest holds, on layers that the built-in analyzers make of its text.
pub(super) fn examples(bench: &Bench) -> Checked {
    let manifest = &bench.manifest;
    if manifest.examples.is_empty() {
        return Err(Verdict::skipped("the manifest has no examples"));
    }
    for note in manifest.examples.iter().flat_map(|example| &example.notes) {
        if !manifest.provides.contains(&note.layer) {
            let why = format!("an example names `{}`, which it does not provide", note.layer);
            return Err(Verdict::failed(why));
        }
    }
    let plugin = open(bench)?;
    for (number, example) in manifest.examples.iter().enumerate() {
        let document = documents::of(&format!("example-{number}"), &example.text, manifest)?;
        let batch = batch(&plugin, &document)?;
        if let Some(fault) = fault(example, &batch, &manifest.provides) {
            let why = format!("in the example “{}”: {fault}", shown(&example.text));
            return Err(Verdict::failed(why));
        }
    }
    Ok(())
}

/// Examples are about the default settings. A plugin that has none for all of its settings gets
/// those of the check.
fn open(bench: &Bench) -> Result<PluginAnalyzer, PluginError> {
    let mut subject = bench.subject.clone();
    subject.settings = Map::new();
    match plugins::open(&subject.config(&bench.manifest.id, Isolation::Process)) {
        Err(error) if error.code() == REFUSED => bench.open(Isolation::Process),
        opened => opened,
    }
}

/// What is not as the example says.
fn fault(example: &Example, batch: &Batch, provides: &[String]) -> Option<String> {
    let text = example.text.as_str();
    if example.notes.is_empty() {
        let mut found = provides.iter().flat_map(|layer| {
            notes(batch, layer).into_iter().map(move |(span, label)| (layer, span, label))
        });
        return found.next().map(|(layer, span, label)| {
            format!("nothing should be found, yet there is {}", told(layer, span.of(text), label))
        });
    }
    for wanted in &example.notes {
        let found = notes(batch, &wanted.layer);
        if !found.iter().any(|note| holds(wanted, note, text)) {
            let wanted = told(&wanted.layer, &wanted.words, wanted.label.as_deref());
            let there: Vec<String> =
                found.iter().map(|(span, label)| told("", span.of(text), *label)).collect();
            let there = if there.is_empty() { "nothing".to_owned() } else { there.join(", ") };
            return Some(format!("there is no {wanted}; that layer has {there}"));
        }
    }
    None
}

fn holds(wanted: &ExampleNote, (span, label): &(Span, Option<&str>), text: &str) -> bool {
    span.of(text) == wanted.words && wanted.label.as_deref().is_none_or(|it| Some(it) == *label)
}

/// A note in words.
fn told(layer: &str, words: &str, label: Option<&str>) -> String {
    let layer = if layer.is_empty() { String::new() } else { format!("`{layer}` ") };
    let label = label.map_or(String::new(), |label| format!("`{label}` "));
    format!("{layer}{label}on “{}”", shown(words))
}

fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Where the notes of a layer stand, built in or not, with their labels.
fn notes<'b>(batch: &'b Batch, layer: &str) -> Vec<(Span, Option<&'b str>)> {
    fn typed<'b, T: Record>(batch: &'b Batch, layer: &str, out: &mut Vec<(Span, Option<&'b str>)>) {
        if T::LAYER == layer {
            let notes = batch.layers().get::<T>().iter();
            out.extend(notes.map(|note| (note.span(), note.label())));
        }
    }
    let mut out = Vec::new();
    typed::<Zone>(batch, layer, &mut out);
    typed::<Sentence>(batch, layer, &mut out);
    typed::<Token>(batch, layer, &mut out);
    typed::<Entity>(batch, layer, &mut out);
    typed::<Quote>(batch, layer, &mut out);
    typed::<Tone>(batch, layer, &mut out);
    typed::<Stance>(batch, layer, &mut out);
    typed::<Artifact>(batch, layer, &mut out);
    let others = batch.layers().others().get(layer).into_iter().flat_map(|layer| &layer.items);
    out.extend(others.map(|note| (note.span, note.label.as_deref())));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Annotation, Document, Manifest, Notes};

    const TEXT: &str = "It rains. It is dry.";

    /// What is wrong with an example if one note on "rains" is found.
    fn wrong(example: &Example) -> Option<String> {
        let document = Document::new("a", TEXT).unwrap();
        let manifest = Manifest::new("acme.wet", "1", "").provides(&["acme.wet", "sentence"]);
        let mut notes = Notes::new(&document, &manifest);
        let rains = Annotation::new(document.span(3, 8).unwrap()).label("wet");
        notes.annotate("acme.wet", rains);
        notes.push(Sentence { span: document.span(0, 9).unwrap() });
        let batch = notes.finish().unwrap();
        fault(example, &batch, &manifest.provides)
    }

    #[test]
    fn what_is_promised_is_found() {
        let example = Example::new(TEXT).finds("acme.wet", "rains", "wet");
        assert_eq!(wrong(&example), None);
        let mut example = example;
        let any = |layer: &str, words: &str| ExampleNote {
            layer: layer.into(),
            words: words.into(),
            label: None,
        };
        example.notes.push(any("acme.wet", "rains"));
        example.notes.push(any("sentence", "It rains."));
        assert_eq!(wrong(&example), None);
    }

    #[test]
    fn what_is_missing_is_told_with_what_is_there() {
        let label = wrong(&Example::new(TEXT).finds("acme.wet", "rains", "dry")).unwrap();
        assert!(label.contains("no `acme.wet` `dry` on “rains”"), "{label}");
        assert!(label.contains("has `wet` on “rains”"), "{label}");
        let words = wrong(&Example::new(TEXT).finds("acme.wet", "It rains", "wet"));
        assert!(words.is_some());
        let none = wrong(&Example::new(TEXT).finds("acme.dry", "dry", "dry")).unwrap();
        assert!(none.ends_with("has nothing"), "{none}");
        let silent = wrong(&Example::new(TEXT)).unwrap();
        assert!(silent.contains("there is `acme.wet` `wet` on “rains”"), "{silent}");
    }
}
