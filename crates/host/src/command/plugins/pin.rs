//! `postil plugins pin`.

mod text;

use crate::command::terminal::{print, read_config, refuse, usage};
use crate::command::{Configured, Exit};
use crate::config::{Config, Faults};
use crate::found::Found;
use crate::plugins::PluginError;
use clap::Args;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `plugins pin` takes.
#[derive(Args)]
pub(super) struct PinArguments {
    /// Ids of the plugins to pin; default: every plugin that is a library.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Write nothing; exit with 1 if something would change.
    #[arg(long)]
    check: bool,
    /// Configuration file; default: the nearest config.toml upwards.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// A library of the configuration.
struct Library {
    id: String,
    path: PathBuf,
    enabled: bool,
    /// The hash that the configuration has.
    pinned: Option<String>,
}

/// Writes `sha256` for each library. Exit codes: 1 if `--check` finds a difference, 3 if a
/// library cannot be read.
pub(super) fn run(arguments: &PinArguments) -> Exit {
    let configured = Configured { config: arguments.config.clone(), set: Vec::new() };
    let config = match read_config(&configured) {
        Ok(config) => config,
        Err(faults) => return refuse(&faults),
    };
    let Some(file) = &config.origin.path else {
        return usage("E0066", "there is no config.toml to pin plugins in; give one by --config");
    };
    let libraries = match libraries(&config) {
        Ok(libraries) => libraries,
        Err(faults) => return refuse(&faults),
    };
    let libraries = match chosen(libraries, &arguments.ids) {
        Ok(libraries) => libraries,
        Err(message) => return usage("E0066", &message),
    };
    let mut missing = false;
    let mut changes: BTreeMap<String, String> = BTreeMap::new();
    let mut out = String::new();
    for library in libraries {
        let id = &library.id;
        let found = match std::fs::read(&library.path) {
            Ok(bytes) => hexadecimal(&Sha256::digest(&bytes)),
            Err(_) if !library.enabled => {
                out.push_str(&format!("{id}: disabled and not there, left as it is\n"));
                continue;
            }
            Err(error) => {
                let error = unread(&library.path, &error);
                eprintln!("error[{}]: plugin `{id}`: {error}", error.code());
                eprintln!("  help: {}", error.help());
                missing = true;
                continue;
            }
        };
        match &library.pinned {
            Some(pinned) if pinned.eq_ignore_ascii_case(&found) => {
                out.push_str(&format!("{id}: {found} (unchanged)\n"));
                continue;
            }
            Some(pinned) => out.push_str(&format!("{id}: {found} (was {pinned})\n")),
            None => out.push_str(&format!("{id}: {found} (new)\n")),
        }
        changes.insert(library.id, found);
    }
    if out.is_empty() && !missing {
        out.push_str("there is no library to pin\n");
    }
    if !changes.is_empty() && !arguments.check {
        let Some(text) = text::pinned(&config.origin.text, &changes) else {
            let message = format!("{}: cannot be edited safely", file.display());
            return unwritten(&message, &changes);
        };
        if let Err(error) = replace(file, &text) {
            let message = format!("{}: cannot be written: {error}", file.display());
            return unwritten(&message, &changes);
        }
    }
    let printed = print(&out);
    match (missing, arguments.check && !changes.is_empty()) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Found,
        (false, false) => printed,
    }
}

/// The libraries of the configuration, with those that the plugin folders hold.
fn libraries(config: &Config) -> Result<Vec<Library>, Faults> {
    let mut faults = Vec::new();
    let found = Found::look(config, false, &mut faults);
    let mut libraries = Vec::new();
    for (id, analyzer) in &config.analyzers {
        let Some(mut plugin) = analyzer.plugin.clone() else { continue };
        match found.resolve(&mut plugin, &analyzer.place) {
            Err(fault) if analyzer.enabled => faults.push(*fault),
            _ => {}
        }
        if let Some(path) = plugin.source {
            let (id, enabled) = (id.clone(), analyzer.enabled);
            libraries.push(Library { id, path, enabled, pinned: plugin.sha256 });
        }
    }
    if faults.is_empty() { Ok(libraries) } else { Err(Faults::new(config.origin.clone(), faults)) }
}

/// Those of the libraries that are named; all, if none is.
fn chosen(libraries: Vec<Library>, ids: &[String]) -> Result<Vec<Library>, String> {
    for id in ids {
        if !libraries.iter().any(|library| library.id == *id) {
            let known: Vec<&str> = libraries.iter().map(|library| library.id.as_str()).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            return Err(format!(
                "the configuration has no library with the id `{id}`; libraries: {known}"
            ));
        }
    }
    let named = |library: &Library| ids.is_empty() || ids.contains(&library.id);
    Ok(libraries.into_iter().filter(named).collect())
}

fn unread(path: &Path, error: &io::Error) -> PluginError {
    match error.kind() {
        io::ErrorKind::NotFound => PluginError::NotFound { path: path.to_owned() },
        _ => PluginError::NotLibrary { path: path.to_owned(), fault: error.to_string() },
    }
}

/// Says what to write by hand.
fn unwritten(message: &str, changes: &BTreeMap<String, String>) -> Exit {
    let exit = usage("E0067", message);
    for (id, hash) in changes {
        eprintln!("  help: write into [analyzers.\"{id}\"]: sha256 = \"{hash}\"");
    }
    exit
}

/// Puts the text in place of the file at once: whoever reads it meanwhile sees the old or the new
/// one. A link stays a link.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let file = file.canonicalize()?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".postil-").tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    std::fs::set_permissions(new.path(), std::fs::metadata(&file)?.permissions())?;
    new.persist(&file).map_err(|error| error.error)?;
    Ok(())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
