//! Small documents for the tests.

use postil_core::{Document, Quote, QuoteKind, Speaker};
pub(crate) use postil_testkit::{span, tokens};

/// A quotation of `content` by `speaker`.
pub(crate) fn quote(
    text: &str,
    content: &str,
    kind: QuoteKind,
    speaker: &str,
    entity: Option<&str>,
) -> Quote {
    let words = text.rfind(speaker).filter(|_| kind == QuoteKind::Direct);
    let start = words.or_else(|| text.find(speaker)).unwrap();
    Quote {
        span: span(text, content),
        kind,
        closed: true,
        speaker: Some(Speaker {
            span: postil_core::Span::new(text, start, start + speaker.len()).unwrap(),
            entity: entity.map(Into::into),
            name: speaker.into(),
        }),
        cue: None,
        score: None,
    }
}

/// A document with one sentence a line, and a mention at each place of each name; the first name
/// is `e1`.
pub(crate) fn document(text: &str, names: &[&str]) -> Document {
    let mut builder = postil_testkit::document(text).sentence_a_line().words().empty("quote");
    for name in names {
        builder = builder.everywhere(name, "PER", name);
    }
    builder.empty("entity").build()
}
