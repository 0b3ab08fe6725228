//! What speaks for a person, a place or a body in a name that no table knows.
//!
//! Each sign adds a weight to one kind or takes one away. The unit is the evidence of a plain
//! run of two or three capitalized words inside a sentence, which is as often as not a person;
//! a name is marked from one unit on. The weights were set by hand and tried on the English
//! Universal NER dev set (EWT) and on WikiGold.

use super::memory::Evidence;
use super::persons::{Stretch, Title};
use super::reading::{Reading, Unit};
use super::tables::{self, common, context, ending, given};
use postil_core::{EntityKind, TokenKind, fold};

/// A name is marked when a kind has so much evidence.
pub(super) const ENOUGH: f32 = 1.0;

// For a person: what the name itself shows.
const GIVEN_FULL: f32 = 3.0; // a given name that is hardly anything else, and more words
const GIVEN_SHARED_FULL: f32 = 1.5; // one that is also a word, a place or a syllable
const GIVEN_BARE: f32 = 1.5;
const GIVEN_SHARED_BARE: f32 = 0.3;
const GIVEN_SECOND: f32 = 1.0; // of three words the second is a given name
const INITIAL: f32 = 2.0;
const PARTICLE: f32 = 1.5;
const SUFFIX: f32 = 2.0;
const SURNAME_ENDING: f32 = 1.0;
const PLAIN_RUN: f32 = 1.0; // two or three words with strong capitals
const LONG_RUN: f32 = -1.0;
const ORDINARY_WORD: f32 = -1.0; // for each word that is an ordinary one

// For a person: the words around.
const HONORIFIC: f32 = 4.0;
const OFFICE: f32 = 3.0;
const ROLE: f32 = 2.5;
const AGE: f32 = 2.5; // ", 52,"
const WHO: f32 = 2.0;
const APPOSITION: f32 = 2.0; // ", a spokesman"
const APPOSITION_BARE: f32 = 1.5;
const BORN_IN: f32 = 0.5; // "(1950"
const SPEECH: f32 = 1.5;
const SPEECH_BEFORE_BARE: f32 = 1.0;
const HUMAN_VERB: f32 = 1.0;
const CIRCLE: f32 = 3.0; // "the Obama administration", whose article says nothing
const POSSESSIVE: f32 = 0.2;
const ARTICLE: f32 = -2.0;
const INSIDE_A_PLACE: f32 = -1.0;
const DIRECTION_OF_A_PLACE: f32 = -0.5;

// For a place.
const PLACE_ENDING: f32 = 1.5;
const IN_A_PLACE: f32 = 1.5;
const TO_A_PLACE: f32 = 0.7;
const DIRECTION: f32 = 1.5;
const CITY_OF: f32 = 2.5;
const CITY_BEFORE: f32 = 1.0; // "the village X"
const CITY_AFTER: f32 = 1.5; // "X province"
const BASED: f32 = 2.0;
const PLACE_NEXT: f32 = 2.0; // "X, Delaware"

// For a body.
const DEFINITE: f32 = 0.7;
const ACRONYM: f32 = 1.3;
const ACRONYM_AGAIN: f32 = 0.4;
const ACRONYM_BEHIND: f32 = 3.0; // "Xyz Yard Zone (XYZ)"
const STAFF: f32 = 1.0;
const BODY_BEFORE: f32 = 2.0;
const BODY_AFTER: f32 = 1.5;

/// Words after a comma in which an apposition's head is looked for.
const APPOSITION_REACH: usize = 6;
/// Bytes of the longest ending in the table.
const LONGEST_ENDING: usize = 8;

