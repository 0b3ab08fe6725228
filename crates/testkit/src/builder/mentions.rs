//! Mentions of entities.

use super::{DocumentBuilder, named};
use crate::text::at;
use postil_core::{Entity, EntityKind, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

impl DocumentBuilder {
    /// Adds a mention of a kind such as `PER`. Mentions with the same words are one entity.
    #[must_use]
    #[track_caller]
    pub fn entity(self, words: &str, kind: &str) -> Self {
        self.mention(words, kind, words)
    }

    /// Adds a mention of the entity of that canonical name. Mentions with the same name are one
    /// entity; its id is `e1`, `e2` and so on in the order in which names come up.
    #[must_use]
    #[track_caller]
    pub fn mention(mut self, words: &str, kind: &str, name: &str) -> Self {
        let span = self.find(words, &self.entities);
        self.add_mention(span, kind, name);
        self
    }

    /// Adds a mention wherever the words stand; none where they stand nowhere.
    #[must_use]
    #[track_caller]
    pub fn everywhere(mut self, words: &str, kind: &str, name: &str) -> Self {
        let places: Vec<Span> = self
            .text()
            .match_indices(words)
            .map(|(place, _)| at(self.text(), place, place + words.len()))
            .collect();
        for span in places {
            self.add_mention(span, kind, name);
        }
        self.entities.sort_by_key(|mention| (mention.span.start(), mention.span.end()));
        self
    }

    #[track_caller]
    fn add_mention(&mut self, span: Span, kind: &str, name: &str) {
        let kind = named("entity kind", kind, EntityKind::from_name(kind), EntityKind::ALLOWED);
        let known = self.entities.iter().find(|other| &*other.name == name);
        let (entity, name) = match known {
            Some(other) => (other.entity.clone(), other.name.clone()),
            None => {
                let names: BTreeSet<&str> =
                    self.entities.iter().map(|other| &*other.name).collect();
                (Arc::from(format!("e{}", names.len() + 1)), Arc::from(name))
            }
        };
        self.entities.push(Entity { span, kind, entity, name, score: None });
    }
}

#[cfg(test)]
mod tests {
    use crate::document;

    #[test]
    fn mentions_with_the_same_name_are_one_entity() {
        let document = document("Kallas met Scholz. She left; Kallas stayed.")
            .entity("Kallas", "PER")
            .entity("Scholz", "PER")
            .mention("She", "PER", "Kallas")
            .entity("Kallas", "PER")
            .build();
        let ids: Vec<&str> = document.entities().iter().map(|entity| &*entity.entity).collect();
        assert_eq!(ids, ["e1", "e2", "e1", "e1"]);
        assert_eq!(document.entities()[3].span.start(), 29);
    }

    #[test]
    fn words_are_found_everywhere_or_nowhere() {
        let document = document("Oslo and Riga and Oslo")
            .everywhere("Riga", "LOC", "Riga")
            .everywhere("Oslo", "LOC", "Oslo")
            .everywhere("Bern", "LOC", "Bern")
            .build();
        let ids: Vec<&str> = document.entities().iter().map(|entity| &*entity.entity).collect();
        assert_eq!(ids, ["e2", "e1", "e2"]);
    }
}
