//! The child's side: `postil plugin-host`, which loads a library and serves it to its parent.
//!
//! ```text
//! postil plugin-host [--memory BYTES] [--shown PATH] [--describe] LIBRARY
//! postil plugin-host [--memory BYTES] -- COMMAND [ARGUMENT]...
//! ```
//! `LIBRARY` is the parent's private copy; `--shown` is the file as the user knows it. With
//! `--describe` the hello tells the manifest of the descriptor, and no instance is made.
//!
//! The second form puts the same limits on a program that speaks the protocol itself, and then
//! becomes that program.

use super::error::PluginError;
use super::library::{Library, LibraryInstance};
use super::run_error::RunError;
use super::spawn::confine;
use postil_core::Manifest;
use postil_plugin::message::{AnswerError, encode_failure};
use postil_plugin::process::{Service, refuse, serve};
use postil_plugin::protocol::Fault;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// Runs the child; `arguments` are those after `plugin-host`. Anything that goes wrong is told to
/// the parent as the answer to its hello.
pub fn plugin_host_main(arguments: Vec<OsString>) -> ExitCode {
    let order = match Order::read(arguments) {
        Ok(order) => order,
        Err(usage) => {
            eprintln!("postil plugin-host: {usage}");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = confine(order.memory) {
        let command = "postil plugin-host".to_owned();
        return refuse(PluginError::Start { command, fault: error.to_string() }.told());
    }
    match order.what {
        What::Library { file, describe } => {
            let shown = order.shown.unwrap_or_else(|| file.clone());
            // A name without a folder is a path all the same.
            let file = std::path::absolute(&file).unwrap_or(file);
            serve(&mut Loaded { file, shown, describe, instance: None })
        }
        What::Command(program, arguments) => become_program(&program, &arguments),
    }
}

#[derive(Debug, PartialEq)]
struct Order {
    memory: Option<u64>,
    shown: Option<PathBuf>,
    what: What,
}

#[derive(Debug, PartialEq)]
enum What {
    Library { file: PathBuf, describe: bool },
    Command(OsString, Vec<OsString>),
}

impl Order {
    fn read(arguments: Vec<OsString>) -> Result<Self, String> {
        let (mut memory, mut shown, mut describe) = (None, None, false);
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--memory") => {
                    let value = arguments.next();
                    let bytes = value.as_ref().and_then(|value| value.to_str()?.parse().ok());
                    memory = Some(bytes.ok_or("--memory wants a number of bytes")?);
                }
                Some("--shown") => {
                    shown = Some(arguments.next().ok_or("--shown wants a path")?.into());
                }
                Some("--describe") => describe = true,
                Some("--") => {
                    let program = arguments.next().ok_or("no command after --")?;
                    let what = What::Command(program, arguments.collect());
                    return Ok(Self { memory, shown, what });
                }
                _ => {
                    if arguments.next().is_some() {
                        return Err("more than one library".to_owned());
                    }
                    let what = What::Library { file: argument.into(), describe };
                    return Ok(Self { memory, shown, what });
                }
            }
        }
        Err("no library and no command".to_owned())
    }
}

/// Becomes the program; returns only if that fails.
#[cfg(unix)]
fn become_program(program: &OsStr, arguments: &[OsString]) -> ExitCode {
    use std::os::unix::process::CommandExt;
    let error = Command::new(program).args(arguments).exec();
    let command = program.to_string_lossy().into_owned();
    refuse(PluginError::Start { command, fault: error.to_string() }.told())
}

/// Runs the program with this process's standard streams.
#[cfg(not(unix))]
fn become_program(program: &OsStr, arguments: &[OsString]) -> ExitCode {
    match Command::new(program).args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            let command = program.to_string_lossy().into_owned();
            refuse(PluginError::Start { command, fault: error.to_string() }.told())
        }
    }
}

/// A library, loaded at the hello.
struct Loaded {
    file: PathBuf,
    shown: PathBuf,
    describe: bool,
    instance: Option<LibraryInstance>,
}

impl Service for Loaded {
    fn open(&mut self, settings: &[u8]) -> Result<Manifest, Fault> {
        // The parent is safe from whatever a panic does here.
        let library =
            Library::load(&self.file, &self.shown, false).map_err(|error| error.told())?;
        if self.describe {
            return Ok(library.manifest().clone());
        }
        let mut instance = library.create(settings).map_err(|error| error.told())?;
        let manifest = instance.describe().map_err(|error| error.told())?;
        self.instance = Some(instance);
        Ok(manifest)
    }

    fn answer(&mut self, kind: u8, request: &[u8]) -> Vec<u8> {
        let outcome = match &mut self.instance {
            Some(instance) => instance.call(kind, request, u64::from(u32::MAX - 1)),
            None => Err(AnswerError::Unreadable("a request before the hello".to_owned()).into()),
        };
        outcome.unwrap_or_else(|error| {
            let mut out = Vec::new();
            let text = match &error {
                // The parent says the rest of the sentence.
                RunError::Panicked(text) | RunError::Answer(AnswerError::Unreadable(text)) => {
                    text.clone()
                }
                other => other.to_string(),
            };
            encode_failure(error.code(), &text, &mut out);
            out
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Order, String> {
        Order::read(arguments.iter().map(OsString::from).collect())
    }

    #[test]
    fn both_forms_are_read() {
        let order = read(&["--memory", "9", "--shown", "b.so", "a.so"]).unwrap();
        let what = What::Library { file: "a.so".into(), describe: false };
        assert_eq!(order, Order { memory: Some(9), shown: Some("b.so".into()), what });
        let order = read(&["--describe", "a.so"]).unwrap();
        assert_eq!(order.what, What::Library { file: "a.so".into(), describe: true });
        let order = read(&["--", "python3", "--memory"]).unwrap();
        let what = What::Command("python3".into(), vec!["--memory".into()]);
        assert_eq!(order, Order { memory: None, shown: None, what });
    }

    #[test]
    fn bad_orders_are_refused() {
        for bad in [&[][..], &["--"], &["--memory"], &["--memory", "x", "a.so"], &["--shown"]] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
        assert!(read(&["a", "b"]).is_err());
    }
}