impl Reading<'_> {
    /// Weighs the name `at..stretch.to` of `unit`, with the title before it.
    pub fn weigh(&self, unit: Unit, at: usize, stretch: Stretch, title: Option<Title>) -> Evidence {
        let mut sum = Evidence::default();
        self.weigh_name(at, stretch, title, &mut sum);
        self.weigh_before(unit, at, stretch, &mut sum);
        self.weigh_after(unit, stretch, &mut sum);
        self.weigh_brackets(unit, at, stretch.to, &mut sum);
        sum
    }

    fn weigh_name(&self, at: usize, stretch: Stretch, title: Option<Title>, sum: &mut Evidence) {
        let last = stretch.to - 1;
        let words = (at..stretch.to).filter(|at| self.is_word(*at));
        let count = words.clone().count();
        let bare = stretch.parts == 1;
        let first = self.shape(at);
        sum.person += match (first.given, count) {
            (0, 3..) if self.second_is_given(at, stretch.to) => GIVEN_SECOND,
            (0, _) => 0.0,
            (given::CLEAR, 2..) => GIVEN_FULL,
            (_, 2..) => GIVEN_SHARED_FULL,
            (given::CLEAR, _) => GIVEN_BARE,
            _ => GIVEN_SHARED_BARE,
        };
        sum.person += match title {
            Some(Title::Honorific) => HONORIFIC,
            Some(Title::Office) => OFFICE,
            Some(Title::Role) => ROLE,
            None => 0.0,
        };
        if stretch.initial {
            sum.person += INITIAL;
        }
        if stretch.particle && count >= 2 {
            sum.person += PARTICLE;
        }
        if stretch.suffix {
            sum.person += SUFFIX;
        }
        if (2..=3).contains(&stretch.parts) && first.strong {
            sum.person += PLAIN_RUN;
        } else if stretch.parts > 3 {
            sum.person += LONG_RUN;
        }
        match self.ending(last) {
            Some(ending::SURNAME) => sum.person += SURNAME_ENDING,
            Some(ending::PLACE) => sum.place += PLACE_ENDING,
            _ => {}
        }
        let explained = first.given != 0 || title.is_some();
        if !self.shape(last).is_roman() {
            for word in words.filter(|word| *word != at || !explained).map(|at| self.shape(at)) {
                if word.common != 0 && !word.initial {
                    sum.person += ORDINARY_WORD;
                    sum.place += ORDINARY_WORD / 2.0;
                }
            }
        }
        // `Deputy Foreign Minister`: a role can stand before an ordinary word.
        if bare
            && title == Some(Title::Role)
            && first.given == 0
            && self.shape(last).common == common::WORD
        {
            sum.person += 2.0 * ORDINARY_WORD;
        }
        let ordinary = self.shape(last).common != 0 || self.shape(last).head != 0;
        if bare && !explained && ordinary {
            sum.person += ORDINARY_WORD;
            sum.place += ORDINARY_WORD * 1.5;
            sum.body += ORDINARY_WORD * 1.5;
        }
    }

    fn second_is_given(&self, at: usize, to: usize) -> bool {
        (at + 1..to)
            .find(|at| self.is_word(*at))
            .is_some_and(|second| self.shape(second).given != 0)
    }

    fn weigh_before(&self, unit: Unit, at: usize, stretch: Stretch, sum: &mut Evidence) {
        let bare = stretch.parts == 1;
        let first = self.shape(at);
        if bare && self.is_acronym(at) {
            sum.body += ACRONYM;
            sum.person -= 1.0;
            if first.strong && self.strong_capitals(at) >= 2 {
                sum.body += ACRONYM_AGAIN;
            }
        }
        let Some(before) = at.checked_sub(1).filter(|before| *before >= unit.from) else {
            return;
        };
        match self.context(before) {
            context::SPEECH => sum.person += if bare { SPEECH_BEFORE_BARE } else { SPEECH },
            context::INSIDE => {
                sum.place += IN_A_PLACE;
                sum.person += INSIDE_A_PLACE;
            }
            context::TOWARDS => sum.place += TO_A_PLACE,
            context::DIRECTION => {
                sum.place += DIRECTION;
                sum.person += DIRECTION_OF_A_PLACE;
            }
            context::PLACE => sum.place += CITY_BEFORE,
            context::BODY => sum.body += BODY_BEFORE,
            _ => {}
        }
        if self.is(before, "of") && before > unit.from && self.context(before - 1) == context::PLACE
        {
            sum.place += CITY_OF;
        }
        if self.is(before, "the") {
            sum.person += ARTICLE;
            sum.body += DEFINITE;
        } else if self.is(before, "a") || self.is(before, "an") {
            sum.person += ARTICLE;
            sum.place += ARTICLE;
            sum.body += ARTICLE / 4.0;
        }
    }

    fn weigh_after(&self, unit: Unit, stretch: Stretch, sum: &mut Evidence) {
        let after = stretch.to;
        if after >= unit.to {
            return;
        }
        let bare = stretch.parts == 1;
        if self.is(after, "who") || self.is(after, "whose") {
            sum.person += WHO;
        }
        if self.is_possessive(after) {
            sum.person += POSSESSIVE;
        }
        if !self.shape(after).capital {
            match self.context(after) {
                context::SPEECH => sum.person += SPEECH,
                context::HUMAN => sum.person += HUMAN_VERB,
                context::CIRCLE if bare => sum.person += CIRCLE,
                context::PLACE => sum.place += CITY_AFTER,
                context::BODY => sum.body += BODY_AFTER,
                context::STAFF => sum.body += STAFF,
                _ => {}
            }
        }
        match self.word(after) {
            "," => self.weigh_apposition(unit, stretch, sum),
            "-" if self.is(after + 1, "based") => sum.place += BASED,
            _ => {}
        }
    }

    /// What stands behind a comma: an age, a role, a relative clause, a larger place.
    fn weigh_apposition(&self, unit: Unit, stretch: Stretch, sum: &mut Evidence) {
        let bare = stretch.parts == 1;
        let next = stretch.to + 1;
        if next >= unit.to {
            return;
        }
        if self.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Number) {
            let age = self.word(next);
            let closed = matches!(self.word(next + 1), "," | "." | ";" | ")");
            if age.len() == 2 && !age.starts_with('0') && closed && next + 1 < unit.to {
                sum.person += AGE;
            }
            return;
        }
        if self.is(next, "who") || self.is(next, "whose") {
            sum.person += WHO;
            return;
        }
        let reach = (next + APPOSITION_REACH).min(unit.to);
        for at in next..reach {
            if !self.is_word(at) || self.is(at, "and") {
                break;
            }
            if let Some((_, kind, _)) = self.title(at, unit.to)
                && !(self.shape(at).capital && kind == Title::Honorific)
            {
                sum.person += if bare { APPOSITION_BARE } else { APPOSITION };
                break;
            }
        }
        if self.shape(next).capital
            && stretch.parts <= 3
            && self
                .known(next, unit.to, unit.shouted)
                .is_some_and(|known| known.kind == EntityKind::Loc)
        {
            sum.place += PLACE_NEXT;
        }
    }

    /// What brackets behind the name `at..to` say: its acronym, or a year of birth.
    fn weigh_brackets(&self, unit: Unit, at: usize, to: usize, sum: &mut Evidence) {
        if to + 2 >= unit.to || self.word(to) != "(" {
            return;
        }
        if self.tokens.get(to + 1).is_some_and(|token| token.kind == TokenKind::Number) {
            sum.person += BORN_IN;
        } else if self.word(to + 2) == ")" && to - at >= 2 && self.shape(to + 1).upper {
            let capitals = (at..to).filter(|at| self.shape(*at).capital);
            let initials = capitals.filter_map(|at| self.word(at).chars().next());
            if initials.eq(self.word(to + 1).chars()) {
                sum.body += ACRONYM_BEHIND;
            }
        }
    }

    /// Whether the word is a possessive ending.
    pub fn is_possessive(&self, at: usize) -> bool {
        matches!(self.word(at), "'s" | "’s" | "'S" | "’S")
    }

    /// Two to six capital letters that are no ordinary word, number or abbreviation.
    fn is_acronym(&self, at: usize) -> bool {
        let word = self.shape(at);
        let text = self.word(at);
        word.upper
            && !word.is_roman()
            && word.common == 0
            && (2..=6).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// The class of the longest known ending of a word, with three letters before it.
    fn ending(&self, at: usize) -> Option<u32> {
        let word = self.word(at);
        let longest = word.len().saturating_sub(LONGEST_ENDING);
        word.char_indices()
            .skip(3)
            .map(|(start, _)| start)
            .filter(|start| *start >= longest)
            .find_map(|start| {
                let tail = word.get(start..)?;
                // One letter is no ending.
                tail.chars().nth(1)?;
                tables::ENDINGS.get(fold(tail), tail).map(|entry| entry.value)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::testing::Page;

    /// The best kind of the name at the first capital after the text's first word, if enough
    /// speaks for it.
    fn best(text: &str) -> Option<EntityKind> {
        let page = Page::new(text);
        let ground = page.ground();
        let reading = Reading::new(&ground);
        let unit = reading.units[0];
        let at = (1..unit.to).find(|at| reading.shape(*at).capital).unwrap();
        let stretch = reading.stretch(at, unit.to);
        let title = reading.title_before(at, unit.from);
        let (kind, sum) = reading.weigh(unit, at, stretch, title).best();
        (sum >= ENOUGH).then_some(kind)
    }

    #[test]
    fn persons() {
        for text in [
            "when Jelena Grobba left",
            "when Xqu Grobba, 52, left",
            "when spokesman Grobba left",
            "when Grobba, a senior diplomat, left",
            "when Grobba, who left",
            "it failed, said Grobba today",
            "under the Grobba administration, which",
        ] {
            assert_eq!(best(text), Some(EntityKind::Per), "{text}");
        }
    }

    #[test]
    fn places_and_bodies() {
        assert_eq!(best("fighting in Grobba killed"), Some(EntityKind::Loc));
        assert_eq!(best("in the village of Grobba today"), Some(EntityKind::Loc));
        assert_eq!(best("near eastern Grobba province"), Some(EntityKind::Loc));
        assert_eq!(best("from the GXQP on"), Some(EntityKind::Org));
        assert_eq!(best("by the company Grobba on"), Some(EntityKind::Org));
        assert_eq!(best("by Xqu Yall Zrank (XYZ) on"), Some(EntityKind::Org));
    }

    #[test]
    fn a_bare_unknown_word_is_nothing() {
        assert_eq!(best("they saw Grobba on"), None);
        assert_eq!(best("they saw the Grobba on"), None);
        assert_eq!(best("gave it a Modern look"), None);
    }
}
