//! The baseline files that `postil analyze` is given.

use super::analyze::same_file;
use super::terminal::usage;
use super::{Analyze, Exit};
use crate::run::baseline::{Baseline, BaselineError};
use postil_formats::Input;
use std::path::Path;

/// Reads `--baseline` and looks whether `--write-baseline` can be written when the run is over.
/// `None` without either.
pub(super) fn open(arguments: &Analyze) -> Result<Option<Baseline>, Exit> {
    let (accepted, target) = (arguments.baseline.as_deref(), arguments.write_baseline.as_deref());
    if accepted.is_none() && target.is_none() {
        return Ok(None);
    }
    let opened = check(arguments).and_then(|()| Baseline::open(accepted, target));
    opened.map(Some).map_err(|error| usage(error.code(), &error.to_string()))
}

/// Refuses files that are something else in this run, and a target that no file can be.
fn check(arguments: &Analyze) -> Result<(), BaselineError> {
    let is_input =
        |path: &Path| arguments.inputs.iter().any(|input| same_file(Path::new(input), path));
    let is_output =
        |path: &Path| arguments.output.as_deref().is_some_and(|output| same(output, path));
    if let Some(path) = &arguments.baseline {
        if is_input(path) {
            return Err(BaselineError::unreadable(path, "it is an input, too"));
        }
        if is_output(path) {
            return Err(BaselineError::unreadable(path, "it is the output, too"));
        }
    }
    if let Some(path) = &arguments.write_baseline {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let why = if is_input(path) {
            "it is an input, too"
        } else if is_output(path) {
            "it is the output, too"
        } else if path.is_dir() {
            "it is a folder"
        } else if folder.is_some_and(|folder| !folder.is_dir()) {
            "there is no such folder"
        } else {
            return Ok(());
        };
        return Err(BaselineError::unwritable(path, why));
    }
    Ok(())
}

/// Takes files that are read or written as a baseline from inputs that a folder gave.
pub(super) fn leave_out(arguments: &Analyze, inputs: &mut Vec<Input>) {
    for file in [&arguments.baseline, &arguments.write_baseline].into_iter().flatten() {
        inputs.retain(|input| input.path().is_none_or(|path| !same_file(path, file)));
    }
}

/// Whether two paths are one, be there a file or not.
fn same(a: &Path, b: &Path) -> bool {
    a == b || same_file(a, b)
}
