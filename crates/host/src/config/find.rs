//! Which configuration file counts.

use super::{ConfigFault, Faults, Origin};
use crate::config::fault::Place;
use std::path::{Path, PathBuf};

/// The configuration that is used where no file is found: the repository's own.
pub const BUILT_IN: &str = include_str!("../../../../config.toml");

/// Reads the file that `--config` names, else the nearest `config.toml` upwards from the working
/// directory, else the built-in copy. Exactly one counts; nothing is merged.
pub fn locate(argument: Option<&Path>) -> Result<Origin, Faults> {
    let path = match argument {
        Some(path) => Some(path.to_owned()),
        None => nearest(),
    };
    let Some(path) = path else {
        return Ok(Origin { path: None, text: BUILT_IN.to_owned() });
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Origin { path: Some(path), text }),
        Err(error) => {
            let fault = ConfigFault {
                code: "E0014",
                message: format!("{}: cannot be read: {error}", path.display()),
                place: Place::Nowhere,
                label: String::new(),
                help: Some("check the path given with --config, and that it is UTF-8 text".into()),
            };
            Err(Faults::new(Origin { path: Some(path), text: String::new() }, vec![fault]))
        }
    }
}

/// The nearest `config.toml` that is Postil's: a file of that name in the working directory or
/// above it. One that belongs to another program (no `[run]`, `[analyzers]` or `[plugins]`) is passed
/// by.
fn nearest() -> Option<PathBuf> {
    let start = std::env::current_dir().ok()?;
    start.ancestors().map(|folder| folder.join("config.toml")).find(|path| {
        path.is_file()
            && std::fs::read_to_string(path).map_or(true, |text| {
                text.lines().any(|line| {
                    let line = line.trim_start();
                    ["[run]", "[analyzers", "[plugins]"].iter().any(|head| line.starts_with(head))
                }) || text.trim().is_empty()
            })
    })
}
