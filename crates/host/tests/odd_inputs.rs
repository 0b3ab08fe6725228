//! Inputs that no newsroom sends: one endless line, no spaces, NULs, marks that never close.
//! Whatever comes in, the run ends with its record and every span lies on characters of the text.

use serde_json::Value;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const PROSE: &str =
    "“Talks will go on in Vienna,” Angela Merkel said on Monday, and nobody disagreed. ";

fn postil(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    command.current_dir(folder).arg("analyze").stdin(Stdio::null());
    command
}

fn folder_with(name: &str, bytes: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("a file");
    folder
}

/// Runs to the end, with that exit code; returns the lines written and what was said of errors.
fn ran(command: &mut Command, code: i32) -> (Vec<String>, String) {
    let output = command.output().expect("the program starts");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{errors}");
    let out = String::from_utf8(output.stdout).expect("the output is UTF-8");
    (out.lines().map(str::to_owned).collect(), errors)
}

fn record(line: &str) -> Value {
    serde_json::from_str(line).expect("each line is a record")
}

/// Analyzes a text that is one file, and checks its record and the run's.
fn analyzed(text: &str, arguments: &[&str]) -> Value {
    let folder = folder_with("odd.txt", text.as_bytes());
    let (lines, errors) = ran(postil(folder.path()).arg("odd.txt").args(arguments), 0);
    assert_eq!(errors, "");
    assert_eq!(lines.len(), 2, "a document and the run");
    let run = record(&lines[1]);
    assert_eq!(run["type"], "run");
    assert_eq!(run["documents"], 1);
    assert_eq!(run["failed"], 0);
    let document = record(&lines[0]);
    check_document(&document, text);
    document
}

/// Nothing failed, spans lie on characters, and notes are in their order.
fn check_document(document: &Value, text: &str) {
    assert_eq!(document["type"], "document");
    assert_eq!(document["length"], text.len());
    assert_eq!(document["errors"], Value::Array(Vec::new()));
    let mut last = (String::new(), 0, 0, 0);
    for note in annotations(document) {
        let number = |key: &str| note[key].as_u64().expect("a number") as usize;
        let layer = note["layer"].as_str().expect("a layer").to_owned();
        let key = (layer, number("start"), number("end"), number("id"));
        assert!(text.get(key.1..key.2).is_some(), "a span off the text's characters: {note}");
        assert!(last < key || last.0.is_empty(), "out of order: {note}");
        last = key;
    }
}

fn annotations(document: &Value) -> &[Value] {
    document["annotations"].as_array().expect("a list")
}

fn count(document: &Value, layer: &str) -> usize {
    annotations(document).iter().filter(|note| note["layer"] == layer).count()
}

#[test]
fn a_line_of_megabytes() {
    let text = PROSE.repeat(5_000_000 / PROSE.len());
    let document = analyzed(&text, &["--only", "language", "--layers", "sentence"]);
    assert_eq!(count(&document, "sentence"), 5_000_000 / PROSE.len());
}

#[test]
fn a_long_line_through_all_analyzers() {
    let text = PROSE.repeat(4000);
    let document = analyzed(&text, &[]);
    assert_eq!(count(&document, "tone"), 4000);
}

#[test]
fn a_word_of_a_megabyte() {
    let document = analyzed(&"a".repeat(1_000_000), &["--layers", "token"]);
    assert_eq!(count(&document, "token"), 1);
}

#[test]
fn characters_that_combine_or_do_not_show() {
    for part in ["e\u{301}", "💩", "\u{202e}\u{200b}\u{200d}", "\t \u{a0}\u{2003}", "\u{fffd}"] {
        analyzed(&part.repeat(50_000), &[]);
    }
}

#[test]
fn line_ends_of_every_kind_and_nothing_else() {
    for part in ["\n", "\r\n", "\r", "\n\r\u{2028}\u{85}"] {
        let document = analyzed(&part.repeat(100_000), &[]);
        assert_eq!(count(&document, "sentence"), 0, "{part:?}");
    }
}

