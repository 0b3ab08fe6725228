//! Parts of speech: a hidden Markov model over packed tables.
//!
//! Each word of the lexicon carries its three likeliest tags with a cost, packed into 30 bits;
//! unknown words get theirs from their ending. The Viterbi search adds the cost of a tag after
//! its predecessor and of the word's shape, and takes the cheapest path through a sentence. All
//! costs are half bits (−2·log₂ p). The tables are made by `postil-train tags`.

use crate::ground::Ground;
use postil_core::{Tag, Token, TokenKind};
use postil_lexicon::Lexicon;
use std::sync::LazyLock;

static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/tag_words.table"))));
static ENDINGS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/tag_endings.table"))));
static COSTS: LazyLock<Costs> = LazyLock::new(|| {
    let table: Lexicon = Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/tag_costs.table")));
    Costs::read(&table)
});

const TAGS: usize = Tag::ALL.len();
/// Index of the state before the first word.
const START: usize = TAGS;
/// Tags that a word may have.
const CHOICES: usize = 4;

/// What a word looks like, as far as its tag depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// In small letters.
    Small,
    /// With a capital, at the sentence's start.
    Initial,
    /// With a capital, inside.
    Capital,
    /// All in capitals.
    Upper,
    /// A number, mark or symbol.
    Other,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 5] =
        [Self::Small, Self::Initial, Self::Capital, Self::Upper, Self::Other];

    /// The shape of a word.
    pub fn of(word: &str, first: bool) -> Self {
        let mut chars = word.chars();
        match chars.next() {
            Some(c) if c.is_uppercase() => {
                let upper = word.len() > 1 && !chars.any(char::is_lowercase);
                match (upper, first) {
                    (true, _) => Self::Upper,
                    (_, true) => Self::Initial,
                    _ => Self::Capital,
                }
            }
            Some(c) if c.is_alphabetic() => Self::Small,
            _ => Self::Other,
        }
    }
}

/// Columns of a cost table: a power of two, so that a masked tag is always inside.
const WIDTH: usize = 32;
const _: () = assert!(TAGS < WIDTH);

struct Costs {
    /// Cost of a tag (column) after a tag (row; row [`START`]: at a start).
    after: [[u8; WIDTH]; WIDTH],
    /// Cost of a shape given a tag.
    shape: [[u8; WIDTH]; 5],
}

impl Costs {
    fn read(table: &Lexicon) -> Self {
        let mut costs = Self { after: [[20; WIDTH]; WIDTH], shape: [[20; WIDTH]; 5] };
        for entry in table.entries() {
            let mut words = entry.key.split(' ');
            let (kind, row) = (words.next().unwrap_or_default(), words.next());
            let row = row.and_then(|row| row.parse::<usize>().ok()).unwrap_or(usize::MAX);
            let target = match kind {
                "after" => costs.after.get_mut(row),
                "shape" => costs.shape.get_mut(row),
                _ => None,
            };
            if let Some(target) = target {
                for (slot, cost) in target.iter_mut().zip(entry.text.split(' ')) {
                    *slot = cost.parse().unwrap_or(20);
                }
            }
        }
        costs
    }
}

/// Packs up to three (tag, cost) pairs: five bits each, costs capped at 30.
pub fn pack(choices: &[(Tag, u8)]) -> u32 {
    let mut packed = 0;
    for slot in 0..3 {
        let (tag, cost) = choices
            .get(slot)
            .map_or((31, 31), |(tag, cost)| (*tag as u32, u32::from((*cost).min(30))));
        packed |= (tag << 5 | cost) << (slot * 10);
    }
    packed
}

fn unpack(packed: u32, slot: usize) -> Option<(u8, u16)> {
    let bits = packed >> (slot * 10) & 0x3ff;
    let (tag, cost) = ((bits >> 5) as u8, (bits & 31) as u16);
    ((tag as usize) < TAGS).then_some((tag, cost))
}

/// One word of the search.
#[derive(Clone, Copy)]
struct Step {
    tags: [u8; CHOICES],
    cost: [u16; CHOICES],
    from: [u8; CHOICES],
    count: u8,
}

impl Step {
    /// One more tag, unless it is there or the room is full.
    #[inline]
    fn add(&mut self, tag: u8, cost: u16) {
        let count = self.count as usize;
        let known = (0..CHOICES).any(|at| at < count && self.tags[at] == tag);
        if count < CHOICES && !known {
            self.tags[count] = tag;
            self.cost[count] = cost;
            self.count += 1;
        }
    }
}

/// Gives every token its tag, sentence by sentence; tokens outside sentences go by zones.
pub fn tag(text: &str, ground: Ground<'_>, tokens: &mut [Token]) {
    let mut steps: Vec<Step> = Vec::new();
    let mut done = 0;
    for sentence in ground.sentences {
        let range = ground.token_range(sentence.span);
        if range.start < done {
            continue;
        }
        for zone_rest in rests(&ground, done, range.start) {
            search(text, &mut tokens[zone_rest], &mut steps);
        }
        done = range.end;
        search(text, &mut tokens[range], &mut steps);
    }
    let end = tokens.len();
    for zone_rest in rests(&ground, done, end) {
        search(text, &mut tokens[zone_rest], &mut steps);
    }
}

