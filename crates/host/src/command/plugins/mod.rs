//! `postil plugins`.

mod check;
mod list;
mod new;
mod pin;

use super::Exit;
use clap::{Args, Subcommand};

/// What `plugins` takes.
#[derive(Args)]
pub(super) struct PluginsArguments {
    #[command(subcommand)]
    command: Plugins,
}

#[derive(Subcommand)]
enum Plugins {
    /// Every analyzer with its version, transport, layers and state.
    List(list::ListArguments),
    /// Start the project of a new analyzer.
    New(new::NewArguments),
    /// Check that a plugin does what Postil expects of one.
    Check(check::CheckArguments),
    /// Write the hash of each library into config.toml, so that no other file is loaded.
    Pin(pin::PinArguments),
}

pub(super) fn run(arguments: &PluginsArguments) -> Exit {
    match &arguments.command {
        Plugins::List(arguments) => list::run(arguments),
        Plugins::New(arguments) => new::run(arguments),
        Plugins::Check(arguments) => check::run(arguments),
        Plugins::Pin(arguments) => pin::run(arguments),
    }
}
