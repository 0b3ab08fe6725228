//! Whom the words at a reporting verb mean.
//!
//! A name means its entity. `He` and `she` mean the one whom the text is about at that place: the
//! last speaker, unless a later sentence begins with another person. That is a rule of thumb from
//! how news is written, not a solution of coreference: where it finds nobody whose known gender
//! fits, the words stand for themselves.

use super::phrases::{PhraseKind, Voice};
use super::words::{Gender, gender};
use crate::Ground;
use postil_core::{Entity, EntityKind, Speaker};

/// Resolves the speakers of one document, asked in text order.
pub(super) struct Resolver<'a> {
    ground: &'a Ground<'a>,
    entities: &'a [Entity],
    /// Stretches in quote marks as (start, end), in text order.
    quoted: &'a [(usize, usize)],
    /// Position of the mention that stands for the person in focus.
    focus: Option<usize>,
    /// The last body or place that spoke.
    body: Option<usize>,
    /// The next sentence that was not looked at.
    sentence: usize,
    /// Sentences that end before this byte have their speaker in focus already.
    held: usize,
    /// The next entity and stretch that were not looked at.
    entity: usize,
    stretch: usize,
}

impl<'a> Resolver<'a> {
    /// A resolver at the text's start.
    pub fn new(
        ground: &'a Ground<'a>,
        entities: &'a [Entity],
        quoted: &'a [(usize, usize)],
    ) -> Self {
        Self {
            ground,
            entities,
            quoted,
            focus: None,
            body: None,
            sentence: 0,
            held: 0,
            entity: 0,
            stretch: 0,
        }
    }

    /// The speaker whom `voice` means.
    pub fn resolve(&mut self, voice: &Voice) -> Speaker {
        self.advance(voice.span.start());
        let found = match voice.kind {
            PhraseKind::Name => voice.entity.map(|entity| entity as usize),
            PhraseKind::Relative => self.antecedent(voice),
            PhraseKind::Role => self.apposition(voice),
            PhraseKind::Pronoun => self.pronoun(voice),
            PhraseKind::Noun => None,
        };
        let words = self.ground.slice(voice.span);
        let entities = self.entities;
        let entity = found.and_then(|found| entities.get(found));
        if let (Some(position), Some(entity)) = (found, entity) {
            self.remember(position, entity, voice.span.end());
        }
        match entity {
            Some(entity) => Speaker {
                span: voice.span,
                entity: (!entity.entity.is_empty()).then(|| entity.entity.clone()),
                name: if entity.name.is_empty() { words.into() } else { entity.name.clone() },
            },
            None => Speaker { span: voice.span, entity: None, name: words.into() },
        }
    }

    /// Puts a speaker into focus, until a sentence behind the one that ends after `at`.
    fn remember(&mut self, position: usize, entity: &Entity, at: usize) {
        match entity.kind {
            EntityKind::Per => self.focus = Some(position),
            EntityKind::Org | EntityKind::Loc | EntityKind::Norp => self.body = Some(position),
        }
        let rest = self.ground.sentences.get(self.sentence..).unwrap_or_default();
        if let Some(sentence) = rest.iter().find(|sentence| sentence.span.end() >= at)
            && sentence.span.start() <= at
        {
            self.held = self.held.max(sentence.span.end());
        }
    }

    /// Takes the first person of each sentence that ends before `to` into focus.
    fn advance(&mut self, to: usize) {
        while let Some(sentence) = self.ground.sentences.get(self.sentence)
            && sentence.span.end() <= to
        {
            self.sentence += 1;
            if sentence.span.end() <= self.held {
                continue;
            }
            while let Some(entity) = self.entities.get(self.entity)
                && entity.span.start() < sentence.span.end()
            {
                let position = self.entity;
                self.entity += 1;
                if entity.span.start() >= sentence.span.start()
                    && entity.kind == EntityKind::Per
                    && !self.is_quoted(entity.span.start())
                {
                    self.focus = Some(position);
                    break;
                }
            }
        }
    }

