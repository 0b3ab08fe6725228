//! The analyzer as a program: for `command` in place of `source` in config.toml.

use std::process::ExitCode;

fn main() -> ExitCode {
    postil_plugin::process::main::<{{module}}::Figures>()
}
