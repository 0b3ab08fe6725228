//! Small documents for this crate's tests: a crude tokenizer and splitter, entities by name.

use postil_core::{
    Document, Entity, EntityKind, Layer, Quote, QuoteKind, Sentence, Span, Speaker, Tag, Token,
    TokenKind, Zone, ZoneKind, fold,
};

/// A document whose every line is content. Each of `names` (surface, kind, canonical name) is an
/// entity wherever it stands; text between `“` and `”` is a quotation of the first person.
pub(crate) fn document(id: &str, text: &str, names: &[(&str, EntityKind, &str)]) -> Document {
    let mut document = Document::new(id, text).unwrap();
    let by = || "test".into();
    let span = |from: usize, to: usize| Span::new(text, from, to).unwrap();
    let (mut zones, mut sentences, mut tokens) = (Vec::new(), Vec::new(), Vec::new());
    for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
        let zone = Span::of_slice(text, line).unwrap();
        zones.push(Zone { span: zone, kind: ZoneKind::Content, repeats: None, score: None });
        let mut from = zone.start();
        for (at, mark) in line.match_indices(['.', '?']) {
            let end = zone.start() + at + mark.len();
            let rest = &text[end..zone.end()];
            let closing = if rest.starts_with('”') { '”'.len_utf8() } else { 0 };
            let after = &rest[closing..];
            if !after.is_empty() && !after.starts_with(' ') {
                continue;
            }
            sentences.push(Sentence { span: span(from, end + closing).trim(text) });
            from = end + closing;
        }
        if from < zone.end() {
            sentences.push(Sentence { span: span(from, zone.end()).trim(text) });
        }
    }
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inner = c.is_alphanumeric()
            || ".:".contains(c) && text[at..].chars().nth(1).is_some_and(|c| c.is_alphanumeric());
        if inner {
            from.get_or_insert(at);
            continue;
        }
        if let Some(start) = from.take() {
            tokens.push(span(start, at));
        }
        if !c.is_whitespace() {
            tokens.push(span(at, at + c.len_utf8()));
        }
    }
    let tokens = tokens.into_iter().map(|span| {
        let word = span.of(text);
        let kind = match word.chars().next() {
            Some(c) if c.is_ascii_digit() => TokenKind::Number,
            Some(c) if c.is_alphabetic() => TokenKind::Word,
            _ => TokenKind::Mark,
        };
        Token { span, fold: fold(word), kind, tag: Tag::X }
    });
    let mut entities: Vec<Entity> = Vec::new();
    for (number, (surface, kind, name)) in names.iter().enumerate() {
        for (at, _) in text.match_indices(surface) {
            entities.push(Entity {
                span: span(at, at + surface.len()),
                kind: *kind,
                entity: format!("e{number}").into(),
                name: (*name).into(),
                score: None,
            });
        }
    }
    entities.sort_by_key(|entity| (entity.span.start(), entity.span.end()));
    let person = entities.iter().find(|entity| entity.kind == EntityKind::Per);
    let mut quotes = Vec::new();
    for (at, mark) in text.match_indices('“') {
        let from = at + mark.len();
        let end = text[from..].find('”').map_or(text.len(), |length| from + length);
        quotes.push(Quote {
            span: span(from, end),
            kind: QuoteKind::Direct,
            closed: true,
            speaker: person.map(|person| Speaker {
                span: person.span,
                entity: Some(person.entity.clone()),
                name: person.name.clone(),
            }),
            cue: None,
            score: None,
        });
    }
    let tokens = tokens.collect();
    document.give(Layer::<Zone>::new(zones, by()));
    document.give(Layer::<Sentence>::new(sentences, by()));
    document.give(Layer::<Token>::new(tokens, by()));
    document.give(Layer::<Entity>::new(entities, by()));
    document.give(Layer::<Quote>::new(quotes, by()));
    document
}
