//! From notes to output: one writer a format.

mod convert;
mod csv;
mod document;
mod html;
mod json;
mod jsonl;
pub mod terminal;

pub use csv::CsvWriter;
pub use html::{HtmlPages, HtmlWriter};
pub use json::JsonWriter;
pub use jsonl::JsonLinesWriter;
pub use terminal::TerminalWriter;

use postil_core::{Document, OffsetUnit, Story};
use std::io::{self, Write};

/// What failed on one document.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DocumentError {
    /// Id of the analyzer at fault, or `postil` for the host itself.
    pub plugin: String,
    /// Code of the error.
    pub code: String,
    /// What went wrong.
    pub message: String,
}

/// A document that was analysed.
pub struct DocumentRecord<'a> {
    /// The document with its layers and results.
    pub document: &'a Document,
    /// Where it came from.
    pub source: &'a str,
    /// What failed.
    pub errors: &'a [DocumentError],
}

/// A story that was collated.
pub struct StoryRecord<'a> {
    /// The story with its documents and results.
    pub story: &'a Story,
    /// What failed.
    pub errors: &'a [DocumentError],
}

/// An analyzer that ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginRecord {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// What a run was; the last record.
#[derive(Clone, Debug, Default)]
pub struct RunRecord {
    /// Documents that were written.
    pub documents: usize,
    /// Stories that were written.
    pub stories: usize,
    /// Documents of which something failed.
    pub failed: usize,
    /// Inputs that could not be read at all.
    pub unread: usize,
    /// Findings that a baseline silenced; `None` if there was no baseline.
    pub silenced: Option<usize>,
    /// The analyzers that ran.
    pub plugins: Vec<PluginRecord>,
    /// SHA-256 of the effective configuration.
    pub config_sha256: String,
}

/// What every writer is told.
#[derive(Clone, Debug)]
pub struct WriteOptions {
    /// Layers to write; `None`: all but `token`.
    pub layers: Option<Vec<String>>,
    /// Unit of every offset.
    pub unit: OffsetUnit,
}

impl WriteOptions {
    fn shows(&self, layer: &str) -> bool {
        match &self.layers {
            Some(layers) => layers.iter().any(|name| name == layer),
            None => layer != "token",
        }
    }
}

/// Writes the records of one run, in order: documents, stories, run.
///
/// Rendering a document is apart from putting it out, so that worker threads can render.
pub trait Writer: Send + Sync {
    /// The bytes of a document's record.
    fn document(&self, record: &DocumentRecord<'_>) -> Vec<u8>;

    /// The bytes of a story's record.
    fn story(&self, record: &StoryRecord<'_>) -> Vec<u8>;

    /// The bytes of the run's record.
    fn run(&self, record: &RunRecord) -> Vec<u8>;

    /// What comes before the first record.
    fn head(&self) -> Vec<u8> {
        Vec::new()
    }

    /// Layers that [`Self::story`] reads in the documents of a story. Documents that wait for
    /// their stories keep these, besides what analyzers need of them.
    fn story_layers(&self) -> &'static [&'static str] {
        &[]
    }

    /// What stands between two records.
    fn between(&self) -> &'static [u8] {
        b""
    }
}

/// Puts rendered records out, with the writer's head and separators.
pub struct Sink<'w> {
    writer: &'w dyn Writer,
    out: Box<dyn Write + 'w>,
    started: bool,
}

impl<'w> Sink<'w> {
    /// A sink for `writer` into `out`.
    pub fn new(writer: &'w dyn Writer, out: Box<dyn Write + 'w>) -> Self {
        Self { writer, out, started: false }
    }

    /// Puts out one rendered record.
    pub fn put(&mut self, record: &[u8]) -> io::Result<()> {
        if record.is_empty() {
            return Ok(());
        }
        if self.started {
            self.out.write_all(self.writer.between())?;
        } else {
            self.out.write_all(&self.writer.head())?;
            self.started = true;
        }
        self.out.write_all(record)
    }

    /// Puts out the run record and flushes.
    pub fn end(mut self, run: &RunRecord) -> io::Result<()> {
        let record = self.writer.run(run);
        if !self.started {
            self.out.write_all(&self.writer.head())?;
            self.started = true;
            self.out.write_all(&record)?;
        } else {
            self.put(&record)?;
        }
        self.out.flush()
    }
}
