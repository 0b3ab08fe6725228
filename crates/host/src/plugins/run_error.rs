//! What goes wrong with a plugin on one document, with codes and what to do.

use super::error::PluginError;
use postil_core::AnalyzerError;
use postil_plugin::message::AnswerError;
use std::time::Duration;

/// Why a plugin gave no notes for a document.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RunError {
    /// It panicked, or raised an exception that nobody caught.
    #[error("it failed by a bug of its own: {0}")]
    Panicked(String),
    /// It took too long.
    #[error("it gave no answer in {}", seconds(.0))]
    TimedOut(Duration),
    /// Its process ended, even if without a sign of failure.
    #[error("its process ended {0}")]
    Died(String),
    /// Its answer is larger than is allowed.
    #[error("its answer has {length} bytes; {limit} are allowed")]
    TooLarge {
        /// Bytes of the answer.
        length: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// It failed on several documents in a row and is left out from now on.
    #[error("it is left out of the rest of the run after {0} documents in a row that it failed on")]
    Disabled(u32),
    /// Its answer is no answer, or does not hold, or says that it could not do its work.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// It could not be started again.
    #[error("it could not be started again: {0}")]
    Restart(PluginError),
    /// The document does not fit into a message.
    #[error("{0}")]
    Request(String),
}

impl RunError {
    /// The error's code, which `postil explain` knows.
    pub fn code(&self) -> &str {
        match self {
            Self::Panicked(_) => "E0031",
            Self::TimedOut(_) => "E0033",
            Self::Died(_) => "E0034",
            Self::TooLarge { .. } => "E0035",
            Self::Disabled(_) => "E0036",
            Self::Answer(error) => error.code(),
            Self::Restart(error) => error.code(),
            Self::Request(_) => "E0037",
        }
    }

    /// What to do.
    pub fn help(&self) -> &str {
        match self {
            Self::TimedOut(_) => "raise `timeout` if the document is merely long",
            Self::Died(_) => "raise `memory` if it ran out of it; else tell the plugin's author",
            Self::TooLarge { .. } => "raise `max-output` if the answer is meant to be so large",
            Self::Disabled(_) => "see the first errors of this plugin",
            Self::Answer(AnswerError::Failed { .. }) => "",
            Self::Restart(error) => error.help(),
            Self::Request(_) => "split the document",
            Self::Panicked(_) | Self::Answer(_) => "tell the plugin's author",
        }
    }

    /// Whether the instance is of no use any more, and another may do better.
    pub(super) fn poisons(&self) -> bool {
        match self {
            Self::Panicked(_) | Self::TimedOut(_) | Self::Died(_) | Self::TooLarge { .. } => true,
            Self::Answer(error) => matches!(error, AnswerError::Unreadable(_)),
            Self::Disabled(_) | Self::Restart(_) | Self::Request(_) => false,
        }
    }

    /// As the error of an analyzer, with the document's name and what to do.
    pub(super) fn of(&self, plugin: &str, document: &str) -> AnalyzerError {
        let help = match self.help() {
            "" => String::new(),
            help => format!(" (help: {help})"),
        };
        AnalyzerError::Failed {
            code: self.code().to_owned(),
            message: format!("plugin `{plugin}` failed on `{document}`: {self}{help}"),
        }
    }
}

fn seconds(time: &Duration) -> String {
    format!("{:.1} seconds", time.as_secs_f64())
}
