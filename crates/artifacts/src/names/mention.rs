//! Persons as a document mentions them, and what their names show.

use crate::context::Context;
use crate::names::attribution::{self, Attribution, Evidence};
use crate::names::tables::{COUNTRIES, OFFICES};
use postil_core::{EntityKind, Span, TokenKind};
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
    pub first_token: usize,
}

/// How many tokens before a name may show the person's country.
const REACH: usize = 4;

/// The persons of prose zones in text order: mentions that are marked as persons, and
/// capitalised words behind an office that are not marked as anything.
pub fn persons(context: &Context<'_>) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    for entity in context.entities.iter().filter(|entity| entity.kind == EntityKind::Per) {
        let range = context.token_range(entity.span);
        let first_token = range.start;
        let words: Vec<Span> = context.tokens[range]
            .iter()
            .filter(|token| token.kind == TokenKind::Word && token.span.end() <= entity.span.end())
            .map(|token| token.span)
            .filter(|span| span.of(context.text).chars().next().is_some_and(char::is_uppercase))
            .collect();
        let Some((&surname, before)) = words.split_last() else { continue };
        if context.is_prose(surname.start()) {
            let (entity, given) = (Some(entity.entity.clone()), before.first().copied());
            persons.push(Person { entity, given, surname, first_token });
        }
    }
    for position in 1..context.tokens.len() {
        let token = &context.tokens[position];
        if token.kind == TokenKind::Word
            && is_behind_office(context, position)
            && !is_marked(context, token.span)
            && context.is_prose(token.span.start())
        {
            let surname = token.span;
            persons.push(Person { entity: None, given: None, surname, first_token: position });
        }
    }
    persons.sort_by_key(|person| person.surname);
    persons
}

/// Whether a mention of any kind covers the word.
fn is_marked(context: &Context<'_>, word: Span) -> bool {
    let after = context.entities.partition_point(|entity| entity.span.start() < word.end());
    context.entities[..after].iter().rev().take(4).any(|entity| entity.span.overlaps(word))
}

/// Whether a capitalised word stands right behind an office.
fn is_behind_office(context: &Context<'_>, position: usize) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let Some(before) = position.checked_sub(1).and_then(|at| context.tokens.get(at)) else {
        return false;
    };
    capital(context.word_at(position))
        && capital(context.word(before))
        && OFFICES.get(before.fold, context.word(before)).is_some()
}

/// Judges a person's name by its letters, the given name, and the words before it; names that
/// nothing marks as unusual are passed over.
pub fn judge(context: &Context<'_>, person: &Person) -> Option<Attribution> {
    let surname = person.surname.of(context.text);
    if !attribution::is_unusual(surname) {
        return None;
    }
    let given = person.given.and_then(|span| attribution::given_name(span.of(context.text)));
    let stranger = person.given.is_some() && given.is_none();
    let country = || {
        context.tokens[person.first_token.saturating_sub(REACH)..person.first_token]
            .iter()
            .any(|token| COUNTRIES.get(token.fold, context.word(token)).is_some())
    };
    let evidence = Evidence { cyrillic: given.is_some() || !stranger && country() };
    attribution::attribute(surname, evidence)
}
