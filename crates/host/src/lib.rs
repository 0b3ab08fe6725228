//! The host: configuration, registry, plugins, scheduler and command line of `postil`.
//!
//! Reading order: [`command`] is what a user types, [`config`] what a user writes down,
//! [`registry`] which analyzers that gives and [`order`] in which order they run, [`plugins`]
//! how foreign ones are loaded, and [`run`] how documents flow through all of them.
//! [`conformance`] checks whether a plugin does what all of this expects.

pub mod command;
pub mod config;
pub mod conformance;
pub mod errors;
mod found;
pub mod order;
pub mod plugins;
pub mod registry;
pub mod run;
