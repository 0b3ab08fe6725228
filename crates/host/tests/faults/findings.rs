//! Rules of plugins, which are treated as those that are built in.

use crate::shell::{Folder, folder, manifest_table};
use serde_json::{Value, json};

fn manifest(id: &str, code: &str, level: &str) -> Value {
    json!({
        "id": id,
        "version": "0",
        "provides": ["acme.finding"],
        "rules": [{
            "code": code,
            "category": null,
            "level": level,
            "summary": "a word of the house style",
            "explanation": "## What it does\nFinds words that the house does not use.",
        }],
        "examples": [{
            "text": "The vessel sailed.",
            "notes": [{"layer": "acme.finding", "words": "vessel", "label": code}],
        }],
    })
}

/// A folder with a plugin that finds something in each document, and one more table.
fn house(level: &str, more: &str) -> Folder {
    let table = manifest_table(&manifest("acme.house", "ACME101", level), Some("ACME101"));
    folder(&format!("{table}{more}")).with_documents(2)
}

#[test]
fn findings_of_plugins_reach_the_level_of_fail_on() {
    let warning = house("warning", "");
    let note = house("note", "");
    warning.analyze(&[]).ends_with(0);
    warning.analyze(&["--fail-on", "warning"]).ends_with(1);
    warning.analyze(&["--fail-on", "note"]).ends_with(1);
    note.analyze(&["--fail-on", "warning"]).ends_with(0);
    note.analyze(&["--fail-on", "note"]).ends_with(1);
}

#[test]
fn rules_of_plugins_are_ignored_as_those_that_are_built_in() {
    for ignored in ["ACME101", "ACME1", "ACME"] {
        let more =
            format!("[analyzers.\"postil.artifacts\"]\nenabled = false\nignore = ['{ignored}']\n");
        let ran = house("warning", &more).analyze(&["--fail-on", "note"]).ends_with(0);
        let (documents, _) = ran.whole();
        assert!(documents.iter().all(|one| one["annotations"] == json!([])), "{}", ran.out);
    }
    let more = "[analyzers.\"postil.artifacts\"]\nenabled = false\nignore = ['PST101']\n";
    house("warning", more).analyze(&["--fail-on", "note"]).ends_with(1);
    let more = "[analyzers.\"postil.artifacts\"]\nignore = ['ACME2']\n";
    house("warning", more).analyze(&[]).ends_with(2).says(&["E0074", "did you mean `ACME101`?"]);
}

#[test]
fn findings_of_plugins_can_be_accepted() {
    let house = house("warning", "");
    let (_, run) = house.analyze(&["--write-baseline", "accepted.jsonl"]).ends_with(0).whole();
    assert!(run["silenced"].is_null(), "{run}");
    let accepted = ["--baseline", "accepted.jsonl", "--fail-on", "note"];
    let (documents, run) = house.analyze(&accepted).ends_with(0).whole();
    let left = documents.iter().flat_map(|one| one["annotations"].as_array().into_iter().flatten());
    assert_eq!(left.filter(|note| note["layer"] == "acme.finding").count(), 0);
    assert!(run["silenced"].as_u64() >= Some(2), "{run}");
}

#[test]
fn rules_of_plugins_are_explained() {
    let house = house("warning", "");
    for code in ["ACME101", "acme101"] {
        let page = house.postil(&["explain", code]).ends_with(0).out;
        for part in ["# ACME101 a word of the house style", "the house does not use", "acme.house"]
        {
            assert!(page.contains(part), "no `{part}` in:\n{page}");
        }
    }
    let page = house.postil(&["explain", "ACME101"]).ends_with(0).out;
    assert!(page.contains("> The vessel sailed.\n\nFinds “vessel”."), "{page}");
    let list = house.postil(&["explain"]).ends_with(0).out;
    assert!(list.contains("ACME101") && list.contains("PST101"), "{list}");
    house.postil(&["explain", "ACME102"]).ends_with(2).says(&["did you mean ACME101?"]);
}

#[test]
fn examples_are_listed() {
    let house = house("warning", "");
    let list = house.postil(&["plugins", "list"]).ends_with(0).out;
    let told = "  e.g.   The vessel sailed.\n         acme.finding ACME101 “vessel”\n";
    assert!(list.contains(told), "{list}");
    let list = house.postil(&["plugins", "list", "--format", "json"]).ends_with(0).out;
    let plugin = list.lines().find(|line| line.contains("acme.house")).expect("a line");
    let plugin: Value = serde_json::from_str(plugin).expect("JSON");
    assert_eq!(plugin["examples"][0]["notes"][0]["words"], "vessel");
}

#[test]
fn two_plugins_cannot_have_one_prefix() {
    let mut other = manifest("acme.other", "ACME201", "note");
    other["provides"] = json!(["acme.other"]);
    let house = house("note", &manifest_table(&other, None));
    house.analyze(&[]).ends_with(2).says(&[
        "E0055",
        "`acme.house`",
        "`acme.other`",
        "config.toml:",
    ]);
}
