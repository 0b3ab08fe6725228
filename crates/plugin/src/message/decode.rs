//! Reading requests: what a plugin does with what the host sends.

use super::incoming::{Arena, Incoming};
use super::records::{FromMessage, records};
use super::{MessageError, each_record, tables};
use planus::ReadAsRoot;
use postil_core::{Document, Layer, Meta, Story, StoryLayers};
use std::sync::Arc;

/// The document of a request, with its layers in their own types.
pub fn decode_request(bytes: &[u8]) -> Result<Document, MessageError> {
    let request = tables::RequestRef::read_as_root(bytes)?;
    match request.document()? {
        Some(document) => read_document(document, bytes.len()),
        None => Err(MessageError::Unreadable("the request holds no document".into())),
    }
}

/// The story of a request.
pub fn decode_story_request(bytes: &[u8]) -> Result<Story, MessageError> {
    let request = tables::RequestRef::read_as_root(bytes)?;
    let Some(given) = request.story()? else {
        return Err(MessageError::Unreadable("the request holds no story".into()));
    };
    let mut documents = Vec::new();
    for document in given.documents()?.iter() {
        documents.push(read_document(document?, bytes.len())?);
    }
    let mut story = Story::new(given.id()?, documents);
    if let Some(links) = given.links()? {
        let links: StoryLayers =
            serde_json::from_str(links).map_err(MessageError::json("links"))?;
        story.absorb("", None, Some(links));
    }
    if let Some(results) = given.results()? {
        let results: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(results).map_err(MessageError::json("results"))?;
        for (by, result) in results {
            story.absorb(&by, Some(result), None);
        }
    }
    Ok(story)
}

/// The document of a message of `size` bytes.
fn read_document(given: tables::DocumentRef<'_>, size: usize) -> Result<Document, MessageError> {
    let mut document = Document::new(given.id()?, given.text()?)
        .map_err(|error| MessageError::Unreadable(error.to_string()))?;
    if let Some(meta) = given.meta()? {
        document.meta = Meta(serde_json::from_str(meta).map_err(MessageError::json("meta"))?);
    }
    let mut arena = Arena::new(given.arena()?);
    if let Some(layers) = given.layers()? {
        for layer in layers.iter() {
            give(&Incoming::open(layer?, size)?, &mut arena, &mut document)?;
        }
    }
    Ok(document)
}

/// Restores one layer, in its own type where it has one.
fn give<'a>(
    incoming: &Incoming<'a>,
    arena: &mut Arena<'a>,
    document: &mut Document,
) -> Result<(), MessageError> {
    fn typed<'a, T: FromMessage>(
        incoming: &Incoming<'a>,
        arena: &mut Arena<'a>,
        document: &mut Document,
        outcome: &mut Option<Result<(), MessageError>>,
    ) {
        if T::LAYER == incoming.name {
            let read = records::<T>(incoming, document.text(), arena);
            *outcome = Some(read.map(|items| document.give(layer(items, incoming))));
        }
    }
    let mut outcome = None;
    each_record!(typed(incoming, arena, document, &mut outcome));
    if let Some(read) = outcome {
        return read;
    }
    let items = incoming.build(document.text(), arena, |given| given.annotation())?;
    document.give_other(incoming.name, layer(items, incoming));
    Ok(())
}

fn layer<T>(items: Vec<T>, incoming: &Incoming<'_>) -> Layer<T> {
    Layer { items, by: Arc::from(incoming.by.unwrap_or_default()), ids: incoming.ids.clone() }
}
