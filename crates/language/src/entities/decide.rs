//! A capital that grammar does not explain: a known name, a person, an unknown name, or nothing.

use super::evidence::ENOUGH;
use super::known::{Known, Trust};
use super::memory::Evidence;
use super::persons::{Stretch, Title};
use super::reading::Unit;
use super::scan::{Scan, score};
use super::tables::{context, given};
use postil_core::EntityKind;

/// So much evidence makes a name a person's against what a table says.
const CLEARLY_A_PERSON: f32 = 2.5;
/// So much lets a name be learnt.
const LEARNT: f32 = 2.0;
/// What a learnt surname or first name adds.
const SURNAME_KNOWN: f32 = 3.0;
const FIRST_NAME_KNOWN: f32 = 1.5;
/// What is taken from a bare name whose capital the sentence explains.
const AT_A_START: f32 = 0.5;
/// A doubtful word must have so many strong capitals before its evidence is pooled.
const POOLED_FROM: u32 = 2;
const POOLED_SHARE: f32 = 0.5;
const POOLED_MOST: f32 = 3.0;
/// A word that repeats needs so much for a kind.
const REPEATED_ENOUGH: f32 = 0.5;
/// Shorter words do not become names by repetition.
const SHORTEST_REPEATED: usize = 3;

impl Scan<'_, '_> {
    /// Decides on the capital at `at` and gives the position to go on from.
    pub fn decide(&mut self, unit: Unit, at: usize, known: Option<Known>) -> usize {
        let stretch = self.reading.stretch(at, unit.to);
        if known.is_none()
            && let Some(name) = self.name_after_words(at, stretch)
        {
            return name;
        }
        if let Some(known) = known
            && !self.is_person(unit, at, known, stretch)
        {
            return self.known_name(unit, at, known, stretch);
        }
        self.unknown(unit, at, stretch)
    }

    /// `Biologist Nick Bos`: ordinary words before a clear given name are none of the name.
    fn name_after_words(&self, at: usize, stretch: Stretch) -> Option<usize> {
        let reading = self.reading;
        let word = reading.shape(at);
        let prefix = word.given == 0 && (word.common != 0 || word.head != 0);
        if self.title.is_some() || !prefix || stretch.parts < 2 {
            return None;
        }
        (at + 1..stretch.to - 1)
            .find(|at| reading.shape(*at).given == given::CLEAR && reading.word(at - 1) != "-")
    }

    /// Whether a name that a table knows is a person's here, or an ordinary word of a longer name.
    fn is_person(&self, unit: Unit, at: usize, known: Known, stretch: Stretch) -> bool {
        let reading = self.reading;
        let tokens = stretch.to - at;
        let longer = tokens > known.tokens;
        let place = known.kind == EntityKind::Loc;
        let surname = known.tokens == 1 && self.memory.is_surname(reading.fold(at));
        let titled = matches!(self.title, Some(Title::Honorific | Title::Office));
        let before = if at > unit.from { reading.context(at - 1) } else { 0 };
        let of_place = matches!(before, context::INSIDE | context::TOWARDS);
        let clear = || reading.weigh(unit, at, stretch, self.title).person >= CLEARLY_A_PERSON;
        let person = match known.trust {
            Trust::Shared if longer => {
                (reading.shape(at).given != 0 && clear()) || (titled && tokens <= 2)
            }
            Trust::Shared => titled || (surname && !of_place && before != context::DIRECTION),
            Trust::Weak if longer => true,
            Trust::Weak | Trust::Town => surname && tokens == 1 && !of_place,
            Trust::Sure | Trust::Country => false,
        };
        let honored = self.title == Some(Title::Honorific)
            && known.tokens == 1
            && (place || known.kind == EntityKind::Org);
        person || honored
    }

    /// Marks a known name, or what begins with one: a name that the document shows longer, or a
    /// body that is named after a place (`Moscow Exchange`).
    fn known_name(&mut self, unit: Unit, at: usize, known: Known, stretch: Stretch) -> usize {
        let reading = self.reading;
        if let Some(name) = self.memory.recall(reading, at, unit.to)
            && name.tokens > known.tokens
        {
            return self.mark_recalled(at, name);
        }
        let next = at + known.tokens;
        let goes_on = known.kind == EntityKind::Loc
            && (next + 1..=next + 2).contains(&stretch.to)
            && reading.shape(next).capital
            && reading.shape(next).given == 0
            && !self.memory.is_surname(reading.fold(next))
            && reading.title(next, unit.to).is_none()
            && reading.known(next, unit.to, unit.shouted).is_none();
        if goes_on {
            return self.mark(at, stretch.to, EntityKind::Org, score::AFTER_PLACE);
        }
        self.mark(at, next, known.kind, score::KNOWN)
    }

