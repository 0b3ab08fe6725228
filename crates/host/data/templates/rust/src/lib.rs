//! Figures without a source: does a sentence that states a number say where it comes from?
//!
//! An analyzer for Postil. Read it from top to bottom: what a user may set, what the host is told
//! before it runs, and what is written about a document. Then put your own question in its place.

mod phrases;

use phrases::Phrases;
use postil_plugin::prelude::*;
use std::collections::BTreeMap;

/// The layer that is written. Nobody else may write it, so it is named after the plugin.
pub const LAYER: &str = "{{id}}";

/// What a user may set in the analyzer's table of config.toml, there in `kebab-case`.
///
/// The comments of the fields become the descriptions in the JSON Schema of the settings, which
/// Postil checks a config.toml against before it starts the analyzer.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Whether a year, such as 2021, is a figure too.
    pub years: bool,
    /// Further words that name a source, such as "data from".
    pub also_sources: Vec<String>,
}

/// The analyzer.
#[derive(Debug)]
pub struct Figures {
    settings: Settings,
    phrases: Phrases,
}

impl Plugin for Figures {
    type Settings = Settings;

    // `requires`: layers that it cannot do without. `uses`: layers that it takes where they are
    // there. It sees these and no others; `postil plugins list` shows which there are. `examples`:
    // texts with what is found in them (layer, words, label), shown to users and tried by
    // `postil plugins check`; one without a note says that nothing is found.
    const MANIFEST: &'static str = manifest! {
        id: "{{id}}",
        summary: "Figures, and whether their sentences say where they come from.",
        requires: ["sentence", "token"],
        uses: ["quote", "zone"],
        provides: [LAYER],
        examples: [
            (
                "The wind reached 140 kilometres an hour.",
                &[(LAYER, "The wind reached 140 kilometres an hour.", "unsourced")],
            ),
            ("Nobody had seen such a storm since 1999.", &[]),
        ],
    };

    // What a schema cannot say is checked here. The user reads the error as it stands.
    fn new(settings: Settings) -> Result<Self, String> {
        let empty = |words: &String| words.trim().is_empty();
        if settings.also_sources.iter().any(empty) {
            let fault = "`also-sources` holds an empty text: write words, or leave it out";
            return Err(fault.to_owned());
        }
        let phrases = Phrases::new(&settings.also_sources);
        Ok(Self { settings, phrases })
    }
}

impl Analyzer for Figures {
    fn manifest(&self) -> &Manifest {
        Self::declared()
    }

    // Called for each document, by several threads at once and in any order: the same document has
    // to give the same notes. Fail with `AnalyzerError::failed("what and why")`.
    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        let mut counts = BTreeMap::from([("sourced", 0), ("unsourced", 0), ("vague", 0)]);
        for sentence in document.sentences() {
            let figures = self.figures(document, sentence.span);
            if figures.is_empty() || in_headline(document, sentence.span) {
                continue;
            }
            let (label, source) = self.source(document, sentence.span);
            let mut note = Annotation::new(sentence.span)
                .label(label)
                .attr("figures", figures);
            if let Some(words) = source {
                note = note.attr("source", words);
            }
            notes.annotate(LAYER, note);
            *counts.entry(label).or_default() += 1;
        }
        // One value for the whole document, beside the notes.
        notes.result(json!(counts));
        Ok(())
    }
}

impl Figures {
    /// The numbers of a sentence that state how much or how many.
    fn figures<'d>(&self, document: &'d Document, sentence: Span) -> Vec<&'d str> {
        let text = document.text();
        let mut figures = Vec::new();
        for token in document.within::<Token>(sentence) {
            let word = token.span.of(text);
            let before = text
                .get(sentence.start()..token.span.start())
                .unwrap_or_default();
            let after = text
                .get(token.span.end()..sentence.end())
                .unwrap_or_default();
            if word.starts_with(|c: char| c.is_ascii_digit())
                && (self.settings.years || !is_year(word))
                && !self.is_time(word, before, after)
            {
                figures.push(word);
            }
        }
        figures
    }

    /// Whether a number between these two parts of a sentence is an hour or the day of a month.
    fn is_time(&self, number: &str, before: &str, after: &str) -> bool {
        let neighbours = [
            before.split_whitespace().next_back(),
            after.split_whitespace().next(),
        ];
        number.contains(':')
            || neighbours
                .into_iter()
                .flatten()
                .any(|word| self.phrases.is_time(word))
    }

    /// The label of a sentence with figures, and the words that name its source or leave it open.
    fn source<'d>(
        &'d self,
        document: &'d Document,
        sentence: Span,
    ) -> (&'static str, Option<&'d str>) {
        // Somebody says it, or the words that report it stand in this sentence.
        let quotes = document.quotes().iter().filter(|quote| {
            quote.span.overlaps(sentence) || quote.cue.is_some_and(|cue| cue.overlaps(sentence))
        });
        let speakers: Vec<_> = quotes.filter_map(|quote| quote.speaker.as_ref()).collect();
        // A speaker whom the text names comes before vague words, a nameless one after them:
        // “officials said” has a speaker as well.
        if let Some(speaker) = speakers.iter().find(|speaker| speaker.entity.is_some()) {
            return ("sourced", Some(document.slice(speaker.span)));
        }
        let lower = document.slice(sentence).to_lowercase();
        if let Some(words) = self.phrases.vague(&lower) {
            return ("vague", Some(words));
        }
        if let Some(speaker) = speakers.first() {
            return ("sourced", Some(document.slice(speaker.span)));
        }
        match self.phrases.named(&lower) {
            Some(words) => ("sourced", Some(words)),
            None => ("unsourced", None),
        }
    }
}

/// Whether a number looks like a year of the last or of this century, or like a decade (`2020s`).
fn is_year(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 4
        && digits.chars().all(|c| c.is_ascii_digit())
        && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether a sentence is a headline, which has no room for a source.
fn in_headline(document: &Document, sentence: Span) -> bool {
    let zones = document.zones().iter();
    zones
        .filter(|zone| zone.kind == ZoneKind::Headline)
        .any(|zone| zone.span.contains(sentence))
}

// The library's two symbols.
#[cfg(feature = "export")]
postil_plugin::export!(Figures);

#[cfg(test)]
mod tests;
