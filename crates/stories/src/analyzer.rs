//! The analyzer: what links the documents of a story.

use crate::events::story_dates;
use crate::reading::Reading;
use crate::{Settings, entities, events, paraphrase, quotes, reuse};
use postil_core::{
    Analyzer, AnalyzerError, Document, Manifest, Notes, Story, StoryLayers, StoryNotes,
};

/// Links entities, passages, quotations and events across the documents of a story.
#[derive(Clone, Debug)]
pub struct StoriesAnalyzer {
    manifest: Manifest,
}

impl StoriesAnalyzer {
    /// The analyzer. Which documents form a story is the host's part, which reads
    /// [`Settings::group`] for it.
    pub fn new(_settings: Settings) -> Self {
        let manifest = Manifest::new(
            "postil.stories",
            env!("CARGO_PKG_VERSION"),
            "links what several documents on one run of events tell",
        )
        .requires(&["zone", "sentence", "token", "entity", "quote"])
        .provides(&["story"])
        .settings(schemars::schema_for!(Settings).to_value())
        .collates();
        Self { manifest }
    }
}

impl Analyzer for StoriesAnalyzer {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A document by itself has no story.
    fn analyze(&self, _document: &Document, _notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        Ok(())
    }

    fn collate(&self, story: &Story, notes: &mut StoryNotes<'_>) -> Result<(), AnalyzerError> {
        let readings: Vec<Reading<'_>> = story.documents().iter().map(Reading::new).collect();
        let linked = entities::link(&readings);
        let found = reuse::find(&readings);
        let mut passages = found.entries;
        passages.extend(paraphrase::find(&readings, &found.copies));
        let layers = StoryLayers {
            quotes: quotes::find(&readings, &linked),
            events: events::find(&readings, &story_dates(&readings)),
            entities: linked.entities,
            reuse: passages,
        };
        let value = serde_json::to_value(&layers).map_err(|error| {
            AnalyzerError::failed(format!("the story cannot be written: {error}"))
        })?;
        notes.result(value);
        notes.layers(layers);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::EntityKind::Per;
    use postil_testkit::article;

    #[test]
    fn a_story_has_the_four_parts_of_the_contract() {
        let text = "Ada Orsini said: “We will never sell the northern harbour to strangers.”";
        let names = [("Ada Orsini", Per, "Ada Orsini")];
        let documents = vec![article("a", text, &names), article("b", text, &names)];
        let story = Story::new("s1", documents);
        let mut notes = StoryNotes::new(&story);
        StoriesAnalyzer::new(Settings::default()).collate(&story, &mut notes).unwrap();
        let (result, layers) = notes.finish();
        let result = result.unwrap();
        for part in ["entities", "reuse", "quotes", "events"] {
            assert!(result[part].is_array(), "{part}");
        }
        assert_eq!(result["entities"][0]["mentions"][1]["document"], "b");
        let layers = layers.unwrap();
        assert_eq!((layers.reuse.len(), layers.quotes.len()), (1, 1));
    }

    #[test]
    fn an_empty_story_has_empty_parts() {
        let story = Story::new("s1", vec![Document::new("a", "").unwrap()]);
        let mut notes = StoryNotes::new(&story);
        StoriesAnalyzer::new(Settings::default()).collate(&story, &mut notes).unwrap();
        assert_eq!(notes.finish().1, Some(StoryLayers::default()));
    }
}
