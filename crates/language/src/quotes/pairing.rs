//! Which mark closes which: the cheapest reading of a paragraph's marks.
//!
//! A mark opens a quotation, closes the open one, opens a new one while the last was never
//! closed, or is none of ours. Each has a cost: for the wrong shape, for white space on the wrong
//! side, for a partner that is missing. The states are "outside" and "inside a quotation that was
//! opened with this style", so the search is linear in the marks. Counting marks two by two, as is
//! often done, turns every quotation after one lost mark inside out.

use super::marks::{Mark, Marks, Shape};

/// A stretch in quote marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// First byte of the content.
    pub start: usize,
    /// The byte behind the content; white space at either end is left out.
    pub end: usize,
    /// Where the opening mark begins.
    pub open: usize,
    /// Where the closing mark ends; the content's end where there is none.
    pub close: usize,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Whether it runs to the paragraph's end for want of a closing mark.
    pub dangling: bool,
}

/// Marks that are paired at once. Only garbage has a paragraph with more.
const BLOCK: usize = 4096;

/// Outside, or inside a quotation opened with one of six styles.
const STATES: usize = 7;
const OUTSIDE: usize = 0;
const STRAIGHT: usize = 1;
const CURLY: usize = 2;
const LOW: usize = 3;
const GUILLEMET: usize = 4;
const DOUBLED: usize = 5;
const SINGLE: usize = 6;

/// Costs are counted in tenths; a reading that costs more than this cannot win.
const NEVER: u32 = u32::MAX / 4;
/// A double mark that belongs to no pair.
const STRAY: u32 = 30;
/// The same inside an open quotation.
const STRAY_INSIDE: u32 = 26;
/// A quotation that ends with its paragraph, the next of which does not go on with a mark.
const DANGLING: u32 = 25;
/// The same where the next paragraph opens with a mark: how long quotations are set.
const CONTINUED: u32 = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Ignore,
    Open,
    Close,
    Reopen,
}

/// The stretches of `text[start..end]`, in text order. `continued`: the next paragraph begins
/// with an opening mark.
pub(super) fn pair(text: &str, start: usize, end: usize, continued: bool) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut marks = Marks::new(text, start, end);
    loop {
        let block: Vec<Mark> = marks.by_ref().take(BLOCK).collect();
        let Some(last) = block.last() else { return out };
        let whole = block.len() < BLOCK;
        let stop = if whole { end } else { last.start };
        read(text, &block, stop, whole, continued && whole, &mut out);
        if whole {
            return out;
        }
    }
}

fn read(
    text: &str,
    marks: &[Mark],
    stop: usize,
    whole: bool,
    continued: bool,
    out: &mut Vec<Stretch>,
) {
    let mut costs = [NEVER; STATES];
    costs[OUTSIDE] = 0;
    let mut back: Vec<[(u8, Act); STATES]> = Vec::with_capacity(marks.len());
    for mark in marks {
        let mut next = [NEVER; STATES];
        let mut from = [(0_u8, Act::Ignore); STATES];
        let mut relax = |to: usize, cost: u32, state: usize, act: Act| {
            if cost < next[to] {
                next[to] = cost;
                from[to] = (state as u8, act);
            }
        };
        let style = style(mark.shape);
        for (state, &cost) in costs.iter().enumerate() {
            if cost >= NEVER {
                continue;
            }
            relax(state, cost + cost_to_ignore(mark, state), state, Act::Ignore);
            if state == OUTSIDE {
                relax(style, cost + cost_to_open(mark), state, Act::Open);
                continue;
            }
            if let Some(more) = cost_to_close(mark, state) {
                relax(OUTSIDE, cost + more, state, Act::Close);
            }
            if !mark.is_single() && state != SINGLE {
                let sentence_ended = mark.first
                    || mark.spaced_before() && matches!(mark.second, '.' | '!' | '?' | '…');
                let lost = if sentence_ended { 24 } else { 30 };
                relax(style, cost + lost + cost_to_open(mark), state, Act::Reopen);
            }
        }
        back.push(from);
        costs = next;
    }
    for (state, cost) in costs.iter_mut().enumerate() {
        *cost += match state {
            OUTSIDE => 0,
            SINGLE => 50,
            _ if continued => CONTINUED,
            _ => DANGLING,
        };
    }
    let mut state = (0..STATES).min_by_key(|&state| costs[state]).unwrap_or(OUTSIDE);
    let mut acts = vec![Act::Ignore; marks.len()];
    for (act, from) in acts.iter_mut().zip(&back).rev() {
        let (before, done) = from[state];
        *act = done;
        state = usize::from(before);
    }
    let mut open: Option<&Mark> = None;
    for (mark, act) in marks.iter().zip(&acts) {
        match act {
            Act::Ignore => {}
            Act::Open => open = Some(mark),
            Act::Close => {
                if let Some(opened) = open.take() {
                    push(text, opened, mark.start, Some(mark.end), false, out);
                }
            }
            Act::Reopen => {
                if let Some(opened) = open.replace(mark) {
                    push(text, opened, mark.start, None, false, out);
                }
            }
        }
    }
    if let Some(opened) = open {
        push(text, opened, stop, None, whole, out);
    }
}

