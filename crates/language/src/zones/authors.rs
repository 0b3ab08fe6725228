//! Bylines by their own words: `By` and names, contact lines, contributions.

use super::evidence::{Evidence, Verdict};
use super::lines::is_capital;
use super::phrases::{self, Class, Hit, Sign};
use postil_core::TokenKind;
use postil_core::ZoneKind::Byline;

impl Evidence<'_, '_> {
    /// Says in so many words who wrote the text or where to find them.
    pub fn stated_author(&self) -> Option<Verdict> {
        let line = self.line;
        if self.has(Class::Author) && line.length <= 45 {
            return Some(Verdict::new(Byline, 0.95));
        }
        let opens = self.first().is_some_and(|hit| hit.class == Class::Follow);
        if self.has(Class::Follow) && line.length <= 45 && (opens || line.addresses > 0) {
            return Some(Verdict::new(Byline, 0.9));
        }
        // `Follow Jane Doe on Twitter at @jane`
        let first = self.reading.tokens.first()?;
        let follow = self.word(first).eq_ignore_ascii_case("follow");
        let short = self.words() <= 8 && !line.verb && !line.ends_sentence;
        let named = short && line.capitals >= 2 && self.known() < self.words();
        (follow && (named || line.addresses > 0 && line.length <= 25))
            .then(|| Verdict::new(Byline, 0.85))
    }

    /// An address of a person and at most three words more.
    pub fn contact(&self) -> Option<Verdict> {
        let line = self.line;
        (line.personal > 0 && self.words() - line.addresses <= 3 && !line.ends_sentence)
            .then(|| Verdict::new(Byline, 0.85))
    }

    /// The line under an embedded post: `— Jane Doe (@jane) May 2, 2020`.
    pub fn embedded_post(&self) -> Option<Verdict> {
        let line = self.line;
        (matches!(line.lead(), '—' | '–' | '-')
            && line.personal > 0
            && line.numbers > 0
            && self.words() <= 16)
            .then(|| Verdict::new(Byline, 0.8))
    }

    /// `By` and names, with nothing but dates before it.
    pub fn names_behind_by(&self) -> Option<Verdict> {
        let hit = self.reading.hits.iter().find(|hit| hit.class == Class::By)?;
        let long = hit.count > 1;
        let most = if long { 60 } else { 18 };
        if self.words() > most || (!long && self.line.ends_sentence) {
            return None;
        }
        let tokens = &self.reading.tokens;
        let before = tokens.get(..hit.at)?;
        let dated = before
            .iter()
            .enumerate()
            .all(|(at, token)| token.kind == TokenKind::Number || self.is_furniture(at));
        let opens = tokens.get(hit.at).is_some_and(|token| is_capital(self.word(token)));
        if !dated || !(opens || hit.at > 0) {
            return None;
        }
        // `By Jane`, `By the Associated Press`; not `Von der Leyen`.
        let next = tokens.get(hit.end())?;
        if !is_capital(self.word(next)) && !self.is_furniture(hit.end()) {
            return None;
        }
        let names = self.names_from(hit)?;
        (names >= 2 || (long && names == 1)).then(|| Verdict::new(Byline, 0.9))
    }

    /// How many capitalised words stand behind a phrase; `None` if one stands there that has no
    /// place among names.
    fn names_from(&self, hit: &Hit) -> Option<usize> {
        let mut names = 0;
        for (at, token) in self.reading.tokens.iter().enumerate().skip(hit.end()) {
            if self.is_furniture(at) || token.kind != TokenKind::Word {
                continue;
            }
            if is_capital(self.word(token)) {
                names += 1;
            } else if phrases::sign(self.word(token), token.fold) != Some(Sign::Link) {
                return None;
            }
        }
        Some(names)
    }

    /// Whether a word belongs to a date, a button, an agency or another `by`.
    fn is_furniture(&self, at: usize) -> bool {
        self.reading.hits.iter().any(|hit| {
            (hit.at..hit.end()).contains(&at)
                && matches!(
                    hit.class,
                    Class::By
                        | Class::Date
                        | Class::Stamp
                        | Class::Author
                        | Class::Button
                        | Class::Agency
                )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence::judge;
    use super::super::lines::{Line, Reading};
    use postil_core::ZoneKind::Byline;

    fn byline(text: &str) -> bool {
        let mut reading = Reading::default();
        let line = Line::read(text, 0, true, &mut reading);
        judge(&line, &reading).is_some_and(|verdict| verdict.kind == Byline)
    }

    #[test]
    fn authors_are_found() {
        for text in [
            "By Jane Ortner",
            "By Jane Ortner and Luis del Campo in Vienna",
            "June 14, 2017 2:30 pm by Jane Ortner",
            "/ Updated By Jane Ortner",
            "Von Anna Vogt, Wien",
            "Par Jeanne Morel",
            "(Reporting by Jane Ortner; Editing by Luis Campo)",
            "Staff writer Jane Ortner contributed to this report.",
            "To contact the reporter on this story: Jane Ortner in Vienna at jo@paper.example",
            "Follow Jane Ortner on Twitter",
            "jortner@paper.example",
            "Twitter: @janeortner",
            "— Jane Ortner (@janeortner) May 2, 2020",
        ] {
            assert!(byline(text), "{text}");
        }
    }

    #[test]
    fn sentences_are_left() {
        for text in [
            "By Monday the talks had failed.",
            "By then Moscow had left the room",
            "Von der Leyen sagte am Montag ab.",
            "Von der Leyen in Wien",
            "Investigative reporting by the paper revealed the deal in May.",
            "Millions follow him on Twitter, and he was quick to answer.",
            "We could not reach him at home.",
            "Anyone with information can write to tips@police.example before Monday evening.",
        ] {
            assert!(!byline(text), "{text}");
        }
    }
}
