//! The same document gives the same answer, whatever came before and whoever asks.

use super::bench::{Bench, answers, same};
use super::verdict::Checked;
use crate::plugins::Isolation;
use postil_core::{AnalyzerError, Document};
use std::thread;

/// Threads that ask at one time.
const THREADS: usize = 4;

/// One instance is asked twice.
pub(super) fn twice(bench: &Bench) -> Checked {
    let documents = bench.ordinary()?;
    let plugin = bench.open(Isolation::Process)?;
    let first = answers(&plugin, &documents)?;
    same(&documents, &first, &answers(&plugin, &documents)?, "when it is asked again")
}

/// Two processes: seeds of hash maps, addresses and clocks differ.
pub(super) fn new_process(bench: &Bench) -> Checked {
    let documents = bench.ordinary()?;
    let first = answers(&bench.open(Isolation::Process)?, &documents)?;
    let second = answers(&bench.open(Isolation::Process)?, &documents)?;
    same(&documents, &first, &second, "between two processes")
}

/// The last document comes first.
pub(super) fn other_order(bench: &Bench) -> Checked {
    let documents = bench.ordinary()?;
    let first = answers(&bench.open(Isolation::Process)?, &documents)?;
    let turned: Vec<Document> = documents.iter().rev().cloned().collect();
    let mut second = answers(&bench.open(Isolation::Process)?, &turned)?;
    second.reverse();
    same(&documents, &first, &second, "in another order")
}

/// Several threads, each with a process of its own.
pub(super) fn threads(bench: &Bench) -> Checked {
    at_one_time(bench, Isolation::Process)
}

/// Several threads of one process, each with an instance of its own.
pub(super) fn threads_in_process(bench: &Bench) -> Checked {
    at_one_time(bench, Isolation::InProcess)
}

fn at_one_time(bench: &Bench, isolation: Isolation) -> Checked {
    let documents = bench.ordinary()?;
    let alone = answers(&bench.open(isolation)?, &documents)?;
    let plugin = bench.open(isolation)?;
    let together: Vec<Result<Vec<Vec<u8>>, AnalyzerError>> = thread::scope(|scope| {
        let asked: Vec<_> =
            (0..THREADS).map(|_| scope.spawn(|| answers(&plugin, &documents))).collect();
        asked
            .into_iter()
            .map(|thread| {
                let lost = |_| Err(AnalyzerError::failed("the thread that asked panicked"));
                thread.join().unwrap_or_else(lost)
            })
            .collect()
    });
    for answers in together {
        same(&documents, &alone, &answers?, "between one thread and several")?;
    }
    Ok(())
}
