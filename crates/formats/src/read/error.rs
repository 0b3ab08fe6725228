//! Why a document could not be read.

use std::fmt;

/// A document that could not be read: where, and why. The run goes on without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The file, or `-` for standard input.
    pub place: String,
    /// Number of the line, from 1, in JSON Lines.
    pub line: Option<usize>,
    /// What is wrong.
    pub kind: ReadErrorKind,
}

/// What can be wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadErrorKind {
    /// The operating system refuses.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// A file of a kind that no reader knows.
    #[error("{}; give .txt, .md, .html, .htm, .jsonl or .jsonl.gz", match .0.as_str() {
        "" => "a file without an ending is of no kind that can be read".to_owned(),
        ending => format!("`.{ending}` is no kind of file that can be read"),
    })]
    UnknownKind(String),
    /// A folder without a document.
    #[error("the folder holds no .txt, .md, .html, .htm, .jsonl or .jsonl.gz file")]
    EmptyFolder,
    /// No text.
    #[error("is not text: it holds {0} in its first bytes; convert it to text first")]
    Binary(&'static str),
    /// A line that is no document.
    #[error("is not a document: {0}; give an object with a string `text`")]
    MalformedLine(String),
    /// An annotation that does not fit its document.
    #[error("annotation {number}: {fault}")]
    Annotation {
        /// Its number in the document, from 0.
        number: usize,
        /// What is wrong with it.
        fault: String,
    },
    /// Two documents of one id.
    #[error("the id `{0}` came before; give each document an id of its own")]
    DuplicateId(String),
    /// A text of 4 GiB or more.
    #[error("{0}")]
    TooLong(String),
}

impl ReadError {
    pub(crate) fn new(place: &str, kind: ReadErrorKind) -> Self {
        Self { place: place.to_owned(), line: None, kind }
    }

    pub(crate) fn unreadable(place: &str, error: &std::io::Error) -> Self {
        Self::new(place, ReadErrorKind::Unreadable(error.to_string()))
    }

    /// The error's code, which `postil explain` knows.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ReadErrorKind::Unreadable(_) => "E0020",
            ReadErrorKind::UnknownKind(_) => "E0021",
            ReadErrorKind::EmptyFolder => "E0022",
            ReadErrorKind::Binary(_) => "E0023",
            ReadErrorKind::MalformedLine(_) => "E0024",
            ReadErrorKind::Annotation { .. } => "E0025",
            ReadErrorKind::DuplicateId(_) => "E0026",
            ReadErrorKind::TooLong(_) => "E0027",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for ReadError {}
