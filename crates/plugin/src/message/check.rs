//! Reading answers: the one place where what a plugin says is checked, for every transport.

use super::incoming::{Arena, Incoming};
use super::records::{FromMessage, records};
use super::{MessageError, each_record, tables};
use planus::ReadAsRoot;
use postil_core::{Batch, Document, Manifest, NoteError, Notes, Place, Span, Story, StoryLayers};
use serde_json::Value;

/// Why an answer is refused. It is refused whole: half of an answer would look like a whole one.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnswerError {
    /// The bytes are not an answer.
    #[error("the answer is not readable: {0}")]
    Unreadable(String),
    /// A note, a layer or a part of the answer does not hold.
    #[error("{0}")]
    Wrong(MessageError),
    /// The plugin says that it could not do its work.
    #[error("{message}")]
    Failed {
        /// Code of the failure.
        code: String,
        /// What went wrong.
        message: String,
    },
}

impl AnswerError {
    /// The error's code, which `postil explain` knows.
    pub fn code(&self) -> &str {
        match self {
            Self::Unreadable(_) => "E0037",
            Self::Wrong(_) => "E0032",
            Self::Failed { code, .. } => code,
        }
    }
}

impl From<MessageError> for AnswerError {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::Unreadable(text) => Self::Unreadable(text),
            error => Self::Wrong(error),
        }
    }
}

impl From<planus::Error> for AnswerError {
    fn from(error: planus::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<NoteError> for AnswerError {
    fn from(error: NoteError) -> Self {
        Self::Wrong(MessageError::Note {
            layer: error.layer,
            number: error.number,
            fault: error.fault,
        })
    }
}

/// Checks an answer about `document` by the plugin of `manifest`: every offset lies in the text
/// and on a character boundary, every layer is declared and stands once, every record has the
/// label and attributes of its layer, every score is finite, every attribute is JSON.
///
/// What the check can build is bounded by the length of the answer.
pub fn check_answer(
    bytes: &[u8],
    document: &Document,
    manifest: &Manifest,
) -> Result<Batch, AnswerError> {
    let answer = open(bytes)?;
    let mut notes = Notes::new(document, manifest);
    let mut arena = Arena::new(answer.arena()?);
    let mut seen: Vec<&str> = Vec::new();
    if let Some(layers) = answer.layers()? {
        for layer in layers.iter() {
            let incoming = Incoming::open(layer?, bytes.len())?;
            let wrong = |fault: &str| MessageError::Layer {
                layer: incoming.name.to_owned(),
                fault: fault.to_owned(),
            };
            if !manifest.provides.iter().any(|name| name == incoming.name) {
                return Err(wrong("the manifest does not provide this layer").into());
            }
            if seen.contains(&incoming.name) {
                return Err(wrong("the layer stands twice").into());
            }
            seen.push(incoming.name);
            write(&incoming, &mut arena, document, &mut notes)?;
        }
    }
    if let Some(result) = answer.result()? {
        notes.result(serde_json::from_str(result).map_err(MessageError::json("result"))?);
    }
    Ok(notes.finish()?)
}

/// What a plugin says of a story.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoryAnswer {
    /// Its result for the story as a whole.
    pub result: Option<Value>,
    /// What links the documents.
    pub links: Option<StoryLayers>,
}

/// Checks an answer about `story`: every place that it names lies in a document of the story.
pub fn check_story_answer(bytes: &[u8], story: &Story) -> Result<StoryAnswer, AnswerError> {
    let answer = open(bytes)?;
    let result = match answer.result()? {
        None => None,
        Some(result) => Some(serde_json::from_str(result).map_err(MessageError::json("result"))?),
    };
    let links = match answer.links()? {
        None => None,
        Some(links) => {
            let links: StoryLayers =
                serde_json::from_str(links).map_err(MessageError::json("links"))?;
            check_links(&links, story)?;
            Some(links)
        }
    };
    Ok(StoryAnswer { result, links })
}

/// The answer of these bytes; the failure if it is one.
fn open(bytes: &[u8]) -> Result<tables::AnswerRef<'_>, AnswerError> {
    let answer = tables::AnswerRef::read_as_root(bytes)?;
    if let Some(failure) = answer.failure()? {
        let code = failure.code()?.filter(|code| !code.is_empty()).unwrap_or("E0030");
        return Err(AnswerError::Failed {
            code: code.to_owned(),
            message: failure.message()?.to_owned(),
        });
    }
    Ok(answer)
}

/// Writes one layer, in its own type where it has one.
fn write<'a>(
    incoming: &Incoming<'a>,
    arena: &mut Arena<'a>,
    document: &Document,
    notes: &mut Notes<'_>,
) -> Result<(), MessageError> {
    fn typed<'a, T: FromMessage>(
        incoming: &Incoming<'a>,
        arena: &mut Arena<'a>,
        text: &str,
        notes: &mut Notes<'_>,
        outcome: &mut Option<Result<(), MessageError>>,
    ) {
        if T::LAYER == incoming.name {
            let read = records::<T>(incoming, text, arena);
            *outcome = Some(read.map(|items| notes.fill(items)));
        }
    }
    let text = document.text();
    let mut outcome = None;
    each_record!(typed(incoming, arena, text, notes, &mut outcome));
    if let Some(read) = outcome {
        return read;
    }
    notes.annotate_all(incoming.name, incoming.build(text, arena, |given| given.annotation())?);
    Ok(())
}

fn check_links(links: &StoryLayers, story: &Story) -> Result<(), MessageError> {
    let mentions = links.entities.iter().flat_map(|entity| &entity.mentions);
    check_places("entities", mentions, story)?;
    check_places("reuse", links.reuse.iter().flat_map(|reuse| &reuse.spans), story)?;
    check_places("quotes", links.quotes.iter().flat_map(|quote| &quote.versions), story)?;
    let documents = links.events.iter().flat_map(|event| &event.documents);
    for (number, id) in documents.enumerate() {
        if story.document(id).is_none() {
            let fault = format!("the story has no document `{id}`");
            return Err(MessageError::Note { layer: "events".to_owned(), number, fault });
        }
    }
    Ok(())
}

fn check_places<'p>(
    kind: &str,
    places: impl Iterator<Item = &'p Place>,
    story: &Story,
) -> Result<(), MessageError> {
    for (number, place) in places.enumerate() {
        let fault = match story.document(&place.document) {
            None => format!("the story has no document `{}`", place.document),
            Some(document) => {
                match Span::new(document.text(), place.span.start(), place.span.end()) {
                    Ok(_) => continue,
                    Err(error) => format!("document `{}`: {error}", place.document),
                }
            }
        };
        return Err(MessageError::Note { layer: kind.to_owned(), number, fault });
    }
    Ok(())
}