    /// A name that no table knows.
    fn unknown(&mut self, unit: Unit, at: usize, stretch: Stretch) -> usize {
        let reading = self.reading;
        let fold = reading.fold(at);
        let stretch = self.first_of_pair(unit, at, stretch);
        let bare = stretch.parts <= 1;
        let letter = reading.word(at).chars().filter(|c| c.is_alphabetic()).count() < 2;
        if stretch.parts == 0
            || (bare && letter && stretch.to == at + 1)
            || (bare && self.title.is_none() && self.memory.is_event(fold))
        {
            self.title = None;
            return stretch.to;
        }
        let mut evidence = reading.weigh(unit, at, stretch, self.title);
        if !self.learning
            && let Some(mut name) = self.memory.recall(reading, at, unit.to)
        {
            if name.kind == EntityKind::Per && name.tokens == 1 && bare && stretch.suffix {
                name.tokens = stretch.to - at;
            }
            let clear = evidence.person >= CLEARLY_A_PERSON && !bare;
            if at + name.tokens >= stretch.to || !clear {
                return self.mark_recalled(at, name);
            }
        }
        let cut = self.before_known(unit, at, stretch);
        if cut != stretch {
            evidence = reading.weigh(unit, at, cut, self.title);
        }
        self.weighed(at, cut, evidence)
    }

    /// `Biden-Putin` is two names where each is one elsewhere.
    fn first_of_pair(&self, unit: Unit, at: usize, stretch: Stretch) -> Stretch {
        let reading = self.reading;
        let second = at + 2;
        let pair = second < stretch.to
            && reading.word(at + 1) == "-"
            && self.memory.is_name(reading.fold(at))
            && (self.memory.is_name(reading.fold(second))
                || reading.known(second, unit.to, unit.shouted).is_some());
        if pair { Stretch { to: at + 1, parts: 1, ..Stretch::default() } } else { stretch }
    }

    /// The stretch up to a nationality or country inside it, where nothing shows a person.
    fn before_known(&self, unit: Unit, at: usize, stretch: Stretch) -> Stretch {
        let reading = self.reading;
        if stretch.parts < 2 || self.title.is_some() || reading.shape(at).given != 0 {
            return stretch;
        }
        let cut = (at + 1..stretch.to).find(|at| {
            reading.shape(*at).capital
                && reading.word(at - 1) != "-"
                && reading.known(*at, unit.to, unit.shouted).is_some_and(|known| {
                    known.kind == EntityKind::Norp || known.trust == Trust::Country
                })
        });
        let Some(mut to) = cut else { return stretch };
        while to > at + 1 && !reading.shape(to - 1).capital {
            to -= 1;
        }
        let parts = (at..to).filter(|at| reading.shape(*at).capital).count() as u32;
        Stretch { to, parts, ..stretch }
    }

    /// Marks the name if enough speaks for a kind; else keeps what is known of a bare word.
    fn weighed(&mut self, at: usize, stretch: Stretch, mut evidence: Evidence) -> usize {
        let reading = self.reading;
        let fold = reading.fold(at);
        let word = reading.shape(at);
        let single = stretch.parts == 1 && stretch.to == at + 1 && self.title.is_none();
        if single {
            let own = evidence;
            if self.memory.is_surname(fold) {
                evidence.person += SURNAME_KNOWN;
            }
            if self.memory.is_first_name(fold) {
                evidence.person += FIRST_NAME_KNOWN;
            }
            let pooled = self.memory.pooled(fold);
            if !self.learning && pooled.strong >= POOLED_FROM {
                let share = |sum: f32| sum.min(POOLED_MOST) * POOLED_SHARE;
                evidence.person += share(pooled.evidence.person);
                evidence.place += share(pooled.evidence.place);
                evidence.body += share(pooled.evidence.body);
                let (kind, sum) = evidence.best();
                let repeated = kind != EntityKind::Org
                    && (REPEATED_ENOUGH..ENOUGH).contains(&sum)
                    && word.strong
                    && word.common == 0
                    && reading.word(at).len() >= SHORTEST_REPEATED;
                if repeated {
                    return self.mark(at, stretch.to, kind, score::REPEATED);
                }
            }
            if self.learning && own.best().1 < ENOUGH {
                self.memory.pool(fold, own, word.strong);
            }
        }
        let (kind, mut sum) = evidence.best();
        let at_start = !word.strong && reading.strong_capitals(at) == 0;
        if at_start && stretch.parts == 1 && self.title.is_none() {
            sum -= AT_A_START;
        }
        if sum < ENOUGH {
            self.title = None;
            return stretch.to;
        }
        if self.learning && sum >= LEARNT {
            self.memory.learn(reading, at, stretch.to, kind, sum);
        }
        self.mark(at, stretch.to, kind, (0.5 + 0.1 * sum).min(0.98))
    }
}
