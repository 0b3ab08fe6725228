//! What the model's weights are fitted on. Only the program that fits them needs this.

use crate::features::Features;
use crate::reading::Reading;
use postil_core::{Document, Entity, Token};

pub use crate::features::{FEATURES, NAMES};

/// The measures of a mention, in the order of [`NAMES`], as the analyzer takes them.
///
/// Reads the layers `sentence`, `token` and `entity` of the document, of which `mention` is one
/// entity, and reads the whole sentence anew at each call. `None` where no sentence holds the
/// mention from end to end; such a mention gets no stance either.
pub fn features(document: &Document, mention: &Entity) -> Option<[f32; FEATURES]> {
    let text = document.text();
    let mut sentences = document.sentences().iter();
    let sentence = sentences.find(|sentence| sentence.span.contains(mention.span))?;
    let tokens = document.within::<Token>(sentence.span);
    let mut reading = Reading::default();
    reading.read(text, tokens, document.within::<Entity>(sentence.span));
    Some(Features::of_mention(text, tokens, &reading, mention.span).values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{document, span};
    use crate::{StanceAnalyzer, valence};
    use postil_core::Stance;

    #[test]
    fn the_analyzer_judges_by_the_same_measures() {
        let text = "Critics accused Smith of corruption, but Jones praised his courage.\n\
                    “Jones is a disgraced liar,” Smith said.";
        let document = document(text, &["Smith", "Jones"]);
        let batch = postil_testkit::run(&StanceAnalyzer::default(), &document);
        let stances = batch.layers().get::<Stance>();
        assert_eq!(stances.len(), 4);
        for (stance, mention) in stances.iter().zip(document.entities()) {
            let mut scores = valence::weights("bias");
            for (name, value) in NAMES.iter().zip(features(&document, mention).unwrap()) {
                for (score, weight) in scores.iter_mut().zip(valence::weights(name)) {
                    *score += weight * value;
                }
            }
            let parts = scores.map(f32::exp);
            let sum: f32 = parts.iter().sum();
            for (part, p) in parts.iter().zip(stance.p) {
                assert!((part / sum - p).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn a_mention_across_two_sentences_has_no_measures() {
        let document = document("Smith left.\nJones stayed.", &["Smith"]);
        let mut mention = document.entities()[0].clone();
        assert!(features(&document, &mention).is_some());
        mention.span = mention.span.join(span(document.text(), "Jones"));
        assert!(features(&document, &mention).is_none());
    }
}
