//! One walk over a unit: which capitals begin a name, and how far it goes.
//!
//! At each capital the first of these that holds decides:
//! 1. a particle in small letters before it (`al-Assad`) makes it a surname;
//! 2. grammar explains the capital (`The`, `Monday`): no name;
//! 3. a head word makes a body or a place, or an event, which is skipped whole;
//! 4. it begins a title, which is no part of a name but announces one;
//! 5. an ordinary word begins the sentence: no name, unless the document knows it as one;
//! 6. a table knows the name (`decide.rs`, which weighs it against a person's name);
//! 7. the document has learnt the name, or the words around it say what it is (`evidence.rs`).

use super::bodies::Named;
use super::known::Known;
use super::memory::{Memory, Recalled};
use super::persons::Title;
use super::reading::{Reading, Unit};
use super::tables::{common, context, given};
use postil_core::{EntityKind, TokenKind};

/// A name in the text, by positions of tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mention {
    pub from: usize,
    pub to: usize,
    pub kind: EntityKind,
    pub score: f32,
    /// A head word made it a name.
    pub headed: bool,
}

/// How sure each way to a name is.
pub(super) mod score {
    pub(crate) const KNOWN: f32 = 0.95;
    pub(crate) const KNOWN_IN_HEADLINE: f32 = 0.85;
    pub(crate) const RECALLED: f32 = 0.85;
    pub(crate) const HEADED: f32 = 0.8;
    pub(crate) const PARTICLE: f32 = 0.75;
    pub(crate) const GIVEN_IN_HEADLINE: f32 = 0.6;
    pub(crate) const AFTER_PLACE: f32 = 0.5;
    pub(crate) const REPEATED: f32 = 0.4;
}

/// What a name with a head word is learnt with.
const HEADED_IS_SURE: f32 = 3.0;

/// A walk over the units of a document.
pub(super) struct Scan<'r, 'g> {
    pub reading: &'r Reading<'g>,
    pub memory: &'r mut Memory,
    /// The first reading learns, the second marks.
    pub learning: bool,
    pub found: Vec<Mention>,
    /// The title that stood right before the current position.
    pub title: Option<Title>,
}

impl Scan<'_, '_> {
    /// Walks over one unit.
    pub fn unit(&mut self, unit: Unit) {
        self.title = None;
        let mut at = unit.from;
        while at < unit.to {
            at = self.step(unit, at).max(at + 1);
        }
    }

    /// Looks at one token and gives the position to go on from.
    fn step(&mut self, unit: Unit, at: usize) -> usize {
        let reading = self.reading;
        let word = reading.shape(at);
        if !word.capital {
            // President “Xyz”, President de Xyz, President-elect Xyz.
            let keeps = self.title.is_some()
                && (matches!(reading.word(at), "." | "-" | "\"" | "“" | "”" | "‘" | "'")
                    || reading.is(at, "elect")
                    || reading.particles(at, at + 1) > at);
            if !keeps {
                self.title = None;
            }
            return at + 1;
        }
        if self.title.is_none() {
            self.title = reading.title_before(at, unit.from);
        }
        if let Some(next) = self.after_particles(unit, at) {
            return next;
        }
        let known = reading.known(at, unit.to, unit.shouted);
        if unit.shouted {
            return self.shouted(unit, at, known);
        }
        if self.is_explained(unit, at, known) {
            self.title = None;
            return at + 1;
        }
        let ordinary = !word.strong
            && reading.strong_capitals(at) == 0
            && (word.common == common::WORD || reading.occurs_small(at));
        let title = reading.title(at, unit.to);
        if let Some(next) = self.headed(unit, at, known, title, ordinary) {
            return next;
        }
        if let Some((tokens, kind, _)) = title
            && !known.is_some_and(|known| known.tokens >= tokens && !known.is_doubtful())
            && !(tokens == 1
                && kind != Title::Honorific
                && word.strong
                && word.given != 0
                && reading.shape(at + 1).capital)
        {
            self.title = Some(kind);
            return at + tokens;
        }
        if ordinary && known.is_none() && self.title.is_none() {
            let next = reading.shape(at + 1);
            if word.given == 0 || !next.capital || next.is_function() || at + 1 >= unit.to {
                return self.ordinary(unit, at);
            }
        }
        self.decide(unit, at, known)
    }

    /// Writes a mention and gives the position behind it.
    pub fn mark(&mut self, from: usize, to: usize, kind: EntityKind, score: f32) -> usize {
        self.found.push(Mention { from, to, kind, score, headed: false });
        self.title = None;
        to
    }

    /// Writes a name that the document has shown before.
    pub fn mark_recalled(&mut self, at: usize, name: Recalled) -> usize {
        self.mark(at, at + name.tokens, name.kind, score::RECALLED)
    }

