//! How a case ends.

use crate::plugins::PluginError;
use postil_core::{AnalyzerError, DocumentError, NoteError};
use postil_plugin::message::MessageError;
use postil_plugin::protocol::Fault;
use serde::{Deserialize, Serialize};

/// How a case ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "why", rename_all = "lowercase")]
pub enum Verdict {
    /// The plugin does as it should.
    Ok,
    /// It does not, and why.
    Failed(String),
    /// The case does not apply, or could not be decided.
    Skipped(String),
    /// There is nothing that could be checked.
    Unopened(Fault),
}

/// What a check returns: nothing, or the verdict that is not `Ok`.
pub(super) type Checked<T = ()> = Result<T, Verdict>;

impl Verdict {
    pub(super) fn failed(why: impl Into<String>) -> Self {
        Self::Failed(why.into())
    }

    pub(super) fn skipped(why: impl Into<String>) -> Self {
        Self::Skipped(why.into())
    }
}

impl From<Checked> for Verdict {
    fn from(checked: Checked) -> Self {
        checked.err().unwrap_or(Self::Ok)
    }
}

impl From<Fault> for Verdict {
    fn from(fault: Fault) -> Self {
        Self::Failed(format!("{} {}", fault.code, fault.message))
    }
}

impl From<PluginError> for Verdict {
    fn from(error: PluginError) -> Self {
        Self::Failed(format!("{} {error}", error.code()))
    }
}

impl From<AnalyzerError> for Verdict {
    fn from(error: AnalyzerError) -> Self {
        Self::Failed(format!("{} {error}", error.code()))
    }
}

impl From<NoteError> for Verdict {
    fn from(error: NoteError) -> Self {
        AnalyzerError::from(error).into()
    }
}

impl From<MessageError> for Verdict {
    fn from(error: MessageError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<DocumentError> for Verdict {
    fn from(error: DocumentError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<std::io::Error> for Verdict {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_comes_back_from_a_child() {
        for verdict in [
            Verdict::Ok,
            Verdict::failed("it panicked"),
            Verdict::skipped("no rules"),
            Verdict::Unopened(Fault {
                code: "E0041".into(),
                message: "no library".into(),
                help: String::new(),
            }),
        ] {
            let text = serde_json::to_string(&verdict).unwrap();
            assert_eq!(serde_json::from_str::<Verdict>(&text).unwrap(), verdict, "{text}");
        }
    }
}
