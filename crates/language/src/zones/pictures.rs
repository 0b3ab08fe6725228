//! Captions and credits by their own words, and who owns the text.

use super::evidence::{Evidence, Verdict};
use super::lines::{Role, is_capital};
use super::phrases::{self, Class, Hit, Sign};
use super::words::{WordKind, words};
use postil_core::ZoneKind::{Boilerplate, Caption, Credit};
use postil_core::{TokenKind, fold};

/// The credit of a picture, which captions stand beside.
fn credit(score: f32) -> Verdict {
    Verdict { role: Role::PictureCredit, ..Verdict::new(Credit, score) }
}

fn caption(score: f32) -> Verdict {
    Verdict::new(Caption, score)
}

impl Evidence<'_, '_> {
    /// Who owns the text: `© 2021 The Paper`, `All rights reserved`.
    pub fn owner(&self) -> Option<Verdict> {
        let line = self.line;
        if self.has(Class::Owner) && line.length <= 40 {
            return Some(Verdict::new(Credit, 0.95));
        }
        let opens = self.first().is_some_and(|hit| hit.class == Class::Copyright);
        let marked = line.numbers > 0 || !line.ends_sentence || self.text().contains('©');
        (opens && marked && line.length <= 30 && !self.is_sentence())
            .then(|| Verdict::new(Credit, 0.95))
    }

    /// Nothing but the words of credits: `Photo: AFP`.
    pub fn picture_words(&self) -> Option<Verdict> {
        let classes = [Class::Credit, Class::Picture, Class::Caption, Class::Agency];
        (self.known() * 5 >= self.words() * 4
            && !self.is_sentence()
            && self.cover(&classes) * 5 >= self.words() * 3)
            .then(|| credit(0.9))
    }

    /// Begins as credits and captions do.
    pub fn picture_opening(&self) -> Option<Verdict> {
        let (hit, line) = (self.first()?, self.line);
        let rest = self.words() - hit.count;
        let after = self.after(hit);
        let dashed = matches!(after, Some('-' | '–' | '—'));
        let marked = matches!(after, Some(':' | '|'));
        match hit.class {
            Class::Picture if hit.note == "file" => {
                let label = self.text().starts_with("FILE");
                (label && (dashed || marked) && self.words() > 8).then(|| caption(0.9))
            }
            Class::Picture if dashed && rest <= 4 && !line.ends_sentence => Some(credit(0.8)),
            Class::Picture if marked && rest <= 7 => Some(credit(0.85)),
            Class::Picture if marked => {
                let named = self.has(Class::Agency) || self.has(Class::Credit);
                (!line.ends_sentence || named).then(|| caption(0.85))
            }
            Class::Credit if hit.note == "loose" && (rest > 6 || line.ends_sentence) => None,
            Class::Credit if self.is_sentence() => None,
            Class::Credit if rest <= 8 => Some(credit(0.9)),
            Class::Credit => Some(caption(0.85)),
            Class::Caption => Some(caption(0.9)),
            _ => None,
        }
    }

    /// Ends with the credit of a picture, or names it on the way.
    pub fn picture_closing(&self) -> Option<Verdict> {
        let line = self.line;
        if self.has(Class::Caption) && !line.ends_sentence {
            return Some(caption(0.85));
        }
        if self.reading.hits.iter().any(|hit| self.is_closing_credit(hit)) {
            return Some(caption(0.9));
        }
        self.closing_note().or_else(|| self.closing_agency())
    }

    /// `(Photographer: Jane Doe)`, `Photo by Jane Doe` behind a sentence.
    fn is_closing_credit(&self, hit: &Hit) -> bool {
        let marks = ['.', '(', '[', ')', '!', '?', '”', '"', '|'];
        let parted = self.before(hit).is_some_and(|c| marks.contains(&c));
        let opens = match hit.class {
            Class::Credit => true,
            Class::Picture => matches!(self.after(hit), Some(':' | '/')),
            _ => false,
        };
        opens && parted && hit.at > 0 && self.words() - hit.end() <= 12
    }

    /// A note in brackets at the end: `(Jane Doe/The Paper)`, `(U.S. Navy photo)`.
    fn closing_note(&self) -> Option<Verdict> {
        let (_, note) = self.line.closing_note()?;
        let mut count = 0;
        let (mut named, mut last_is_picture) = (true, false);
        for word in words(note) {
            let of = note.get(word.start..word.end)?;
            count += 1;
            last_is_picture = phrases::is_picture(of, fold(of));
            named &= word.kind != WordKind::Number
                && (is_capital(of) || phrases::sign(of, fold(of)) == Some(Sign::Link));
        }
        let before = self.words().saturating_sub(count);
        if (1..=8).contains(&count) && named && before >= 4 && is_slashed(note) {
            return Some(caption(0.85));
        }
        if (1..=8).contains(&count) && last_is_picture && before >= 6 {
            return Some(caption(0.85));
        }
        let hit = self.last().filter(|hit| hit.class == Class::Agency)?;
        let alone = matches!(self.before(hit), Some('(' | '['));
        // `July 31 (Reuters)`: captions end with a date, reports with a sentence.
        let dated = hit.at.checked_sub(1).and_then(|at| self.reading.tokens.get(at));
        let dated = dated.is_some_and(|token| token.kind == TokenKind::Number);
        (alone && self.words() - hit.count >= 4 && (dated || hit.note == "photo"))
            .then(|| caption(0.8))
    }

