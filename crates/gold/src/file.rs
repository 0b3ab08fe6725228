//! Reading gold files.

use crate::Marks;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A document of a gold file.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldDocument {
    /// Its id, unique in the file.
    pub id: String,
    /// The text that was annotated.
    pub text: String,
    /// The whole record, with `meta` and `annotations`.
    pub record: Value,
}

/// The documents of a gold file, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gold {
    /// The documents.
    pub documents: Vec<GoldDocument>,
}

/// Why a gold file cannot be used. Code `E0008`.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// The file cannot be read.
    #[error("{}: {error}; give the path of a JSON Lines file", path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// What is wrong.
        error: std::io::Error,
    },
    /// It holds no record.
    #[error("{} holds no record; write one document a line", path.display())]
    Empty {
        /// Its path.
        path: PathBuf,
    },
    /// A line is no document.
    #[error("{}, line {line}: {fault}", path.display())]
    Line {
        /// Path of the file.
        path: PathBuf,
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong and what should be there.
        fault: String,
    },
}

impl Gold {
    /// Reads a gold file. A `source` is looked for from the working directory, then from the
    /// file's folders upwards.
    pub fn read(path: &Path) -> Result<Self, GoldError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| GoldError::File { path: path.to_owned(), error })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let gold = Self::parse(&text, |source| read_source(folder, source))
            .map_err(|(line, fault)| GoldError::Line { path: path.to_owned(), line, fault })?;
        if gold.documents.is_empty() {
            return Err(GoldError::Empty { path: path.to_owned() });
        }
        Ok(gold)
    }

    /// Reads the text of a gold file; `source` gives the text of a document that is kept in
    /// another file. The error is the number of the line, from 1, and what is wrong there.
    pub fn parse(
        text: &str,
        source: impl Fn(&str) -> std::io::Result<String>,
    ) -> Result<Self, (usize, String)> {
        let mut documents = Vec::new();
        let mut ids = BTreeSet::new();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let document = document(line, &source).map_err(|fault| (number + 1, fault))?;
            if !ids.insert(document.id.clone()) {
                let fault = format!("the id `{}` came before; give each document one", document.id);
                return Err((number + 1, fault));
            }
            documents.push(document);
        }
        Ok(Self { documents })
    }

    /// The annotations of all documents.
    pub fn marks(&self) -> Marks {
        Marks::of_records(self.documents.iter().map(|document| &document.record))
    }

    /// The text of the document of that id.
    pub fn text(&self, id: &str) -> Option<&str> {
        let document = self.documents.iter().find(|document| document.id == id)?;
        Some(&document.text)
    }
}

fn document(
    line: &str,
    source: impl Fn(&str) -> std::io::Result<String>,
) -> Result<GoldDocument, String> {
    let record: Value =
        serde_json::from_str(line).map_err(|error| format!("this is no JSON: {error}"))?;
    let member = |key: &str| record.get(key).and_then(Value::as_str);
    let id = member("id").ok_or("there is no `id`; give the document one")?.to_owned();
    let text = match (member("text"), member("source")) {
        (Some(text), _) => text.to_owned(),
        (None, Some(path)) => source(path).map_err(|error| format!("{path}: {error}"))?,
        (None, None) => return Err("there is neither `text` nor `source`; give one".to_owned()),
    };
    if let Some(unit) = member("offsets").filter(|unit| *unit != "utf8") {
        return Err(format!("the offsets are in `{unit}`; write them with `--offsets utf8`"));
    }
    let length = record.get("length").and_then(Value::as_u64);
    if length.is_some_and(|length| length != text.len() as u64) {
        let fault = "the text is not the one that was annotated: it has another length";
        return Err(fault.to_owned());
    }
    let annotations = record.get("annotations").and_then(Value::as_array);
    for (number, annotation) in annotations.into_iter().flatten().enumerate() {
        let offset = |key| annotation.get(key).and_then(Value::as_u64).map(|n| n as usize);
        let span = offset("start").zip(offset("end"));
        if span.is_none_or(|(start, end)| text.get(start..end).is_none()) {
            let fault = "`start` and `end` should be bytes of the text between characters";
            return Err(format!("annotation {number}: {fault}"));
        }
    }
    Ok(GoldDocument { id, text, record })
}

fn read_source(folder: &Path, source: &str) -> std::io::Result<String> {
    std::iter::once(Path::new(""))
        .chain(folder.ancestors())
        .map(|base| base.join(source))
        .find(|path| path.is_file())
        .map_or_else(|| std::fs::read_to_string(source), std::fs::read_to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Gold, (usize, String)> {
        Gold::parse(text, |source| Ok(format!("text of {source}")))
    }

    #[test]
    fn texts_stand_in_the_record_or_beside_it() {
        let gold = parse(
            "{\"id\": \"a\", \"text\": \"é\", \"annotations\": [{\"start\": 0, \"end\": 2}]}\n\n\
             {\"id\": \"b\", \"source\": \"b.txt\", \"length\": 13}",
        )
        .unwrap();
        assert_eq!(gold.text("a"), Some("é"));
        assert_eq!(gold.text("b"), Some("text of b.txt"));
        assert_eq!(gold.text("c"), None);
        assert_eq!(gold.marks().of("").len(), 1);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let fault = |text: &str| parse(text).unwrap_err();
        assert_eq!(fault("\n[").0, 2);
        assert!(fault("{\"text\": \"\"}").1.contains("no `id`"));
        assert!(fault("{\"id\": \"a\"}").1.contains("neither `text` nor `source`"));
        assert!(fault("{\"id\": \"a\", \"text\": \"x\", \"length\": 2}").1.contains("length"));
        assert!(
            fault("{\"id\": \"a\", \"text\": \"\", \"offsets\": \"utf16\"}").1.contains("utf8")
        );
        let twice = "{\"id\": \"a\", \"text\": \"\"}\n{\"id\": \"a\", \"text\": \"\"}";
        assert_eq!(fault(twice).0, 2);
        let inside =
            "{\"id\": \"a\", \"text\": \"é\", \"annotations\": [{\"start\": 1, \"end\": 2}]}";
        assert!(fault(inside).1.contains("annotation 0"));
    }

    #[test]
    fn a_file_that_is_not_there_is_told() {
        let error = Gold::read(Path::new("no/such/file.jsonl")).unwrap_err();
        assert!(error.to_string().starts_with("no/such/file.jsonl: "), "{error}");
    }
}
