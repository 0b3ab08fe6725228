//! Boilerplate by its own words: buttons, calls, notices, dates, advertisements.

use super::evidence::{Evidence, Verdict};
use super::lines::Role;
use super::phrases::Class;
use postil_core::ZoneKind::Boilerplate;

/// Classes whose words make up signs and buttons.
const SIGNS: [Class; 7] = [
    Class::Button,
    Class::Call,
    Class::Label,
    Class::Heading,
    Class::Stamp,
    Class::Promo,
    Class::Notice,
];

impl Evidence<'_, '_> {
    /// A line without letters and digits that parts others: `* * *`, `___`. A line of emoji, or
    /// `?!`, says something and stays.
    pub fn separator(&self) -> Option<Verdict> {
        let text = self.text();
        let drawn = text.chars().all(|c| {
            c.is_ascii_punctuation()
                || c.is_whitespace()
                || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2010}'..='\u{2015}' | '…' | '•' | '·')
                || matches!(c, '●' | '■' | '▪' | '◦' | '\u{2500}'..='\u{257f}')
        });
        let said = text.chars().all(|c| matches!(c, '.' | '…' | '?' | '!' | '"' | '\'' | ' '))
            || text.ends_with(['?', '!', '…']);
        (drawn && !said).then(|| Verdict::new(Boilerplate, 0.9))
    }

    /// The page talks of itself; or a line of markup is left.
    pub fn notice(&self) -> Option<Verdict> {
        let text = self.text();
        let markup = text.starts_with('<') && text.ends_with('>') && text.contains(' ');
        (markup || self.has(Class::Notice)).then(|| Verdict::new(Boilerplate, 0.9))
    }

    /// An advertisement of the page's own: two of its wordings in one line.
    pub fn promotion(&self) -> Option<Verdict> {
        let calls = |class| matches!(class, Class::Promo | Class::Call);
        let count = self.reading.hits.iter().filter(|hit| calls(hit.class)).count();
        (count >= 2 && self.has(Class::Promo) && !self.line.is_quoted())
            .then(|| Verdict::new(Boilerplate, 0.9))
    }

    /// A line (nearly) all of whose words are those of buttons and dates.
    pub fn buttons(&self) -> Option<Verdict> {
        if self.known() * 5 < self.words() * 4 || self.is_sentence() {
            return None;
        }
        let stamped = self.has(Class::Stamp) && self.line.numbers > 0;
        let signs = self.cover(&SIGNS);
        let dated = self.line.dates > 0
            && signs >= 2
            && (signs + self.line.dates + self.line.numbers) * 5 >= self.words() * 4;
        if !stamped && signs * 5 < self.words() * 2 && !dated {
            return None;
        }
        let mut verdict = Verdict::new(Boilerplate, 0.95);
        if self.reading.hits.iter().any(|hit| hit.note == "follow") {
            verdict.role = Role::FollowButton;
        } else if self.has(Class::Heading) {
            verdict.role = Role::ListHeading;
        }
        Some(verdict)
    }

    /// An address of the web and at most three words more.
    pub fn link(&self) -> Option<Verdict> {
        let line = self.line;
        let bare = line.addresses > 0 && line.personal == 0;
        let only = bare && line.addresses == self.words();
        (only || bare && self.words() - line.addresses <= 3 && !line.ends_sentence)
            .then(|| Verdict::new(Boilerplate, 0.85))
    }

    /// Begins as a call, a label or a date line does.
    pub fn opening(&self) -> Option<Verdict> {
        let (hit, line) = (self.first()?, self.line);
        let after = self.after(hit);
        let short = line.length <= 25;
        let marked = matches!(after, Some(':' | '|' | '»'));
        let rest = self.words() - hit.count;
        let score = match hit.class {
            Class::Label | Class::Heading if marked && short => 0.9,
            Class::Heading if self.text().ends_with(':') && self.words() <= 7 => {
                return Some(Verdict { role: Role::ListHeading, ..Verdict::new(Boilerplate, 0.9) });
            }
            Class::Stamp
                if line.numbers > 0
                    && line.length <= 16
                    && (line.dates + line.numbers) * 2 >= rest
                    && !self.is_sentence() =>
            {
                0.9
            }
            Class::Call if short && !line.verb && !line.is_quoted() => 0.85,
            Class::Promo if line.length <= 14 && line.addresses > 0 => 0.8,
            _ => return None,
        };
        Some(Verdict::new(Boilerplate, score))
    }

    /// Ends with a call: `Ministers meet again in May Read more`.
    pub fn closing_call(&self) -> Option<Verdict> {
        let (hit, line) = (self.last()?, self.line);
        (hit.class == Class::Call && hit.note == "end" && !line.ends_sentence && line.length <= 30)
            .then(|| Verdict::new(Boilerplate, 0.85))
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence::judge;
    use super::super::lines::{Line, Reading, Role};
    use postil_core::ZoneKind::Boilerplate;

    fn boilerplate(text: &str) -> bool {
        let mut reading = Reading::default();
        let line = Line::read(text, 0, true, &mut reading);
        judge(&line, &reading).is_some_and(|verdict| verdict.kind == Boilerplate)
    }

    #[test]
    fn furniture_is_found() {
        for text in [
            "ADVERTISEMENT",
            "Leave a Comment",
            "Facebook | Twitter | Print",
            "Share this article on WhatsApp",
            "5 min. 02.03.2020 From our archive",
            "Published 12:30 GMT, 3 Jan 2022",
            "Updated on Monday, 4 March 2019",
            "RELATED: Ministers meet again in Vienna",
            "Read more about the summit",
            "Ministers meet again in Vienna Read more",
            "Our paper has a new mobile app, download here! Sign up for our newsletters here.",
            "This story was originally published at noon by another paper.",
            "Your browser does not support the audio element.",
            "https://paper.example/a/b",
            "* * *",
            "___",
            "Lesen Sie auch: Der Gipfel im Überblick",
            "Inscrivez-vous à notre newsletter, gratuitement",
            "Veröffentlicht am 3. März 2021 um 12:04 Uhr",
            "Читайте также: Переговоры в Вене",
            "Suscríbete a nuestro boletín",
            "Udostępnij na Facebooku",
        ] {
            assert!(boilerplate(text), "{text}");
        }
    }

    #[test]
    fn sentences_with_the_same_words_are_left() {
        for text in [
            "The company changed its privacy policy after the report was published.",
            "He wants readers to sign up for health insurance before the deadline.",
            "Share prices fell on Monday, and the bank will print more money.",
            "\"Sign up for the newsletter,\" he told the crowd in May.",
            "Users of the mobile app said that it would not open.",
            "Read the small print, lawyers say, before you sign anything.",
            "The minister was at home on Monday at 8 p.m.",
            "?!",
            "😂😂😂",
            "Less than $75,000 12%",
        ] {
            assert!(!boilerplate(text), "{text}");
        }
    }

    #[test]
    fn neighbours_learn_of_headings_and_follow_buttons() {
        let role = |text| {
            let mut reading = Reading::default();
            let line = Line::read(text, 0, true, &mut reading);
            judge(&line, &reading).map(|verdict| verdict.role)
        };
        assert_eq!(role("• Follow I follow"), Some(Role::FollowButton));
        assert_eq!(role("More on this topic"), Some(Role::ListHeading));
        assert_eq!(role("Related stories from elsewhere:"), Some(Role::ListHeading));
        assert_eq!(role("ADVERTISEMENT"), Some(Role::Plain));
    }
}