#[test]
fn a_nul_here_and_there() {
    let text = format!("{}a\0b\n", "It rains.\n".repeat(50)).repeat(200);
    let document = analyzed(&text, &["--layers", "sentence"]);
    assert!(count(&document, "sentence") >= 200);
}

#[test]
fn nuls_alone_are_no_text() {
    let folder = folder_with("odd.txt", &[0; 1_000_000]);
    let (lines, errors) = ran(postil(folder.path()).arg("odd.txt"), 3);
    assert!(errors.starts_with("error[E0023]: odd.txt: "), "{errors}");
    assert_eq!(record(lines.last().expect("the run"))["unread"], 1);
}

#[test]
fn marks_that_never_close() {
    for part in ["“", "\"", "‘a ", "(a ", "«", "“a ‘b ", "“He said ”", "* * * "] {
        analyzed(&part.repeat(20_000), &[]);
    }
}

#[test]
fn the_same_words_without_an_end() {
    let parts = [
        "Joe Biden ",
        "JOE BIDEN ",
        "he said that ",
        "the ",
        "'s ",
        "U.S. ",
        "Mr. ",
        "Anna, ",
        "Bank of the ",
        "1 million ",
        ". ",
        "1,",
        "-",
        "A.",
    ];
    for part in parts {
        analyzed(&part.repeat(5_000), &[]);
    }
}

#[test]
fn lines_nested_too_deep_are_named() {
    let deep = "[".repeat(100_000);
    let meta = format!("{}{}", "[".repeat(500), "]".repeat(500));
    let deep_meta = format!(r#"{{"text":"It rains.","meta":{{"a":{meta}}}}}"#);
    let good = r#"{"id":"z","text":"It thaws."}"#;
    let lines = format!("{deep}\n{deep_meta}\n{good}\n");
    let folder = folder_with("odd.jsonl", lines.as_bytes());
    let (lines, errors) = ran(postil(folder.path()).arg("odd.jsonl"), 3);
    assert_eq!(errors.matches("error[E0024]: odd.jsonl:").count(), 2, "{errors}");
    assert_eq!(record(&lines[0])["id"], "z");
    assert_eq!(record(&lines[1])["unread"], 2);
}

#[test]
fn many_documents_give_the_same_bytes_whatever_the_threads() {
    let lines: String = (0..300)
        .map(|n| format!("{{\"id\":\"d{n}\",\"text\":\"{PROSE}It was day {n}.\"}}\n"))
        .collect();
    let folder = folder_with("odd.jsonl", lines.as_bytes());
    let with = |jobs: &str| {
        let mut lines = ran(postil(folder.path()).args(["odd.jsonl", "--jobs", jobs]), 0).0;
        let run = record(&lines.pop().expect("the run"));
        assert_eq!(run["documents"], 300);
        lines
    };
    let (one, four) = (with("1"), with("4"));
    assert!(one == four, "the records differ");
    assert_eq!(record(&one[299])["id"], "d299");
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let lines: String = (0..2000)
        .map(|n| format!("{{\"id\":\"d{n}\",\"text\":\"It rains on day {n}.\"}}\n"))
        .collect();
    let folder = folder_with("odd.jsonl", lines.as_bytes());
    let mut child = postil(folder.path())
        .args(["odd.jsonl", "--only", "language"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut [0; 10]).expect("output");
    drop(stdout);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_breaks_the_run_off() {
    let folder = folder_with("odd.txt", b"It rains.\n");
    let (lines, errors) = ran(postil(folder.path()).args(["odd.txt", "--output", "/dev/full"]), 3);
    assert!(lines.is_empty());
    assert!(errors.starts_with("error[E0005]: the run broke off: "), "{errors}");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_are_not_followed() {
    let folder = folder_with("odd.txt", b"It rains.\n");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).expect("a link");
    let (lines, _) = ran(postil(folder.path()).arg("."), 0);
    assert_eq!(record(lines.last().expect("the run"))["documents"], 1);
}
