//! The texts that a plugin reads, with the layers that it asks for.

use super::verdict::{Checked, Verdict};
use crate::registry;
use postil_core::{
    Analyzer, Artifact, Document, Entity, Layer, Manifest, Notes, Quote, Record, Sentence, Stance,
    Story, StoryNotes, Token, Tone, Zone,
};
use postil_plugin::message::{decode_request, encode_request};
use serde::Deserialize;
use std::sync::Arc;

const TEXTS: &str = include_str!("../../data/conformance/texts.toml");

/// Documents of a story, and their number.
const TOLD: usize = 3;

/// One text of `data/conformance/texts.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    id: String,
    text: String,
    grow: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    ordinary: Vec<Text>,
    odd: Vec<Text>,
}

fn texts() -> Checked<Texts> {
    toml::from_str(TEXTS)
        .map_err(|error| Verdict::skipped(format!("the texts cannot be read: {error}")))
}

impl Text {
    fn document(&self) -> Checked<Document> {
        let times = match self.grow {
            Some(length) => length.div_ceil(self.text.len().max(1)),
            None => 1,
        };
        Ok(Document::new(&*self.id, self.text.repeat(times))?)
    }
}

/// News text with the layers that `manifest` requires.
pub(super) fn ordinary(manifest: &Manifest) -> Checked<Vec<Document>> {
    let ground = ground(manifest)?;
    texts()?.ordinary.iter().map(|text| layered(text.document()?, manifest, &ground)).collect()
}

/// The odd text of that name with the layers that `manifest` requires.
pub(super) fn odd(name: &str, manifest: &Manifest) -> Checked<Document> {
    let texts = texts()?;
    let text = texts.odd.iter().find(|text| text.id == name);
    let text = text.ok_or_else(|| Verdict::skipped(format!("there is no text `{name}`")))?;
    layered(text.document()?, manifest, &ground(manifest)?)
}

/// A text of our own with the layers that `manifest` requires.
pub(super) fn of(id: &str, text: &str, manifest: &Manifest) -> Checked<Document> {
    layered(Document::new(id, text)?, manifest, &ground(manifest)?)
}

/// The document with those of its layers that `manifest` cannot do without.
pub(super) fn bare(document: &Document, manifest: &Manifest) -> Checked<Document> {
    let mut manifest = manifest.clone();
    manifest.requires.retain(|need| !need.optional);
    let mut bytes = Vec::new();
    encode_request(document, &manifest, &mut bytes)?;
    Ok(decode_request(&bytes)?)
}

/// News text whose layers are all there, without a note.
pub(super) fn hollow(manifest: &Manifest) -> Checked<Vec<Document>> {
    fn give<T: Record>(document: &mut Document) {
        document.give::<T>(Layer::new(Vec::new(), MAKER.into()));
    }
    let mut documents = Vec::new();
    for text in &texts()?.ordinary {
        let mut document = text.document()?;
        give::<Zone>(&mut document);
        give::<Sentence>(&mut document);
        give::<Token>(&mut document);
        give::<Entity>(&mut document);
        give::<Quote>(&mut document);
        give::<Tone>(&mut document);
        give::<Stance>(&mut document);
        give::<Artifact>(&mut document);
        documents.push(layered(document, manifest, &[])?);
    }
    Ok(documents)
}

/// A story of the first `count` documents, at most all that tell of one event.
pub(super) fn story(count: usize, manifest: &Manifest) -> Checked<Story> {
    let mut documents = ordinary(manifest)?;
    documents.truncate(count.min(TOLD));
    let mut story = Story::new("story", documents);
    if story.documents().is_empty() {
        return Ok(story);
    }
    for analyzer in ground(manifest)? {
        if analyzer.manifest().collates {
            let mut notes = StoryNotes::new(&story);
            analyzer.collate(&story, &mut notes)?;
            let (result, layers) = notes.finish();
            story.absorb(&analyzer.manifest().id, result, layers);
        }
    }
    Ok(story)
}

/// Who is said to have made a layer that no built-in analyzer makes.
const MAKER: &str = "postil";

/// The built-in analyzers that make what `manifest` requires, in their order.
fn ground(manifest: &Manifest) -> Checked<Vec<Arc<dyn Analyzer>>> {
    let all: Vec<Arc<dyn Analyzer>> = registry::built_in_ids()
        .into_iter()
        .filter_map(registry::built_in)
        .filter(|analyzer| analyzer.manifest().id != manifest.id)
        .collect();
    let wanted: Vec<String> = all
        .iter()
        .map(|analyzer| analyzer.manifest())
        .filter(|maker| manifest.requires.iter().any(|need| maker.provides.contains(&need.layer)))
        .map(|maker| maker.id.clone())
        .collect();
    registry::arrange(all, Some(&wanted)).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Verdict::skipped(faults.join("; "))
    })
}

/// The document with the layers that `manifest` requires. One that only another plugin could make
/// is there, without a note.
fn layered(
    mut document: Document,
    manifest: &Manifest,
    ground: &[Arc<dyn Analyzer>],
) -> Checked<Document> {
    for analyzer in ground {
        let mut notes = Notes::new(&document, analyzer.manifest());
        analyzer.analyze(&document, &mut notes)?;
        let batch = notes.finish()?;
        document.absorb(batch);
    }
    for need in manifest.requires.iter().filter(|need| !need.optional) {
        if !document.layers().has(&need.layer) {
            document.give_other(&*need.layer, Layer::new(Vec::new(), MAKER.into()));
        }
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::cases::cases;

    fn manifest() -> Manifest {
        Manifest::new("acme.test", "1", "").requires(&["sentence", "acme.names"]).uses(&["quote"])
    }

    #[test]
    fn every_odd_text_is_read_by_a_case() {
        let texts = texts().unwrap();
        for text in &texts.odd {
            assert!(cases().unwrap().iter().any(|case| case.text == text.id), "{}", text.id);
        }
        for case in cases().unwrap().iter().filter(|case| !case.text.is_empty()) {
            assert_eq!(odd(&case.text, &Manifest::default()).unwrap().id(), case.text);
        }
        assert!(texts.ordinary.len() > TOLD);
    }

    #[test]
    fn texts_that_grow_have_their_size() {
        assert!(odd("long", &Manifest::default()).unwrap().text().len() >= 1 << 20);
        assert!(odd("empty", &Manifest::default()).unwrap().text().is_empty());
    }

    #[test]
    fn documents_have_what_the_manifest_requires() {
        let manifest = manifest();
        for document in ordinary(&manifest).unwrap() {
            assert!(!document.sentences().is_empty() && document.has::<Quote>());
            assert!(document.layers().has("acme.names") && !document.has::<Stance>());
            let bare = bare(&document, &manifest).unwrap();
            assert!(bare.has::<Sentence>() && !bare.has::<Quote>());
        }
        for document in hollow(&manifest).unwrap() {
            assert!(document.has::<Sentence>() && document.sentences().is_empty());
        }
    }

    #[test]
    fn a_story_has_as_many_documents_as_asked_for() {
        for count in [0, 1, 3] {
            let manifest = manifest().requires(&["story"]);
            assert_eq!(story(count, &manifest).unwrap().documents().len(), count);
        }
    }
}
