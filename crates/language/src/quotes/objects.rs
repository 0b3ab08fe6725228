//! What a verb reports without a clause: `called for new elections`, `criticized the pace of the
//! repairs`, `refused to sign`.
//!
//! The table of cues says what may stand behind each verb. Only a name, a pronoun or a speaker
//! noun counts as subject here, and the words behind the verb end at the first mark that may end
//! a noun phrase: an object is shorter than a clause.

use super::cues::Cue;
use super::host::Host;
use super::indirect::Reported;
use super::words::{CueClass, Form, Word};
use postil_core::Tag;

impl Host<'_> {
    /// Appends the objects of the verbs that have no clause among `out`, which is in the order of
    /// the cues.
    pub fn objects(&self, out: &mut Vec<Reported>) {
        let clauses = out.len();
        for cue in self.cues.iter().chain(&self.stands) {
            if cue.negated || cue.used || cue.word.form == Form::Before {
                continue;
            }
            let Some(verb) = self.span(cue.at, cue.end()) else { continue };
            let made = out.get(..clauses).unwrap_or_default();
            let place = |one: &Reported| one.cue.map_or(0, |cue| cue.start());
            if made.binary_search_by_key(&verb.start(), place).is_err() {
                self.object(cue, out);
            }
        }
    }

    /// Writes what stands behind a verb, as far as the table says that it reports it.
    fn object(&self, cue: &Cue, out: &mut Vec<Reported>) {
        let Some(who) = cue.subject.filter(|who| who.is_clear()) else { return };
        if self.pos(cue.at) != Some(Tag::Verb) || self.is_modal(cue) || self.is_writer(&who) {
            return;
        }
        let stand = cue.word.class == CueClass::Stand;
        if stand && cue.word.takes("that") {
            if let Some(start) = self.behind_that(cue) {
                self.clause(start, who, cue, 0.7, out);
            }
            return;
        }
        let mut at = cue.end();
        while self.word(at) == Word::Adverb {
            at += 1;
        }
        if self.token(at).is_none() {
            return;
        }
        let to = self.word(at) == Word::To;
        let verb_follows = matches!(self.pos(at + 1), Some(Tag::Verb | Tag::Aux));
        let start = if stand && cue.word.takes("infinitive") && to && verb_follows
            || stand && cue.word.takes("question") && self.is_question(at)
            || cue.word.takes("object") && self.opens_object(at)
        {
            at
        } else if cue.word.leads_on(self.text(at)) && !(to && verb_follows) {
            at + 1
        } else {
            return;
        };
        let end = self.object_end(cue, start);
        if !self.is_quote(end) {
            self.emit(start, end, who, cue, 0.6, out);
        }
    }

    /// Whether a noun phrase may begin at `at`.
    fn opens_object(&self, at: usize) -> bool {
        let noun = matches!(
            self.pos(at),
            Some(Tag::Noun | Tag::Propn | Tag::Det | Tag::Adj | Tag::Num | Tag::Pron)
        );
        let other = matches!(
            self.word(at),
            Word::That | Word::To | Word::Preposition | Word::Subordinator | Word::Relative
        );
        noun && !other && self.mark(at).is_empty()
    }

    /// Where the words that begin at `start` behind a verb end.
    fn object_end(&self, cue: &Cue, start: usize) -> usize {
        let mut end = start;
        while end < self.len() && !self.is_quote(end) {
            let stops = matches!(self.mark(end), ";" | ":" | ")") || self.is_dash(end);
            if stops
                || self.is_comma(end) && end > start + 1 && self.is_new_part(end + 1)
                || self.word(end) == Word::Coordinator && end > start && self.joins(cue, end + 1)
            {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether the words from `at`, behind a comma, are no more of an enumeration.
    fn is_new_part(&self, at: usize) -> bool {
        match self.word(at) {
            Word::Subordinator | Word::Relative | Word::Preposition | Word::Negation => true,
            Word::Coordinator => {
                !(self.is(at, "and") || self.is(at, "or"))
                    || matches!(self.word(at + 1), Word::Pronoun | Word::Auxiliary | Word::Be)
                    || self.pos(at + 1) == Some(Tag::Verb)
            }
            _ => {
                let tag = self.pos(at);
                tag.is_none()
                    || self.is_cue(at)
                    || tag == Some(Tag::Verb) && self.text(at).ends_with("ing")
            }
        }
    }

    /// Whether a verb in the form of the cue stands at `at`: `criticized the plan and left`.
    fn joins(&self, cue: &Cue, at: usize) -> bool {
        let ending = match cue.word.form {
            Form::Past => "ed",
            Form::Present => "s",
            Form::Participle => "ing",
            Form::Perfect | Form::Base | Form::Before => return self.is_cue(at),
        };
        self.is_cue(at) || self.pos(at) == Some(Tag::Verb) && self.text(at).ends_with(ending)
    }
}
