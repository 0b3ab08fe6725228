//! Whole outputs of the sample corpus, one snapshot an analyzer, so that a rule's side effects
//! show in the diff. Annotations are shown with their words instead of their offsets.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

fn seeds() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../seeds")
}

/// Analyzes the sample corpus and returns its records.
fn records(arguments: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(["analyze", ".", "--format", "jsonl", "--jobs", "2"])
        .args(["--config", "../config.toml"])
        .args(arguments)
        .current_dir(seeds())
        .output()
        .expect("postil runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout)
        .expect("the output is UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect()
}

/// The notes of one layer, a line each: label, words, attributes.
fn notes(records: &[Value], layer: &str) -> String {
    let mut out = String::new();
    for record in records.iter().filter(|record| record["type"] == "document") {
        let id = record["id"].as_str().unwrap_or_default();
        let text = std::fs::read_to_string(seeds().join(format!("{id}.txt"))).expect("a seed");
        let _ = writeln!(out, "## {id}");
        for note in record["annotations"].as_array().into_iter().flatten() {
            if note["layer"] != layer {
                continue;
            }
            let at = |key: &str| note[key].as_u64().unwrap_or(0) as usize;
            let words = text.get(at("start")..at("end")).expect("offsets fit the text");
            let label = note["label"].as_str().unwrap_or("-");
            let _ = writeln!(out, "{label} | {} | {}", shorten(words), attributes(note, &text));
        }
    }
    out
}

fn shorten(words: &str) -> String {
    if words.chars().count() <= 90 {
        return words.replace('\n', " ");
    }
    let head: String = words.chars().take(60).collect();
    let tail: String = words.chars().rev().take(25).collect::<Vec<_>>().into_iter().rev().collect();
    format!("{head} … {tail}").replace('\n', " ")
}

/// The attributes that say most, words in place of offsets.
fn attributes(note: &Value, text: &str) -> String {
    let attrs = &note["attrs"];
    let mut out = Vec::new();
    for key in ["name", "entity", "repeats", "holder", "target", "via", "value", "suggestion"] {
        if !attrs[key].is_null() {
            out.push(format!("{key}={}", attrs[key]));
        }
    }
    for key in ["speaker", "cue"] {
        let part = &attrs[key];
        if let (Some(start), Some(end)) = (part["start"].as_u64(), part["end"].as_u64()) {
            let words = text.get(start as usize..end as usize).unwrap_or_default();
            let name = part["name"].as_str().map_or(String::new(), |name| format!(" ({name})"));
            out.push(format!("{key}=“{words}”{name}"));
        }
    }
    if let Some(languages) = attrs["points_to"].as_array().filter(|list| !list.is_empty()) {
        let codes: Vec<&str> = languages.iter().filter_map(Value::as_str).collect();
        out.push(format!("points to {}", codes.join(" ")));
    }
    out.join(" ")
}

/// The results of one analyzer, for documents and for stories.
fn results(records: &[Value], id: &str) -> Value {
    records
        .iter()
        .filter_map(|record| {
            let result = record["results"].get(id)?;
            Some((record["id"].as_str()?.to_owned(), result.clone()))
        })
        .collect::<serde_json::Map<String, Value>>()
        .into()
}

#[test]
fn language() {
    let records = records(&["--only", "language"]);
    insta::assert_snapshot!("zones", notes(&records, "zone"));
    insta::assert_snapshot!("sentences", notes(&records, "sentence"));
    insta::assert_snapshot!("entities", notes(&records, "entity"));
    insta::assert_snapshot!("quotes", notes(&records, "quote"));
}

#[test]
fn stance() {
    let records = records(&["--only", "stance"]);
    insta::assert_snapshot!("tones", notes(&records, "tone"));
    insta::assert_snapshot!("stances", notes(&records, "stance"));
}

#[test]
fn artifacts() {
    let records = records(&["--only", "artifacts"]);
    insta::assert_snapshot!("artifacts", notes(&records, "artifact"));
    insta::assert_json_snapshot!("artifact_results", results(&records, "postil.artifacts"));
}

#[test]
fn stories_and_summaries() {
    let records = records(&["--only", "summary"]);
    insta::assert_json_snapshot!("stories", results(&records, "postil.stories"));
    insta::assert_json_snapshot!("summaries", results(&records, "postil.summary"));
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let run = |jobs: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_postil"))
            .args(["analyze", ".", "--format", "jsonl", "--jobs", jobs])
            .args(["--config", "../config.toml", "--layers", "token,zone,artifact,stance"])
            .current_dir(seeds())
            .output()
            .expect("postil runs");
        output.stdout
    };
    let one = run("1");
    assert!(!one.is_empty());
    assert!(one == run("4"), "four threads give other bytes than one");
}

#[test]
fn the_report_for_a_terminal() {
    let output = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(["analyze", ".", "--format", "text", "--config", "../config.toml"])
        .env("NO_COLOR", "1")
        .current_dir(seeds())
        .output()
        .expect("postil runs");
    let report = String::from_utf8(output.stdout).expect("the output is UTF-8");
    insta::assert_snapshot!("report", report);
}
