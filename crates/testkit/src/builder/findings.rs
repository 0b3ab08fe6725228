//! Findings, and notes of layers that have no struct of their own.

use super::{DocumentBuilder, named};
use postil_core::{Annotation, Artifact, Category, Level};

impl DocumentBuilder {
    /// Adds a finding of a rule and of a category such as `calque`: a note, and sure.
    #[must_use]
    #[track_caller]
    pub fn artifact(mut self, words: &str, code: &str, category: &str) -> Self {
        let span = self.find(words, &self.artifacts);
        let category =
            named("category", category, Category::from_name(category), Category::ALLOWED);
        self.artifacts.push(Artifact {
            span,
            code: code.to_owned().into(),
            category,
            level: Level::Note,
            message: String::new(),
            points_to: Vec::new(),
            suggestion: None,
            related: Vec::new(),
            score: 1.0,
        });
        self
    }

    /// Adds a note with a label to a layer that has no struct of its own.
    #[must_use]
    #[track_caller]
    pub fn note(self, layer: &str, words: &str, label: &str) -> Self {
        self.annotation(layer, words, |note| note.label(label))
    }

    /// Adds a note to a layer that has no struct of its own; `with` gives it a label, a score and
    /// attributes.
    #[must_use]
    #[track_caller]
    pub fn annotation(
        mut self,
        layer: &str,
        words: &str,
        with: impl FnOnce(Annotation) -> Annotation,
    ) -> Self {
        let from =
            self.others.get(layer).and_then(|notes| notes.last()).map_or(0, |note| note.span.end());
        let span = self.find_from(words, from);
        self.others.entry(layer.to_owned()).or_default().push(with(Annotation::new(span)));
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::document;
    use postil_core::Category;

    #[test]
    fn notes_of_one_layer_follow_each_other() {
        let document = document("on and on")
            .note("acme.x", "on", "first")
            .annotation("acme.x", "on", |note| note.score(0.5).attr("n", 2))
            .artifact("and", "PST405", "doubled-word")
            .build();
        let notes = document.annotations("acme.x");
        assert_eq!((notes[0].label.as_deref(), notes[1].span.start()), (Some("first"), 7));
        assert_eq!((notes[1].score, notes[1].attrs["n"].as_u64()), (Some(0.5), Some(2)));
        assert_eq!(document.artifacts()[0].category, Category::DoubledWord);
    }
}
