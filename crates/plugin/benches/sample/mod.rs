//! What the boundary is measured with: a document of 5 KB with 1,000 tokens and 200 other notes
//! (50 sentences, 150 mentions of 20 entities), and plugins that do no work on it.

use postil_plugin::prelude::*;
use std::sync::Arc;

/// Tokens of a sentence with their tags; `*` is the next name.
const SENTENCE: [(&str, Tag); 20] = [
    ("*", Tag::Propn),
    ("told", Tag::Verb),
    ("*", Tag::Propn),
    ("on", Tag::Adp),
    ("Monday", Tag::Propn),
    ("that", Tag::Sconj),
    ("the", Tag::Det),
    ("price", Tag::Noun),
    ("of", Tag::Adp),
    ("gas", Tag::Noun),
    ("in", Tag::Adp),
    ("*", Tag::Propn),
    ("would", Tag::Aux),
    ("rise", Tag::Verb),
    ("again", Tag::Adv),
    ("before", Tag::Adp),
    ("the", Tag::Det),
    ("next", Tag::Adj),
    ("winter", Tag::Noun),
    (".", Tag::Punct),
];

const NAMES: [&str; 20] = [
    "Tallinn",
    "Kallas",
    "Łódź",
    "Brussels",
    "Orbán",
    "Vilnius",
    "Scholz",
    "Lisbon",
    "Reuters",
    "Helsinki",
    "Rutte",
    "Gdańsk",
    "Macron",
    "Bratislava",
    "Borrell",
    "Dublin",
    "Sánchez",
    "Zagreb",
    "Plenković",
    "Riga",
];

/// The document, with all its layers.
pub fn document() -> Document {
    let mut text = String::new();
    let (mut words, mut sentences, mut mentions) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..50 {
        let from = text.len();
        let mut name = number * 3;
        for (word, tag) in SENTENCE {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            if word == "*" {
                text.push_str(NAMES[name % NAMES.len()]);
                mentions.push((start, text.len(), name % NAMES.len()));
                name += 1;
            } else {
                text.push_str(word);
            }
            words.push((start, text.len(), tag));
        }
        sentences.push((from + usize::from(from > 0), text.len()));
    }
    let mut document = Document::new("sample", text).expect("5 KB");
    let span = |start, end| document.span(start, end).expect("words end at characters");
    let by: Arc<str> = "postil.language".into();
    let tokens = words
        .into_iter()
        .map(|(start, end, tag)| {
            let span = span(start, end);
            let kind = if tag == Tag::Punct { TokenKind::Mark } else { TokenKind::Word };
            Token { span, fold: fold(document.slice(span)), kind, tag }
        })
        .collect();
    let sentences =
        sentences.into_iter().map(|(start, end)| Sentence { span: span(start, end) }).collect();
    let known: Vec<(Arc<str>, Arc<str>)> = NAMES
        .iter()
        .enumerate()
        .map(|(number, name)| (format!("e{}", number + 1).into(), (*name).into()))
        .collect();
    let entities = mentions
        .into_iter()
        .map(|(start, end, name)| {
            let (entity, name) = known[name].clone();
            let score = Some(0.98);
            Entity { span: span(start, end), kind: EntityKind::Loc, entity, name, score }
        })
        .collect();
    document.give::<Token>(Layer::new(tokens, by.clone()));
    document.give::<Sentence>(Layer::new(sentences, by.clone()));
    document.give::<Entity>(Layer::new(entities, by));
    document
}

/// No settings.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(crate = "postil_plugin::serde")]
#[schemars(crate = "postil_plugin::schemars")]
pub struct NoSettings {}

/// A plugin that does no work. `TOKENS`: it reads tokens as well as sentences and entities;
/// `SPEAKS`: it writes a note on each sentence and each entity.
pub struct Idle<const TOKENS: bool, const SPEAKS: bool> {
    manifest: Manifest,
}

impl<const TOKENS: bool, const SPEAKS: bool> Plugin for Idle<TOKENS, SPEAKS> {
    type Settings = NoSettings;
    const MANIFEST: &'static str = if TOKENS {
        manifest! {
            id: "bench.idle",
            summary: "Does no work.",
            requires: ["sentence", "entity", "token"],
            provides: ["idle"],
        }
    } else {
        manifest! {
            id: "bench.idle",
            summary: "Does no work.",
            requires: ["sentence", "entity"],
            provides: ["idle"],
        }
    };

    fn new(_settings: NoSettings) -> Result<Self, String> {
        Ok(Self { manifest: postil_plugin::manifest::<Self>()? })
    }
}

impl<const TOKENS: bool, const SPEAKS: bool> Analyzer for Idle<TOKENS, SPEAKS> {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        if SPEAKS {
            for sentence in document.sentences() {
                notes.annotate("idle", Annotation::new(sentence.span).label("sentence"));
            }
            for entity in document.entities() {
                notes.annotate("idle", Annotation::new(entity.span).label("entity").score(0.5));
            }
        }
        Ok(())
    }
}