    /// `Jane Doe/AFP`, alone or behind a caption; `REUTERS/Jane Doe` behind one.
    fn closing_agency(&self) -> Option<Verdict> {
        let line = self.line;
        if line.ends_sentence {
            return None;
        }
        let words = self.words();
        let behind_slash = |hit: &&Hit| hit.class == Class::Agency && self.before(hit) == Some('/');
        if let Some(hit) = self.reading.hits.iter().find(behind_slash) {
            if words <= 8 && line.plain == 0 {
                return Some(credit(0.9));
            }
            if hit.end() == words {
                return Some(if line.length <= 7 && line.links == 0 {
                    credit(0.85)
                } else {
                    caption(0.85)
                });
            }
        }
        let before_name = |hit: &&Hit| {
            let names = self.reading.tokens.get(hit.end()..).unwrap_or_default();
            hit.class == Class::Agency
                && hit.at >= 4
                && self.after(hit) == Some('/')
                && names.len() <= 4
                && names.iter().all(|token| is_capital(self.word(token)))
        };
        self.reading.hits.iter().find(before_name).map(|_| caption(0.85))
    }

    /// Capitalised words on both sides of a slash: `Jane Doe/The Paper`.
    pub fn slashed_names(&self) -> Option<Verdict> {
        let line = self.line;
        ((2..=7).contains(&self.words())
            && line.capitals == self.words()
            && !line.ends_sentence
            && !line.has_speaker()
            && is_slashed(self.text()))
        .then(|| credit(0.75))
    }

    /// A line in square brackets: a link of the page when it is long, a source when it is short.
    pub fn bracketed(&self) -> Option<Verdict> {
        let (line, text) = (self.line, self.text());
        if !text.starts_with('[') || !text.ends_with(']') {
            return None;
        }
        if self.words() < 4 {
            return (line.capitals == self.words()).then(|| credit(0.7));
        }
        let end = text.trim_end_matches(['"', '”', '’', '\'', ']', ' ']);
        let stated = line.ends_sentence && !end.ends_with(['?', '!']);
        (!stated && line.length <= 25).then(|| Verdict::new(Boilerplate, 0.7))
    }
}

/// Whether a slash stands between two letters.
fn is_slashed(text: &str) -> bool {
    text.split_once('/').is_some_and(|(before, after)| {
        before.trim_end().ends_with(char::is_alphabetic)
            && after.trim_start().starts_with(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::super::evidence::judge;
    use super::super::lines::{Line, Reading};
    use postil_core::ZoneKind::{self, Caption, Credit};

    fn kind(text: &str) -> Option<ZoneKind> {
        let mut reading = Reading::default();
        let line = Line::read(text, 0, true, &mut reading);
        judge(&line, &reading).map(|verdict| verdict.kind)
    }

    #[test]
    fn credits_are_found() {
        for text in [
            "©2020 The Paper L.P.",
            "Copyright 2014 by The Paper - All rights reserved.",
            "Alle Rechte vorbehalten",
            "Photo credit: AFP",
            "Photo by Jane Ortner/Getty Images",
            "Image copyright Getty Images",
            "(European Pressphoto Agency)",
            "Foto: Anna Vogt",
            "Jane Ortner / OPB",
            "Jane Ortner/Getty Images",
            "toggle caption Jane Ortner/NPR",
            "Source: Institute of Geology",
        ] {
            assert_eq!(kind(text), Some(Credit), "{text}");
        }
    }

    #[test]
    fn captions_are_found() {
        for text in [
            "Image caption The mine has been shut since the strike began",
            "The president, left, and the premier shake hands. (Photographer: Jane Ortner/The Paper)",
            "A policeman stands outside the court in Vienna on Monday. (AP Photo/Jane Ortner)",
            "Wind turbines in a field near the village, June 19, 2015. REUTERS/Jane Ortner",
            "The premier arrives at the summit in Vienna. Photograph: Jane Ortner/AP",
            "FILE - In this May 13 file photo, the premier speaks to the press in Vienna.",
            "Soldiers on a tank near the border, July 31, 2014 (Reuters)",
        ] {
            assert_eq!(kind(text), Some(Caption), "{text}");
        }
    }

    #[test]
    fn sentences_are_left() {
        for text in [
            "\"All sides agree on that,\" the aide said. (Reuters)",
            "The Environmental Protection Agency (EPA) set new rules for water.",
            "Photo editors at the paper were among those dismissed.",
            "Courtesy of the mayor, the children were given the day off.",
            "Copyright law was written before the web, he said.",
            "He and/or she must sign",
            "[He was not available for comment.]",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
