//! Runs of the program in a folder of their own.

use crate::built::{host, library, program};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with a `config.toml` and perhaps documents.
pub struct Folder(TempDir);

/// How a command ended, and what it wrote.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub errors: String,
}

/// A folder whose configuration has these tables, and no built-in analyzer.
pub fn folder(tables: &str) -> Folder {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = tables.to_owned();
    for name in ["artifacts", "language", "stance", "stories", "summary"] {
        let head = format!("[analyzers.\"postil.{name}\"]");
        if !tables.contains(&head) {
            text.push_str(&format!("\n{head}\nenabled = false\n"));
        }
    }
    std::fs::write(folder.path().join("config.toml"), text).expect("a configuration");
    Folder(folder)
}

/// The table of the faulty plugin as a library.
pub fn faulty_table(id: &str, feature: Option<&str>, keys: &str) -> String {
    let library = library("postil-faulty", feature);
    // A path stands in single quotes: a backslash in it is one.
    format!("[analyzers.\"{id}\"]\nsource = '{}'\n{keys}\n", library.display())
}

/// The table of a program with that manifest, which says nothing, or one note with a label.
pub fn manifest_table(manifest: &Value, label: Option<&str>) -> String {
    let id = manifest["id"].as_str().expect("an id");
    let label = label.map_or(String::new(), |label| format!(", '{label}'"));
    let program = program();
    format!(
        "[analyzers.\"{id}\"]\ncommand = ['{}', 'manifest', '{manifest}'{label}]\n",
        program.display()
    )
}

impl Folder {
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts the faulty library into a folder below this one.
    pub fn with_library(&self, path: &str) -> PathBuf {
        let path = self.path().join(path).with_extension(std::env::consts::DLL_EXTENSION);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::copy(library("postil-faulty", None), &path).expect("a copy");
        path
    }

    /// Writes documents `d0`, `d1` and so on.
    pub fn with_documents(self, count: usize) -> Self {
        let line =
            |number| format!("{{\"id\":\"d{number}\",\"text\":\"It rains in {number}.\"}}\n");
        let text: String = (0..count).map(line).collect();
        std::fs::write(self.path().join("documents.jsonl"), text).expect("the documents");
        self
    }

    /// Runs `postil` with these arguments.
    pub fn postil(&self, arguments: &[&str]) -> Ran {
        self.postil_with(arguments, &[])
    }

    /// Runs `postil` with these arguments and environment variables.
    pub fn postil_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let output = Command::new(host())
            .current_dir(self.path())
            .args(arguments)
            .env("NO_COLOR", "1")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
            errors: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Runs `postil analyze` on the documents.
    pub fn analyze(&self, arguments: &[&str]) -> Ran {
        let mut all = vec!["analyze", "documents.jsonl", "--format", "jsonl"];
        all.extend(arguments);
        self.postil(&all)
    }
}

impl Ran {
    /// Checks the exit code.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.errors, self.out);
        self
    }

    /// Checks that every part is said on standard error.
    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.errors.contains(part), "no `{part}` in:\n{}", self.errors);
        }
        self
    }

    /// The records on standard output, each a line.
    pub fn records(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).expect("each line is a record");
        self.out.lines().map(read).collect()
    }

    /// The records of documents, and the `run` record, which must be the last.
    #[track_caller]
    pub fn whole(&self) -> (Vec<Value>, Value) {
        let mut records = self.records();
        let run = records.pop().unwrap_or_default();
        assert_eq!(run["type"], "run", "the run was cut off: {}", self.errors);
        (records, run)
    }
}

/// Codes of the errors on a document.
pub fn codes(document: &Value) -> Vec<&str> {
    let errors = document["errors"].as_array().expect("a list of errors");
    errors.iter().filter_map(|error| error["code"].as_str()).collect()
}

/// Ids of the analyzers that a `run` record names.
pub fn analyzers(run: &Value) -> Vec<&str> {
    let plugins = run["plugins"].as_array().expect("a list of analyzers");
    plugins.iter().filter_map(|plugin| plugin["id"].as_str()).collect()
}
