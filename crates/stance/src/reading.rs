//! One sentence, read once: clauses, negation, and what its words are worth where they stand.

use crate::valence::{self, Modifier};
use postil_core::{Entity, Token, TokenKind};

/// A negated word counts for less than its contrary: "not good" is no "bad".
pub(crate) const NEGATED: f32 = -0.5;
/// How many tokens after a negator are negated, unless the clause ends.
const NEGATION_SCOPE: usize = 4;
/// What "very" and "hardly" multiply the next valued word with, and how far they reach.
const BOOSTED: f32 = 1.4;
const DAMPED: f32 = 0.6;
const DEGREE_SCOPE: usize = 3;
/// Words after the last "but" of a sentence, and those before it.
const AFTER_CONTRAST: f32 = 1.3;
const BEFORE_CONTRAST: f32 = 0.7;
/// Words of an "although" clause, of a clause with "might", and of a question.
const CONCEDED: f32 = 0.5;
const HEDGED: f32 = 0.7;
const ASKED: f32 = 0.6;

/// What is known of one token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Number of its clause; grows from left to right.
    pub clause: u32,
    /// How it changes its neighbours.
    pub modifier: Modifier,
    /// Whether a negator reaches it.
    pub negated: bool,
    /// Whether an odd number of quote marks stands before it.
    pub inside_quote: bool,
}

/// A word or phrase that is worth something here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Valued {
    /// Its first token, counted in the sentence.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
    /// What it is worth after all modifiers.
    pub value: f32,
    /// Whether it names an event rather than a judgement.
    pub event: bool,
}

/// A sentence as the rules see it. Kept from one sentence to the next, for its memory.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// One for each token.
    pub words: Vec<Word>,
    /// In text order.
    pub valued: Vec<Valued>,
    /// Sum of the good judgements.
    pub positive: f32,
    /// Sum of the bad judgements, as a positive number.
    pub negative: f32,
    /// Sum of the good events.
    pub event_positive: f32,
    /// Sum of the bad events, as a positive number.
    pub event_negative: f32,
    /// Whether the sentence ends as a question.
    pub question: bool,
    /// Whether it holds a quote mark.
    pub has_quote: bool,
}

/// What carries over from token to token.
struct Scope {
    clause: u32,
    negation: usize,
    degree: f32,
    degree_reach: usize,
    hedge: f32,
    concession: f32,
    /// Whether a capital says nothing, since a sentence may begin here.
    initial: bool,
    inside_quote: bool,
}

impl Scope {
    fn new_clause(&mut self) {
        self.clause += 1;
        self.negation = 0;
        self.degree_reach = 0;
        self.hedge = 1.0;
    }

    /// Takes in a modifier that goes over `count` tokens.
    fn enter(&mut self, modifier: Modifier, count: usize) {
        match modifier {
            Modifier::Break | Modifier::Stop | Modifier::Contrast => {
                self.new_clause();
                self.concession = 1.0;
            }
            Modifier::Concession => {
                self.new_clause();
                self.concession = CONCEDED;
            }
            Modifier::Boundary => self.new_clause(),
            Modifier::Negator => self.negation = NEGATION_SCOPE + count,
            Modifier::Hedge => self.hedge = HEDGED,
            Modifier::Booster | Modifier::Damper => {
                self.degree = if modifier == Modifier::Booster { BOOSTED } else { DAMPED };
                self.degree_reach = DEGREE_SCOPE + count;
            }
            Modifier::None | Modifier::Be | Modifier::By | Modifier::QuoteMark => {}
        }
    }

    /// What a word of this worth is worth here.
    fn apply(&mut self, worth: f32) -> f32 {
        let mut value = worth * self.hedge * self.concession;
        if self.degree_reach > 0 {
            value *= self.degree;
            self.degree_reach = 0;
        }
        if self.negation > 0 {
            value *= NEGATED;
        }
        value
    }
}

