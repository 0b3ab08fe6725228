//! The word tables of quotation finding, each read through one typed function.

use postil_core::{Token, same_folded};
use postil_lexicon::{Entry, Lexicon};
use std::sync::LazyLock;

static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/quote_words.table"))));
static CUES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/quote_cues.table"))));
static ROLES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/quote_roles.table"))));
static FRAMES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/quote_frames.table"))));
static GENDER: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/quote_gender.table"))));

/// What a token does in the small grammar around a verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// No function word: noun, name, verb, adjective, number, mark.
    Other,
    /// A quotation, which stands for one word of its sentence.
    Quotation,
    /// Nothing: before the first or behind the last item.
    Edge,
    Determiner,
    Possessive,
    Preposition,
    Subordinator,
    Coordinator,
    Auxiliary,
    Be,
    Pronoun,
    Relative,
    Adverb,
    Negation,
    Day,
    Month,
    To,
    That,
    Object,
    Recipient,
    Honorific,
    Quantifier,
    Qualifier,
}

impl Word {
    /// The class of a number in `data/quote_words.tsv`.
    fn of(class: u32) -> Self {
        match class {
            1 => Self::Determiner,
            2 => Self::Possessive,
            3 => Self::Preposition,
            4 => Self::Subordinator,
            5 => Self::Coordinator,
            6 => Self::Auxiliary,
            7 => Self::Be,
            8 => Self::Pronoun,
            9 => Self::Relative,
            10 => Self::Adverb,
            11 => Self::Negation,
            12 => Self::Day,
            13 => Self::To,
            14 => Self::That,
            15 => Self::Object,
            16 => Self::Recipient,
            17 => Self::Honorific,
            18 => Self::Month,
            19 => Self::Quantifier,
            20 => Self::Qualifier,
            _ => Self::Other,
        }
    }
}

/// Class of what an apostrophe stands before (`'em`) in `data/quote_words.tsv`.
const CLIPPED: u32 = 21;

/// The function-word class of a token.
#[inline]
pub(super) fn word(text: &str, token: &Token) -> Word {
    WORDS.value(token.fold, token.span.of(text)).map_or(Word::Other, Word::of)
}

/// Whether a word is a function word of any class.
pub(super) fn is_function_word(word: &str) -> bool {
    WORDS.lookup(word).is_some()
}

/// Whether an apostrophe before these letters stands for lost ones.
pub(super) fn is_clipped(letters: &str) -> bool {
    WORDS.lookup(letters).is_some_and(|entry| entry.value == CLIPPED)
}

/// What kind of speaker a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// One human.
    Person,
    /// Humans, in the plural.
    People,
    /// A group or an institution.
    Body,
    /// Something written.
    Text,
}

/// The speaker noun that a token is.
pub(super) fn role(text: &str, token: &Token) -> Option<Role> {
    match ROLES.value(token.fold, token.span.of(text))? {
        1 => Some(Role::Person),
        2 => Some(Role::People),
        3 => Some(Role::Body),
        4 => Some(Role::Text),
        _ => None,
    }
}

/// Whether the tokens end with words that announce a name, a title or a term (`the film`).
pub(super) fn ends_with_frame(text: &str, tokens: &[Token]) -> bool {
    let first = tokens.len().saturating_sub(3);
    (first..tokens.len()).any(|from| {
        FRAMES.longest(text, &tokens[from..]).is_some_and(|hit| from + hit.tokens == tokens.len())
    })
}

/// `he` or `she`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// The gender that a given name or a form of address tells.
pub(super) fn gender(word: &str) -> Option<Gender> {
    match GENDER.lookup(word)?.value {
        1 => Some(Gender::Male),
        2 => Some(Gender::Female),
        _ => None,
    }
}

/// What a reporting word is good for; see `data/quote_cues.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueClass {
    Say,
    Weak,
    Think,
    Describe,
    Source,
    So,
    /// Takes a stand or speaks of a thing: for reported clauses only.
    Stand,
}

/// The form of a reporting word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Past,
    Perfect,
    Present,
    Base,
    Participle,
    /// The speaker comes after the word: `according to`.
    Before,
}