/// The tokens from `from` to `to`, cut where a line ends.
fn rests(
    ground: &Ground<'_>,
    from: usize,
    to: usize,
) -> impl Iterator<Item = std::ops::Range<usize>> {
    let tokens = ground.tokens;
    let text = ground.text;
    let mut at = from;
    std::iter::from_fn(move || {
        if at >= to {
            return None;
        }
        let start = at;
        at += 1;
        while at < to {
            let gap = text.get(tokens[at - 1].span.end()..tokens[at].span.start());
            if gap.is_some_and(|gap| gap.contains('\n')) {
                break;
            }
            at += 1;
        }
        Some(start..at)
    })
}

/// The column of a tag.
#[inline]
fn column(tag: u8) -> usize {
    tag as usize % WIDTH
}

fn search(text: &str, tokens: &mut [Token], steps: &mut Vec<Step>) {
    let costs = &*COSTS;
    steps.clear();
    for (position, token) in tokens.iter().enumerate() {
        let word = token.span.of(text);
        let shape = Shape::of(word, position == 0);
        let mut step = choices(token, word, shape);
        if let Some(before) = steps.last()
            && before.count == 1
            && step.count == 1
        {
            // One way in, one way out.
            step.cost[0] = 0;
            steps.push(step);
            continue;
        }
        let shapes = &costs.shape[shape as usize];
        for choice in 0..step.count as usize % (CHOICES + 1) {
            let tag = column(step.tags[choice]);
            let own = step.cost[choice] + u16::from(shapes[tag]);
            let (mut best, mut from) = (u16::MAX, 0);
            match steps.last() {
                None => best = u16::from(costs.after[START][tag]),
                Some(before) => {
                    for earlier in 0..before.count as usize % (CHOICES + 1) {
                        let after = costs.after[column(before.tags[earlier])][tag];
                        let cost = before.cost[earlier] + u16::from(after);
                        if cost < best {
                            (best, from) = (cost, earlier as u8);
                        }
                    }
                }
            }
            step.cost[choice] = best.saturating_add(own);
            step.from[choice] = from;
        }
        // Costs are kept small by taking the cheapest off: only differences matter.
        let least = step.cost[..step.count as usize].iter().copied().min().unwrap_or(0);
        step.cost[..step.count as usize].iter_mut().for_each(|cost| *cost -= least);
        steps.push(step);
    }
    let mut choice = steps
        .last()
        .map_or(0, |step| (0..step.count as usize).min_by_key(|&c| step.cost[c]).unwrap_or(0));
    for (token, step) in tokens.iter_mut().zip(steps.iter()).rev() {
        token.tag = Tag::ALL[step.tags[choice] as usize];
        choice = step.from[choice] as usize;
    }
}

fn choices(token: &Token, word: &str, shape: Shape) -> Step {
    let mut step = Step { tags: [0; CHOICES], cost: [0; CHOICES], from: [0; CHOICES], count: 0 };
    let packed = match token.kind {
        TokenKind::Mark if word == "'" || word == "’" => {
            step.add(Tag::Punct as u8, 2);
            step.add(Tag::Part as u8, 2);
            return step;
        }
        TokenKind::Mark => pack(&[(Tag::Punct, 0)]),
        TokenKind::Number => pack(&[(Tag::Num, 0), (Tag::Noun, 8), (Tag::Adj, 9)]),
        _ => match WORDS.value(token.fold, word) {
            Some(value) => value,
            None if token.kind == TokenKind::Symbol => pack(&[(Tag::Sym, 0), (Tag::X, 6)]),
            None => {
                if !matches!(shape, Shape::Small) {
                    step.add(Tag::Propn as u8, 2);
                }
                ending(word)
            }
        },
    };
    for slot in 0..3 {
        // Empty slots come last.
        let Some((tag, cost)) = unpack(packed, slot) else { break };
        step.add(tag, cost);
    }
    // A known word with a capital inside a sentence may still be a name.
    if matches!(shape, Shape::Capital | Shape::Upper) && token.kind == TokenKind::Word {
        step.add(Tag::Propn as u8, 12);
    }
    if step.count == 0 {
        step.tags[0] = Tag::X as u8;
        step.count = 1;
    }
    step
}

/// The tags of an unknown word by its last three, two or one letters.
fn ending(word: &str) -> u32 {
    let mut starts = [word.len(); 3];
    for (slot, (at, _)) in starts.iter_mut().zip(word.char_indices().rev()) {
        *slot = at;
    }
    for &start in starts.iter().rev() {
        let tail = word.get(start..).unwrap_or_default();
        if tail.len() < word.len()
            && !tail.is_empty()
            && let Some(value) = ENDINGS.value(postil_core::fold(tail), tail)
        {
            return value;
        }
    }
    pack(&[(Tag::Noun, 0), (Tag::Adj, 4), (Tag::Verb, 5)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_keeps_three_choices() {
        let packed = pack(&[(Tag::Noun, 0), (Tag::Verb, 7), (Tag::X, 99)]);
        assert_eq!(unpack(packed, 0), Some((Tag::Noun as u8, 0)));
        assert_eq!(unpack(packed, 1), Some((Tag::Verb as u8, 7)));
        assert_eq!(unpack(packed, 2), Some((Tag::X as u8, 30)));
        assert_eq!(unpack(pack(&[(Tag::Adj, 1)]), 1), None);
    }

    #[test]
    fn shapes() {
        assert_eq!(Shape::of("NATO", true), Shape::Upper);
        assert_eq!(Shape::of("A", true), Shape::Initial);
        assert_eq!(Shape::of("Kallas", false), Shape::Capital);
        assert_eq!(Shape::of("’s", false), Shape::Other);
    }
}