    /// A surname with particles in small letters before it, or a body (`al-Qaeda`).
    fn after_particles(&mut self, unit: Unit, at: usize) -> Option<usize> {
        let reading = self.reading;
        let free = self.found.last().map_or(0, |mention| mention.to).max(unit.from);
        let start = reading.particles_before(at, free)?;
        if let Some(known) = reading.known(start, unit.to, unit.shouted)
            && known.tokens > at - start
        {
            return Some(self.mark(start, start + known.tokens, known.kind, score::KNOWN));
        }
        let title = self.title.or_else(|| reading.title_before(start, unit.from));
        let titled = matches!(title, Some(Title::Honorific | Title::Office));
        if reading.shape(at).common != 0 || !(titled || self.memory.is_surname(reading.fold(at))) {
            return None;
        }
        let to = reading.run(at, unit.to);
        if self.learning && titled {
            self.memory.learn(reading, start, to, EntityKind::Per, HEADED_IS_SURE);
        }
        Some(self.mark(start, to, EntityKind::Per, score::PARTICLE))
    }

    /// Where capitals say nothing: only names that a table or the rest of the document knows,
    /// and full names with a clear given name.
    fn shouted(&mut self, unit: Unit, at: usize, known: Option<Known>) -> usize {
        let reading = self.reading;
        if let Some(name) = self.memory.recall(reading, at, unit.to)
            && !known.is_some_and(|known| known.tokens > name.tokens)
        {
            return self.mark_recalled(at, name);
        }
        if let Some(known) = known
            && !known.is_doubtful()
        {
            return self.mark(at, at + known.tokens, known.kind, score::KNOWN_IN_HEADLINE);
        }
        let word = reading.shape(at);
        if word.given == given::CLEAR && !word.upper {
            let stretch = reading.stretch(at, unit.to);
            let last = stretch.to - 1;
            if stretch.parts == 2
                && reading.shape(last).common == 0
                && reading.title(last, unit.to).is_none()
            {
                return self.mark(at, stretch.to, EntityKind::Per, score::GIVEN_IN_HEADLINE);
            }
        }
        self.title = None;
        at + 1
    }

    /// Whether the word's class explains its capital: function words at a start, days and
    /// months, things that are none of our kinds.
    fn is_explained(&self, unit: Unit, at: usize, known: Option<Known>) -> bool {
        let reading = self.reading;
        let word = reading.shape(at);
        let next = if at + 1 < unit.to { reading.shape(at + 1) } else { Default::default() };
        // Will Smith, April Jones.
        let opens_name = word.given != 0 && next.capital && next.common == 0;
        let longer = known.is_some_and(|known| known.tokens > 1);
        match word.common {
            common::FUNCTION => {
                let table = known.is_some_and(|known| known.tokens > 1 || known.capitals);
                !table && !(opens_name && word.strong) && !self.is_may(unit, at)
            }
            common::CALENDAR => !longer && !opens_name && !self.is_may(unit, at),
            common::THING => known.is_none(),
            _ => false,
        }
    }

    /// A month's name that is a person's here: with a title, or known as a surname and not
    /// where dates stand.
    fn is_may(&self, unit: Unit, at: usize) -> bool {
        let reading = self.reading;
        let word = reading.shape(at);
        if !word.also_surname {
            return false;
        }
        let dated = at > unit.from
            && matches!(
                reading.context(at - 1),
                context::INSIDE | context::TOWARDS | context::DATE
            );
        let number =
            reading.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number);
        self.title.is_some()
            || (word.strong && self.memory.is_surname(reading.fold(at)) && !dated && !number)
    }

    /// A name that its head word makes clear, unless a longer known name or a title is there.
    fn headed(
        &mut self,
        unit: Unit,
        at: usize,
        known: Option<Known>,
        title: Option<(usize, Title, bool)>,
        ordinary: bool,
    ) -> Option<usize> {
        let reading = self.reading;
        let headed = reading.headed(at, unit.to, unit.shouted)?;
        if known.is_some_and(|known| at + known.tokens >= headed.to) {
            return None;
        }
        let body = headed.what == Named::Kind(EntityKind::Org);
        let place = headed.what == Named::Kind(EntityKind::Loc);
        if let Some((tokens, kind, _)) = title {
            let shorter = at + tokens < headed.to;
            // `Secretary of State` is a title and no office's name; `President Hill` is a person.
            if (!shorter && tokens > 1 && !place) || (shorter && kind != Title::Role && !body) {
                return None;
            }
            // `Mr. Lake`, `Deputy Director Bank`; but `King's College`, `Duke University`.
            if shorter && body && (tokens > 1 || kind == Title::Honorific) {
                self.title = Some(kind);
                return Some(at + tokens);
            }
        }
        match headed.what {
            Named::Event if ordinary => return None,
            Named::Event => {}
            Named::Storm => {
                for word in at + 1..headed.to {
                    self.memory.learn_event(reading.fold(word));
                }
            }
            Named::Kind(kind) => {
                if self.learning {
                    self.memory.learn(reading, at, headed.to, kind, HEADED_IS_SURE);
                }
                let next = self.mark(at, headed.to, kind, score::HEADED);
                if let Some(mention) = self.found.last_mut() {
                    mention.headed = true;
                }
                return Some(next);
            }
        }
        self.title = None;
        Some(headed.to)
    }

    /// An ordinary word at a start: a name only if the document is sure of it.
    fn ordinary(&mut self, unit: Unit, at: usize) -> usize {
        let reading = self.reading;
        if !reading.occurs_small(at)
            && let Some(name) = self.memory.recall(reading, at, unit.to)
            && name.score >= HEADED_IS_SURE
        {
            return self.mark_recalled(at, name);
        }
        self.title = None;
        at + 1
    }
}