    /// Whether a byte lies in quote marks. Asked in text order.
    fn is_quoted(&mut self, at: usize) -> bool {
        while self.quoted.get(self.stretch).is_some_and(|&(_, end)| end <= at) {
            self.stretch += 1;
        }
        self.quoted.get(self.stretch).is_some_and(|&(start, _)| start <= at)
    }

    /// The name before `who`, with or without a comma.
    fn antecedent(&self, voice: &Voice) -> Option<usize> {
        let at = voice.span.start();
        let behind = self.entities.partition_point(|entity| entity.span.end() <= at);
        let position = behind.checked_sub(1)?;
        let entity = self.entities.get(position)?;
        let gap = self.ground.text.get(entity.span.end()..at)?;
        matches!(gap, " " | ", ").then_some(position)
    }

    /// The name behind a role that it explains: `the spokesman, Ned Price,`.
    fn apposition(&self, voice: &Voice) -> Option<usize> {
        let at = voice.span.end();
        let position = self.entities.partition_point(|entity| entity.span.start() < at);
        let entity = self.entities.get(position)?;
        let gap = self.ground.text.get(at..entity.span.start())?;
        let behind = self.ground.text.get(entity.span.end()..)?;
        (gap == ", " && behind.starts_with(',') && entity.kind == EntityKind::Per)
            .then_some(position)
    }

    /// Whom a pronoun means.
    fn pronoun(&self, voice: &Voice) -> Option<usize> {
        let word = self.ground.slice(voice.span);
        let wanted = if ["he", "him"].iter().any(|he| word.eq_ignore_ascii_case(he)) {
            Gender::Male
        } else if ["she", "her"].iter().any(|she| word.eq_ignore_ascii_case(she)) {
            Gender::Female
        } else if ["it", "they"].iter().any(|it| word.eq_ignore_ascii_case(it)) {
            return self.body;
        } else {
            return None;
        };
        if let Some(focus) = self.focus.filter(|&focus| self.fits(focus, wanted)) {
            return Some(focus);
        }
        // Nobody in focus: the first person of the pronoun's own sentence, else the last one.
        let at = voice.span.start();
        let behind = self.entities.partition_point(|entity| entity.span.end() <= at);
        let sentence = self.ground.sentences.get(self.sentence).map_or(at, |s| s.span.start());
        let near = self.entities.get(behind.saturating_sub(16)..behind).unwrap_or_default();
        let offset = behind - near.len();
        let fits = |&position: &usize| {
            self.entities.get(position).is_some_and(|e| e.kind == EntityKind::Per)
                && self.fits(position, wanted)
        };
        let own = |&position: &usize| {
            self.entities.get(position).is_some_and(|e| e.span.start() >= sentence)
        };
        (offset..behind)
            .find(|position| own(position) && fits(position))
            .or_else(|| (offset..behind).rev().find(fits))
    }

    /// Whether nothing speaks against the gender: an unknown one fits.
    fn fits(&self, position: usize, wanted: Gender) -> bool {
        let Some(entity) = self.entities.get(position) else { return false };
        self.gender_of(entity).is_none_or(|known| known == wanted)
    }

    /// The gender of a person by the form of address or the given name.
    fn gender_of(&self, entity: &Entity) -> Option<Gender> {
        let head = self.ground.text.get(..entity.span.start()).unwrap_or_default();
        let mut tail = head.trim_end().char_indices().rev().take(12);
        let from = tail.find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
        let title = head.trim_end().get(from..).and_then(gender_of_word);
        let mut words = entity.name.split(' ');
        let given = words.next().filter(|_| words.next().is_some());
        title.or_else(|| given.and_then(gender_of_word))
    }
}

fn gender_of_word(word: &str) -> Option<Gender> {
    if word.len() > 24 { None } else { gender(word) }
}
