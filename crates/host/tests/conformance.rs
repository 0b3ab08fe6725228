//! The conformance suite, on plugins that are sound and on ones that have one fault each: the
//! case of that fault fails, and no other.

#[path = "faults/built.rs"]
mod built;

use built::{host, library, program};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the suite and returns its exit code and what it said of each case.
fn check(plugin: &Path, arguments: &[&str]) -> (i32, Vec<Value>) {
    let output = started(plugin, &[&["--format", "json"][..], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr);
    let text = String::from_utf8(output.stdout).expect("the report is UTF-8");
    let cases: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    assert!(cases.len() > 40, "{} cases; {errors}", cases.len());
    (output.status.code().expect("an exit code"), cases)
}

fn started(plugin: &Path, arguments: &[&str]) -> Output {
    Command::new(host())
        .args(["plugins", "check"])
        .arg(plugin)
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// The codes of the cases that ended in this way.
fn ended<'a>(cases: &'a [Value], outcome: &str) -> Vec<&'a str> {
    let told = cases.iter().filter(|case| case["outcome"] == outcome);
    told.map(|case| case["case"].as_str().expect("a code")).collect()
}

/// Why a case failed.
fn why<'a>(cases: &'a [Value], code: &str) -> &'a str {
    let case = cases.iter().find(|case| case["case"] == code).expect("the case");
    case["why"].as_str().expect("a reason")
}

/// Checks that these cases fail and no others, and that the exit code says so.
#[track_caller]
fn fails(plugin: &Path, arguments: &[&str], codes: &[&str]) -> Vec<Value> {
    let (exit, cases) = check(plugin, arguments);
    assert_eq!(ended(&cases, "failed"), codes, "{arguments:?}: {cases:#?}");
    assert_eq!(exit, 1, "{arguments:?}");
    cases
}

#[test]
fn readability_passes_every_case() {
    let (exit, cases) = check(&library("postil-readability", None), &["--deep"]);
    assert_eq!(ended(&cases, "failed"), [""; 0], "{cases:#?}");
    assert_eq!(exit, 0);
    // It has neither rules nor stories; and only Linux tells what a process holds.
    let mut skipped = vec!["P15", "P16", "P80", "P85", "P86", "P87", "P88"];
    if !cfg!(target_os = "linux") {
        skipped.extend(["P63", "P64", "P65"]);
        skipped.sort_unstable();
    }
    assert_eq!(ended(&cases, "skipped"), skipped, "{cases:#?}");
}

