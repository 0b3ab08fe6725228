//! Whole layers at once, by simple rules that a reader of the test can follow.

use super::{DocumentBuilder, document, named};
use crate::text::{at, lines, sentences, tokens};
use postil_core::{Document, EntityKind, Quote, QuoteKind, Sentence, Speaker, Zone, ZoneKind};

/// A document whose every line is content, with sentences, words, quotations and mentions: each of
/// `names` (words, kind, canonical name) is a mention wherever the words stand; the text between
/// `“` and `”` is a direct quotation of the first person that is mentioned.
#[track_caller]
pub fn article(id: &str, text: &str, names: &[(&str, EntityKind, &str)]) -> Document {
    let mut builder = document(text).id(id).lines("content").sentences().words();
    for (words, kind, name) in names {
        builder = builder.everywhere(words, kind.name(), name);
    }
    builder.quoted().empty("entity").build()
}

impl DocumentBuilder {
    /// Makes each line that is not blank a zone of that kind.
    #[must_use]
    #[track_caller]
    pub fn lines(mut self, kind: &str) -> Self {
        let kind = named("zone kind", kind, ZoneKind::from_name(kind), ZoneKind::ALLOWED);
        let zone = |span| Zone { span, kind, repeats: None, score: None };
        let zones: Vec<Zone> = lines(self.text()).into_iter().map(zone).collect();
        self.zones.extend(zones);
        self.empty("zone")
    }

    /// Makes a sentence of all up to a stop or question mark before a space or a line's end.
    #[must_use]
    pub fn sentences(mut self) -> Self {
        let text = self.text();
        let found: Vec<Sentence> = lines(text)
            .into_iter()
            .flat_map(|line| sentences(text, line))
            .map(|span| Sentence { span })
            .collect();
        self.sentences.extend(found);
        self.empty("sentence")
    }

    /// Makes a sentence of each line.
    #[must_use]
    pub fn sentence_a_line(mut self) -> Self {
        let found: Vec<Sentence> =
            lines(self.text()).into_iter().map(|span| Sentence { span }).collect();
        self.sentences.extend(found);
        self.empty("sentence")
    }

    /// Splits the text into tokens with the tag `X`, as [`tokens`](crate::tokens) does.
    #[must_use]
    pub fn words(mut self) -> Self {
        let found = tokens(self.text());
        self.tokens.extend(found);
        self.empty("token")
    }

    /// Makes a direct quotation of the text between `“` and `”`, spoken by the first person that
    /// is mentioned.
    #[must_use]
    pub fn quoted(mut self) -> Self {
        let person = self.entities.iter().find(|mention| mention.kind == EntityKind::Per);
        let speaker = person.map(|person| Speaker {
            span: person.span,
            entity: Some(person.entity.clone()),
            name: person.name.clone(),
        });
        let text = self.text();
        let mut found = Vec::new();
        for (place, mark) in text.match_indices('“') {
            let from = place + mark.len();
            let rest = text.get(from..).unwrap_or_default();
            let end = from + rest.find('”').unwrap_or(rest.len());
            found.push(Quote {
                span: at(text, from, end),
                kind: QuoteKind::Direct,
                closed: true,
                speaker: speaker.clone(),
                cue: None,
                score: None,
            });
        }
        self.quotes.extend(found);
        self.empty("quote")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_all_its_ground() {
        let text = "Kallas left. “Go!” she said.\n\nRiga is calm.";
        let document = article("a", text, &[("Kallas", EntityKind::Per, "Kaja Kallas")]);
        assert_eq!(document.id(), "a");
        assert_eq!((document.zones().len(), document.sentences().len()), (2, 3));
        assert_eq!(document.tokens().len(), 14);
        let quote = &document.quotes()[0];
        assert_eq!(document.slice(quote.span), "Go!");
        assert_eq!(&*quote.speaker.as_ref().unwrap().name, "Kaja Kallas");
    }

    #[test]
    fn an_empty_article_has_empty_layers() {
        let document = article("a", "", &[]);
        for layer in ["zone", "sentence", "token", "entity", "quote"] {
            assert!(document.layers().has(layer), "{layer}");
        }
    }

    #[test]
    fn a_line_may_be_a_sentence() {
        let document = super::document("One. Two\n \nThree").sentence_a_line().build();
        let found: Vec<&str> =
            document.sentences().iter().map(|sentence| document.slice(sentence.span)).collect();
        assert_eq!(found, ["One. Two", "Three"]);
    }
}
