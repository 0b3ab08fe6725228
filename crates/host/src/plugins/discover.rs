//! Plugins that lie in a folder of the configuration's `[plugins] folders`.
//!
//! What lies there is known by name and never runs for that: a plugin runs when the
//! configuration has a table of its id. Only libraries are looked for. A program would have to
//! be started to say what it is, and a folder of scripts holds more than plugins.

use super::analyzer::describe;
use super::error::PluginError;
use std::io;
use std::path::{Path, PathBuf};

/// A library of a plugin folder.
#[derive(Debug, Clone)]
pub struct Discovered {
    /// The file.
    pub path: PathBuf,
    /// The id that its manifest says, or why it has none.
    pub id: Result<String, PluginError>,
}

/// The libraries of a folder, by name of their files. Each is loaded by a child that reads its
/// manifest and makes no instance of it.
pub fn discover(folder: &Path) -> io::Result<Vec<Discovered>> {
    let host = std::env::current_exe()?;
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let library = path.extension().is_some_and(|it| it == std::env::consts::DLL_EXTENSION);
        if library && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    let known = |path: PathBuf| {
        let id = describe(&path, &host).map(|manifest| manifest.id);
        Discovered { path, id }
    };
    Ok(paths.into_iter().map(known).collect())
}
