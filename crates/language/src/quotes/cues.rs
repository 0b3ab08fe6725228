//! Reporting words of a host, each with its subject.

use super::host::Host;
use super::phrases::{Phrase, PhraseKind};
use super::words::{self, CueClass, CueWord, Form, Word};
use postil_core::{EntityKind, Tag};

/// A reporting word and who does the reporting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// Its first item.
    pub at: usize,
    pub word: CueWord,
    /// Whether it is negated: `did not say`.
    pub negated: bool,
    /// Whether it reports a quotation already.
    pub used: bool,
    /// Who reports: before a verb, behind `according to`.
    pub subject: Option<Phrase>,
}

impl Cue {
    /// The item behind its last.
    pub fn end(&self) -> usize {
        self.at + self.word.tokens
    }
}

/// Items that a subject is looked for in, from the verb back.
const REACH: usize = 60;
/// Items of one apposition.
const APPOSITION: usize = 45;

impl Host<'_> {
    /// Finds the reporting words; false when there is none.
    pub fn find_cues(&mut self) -> bool {
        let text = self.ground.text;
        let tokens = self.ground.tokens;
        let mut at = 0;
        while let Some(item) = self.items.get(at).copied() {
            at += 1;
            if item.word == Word::Quotation || item.entity.is_some() || !self.is_word(at - 1) {
                continue;
            }
            let Some(cue) = tokens.get(item.at..).and_then(|rest| words::cue(text, rest)) else {
                continue;
            };
            let tagged_noun = tokens.get(item.at).is_some_and(|token| token.tag == Tag::Noun);
            if cue.noun && tagged_noun {
                continue;
            }
            // A key of several words must not reach over a quotation or the end.
            let last = self.items.get(at + cue.tokens - 2);
            let whole = last.is_some_and(|last| {
                last.word != Word::Quotation && last.at == item.at + cue.tokens - 1
            });
            if !whole {
                continue;
            }
            let found = Cue { at: at - 1, word: cue, negated: false, used: false, subject: None };
            at += cue.tokens - 1;
            if cue.class == CueClass::Stand {
                if self.pos(found.at) == Some(Tag::Verb) {
                    self.stands.push(found);
                }
                continue;
            }
            if cue.tokens == 1
                && let Some(item) = self.items.get_mut(found.at)
            {
                item.cue = true;
            }
            self.cues.push(found);
        }
        !self.cues.is_empty() || !self.stands.is_empty()
    }

    /// Finds the subject of each reporting word.
    pub fn resolve_subjects(&mut self) {
        for position in 0..self.cues.len() {
            let (earlier, rest) = self.cues.split_at(position);
            let Some(cue) = rest.first() else { return };
            let (subject, negated) = if cue.word.form == Form::Before {
                (self.source(cue), false)
            } else {
                self.subject(cue, earlier)
            };
            if let Some(cue) = self.cues.get_mut(position) {
                cue.subject = subject;
                cue.negated = negated;
            }
        }
        for position in 0..self.stands.len() {
            let Some(stand) = self.stands.get(position) else { return };
            let before = self.cues.partition_point(|cue| cue.at < stand.at);
            let earlier = self.cues.get(..before).unwrap_or_default();
            let (subject, negated) = self.subject(stand, earlier);
            if let Some(stand) = self.stands.get_mut(position) {
                stand.subject = subject;
                stand.negated = negated;
            }
        }
    }

    /// Who stands behind `according to`.
    fn source(&self, cue: &Cue) -> Option<Phrase> {
        let phrase = self.phrase_forward(cue.end())?;
        let object = self.word(cue.end()) == Word::Object;
        (phrase.kind != PhraseKind::Pronoun || object || cue.word.class == CueClass::So)
            .then_some(phrase)
    }

    /// The subject of a verb, looked for to its left, and whether the verb is negated.
    fn subject(&self, cue: &Cue, earlier: &[Cue]) -> (Option<Phrase>, bool) {
        let form = cue.word.form;
        let Some(mut at) = cue.at.checked_sub(1) else { return (None, false) };
        if matches!(form, Form::Base | Form::Present) && self.is_possessive(at) {
            return (None, false);
        }
        let (mut negated, mut auxiliary, mut passive) = (false, false, false);
        loop {
            match self.word(at) {
                Word::Adverb => {}
                Word::Auxiliary => auxiliary = true,
                Word::Be => passive = true,
                Word::Negation => negated = true,
                Word::To => return (None, negated),
                _ if self.is_adverb(at) => {}
                _ => break,
            }
            let Some(before) = at.checked_sub(1) else { return (None, negated) };
            at = before;
        }
        if passive && form != Form::Participle && !self.is(cue.at, "quoted") {
            return (None, negated);
        }
        if self.word(at) == Word::Coordinator {
            return (self.clause_subject(cue.at, cue.at, earlier), negated);
        }
        if form == Form::Perfect && !auxiliary {
            return (None, negated);
        }
        if form == Form::Participle && !passive {
            return (self.clause_subject(cue.at, cue.at, earlier), negated);
        }
        let found = if self.is_comma(at) || self.is_dash(at) || self.mark(at) == ")" {
            self.over_appositions(at, cue.at, earlier)
        } else {
            self.phrase_back(at).filter(|phrase| self.agrees(cue, phrase, auxiliary))
        };
        (found, negated)
    }

    /// An adverb that no table lists: `gravely`.
    fn is_adverb(&self, at: usize) -> bool {
        self.is_word(at) && self.text(at).ends_with("ly") && self.entity_ending(at).is_none()
    }

    /// Whether verb and subject fit in number, so that a noun is not taken for the verb.
    fn agrees(&self, cue: &Cue, phrase: &Phrase, auxiliary: bool) -> bool {
        let base = cue.word.form == Form::Base;
        if auxiliary || !(base || cue.word.form == Form::Present) {
            return true;
        }
        let last = phrase.end.saturating_sub(1);
        let third_person = ["he", "she", "it"].iter().any(|word| self.is(last, word));
        if phrase.kind == PhraseKind::Noun {
            let singular = ["a", "an", "this", "each", "every", "another"];
            if cue.word.noun || base && singular.iter().any(|word| self.is(phrase.start, word)) {
                return false;
            }
        }
        if phrase.kind == PhraseKind::Pronoun {
            return third_person != base;
        }
        true
    }

    /// The subject of a verb behind a comma: it stands before one or more appositions or
    /// relative clauses (`Miles, 43, who teaches law, said`).
    fn over_appositions(&self, comma: usize, verb: usize, earlier: &[Cue]) -> Option<Phrase> {
        let mut comma = comma;
        let mut fallback = None;
        for _ in 0..7 {
            let mut start = comma;
            while start > 0 && !self.is_quote(start - 1) && !self.is_clause_mark(start - 1) {
                if comma - start >= APPOSITION {
                    return fallback;
                }
                start -= 1;
            }
            let edge = start == 0 || self.is_quote(start - 1);
            if start == comma {
                if edge {
                    return fallback;
                }
                comma = start - 1;
                continue;
            }
            let first = self.word(start);
            let phrase = self.phrase_back(comma - 1);
            if edge {
                return self.at_clause_start(start, phrase).or(fallback).or_else(|| {
                    let leads = matches!(first, Word::Preposition | Word::Subordinator);
                    let start = if first == Word::Coordinator { start + 1 } else { start };
                    if leads { None } else { self.phrase_forward(start) }
                });
            }
            if first == Word::Coordinator || !self.is_apposition(start, phrase.as_ref()) {
                if let Some(phrase) = phrase
                    && phrase.is_clear()
                    && !self.is_place(start, &phrase)
                {
                    return Some(phrase);
                }
                if first == Word::Coordinator
                    && let Some(phrase) = self.clause_subject(verb, comma, earlier)
                {
                    return Some(phrase);
                }
            } else if let Some(phrase) = phrase
                && fallback.is_none()
                && phrase.kind == PhraseKind::Role
                && phrase.start <= start + 1
                && first != Word::Preposition
            {
                fallback = Some(phrase);
            }
            comma = start - 1;
            if matches!(self.mark(comma), ";" | ":") {
                return fallback;
            }
        }
        fallback
    }

    /// A phrase that fills a clause's first part, up to a comma.
    fn at_clause_start(&self, start: usize, phrase: Option<Phrase>) -> Option<Phrase> {
        let phrase = phrase?;
        let fits = match self.word(start) {
            Word::Preposition | Word::Subordinator => false,
            Word::Coordinator => phrase.is_clear(),
            _ => phrase.start <= start + 4,
        };
        fits.then_some(phrase)
    }

    /// A mark that parts of a clause are set off with.
    fn is_clause_mark(&self, at: usize) -> bool {
        matches!(self.mark(at), "," | ";" | ":" | "(") || self.is_dash(at)
    }

    /// Whether the part of a clause that begins at `start` explains a noun before it.
    fn is_apposition(&self, start: usize, phrase: Option<&Phrase>) -> bool {
        let by_word = matches!(
            self.word(start),
            Word::Determiner
                | Word::Possessive
                | Word::Relative
                | Word::Preposition
                | Word::To
                | Word::Be
                | Word::Auxiliary
                | Word::Subordinator
                | Word::Adverb
                | Word::Qualifier
        );
        if by_word || self.is_number(start) {
            return true;
        }
        if phrase.is_some_and(|p| p.kind == PhraseKind::Role && p.start == start) {
            return true;
        }
        let text = self.text(start);
        self.entity_starting(start).is_none()
            && (self.role(start).is_some() || text.ends_with("ing") || text.ends_with("ed"))
    }

    /// Whether a place alone fills the part of a clause from `start`: `of Aurora, Colorado, said`.
    fn is_place(&self, start: usize, phrase: &Phrase) -> bool {
        phrase.start == start && self.entity_kind(phrase) == Some(EntityKind::Loc)
    }

    /// The subject of the clause that holds the verb, as for `…, adding that` and `… and said`:
    /// that of an earlier reporting verb, or the first noun phrase of the clause.
    pub fn clause_subject(&self, verb: usize, limit: usize, earlier: &[Cue]) -> Option<Phrase> {
        let reporting = earlier
            .iter()
            .rev()
            .take_while(|cue| verb - cue.at < REACH)
            .find_map(|cue| cue.subject.filter(|_| cue.word.form != Form::Before));
        if reporting.is_some() {
            return reporting;
        }
        let mut start = limit;
        while start > 0 && !self.ends_clause(start - 1) {
            if limit - start >= REACH {
                return None;
            }
            start -= 1;
        }
        start = self.behind_time(start, limit);
        for _ in 0..3 {
            while start < limit
                && (matches!(self.word(start), Word::Coordinator | Word::Adverb)
                    || self.is_comma(start)
                    || self.is_dash(start))
            {
                start += 1;
            }
            let leads = matches!(self.word(start), Word::Preposition | Word::Subordinator)
                || self.text(start).ends_with("ing") && self.entity_starting(start).is_none();
            if !leads {
                break;
            }
            start = (start..limit).find(|&at| self.is_comma(at))? + 1;
        }
        if start < limit { self.phrase_forward(start) } else { None }
    }

    /// Whether a clause ends with item `at`.
    fn ends_clause(&self, at: usize) -> bool {
        if let Some(stretch) = self.stretch(at) {
            let content = self.ground.text.get(stretch.start..stretch.end).unwrap_or_default();
            return at == 0 || content.ends_with([',', '.', '!', '?']);
        }
        if matches!(self.mark(at), ";" | ":") {
            return true;
        }
        // A dateline: LONDON (Reuters) —
        let capitals = self.text(0);
        self.is_dash(at)
            && at < 8
            && capitals.len() > 2
            && capitals.chars().all(|c| !c.is_lowercase())
    }

    /// The item behind an adverbial of time with its comma, if one stands at `start`.
    fn behind_time(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        while at < limit
            && at < start + 5
            && (self.is_number(at)
                || matches!(
                    self.word(at),
                    Word::Day | Word::Month | Word::Adverb | Word::Determiner | Word::Qualifier
                ))
        {
            at += 1;
        }
        if at > start && self.is_comma(at) { at + 1 } else { start }
    }

    /// The speaker behind a verb: `said Psaki`.
    pub fn inverted(&self, cue: &Cue) -> Option<Phrase> {
        if !matches!(cue.word.form, Form::Past | Form::Present) {
            return None;
        }
        let phrase = self.phrase_forward(cue.end())?;
        let verb_follows =
            matches!(self.word(phrase.end), Word::Be | Word::Auxiliary | Word::Negation);
        let fits = match phrase.kind {
            PhraseKind::Noun | PhraseKind::Relative => false,
            PhraseKind::Pronoun => !self.is(phrase.start, "it"),
            PhraseKind::Name | PhraseKind::Role => true,
        };
        (fits && !verb_follows).then_some(phrase)
    }
}
