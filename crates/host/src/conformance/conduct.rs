//! What a plugin leaves alone: standard output, the process that it is in, its resources.

use super::bench::{Bench, answers};
use super::resources;
use super::subject::Form;
use super::talk::Talk;
use super::verdict::{Checked, Verdict};
use crate::plugins::Isolation;
use postil_core::Document;
use postil_plugin::message::encode_request;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Time in which a process ends after its input ended.
const END: Duration = Duration::from_secs(5);

/// Documents after which threads and files are counted first, and those between the counts.
const FIRST: usize = 40;
const THEN: usize = 200;

/// Documents between two looks at the memory, and the number of looks: 2,000 documents.
const STRIDE: usize = 400;
const LOOKS: usize = 5;
/// Growth from the first look to the last that counts as a leak, in KiB: about 2.5 KiB for each
/// document. An allocator may keep less.
const LEAK: u64 = 4096;

/// Nothing but answers comes out of standard output. A library is loaded into this process, whose
/// standard output the parent looks at.
pub(super) fn silent(bench: &Bench) -> Checked {
    let documents = bench.ordinary()?;
    if let Form::Library(_) = bench.subject.form {
        answers(&bench.open(Isolation::InProcess)?, &documents)?;
        return Ok(());
    }
    let mut talk = bench.talk()?;
    feed(&mut talk, bench, &documents, documents.len())?;
    if talk.end(END)?.stray {
        return Err(Verdict::failed("something follows the last answer"));
    }
    Ok(())
}

/// The working directory is the same after the plugin as before.
pub(super) fn working_directory(bench: &Bench) -> Checked {
    let before = std::env::current_dir()?;
    answers(&bench.open(Isolation::InProcess)?, &bench.ordinary()?)?;
    let after = std::env::current_dir()?;
    if before != after {
        let (before, after) = (before.display(), after.display());
        return Err(Verdict::failed(format!("it went from {before} to {after}")));
    }
    Ok(())
}

/// The environment is the same after the plugin as before.
pub(super) fn environment(bench: &Bench) -> Checked {
    let before: BTreeMap<_, _> = std::env::vars_os().collect();
    answers(&bench.open(Isolation::InProcess)?, &bench.ordinary()?)?;
    let after: BTreeMap<_, _> = std::env::vars_os().collect();
    let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changed: Vec<String> = names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    if !changed.is_empty() {
        return Err(Verdict::failed(format!("it changed {}", changed.join(", "))));
    }
    Ok(())
}

/// No thread is left behind by a document.
pub(super) fn thread_count(bench: &Bench) -> Checked {
    stays(bench, "threads", resources::threads)
}

/// No file is left open by a document.
pub(super) fn file_count(bench: &Bench) -> Checked {
    stays(bench, "open files", resources::files)
}

fn stays(bench: &Bench, what: &str, count: fn(u32) -> Option<u64>) -> Checked {
    let documents = bench.ordinary()?;
    let mut talk = bench.talk()?;
    let untold = || Verdict::skipped(format!("this system does not tell the number of {what}"));
    feed(&mut talk, bench, &documents, FIRST)?;
    let before = count(talk.process()).ok_or_else(untold)?;
    feed(&mut talk, bench, &documents, THEN)?;
    let after = count(talk.process()).ok_or_else(untold)?;
    if after > before {
        let why = format!("{before} {what} became {after} over {THEN} documents");
        return Err(Verdict::failed(why));
    }
    Ok(())
}

/// Resident memory does not rise with each stretch of documents.
pub(super) fn memory(bench: &Bench) -> Checked {
    let documents = bench.ordinary()?;
    let mut talk = bench.talk()?;
    let mut looks = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        feed(&mut talk, bench, &documents, STRIDE)?;
        let look = resources::memory(talk.process());
        let untold = || Verdict::skipped("this system does not tell a process's memory");
        looks.push(look.ok_or_else(untold)?);
    }
    match leak(&looks) {
        None => Ok(()),
        Some(growth) => {
            let over = STRIDE * (LOOKS - 1);
            Err(Verdict::failed(format!("it grew by {growth} KiB over {over} documents")))
        }
    }
}

/// How much memory grew, if it did with each look and by more than an allocator would keep.
fn leak(looks: &[u64]) -> Option<u64> {
    let growth = looks.last()?.saturating_sub(*looks.first()?);
    (growth > LEAK && looks.is_sorted_by(|a, b| a < b)).then_some(growth)
}

/// The process ends by itself when nobody asks any more.
pub(super) fn ends(bench: &Bench) -> Checked {
    match bench.talk()?.end(END)?.status {
        Some(_) => Ok(()),
        None => Err(Verdict::failed(format!("it still runs {} seconds later", END.as_secs()))),
    }
}

/// Lets the plugin read `count` documents, the same ones over and over.
fn feed(talk: &mut Talk, bench: &Bench, documents: &[Document], count: usize) -> Checked {
    let mut request = Vec::new();
    for document in documents.iter().cycle().take(count) {
        encode_request(document, &bench.manifest, &mut request)?;
        talk.ask(&request)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leak_is_steady_and_large() {
        assert_eq!(leak(&[10_000, 12_000, 14_000, 16_000]), Some(6000));
        // A cache that fills at some time, and a little that the allocator keeps.
        assert_eq!(leak(&[10_000, 20_000, 20_000, 20_000]), None);
        assert_eq!(leak(&[10_000, 10_010, 10_020, 10_030]), None);
        assert_eq!(leak(&[10_000, 9_000]), None);
        assert_eq!(leak(&[]), None);
    }
}
