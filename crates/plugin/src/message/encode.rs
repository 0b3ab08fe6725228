//! Writing messages.

use super::outgoing::{Columns, fits};
use super::{MessageError, tables};
use planus::{Builder, Offset};
use postil_core::{Batch, Document, Layers, Manifest, Story, StoryLayers};
use serde_json::Value;

/// What a message is given beside its texts and records, so that its buffer is allocated once:
/// tables, padding, an ordinary `meta`.
const MARGIN: usize = 1024;

/// Writes the request to analyse `document`, with the layers that `manifest` requires, over
/// whatever `out` holds.
pub fn encode_request(
    document: &Document,
    manifest: &Manifest,
    out: &mut Vec<u8>,
) -> Result<(), MessageError> {
    let columns = required(document, manifest)?;
    let size = document.text().len() + columns.size();
    fits(size)?;
    let mut builder = Builder::with_capacity(size + MARGIN);
    let document = write_document(&mut builder, document, &columns)?;
    let request = tables::Request::create(&mut builder, Some(document), ());
    copy(&mut builder, request, out);
    Ok(())
}

/// Writes the request to collate `story`, each document with the layers that `manifest` requires,
/// over whatever `out` holds.
pub fn encode_story_request(
    story: &Story,
    manifest: &Manifest,
    out: &mut Vec<u8>,
) -> Result<(), MessageError> {
    let columns = story
        .documents()
        .iter()
        .map(|document| required(document, manifest))
        .collect::<Result<Vec<_>, _>>()?;
    let links = json("links", story.layers())?;
    let results = json("results", story.results())?;
    let texts: usize = story.documents().iter().map(|document| document.text().len()).sum();
    let layers: usize = columns.iter().map(Columns::size).sum();
    let size = texts + layers + links.len() + results.len();
    fits(size)?;
    let mut builder = Builder::with_capacity(size + columns.len() * MARGIN);
    let mut documents = Vec::with_capacity(columns.len());
    for (document, columns) in story.documents().iter().zip(&columns) {
        documents.push(write_document(&mut builder, document, columns)?);
    }
    let story = tables::Story::create(
        &mut builder,
        story.id(),
        documents.as_slice(),
        links.as_str(),
        results.as_str(),
    );
    let request = tables::Request::create(&mut builder, (), Some(story));
    copy(&mut builder, request, out);
    Ok(())
}

/// Writes an answer about a document, over whatever `out` holds.
pub fn encode_answer(batch: &Batch, out: &mut Vec<u8>) -> Result<(), MessageError> {
    let mut columns = Columns::default();
    for name in Layers::BUILT_IN {
        columns.take(batch.layers(), name, false)?;
    }
    for name in batch.layers().others().keys() {
        columns.take(batch.layers(), name, false)?;
    }
    let result = batch.result().map(|result| json("result", result)).transpose()?;
    let size = columns.size() + result.as_ref().map_or(0, String::len);
    fits(size)?;
    let mut builder = Builder::with_capacity(size + MARGIN);
    let (arena, layers) = columns.write(&mut builder)?;
    let answer =
        tables::Answer::create(&mut builder, arena, layers.as_slice(), result.as_deref(), (), ());
    copy(&mut builder, answer, out);
    Ok(())
}

/// Writes an answer about a story, over whatever `out` holds.
pub fn encode_story_answer(
    result: Option<&Value>,
    links: Option<&StoryLayers>,
    out: &mut Vec<u8>,
) -> Result<(), MessageError> {
    let result = result.map(|result| json("result", result)).transpose()?;
    let links = links.map(|links| json("links", links)).transpose()?;
    let size = |part: &Option<String>| part.as_ref().map_or(0, String::len);
    fits(size(&result) + size(&links))?;
    let mut builder = Builder::new();
    let answer =
        tables::Answer::create(&mut builder, (), (), result.as_deref(), links.as_deref(), ());
    copy(&mut builder, answer, out);
    Ok(())
}

/// Writes an answer that says why there is none, over whatever `out` holds. Texts are cut at
/// 64 KiB.
pub fn encode_failure(code: &str, message: &str, out: &mut Vec<u8>) {
    let mut builder = Builder::new();
    let failure = tables::Failure::create(&mut builder, shortened(code), shortened(message));
    let answer = tables::Answer::create(&mut builder, (), (), (), (), Some(failure));
    copy(&mut builder, answer, out);
}

fn shortened(text: &str) -> &str {
    let mut end = text.len().min(1 << 16);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

fn required<'a>(document: &'a Document, manifest: &Manifest) -> Result<Columns<'a>, MessageError> {
    let mut columns = Columns::default();
    for requirement in &manifest.requires {
        columns.take(document.layers(), &requirement.layer, true)?;
    }
    Ok(columns)
}

fn write_document(
    builder: &mut Builder,
    document: &Document,
    columns: &Columns<'_>,
) -> Result<Offset<tables::Document>, MessageError> {
    let meta = if document.meta.0.is_empty() { None } else { Some(json("meta", &document.meta)?) };
    let (arena, layers) = columns.write(builder)?;
    Ok(tables::Document::create(
        builder,
        document.id(),
        document.text(),
        meta.as_deref(),
        arena,
        layers.as_slice(),
    ))
}

fn json<T: serde::Serialize>(part: &'static str, value: &T) -> Result<String, MessageError> {
    serde_json::to_string(value).map_err(MessageError::json(part))
}

fn copy<T>(builder: &mut Builder, root: Offset<T>, out: &mut Vec<u8>) {
    out.clear();
    out.extend_from_slice(builder.finish(root, None));
}
