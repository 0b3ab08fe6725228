//! Findings that somebody has accepted: left out of what a run writes and of what it fails for.
//!
//! A baseline is a file of findings, each known by its rule, its words and the sentence around it,
//! so that it stays silent when the document moves, grows or is published again, and speaks up when
//! the sentence changes. The alternative, offsets in named files, would be stale with the next edit.
//!
//! Findings are taken out after all analyzers have run, so it does not matter who made them: the
//! artifacts analyzer, a plugin with rules of its own, or whoever wrote the input. What a document
//! is as a whole is judged with all findings: being used to a trace does not make a text less
//! translated.

mod error;
mod file;
mod key;
mod silence;

pub use error::BaselineError;

use key::{Key, Remark};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Findings by what identifies them, in the order of the file.
type Entries = BTreeMap<Key, Remark>;

/// What a run is to do about findings that were accepted.
#[derive(Debug, Default)]
pub struct Baseline {
    /// What is accepted; `None` if no file was given.
    accepted: Option<Entries>,
    /// Where the findings of this run are to be written.
    target: Option<PathBuf>,
}

impl Baseline {
    /// Reads the findings that `accepted` holds; those of the run are to be written to `target`.
    pub fn open(accepted: Option<&Path>, target: Option<&Path>) -> Result<Self, BaselineError> {
        Ok(Self {
            accepted: accepted.map(file::read).transpose()?,
            target: target.map(Path::to_owned),
        })
    }

    /// Whether findings may be silenced in this run.
    pub(super) fn silences(&self) -> bool {
        self.accepted.is_some()
    }

    /// Writes what was found to the file that was named, if one was.
    pub(super) fn write(&self, found: &Found) -> Result<(), BaselineError> {
        let Some(path) = &self.target else { return Ok(()) };
        file::write(path, &found.entries)
            .map_err(|error: io::Error| BaselineError::unwritable(path, &error.to_string()))
    }
}

/// The findings of a run, or of a part of it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many were left out.
    pub(super) silenced: usize,
    /// All of them, if they are to be written.
    entries: Entries,
}

impl Found {
    /// Takes over the findings of another part. One that both have stands once, whatever the
    /// order of the parts.
    pub(super) fn absorb(&mut self, part: Self) {
        self.silenced += part.silenced;
        for (key, remark) in part.entries {
            self.add(key, remark);
        }
    }

    fn add(&mut self, key: Key, remark: Remark) {
        let known = self.entries.entry(key).or_insert_with(|| remark.clone());
        if remark.text < known.text {
            known.text = remark.text;
        }
        if known.why.is_none() {
            known.why = remark.why;
        }
    }
}
