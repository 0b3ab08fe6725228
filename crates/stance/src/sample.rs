//! Small documents for the tests.

use postil_core::{
    Document, Entity, EntityKind, Layer, Quote, QuoteKind, Sentence, Span, Speaker, Tag, Token,
    TokenKind, fold,
};

/// The words and marks of a text, clitics apart, without tags.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’')) {
            start = start.or(Some(at));
            continue;
        }
        if let Some(start) = start.take() {
            cut_word(text, start, at, &mut cuts);
        }
        if !c.is_whitespace() {
            cuts.push((at, at + c.len_utf8()));
        }
    }
    if let Some(start) = start {
        cut_word(text, start, text.len(), &mut cuts);
    }
    cuts.into_iter()
        .map(|(start, end)| {
            let word = &text[start..end];
            let first = word.chars().next().unwrap();
            let kind = match first {
                '0'..='9' => TokenKind::Number,
                '\'' | '’' if word.chars().count() > 1 => TokenKind::Word,
                c if c.is_alphabetic() => TokenKind::Word,
                _ => TokenKind::Mark,
            };
            Token {
                span: Span::new(text, start, end).unwrap(),
                fold: fold(word),
                kind,
                tag: Tag::X,
            }
        })
        .collect()
}

/// Cuts `didn’t` into `did` `n’t` and `Smith’s` into `Smith` `’s`.
fn cut_word(text: &str, start: usize, end: usize, cuts: &mut Vec<(usize, usize)>) {
    let word = &text[start..end];
    let clitic = ["n't", "n’t", "'s", "’s"].into_iter().find(|clitic| word.ends_with(clitic));
    let cut = end - clitic.map_or(0, str::len);
    if start < cut {
        cuts.push((start, cut));
    }
    if cut < end {
        cuts.push((cut, end));
    }
}

/// The first place of `part` in `text`.
pub(crate) fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(text, start, start + part.len()).unwrap()
}

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
            span: Span::new(text, start, start + speaker.len()).unwrap(),
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
    let mut document = Document::new("d", text).unwrap();
    let sentences = text
        .lines()
        .filter_map(|line| {
            let span = Span::of_slice(text, line)?.trim(text);
            (!span.is_empty()).then_some(Sentence { span })
        })
        .collect();
    let mut entities: Vec<Entity> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        for (start, _) in text.match_indices(*name) {
            entities.push(Entity {
                span: Span::new(text, start, start + name.len()).unwrap(),
                kind: EntityKind::Per,
                entity: format!("e{}", number + 1).into(),
                name: (*name).into(),
                score: None,
            });
        }
    }
    entities.sort_by_key(|mention| (mention.span.start(), mention.span.end()));
    document.give::<Sentence>(Layer::new(sentences, "test".into()));
    document.give(Layer::new(tokens(text), "test".into()));
    document.give(Layer::new(entities, "test".into()));
    document.give::<Quote>(Layer::new(Vec::new(), "test".into()));
    document
}
