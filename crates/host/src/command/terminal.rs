//! Printing, for persons and pipes.

use super::{Configured, Exit};
use crate::config::{self, Config, Faults};
use crate::registry;
use std::io::{self, IsTerminal, Write};

/// Whether to colour what goes to standard error.
pub(super) fn color_errors() -> bool {
    io::stderr().is_terminal() && wants_color()
}

/// Whether to colour what goes to standard output.
pub(super) fn color_output() -> bool {
    io::stdout().is_terminal() && wants_color()
}

/// `NO_COLOR` (<https://no-color.org>), and a terminal that can.
fn wants_color() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Columns of the terminal; 100 where there is none.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(40, 120)
}

/// Prints a text to standard output; a reader that has gone away is no error.
pub(super) fn print(text: &str) -> Exit {
    print_bytes(text.as_bytes())
}

pub(super) fn print_bytes(bytes: &[u8]) -> Exit {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            usage("E0004", &error.to_string())
        }
        _ => Exit::Done,
    }
}

/// Says what is wrong with the usage.
pub(super) fn usage(code: &str, message: &str) -> Exit {
    eprintln!("error[{code}]: {message}");
    Exit::Usage
}

/// Shows everything that is wrong with a configuration.
pub(super) fn refuse(faults: &Faults) -> Exit {
    eprintln!("{}", faults.render(color_errors()));
    Exit::Usage
}

/// Reads the configuration that the arguments name, with their overrides.
pub(super) fn read_config(configured: &Configured) -> Result<Config, Faults> {
    let ids = registry::built_in_ids();
    let mut config = config::read(config::locate(configured.config.as_deref())?, &ids)?;
    let faults: Vec<config::ConfigFault> = configured
        .set
        .iter()
        .filter_map(|argument| config::set(&mut config, argument, &ids).err())
        .map(|fault| *fault)
        .collect();
    if faults.is_empty() { Ok(config) } else { Err(Faults::new(config.origin, faults)) }
}
