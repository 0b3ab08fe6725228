//! The one trait that everything implements.

use crate::{Document, Manifest, NoteError, Notes, Story, StoryNotes};

/// Reads a document, or a story, and writes notes about it.
///
/// An analyzer is shared between threads and keeps no state from one document to the next: the
/// same document gives the same notes, whatever ran before. It reads no files, clocks,
/// environment or random numbers.
pub trait Analyzer: Send + Sync {
    /// What it is, needs and makes.
    fn manifest(&self) -> &Manifest;

    /// Reads one document. Layers named in the manifest's `requires` are there.
    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError>;

    /// Reads the documents of one story, each with all its layers.
    fn collate(&self, _story: &Story, _notes: &mut StoryNotes<'_>) -> Result<(), AnalyzerError> {
        Ok(())
    }
}

/// Why an analyzer gave no notes for a document. The run goes on without them.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalyzerError {
    /// It wrote a note that does not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// It could not do its work; the message says what and why.
    #[error("{message}")]
    Failed {
        /// Code of the error, such as `E0031`.
        code: String,
        /// What went wrong.
        message: String,
    },
}

impl AnalyzerError {
    /// An analyzer's own failure, code `E0030`.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::Failed { code: "E0030".into(), message: message.into() }
    }

    /// The error's code, which `postil explain` knows.
    pub fn code(&self) -> &str {
        match self {
            Self::Note(_) => "E0032",
            Self::Failed { code, .. } => code,
        }
    }
}
