//! From documents to stories.

use super::Plan;
use super::analyse::panic_text;
use super::baseline::Found;
use super::ordered::in_order;
use super::shelf::{Shelf, Taken};
use postil_core::{Analyzer, Document, Level, Story, StoryNotes};
use postil_formats::write::Sink;
use postil_formats::{DocumentError, StoryRecord};
use postil_stories::Group;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// Whether this run has stories at all.
fn wanted(plan: &Plan<'_>) -> bool {
    plan.group != Group::None
        && plan.analyzers.iter().any(|analyzer| analyzer.manifest().id == "postil.stories")
}

/// What the documents of a story keep: the layers that analyzers which collate, and the writer,
/// read; and what these analyzers said of each document before.
pub(super) struct Needs<'a> {
    layers: Vec<&'a str>,
    results: Vec<&'a str>,
}

impl<'a> Needs<'a> {
    /// What this run's stories need; `None` if it has none.
    pub(super) fn of(plan: &Plan<'a>) -> Option<Self> {
        if !wanted(plan) {
            return None;
        }
        let collating =
            || plan.analyzers.iter().map(|a| a.manifest()).filter(|manifest| manifest.collates);
        let read = collating().flat_map(|m| &m.requires).map(|need| need.layer.as_str());
        let mut layers: Vec<&str> = read.collect();
        layers.extend(plan.writer.story_layers());
        let results = collating().map(|manifest| manifest.id.as_str());
        Some(Self { layers, results: results.collect() })
    }

    /// Drops the rest from a document.
    pub(super) fn reduce(&self, document: &mut Document) {
        document.retain(&self.layers, &self.results);
    }
}

/// What came of the stories.
#[derive(Default)]
pub(super) struct Collated {
    pub(super) stories: usize,
    pub(super) failed: bool,
    /// Whether a finding is of the level of `--fail-on` or above.
    pub(super) reaches: bool,
    pub(super) found: Found,
}

/// One story that is done: its bytes, and what the run must know of it.
struct One {
    record: Vec<u8>,
    errors: Vec<String>,
    reaches: bool,
    found: Found,
}

/// Groups the documents of the shelf, collates each group and writes its record.
pub(super) fn stories(
    plan: &Plan<'_>,
    jobs: usize,
    mut shelf: Shelf,
    sink: &mut Sink<'_>,
) -> io::Result<Collated> {
    let groups = groups(plan.group, &mut shelf);
    let shelf = Mutex::new(shelf);
    let mut collated = Collated::default();
    in_order(
        jobs,
        groups.into_iter().enumerate(),
        |(number, (id, members))| {
            let id = id.unwrap_or_else(|| format!("s{}", number + 1));
            one(plan, &shelf, id, &members)
        },
        |result: io::Result<One>| {
            let story = result?;
            for error in &story.errors {
                eprintln!("{error}");
            }
            collated.stories += 1;
            collated.failed |= !story.errors.is_empty();
            collated.reaches |= story.reaches;
            collated.found.absorb(story.found);
            sink.put(&story.record)
        },
    )?;
    Ok(collated)
}

/// The groups of documents, each with the name that its documents give it.
fn groups(group: Group, shelf: &mut Shelf) -> Vec<(Option<String>, Vec<usize>)> {
    match group {
        Group::None => Vec::new(),
        Group::All => {
            let all: Vec<usize> = (0..shelf.len()).collect();
            if all.is_empty() { Vec::new() } else { vec![(None, all)] }
        }
        Group::Meta => {
            let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (position, story) in shelf.stories().into_iter().enumerate() {
                if let Some(story) = story {
                    groups.entry(story).or_default().push(position);
                }
            }
            let mut groups: Vec<(Option<String>, Vec<usize>)> =
                groups.into_iter().map(|(id, members)| (Some(id.to_owned()), members)).collect();
            groups.sort_by_key(|(_, members)| members.first().copied());
            groups
        }
        Group::Auto => {
            let sketches = shelf.sketches();
            postil_stories::group(&sketches).into_iter().map(|members| (None, members)).collect()
        }
    }
}

/// Collates one story and renders its record.
fn one(plan: &Plan<'_>, shelf: &Mutex<Shelf>, id: String, members: &[usize]) -> io::Result<One> {
    let mut documents: Vec<Document> = Vec::with_capacity(members.len());
    for &position in members {
        let taken = shelf.lock().unwrap_or_else(PoisonError::into_inner).take(position)?;
        match taken {
            Some(Taken::Whole(document)) => documents.push(*document),
            Some(Taken::Packed(bytes)) => {
                documents.push(Document::unpack(&bytes).map_err(io::Error::other)?);
            }
            None => {}
        }
    }
    let mut story = Story::new(id, documents);
    let mut errors: Vec<DocumentError> = Vec::new();
    for analyzer in plan.analyzers {
        if let Err(error) = apply(analyzer.as_ref(), &mut story) {
            errors.push(error);
        }
    }
    let found = plan.baseline.map(|baseline| baseline.apply_to_story(&mut story));
    let messages = errors
        .iter()
        .map(|e| format!("error[{}]: story {}: {}: {}", e.code, story.id(), e.plugin, e.message))
        .collect();
    Ok(One {
        record: plan.writer.story(&StoryRecord { story: &story, errors: &errors }),
        errors: messages,
        reaches: plan.fail_on.is_some_and(|level| reaches(&story, level)),
        found: found.unwrap_or_default(),
    })
}

fn apply(analyzer: &dyn Analyzer, story: &mut Story) -> Result<(), DocumentError> {
    let manifest = analyzer.manifest();
    if !manifest.collates {
        return Ok(());
    }
    let work = || {
        let mut notes = StoryNotes::new(story);
        analyzer.collate(story, &mut notes).map(|()| notes.finish())
    };
    let (code, message) = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok((result, layers))) => {
            story.absorb(&manifest.id, result, layers);
            return Ok(());
        }
        Ok(Err(error)) => (error.code().to_owned(), error.to_string()),
        Err(payload) => ("E0031".to_owned(), panic_text(payload.as_ref())),
    };
    Err(DocumentError { plugin: manifest.id.clone(), code, message })
}

/// Whether a finding across the story's documents is of that level or above.
fn reaches(story: &Story, level: Level) -> bool {
    let findings = story
        .results()
        .get("postil.artifacts")
        .and_then(|result| result.get("findings"))
        .and_then(serde_json::Value::as_array);
    findings.into_iter().flatten().any(|finding| {
        let warning = finding.get("level").and_then(serde_json::Value::as_str) == Some("warning");
        warning || level == Level::Note
    })
}
