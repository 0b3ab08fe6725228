//! How far a person's name reaches, and the titles before it.

use super::reading::Reading;
use super::tables::{self, ALSO_SURNAME, common, given, particle, title};

/// More parts than this no name has.
const MOST_PARTS: u32 = 5;
/// A title before a name has at most so many words.
const LONGEST_TITLE: usize = 4;
/// Particles in a row, hyphens included (`bin al-`).
const MOST_PARTICLES: usize = 4;

/// A run of words that could be a person's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    pub to: usize,
    /// Names in it; initials, particles and suffixes do not count, a hyphenated name is one.
    pub parts: u32,
    pub initial: bool,
    pub particle: bool,
    pub suffix: bool,
}

/// What stood before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    Honorific,
    Office,
    Role,
}

impl Title {
    fn of(class: u32) -> Self {
        match class {
            title::HONORIFIC => Self::Honorific,
            title::OFFICE => Self::Office,
            _ => Self::Role,
        }
    }
}

impl Reading<'_> {
    /// The title that begins at `at`: (tokens, kind, whether it is a family name as well).
    pub fn title(&self, at: usize, end: usize) -> Option<(usize, Title, bool)> {
        let found = self.longest(&tables::TITLES, at, end)?;
        let also = found.tokens == 1 && found.entry.text == ALSO_SURNAME;
        Some((found.tokens, Title::of(found.entry.value), also))
    }

    /// The title in small letters that ends right before `at` (`spokesman Ned Price`).
    pub fn title_before(&self, at: usize, from: usize) -> Option<Title> {
        let before = at.checked_sub(1)?;
        if before < from || !self.is_word(before) || self.shape(before).capital {
            return None;
        }
        let mut best = None;
        for tokens in 1..=LONGEST_TITLE.min(at - from) {
            let start = at - tokens;
            if !self.is_word(start) && self.word(start) != "-" {
                break;
            }
            if let Some((length, kind, _)) = self.title(start, at)
                && length == tokens
            {
                best = Some(kind);
            }
        }
        best
    }

    /// The end of the particles in small letters that begin at `at`; `at` if there are none.
    pub fn particles(&self, at: usize, end: usize) -> usize {
        let mut to = at;
        while to < end && to - at < MOST_PARTICLES {
            let particle = self.is_word(to)
                && !self.shape(to).capital
                && tables::PARTICLES.value(self.fold(to), self.word(to)).is_some();
            if !particle && !(to > at && self.word(to) == "-") {
                break;
            }
            to += 1;
        }
        to
    }

    /// Where the particles that end right before `at` begin, if the first of them can begin a
    /// bare surname (`al-Assad`, `van Gogh`).
    pub fn particles_before(&self, at: usize, from: usize) -> Option<usize> {
        let lowest = at.saturating_sub(MOST_PARTICLES).max(from);
        (lowest..at).find(|start| {
            tables::PARTICLES.value(self.fold(*start), self.word(*start)) == Some(particle::BEFORE)
                && self.particles(*start, at) == at
        })
    }

    /// How far a person's name that begins at the capital `at` would reach.
    pub fn stretch(&self, at: usize, end: usize) -> Stretch {
        let mut found = Stretch { to: at + 1, ..Stretch::default() };
        let mut here = at;
        while here < end {
            let word = self.shape(here);
            if word.capital {
                if found.parts > 0 && self.ends_before(at, here, end, found.parts) {
                    break;
                }
                here += 1;
                found.to = here;
                if found.parts > 0 && word.suffix {
                    found.suffix = true;
                    break;
                }
                if word.initial {
                    found.initial = true;
                } else {
                    found.parts += 1;
                }
                if found.parts >= MOST_PARTS {
                    break;
                }
                continue;
            }
            if found.parts == 0 {
                break;
            }
            here = match self.inside(at, here, end, &mut found) {
                Some(next) => next,
                None => break,
            };
        }
        found
    }

    /// Whether the capitalized word at `here` no longer belongs to the name from `at`.
    fn ends_before(&self, at: usize, here: usize, end: usize, parts: u32) -> bool {
        let word = self.shape(here);
        if self.glued(here) && !matches!(self.word(here - 1), "-" | "'" | "’") {
            return true;
        }
        if word.suffix || word.initial {
            return false;
        }
        if matches!(word.common, common::CALENDAR | common::FUNCTION) {
            // Theresa May is a person, and Monday none.
            let may = word.also_surname
                && word.strong
                && parts == 1
                && self.shape(at).given == given::CLEAR;
            if !may {
                return true;
            }
        }
        self.title(here, end)
            .is_some_and(|(_, kind, also_surname)| kind != Title::Role && !also_surname)
    }

    /// What may stand between two names of a person: a hyphen, particles, a nickname in quotes.
    /// Gives where the next name begins.
    fn inside(&self, at: usize, here: usize, end: usize, found: &mut Stretch) -> Option<usize> {
        if self.joins(here) && here + 1 < end {
            if self.shape(here + 1).capital {
                found.parts -= 1;
                return Some(here + 1);
            }
            // Ban Ki-moon, Kim Jong-un: a family name first, and a short second syllable.
            let syllable = found.parts == 2
                && self.shape(at).given == given::SHARED
                && self.word(here + 1).len() <= 6;
            if !syllable {
                return None;
            }
            found.particle = true;
            found.to = here + 2;
            return Some(here + 2);
        }
        let next = self.particles(here, end);
        if next > here && next < end && self.shape(next).capital {
            found.particle = true;
            return Some(next);
        }
        let quote = |at: usize| {
            at < end && matches!(self.word(at), "\"" | "“" | "”" | "'" | "‘" | "’" | "``" | "''")
        };
        let nickname = found.parts == 1
            && quote(here)
            && self.shape(here + 1).capital
            && quote(here + 2)
            && here + 3 < end
            && self.shape(here + 3).capital;
        nickname.then_some(here + 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::testing::Page;

    /// The stretch from the first capital after the text's first word.
    fn stretch(text: &str) -> String {
        let page = Page::new(text);
        let ground = page.ground();
        let reading = Reading::new(&ground);
        let end = reading.tokens.len();
        let at = (1..end).find(|at| reading.shape(*at).capital).unwrap();
        let to = reading.stretch(at, end).to;
        let span = reading.tokens[at].span.join(reading.tokens[to - 1].span);
        span.of(text).to_owned()
    }

    #[test]
    fn particles_initials_and_hyphens_stay_inside() {
        for name in [
            "Ursula von der Leyen",
            "Bashar al-Assad",
            "Mohammed bin Salman",
            "Charles de Gaulle",
            "George W. Bush",
            "Martin Luther King Jr.",
            "Jean-Claude Juncker",
            "Ban Ki-moon",
            "Theresa May",
            "Sinead O’Neill",
            "Dwayne \"Rock\" Johnson",
        ] {
            assert_eq!(stretch(&format!("when {name} said")), name);
        }
    }

    #[test]
    fn days_titles_and_clauses_end_a_name() {
        assert_eq!(stretch("told Volodymyr Zelenskiy Wednesday about"), "Volodymyr Zelenskiy");
        assert_eq!(stretch("with Emmanuel Macron President of"), "Emmanuel Macron");
        assert_eq!(stretch("a Biden-led group"), "Biden");
        assert_eq!(stretch("to Putin, Biden and"), "Putin");
    }

    #[test]
    fn titles_in_small_letters_stand_right_before() {
        let page = Page::new("the former prime minister Tony Blair and the Kremlin");
        let ground = page.ground();
        let reading = Reading::new(&ground);
        assert_eq!(reading.title_before(4, 0), Some(Title::Office));
        assert_eq!(reading.title_before(8, 0), None);
    }
}
