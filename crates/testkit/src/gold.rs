//! Analyzers against gold files.

use crate::run;
use postil_core::{Analyzer, Batch};
use postil_core::{
    Annotation, Artifact, Document, Entity, Layer, Layers, Quote, Record, Sentence, Stance, Token,
    Tone, Zone,
};
use postil_gold::{Gold, GoldDocument, Mark, Marks, Report};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

/// Reads a gold file: JSON Lines, each line a document with `id`, `text` (or `source`) and
/// `annotations` in the record form. Panics if it cannot be used.
#[track_caller]
pub fn read_gold(path: impl AsRef<Path>) -> Gold {
    Gold::read(path.as_ref()).unwrap_or_else(|error| panic!("{error}"))
}

/// Runs the analyzer on each document of a gold file and compares the layers that it provides.
/// All other layers of the gold are given to it with the document.
///
/// The report can be printed: rates for each layer and label, then each miss and false alarm with
/// the words around it.
///
/// ```no_run
/// # use postil_testkit::{assert_f1, read_gold, score};
/// # fn test(analyzer: &dyn postil_core::Analyzer) {
/// let gold = read_gold("testdata/gold.jsonl");
/// assert_f1(&score(analyzer, &gold), "acme.long", 0.9);
/// # }
/// ```
#[track_caller]
pub fn score<'g>(analyzer: &dyn Analyzer, gold: &'g Gold) -> Report<'g> {
    let provides = &analyzer.manifest().provides;
    let mut found = Marks::default();
    for document in &gold.documents {
        let document = given(document, |layer| !provides.iter().any(|name| name == layer));
        collect(&mut found, document.id(), &run(analyzer, &document));
    }
    Report::new(gold, &found, provides.iter().map(String::as_str))
}

/// Panics, with the whole report, if the F1 of a layer is below `least`.
#[track_caller]
pub fn assert_f1(report: &Report<'_>, layer: &str, least: f64) {
    let Some(comparison) = report.layer(layer) else {
        panic!("the layer `{layer}` was not compared:\n{report}");
    };
    let f1 = comparison.all.f1();
    assert!(f1 >= least, "the F1 of `{layer}` is {f1:.4}, below {least:.4}:\n{report}");
}

/// The document of a gold record, with those of its layers that `wanted` lets through.
#[track_caller]
pub fn given(gold: &GoldDocument, wanted: impl Fn(&str) -> bool) -> Document {
    let mut document = Document::new(gold.id.as_str(), gold.text.as_str())
        .unwrap_or_else(|error| panic!("`{}`: {error}", gold.id));
    if let Some(Value::Object(meta)) = gold.record.get("meta") {
        document.meta.0 = meta.clone();
    }
    let records = gold.record.get("annotations").and_then(Value::as_array);
    let records: Vec<&Value> = records.into_iter().flatten().collect();
    let mut names: Vec<&str> = records.iter().map(|record| layer_of(record)).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.into_iter().filter(|name| wanted(name)) {
        let mut notes: Vec<(Annotation, Option<u32>)> = records
            .iter()
            .filter(|record| layer_of(record) == name)
            .map(|record| annotation(&document, record))
            .collect();
        notes.sort_by_key(|(note, _)| (note.span.start(), note.span.end()));
        give(&mut document, name, notes);
    }
    document
}

fn layer_of(record: &Value) -> &str {
    record.get("layer").and_then(Value::as_str).unwrap_or_default()
}

/// A note of the record form and its id.
#[track_caller]
fn annotation(document: &Document, record: &Value) -> (Annotation, Option<u32>) {
    let number = |key: &str| record.get(key).and_then(Value::as_u64);
    let offset = |key: &str| number(key).map_or(usize::MAX, |offset| offset as usize);
    let span = document
        .span(offset("start"), offset("end"))
        .unwrap_or_else(|error| panic!("`{}`: {error}: {record}", document.id()));
    let mut note = Annotation::new(span);
    note.label = record.get("label").and_then(Value::as_str).map(str::to_owned);
    note.score = record.get("score").and_then(Value::as_f64).map(|score| score as f32);
    if let Some(Value::Object(attributes)) = record.get("attrs") {
        note.attrs = attributes.clone();
    }
    (note, number("id").and_then(|id| u32::try_from(id).ok()))
}

/// Gives the document a layer, in its own type where it has one.
#[track_caller]
fn give(document: &mut Document, name: &str, notes: Vec<(Annotation, Option<u32>)>) {
    match name {
        Artifact::LAYER => typed::<Artifact>(document, notes),
        Entity::LAYER => typed::<Entity>(document, notes),
        Quote::LAYER => typed::<Quote>(document, notes),
        Sentence::LAYER => typed::<Sentence>(document, notes),
        Stance::LAYER => typed::<Stance>(document, notes),
        Token::LAYER => typed::<Token>(document, notes),
        Tone::LAYER => typed::<Tone>(document, notes),
        Zone::LAYER => typed::<Zone>(document, notes),
        _ => {
            let (notes, ids) = notes.into_iter().unzip();
            document.give_other(name, layer(notes, ids));
        }
    }
}

