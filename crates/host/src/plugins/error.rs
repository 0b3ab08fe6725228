//! Why a plugin cannot be used, with codes and what to do.

use postil_plugin::protocol::Fault;
use std::path::PathBuf;

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
    /// The library is one for another kind of machine.
    #[error("`{}` is a library for {found}; this machine is {host}", .path.display())]
    OtherMachine {
        /// The file.
        path: PathBuf,
        /// What it was built for.
        found: String,
        /// What would run here.
        host: String,
    },
    /// The library wants a symbol that it does not get.
    #[error("`{}` needs the symbol `{symbol}`, which nothing on this machine has", .path.display())]
    MissingSymbol {
        /// The file.
        path: PathBuf,
        /// The symbol's name.
        symbol: String,
    },
    /// The plugin cannot do without something that this host does not have.
    #[error(
        "`{}` cannot do without what this Postil does not have (bits {bits:#010x} of its flags)",
        .path.display()
    )]
    Capability {
        /// The file.
        path: PathBuf,
        /// The flags that are not known.
        bits: u32,
    },
    /// The rules of the manifest cannot stand beside those of others.
    #[error("the manifest's rules do not hold: {fault}")]
    Rules {
        /// What is wrong with them.
        fault: String,
    },
    /// Two libraries of the plugin folders say the same id.
    #[error("`{}` and `{}` both say that they are `{id}`", .first.display(), .second.display())]
    Twice {
        /// What both say.
        id: String,
        /// One file.
        first: PathBuf,
        /// The other.
        second: PathBuf,
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
    /// The plugin panicked, or raised an exception that nobody caught, while it was built.
    #[error("the plugin failed by a bug of its own while it started: {fault}")]
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
            Self::OtherMachine { .. } => "E0052",
            Self::MissingSymbol { .. } => "E0053",
            Self::Capability { .. } => "E0054",
            Self::Rules { .. } => "E0055",
            Self::Twice { .. } => "E0057",
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
            Self::OtherMachine { .. } => "build the plugin for this machine, or get such a build",
            Self::MissingSymbol { .. } => {
                "install the library that it was linked against, or build it again on this system"
            }
            Self::Capability { .. } => "update Postil, or use an older version of the plugin",
            Self::Rules { .. } => {
                "a code is a prefix of two to eight capital letters, the same for all rules of a \
                 plugin, and one to five digits, such as ACME101; PST and E are Postil's own"
            }
            Self::Twice { .. } => "say which one is meant with `source`, or remove the other",
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