fn push(
    text: &str,
    opened: &Mark,
    end: usize,
    close: Option<usize>,
    dangling: bool,
    out: &mut Vec<Stretch>,
) {
    let Some(inner) = text.get(opened.end..end) else { return };
    let start = opened.end + inner.len() - inner.trim_start().len();
    let end = opened.end + inner.trim_end().len();
    if start < end {
        let closed = close.is_some();
        let close = close.unwrap_or(end);
        out.push(Stretch { start, end, open: opened.start, close, closed, dangling });
    }
}

/// The state that a mark opens.
fn style(shape: Shape) -> usize {
    match shape {
        Shape::Straight => STRAIGHT,
        Shape::High | Shape::Closing => CURLY,
        Shape::Low => LOW,
        Shape::Left | Shape::Right => GUILLEMET,
        Shape::Graves | Shape::Doubled => DOUBLED,
        Shape::SingleStraight | Shape::SingleOpening | Shape::SingleClosing => SINGLE,
    }
}

fn cost_to_open(mark: &Mark) -> u32 {
    let mut cost = match mark.shape {
        Shape::Straight | Shape::High | Shape::Low | Shape::Left => 0,
        Shape::Graves | Shape::SingleOpening => 0,
        Shape::Doubled | Shape::SingleStraight => 3,
        Shape::Right => 12,
        Shape::SingleClosing => 15,
        Shape::Closing => 20,
    };
    if !(mark.spaced_before() || mark.first || mark.opener_before()) {
        cost += if mark.word_before() { 20 } else { 10 };
    }
    if mark.last {
        cost += 40;
    } else if mark.spaced_after() {
        cost += 15;
    } else if mark.point_after() {
        cost += 20;
    }
    cost
}

/// What it costs to close with this mark a quotation opened in the style `state`; `None` where it
/// cannot.
fn cost_to_close(mark: &Mark, state: usize) -> Option<u32> {
    if state == SINGLE {
        if !mark.is_single() || mark.spaced_before() || mark.first || mark.word_after() {
            return None;
        }
        let shape = if mark.shape == Shape::SingleOpening { 20 } else { 0 };
        // Behind a bare word it may as well be the possessive of a plural.
        return Some(shape + if mark.word_before() { 3 } else { 0 });
    }
    if mark.is_single() {
        return None;
    }
    let mut cost = match (state, mark.shape) {
        (LOW, Shape::High | Shape::Straight) => 0,
        (GUILLEMET, Shape::Left | Shape::Right) => 0,
        (GUILLEMET, _) => 25,
        (_, Shape::Left) => 32,
        (_, Shape::Right) => 20,
        (STRAIGHT, Shape::Closing) | (CURLY, Shape::Straight) => 4,
        (STRAIGHT | CURLY, Shape::Doubled) => 3,
        (DOUBLED, Shape::Doubled) => 0,
        (DOUBLED, Shape::Straight | Shape::Closing) => 6,
        (_, Shape::Straight | Shape::Closing | Shape::Doubled) => 0,
        (_, Shape::High) => 20,
        (_, _) => 30,
    };
    if mark.first {
        cost += 40;
    } else if mark.spaced_before() {
        cost += if matches!(mark.second, ',' | '.' | '!' | '?') { 10 } else { 15 };
        if matches!(mark.second, '.' | '!' | '?') && mark.word_after() {
            cost += 5;
        }
    }
    if mark.word_after() && !mark.last {
        cost += 15;
    }
    Some(cost)
}

