//! What stands behind a reporting verb: a clause with or without `that`, a question, an infinitive.

use super::cues::Cue;
use super::host::Host;
use super::indirect::Reported;
use super::phrases::{Phrase, PhraseKind};
use super::words::{CueClass, Form, Word};
use postil_core::Tag;

/// Tokens that `that` may stand behind its verb.
const THAT: usize = 10;
/// Items of a clause without `that` among which its finite verb is looked for.
const FINITE: usize = 12;

impl Host<'_> {
    /// The clause behind `that`, where the verb has one.
    pub fn behind_that(&self, cue: &Cue) -> Option<usize> {
        let end = cue.end();
        for at in end..end + THAT {
            self.token(at)?;
            let word = self.word(at);
            if word == Word::That {
                let clause = self.token(at + 1).is_some()
                    && !matches!(self.word(at + 1), Word::Be | Word::Auxiliary);
                return clause.then_some(at + 1);
            }
            let mark = !self.mark(at).is_empty();
            let stops = matches!(
                word,
                Word::To
                    | Word::Negation
                    | Word::Coordinator
                    | Word::Subordinator
                    | Word::Relative
                    | Word::Be
                    | Word::Auxiliary
            );
            if stops
                || mark && (self.word(at + 1) != Word::That || !self.is_comma(at))
                || at > end && self.is_cue(at)
            {
                return None;
            }
        }
        None
    }

    /// The clause behind a verb: `X said (that) CLAUSE`, `asked whether CLAUSE`, `vowed to …`.
    pub fn behind_verb(&self, cue: &Cue, that: Option<usize>, out: &mut Vec<Reported>) {
        let Some(who) = cue.subject else { return };
        if who.kind == PhraseKind::Noun && cue.word.class != CueClass::Say && that.is_none() {
            return;
        }
        if self.is_modal(cue) || self.is_writer(&who) {
            return;
        }
        let found = that
            .map(|start| (start, 0.8))
            .or_else(|| self.bare_clause(cue).map(|start| (start, 0.75)))
            .or_else(|| self.finite_clause(cue).map(|start| (start, 0.6)))
            .or_else(|| self.question(cue).map(|start| (start, 0.6)))
            .or_else(|| self.infinitive(cue).map(|start| (start, 0.55)));
        if let Some((start, score)) = found {
            self.clause(start, who, cue, score, out);
        }
    }

    /// Writes the clause that begins at `start` behind a verb, up to its end.
    pub fn clause(
        &self,
        start: usize,
        who: Phrase,
        cue: &Cue,
        score: f32,
        out: &mut Vec<Reported>,
    ) {
        let mut end = self.clause_end(&who, start);
        match self.next_clause(cue, start, end) {
            Some(next) => end = next,
            None if self.is_quote(end) => return,
            None => {}
        }
        self.emit(start, end, who, cue, score, out);
    }

    /// Whether a verb only says what may be: `would say`.
    pub fn is_modal(&self, cue: &Cue) -> bool {
        let modal = ["would", "could", "should", "may", "might", "must", "can"];
        let mut before = cue.at.saturating_sub(3)..cue.at;
        before.any(|at| modal.iter().any(|word| self.is(at, word)))
    }

    /// The writer, and whoever talks outside quote marks in an interview.
    pub fn is_writer(&self, who: &Phrase) -> bool {
        ["i", "we", "you"].iter().any(|word| self.is(who.start, word))
    }

    /// Where the clause that begins at `start` ends: with its sentence, before a quotation, at a
    /// semicolon; at the first comma where what reports it is a lesser clause itself
    /// (`While she said that …, the port …`).
    pub fn clause_end(&self, who: &Phrase, start: usize) -> usize {
        let lesser = self.is_subordinate(who);
        let mut end = start;
        while end < self.len() && !self.is_quote(end) && self.mark(end) != ";" {
            if lesser && end > start + 2 && self.is_comma(end) {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether the clause with this subject is opened by `while` and the like, or is a relative
    /// one behind a comma.
    fn is_subordinate(&self, who: &Phrase) -> bool {
        let Some(mut before) = who.start.checked_sub(1) else { return false };
        if who.kind == PhraseKind::Relative && self.is_comma(before) {
            return true;
        }
        while self.is_nominal(before)
            || matches!(
                self.word(before),
                Word::Determiner | Word::Possessive | Word::Adverb | Word::Quantifier
            )
        {
            let Some(next) = before.checked_sub(1) else { return false };
            before = next;
        }
        if self.word(before) != Word::Subordinator {
            return false;
        }
        let Some(edge) = before.checked_sub(1) else { return true };
        self.is_comma(edge)
            || self.is_dash(edge)
            || matches!(self.word(edge), Word::Coordinator | Word::Adverb)
    }

    /// Where the next thing that is said in the same sentence begins a clause of its own, or the
    /// source of the whole sentence follows.
    fn next_clause(&self, cue: &Cue, start: usize, end: usize) -> Option<usize> {
        let within = |other: &&Cue| other.at > start + 3 && other.at < end;
        let next = self.cues.iter().filter(within).find_map(|other| self.joint(cue, other, start));
        let source = self
            .cues
            .iter()
            .filter(within)
            .find(|other| other.word.class == CueClass::Source && self.is_comma(other.at - 1))
            .map(|other| other.at - 1);
        next.into_iter().chain(source).min()
    }

    /// Where the clause of a later reporting word is joined to the one of `cue`.
    fn joint(&self, cue: &Cue, other: &Cue, start: usize) -> Option<usize> {
        if !matches!(other.word.class, CueClass::Say | CueClass::Describe) {
            return None;
        }
        let form = other.word.form;
        let before = other.at.checked_sub(1)?;
        let same_speaker = form == Form::Participle && self.is_comma(before)
            || self.word(before) == Word::Coordinator
                && (form == cue.word.form || form == Form::Participle);
        if same_speaker {
            return Some(before);
        }
        // …, but she added …
        if !matches!(form, Form::Past | Form::Present) {
            return None;
        }
        let mut joint = other.subject?.start.checked_sub(1)?;
        if self.word(joint) == Word::Determiner {
            joint = joint.checked_sub(1)?;
        }
        if joint <= start + 2 || self.word(joint) != Word::Coordinator {
            return None;
        }
        Some(if self.is_comma(joint - 1) { joint - 1 } else { joint })
    }

    /// Where a clause without `that` begins behind a verb.
    fn bare_clause(&self, cue: &Cue) -> Option<usize> {
        let mut at = cue.end();
        if cue.word.recipient || cue.word.addressee {
            if matches!(self.word(at), Word::Object | Word::Recipient) {
                at += 1;
            } else if let Some(phrase) = self.phrase_forward(at) {
                // `warned the ministry (the dam would break)`, but `warned the dam would break`.
                let verb = matches!(self.word(phrase.end), Word::Be | Word::Auxiliary);
                if cue.word.addressee || !verb {
                    at = phrase.end;
                }
            } else {
                return None;
            }
        }
        at = self.behind_date(at);
        if self.word(at) == Word::Preposition {
            // said in a statement (the plan was off)
            if cue.word.class == CueClass::Think {
                return None;
            }
            at = self.phrase_forward(at + 1)?.end;
            while self.is_date(at) {
                at += 1;
            }
        }
        self.token(at)?;
        let no_clause = matches!(
            self.word(at),
            Word::To
                | Word::Be
                | Word::Coordinator
                | Word::Preposition
                | Word::Object
                | Word::Auxiliary
                | Word::Subordinator
                | Word::Negation
        );
        if no_clause || !self.mark(at).is_empty() {
            return None;
        }
        if cue.word.class == CueClass::Say && cue.word.bare {
            return Some(at);
        }
        let phrase = self.phrase_forward(at)?;
        let next = self.word(phrase.end);
        let clause = if cue.word.class == CueClass::Say {
            // `added a ship to the fleet` has an object there, and no clause.
            let object = matches!(
                next,
                Word::Edge
                    | Word::Quotation
                    | Word::Preposition
                    | Word::To
                    | Word::Coordinator
                    | Word::Relative
                    | Word::Day
            );
            let noun = phrase.kind == PhraseKind::Noun && next == Word::Other;
            !object && self.mark(phrase.end).is_empty() && !noun
        } else {
            let pronoun = phrase.kind == PhraseKind::Pronoun && self.is_word(phrase.end);
            phrase.kind != PhraseKind::Noun
                && (pronoun || matches!(next, Word::Be | Word::Auxiliary | Word::Adverb))
        };
        clause.then_some(at)
    }

    /// Where a clause without `that` begins that is known by the tag of its finite verb:
    /// `argued new taxes would hurt`.
    fn finite_clause(&self, cue: &Cue) -> Option<usize> {
        if cue.word.recipient || cue.word.addressee {
            return None;
        }
        let start = self.behind_date(cue.end());
        let opens = matches!(
            self.word(start),
            Word::Other
                | Word::Determiner
                | Word::Possessive
                | Word::Pronoun
                | Word::Quantifier
                | Word::Honorific
                | Word::Qualifier
        );
        if !opens || matches!(self.pos(start)?, Tag::Verb | Tag::Adv | Tag::Aux) {
            return None;
        }
        for at in start..start + FINITE {
            let tag = self.pos(at)?;
            let word = self.word(at);
            let joint = matches!(
                word,
                Word::Relative | Word::That | Word::Subordinator | Word::To | Word::Coordinator
            );
            if joint || !matches!(self.mark(at), "" | "-") {
                return None;
            }
            if at == start {
                continue;
            }
            if tag == Tag::Aux && matches!(word, Word::Be | Word::Auxiliary) {
                let finite = !["be", "been", "being", "having"].iter().any(|no| self.is(at, no));
                if finite && !self.is_possessive(at) {
                    return Some(start);
                }
            }
            if tag == Tag::Verb && word == Word::Other {
                let text = self.text(at);
                // `the ships moored in the port` has a participle there.
                let moored = self.word(at + 1) == Word::Preposition && !text.ends_with('s');
                return (!text.ends_with("ing") && !moored).then_some(start);
            }
        }
        None
    }

    /// Where an indirect question begins: `asked (whether the dam would hold)`.
    fn question(&self, cue: &Cue) -> Option<usize> {
        if !cue.word.takes("question") {
            return None;
        }
        let at = self.behind_person(cue);
        self.is_question(at).then_some(at)
    }

    /// Whether a question word with something behind it stands at `at`.
    pub fn is_question(&self, at: usize) -> bool {
        let asks = match self.word(at) {
            Word::Relative => true,
            Word::Subordinator => ["whether", "if", "how", "why", "what", "where", "when"]
                .iter()
                .any(|word| self.is(at, word)),
            _ => false,
        };
        asks && self.token(at + 1).is_some() && self.mark(at + 1).is_empty()
    }

    /// Where an infinitive begins: `vowed (to rebuild the dam)`.
    fn infinitive(&self, cue: &Cue) -> Option<usize> {
        if !cue.word.takes("infinitive") {
            return None;
        }
        let at = self.behind_person(cue);
        let verb = at + 1;
        let fits = self.word(at) == Word::To
            && matches!(self.word(verb), Word::Other | Word::Be | Word::Auxiliary | Word::Adverb)
            && matches!(self.pos(verb), Some(Tag::Verb | Tag::Aux | Tag::Adv))
            && self.items.get(verb).is_some_and(|item| item.entity.is_none());
        fits.then_some(at)
    }

    /// The item behind the person spoken to and an adverbial of time.
    fn behind_person(&self, cue: &Cue) -> usize {
        let mut at = cue.end();
        if cue.word.recipient || cue.word.addressee {
            if matches!(self.word(at), Word::Object | Word::Recipient) {
                at += 1;
            } else if let Some(phrase) = self.phrase_forward(at) {
                at = phrase.end;
            }
        }
        while self.is_date(at) || self.word(at) == Word::Adverb {
            at += 1;
        }
        at
    }

    /// The item behind adverbs and adverbials of time: `said (on Monday)`.
    fn behind_date(&self, at: usize) -> usize {
        let mut at = at;
        while self.is_date(at)
            || self.word(at) == Word::Adverb
            || self.word(at) == Word::Preposition && self.is_date(at + 1)
        {
            at += 1;
        }
        at
    }

    /// Whether a word of time stands at `at`.
    fn is_date(&self, at: usize) -> bool {
        matches!(self.word(at), Word::Day | Word::Month)
    }
}
