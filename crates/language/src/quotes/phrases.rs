//! Noun phrases that may name a speaker, read backwards from a verb or forwards behind it.

use super::host::Host;
use super::words::{Role, Word};
use postil_core::{EntityKind, Span};

/// What a noun phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseKind {
    /// A mention of an entity.
    Name,
    /// `he`, `they`, `many`.
    Pronoun,
    /// `who`, `which`.
    Relative,
    /// A noun that may speak, with its company: `a senior official`.
    Role,
    /// Any other noun with a determiner: `the teenager`.
    Noun,
}

/// Items of a host that form a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub start: usize,
    pub end: usize,
    pub kind: PhraseKind,
    /// Position of the entity, for a name.
    pub entity: Option<u32>,
}

impl Phrase {
    fn new(start: usize, end: usize, kind: PhraseKind) -> Self {
        Self { start, end, kind, entity: None }
    }

    /// Whether it is a name, a pronoun or a speaker noun.
    pub fn is_clear(&self) -> bool {
        matches!(self.kind, PhraseKind::Name | PhraseKind::Pronoun | PhraseKind::Role)
    }
}

/// The words that name a speaker, out of their host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Voice {
    pub span: Span,
    pub kind: PhraseKind,
    pub entity: Option<u32>,
}

/// Bytes of a role phrase at most; from longer ones the last words are kept.
const PHRASE_BYTES: usize = 40;

/// How many prepositions deep a phrase is followed: a spokesman for the ministry of health of X.
const DEPTH: u8 = 3;