#[track_caller]
fn typed<T: Record>(document: &mut Document, notes: Vec<(Annotation, Option<u32>)>) {
    let mut records = Vec::with_capacity(notes.len());
    let mut ids = Vec::with_capacity(notes.len());
    for (note, id) in &notes {
        let record = T::from_annotation(note, document.text()).unwrap_or_else(|error| {
            panic!("`{}`, layer `{}` at {:?}: {error}", document.id(), T::LAYER, note.span)
        });
        records.push(record);
        ids.push(*id);
    }
    document.give(layer(records, ids));
}

/// A layer whose notes keep their ids, if all of them have one.
fn layer<T>(items: Vec<T>, ids: Vec<Option<u32>>) -> Layer<T> {
    Layer { items, by: Arc::from("gold"), ids: ids.into_iter().collect() }
}

/// The marks of everything that a batch holds.
fn collect(marks: &mut Marks, id: &str, batch: &Batch) {
    fn records<T: Record>(marks: &mut Marks, id: &str, layers: &Layers) {
        for note in layers.get::<T>() {
            add(marks, id, T::LAYER, note.span(), note.label());
        }
    }
    let layers = batch.layers();
    for note in layers.get::<Artifact>() {
        add(marks, id, Artifact::LAYER, note.span, Some(note.category.name()));
    }
    records::<Entity>(marks, id, layers);
    records::<Quote>(marks, id, layers);
    records::<Sentence>(marks, id, layers);
    records::<Stance>(marks, id, layers);
    records::<Token>(marks, id, layers);
    records::<Tone>(marks, id, layers);
    records::<Zone>(marks, id, layers);
    for (name, layer) in layers.others() {
        for note in &layer.items {
            let category = note.text("category");
            add(marks, id, name, note.span, category.or(note.label.as_deref()));
        }
    }
}

fn add(marks: &mut Marks, id: &str, layer: &str, span: postil_core::Span, label: Option<&str>) {
    let mark = Mark {
        document: id.to_owned(),
        start: span.start() as u64,
        end: span.end() as u64,
        label: label.unwrap_or_default().to_owned(),
    };
    marks.add(layer, mark);
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{AnalyzerError, Manifest, Notes};

    /// Takes each sentence that names somebody for news.
    struct News(Manifest);

    impl Analyzer for News {
        fn manifest(&self) -> &Manifest {
            &self.0
        }

        fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
            for sentence in document.sentences() {
                if !document.within::<Entity>(sentence.span).is_empty() {
                    notes.annotate("news", Annotation::new(sentence.span).label("news"));
                }
            }
            Ok(())
        }
    }

    const GOLD: &str = r#"{"id": "a", "text": "Kallas left. Rain fell.", "annotations": [
        {"layer": "sentence", "id": 4, "start": 0, "end": 12},
        {"layer": "sentence", "id": 9, "start": 13, "end": 23},
        {"layer": "entity", "start": 0, "end": 6, "label": "PER", "attrs": {"entity": "e1", "name": "K"}},
        {"layer": "other", "start": 0, "end": 0, "score": 0.5},
        {"layer": "news", "start": 0, "end": 12, "label": "news"},
        {"layer": "news", "start": 13, "end": 23, "label": "news"}]}"#;

    fn gold() -> Gold {
        let line = GOLD.replace('\n', " ");
        Gold::parse(&line, |source| panic!("{source} is not asked for")).unwrap()
    }

    fn news() -> News {
        News(Manifest::new("t", "0", "").requires(&["sentence", "entity"]).provides(&["news"]))
    }

    #[test]
    fn what_the_analyzer_provides_is_compared_and_the_rest_is_given() {
        let gold = gold();
        let report = score(&news(), &gold);
        let news = report.layer("news").unwrap();
        assert_eq!((news.all.right, news.all.found, news.all.gold), (1, 1, 2));
        assert!(report.to_string().contains("a:13..23: missed news: Kallas left. [Rain fell.]"));
        assert_f1(&report, "news", 0.66);
    }

    #[test]
    #[should_panic(expected = "the F1 of `news` is 0.6667, below 0.9000")]
    fn a_low_score_fails() {
        assert_f1(&score(&news(), &gold()), "news", 0.9);
    }

    #[test]
    fn given_layers_keep_their_ids() {
        let document = given(&gold().documents[0], |layer| layer != "news");
        let layer = Sentence::column(document.layers()).as_ref().unwrap();
        assert_eq!(layer.ids, Some(vec![4, 9]));
        assert_eq!(document.annotations("other")[0].score, Some(0.5));
        assert!(!document.layers().has("news"));
    }
}
