//! The word tables: what words are worth, and how they change the words near them.

use postil_core::Token;
use postil_lexicon::Lexicon;
use std::sync::LazyLock;

macro_rules! table {
    ($name:literal) => {
        LazyLock::new(|| {
            Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".table")))
        })
    };
}

static VALENCE: LazyLock<Lexicon> = table!("valence");
static NEWS_VALENCE: LazyLock<Lexicon> = table!("news_valence");
static MODIFIERS: LazyLock<Lexicon> = table!("modifiers");
static DIRECTED_VERBS: LazyLock<Lexicon> = table!("directed_verbs");
static PREPOSITIONS: LazyLock<Lexicon> = table!("prepositions");
static STANCE_WEIGHTS: LazyLock<Lexicon> = table!("stance_weights");

/// How a word changes the words near it. The numbers of the classes stand in
/// `data/modifiers.tsv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Modifier {
    /// It does not.
    #[default]
    None,
    /// Turns what follows round.
    Negator,
    /// Strengthens the next valued word.
    Booster,
    /// Weakens the next valued word.
    Damper,
    /// What comes after it counts more than what comes before.
    Contrast,
    /// Its own clause counts less.
    Concession,
    /// What follows is only possible, or claimed.
    Hedge,
    /// Begins a clause.
    Boundary,
    /// Makes a passive with a participle.
    Be,
    /// Names the agent of a passive.
    By,
    /// A mark between clauses.
    Break,
    /// A mark after which a sentence may begin.
    Stop,
    /// A mark around a quotation.
    QuoteMark,
}

impl Modifier {
    fn from_class(class: u32) -> Self {
        match class {
            1 => Self::Negator,
            2 => Self::Booster,
            3 => Self::Damper,
            4 => Self::Contrast,
            5 => Self::Concession,
            6 => Self::Hedge,
            7 => Self::Boundary,
            8 => Self::Be,
            9 => Self::By,
            10 => Self::Break,
            11 => Self::Stop,
            12 => Self::QuoteMark,
            _ => Self::None,
        }
    }
}

/// The modifier that begins with `tokens[0]`, and over how many tokens it goes (at least one).
#[inline]
pub(crate) fn modifier(text: &str, tokens: &[Token]) -> (usize, Modifier) {
    MODIFIERS.longest(text, tokens).map_or((1, Modifier::None), |found| {
        (found.tokens, Modifier::from_class(found.entry.value))
    })
}

/// What a word or phrase is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Worth {
    /// How many tokens it covers.
    pub tokens: usize,
    /// −4 to 4.
    pub value: f32,
    /// Whether it names a bad or good event rather than a judgement.
    pub event: bool,
}

/// The worth of the word or phrase that begins with `tokens[0]`; news senses go first.
#[inline]
pub(crate) fn worth(text: &str, tokens: &[Token]) -> Option<Worth> {
    if let Some(found) = NEWS_VALENCE.longest(text, tokens) {
        let event = !found.entry.text.is_empty();
        return Some(Worth { tokens: found.tokens, value: unpacked(found.entry.value), event });
    }
    let first = tokens.first()?;
    let entry = VALENCE.get(first.fold, first.span.of(text))?;
    Some(Worth { tokens: 1, value: unpacked(entry.value), event: false })
}

/// Tables hold whole numbers only: 1000 + 100 × valence.
fn unpacked(value: u32) -> f32 {
    (value as f32 - 1000.0) / 100.0
}

/// How many classes of directed verbs there are: against, for, fails, succeeds, harms, helps,
/// beats.
pub(crate) const DIRECTED_CLASSES: usize = 7;

/// A verb, or a noun made of one, that puts its subject or object in a light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Directed {
    /// Below [`DIRECTED_CLASSES`].
    pub class: usize,
    /// Whether the form makes a passive after a form of "be".
    pub participle: bool,
}

/// What the table of directed verbs says of a token.
#[inline]
pub(crate) fn directed(text: &str, token: &Token) -> Option<Directed> {
    let entry = DIRECTED_VERBS.get(token.fold, token.span.of(text))?;
    let class = (entry.value & 15) as usize;
    (class < DIRECTED_CLASSES).then_some(Directed { class, participle: entry.value & 16 != 0 })
}

/// The number of a preposition that tells something of the name after it.
#[inline]
pub(crate) fn preposition(text: &str, token: &Token) -> Option<usize> {
    PREPOSITIONS.get(token.fold, token.span.of(text)).map(|entry| entry.value as usize)
}

/// The weights that the model gives a feature, for negative, neutral and positive; zero where the
/// table has none.
pub(crate) fn weights(feature: &str) -> [f32; 3] {
    let mut weights = [0.0; 3];
    if let Some(entry) = STANCE_WEIGHTS.lookup(feature) {
        for (slot, number) in weights.iter_mut().zip(entry.text.split(' ')) {
            *slot = number.parse().unwrap_or(0.0);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::tokens;

    fn value(text: &str) -> Option<f32> {
        worth(text, &tokens(text)).map(|worth| worth.value)
    }

    #[test]
    fn good_words_are_positive_and_bad_ones_negative() {
        assert!(value("excellent").unwrap() > 1.0);
        assert!(value("Atrocities").unwrap() < -1.0);
        assert_eq!(value("table"), None);
        assert_eq!(value(""), None);
    }

    #[test]
    fn a_phrase_goes_before_its_first_word() {
        let text = "war crimes";
        assert_eq!(worth(text, &tokens(text)).unwrap().tokens, 2);
        let text = "war games";
        let war = worth(text, &tokens(text)).unwrap();
        assert_eq!((war.tokens, war.event), (1, true));
    }

    #[test]
    fn classes_of_the_data_files_are_read() {
        let class = |text: &str| modifier(text, &tokens(text));
        assert_eq!(class("never"), (1, Modifier::Negator));
        assert_eq!(class("even though"), (2, Modifier::Concession));
        assert_eq!(class("“"), (1, Modifier::QuoteMark));
        assert_eq!(class("house"), (1, Modifier::None));
        let verb = |text: &str| directed(text, &tokens(text)[0]);
        assert_eq!(verb("Criticised"), Some(Directed { class: 0, participle: true }));
        assert_eq!(verb("praises"), Some(Directed { class: 1, participle: false }));
        assert_eq!(verb("said"), None);
    }
}