fn cost_to_ignore(mark: &Mark, state: usize) -> u32 {
    if mark.is_single() {
        if state != OUTSIDE && state != SINGLE {
            return 0;
        }
        if mark.shape == Shape::SingleOpening {
            return 16;
        }
        let opens = mark.spaced_before() || mark.first || mark.opener_before();
        if mark.word_after() && !mark.word_before() && opens {
            return if mark.shape == Shape::SingleStraight { 15 } else { 2 };
        }
        return if mark.point_before() && !mark.word_after() { 15 } else { 0 };
    }
    if state == SINGLE {
        return 8;
    }
    if mark.shape == Shape::Straight && mark.before.is_ascii_digit() && !mark.word_after() {
        // Inches.
        return if state == OUTSIDE { 9 } else { 16 };
    }
    if state == OUTSIDE { STRAY } else { STRAY_INSIDE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contents(text: &str) -> Vec<&str> {
        pair(text, 0, text.len(), false)
            .iter()
            .map(|stretch| text.get(stretch.start..stretch.end).unwrap())
            .collect()
    }

    fn closed(text: &str) -> Vec<bool> {
        pair(text, 0, text.len(), false).iter().map(|stretch| stretch.closed).collect()
    }

    #[test]
    fn well_formed_pairs_of_every_style() {
        assert_eq!(contents("“Yes,” he said. “No.”"), ["Yes,", "No."]);
        assert_eq!(contents("\"Yes,\" he said. \"No.\""), ["Yes,", "No."]);
        assert_eq!(contents("``Yes,'' he said. ''No.''"), ["Yes,", "No."]);
        assert_eq!(contents("„Ja“, sagte er. »Nein« und «non»"), ["Ja", "Nein", "non"]);
        assert_eq!(contents("‘We can’t wait,’ she said."), ["We can’t wait,"]);
        assert_eq!(contents("'We can't wait,' she said."), ["We can't wait,"]);
    }

    #[test]
    fn a_closing_mark_on_the_wrong_side_of_a_space() {
        assert_eq!(
            contents("\"We will wait for the others, \"Lindqvist said on Monday."),
            ["We will wait for the others,"]
        );
        assert_eq!(
            contents("“It is close to the shore, ”he added. “We saw it.”"),
            ["It is close to the shore,", "We saw it."]
        );
        let text = "“I fear that the opposite is true. “";
        assert_eq!(contents(text), ["I fear that the opposite is true."]);
        assert_eq!(closed(text), [true]);
    }

    #[test]
    fn a_second_quotation_opens_while_the_first_was_never_closed() {
        let text = "\"The dam will hold. That much we know. \"Nobody has to leave, \" she said.";
        assert_eq!(
            contents(text),
            ["The dam will hold. That much we know.", "Nobody has to leave,"]
        );
        assert_eq!(closed(text), [false, true]);
    }

    #[test]
    fn odd_counts_never_fail() {
        assert_eq!(contents("“We are not done yet"), ["We are not done yet"]);
        assert_eq!(closed("“We are not done yet"), [false]);
        assert_eq!(contents("a stray mark” ends here"), [""; 0]);
        assert_eq!(contents("\""), [""; 0]);
    }

    #[test]
    fn nested_single_marks_are_no_quotations_of_their_own() {
        assert_eq!(contents("“He said ‘no’ to me,” she said."), ["He said ‘no’ to me,"]);
        assert_eq!(contents("The allies’ plan and the party's 'em"), [""; 0]);
    }

    #[test]
    fn inches_are_no_marks() {
        assert_eq!(contents("A 24\" screen, \"the best,\" he said."), ["the best,"]);
    }

    proptest! {
        #[test]
        fn stretches_lie_in_order_inside_the_text(
            text in "[a .,“”„\"'‘’«»`é💩6]{0,80}", continued: bool
        ) {
            let mut floor = 0;
            for stretch in pair(&text, 0, text.len(), continued) {
                prop_assert!(floor <= stretch.open && stretch.open < stretch.start);
                prop_assert!(stretch.start < stretch.end && stretch.end <= stretch.close);
                prop_assert!(text.get(stretch.start..stretch.end).is_some());
                prop_assert!(text.get(stretch.open..stretch.close).is_some());
                floor = stretch.close;
            }
        }
    }
}
