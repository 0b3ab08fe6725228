//! Stories, for plugins that collate.

use super::bench::Bench;
use super::documents;
use super::verdict::{Checked, Verdict};
use crate::plugins::{Isolation, PluginAnalyzer};
use postil_core::{Analyzer, Story, StoryNotes};
use postil_plugin::message::encode_story_answer;

/// Documents of a story of several.
const SEVERAL: usize = 3;

/// A story that lost all its documents.
pub(super) fn none(bench: &Bench) -> Checked {
    of(bench, 0)
}

/// A story that only one document tells.
pub(super) fn one(bench: &Bench) -> Checked {
    of(bench, 1)
}

/// A story as it should be.
pub(super) fn several(bench: &Bench) -> Checked {
    of(bench, SEVERAL)
}

/// The same story again, in the same process and in another.
pub(super) fn twice(bench: &Bench) -> Checked {
    let story = story(bench, SEVERAL)?;
    let plugin = bench.open(Isolation::Process)?;
    let first = answer(&plugin, &story)?;
    if answer(&plugin, &story)? != first {
        return Err(Verdict::failed("the answer differs when it is asked again"));
    }
    if answer(&bench.open(Isolation::Process)?, &story)? != first {
        return Err(Verdict::failed("the answer differs between two processes"));
    }
    Ok(())
}

fn of(bench: &Bench, count: usize) -> Checked {
    let story = story(bench, count)?;
    answer(&bench.open(Isolation::Process)?, &story)?;
    Ok(())
}

fn story(bench: &Bench, count: usize) -> Checked<Story> {
    if !bench.manifest.collates {
        return Err(Verdict::skipped("it does not collate"));
    }
    documents::story(count, &bench.manifest)
}

fn answer(plugin: &PluginAnalyzer, story: &Story) -> Checked<Vec<u8>> {
    let mut notes = StoryNotes::new(story);
    plugin.collate(story, &mut notes)?;
    let (result, links) = notes.finish();
    let mut bytes = Vec::new();
    encode_story_answer(result.as_ref(), links.as_ref(), &mut bytes)?;
    Ok(bytes)
}
