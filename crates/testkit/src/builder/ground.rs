//! Zones, sentences and tokens.

use super::{DocumentBuilder, named};
use crate::text::token;
use postil_core::{Sentence, Tag, Zone, ZoneKind};

impl DocumentBuilder {
    /// Adds a zone of a kind such as `headline`.
    #[must_use]
    #[track_caller]
    pub fn zone(mut self, words: &str, kind: &str) -> Self {
        let span = self.find(words, &self.zones);
        let kind = named("zone kind", kind, ZoneKind::from_name(kind), ZoneKind::ALLOWED);
        self.zones.push(Zone { span, kind, repeats: None, score: None });
        self
    }

    /// Says that the last zone repeats the words of the zone of that number, from 0.
    #[must_use]
    #[track_caller]
    pub fn repeats(mut self, number: u32) -> Self {
        match self.zones.last_mut() {
            Some(zone) => zone.repeats = Some(number),
            None => panic!("no zone was given that could repeat zone {number}"),
        }
        self
    }

    /// Adds a sentence.
    #[must_use]
    #[track_caller]
    pub fn sentence(mut self, words: &str) -> Self {
        let span = self.find(words, &self.sentences);
        self.sentences.push(Sentence { span });
        self
    }

    /// Adds a token with a part of speech such as `NOUN`.
    #[must_use]
    #[track_caller]
    pub fn token(mut self, word: &str, tag: &str) -> Self {
        let span = self.find(word, &self.tokens);
        let tag = named("tag", tag, Tag::from_name(tag), Tag::ALLOWED);
        let token = token(self.text(), span.start(), span.end(), tag);
        self.tokens.push(token);
        self
    }

    /// Adds tokens written as `word/TAG`, with white space between them:
    /// `"The/DET bridge/NOUN fell/VERB ./PUNCT"`.
    #[must_use]
    #[track_caller]
    pub fn tagged(mut self, pairs: &str) -> Self {
        for pair in pairs.split_whitespace() {
            self = match pair.rsplit_once('/') {
                Some((word, tag)) => self.token(word, tag),
                None => panic!("{pair:?} is not of the form word/TAG"),
            };
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::document;
    use postil_core::{Tag, TokenKind};

    #[test]
    fn tokens_may_be_written_as_pairs() {
        let document = document("1/2 of it.").tagged("1/2/NUM of/ADP it/PRON ./PUNCT").build();
        let tags: Vec<Tag> = document.tokens().iter().map(|token| token.tag).collect();
        assert_eq!(tags, [Tag::Num, Tag::Adp, Tag::Pron, Tag::Punct]);
        assert_eq!(document.tokens()[3].kind, TokenKind::Mark);
    }

    #[test]
    fn a_zone_may_repeat_another() {
        let document =
            document("Rain\nRain").zone("Rain", "headline").zone("Rain", "headline").repeats(0);
        assert_eq!(document.build().zones()[1].repeats, Some(0));
    }

    #[test]
    #[should_panic(expected = "is not one of ADJ")]
    fn an_unknown_tag_is_told() {
        let _ = document("it").token("it", "PRONOUN");
    }
}
