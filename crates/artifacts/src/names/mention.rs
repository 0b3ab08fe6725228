//! Persons as a document mentions them, and what their names show.

use crate::context::Context;
use crate::names::attribution::{self, Attribution, Evidence, Reading};
use crate::names::tables::{COUNTRIES, OFFICES};
use postil_core::{EntityKind, Span, TokenKind};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A mention of a person, cut into given name and surname.
#[derive(Clone, Debug)]
pub struct Person {
    /// Id of the entity within the document; `None` where no entity is marked.
    pub entity: Option<Arc<str>>,
    /// The first word, if the mention has several.
    pub given: Option<Span>,
    /// The last word.
    pub surname: Span,
    /// Position of the mention's first token.
    first_token: usize,
}

/// A surname with the persons who bear it.
#[derive(Clone, Debug)]
pub struct Surname<'d> {
    /// The word.
    pub text: &'d str,
    /// Its mentions, in text order.
    pub mentions: Vec<Person>,
    /// What its letters show; `None` for the many that nothing marks as unusual.
    pub reading: Option<Reading>,
    /// What they show together with the words around the mention that shows most.
    pub foreign: Option<Attribution>,
}

/// The persons of a document's prose, judged once for all rules.
pub struct People<'d> {
    /// Every surname, in the order of its letters.
    pub surnames: Vec<Surname<'d>>,
}

/// How many tokens before a name may show the person's country.
const REACH: usize = 4;
/// Unusual surnames of one document that are judged at most: more stand in no article.
const MOST: usize = 1000;

impl<'d> People<'d> {
    /// Reads the persons of a document and judges their surnames.
    pub fn read(context: &Context<'d>) -> Self {
        let mut groups: BTreeMap<&'d str, Vec<Person>> = BTreeMap::new();
        for person in persons(context) {
            groups.entry(person.surname.of(context.text)).or_default().push(person);
        }
        let mut judged = 0;
        let surnames = groups
            .into_iter()
            .map(|(text, mentions)| {
                let mut surname = Surname { text, mentions, reading: None, foreign: None };
                if judged < MOST && attribution::is_unusual(text) {
                    judged += 1;
                    surname.reading = attribution::read(text);
                    surname.foreign = surname.reading.as_ref().and_then(|reading| {
                        let cyrillic =
                            surname.mentions.iter().any(|one| is_from_afar(context, one));
                        let elsewhere =
                            surname.mentions.iter().any(|one| is_from_elsewhere(context, one));
                        if elsewhere && !cyrillic {
                            return None;
                        }
                        reading.judge(Evidence { cyrillic })
                    });
                }
                surname
            })
            .collect();
        Self { surnames }
    }

    /// The surname of exactly that spelling.
    pub fn surname(&self, text: &str) -> Option<&Surname<'d>> {
        let at = self.surnames.binary_search_by(|surname| surname.text.cmp(text)).ok()?;
        self.surnames.get(at)
    }
}

/// The persons of prose zones in text order: mentions that are marked as persons, and
/// capitalised words behind an office that are not marked as anything.
fn persons(context: &Context<'_>) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    for entity in context.entities.iter().filter(|entity| entity.kind == EntityKind::Per) {
        let range = context.token_range(entity.span);
        let first_token = range.start;
        let mut words = context.tokens[range]
            .iter()
            .filter(|token| token.kind == TokenKind::Word && token.span.end() <= entity.span.end())
            .filter(|token| is_capitalised(context.word(token)))
            .map(|token| token.span);
        let Some(first) = words.next() else { continue };
        let (surname, given) = words.next_back().map_or((first, None), |last| (last, Some(first)));
        if context.is_prose(surname.start()) {
            let entity = Some(entity.entity.clone());
            persons.push(Person { entity, given, surname, first_token });
        }
    }
    for pair in context.landmarks.capitals.windows(2) {
        let &[before, first_token] = pair else { continue };
        let (office, name) = (&context.tokens[before], &context.tokens[first_token]);
        if first_token == before + 1
            && name.kind == TokenKind::Word
            && OFFICES.get(office.fold, context.word(office)).is_some()
            && !is_marked(context, name.span)
            && context.is_prose(name.span.start())
        {
            let surname = name.span;
            persons.push(Person { entity: None, given: None, surname, first_token });
        }
    }
    persons.sort_by_key(|person| person.surname);
    persons
}

#[inline]
fn is_capitalised(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => word.starts_with(char::is_uppercase),
    }
}

/// Whether a mention of any kind covers the word.
fn is_marked(context: &Context<'_>, word: Span) -> bool {
    let after = context.entities.partition_point(|entity| entity.span.start() < word.end());
    context.entities[..after].iter().rev().take(4).any(|entity| entity.span.overlaps(word))
}

/// Whether the person's given name is a Slavic one, or a country that writes Cyrillic is named
/// right before a person whose given name says nothing else.
fn is_from_afar(context: &Context<'_>, person: &Person) -> bool {
    if let Some(given) = person.given {
        return attribution::given_name(given.of(context.text)).is_some();
    }
    context.tokens[person.first_token.saturating_sub(REACH)..person.first_token]
        .iter()
        .any(|token| COUNTRIES.get(token.fold, context.word(token)).is_some())
}

/// Whether the person's given name is one that no Slavic name is spelt like: Larry Kudlow bears a
/// surname that came over long ago.
fn is_from_elsewhere(context: &Context<'_>, person: &Person) -> bool {
    person.given.is_some_and(|given| {
        let name = given.of(context.text);
        name.chars().filter(|c| c.is_alphabetic()).count() > 2
            && attribution::given_name(name).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::document;

    #[test]
    fn a_given_name_from_elsewhere_clears_the_surname() {
        let foreign = |text: &str| {
            let document = document("a", text);
            let context = Context::new(&document);
            let people = People::read(&context);
            people.surname("Schtscherbakow").is_some_and(|found| found.foreign.is_some())
        };
        assert!(foreign("President Viktor Schtscherbakow spoke. Schtscherbakow left."));
        assert!(!foreign("Mr. Larry Schtscherbakow spoke. Schtscherbakow left."));
    }

    #[test]
    fn a_surname_is_judged_once_by_the_mention_that_shows_most() {
        let text = "Mr. Schtscherbakow spoke. President Viktor Schtscherbakow left with Anna Hill.";
        let document = document("a", text);
        let context = Context::new(&document);
        let people = People::read(&context);
        let found = people.surname("Schtscherbakow").unwrap();
        assert!(found.foreign.as_ref().is_some_and(|foreign| foreign.sure));
        assert!(found.mentions.windows(2).all(|pair| pair[0].surname < pair[1].surname));
        assert!(people.surnames.windows(2).all(|pair| pair[0].text < pair[1].text));
        assert!(people.surname("Hill").is_none_or(|hill| hill.reading.is_none()));
        assert!(people.surname("").is_none());
    }
}
