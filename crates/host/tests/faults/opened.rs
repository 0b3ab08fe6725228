//! The faulty plugin, opened in one way or another.

use crate::built::{host, library, program};
use postil::plugins::{Isolation, PluginAnalyzer, PluginConfig, PluginError, open_with_host};
use postil_core::{Analyzer, Batch, Document, Notes};
use postil_testkit::{DocumentBuilder, document};
use serde_json::{Value, json};
use std::time::Duration;

/// Both places where a library may run.
pub const PLACES: [Isolation; 2] = [Isolation::Process, Isolation::InProcess];

pub fn text() -> DocumentBuilder {
    document("“É” is a letter. 💩")
}

/// The plugin as a library, in a child.
pub fn faulty(settings: Value) -> PluginConfig {
    PluginConfig {
        source: Some(library("postil-faulty", None)),
        settings,
        timeout: Duration::from_secs(20),
        max_output: 1 << 20,
        ..PluginConfig::new("test.faulty")
    }
}

/// The plugin as a library that was built with a feature.
pub fn built_with(feature: &str, isolation: Isolation, settings: Value) -> PluginConfig {
    let source = Some(library("postil-faulty", Some(feature)));
    PluginConfig { source, isolation, ..faulty(settings) }
}

/// The plugin as a program with these arguments.
pub fn started(arguments: &[&str], mode: &str) -> PluginConfig {
    let mut command = vec![program().display().to_string()];
    command.extend(arguments.iter().map(|argument| (*argument).to_owned()));
    PluginConfig {
        command: Some(command),
        settings: json!({"mode": mode}),
        timeout: Duration::from_secs(20),
        ..PluginConfig::new("test.faulty")
    }
}

pub fn opened(config: &PluginConfig) -> PluginAnalyzer {
    open_with_host(config, host()).unwrap_or_else(|error| panic!("{} {error}", error.code()))
}

pub fn refused(config: &PluginConfig) -> PluginError {
    match open_with_host(config, host()) {
        Ok(_) => panic!("{config:?} was opened"),
        Err(error) => error,
    }
}

/// Code and message of the failure on a document.
pub fn failure(plugin: &PluginAnalyzer, document: &Document) -> (String, String) {
    let mut notes = Notes::new(document, plugin.manifest());
    let error = plugin.analyze(document, &mut notes).expect_err("the plugin should fail");
    (error.code().to_owned(), error.to_string())
}

pub fn code(settings: Value) -> String {
    failure(&opened(&faulty(settings)), &text().build()).0
}

/// The number that the plugin says of its process.
pub fn number(batch: &Batch) -> u64 {
    batch.result().and_then(Value::as_u64).expect("the number of a process")
}
