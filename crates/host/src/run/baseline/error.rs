//! What is wrong with a baseline.

use std::path::Path;

/// Why a baseline cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The file is missing, may not be read, or is not UTF-8.
    #[error("{path}: the baseline cannot be read: {why}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        why: String,
    },
    /// A line is no entry.
    #[error("{path}:{line}: no entry of a baseline: {fault}")]
    Malformed {
        /// The file.
        path: String,
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        fault: String,
    },
    /// The file was written by a later Postil.
    #[error("{path}:{line}: a baseline of schema {found}; this Postil reads schema {known}")]
    Newer {
        /// The file.
        path: String,
        /// Number of the line, from 1.
        line: usize,
        /// Its schema.
        found: u64,
        /// The latest schema that can be read.
        known: u64,
    },
    /// The file cannot be written.
    #[error("{path}: the baseline cannot be written: {why}")]
    Unwritable {
        /// The file.
        path: String,
        /// Why not.
        why: String,
    },
}

impl BaselineError {
    /// The file at `path` cannot be read.
    pub fn unreadable(path: &Path, why: &str) -> Self {
        Self::Unreadable { path: path.display().to_string(), why: why.to_owned() }
    }

    /// The file at `path` cannot be written.
    pub fn unwritable(path: &Path, why: &str) -> Self {
        Self::Unwritable { path: path.display().to_string(), why: why.to_owned() }
    }

    /// Code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "E0070",
            Self::Malformed { .. } => "E0071",
            Self::Newer { .. } => "E0072",
            Self::Unwritable { .. } => "E0073",
        }
    }
}