/// An entry of the table of cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CueWord {
    /// How many tokens it covers.
    pub tokens: usize,
    pub class: CueClass,
    pub form: Form,
    /// The object may be the person spoken to.
    pub recipient: bool,
    /// The object always is the person spoken to.
    pub addressee: bool,
    /// A clause without `that` follows freely.
    pub bare: bool,
    /// The form is a noun as well.
    pub noun: bool,
    /// Form and flags as the table has them; [`Self::takes`] and [`Self::leads_on`] read what may
    /// stand behind the verb, which few sentences ask for.
    frames: &'static str,
}

impl CueWord {
    /// Whether this may stand behind the verb: `infinitive`, `question`, `object`, `that`.
    pub fn takes(&self, frame: &str) -> bool {
        self.frames.split(' ').any(|own| own == frame)
    }

    /// Whether the verb takes its object behind this preposition.
    pub fn leads_on(&self, preposition: &str) -> bool {
        let mut frames = self.frames.split(' ').filter_map(|own| own.strip_prefix('+'));
        frames.any(|own| same_folded(own, preposition))
    }
}

/// The longest reporting words that begin with the first token.
#[inline]
pub(super) fn cue(text: &str, tokens: &[Token]) -> Option<CueWord> {
    let hit = CUES.longest(text, tokens)?;
    read_cue(hit.entry, hit.tokens)
}

fn read_cue(entry: Entry, tokens: usize) -> Option<CueWord> {
    let class = match entry.value {
        1 => CueClass::Say,
        2 => CueClass::Weak,
        3 => CueClass::Think,
        4 => CueClass::Describe,
        5 => CueClass::Source,
        6 => CueClass::So,
        7 => CueClass::Stand,
        _ => return None,
    };
    let mut flags = entry.text.split(' ');
    let form = match flags.next()? {
        "past" => Form::Past,
        "perfect" => Form::Perfect,
        "present" => Form::Present,
        "base" => Form::Base,
        "participle" => Form::Participle,
        "before" => Form::Before,
        _ => return None,
    };
    let mut word = CueWord {
        tokens,
        class,
        form,
        recipient: false,
        addressee: false,
        bare: false,
        noun: false,
        frames: entry.text,
    };
    for flag in flags {
        match flag {
            "recipient" => word.recipient = true,
            "addressee" => word.addressee = true,
            "bare" => word.bare = true,
            "noun" => word.noun = true,
            _ => {}
        }
    }
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_cue_table_can_be_read() {
        let flags = ["recipient", "addressee", "bare", "noun"];
        let frames = ["that", "question", "infinitive", "object"];
        for entry in CUES.entries() {
            assert!(read_cue(entry, 1).is_some(), "{entry:?}");
            for flag in entry.text.split(' ').skip(1) {
                let known = match flag.strip_prefix('+') {
                    Some(preposition) => is_function_word(preposition),
                    None => flags.contains(&flag) || frames.contains(&flag),
                };
                assert!(known, "{entry:?}");
            }
        }
    }

    #[test]
    fn frames_say_what_may_stand_behind_a_verb() {
        let word = |key| CUES.lookup(key).and_then(|entry| read_cue(entry, 1)).unwrap();
        assert!(word("vowed").takes("infinitive") && !word("vowed").takes("object"));
        assert!(word("called").leads_on("For") && !word("called").leads_on("by"));
        assert!(!word("said").takes("past bare") && !word("said").leads_on("question"));
    }

    #[test]
    fn every_class_of_the_word_table_is_known() {
        for entry in WORDS.entries() {
            assert!(entry.value == CLIPPED || Word::of(entry.value) != Word::Other, "{entry:?}");
        }
        assert!(is_clipped("em") && !is_clipped("said"));
        assert!(is_function_word("The") && !is_function_word("Kremlin"));
    }

    #[test]
    fn forms_of_address_tell_the_gender() {
        assert_eq!(gender("Mrs."), Some(Gender::Female));
        assert_eq!(gender("olaf"), Some(Gender::Male));
        assert_eq!(gender("Quux"), None);
    }
}
