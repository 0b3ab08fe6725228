//! # PST201 quote-spacing
//!
//! ## What it does
//! Finds quote marks with white space on the wrong side: a closing mark that is torn off its
//! words and glued to the next one, or an opening mark that closes.
//!
//! ## Why
//! Translation systems and spinners take a text apart at its marks and put it together again.
//! The space after a closing mark then often lands before it. Editors and their software do not
//! make this slip.
//!
//! ## Example
//! > “We are ready, ”she said.
//!
//! The space belongs behind the mark: “We are ready,” she said.
//!
//! ## How to silence
//! `ignore = ["PST201"]` under `[analyzers."postil.artifacts"]`.
//!
//! ## References
//! Chicago Manual of Style, 17th edition, 6.9–6.11 (closing quotation marks).

use crate::context::Context;
use crate::marks::{QuoteMark, Shape};
use crate::rule::{Findings, Rule, RuleInfo};
use postil_core::{Category, Level};

/// White space on the wrong side of a quote mark.
pub struct QuoteSpacing;

static INFO: RuleInfo = RuleInfo {
    code: "PST201",
    name: "quote-spacing",
    category: Category::QuoteSpacing,
    level: Level::Warning,
    summary: "white space on the wrong side of a quote mark",
};

impl Rule for QuoteSpacing {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for mark in &context.marks {
            let Some((score, fault)) = fault(context, mark) else { continue };
            let start =
                if fault.with_space { space_before(context, mark) } else { mark.span.start() };
            let end = if fault.space_after { space_after(context, mark) } else { mark.span.end() };
            let Some(span) = context.span(start, end) else { continue };
            findings.add(INFO.finding(span, score, fault.message.to_owned()));
        }
    }
}

/// What is wrong with a mark's white space.
struct Fault {
    message: &'static str,
    with_space: bool,
    space_after: bool,
}

fn fault(context: &Context<'_>, mark: &QuoteMark) -> Option<(f32, Fault)> {
    let (start, end) = (mark.span.start(), mark.span.end());
    let (before, after) = (context.before(start), context.after(end));
    let foreign = matches!(mark.shape, Shape::AngleLeft | Shape::AngleRight | Shape::Low);
    if foreign {
        return None;
    }
    let ended = |c: Option<char>| c.is_some_and(|c| ",.?!".contains(c));
    let found = |message, with_space, space_after| Fault { message, with_space, space_after };
    if !mark.opens && mark.space_before {
        let last = context.text.get(..start)?.trim_end().chars().next_back();
        let dots = matches!(last, Some('…'))
            || context.text.get(..start).is_some_and(|text| text.trim_end().ends_with(".."));
        if after.is_some_and(char::is_alphabetic) {
            let message = "the closing quote mark stands behind the white space and is glued to \
                           the next word";
            return Some((0.95, found(message, true, false)));
        }
        if mark.shape == Shape::Left {
            let message = "an opening quote mark, torn off its words, closes the quotation";
            return Some((0.9, found(message, true, false)));
        }
        if mark.partner.is_some() && !dots && ended(last) {
            let message = "white space stands before the closing quote mark";
            return Some((0.7, found(message, true, false)));
        }
        return None;
    }
    if mark.opens && mark.space_after && mark.partner.is_some() {
        let next = context.text.get(end..)?.trim_start().chars().next();
        if next.is_some_and(char::is_alphabetic) {
            let message = "white space stands behind the opening quote mark";
            return Some((0.7, found(message, false, true)));
        }
        return None;
    }
    // said.“The …
    let glued = !mark.space_before && !mark.space_after && after.is_some_and(char::is_alphabetic);
    if glued && ended(before) && !is_dotted_name(context, start) {
        let message = if mark.opens {
            "no white space stands before the opening quote mark"
        } else {
            "no white space stands behind the closing quote mark"
        };
        return Some((0.75, found(message, false, false)));
    }
    None
}

/// Whether the full stop before `at` belongs to an abbreviation or an address.
fn is_dotted_name(context: &Context<'_>, at: usize) -> bool {
    let mut back = context.text.get(..at).unwrap_or_default().chars().rev();
    back.next() == Some('.') && back.nth(1).is_none_or(|c| !c.is_alphanumeric())
}

fn space_before(context: &Context<'_>, mark: &QuoteMark) -> usize {
    let before = context.text.get(..mark.span.start()).unwrap_or_default();
    before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n').len()
}

fn space_after(context: &Context<'_>, mark: &QuoteMark) -> usize {
    let after = context.text.get(mark.span.end()..).unwrap_or_default();
    let rest = after.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    mark.span.end() + (after.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::QuoteSpacing;
    use crate::rule::testing::{finds, silent};

    #[test]
    fn a_closing_mark_glued_to_the_next_word() {
        finds(&QuoteSpacing, "“The border is quiet, ”she told reporters on Monday.", &[" ”"]);
        silent(&QuoteSpacing, "“The border is quiet,” she told reporters on Monday.");
    }

    #[test]
    fn a_straight_mark_after_a_comma_closes() {
        finds(&QuoteSpacing, "\"The border is quiet, \"Smith told reporters on Monday.", &[" \""]);
        silent(&QuoteSpacing, "On Monday, \"The Wall\" was shown again, \"Smith\" told us.");
    }

    #[test]
    fn an_opening_mark_that_closes() {
        finds(&QuoteSpacing, "“The border is quiet. It will stay so. “", &[" “"]);
        silent(&QuoteSpacing, "“The border is quiet. It will stay so.”");
    }

    #[test]
    fn a_quotation_that_trails_off_is_left_alone() {
        silent(&QuoteSpacing, "“The border is quiet, but ... ” he said and left the room.");
    }

    #[test]
    fn a_full_stop_glued_to_the_next_quotation() {
        finds(&QuoteSpacing, "The border was quiet.“The army left,” he said.", &["“"]);
        silent(&QuoteSpacing, "The border was quiet. “The army left,” he said.");
    }
}
