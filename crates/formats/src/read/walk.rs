//! Which files an argument means.

use super::{ReadError, ReadErrorKind};
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// JSON Lines on standard input.
    StandardInput,
    /// A file of JSON Lines, plain or gzip.
    JsonLines(PathBuf),
    /// A text file or a web page, which is one document.
    Text {
        /// Where it is.
        path: PathBuf,
        /// The document's id.
        id: String,
    },
    /// Nothing that can be read; reported in its turn.
    Missing(ReadError),
}

impl Input {
    /// What the arguments of the command line mean: files as they are, folders walked in the
    /// order of their paths, `-` for standard input. Files in folders that no reader knows are
    /// passed over; two files of one stem get ids with their folders.
    pub fn find(arguments: &[String]) -> Vec<Self> {
        let mut inputs = Vec::new();
        for argument in arguments {
            if argument == "-" {
                inputs.push(Self::StandardInput);
                continue;
            }
            let path = Path::new(argument);
            if path.is_dir() {
                let mut files = Vec::new();
                let mut faults = Vec::new();
                walk(path, &mut files, &mut faults);
                files.sort();
                if files.is_empty() && faults.is_empty() {
                    faults.push(ReadError::new(argument, ReadErrorKind::EmptyFolder));
                }
                inputs.extend(faults.into_iter().map(Self::Missing));
                inputs.extend(files.into_iter().filter_map(|file| Self::known(&file)));
            } else {
                inputs.push(Self::known(path).unwrap_or_else(|| {
                    let kind = match std::fs::metadata(path) {
                        Err(error) => ReadErrorKind::Unreadable(error.to_string()),
                        Ok(_) => ReadErrorKind::UnknownKind(
                            path.extension().unwrap_or_default().to_string_lossy().into_owned(),
                        ),
                    };
                    Self::Missing(ReadError::new(argument, kind))
                }));
            }
        }
        disambiguate(&mut inputs);
        inputs
    }

    /// The file, if it is one that is there.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::JsonLines(path) | Self::Text { path, .. } => Some(path),
            Self::StandardInput | Self::Missing(_) => None,
        }
    }

    /// Whether a file is a web page, by its name.
    pub(super) fn is_page(path: &Path) -> bool {
        let ending = path.extension().unwrap_or_default();
        ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
    }

    fn known(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        if name.ends_with(".jsonl") || name.ends_with(".jsonl.gz") {
            return Some(Self::JsonLines(path.to_owned()));
        }
        let text = name.ends_with(".txt") || name.ends_with(".md") || Self::is_page(path);
        text.then(|| Self::Text {
            path: path.to_owned(),
            id: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        })
    }
}

/// Files below a folder; hidden ones, `gold` annotations and READMEs are not documents.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, faults: &mut Vec<ReadError>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            faults.push(ReadError::unreadable(&folder.display().to_string(), &error));
            return;
        }
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if name.starts_with('.') {
            continue;
        }
        // Links to folders are not followed: they may lead in circles.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && name != "gold" => walk(&path, files, faults),
            Ok(kind)
                if !kind.is_dir()
                    && !matches!(name.as_str(), "readme.md" | "readme.txt")
                    && Input::known(&path).is_some() =>
            {
                files.push(path);
            }
            _ => {}
        }
    }
}

/// Gives files of one stem ids that tell them apart: `a/x.txt` and `b/x.txt` become `a/x`, `b/x`.
fn disambiguate(inputs: &mut [Input]) {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for input in inputs.iter() {
        if let Input::Text { id, .. } = input {
            *counts.entry(id.clone()).or_default() += 1;
        }
    }
    for input in inputs.iter_mut() {
        if let Input::Text { path, id } = input
            && counts.get(id.as_str()).is_some_and(|count| *count > 1)
        {
            *id = path.display().to_string();
        }
    }
}
