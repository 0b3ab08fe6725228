//! The analyzer: an extract of each document, a brief of each story.

use crate::brief::{Copies, brief};
use crate::record::Brief;
use crate::settings::Settings;
use crate::{agreements, differences, extract};
use postil_core::{Analyzer, AnalyzerError, Document, Manifest, Notes, Story, StoryNotes};
use postil_stories::reading::Reading;
use postil_stories::story_dates;

/// Summarises documents and stories.
#[derive(Clone, Debug)]
pub struct SummaryAnalyzer {
    manifest: Manifest,
    settings: Settings,
}

impl SummaryAnalyzer {
    /// The analyzer with these settings.
    pub fn new(settings: Settings) -> Self {
        let manifest = Manifest::new(
            "postil.summary",
            env!("CARGO_PKG_VERSION"),
            "extracts of documents and briefs of stories, each sentence with its sources",
        )
        .requires(&["zone", "sentence", "token", "entity", "quote"])
        .uses(&["story"])
        .settings(schemars::schema_for!(Settings).to_value())
        .collates();
        Self { manifest, settings }
    }
}

fn value(result: &impl serde::Serialize) -> Result<serde_json::Value, AnalyzerError> {
    serde_json::to_value(result)
        .map_err(|error| AnalyzerError::failed(format!("the summary cannot be written: {error}")))
}

impl Analyzer for SummaryAnalyzer {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        let reading = Reading::outline(document, extract::FIRST);
        notes.result(value(&extract::extract(&reading, &self.settings))?);
        Ok(())
    }

    fn collate(&self, story: &Story, notes: &mut StoryNotes<'_>) -> Result<(), AnalyzerError> {
        let readings: Vec<Reading<'_>> = story.documents().iter().map(Reading::new).collect();
        let copies = Copies::new(&readings, story.layers());
        let dates = story_dates(&readings);
        let statements = agreements::statements(&readings, &dates);
        let pairs = agreements::pairs(&statements, &copies);
        let layers = story.layers();
        let result = Brief {
            summary: brief(&readings, &copies, self.settings.brief_words),
            agreements: agreements::agreements(&readings, &statements, &pairs),
            differences: differences::differences(&readings, layers, &dates, &statements, &pairs),
        };
        notes.result(value(&result)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    #[test]
    fn results_have_the_form_of_the_contract() {
        let text = "However, the council closed the old harbour bridge for repairs.";
        let document = article("a", text, &[]);
        let analyzer = SummaryAnalyzer::new(Settings::default());
        let mut notes = Notes::new(&document, analyzer.manifest());
        analyzer.analyze(&document, &mut notes).unwrap();
        let batch = notes.finish().unwrap();
        let result = batch.result().unwrap();
        assert_eq!(result["words"], 10);
        assert_eq!(result["sentences"][0]["cites"][0]["end"], text.len());

        let story = Story::new("s1", vec![document.clone(), document]);
        let mut notes = StoryNotes::new(&story);
        analyzer.collate(&story, &mut notes).unwrap();
        let result = notes.finish().0.unwrap();
        for part in ["text", "words", "sentences", "agreements", "differences"] {
            assert!(!result[part].is_null(), "{part}");
        }
    }
}
