//! One run: documents in, records out.
//!
//! Documents are analysed in parallel and written in input order; at most a few batches are in
//! flight, so memory does not grow with the corpus. What later stories need of a document is a
//! small sketch; the documents themselves stay on a shelf that spills them to disk.

mod analyse;
pub mod baseline;
mod collate;
mod ordered;
mod progress;
mod shelf;

use crate::config::{Config, OnError};
use crate::plugins::journal;
use analyse::Analysis;
use baseline::{Baseline, Found};
use postil_core::{Analyzer, Level};
use postil_formats::write::terminal::clean;
use postil_formats::write::{Sink, Writer};
use postil_formats::{PluginRecord, ReadError, Reader, RunRecord};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a run needs.
pub struct Plan<'a> {
    /// The analyzers, in the order in which they run.
    pub analyzers: &'a [Arc<dyn Analyzer>],
    /// The effective configuration.
    pub config: &'a Config,
    /// How documents are grouped into stories.
    pub group: postil_stories::Group,
    /// The writer.
    pub writer: &'a dyn Writer,
    /// SHA-256 of the effective configuration.
    pub config_sha256: String,
    /// Level from which a finding makes the run fail.
    pub fail_on: Option<Level>,
    /// Findings that are not to be reported, and where those of this run are to be kept.
    pub baseline: Option<&'a Baseline>,
}

/// How a run went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Whether a finding reached the level of `--fail-on`.
    pub found: bool,
    /// Whether a document or an analyzer failed.
    pub failed: bool,
}

/// Runs the plan over every document of `reader` and writes to `out`.
pub fn run(plan: &Plan<'_>, reader: Reader, out: Box<dyn io::Write + '_>) -> io::Result<Outcome> {
    journal::run_begins();
    let outcome = read_all(plan, reader, out);
    journal::run_ends();
    outcome
}

fn read_all(plan: &Plan<'_>, reader: Reader, out: Box<dyn io::Write + '_>) -> io::Result<Outcome> {
    let jobs = match plan.config.jobs {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        jobs => jobs,
    };
    let mut sink = Sink::new(plan.writer, out);
    let mut record = RunRecord {
        plugins: plan
            .analyzers
            .iter()
            .map(|analyzer| PluginRecord {
                id: analyzer.manifest().id.clone(),
                version: analyzer.manifest().version.clone(),
            })
            .collect(),
        config_sha256: plan.config_sha256.clone(),
        ..RunRecord::default()
    };
    let mut outcome = Outcome::default();
    let mut found = Found::default();
    let mut progress = progress::Progress::new();
    let stop = AtomicBool::new(false);
    let shelf_full = AtomicBool::new(false);
    let needs = collate::Needs::of(plan);
    let mut shelf = shelf::Shelf::new();
    let reader = reader.take_while(|_| !stop.load(Ordering::Relaxed));

    ordered::in_order(
        jobs,
        reader,
        |incoming: Result<_, ReadError>| match incoming {
            Ok(incoming) => {
                let full = shelf_full.load(Ordering::Relaxed);
                Ok(analyse::document(plan, incoming, needs.as_ref(), full))
            }
            Err(error) => Err(error),
        },
        |result: Result<Analysis, ReadError>| {
            match result.and_then(|analysis| analysis.map_err(|error| *error)) {
                Ok(analysis) => {
                    for error in &analysis.errors {
                        progress.clear();
                        let (id, message) = (clean(&analysis.id), clean(&error.message));
                        eprintln!("error[{}]: {id}: {}: {message}", error.code, error.plugin);
                    }
                    record.documents += 1;
                    record.failed += usize::from(!analysis.errors.is_empty());
                    outcome.failed |= !analysis.errors.is_empty();
                    outcome.found |= analysis.reaches;
                    found.absorb(analysis.found);
                    if !analysis.errors.is_empty() && plan.config.on_error == OnError::Stop {
                        stop.store(true, Ordering::Relaxed);
                    }
                    progress.step(record.documents);
                    sink.put(&analysis.rendered)?;
                    if let Some(kept) = analysis.kept {
                        shelf.put(kept)?;
                        shelf_full.store(shelf.is_full(), Ordering::Relaxed);
                    }
                }
                Err(error) => {
                    progress.clear();
                    eprintln!("error[{}]: {}", error.code(), clean(&error.to_string()));
                    record.unread += 1;
                    outcome.failed = true;
                    if plan.config.on_error == OnError::Stop {
                        stop.store(true, Ordering::Relaxed);
                    }
                }
            }
            Ok(())
        },
    )?;
    progress.clear();

    if needs.is_some() {
        let collated = collate::stories(plan, jobs, shelf, &mut sink)?;
        record.stories = collated.stories;
        outcome.failed |= collated.failed;
        outcome.found |= collated.reaches;
        found.absorb(collated.found);
    }
    if let Some(baseline) = plan.baseline {
        record.silenced = baseline.silences().then_some(found.silenced);
        if let Err(error) = baseline.write(&found) {
            eprintln!("error[{}]: {error}", error.code());
            outcome.failed = true;
        }
    }
    sink.end(&record)?;
    Ok(outcome)
}
