//! Plugins over each transport, and every fault that a host must bear. The faults are those of
//! `plugins/faulty`.
//!
//! Reading order: [`loading`] is what a host refuses before it runs any code of a plugin,
//! [`manifest`] what it refuses once it knows the plugin, [`answers`] what a plugin may say,
//! [`processes`] and [`resources`] what it may do to a process, [`runs`] what all that means for
//! a run, seen from the command line.

mod answers;
mod built;
mod findings;
mod folders;
mod loading;
mod manifest;
mod opened;
mod processes;
mod resources;
mod runs;
mod shell;
mod transports;
