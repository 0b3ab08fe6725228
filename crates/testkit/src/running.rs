//! Running an analyzer: called directly, and through the message.

use postil_core::{Analyzer, Batch, Document, Notes, Story, StoryLayers, StoryNotes};
use postil_plugin::message::{
    check_answer, check_story_answer, decode_request, decode_story_request, encode_answer,
    encode_request, encode_story_answer, encode_story_request,
};
use serde_json::Value;

/// What the analyzer says of the document. Panics if it fails.
#[track_caller]
pub fn run(analyzer: &dyn Analyzer, document: &Document) -> Batch {
    let id = &analyzer.manifest().id;
    let mut notes = Notes::new(document, analyzer.manifest());
    if let Err(error) = analyzer.analyze(document, &mut notes) {
        panic!("`{id}` failed on `{}`: {} {error}", document.id(), error.code());
    }
    notes.finish().unwrap_or_else(|error| panic!("on `{}`: {error}", document.id()))
}

/// The document with the notes of each analyzer, in this order.
#[track_caller]
pub fn read(mut document: Document, analyzers: &[&dyn Analyzer]) -> Document {
    for analyzer in analyzers {
        let batch = run(*analyzer, &document);
        document.absorb(batch);
    }
    document
}

/// What an analyzer says of a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryBatch {
    /// Its result for the story as a whole.
    pub result: Option<Value>,
    /// What links the documents.
    pub links: Option<StoryLayers>,
}

/// What the analyzer says of the story. Panics if it fails.
#[track_caller]
pub fn collate(analyzer: &dyn Analyzer, story: &Story) -> StoryBatch {
    let mut notes = StoryNotes::new(story);
    if let Err(error) = analyzer.collate(story, &mut notes) {
        let id = &analyzer.manifest().id;
        panic!("`{id}` failed on the story `{}`: {} {error}", story.id(), error.code());
    }
    let (result, links) = notes.finish();
    StoryBatch { result, links }
}

/// What the analyzer says of the document when both go through the message form, as they do on
/// their way to a plugin and back. It has then seen nothing but the layers that it requires.
#[track_caller]
pub fn over_message(analyzer: &dyn Analyzer, document: &Document) -> Batch {
    let manifest = analyzer.manifest();
    let mut bytes = Vec::new();
    let id = document.id();
    encode_request(document, manifest, &mut bytes)
        .unwrap_or_else(|error| panic!("the request for `{id}`: {error}"));
    let received =
        decode_request(&bytes).unwrap_or_else(|error| panic!("the request for `{id}`: {error}"));
    let batch = run(analyzer, &received);
    encode_answer(&batch, &mut bytes)
        .unwrap_or_else(|error| panic!("the answer about `{id}`: {error}"));
    check_answer(&bytes, document, manifest)
        .unwrap_or_else(|error| panic!("the answer about `{id}`: {error}"))
}

/// What the analyzer says of the story when both go through the message form, as
/// [`over_message`] does for a document.
#[track_caller]
pub fn collate_over_message(analyzer: &dyn Analyzer, story: &Story) -> StoryBatch {
    let manifest = analyzer.manifest();
    let mut bytes = Vec::new();
    let id = story.id();
    encode_story_request(story, manifest, &mut bytes)
        .unwrap_or_else(|error| panic!("the request for `{id}`: {error}"));
    let received = decode_story_request(&bytes)
        .unwrap_or_else(|error| panic!("the request for `{id}`: {error}"));
    let batch = collate(analyzer, &received);
    encode_story_answer(batch.result.as_ref(), batch.links.as_ref(), &mut bytes)
        .unwrap_or_else(|error| panic!("the answer about `{id}`: {error}"));
    let answer = check_story_answer(&bytes, story)
        .unwrap_or_else(|error| panic!("the answer about `{id}`: {error}"));
    StoryBatch { result: answer.result, links: answer.links }
}
