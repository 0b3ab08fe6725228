//! `postil eval`: precision, recall and F1 against gold annotations.

use super::terminal::{print, read_config, refuse, usage};
use super::{Configured, Exit, analyze};
use crate::run;
use postil_formats::write::{JsonLinesWriter, WriteOptions};
use postil_formats::{Input, Reader};
use postil_gold::{Gold, Marks, Report};
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn run(path: &Path, layer: Option<&str>, configured: &Configured) -> Exit {
    let gold = match Gold::read(path) {
        Ok(gold) => gold,
        Err(error) => return usage("E0008", &error.to_string()),
    };
    let marks = gold.marks();
    let wanted: Vec<String> = match layer {
        Some(name) if !marks.layers().any(|layer| layer == name) => {
            let message = format!("{} has no gold for the layer `{name}`", path.display());
            return usage("E0008", &message);
        }
        Some(name) => vec![name.to_owned()],
        None => marks.layers().map(str::to_owned).collect(),
    };
    let found = match analyse(path, &gold, &wanted, configured) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let found = Marks::of_records(&found);
    print(&Report::new(&gold, &found, wanted.iter().map(String::as_str)).table())
}

/// Analyzes the gold's texts with the configuration and returns the records.
fn analyse(
    path: &Path,
    gold: &Gold,
    layers: &[String],
    configured: &Configured,
) -> Result<Vec<Value>, Exit> {
    let config = read_config(configured).map_err(|faults| refuse(&faults))?;
    let (analyzers, _) = analyze::prepare(&config, None)?;
    let makes = |layer: &String| analyzers.iter().any(|a| a.manifest().provides.contains(layer));
    if let Some(layer) = layers.iter().find(|layer| !makes(layer)) {
        let message = format!("{}: no enabled analyzer makes the layer `{layer}`", path.display());
        return Err(usage("E0008", &message));
    }
    let fail = |error: std::io::Error| usage("E0008", &error.to_string());
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().map_err(fail)?;
    let documents: String = gold
        .documents
        .iter()
        .map(|document| format!("{}\n", json!({"id": document.id, "text": document.text})))
        .collect();
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
        baseline: None,
    };
    let mut bytes = Vec::new();
    let reader = Reader::new(Input::find(&[file.path().display().to_string()]));
    run::run(&plan, reader, Box::new(&mut bytes)).map_err(fail)?;
    Ok(String::from_utf8_lossy(&bytes)
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect())
}
