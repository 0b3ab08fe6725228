//! Names with a head word: ministries, universities, parties, firms, rivers, streets.
//!
//! Heads stand first before "of" (`Bank of England`, `Gulf of Riga`), last in a run of capitals
//! (`Duke University`, `Lena River`) or first in one (`Lake Como`). A run that ends in the head of
//! an event, law or work (`World Cup`, `Paris Agreement`) is no name of our kinds, and neither
//! are the names inside it.

use super::reading::Reading;
use super::tables::{self, common, given, head};
use postil_core::EntityKind;

/// Tokens of the longest name that is looked for. Longer runs of capitals are lists or noise, and
/// reading each to its end from each of its words would take quadratic time.
const RUN: usize = 32;

/// A name that its head word makes clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Headed {
    pub to: usize,
    pub what: Named,
}

/// What a head word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A body or a place.
    Kind(EntityKind),
    /// An event, a law, a work.
    Event,
    /// A storm or an operation: its name is learnt as one.
    Storm,
}

impl Reading<'_> {
    /// The end of the run of capitalized words that begins at `at`. Hyphens without white space
    /// and `&` join; days, months and capitalized function words end it.
    pub fn run(&self, at: usize, end: usize) -> usize {
        let end = end.min(at + RUN);
        let mut to = at + 1;
        while to < end {
            let word = self.shape(to);
            let joined = matches!(self.word(to - 1), "-" | "&");
            if word.capital {
                let function =
                    word.is_function() && word.given == 0 && !word.initial && word.head == 0;
                if word.common == common::CALENDAR || function || (self.glued(to) && !joined) {
                    break;
                }
            } else if !(self.shape(to + 1).capital
                && to + 1 < end
                && (self.joins(to) || self.word(to) == "&"))
            {
                break;
            }
            to += 1;
        }
        while to > at + 1 && !self.shape(to - 1).capital {
            to -= 1;
        }
        to
    }

    /// The name with a head word that begins at `at`, if there is one.
    pub fn headed(&self, at: usize, end: usize, shouted: bool) -> Option<Headed> {
        let to = self.run(at, end);
        let kind = |to, kind| Some(Headed { to, what: Named::Kind(kind) });
        if let Some(found) = self.head_first(to, end, shouted) {
            return Some(found);
        }
        let legal = |at| self.shape(at).head == head::LEGAL;
        if to + 1 < end && self.word(to) == "," && legal(to + 1) && !legal(to - 1) {
            return kind(to + 2, EntityKind::Org);
        }
        if self.shape(at).head == head::EVENT_LEAD && to - at >= 2 {
            return Some(Headed { to, what: Named::Storm });
        }
        for last in (at + 1..to).rev() {
            let word = self.shape(last);
            match word.head {
                0 | head::LEAD | head::PLACE_LEAD => continue,
                // `Press Secretary` is a title that begins here, no name that ends here.
                _ if self.begins_title(last, end) => continue,
                head::EVENT | head::EVENT_LEAD => {
                    if last + 1 == to || (last + 2 == to && self.shape(to - 1).is_roman()) {
                        return Some(Headed { to, what: Named::Event });
                    }
                }
                // Kate Bush and Benny Hill are persons.
                _ if last - at <= 2
                    && self.shape(at).given == given::CLEAR
                    && word.also_surname =>
                {
                    return None;
                }
                head::PLACE_TAIL | head::PLACE_OF => return kind(last + 1, EntityKind::Loc),
                _ => return kind(last + 1, EntityKind::Org),
            }
        }
        if self.shape(at).head == head::PLACE_LEAD && (2..=3).contains(&(to - at)) {
            return kind(to, EntityKind::Loc);
        }
        None
    }

    fn begins_title(&self, at: usize, end: usize) -> bool {
        self.longest(&tables::TITLES, at, end).is_some_and(|title| title.tokens > 1)
    }

    /// `Ministry of Health and Welfare`: a head at the end of the run `..to`, a preposition, and
    /// the field that follows.
    fn head_first(&self, to: usize, end: usize, shouted: bool) -> Option<Headed> {
        let class = self.shape(to - 1).head;
        let place = class == head::PLACE_OF;
        let links =
            |at: usize| at + 1 < end && (self.is(at, "of") || (!place && self.is(at, "for")));
        if !matches!(class, head::LEAD | head::BOTH | head::PLACE_OF)
            || !(links(to) || (!place && to + 1 < end && self.is(to, "on")))
        {
            return None;
        }
        let field = to + 1 + usize::from(self.is(to + 1, "the"));
        let word = self.shape(field);
        if field >= end || !word.capital || word.common == common::CALENDAR {
            return None;
        }
        let mut last = self.run(field, end);
        // "and" goes on with the field unless a name that stands by itself is beside it.
        while last + 1 < end
            && (self.is(last, "and") || self.word(last) == "&")
            && self.shape(last + 1).capital
            && self.known(last - 1, last, shouted).is_none()
            && self.known(last + 1, end, shouted).is_none()
        {
            last = self.run(last + 1, end);
        }
        if !place && links(last) && self.shape(last + 1).capital {
            last = self.run(last + 1, end);
        }
        let kind = if place { EntityKind::Loc } else { EntityKind::Org };
        Some(Headed { to: last, what: Named::Kind(kind) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::testing::Page;

    /// The headed name that begins at the first capital after the text's first word.
    fn headed(text: &str) -> Option<(String, Named)> {
        let page = Page::new(text);
        let ground = page.ground();
        let reading = Reading::new(&ground);
        let end = reading.tokens.len();
        let at = (1..end).find(|at| reading.shape(*at).capital)?;
        let found = reading.headed(at, end, false)?;
        let words: Vec<&str> = (at..found.to).map(|at| reading.word(at)).collect();
        Some((words.join(" "), found.what))
    }

    fn org(name: &str) -> Option<(String, Named)> {
        Some((name.to_owned(), Named::Kind(EntityKind::Org)))
    }

    fn loc(name: &str) -> Option<(String, Named)> {
        Some((name.to_owned(), Named::Kind(EntityKind::Loc)))
    }

    #[test]
    fn heads_that_stand_first_take_their_field() {
        assert_eq!(
            headed("the Ministry of Health and Welfare said"),
            org("Ministry of Health and Welfare")
        );
        assert_eq!(
            headed("the Council on Foreign and Defense Policy, which"),
            org("Council on Foreign and Defense Policy")
        );
        assert_eq!(headed("the University of Texas and Yale"), org("University of Texas"));
        assert_eq!(headed("in the Gulf of Riga on"), loc("Gulf of Riga"));
        assert_eq!(headed("at a Ministry of the state"), None);
    }

    #[test]
    fn heads_that_stand_last_end_the_name() {
        assert_eq!(headed("at Duke University on"), org("Duke University"));
        assert_eq!(headed("the Social Democratic Party won"), org("Social Democratic Party"));
        assert_eq!(headed("from Azurix , Inc. last"), org("Azurix , Inc."));
        assert_eq!(headed("along the Lena River in"), loc("Lena River"));
        assert_eq!(headed("near Lake Como and"), loc("Lake Como"));
    }

    #[test]
    fn persons_titles_and_events_are_left() {
        assert_eq!(headed("with Jeremy Hill today"), None);
        assert_eq!(headed("as House Press Secretary Jen"), None);
        assert_eq!(headed("the World Cup in"), Some(("World Cup".into(), Named::Event)));
        assert_eq!(headed("after World War II ended"), Some(("World War II".into(), Named::Event)));
        assert_eq!(
            headed("when Hurricane Katrina hit"),
            Some(("Hurricane Katrina".into(), Named::Storm))
        );
    }
}
