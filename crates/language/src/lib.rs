//! The ground that Postil's analyzers stand on: zones, sentences, tokens with tags, entities and
//! quotations of messy news text.
//!
//! One analyzer, [`Language`], makes the five layers in that order, each stage reading the ones
//! before. A layer that came in with the document is taken as given. The stages are public
//! functions too, for who needs only one.
//!
//! The text is not cleaned: every line keeps its place and gets a [`Zone`] that says what it is
//! for, so that a sentence can be cited where it stands on the scraped page.
#![forbid(unsafe_code)]

pub mod entities;
mod ground;
pub mod quotes;
pub mod sentences;
pub mod tags;
pub mod tokens;
pub mod zones;

pub use ground::Ground;

use postil_core::{
    Analyzer, AnalyzerError, Document, Entity, Manifest, Notes, Quote, Record, Sentence, Token,
    Zone,
};
use std::borrow::Cow;

/// Makes the layers `zone`, `sentence`, `token`, `entity` and `quote`.
pub struct Language {
    manifest: Manifest,
}

impl Default for Language {
    fn default() -> Self {
        let manifest = Manifest::new(
            "postil.language",
            env!("CARGO_PKG_VERSION"),
            "zones, sentences, tokens, entities and quotations",
        )
        .provides(&[
            Zone::LAYER,
            Sentence::LAYER,
            Token::LAYER,
            Entity::LAYER,
            Quote::LAYER,
        ]);
        Self { manifest }
    }
}

impl Analyzer for Language {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        let text = document.text();
        let zones = given_or(document, notes, || zones::find(text));
        let mut tokens = given_or(document, notes, || tokens::tokenize(text, &zones));
        let sentences = given_or(document, notes, || sentences::split(text, &zones, &tokens));
        if notes.wants::<Token>() {
            let mut tagged = tokens.into_owned();
            let untagged = tagged.clone();
            let ground = Ground { text, zones: &zones, sentences: &sentences, tokens: &untagged };
            tags::tag(text, ground, &mut tagged);
            tokens = Cow::Owned(tagged);
        }
        let ground = Ground { text, zones: &zones, sentences: &sentences, tokens: &tokens };
        let mut entities = given_or(document, notes, || entities::find(&ground));
        if entities.iter().any(|entity| entity.entity.is_empty() || entity.name.is_empty()) {
            entities::resolve(&ground, entities.to_mut());
            if !notes.wants::<Entity>() {
                notes.complete(entities.to_vec());
            }
        }
        let quotes = given_or(document, notes, || quotes::find(&ground, &entities));

        write(notes, zones);
        write(notes, tokens);
        write(notes, sentences);
        write(notes, entities);
        write(notes, quotes);
        Ok(())
    }
}

/// The layer that came with the document, else the one that `make` makes.
fn given_or<'d, T: Record>(
    document: &'d Document,
    notes: &Notes<'_>,
    make: impl FnOnce() -> Vec<T>,
) -> Cow<'d, [T]> {
    if notes.wants::<T>() { Cow::Owned(make()) } else { Cow::Borrowed(document.layer::<T>()) }
}

/// Writes a layer that this analyzer made; a given one stays where it is.
fn write<T: Record>(notes: &mut Notes<'_>, layer: Cow<'_, [T]>) {
    if notes.wants::<T>() {
        notes.fill(layer.into_owned());
    }
}
