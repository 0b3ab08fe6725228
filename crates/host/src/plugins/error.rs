//! What goes wrong with plugins, with codes and what to do.

use postil_core::AnalyzerError;
use postil_plugin::message::AnswerError;
use postil_plugin::protocol::Fault;
use std::path::PathBuf;
use std::time::Duration;

/// Why a plugin cannot be used. Found before any document is read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PluginError {
    /// There is no such file, or the configuration names none.
    #[error("no plugin at `{}`", .path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file cannot be loaded.
    #[error("`{}` is not a shared library for this machine: {fault}", .path.display())]
    NotLibrary {
        /// The file.
        path: PathBuf,
        /// What the loader says.
        fault: String,
    },
    /// The library is not a plugin, or a broken one.
    #[error("`{}` is not a Postil plugin: {fault}", .path.display())]
    NotPlugin {
        /// The file.
        path: PathBuf,
        /// What is missing.
        fault: String,
    },
    /// The plugin speaks only versions that the host no longer knows.
    #[error("the plugin is too old: it speaks ABI {plugin}, this Postil {host} and newer")]
    TooOld {
        /// Newest version of the plugin.
        plugin: u16,
        /// Oldest version of the host.
        host: u16,
    },
    /// The plugin speaks only versions that the host does not know yet.
    #[error("the plugin is too new: it speaks ABI {plugin} and newer, this Postil up to {host}")]
    TooNew {
        /// Oldest version of the plugin.
        plugin: u16,
        /// Newest version of the host.
        host: u16,
    },
    /// A panic in the plugin would end the host.
    #[error("`{}` was built with panic = \"abort\" and cannot run in-process", .path.display())]
    PanicAbort {
        /// The file.
        path: PathBuf,
    },
    /// The file is not the one that the configuration means.
    #[error("`{}` has the SHA-256 {found}, the configuration wants {wanted}", .path.display())]
    Sha256 {
        /// The file.
        path: PathBuf,
        /// That of the file.
        found: String,
        /// That of the configuration.
        wanted: String,
    },
    /// The manifest is no manifest.
    #[error("the plugin's manifest cannot be read: {fault}")]
    Manifest {
        /// What is wrong with it.
        fault: String,
    },
    /// The plugin is another one.
    #[error("the plugin says that it is `{found}`, the configuration calls it `{wanted}`")]
    OtherId {
        /// The manifest's id.
        found: String,
        /// The configuration's id.
        wanted: String,
    },
    /// The child process does not start.
    #[error("`{command}` cannot be started: {fault}")]
    Start {
        /// The command.
        command: String,
        /// What the system says.
        fault: String,
    },
    /// The child process does not say hello.
    #[error("the plugin gave no hello {how}")]
    NoHello {
        /// In what time, or what came instead.
        how: String,
    },
    /// The plugin refuses its settings.
    #[error("the plugin refuses its settings: {fault}")]
    Settings {
        /// What it says.
        fault: String,
    },
    /// The plugin panicked while it was built.
    #[error("the plugin panicked while it started: {fault}")]
    Panicked {
        /// Message and place.
        fault: String,
    },
    /// What a child process found wrong.
    #[error("{}", .0.message)]
    Child(Fault),
}

impl PluginError {
    /// The error's code, which `postil explain` knows.
    pub fn code(&self) -> &str {
        match self {
            Self::NotFound { .. } => "E0040",
            Self::NotLibrary { .. } => "E0041",
            Self::NotPlugin { .. } => "E0042",
            Self::TooOld { .. } => "E0043",
            Self::TooNew { .. } => "E0044",
            Self::PanicAbort { .. } => "E0045",
            Self::Sha256 { .. } => "E0046",
            Self::Manifest { .. } => "E0047",
            Self::OtherId { .. } => "E0048",
            Self::Start { .. } => "E0049",
            Self::NoHello { .. } => "E0050",
            Self::Settings { .. } => "E0051",
            Self::Panicked { .. } => "E0031",
            Self::Child(fault) => &fault.code,
        }
    }

    /// What to do.
    pub fn help(&self) -> &str {
        match self {
            Self::NotFound { .. } => {
                "give the path of the library as `source` or a program as `command`; relative \
                 paths count from the configuration file"
            }
            Self::NotLibrary { .. } => {
                "build it for this system with crate-type = [\"cdylib\"] and give the path of \
                 the .so, .dylib or .dll"
            }
            Self::NotPlugin { .. } => "the library must call postil_plugin::export!(YourAnalyzer)",
            Self::TooOld { .. } => "rebuild the plugin with a newer postil-plugin",
            Self::TooNew { .. } => "update Postil, or build the plugin with an older postil-plugin",
            Self::PanicAbort { .. } => {
                "set isolation = \"process\", or build the plugin with panic = \"unwind\""
            }
            Self::Sha256 { .. } => {
                "if the new file is the one you want, put its SHA-256 into the configuration"
            }
            Self::Manifest { .. } => "write the manifest with postil_plugin::manifest!",
            Self::OtherId { .. } => {
                "call the table in the configuration as the plugin calls itself"
            }
            Self::Start { .. } => "check that the program is there and may be run",
            Self::NoHello { .. } => {
                "run the command by hand; it must wait for a hello on standard input and answer \
                 it (see the module `protocol` of postil-plugin)"
            }
            Self::Settings { .. } => {
                "correct the settings in its table; the plugin’s documentation says what it takes"
            }
            Self::Panicked { .. } => "tell the plugin's author; disable the plugin until then",
            Self::Child(fault) => &fault.help,
        }
    }

    /// The form in which a child tells its parent.
    pub(super) fn told(&self) -> Fault {
        Fault {
            code: self.code().to_owned(),
            message: self.to_string(),
            help: self.help().to_owned(),
        }
    }

    /// What the other side says when it cannot start: the plugin itself, or with `help` a child
    /// that could not load it.
    pub(super) fn refused(fault: Fault) -> Self {
        match fault.code.as_str() {
            "E0051" if fault.help.is_empty() => Self::Settings { fault: fault.message },
            "E0031" if fault.help.is_empty() => Self::Panicked { fault: fault.message },
            _ => Self::Child(fault),
        }
    }
}

/// Why a plugin gave no notes for a document.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RunError {
    /// It panicked.
    #[error("it panicked: {0}")]
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
    #[error("it is left out after {0} documents in a row that it failed on")]
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
