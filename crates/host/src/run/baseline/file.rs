//! The form of a baseline: one finding a line, as JSON, sorted, so that a version control system
//! shows what was accepted since.

use super::error::BaselineError;
use super::key::{Key, Remark};
use super::{Entries, Found};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, Write};
use std::path::Path;

/// What the first line names the file.
const TYPE: &str = "baseline";
/// Version of the form.
const SCHEMA: u64 = 1;

/// The first line.
#[derive(Serialize)]
struct Head {
    r#type: &'static str,
    schema: u64,
}

/// One finding.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    rule: String,
    words: String,
    sentence: String,
    occurrence: u32,
    /// For the reader of the file; it identifies nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    /// The same. It is written by hand and kept when the file is written anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// Reads the baseline at `path`.
pub(super) fn read(path: &Path) -> Result<Entries, BaselineError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| BaselineError::unreadable(path, &error.to_string()))?;
    let mut found = Found::default();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let malformed = |fault: String| BaselineError::Malformed {
            path: path.display().to_string(),
            line: number + 1,
            fault,
        };
        let value: Value =
            serde_json::from_str(line).map_err(|error| malformed(error.to_string()))?;
        match value.get("type") {
            None => {
                let line: Line =
                    serde_json::from_value(value).map_err(|error| malformed(error.to_string()))?;
                let Line { rule, words, sentence, occurrence, text, why } = line;
                found.add(Key { rule, words, sentence, occurrence }, Remark { text, why });
            }
            Some(kind) if kind == TYPE => {
                let schema = value.get("schema").and_then(Value::as_u64).unwrap_or(0);
                if schema > SCHEMA {
                    let path = path.display().to_string();
                    let (line, known) = (number + 1, SCHEMA);
                    return Err(BaselineError::Newer { path, line, found: schema, known });
                }
            }
            Some(other) => return Err(malformed(format!("a record of type {other}"))),
        }
    }
    Ok(found.entries)
}

/// Writes a baseline of these findings.
pub(super) fn write(path: &Path, entries: &Entries) -> io::Result<()> {
    let mut out = Vec::new();
    line(&mut out, &Head { r#type: TYPE, schema: SCHEMA })?;
    for (key, remark) in entries {
        let (key, remark) = (key.clone(), remark.clone());
        line(
            &mut out,
            &Line {
                rule: key.rule,
                words: key.words,
                sentence: key.sentence,
                occurrence: key.occurrence,
                text: remark.text,
                why: remark.why,
            },
        )?;
    }
    std::fs::write(path, out)
}

fn line(out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(text: &str) -> Result<Entries, BaselineError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        read(file.path())
    }

    const ENTRY: &str = r#"{"rule":"PST402","words":"the the","sentence":"0011223344556677","occurrence":1,"text":"on the the village","why":"a song"}"#;

    #[test]
    fn what_is_written_is_read() {
        let entries = stored(&format!("\u{feff}{ENTRY}\r\n\n{ENTRY}\n")).unwrap();
        assert_eq!(entries.len(), 1);
        let file = tempfile::NamedTempFile::new().unwrap();
        write(file.path(), &entries).unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        assert_eq!(text, format!("{{\"type\":\"baseline\",\"schema\":1}}\n{ENTRY}\n"));
        assert_eq!(read(file.path()).unwrap(), entries);
    }

    #[test]
    fn a_faulty_line_is_named() {
        for (text, code, part) in [
            ("{\"rule\":", "E0071", ":1: "),
            ("\n{\"rule\":\"PST402\"}", "E0071", "missing field `words`"),
            ("{\"type\":\"document\",\"id\":\"a\"}", "E0071", "type \"document\""),
            ("<<<<<<< ours", "E0071", "expected value"),
            ("{\"type\":\"baseline\",\"schema\":2}", "E0072", "reads schema 1"),
        ] {
            let error = stored(text).unwrap_err();
            assert_eq!(error.code(), code, "{error}");
            assert!(error.to_string().contains(part), "{error}");
        }
        let error = read(Path::new("no such file")).unwrap_err();
        assert_eq!(error.code(), "E0070");
    }
}
