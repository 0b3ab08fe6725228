//! A document through the whole pipeline: reading, every built-in analyzer, writing.

use postil::config::{self, Origin};
use postil::{registry, run};
use postil_formats::write::{JsonLinesWriter, WriteOptions};
use postil_formats::{Input, Reader};
use std::path::Path;

fn main() {
    divan::main();
}

fn seeds() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds").display().to_string()
}

/// The sample corpus, one thread, JSON Lines out.
#[divan::bench(args = [false, true])]
fn seeds_with_stories(bencher: divan::Bencher<'_, '_>, stories: bool) {
    let origin = Origin { path: None, text: config::BUILT_IN.to_owned() };
    let mut config = config::read(origin, &registry::built_in_ids()).expect("it is our own");
    config.jobs = 1;
    let analyzers = registry::open(&config, false)
        .expect("built-in analyzers open")
        .into_iter()
        .filter_map(|entry| entry.state.ok())
        .collect();
    let analyzers = registry::arrange(analyzers, None).expect("they have an order");
    let writer = JsonLinesWriter::new(WriteOptions { layers: None, unit: Default::default() });
    let plan = run::Plan {
        analyzers: &analyzers,
        config: &config,
        group: if stories { postil_stories::Group::Auto } else { postil_stories::Group::None },
        writer: &writer,
        config_sha256: String::new(),
        fail_on: None,
        baseline: None,
    };
    let inputs = Input::find(&[seeds()]);
    bencher.bench(|| {
        run::run(&plan, Reader::new(inputs.clone()), Box::new(std::io::sink())).expect("it runs")
    });
}
