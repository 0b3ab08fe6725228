//! A small document for tests: every line is a content zone.

use crate::ground::Ground;
use crate::{sentences, tokens};
use postil_core::{Entity, EntityKind, Sentence, Span, Token, Zone, ZoneKind};

/// A text with its zones, tokens and sentences.
pub(super) struct Page {
    text: String,
    zones: Vec<Zone>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
}

impl Page {
    /// Lays out a text.
    pub fn new(text: &str) -> Self {
        Self::of_kind(text, ZoneKind::Content)
    }

    /// Lays out a text whose lines are all of one kind.
    pub fn of_kind(text: &str, kind: ZoneKind) -> Self {
        let zones: Vec<Zone> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .filter_map(|line| Span::of_slice(text, line.trim()))
            .map(|span| Zone { span, kind, repeats: None, score: None })
            .collect();
        let tokens = tokens::tokenize(text, &zones);
        let sentences = sentences::split(text, &zones, &tokens);
        Self { text: text.to_owned(), zones, sentences, tokens }
    }

    /// What the finder reads.
    pub fn ground(&self) -> Ground<'_> {
        Ground {
            text: &self.text,
            zones: &self.zones,
            sentences: &self.sentences,
            tokens: &self.tokens,
        }
    }

    /// A mention without id and name at the name's first place.
    pub fn mention(&self, name: &str, kind: EntityKind) -> Entity {
        self.mention_at(self.text.find(name).unwrap(), name, kind)
    }

    /// A mention without id and name.
    pub fn mention_at(&self, at: usize, name: &str, kind: EntityKind) -> Entity {
        let span = Span::new(&self.text, at, at + name.len()).unwrap();
        assert_eq!(span.of(&self.text), name);
        Entity { span, kind, entity: "".into(), name: "".into(), score: None }
    }

    /// Mentions of names that follow each other in the text.
    pub fn mentions(&self, names: &[(&str, EntityKind)]) -> Vec<Entity> {
        let mut from = 0;
        names
            .iter()
            .map(|(name, kind)| {
                let at = from + self.text[from..].find(name).unwrap();
                from = at + name.len();
                self.mention_at(at, name, *kind)
            })
            .collect()
    }
}