impl Host<'_> {
    /// The speaker that a phrase stands for.
    pub fn voice(&self, phrase: Phrase) -> Option<Voice> {
        let mut start = phrase.start;
        let mut span = self.span(start, phrase.end)?;
        if matches!(phrase.kind, PhraseKind::Role | PhraseKind::Noun) {
            while span.len() > PHRASE_BYTES && start + 1 < phrase.end {
                start += 1;
                span = self.span(start, phrase.end)?;
            }
        }
        Some(Voice { span, kind: phrase.kind, entity: phrase.entity })
    }

    /// The kind of the entity that a phrase names.
    pub fn entity_kind(&self, phrase: &Phrase) -> Option<EntityKind> {
        self.entities.get(phrase.entity? as usize).map(|entity| entity.kind)
    }

    /// The noun phrase whose last item is `at`.
    pub fn phrase_back(&self, at: usize) -> Option<Phrase> {
        self.phrase_back_from(at, 0)
    }

    fn phrase_back_from(&self, at: usize, depth: u8) -> Option<Phrase> {
        self.token(at)?;
        match self.word(at) {
            Word::Pronoun | Word::Quantifier => {
                return Some(Phrase::new(at, at + 1, PhraseKind::Pronoun));
            }
            Word::Relative => return Some(Phrase::new(at, at + 1, PhraseKind::Relative)),
            Word::Day | Word::Month => return self.before_date(at, depth),
            _ => {}
        }
        if self.is_number(at) {
            let month = at.checked_sub(1).filter(|&before| self.word(before) == Word::Month)?;
            return self.before_date(month, depth);
        }
        let mut phrase = match self.entity_ending(at) {
            Some((start, entity)) => {
                Phrase { start, end: at + 1, kind: PhraseKind::Name, entity: Some(entity) }
            }
            None => self.nouns_back(at)?,
        };
        if phrase.kind == PhraseKind::Name
            && phrase.start > 0
            && self.word(phrase.start - 1) == Word::Determiner
        {
            phrase.start -= 1;
        }
        if depth < DEPTH && phrase.start >= 2 {
            let preposition = phrase.start - 1;
            if matches!(self.word(preposition), Word::Preposition | Word::To) {
                return self.head_before(phrase, preposition, depth);
            }
        }
        Some(phrase)
    }

    /// The phrase before an adverbial of time that ends at `at`: `Psaki on Tuesday (said)`.
    fn before_date(&self, at: usize, depth: u8) -> Option<Phrase> {
        let mut before = at.checked_sub(1)?;
        if self.word(before) == Word::Day {
            before = before.checked_sub(1)?;
        }
        if self.word(before) == Word::Preposition {
            before = before.checked_sub(1)?;
        }
        if depth < 2 { self.phrase_back_from(before, depth + 1) } else { None }
    }

    /// Common nouns with what belongs to them, ending at `at`.
    fn nouns_back(&self, at: usize) -> Option<Phrase> {
        if !self.is_word(at) || !self.is_nominal(at) {
            return None;
        }
        let mut start = at;
        let mut owned = false;
        for _ in 0..8 {
            let Some(before) = start.checked_sub(1) else { break };
            if let Some((first, _)) = self.entity_ending(before)
                && self.spaced(start)
            {
                start = first;
                continue;
            }
            if self.is_possessive(before) {
                let owner = before - 1;
                match self.entity_ending(owner) {
                    Some((first, _)) => start = first,
                    None if self.is_word(owner) => start = owner,
                    None => {}
                }
                if start > 0 && self.word(start - 1) == Word::Determiner {
                    start -= 1;
                }
                owned = true;
                break;
            }
            match self.word(before) {
                Word::Determiner | Word::Possessive | Word::Quantifier => {
                    start = before;
                    owned = true;
                    break;
                }
                _ => {}
            }
            if self.is_nominal(before) && (!self.is_cue(before) || self.role(before).is_some()) {
                start = before;
                continue;
            }
            break;
        }
        let kind = if self.role(at).is_some() {
            PhraseKind::Role
        } else if owned {
            PhraseKind::Noun
        } else {
            return None;
        };
        Some(Phrase::new(start, at + 1, kind))
    }

    /// Who speaks in `HEAD of PHRASE`: the head, where there is one that can.
    fn head_before(&self, phrase: Phrase, preposition: usize, depth: u8) -> Option<Phrase> {
        let of = self.is(preposition, "of") || self.is(preposition, "from");
        let binding = of
            || self.word(preposition) == Word::To
            || ["for", "at", "with", "by"].iter().any(|word| self.is(preposition, word));
        let head = preposition.checked_sub(1).and_then(|at| self.phrase_back_from(at, depth + 1));
        if let Some(head) = head {
            let person = self.entity_kind(&head) == Some(EntityKind::Per);
            let speaks = match head.kind {
                PhraseKind::Role => true,
                PhraseKind::Name => of || binding && person,
                PhraseKind::Pronoun => self.is(preposition, "of"),
                PhraseKind::Noun => binding || phrase.kind == PhraseKind::Noun,
                PhraseKind::Relative => false,
            };
            if speaks {
                return Some(head);
            }
        }
        (!binding).then_some(phrase)
    }

    /// The noun phrase that begins at `from`.
    pub fn phrase_forward(&self, from: usize) -> Option<Phrase> {
        let mut start = from;
        while self.word(start) == Word::Adverb {
            start += 1;
        }
        self.token(start)?;
        let goes_on =
            self.is_word(start + 1) && self.is_nominal(start + 1) && !self.is_cue(start + 1);
        match self.word(start) {
            Word::Pronoun => return Some(Phrase::new(start, start + 1, PhraseKind::Pronoun)),
            Word::Quantifier if !goes_on => {
                return Some(Phrase::new(start, start + 1, PhraseKind::Pronoun));
            }
            _ => {}
        }
        let mut at = start;
        let mut name: Option<(u32, usize, usize)> = None;
        let mut head: Option<usize> = None;
        let mut owned = false;
        for _ in 0..10 {
            if let Some((behind, entity)) = self.entity_starting(at) {
                name = Some((entity, at, behind));
                head = None;
                at = behind;
                if self.is_possessive(at) {
                    name = None;
                    at += 1;
                }
                continue;
            }
            match self.word(at) {
                Word::Determiner | Word::Possessive if at != start => break,
                Word::Determiner | Word::Possessive => {
                    owned = true;
                    at += 1;
                    continue;
                }
                Word::Quantifier if at == start => {
                    owned = true;
                    at += 1;
                    continue;
                }
                _ => {}
            }
            if self.is_number(at) {
                at += 1;
                continue;
            }
            let role = self.role(at);
            if self.is_nominal(at) && (!self.is_cue(at) || role.is_some() && at > start) {
                let plural_before = head.and_then(|head| self.role(head)) == Some(Role::People);
                if role.is_none() && (name.is_some() || plural_before) {
                    break;
                }
                head = Some(at);
                at += 1;
                continue;
            }
            if head.is_some() && self.is_possessive(at) {
                head = None;
                at += 1;
                continue;
            }
            break;
        }
        if let Some(head) = head
            && self.role(head).is_some()
        {
            return Some(Phrase::new(start, head + 1, PhraseKind::Role));
        }
        if let Some((entity, first, behind)) = name {
            let article = first > from && self.word(first - 1) == Word::Determiner;
            let start = if article { first - 1 } else { first };
            let kind = PhraseKind::Name;
            return Some(Phrase { start, end: behind, kind, entity: Some(entity) });
        }
        let head = head.filter(|_| owned)?;
        Some(Phrase::new(start, head + 1, PhraseKind::Noun))
    }
}
