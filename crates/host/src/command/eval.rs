//! `postil eval`: precision, recall and F1 against gold annotations.

use super::terminal::{print, read_config, refuse, usage};
use super::{Configured, Exit, analyze};
use crate::run;
use postil_formats::write::{JsonLinesWriter, WriteOptions};
use postil_formats::{Input, Reader};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A layer's annotation as far as it is compared: document, start, end, label.
type Mark = (String, u64, u64, String);

/// Counts of one layer.
#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    gold: usize,
}

impl Score {
    fn rates(&self) -> (f64, f64, f64) {
        let share = |part: usize, whole: usize| {
            if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
        };
        let (p, r) = (share(self.right, self.found), share(self.right, self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

pub(super) fn run(gold: &Path, layer: Option<&str>, configured: &Configured) -> Exit {
    let (records, texts) = match read_gold(gold) {
        Ok(read) => read,
        Err(message) => return usage("E0008", &format!("{}: {message}", gold.display())),
    };
    if records.is_empty() {
        return usage("E0008", &format!("{}: holds no record", gold.display()));
    }
    let mut marks = marks_of(&records);
    let layers: BTreeSet<String> = marks.keys().cloned().collect();
    let wanted: Vec<String> = match layer {
        Some(name) if !layers.contains(name) => {
            let message = format!("{} has no gold for the layer `{name}`", gold.display());
            return usage("E0008", &message);
        }
        Some(name) => vec![name.to_owned()],
        None => layers.into_iter().collect(),
    };
    let found = match analyse(gold, &texts, &wanted, configured) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let mut predicted = marks_of(&found);
    let mut out = format!(
        "{:<10} {:<14} {:>9} {:>9} {:>9} {:>7} {:>7}\n",
        "layer", "label", "precision", "recall", "F1", "found", "gold"
    );
    for layer in wanted {
        let gold = marks.remove(&layer).unwrap_or_default();
        let found = predicted.remove(&layer).unwrap_or_default();
        for (label, score) in scores(&layer, &gold, &found) {
            let (p, r, f) = score.rates();
            out.push_str(&format!(
                "{layer:<10} {label:<14} {p:>9.4} {r:>9.4} {f:>9.4} {:>7} {:>7}\n",
                score.found, score.gold
            ));
        }
    }
    print(&out)
}

/// Scores of a layer: all labels together first, then each label. An artifact counts by its
/// category and when it overlaps: rule codes and exact bounds are the program's own choice.
fn scores(layer: &str, gold: &[Mark], found: &[Mark]) -> Vec<(String, Score)> {
    let mut out = Vec::new();
    let mut labels: BTreeSet<&str> = gold.iter().map(|mark| mark.3.as_str()).collect();
    labels.extend(found.iter().map(|mark| mark.3.as_str()));
    let matches = |a: &Mark, b: &Mark| {
        if layer == "artifact" {
            a.0 == b.0 && a.3 == b.3 && a.1 < b.2 && b.1 < a.2
        } else {
            a == b
        }
    };
    let score = |label: Option<&str>| {
        let of = |marks: &[Mark]| -> Vec<Mark> {
            marks.iter().filter(|m| label.is_none_or(|l| m.3 == l)).cloned().collect()
        };
        let (gold, found) = (of(gold), of(found));
        let mut used = vec![false; gold.len()];
        let right = found
            .iter()
            .filter(|mark| {
                let free = (0..gold.len()).find(|&at| !used[at] && matches(mark, &gold[at]));
                free.map(|at| used[at] = true).is_some()
            })
            .count();
        Score { right, found: found.len(), gold: gold.len() }
    };
    out.push(("all".to_owned(), score(None)));
    if labels.len() > 1 {
        out.extend(labels.iter().map(|label| ((*label).to_owned(), score(Some(label)))));
    }
    out
}

/// The gold records, and for each its text as a document to analyze.
fn read_gold(path: &Path) -> Result<(Vec<Value>, String), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut records = Vec::new();
    let mut documents = String::new();
    let mut ids = BTreeSet::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let at = |message: String| format!("line {}: {message}", number + 1);
        let record: Value = serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
        let id = record.get("id").and_then(Value::as_str).ok_or_else(|| at("no `id`".into()))?;
        if !ids.insert(id.to_owned()) {
            return Err(at(format!("the id `{id}` came before")));
        }
        let text = match record.get("text").and_then(Value::as_str) {
            Some(text) => text.to_owned(),
            None => {
                let source = record
                    .get("source")
                    .and_then(Value::as_str)
                    .ok_or_else(|| at("neither `text` nor `source`".into()))?;
                read_source(folder, source).map_err(|error| at(format!("{source}: {error}")))?
            }
        };
        if record.get("length").and_then(Value::as_u64).is_some_and(|n| n != text.len() as u64) {
            return Err(at("the text is not the one that was annotated".into()));
        }
        documents.push_str(&serde_json::json!({"id": id, "text": text}).to_string());
        documents.push('\n');
        records.push(record);
    }
    Ok((records, documents))
}

/// A source is looked for from the working directory, then from the gold file's folders upwards.
fn read_source(folder: &Path, source: &str) -> std::io::Result<String> {
    std::iter::once(Path::new(""))
        .chain(folder.ancestors())
        .map(|base| base.join(source))
        .find(|path| path.is_file())
        .map_or_else(|| std::fs::read_to_string(source), std::fs::read_to_string)
}

/// Annotations by layer, each once, in order.
fn marks_of(records: &[Value]) -> BTreeMap<String, Vec<Mark>> {
    let mut out: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    for record in records {
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
        let annotations = record.get("annotations").and_then(Value::as_array);
        for annotation in annotations.into_iter().flatten() {
            let text = |key: &str| annotation.get(key).and_then(Value::as_str);
            let number = |key: &str| annotation.get(key).and_then(Value::as_u64).unwrap_or(0);
            let category = annotation.pointer("/attrs/category").and_then(Value::as_str);
            let label = category.or(text("label")).unwrap_or_default();
            out.entry(text("layer").unwrap_or_default().to_owned()).or_default().push((
                id.to_owned(),
                number("start"),
                number("end"),
                label.to_owned(),
            ));
        }
    }
    for marks in out.values_mut() {
        marks.sort();
        marks.dedup();
    }
    out
}

/// Analyzes the gold's texts with the configuration and returns the records.
fn analyse(
    gold: &Path,
    documents: &str,
    layers: &[String],
    configured: &Configured,
) -> Result<Vec<Value>, Exit> {
    let config = read_config(configured).map_err(|faults| refuse(&faults))?;
    let (analyzers, _) = analyze::prepare(&config, None)?;
    let makes = |layer: &String| analyzers.iter().any(|a| a.manifest().provides.contains(layer));
    if let Some(layer) = layers.iter().find(|layer| !makes(layer)) {
        let message = format!("{}: no enabled analyzer makes the layer `{layer}`", gold.display());
        return Err(usage("E0008", &message));
    }
    let fail = |error: std::io::Error| usage("E0008", &error.to_string());
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().map_err(fail)?;
    std::fs::write(file.path(), documents).map_err(fail)?;
    let options = WriteOptions { layers: Some(layers.to_vec()), unit: Default::default() };
    let writer = JsonLinesWriter::new(options);
    let plan = run::Plan {
        analyzers: &analyzers,
        config: &config,
        group: postil_stories::Group::None,
        writer: &writer,
        config_sha256: String::new(),
        fail_on: None,
    };
    let mut bytes = Vec::new();
    let reader = Reader::new(Input::find(&[file.path().display().to_string()]));
    run::run(&plan, reader, Box::new(&mut bytes)).map_err(fail)?;
    Ok(String::from_utf8_lossy(&bytes)
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect())
}
