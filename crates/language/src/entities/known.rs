//! Names that a table knows, if the capitals of the text fit the table's.

use super::reading::Reading;
use super::tables::{self, place};
use postil_core::EntityKind;
use postil_lexicon::{Lexicon, Match};

/// How far a table's word on a name can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// The name is hardly ever anything else.
    Sure,
    /// A country: so well known that nothing else is named so.
    Country,
    /// A town or region: persons and firms are named after it.
    Town,
    /// A place whose name is also a person's.
    Shared,
    /// A name that is also an ordinary word.
    Weak,
}

/// A name that a table knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub tokens: usize,
    pub kind: EntityKind,
    pub trust: Trust,
    /// The table writes it in capitals (`US`, `NATO`).
    pub capitals: bool,
}

impl Known {
    /// Whether only the words around can tell if this is the name.
    pub fn is_doubtful(self) -> bool {
        self.tokens == 1 && matches!(self.trust, Trust::Shared | Trust::Weak)
    }
}

impl Reading<'_> {
    /// The longest name of the tables that begins at `at` and ends by `end`; places before
    /// bodies before groups where they are equally long.
    pub fn known(&self, at: usize, end: usize, shouted: bool) -> Option<Known> {
        let mut best: Option<(Match, EntityKind)> = None;
        for (kind, table) in [
            (EntityKind::Loc, &*tables::PLACES),
            (EntityKind::Org, &*tables::BODIES),
            (EntityKind::Norp, &*tables::GROUPS),
        ] {
            if let Some(found) = self.cased(table, at, end)
                && best.is_none_or(|(best, _)| found.tokens > best.tokens)
            {
                best = Some((found, kind));
            }
        }
        let (found, kind) = best?;
        let value = found.entry.value;
        let trust = match (kind, value) {
            (EntityKind::Loc, place::COUNTRY) => Trust::Country,
            (EntityKind::Loc, place::CITY | place::REGION) => Trust::Town,
            (EntityKind::Loc, place::SHARED) => Trust::Shared,
            (EntityKind::Loc, place::WEAK) => Trust::Weak,
            (EntityKind::Loc, _) => Trust::Sure,
            (_, tables::WEAK) => Trust::Weak,
            _ => Trust::Sure,
        };
        let capitals = !found.entry.key.chars().any(char::is_lowercase);
        let known = Known { tokens: found.tokens, kind, trust, capitals };
        if known.tokens == 1 {
            let word = self.shape(at);
            let compass = kind == EntityKind::Loc && value == place::COMPASS;
            let hidden = (trust == Trust::Weak && !word.strong && self.strong_capitals(at) == 0)
                || (compass && !self.is_compass(at, end))
                || (shouted && word.upper && word.is_function());
            if hidden {
                return None;
            }
        }
        Some(known)
    }

    /// `the West`, not `West Street`.
    fn is_compass(&self, at: usize, end: usize) -> bool {
        self.shape(at).strong
            && at > 0
            && self.is(at - 1, "the")
            && !(at + 1 < end && self.shape(at + 1).capital)
    }

    /// The longest key whose capitals the text has as well.
    fn cased(&self, table: &Lexicon, at: usize, end: usize) -> Option<Match> {
        let mut found = self.longest(table, at, end)?;
        while !self.fits(found.entry.key, at, found.tokens) {
            if found.tokens == 1 {
                return None;
            }
            found = self.longest(table, at, at + found.tokens - 1)?;
        }
        Some(found)
    }

    /// Whether the words have a capital where the key has one. Keys of up to three letters in
    /// capitals must be written just so (`US`, not `Us`); the last word of a long name may be
    /// small (`Nato-Russia council`), and so may a leading `al`.
    fn fits(&self, key: &str, at: usize, tokens: usize) -> bool {
        key.split(' ').enumerate().all(|(number, part)| {
            let Some(first) = part.chars().next() else { return true };
            if !first.is_alphabetic() || (tokens >= 3 && number + 1 == tokens) {
                return true;
            }
            let word = self.word(at + number);
            let capitals = part.len() > 1 && !part.chars().any(char::is_lowercase);
            if capitals && part.len() <= 3 {
                return word == part;
            }
            !first.is_uppercase()
                || self.shape(at + number).capital
                || (number == 0 && word.eq_ignore_ascii_case("al"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::testing::Page;

    fn known(text: &str, word: &str) -> Option<(usize, EntityKind)> {
        let page = Page::new(text);
        let ground = page.ground();
        let reading = Reading::new(&ground);
        let at = (0..reading.tokens.len()).find(|at| reading.word(*at) == word).unwrap();
        reading.known(at, reading.tokens.len(), false).map(|known| (known.tokens, known.kind))
    }

    #[test]
    fn the_longest_name_wins() {
        let text = "the Organization for Security and Cooperation in Europe met";
        assert_eq!(known(text, "Organization"), Some((7, EntityKind::Org)));
        assert_eq!(known("the Nato-Russia council", "Nato"), Some((4, EntityKind::Org)));
        assert_eq!(known("near Kyiv", "Kyiv"), Some((1, EntityKind::Loc)));
        assert_eq!(known("two Russians", "Russians"), Some((1, EntityKind::Norp)));
    }

    #[test]
    fn capitals_must_fit() {
        assert_eq!(known("they told us", "us"), None);
        assert_eq!(known("said the US", "US"), Some((1, EntityKind::Loc)));
        assert_eq!(known("a Nato member", "Nato"), Some((1, EntityKind::Org)));
        assert_eq!(known("a white house", "white"), None);
    }

    #[test]
    fn doubtful_names_need_their_place() {
        assert_eq!(known("Turn left for Nice", "Nice"), Some((1, EntityKind::Loc)));
        assert_eq!(known("Nice people", "Nice"), None);
        assert_eq!(known("sanctions by the West against", "West"), Some((1, EntityKind::Loc)));
        assert_eq!(known("on West Street", "West"), None);
    }
}