impl Reading {
    /// Reads a sentence. `mentions` are those that start in it, in text order: the words of a name
    /// are worth nothing, whatever they mean elsewhere.
    pub(crate) fn read(&mut self, text: &str, tokens: &[Token], mentions: &[Entity]) {
        self.words.clear();
        self.valued.clear();
        self.has_quote = false;
        self.question = tokens.iter().rev().take(3).any(|token| token.span.of(text) == "?");
        let title = title_case(text, tokens);
        let mut scope = Scope {
            clause: 0,
            negation: 0,
            degree: 1.0,
            degree_reach: 0,
            hedge: 1.0,
            concession: 1.0,
            initial: true,
            inside_quote: false,
        };
        let mut last_contrast = 0;
        let (mut next_mention, mut named_to) = (0, 0);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            while let Some(mention) = mentions.get(next_mention)
                && mention.span.start() < token.span.end()
            {
                named_to = named_to.max(mention.span.end());
                next_mention += 1;
            }
            let (mut count, mut modifier) = valence::modifier(text, &tokens[at..]);
            if modifier == Modifier::None && is_spaced_dash(text, tokens, at) {
                modifier = Modifier::Break;
            }
            if modifier == Modifier::Contrast {
                last_contrast = at;
            }
            scope.enter(modifier, count);
            let mut value = 0.0;
            let mut event = false;
            if modifier == Modifier::None
                && token.span.start() >= named_to
                && let Some(worth) = valence::worth(text, &tokens[at..])
            {
                count = worth.tokens;
                event = worth.event;
                // A capital inside a sentence makes a name: "Justice Department", "Hope Hicks".
                if worth.tokens > 1 || scope.initial || title || !is_capital(text, token) {
                    value = scope.apply(worth.value);
                }
            }
            let end = (at + count).min(tokens.len());
            let word = Word {
                clause: scope.clause,
                modifier,
                negated: scope.negation > 0,
                inside_quote: scope.inside_quote,
            };
            self.words.resize(end, word);
            if value != 0.0 {
                self.valued.push(Valued { first: at, end, value, event });
            }
            match (modifier, token.kind) {
                (Modifier::QuoteMark, _) => {
                    scope.inside_quote = !scope.inside_quote;
                    scope.initial = true;
                    self.has_quote = true;
                }
                (Modifier::Stop, _) => scope.initial = true,
                (_, TokenKind::Word | TokenKind::Number) => scope.initial = false,
                _ => {}
            }
            scope.negation = scope.negation.saturating_sub(count);
            scope.degree_reach = scope.degree_reach.saturating_sub(count);
            at = end;
        }
        self.weigh(last_contrast);
    }

    /// Applies what is known only at the sentence's end, and sums up. A "but" that opens the
    /// sentence has nothing before it and changes nothing.
    fn weigh(&mut self, last_contrast: usize) {
        let (mut sums, mut events) = ([0.0_f32; 2], [0.0_f32; 2]);
        for valued in &mut self.valued {
            if last_contrast > 0 {
                let before = valued.first < last_contrast;
                valued.value *= if before { BEFORE_CONTRAST } else { AFTER_CONTRAST };
            }
            if self.question {
                valued.value *= ASKED;
            }
            let sums = if valued.event { &mut events } else { &mut sums };
            sums[usize::from(valued.value > 0.0)] += valued.value.abs();
        }
        [self.negative, self.positive] = sums;
        [self.event_negative, self.event_positive] = events;
    }
}

/// Whether most words begin with a capital, as in a headline: capitals say nothing there.
fn title_case(text: &str, tokens: &[Token]) -> bool {
    let (mut words, mut capitals) = (0_usize, 0_usize);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        words += 1;
        capitals += usize::from(is_capital(text, token));
    }
    capitals * 2 > words
}

fn is_capital(text: &str, token: &Token) -> bool {
    let word = token.span.of(text);
    match word.as_bytes().first() {
        Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
        _ => word.chars().next().is_some_and(char::is_uppercase),
    }
}

/// Whether the token is a hyphen that stands free and so is a dash.
fn is_spaced_dash(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    token.kind != TokenKind::Word
        && token.span.of(text) == "-"
        && at
            .checked_sub(1)
            .and_then(|p| tokens.get(p))
            .is_some_and(|before| before.span.end() < token.span.start())
        && tokens.get(at + 1).is_some_and(|after| token.span.end() < after.span.start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::tokens;

    fn balance(text: &str) -> f32 {
        let mut reading = Reading::default();
        let tokens = tokens(text);
        reading.read(text, &tokens, &[]);
        assert_eq!(reading.words.len(), tokens.len());
        reading.positive + reading.event_positive - reading.negative - reading.event_negative
    }

    #[test]
    fn negation_turns_a_word_round_within_its_clause() {
        assert!(balance("The result was excellent.") > 0.0);
        assert!(balance("The result was not excellent.") < 0.0);
        assert!(balance("The result wasn't excellent.") < 0.0);
        assert!(balance("It was not long, and the result was excellent.") > 0.0);
    }

    #[test]
    fn degree_words_strengthen_and_weaken() {
        let plain = balance("The result was terrible.");
        assert!(balance("The result was extremely terrible.") < plain);
        assert!(balance("The result was slightly terrible.") > plain);
    }

    #[test]
    fn what_stands_after_but_counts_more() {
        assert!(balance("The plan is good but the result is bad.") < 0.0);
        assert!(
            balance("The plan is bad but the result is good.")
                > balance("The plan is good but the result is bad.")
        );
    }

    #[test]
    fn hedges_and_questions_count_less() {
        let plain = balance("The plan is terrible.");
        assert!(balance("The plan might be terrible.") > plain);
        assert!(balance("Is the plan terrible?") > plain);
    }

    #[test]
    fn a_capital_makes_a_name_except_where_a_sentence_begins() {
        assert_eq!(balance("He met Hope at the house."), 0.0);
        assert!(balance("Hope grew in the house.") > 0.0);
        assert!(balance("He wrote: “Hope grew in the house.”") > 0.0);
        assert!(balance("Hope Grows In House") > 0.0);
    }

    #[test]
    fn nothing_is_read_from_an_empty_sentence() {
        assert_eq!(balance(""), 0.0);
    }
}
