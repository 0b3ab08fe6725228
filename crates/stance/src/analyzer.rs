//! The analyzer: sentences and mentions in, tone and stance out.

use crate::features::Features;
use crate::holder::{Held, Holders};
use crate::model::{Model, most_probable};
use crate::reading::Reading;
use crate::{Settings, summary, tone};
use postil_core::{
    Analyzer, AnalyzerError, Document, Entity, Manifest, Notes, Span, Stance, Token, Tone,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Judges the tone of each sentence and the stance towards each mention in it.
#[derive(Debug)]
pub struct StanceAnalyzer {
    manifest: Manifest,
    model: &'static Model,
    author: Arc<str>,
}

impl StanceAnalyzer {
    /// The analyzer with these settings.
    pub fn new(settings: Settings) -> Self {
        let manifest = Manifest::new(
            "postil.stance",
            env!("CARGO_PKG_VERSION"),
            "tone of each sentence; stance towards each name, and who holds it",
        )
        .requires(&["sentence", "token", "entity", "quote"])
        .provides(&["tone", "stance"])
        .settings(schemars::schema_for!(Settings).to_value());
        Self { manifest, model: Model::of(settings.model), author: "author".into() }
    }

    fn stance(
        &self,
        text: &str,
        tokens: &[Token],
        reading: &Reading,
        mention: &Entity,
        held: Held,
    ) -> Stance {
        let features = Features::of_mention(text, tokens, reading, mention.span);
        let p = self.model.probabilities(&features);
        let target = if mention.entity.is_empty() {
            mention.span.of(text).into()
        } else {
            mention.entity.clone()
        };
        Stance {
            span: mention.span,
            polarity: most_probable(p),
            target,
            holder: held.holder,
            chain: held.chain,
            via: held.via,
            p,
            evidence: self.model.evidence(tokens, reading, &features),
        }
    }
}

impl Default for StanceAnalyzer {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

impl Analyzer for StanceAnalyzer {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        let text = document.text();
        let mut tones = Vec::with_capacity(document.sentences().len());
        let mut stances = Vec::with_capacity(document.entities().len());
        let mut holders = Holders::new(document.quotes(), self.author.clone());
        let mut reading = Reading::default();
        // Given sentences may overlap; each mention gets one stance all the same.
        let mut covered = 0;
        for sentence in document.sentences() {
            let tokens = document.within::<Token>(sentence.span);
            let mentions = document.within::<Entity>(sentence.span);
            reading.read(text, tokens, mentions);
            tones.push(Tone { span: sentence.span, value: tone::tone(&reading) });
            let mut last: Option<Span> = None;
            for mention in mentions {
                let seen = mention.span.start() < covered || last == Some(mention.span);
                if seen || !sentence.span.contains(mention.span) {
                    continue;
                }
                last = Some(mention.span);
                let held = holders.of(mention.span);
                stances.push(self.stance(text, tokens, &reading, mention, held));
            }
            covered = covered.max(sentence.span.end());
        }
        let (new_tones, new_stances) = (notes.wants::<Tone>(), notes.wants::<Stance>());
        let names: BTreeMap<&str, &str> = document
            .entities()
            .iter()
            .map(|mention| (target_of(text, mention), name_of(text, mention)))
            .collect();
        notes.result(summary::result(
            if new_tones { tones.as_slice() } else { document.tones() },
            if new_stances { stances.as_slice() } else { document.stances() },
            &names,
        ));
        if new_tones {
            notes.fill(tones);
        }
        if new_stances {
            notes.fill(stances);
        }
        Ok(())
    }
}

/// The id of a mention's entity; the mention's words while it is not resolved.
fn target_of<'a>(text: &'a str, mention: &'a Entity) -> &'a str {
    if mention.entity.is_empty() { mention.span.of(text) } else { &mention.entity }
}

/// The canonical name of a mention's entity; the mention's words while it is not resolved.
fn name_of<'a>(text: &'a str, mention: &'a Entity) -> &'a str {
    if mention.name.is_empty() { mention.span.of(text) } else { &mention.name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{document, quote};
    use postil_core::{Batch, Layer, Polarity, QuoteKind, Via};
    use proptest::prelude::*;

    fn run(document: &Document) -> Batch {
        postil_testkit::run(&StanceAnalyzer::default(), document)
    }

    #[test]
    fn each_mention_gets_one_stance_with_its_holder() {
        let text = "Smith met Jones in Riga.\n“Jones is a disgraced liar,” Smith said.";
        let mut doc = document(text, &["Smith", "Jones", "Riga"]);
        let words = "Jones is a disgraced liar,";
        let said = quote(text, words, QuoteKind::Direct, "Smith said", Some("e1"));
        doc.give(Layer::new(vec![said], "test".into()));
        let batch = run(&doc);
        let stances = batch.layers().get::<Stance>();
        assert_eq!(stances.len(), 5);
        assert_eq!(stances[0].polarity, Polarity::Neutral);
        let view = &stances[3];
        assert_eq!(view.span.of(text), "Jones");
        assert_eq!((&*view.holder, view.via), ("e1", Via::Quote));
        assert_eq!(view.polarity, Polarity::Negative);
        assert!(!view.evidence.is_empty());
        assert_eq!(&*stances[4].holder, "author");
        assert_eq!(batch.layers().get::<Tone>().len(), 2);
        let result = batch.result().unwrap();
        assert_eq!(result["targets"][0]["name"], "Smith");
        assert_eq!(result["targets"][0]["mentions"], 2);
    }

    #[test]
    fn a_given_layer_is_left_alone() {
        let mut doc = document("Smith is terrible.", &["Smith"]);
        doc.give::<Tone>(Layer::new(Vec::new(), "test".into()));
        let batch = run(&doc);
        assert!(!batch.layers().has("tone"));
        assert!(batch.layers().has("stance"));
        assert_eq!(batch.result().unwrap()["tone"], 0.0);
    }

    #[test]
    fn an_empty_document_has_empty_layers() {
        let batch = run(&document("", &[]));
        assert!(batch.layers().has("tone") && batch.layers().has("stance"));
    }

    proptest! {
        #[test]
        fn any_text_gives_sound_notes(
            words in proptest::collection::vec(
                proptest::sample::select(vec![
                    "Smith", "not", "but", "terrible", "praised", "was", "by", "very", "although",
                    "war crimes", "“", "”", "?", "-", "💩", "é", "\n", "didn’t", "Smith’s", ",", ".",
                ]),
                0..60,
            )
        ) {
            let text = words.join(" ");
            let doc = document(&text, &["Smith"]);
            let batch = run(&doc);
            let stances = batch.layers().get::<Stance>();
            prop_assert_eq!(stances.len(), doc.entities().len());
            for (stance, mention) in stances.iter().zip(doc.entities()) {
                prop_assert_eq!(stance.span, mention.span);
                prop_assert!((stance.p.iter().sum::<f32>() - 1.0).abs() < 1e-4);
                prop_assert!(stance.p.iter().all(|p| *p <= stance.p[stance.polarity as usize]));
                prop_assert!(stance.evidence.len() <= 5);
                prop_assert!(stance.evidence.iter().all(|e| !e.span.overlaps(mention.span)));
            }
            for tone in batch.layers().get::<Tone>() {
                prop_assert!((-1.0..=1.0).contains(&tone.value));
            }
        }
    }
}
