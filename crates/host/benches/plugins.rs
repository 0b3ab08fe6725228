//! What plugins cost a run: a child a document, the start of a child, opening a library, and
//! eight plugins that do nothing beside the built-in analyzers. Budgets: a child at most 150 µs
//! over in-process, its start under 30 ms, opening a library under 1 ms, eight idle plugins 3 %.
//!
//! This program is its own plugin: `plugins serve` and `plugins serve tokens` speak the protocol.

#[path = "../../plugin/benches/sample/mod.rs"]
mod sample;

use divan::Bencher;
use postil::config::{self, Origin};
use postil::plugins::{Isolation, PluginAnalyzer, PluginConfig, open_with_host};
use postil::{registry, run};
use postil_core::{Analyzer, Document, Notes};
use postil_formats::write::{JsonLinesWriter, WriteOptions};
use postil_formats::{Input, Reader};
use postil_plugin::process;
use sample::{Idle, document};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).take(2).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve", "tokens"] => process::main::<Idle<true, true>>(),
        ["serve", ..] => process::main::<Idle<false, true>>(),
        _ => {
            divan::main();
            ExitCode::SUCCESS
        }
    }
}

fn host() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_postil"))
}

fn opened(config: &PluginConfig) -> PluginAnalyzer {
    open_with_host(config, host()).unwrap_or_else(|error| panic!("{} {error}", error.code()))
}

fn program(tokens: bool) -> PluginConfig {
    let own = std::env::current_exe().expect("this program has a path");
    let mut command = vec![own.display().to_string(), "serve".to_owned()];
    if tokens {
        command.push("tokens".to_owned());
    }
    PluginConfig { command: Some(command), ..PluginConfig::new("bench.idle") }
}

/// The smallest library of the workspace, built as a user would build it.
fn library() -> PluginConfig {
    use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
    let folder = host().parent().expect("the folder of a profile");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--release", "--package", "postil-faulty", "--lib"]);
    cargo.arg("--target-dir").arg(folder.parent().expect("the target folder"));
    assert!(cargo.status().expect("cargo runs").success(), "postil-faulty does not build");
    let target = folder.parent().map(|target| target.join("release")).expect("the target folder");
    let source: PathBuf = target.join(format!("{DLL_PREFIX}postil_faulty{DLL_SUFFIX}"));
    PluginConfig {
        source: Some(source),
        isolation: Isolation::InProcess,
        ..PluginConfig::new("test.faulty")
    }
}

fn analyze(plugin: &PluginAnalyzer, document: &Document) {
    let mut notes = Notes::new(document, plugin.manifest());
    plugin.analyze(document, &mut notes).expect("a plugin that does nothing");
    notes.finish().expect("sound notes");
}

/// One document at a time, each waited for.
#[divan::bench(args = [false, true])]
fn child(bencher: Bencher<'_, '_>, tokens: bool) {
    let (plugin, document) = (opened(&program(tokens)), document());
    bencher.bench_local(|| analyze(&plugin, &document));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn start_of_a_child(bencher: Bencher<'_, '_>) {
    let config = program(false);
    bencher.bench_local(|| opened(&config));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn opening_a_library(bencher: Bencher<'_, '_>) {
    let config = library();
    bencher.bench_local(|| opened(&config));
}

#[divan::bench]
fn library_that_reads_the_text_alone(bencher: Bencher<'_, '_>) {
    let (plugin, document) = (opened(&library()), document());
    bencher.bench_local(|| analyze(&plugin, &document));
}

/// The sample corpus through every built-in analyzer, and through so many plugins beside them.
#[divan::bench(args = [0, 8])]
fn pipeline_with_idle_plugins(bencher: Bencher<'_, '_>, count: usize) {
    let origin = Origin { path: None, text: config::BUILT_IN.to_owned() };
    let mut config = config::read(origin, &registry::built_in_ids()).expect("it is our own");
    config.jobs = 1;
    let analyzers = registry::open(&config, false)
        .expect("built-in analyzers open")
        .into_iter()
        .filter_map(|entry| entry.state.ok())
        .collect();
    let mut analyzers = registry::arrange(analyzers, None).expect("they have an order");
    if count > 0 {
        let library = library();
        analyzers.extend((0..count).map(|_| Arc::new(opened(&library)) as Arc<dyn Analyzer>));
    }
    let writer = JsonLinesWriter::new(WriteOptions { layers: None, unit: Default::default() });
    let plan = run::Plan {
        analyzers: &analyzers,
        config: &config,
        group: postil_stories::Group::None,
        writer: &writer,
        config_sha256: String::new(),
        fail_on: None,
        baseline: None,
    };
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds").display().to_string();
    let inputs = Input::find(&[seeds]);
    bencher.bench_local(|| {
        run::run(&plan, Reader::new(inputs.clone()), Box::new(std::io::sink())).expect("it runs")
    });
}