#[test]
fn a_setting_reaches_the_plugin_and_the_text_report_counts() {
    let plugin = library("postil-readability", None);
    let output = started(&plugin, &["--set", "long-sentence=0"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    let refused = "P05 it starts with these settings … FAILED: E0051";
    assert!(text.lines().any(|line| line.starts_with(refused)), "{text}");
    assert!(text.contains("\nP10 the id is well formed … skipped: it needs P05\n"), "{text}");
    assert!(text.trim_end().ends_with("skipped"), "{text}");
    assert!(text.contains(" 1 failed, "), "{text}");
}

#[test]
fn a_fault_on_every_text_fails_the_case_of_its_kind() {
    let plugin = library("postil-faulty", None);
    for (mode, code) in [
        ("panic-in-create", "P05"),
        ("exit", "P20"),
        ("abort", "P20"),
        ("panic", "P22"),
        ("span-inside", "P24"),
        ("undeclared", "P24"),
        ("nan-score", "P24"),
        ("fail", "P25"),
        ("panic-in-collate", "P85"),
    ] {
        let cases = fails(&plugin, &["--set", &format!("mode={mode}")], &[code]);
        assert!(!why(&cases, code).is_empty(), "{mode}");
    }
    let slow = ["--timeout", "1", "--set", "mode=sleep", "--set", "wait=3600000"];
    fails(&plugin, &slow, &["P21"]);
}

#[test]
fn a_fault_on_one_text_fails_the_case_of_that_text() {
    let plugin = library("postil-faulty", None);
    for (mode, text, code) in [("panic", "emoji", "P32"), ("abort", "empty", "P30")] {
        let settings = [format!("mode={mode}"), format!("only={text}")];
        let cases = fails(&plugin, &["--set", &settings[0], "--set", &settings[1]], &[code]);
        assert!(why(&cases, code).contains(&format!("`{text}`")), "{}", why(&cases, code));
    }
}

#[test]
fn bad_conduct_fails_the_case_of_its_kind() {
    let plugin = library("postil-faulty", None);
    let mode = |mode: &str| format!("mode={mode}");
    let cases = fails(&plugin, &["--set", &mode("print")], &["P60"]);
    assert!(why(&cases, "P60").contains("a stray line"), "{}", why(&cases, "P60"));
    fails(&plugin, &["--set", &mode("remember")], &["P50"]);
    let cases = fails(&plugin, &["--set", &mode("wander")], &["P61", "P62"]);
    assert!(why(&cases, "P62").contains("POSTIL_FAULTY"), "{}", why(&cases, "P62"));
}

/// What leaks also says the number of its process, which is another one in each.
#[cfg(target_os = "linux")]
#[test]
fn leaks_fail_the_case_of_their_kind() {
    let plugin = library("postil-faulty", None);
    fails(&plugin, &["--set", "mode=leak-thread"], &["P26", "P51", "P63"]);
    fails(&plugin, &["--set", "mode=leak-file"], &["P26", "P51", "P64"]);
}

#[test]
fn what_a_library_is_fails_before_it_runs() {
    for (feature, code) in [
        ("no-descriptor", "P02"),
        ("no-entry", "P02"),
        ("abi-0", "P03"),
        ("abi-99", "P03"),
        ("not-utf-8", "P04"),
        ("abort", "P07"),
    ] {
        fails(&library("postil-faulty", Some(feature)), &[], &[code]);
    }
}

#[test]
fn a_program_is_checked_as_well() {
    let (exit, cases) = check(&program(), &[]);
    assert_eq!(ended(&cases, "failed"), [""; 0], "{cases:#?}");
    assert_eq!(exit, 0);
    assert!(ended(&cases, "skipped").contains(&"P26"), "a program has one transport");
    for (fault, code) in
        [("chatter", "P05"), ("exit", "P05"), ("garbage", "P23"), ("outside", "P24")]
    {
        fails(&program(), &["--", fault], &[code]);
    }
}

/// The program says what it is told to say of itself, and gives one answer to everything, so that
/// a message that is cut off (P72) is answered with notes, too.
#[test]
fn what_a_plugin_says_of_itself_is_looked_at() {
    let rule = |code: &str, page: &str| {
        serde_json::json!({
            "code": code, "category": null, "level": "note", "summary": "A rule.",
            "explanation": page,
        })
    };
    let sound = serde_json::json!({
        "id": "test.faulty", "version": "1", "summary": "A test.", "provides": ["faulty"],
    });
    let with = |key: &str, value: Value| {
        let mut manifest = sound.clone();
        manifest[key] = value;
        manifest.to_string()
    };
    let page = "## Example\n> It rains.";
    for (manifest, code) in [
        (with("id", "faulty".into()), "P10"),
        (with("summary", "".into()), "P11"),
        (with("provides", serde_json::json!(["Faulty"])), "P12"),
        (with("settings", serde_json::json!({"properties": 3})), "P13"),
        (with("rules", serde_json::json!([rule("ACM101", page)])), "P80"),
    ] {
        let mut codes = vec![code, "P72"];
        codes.sort_unstable();
        fails(&program(), &["--", "manifest", &manifest], &codes);
    }
    // It finds nothing, so it keeps one of these promises and not the other.
    let promise = |notes: Value| {
        let example = serde_json::json!({"text": "It rains.", "notes": notes});
        with("examples", serde_json::json!([example]))
    };
    let found = serde_json::json!([{"layer": "faulty", "words": "It rains.", "label": "wet"}]);
    let cases = fails(&program(), &["--", "manifest", &promise(found)], &["P72", "P81"]);
    let told = why(&cases, "P81");
    assert!(told.contains("“It rains.”") && told.contains("has nothing"), "{told}");
    fails(&program(), &["--", "manifest", &promise(serde_json::json!([]))], &["P72"]);
    let other = serde_json::json!([{"layer": "sentence", "words": "It rains."}]);
    fails(&program(), &["--", "manifest", &promise(other)], &["P72", "P81"]);
    // Without an example, nothing can come true.
    let bare = with("rules", serde_json::json!([rule("ACM101", "It rains.")]));
    fails(&program(), &["--", "manifest", &bare], &["P16", "P72"]);
    // A host does not take codes of two kinds, so nothing is read.
    let two = with("rules", serde_json::json!([rule("ACM101", page), rule("XYZ101", page)]));
    fails(&program(), &["--", "manifest", &two], &["P15"]);
}
