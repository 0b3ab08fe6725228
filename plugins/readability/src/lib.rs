//! How hard a text is to read: sentence lengths, passives, Flesch reading ease.
//!
//! A plugin that is small enough to copy; its README says how it counts.

mod count;
mod passive;

use count::{Tally, syllables, words};
use passive::is_passive;
use postil_plugin::prelude::*;
use std::collections::BTreeMap;

/// What the user may set.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// A sentence of more words than this is long.
    pub long_sentence: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { long_sentence: 30 }
    }
}

/// The analyzer.
pub struct Readability {
    settings: Settings,
}

impl Plugin for Readability {
    type Settings = Settings;
    const MANIFEST: &'static str = manifest! {
        id: "acme.readability",
        summary: "Sentence lengths, passives and the Flesch reading ease.",
        requires: ["sentence", "token"],
        uses: ["zone"],
        provides: ["readability"],
        examples: [(
            "The bridge was built in 1931. It crosses the river.",
            &[
                ("readability", "The bridge was built in 1931.", "passive"),
                ("readability", "It crosses the river.", "plain"),
            ],
        )],
    };

    fn new(settings: Settings) -> Result<Self, String> {
        if settings.long_sentence == 0 {
            return Err("`long-sentence` should be at least 1".to_owned());
        }
        Ok(Self { settings })
    }
}

impl Analyzer for Readability {
    fn manifest(&self) -> &Manifest {
        Self::declared()
    }

    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for sentence in document.sentences() {
            let tokens = document.within::<Token>(sentence.span);
            let counted = words(document.text(), tokens);
            let length = counted.len() as u32;
            let syllables: u32 = counted.iter().map(|word| syllables(word)).sum();
            let long = length > self.settings.long_sentence;
            let passive = is_passive(document.text(), tokens);
            let label = match (long, passive) {
                (true, _) => "long",
                (_, true) => "passive",
                _ => "plain",
            };
            notes.annotate(
                "readability",
                Annotation::new(sentence.span)
                    .label(label)
                    .attr("words", length)
                    .attr("syllables", syllables)
                    .attr("passive", passive),
            );
            for name in ["all", zone_of(document, sentence.span)] {
                tallies.entry(name).or_default().add(length, syllables, long, passive);
            }
        }
        let result: postil_plugin::serde_json::Map<String, Value> =
            tallies.iter().map(|(name, tally)| ((*name).to_owned(), tally.value())).collect();
        notes.result(Value::Object(result));
        Ok(())
    }
}

/// The kind of the zone that a sentence lies in; `content` where there are no zones.
fn zone_of(document: &Document, sentence: Span) -> &'static str {
    let zones = document.zones();
    let after = zones.partition_point(|zone| zone.span.start() <= sentence.start());
    after
        .checked_sub(1)
        .and_then(|place| zones.get(place))
        .map_or("content", |zone| zone.kind.name())
}

#[cfg(feature = "export")]
postil_plugin::export!(Readability);

#[cfg(test)]
mod tests;
