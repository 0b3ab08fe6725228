//! Plugins: analyzers from outside, behind the same trait as those that are built in.
//!
//! A plugin is a shared library or a command. [`open`] gives a [`PluginAnalyzer`], which carries
//! each document to the plugin as one message and checks what comes back
//! (`postil_plugin::message::check_answer`, the same for every transport).
//!
//! A library runs in a child process unless the configuration says `isolation = "in-process"`:
//! an abort, a stack overflow, `exit(0)` or an endless loop cannot be contained in a process. The
//! child is this program again, as `postil plugin-host`, under a deadline, a memory limit and an
//! output limit. A plugin that dies, hangs or panics is started anew and the document tried once
//! more; then the document is marked as failed and the run goes on.
//!
//! A plugin in-process can end the host: the run is then watched by a second process, which names
//! the plugin and the document ([`supervise`]).
//!
//! Unsafe code is found in `library` alone.

mod analyzer;
mod child;
mod discover;
mod error;
mod health;
pub(crate) mod image;
pub(crate) mod journal;
mod last_words;
mod library;
mod machine;
mod references;
pub(crate) mod rules;
mod run_error;
mod server;
mod spawn;
mod watch;

pub use analyzer::{PluginAnalyzer, describe, open, open_with_host};
pub use discover::{Discovered, discover};
pub use error::PluginError;
pub use run_error::RunError;
pub use server::plugin_host_main;
pub(crate) use spawn::introduce;
pub use watch::{standard_output, supervise};

use serde_json::Value;
use std::path::PathBuf;
use std::time::Duration;

/// Where a shared library runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Isolation {
    /// In a child process.
    #[default]
    Process,
    /// In the host's own process: faster by some microseconds a document; a crash of the plugin
    /// ends the run, a call that is over its time ends it too, and no memory limit holds.
    InProcess,
}

/// One plugin, as the configuration has it.
#[derive(Clone, Debug)]
pub struct PluginConfig {
    /// The analyzer's id; the plugin's manifest must have the same.
    pub id: String,
    /// Path of a shared library.
    pub source: Option<PathBuf>,
    /// A program and its arguments. One of `source` and `command` is given.
    pub command: Option<Vec<String>>,
    /// Where a library runs.
    pub isolation: Isolation,
    /// Longest time for one document.
    pub timeout: Duration,
    /// Most address space of the child in bytes; `None`: no limit.
    pub memory: Option<u64>,
    /// Largest answer in bytes.
    pub max_output: u64,
    /// SHA-256 of the library in hexadecimal; another library is refused.
    pub sha256: Option<String>,
    /// The plugin's settings; `null`: its defaults.
    pub settings: Value,
    /// Codes of its rules, or beginnings of such, that are not to report.
    pub ignore: Vec<String>,
}

impl PluginConfig {
    /// Time for one document where the configuration names none.
    pub const TIMEOUT: Duration = Duration::from_secs(10);
    /// Largest answer where the configuration names none: 16 MiB.
    pub const MAX_OUTPUT: u64 = 16 << 20;

    /// A plugin with the default limits and settings, yet without a source.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            source: None,
            command: None,
            isolation: Isolation::default(),
            timeout: Self::TIMEOUT,
            memory: None,
            max_output: Self::MAX_OUTPUT,
            sha256: None,
            settings: Value::Null,
            ignore: Vec::new(),
        }
    }
}
