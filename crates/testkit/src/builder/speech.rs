//! Quotations, and the views and tones in them.

use super::{DocumentBuilder, named};
use crate::text::at;
use postil_core::{Polarity, Quote, QuoteKind, Span, Speaker, Stance, Tone, Via};
use std::sync::Arc;

impl DocumentBuilder {
    /// Adds a quotation of a kind such as `direct`, closed and without a speaker. A quotation may
    /// stand in the one before.
    #[must_use]
    #[track_caller]
    pub fn quote(mut self, words: &str, kind: &str) -> Self {
        let from = self.quotes.last().map_or(0, |quote| quote.span.start());
        let span = self.find_from(words, from);
        let kind = named("quote kind", kind, QuoteKind::from_name(kind), QuoteKind::ALLOWED);
        self.quotes.push(Quote { span, kind, closed: true, speaker: None, cue: None, score: None });
        self
    }

    /// Names the words that say who speaks the last quotation: the next after it, else the
    /// nearest before. They mean the entity that is mentioned there, if one was given.
    #[must_use]
    #[track_caller]
    pub fn speaker(mut self, words: &str) -> Self {
        let span = self.beside_quote(words);
        let mention = self.entities.iter().find(|mention| span.contains(mention.span));
        let speaker = Speaker {
            span,
            entity: mention.map(|mention| mention.entity.clone()),
            name: mention.map_or_else(|| Arc::from(words), |mention| mention.name.clone()),
        };
        self.last_quote().speaker = Some(speaker);
        self
    }

    /// Names the words that report the last quotation.
    #[must_use]
    #[track_caller]
    pub fn cue(mut self, words: &str) -> Self {
        let span = self.beside_quote(words);
        self.last_quote().cue = Some(span);
        self
    }

    /// Says that the last quotation's closing mark is missing.
    #[must_use]
    #[track_caller]
    pub fn unclosed(mut self) -> Self {
        self.last_quote().closed = false;
        self
    }

    /// Adds the tone of a sentence, −1 to 1.
    #[must_use]
    #[track_caller]
    pub fn tone(mut self, words: &str, value: f32) -> Self {
        let span = self.find(words, &self.tones);
        self.tones.push(Tone { span, value });
        self
    }

    /// Adds the author's stance towards a mention, such as `negative`, without a doubt. Its
    /// target is the entity that is mentioned there, if one was given.
    #[must_use]
    #[track_caller]
    pub fn stance(mut self, words: &str, polarity: &str) -> Self {
        let span = self.find(words, &self.stances);
        let polarity = named("stance", polarity, Polarity::from_name(polarity), Polarity::ALLOWED);
        let target = self.entities.iter().find(|mention| mention.span == span);
        let mut p = [0.0; 3];
        if let Some(slot) = p.get_mut(polarity as usize) {
            *slot = 1.0;
        }
        self.stances.push(Stance {
            span,
            polarity,
            target: target.map_or_else(|| Arc::from(""), |mention| mention.entity.clone()),
            holder: Arc::from("author"),
            chain: Vec::new(),
            via: Via::Narration,
            p,
            evidence: Vec::new(),
        });
        self
    }

    /// Says who holds the last stance, an entity's id, and how it is told, such as `quote`.
    #[must_use]
    #[track_caller]
    pub fn held_by(mut self, holder: &str, via: &str) -> Self {
        let via = named("the way", via, Via::from_name(via), Via::ALLOWED);
        match self.stances.last_mut() {
            Some(stance) => (stance.holder, stance.via) = (Arc::from(holder), via),
            None => panic!("no stance was given that {holder:?} could hold"),
        }
        self
    }

    #[track_caller]
    fn last_quote(&mut self) -> &mut Quote {
        match self.quotes.last_mut() {
            Some(quote) => quote,
            None => panic!("no quotation was given that this could belong to"),
        }
    }

    /// The next place of the words after the last quotation, else the nearest before.
    #[track_caller]
    fn beside_quote(&mut self, words: &str) -> Span {
        let quote = self.last_quote().span;
        let text = self.text();
        let after = text.get(quote.end()..).unwrap_or_default();
        let before = text.get(..quote.start()).unwrap_or_default();
        match after.find(words).map(|place| quote.end() + place).or_else(|| before.rfind(words)) {
            Some(start) => at(text, start, start + words.len()),
            None => panic!("{words:?} stands neither before nor after the quotation"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document;

    #[test]
    fn a_speaker_stands_after_the_quotation_or_before() {
        let document = document("Kallas went. “No,” Kallas said. He said: “Yes.”")
            .entity("Kallas", "PER")
            .quote("No,", "direct")
            .speaker("Kallas")
            .cue("said")
            .quote("Yes.", "direct")
            .speaker("He")
            .unclosed()
            .build();
        let quotes = document.quotes();
        let first = quotes[0].speaker.as_ref().unwrap();
        assert_eq!(first.span.start(), 23);
        assert_eq!(first.entity, None);
        assert_eq!(quotes[0].cue.map(|cue| document.slice(cue)), Some("said"));
        assert_eq!(&*quotes[1].speaker.as_ref().unwrap().name, "He");
        assert!(quotes[0].closed && !quotes[1].closed);
    }

    #[test]
    fn a_stance_is_about_the_entity_that_stands_there() {
        let document = document("Kallas is a liar.")
            .entity("Kallas", "PER")
            .stance("Kallas", "negative")
            .held_by("e2", "quote")
            .tone("Kallas is a liar.", -0.5)
            .build();
        let stance = &document.stances()[0];
        assert_eq!((&*stance.target, &*stance.holder), ("e1", "e2"));
        assert_eq!(stance.p, [1.0, 0.0, 0.0]);
        assert_eq!(document.tones()[0].value, -0.5);
    }
}
