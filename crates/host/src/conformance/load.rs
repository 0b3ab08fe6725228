//! From the file to a plugin that runs.

use super::bench::Bench;
use super::subject::Form;
use super::talk::fault;
use super::verdict::{Checked, Verdict};
use crate::plugins::{self, Isolation};
use postil_core::Manifest;
use postil_plugin::protocol::Fault;

/// Faults that leave nothing to check: no file, no library, no library for this machine, a
/// program that does not start.
const UNOPENED: [&str; 4] = ["E0040", "E0041", "E0049", "E0052"];

/// A library that would take its process down with a panic.
const PANIC_ABORT: &str = "E0045";
/// Rules that the host does not take, which are another case's.
const RULES: &str = "E0055";

/// There is something that can be opened.
pub(super) fn opens(bench: &Bench) -> Checked {
    let found = match &bench.subject.form {
        Form::Library(path) => {
            let host = std::env::current_exe()?;
            plugins::describe(path, &host).err().map(|error| Fault {
                help: error.help().to_owned(),
                ..fault(error.code(), error.to_string())
            })
        }
        Form::Program(_) => bench.talk().err(),
    };
    match found {
        Some(fault) if UNOPENED.contains(&fault.code.as_str()) => Err(Verdict::Unopened(fault)),
        _ => Ok(()),
    }
}

/// Symbols, descriptor and table of functions, with nothing missing that the library needs.
pub(super) fn descriptor(bench: &Bench) -> Checked {
    opens_without(bench, &["E0042", "E0053", "E0054"])
}

/// Plugin and host share an ABI version.
pub(super) fn abi(bench: &Bench) -> Checked {
    opens_without(bench, &["E0043", "E0044"])
}

/// The manifest is one.
pub(super) fn manifest(bench: &Bench) -> Checked {
    opens_without(bench, &["E0047"])
}

/// Fails for these faults; every other one is another case's.
fn opens_without(bench: &Bench, codes: &[&str]) -> Checked {
    match bench.talk() {
        Err(fault) if codes.contains(&fault.code.as_str()) => Err(fault.into()),
        _ => Ok(()),
    }
}

/// The plugin says hello; with its manifest.
pub(super) fn starts(bench: &Bench) -> Checked<Manifest> {
    Ok(bench.talk()?.manifest.clone())
}

/// The constant manifest and the running plugin's agree on who it is.
pub(super) fn one_id(bench: &Bench) -> Checked {
    match bench.open(Isolation::InProcess) {
        Err(error) if [PANIC_ABORT, RULES].contains(&error.code()) => {
            Err(Verdict::skipped(format!("it is not loaded in-process: {error}")))
        }
        opened => Ok(opened.map(drop)?),
    }
}

/// A panic stays inside of the library.
pub(super) fn unwinds(bench: &Bench) -> Checked {
    match bench.open(Isolation::InProcess) {
        Err(error) if error.code() == PANIC_ABORT => Err(error.into()),
        _ => Ok(()),
    }
}
