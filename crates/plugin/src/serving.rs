//! What both transports do with a request, once its bytes are there.

use crate::Plugin;
use crate::message::{
    MessageError, decode_request, decode_story_request, encode_answer, encode_story_answer,
};
use postil_core::{Analyzer, AnalyzerError, Notes, StoryNotes};

/// Why a plugin gives no answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refusal {
    pub code: String,
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

impl From<AnalyzerError> for Refusal {
    fn from(error: AnalyzerError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

impl From<MessageError> for Refusal {
    fn from(error: MessageError) -> Self {
        Self::new("E0037", error.to_string())
    }
}

/// Code of settings that the plugin refuses.
pub(crate) const SETTINGS: &str = "E0051";

/// Builds the plugin from its settings as JSON; nothing and `null` mean the defaults.
pub(crate) fn create<P: Plugin>(settings: &[u8]) -> Result<P, Refusal> {
    let settings = match settings.trim_ascii() {
        b"" | b"null" => P::Settings::default(),
        text => serde_json::from_slice(text)
            .map_err(|error| Refusal::new(SETTINGS, format!("wrong settings: {error}")))?,
    };
    P::new(settings).map_err(|message| Refusal::new(SETTINGS, message))
}

/// Answers a request to analyse a document.
pub(crate) fn analyze(
    analyzer: &dyn Analyzer,
    request: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), Refusal> {
    let document = decode_request(request)?;
    let mut notes = Notes::new(&document, analyzer.manifest());
    analyzer.analyze(&document, &mut notes)?;
    let batch = notes.finish().map_err(AnalyzerError::from)?;
    Ok(encode_answer(&batch, out)?)
}

/// Answers a request to collate a story.
pub(crate) fn collate(
    analyzer: &dyn Analyzer,
    request: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), Refusal> {
    let story = decode_story_request(request)?;
    let mut notes = StoryNotes::new(&story);
    analyzer.collate(&story, &mut notes)?;
    let (result, links) = notes.finish();
    Ok(encode_story_answer(result.as_ref(), links.as_ref(), out)?)
}
