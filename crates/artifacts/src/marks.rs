//! Quote marks of prose, with the part that each plays.
//!
//! Broken marks are what several rules look for, so roles cannot be read off the shapes alone: a
//! line is walked from left to right with one state, whether a quotation is open, and each mark
//! is given the role that its shape, its white space and the state agree on best. An odd number
//! of marks is no error.

use crate::context::Context;
use crate::tables::CLAUSE;
use memchr::memchr3_iter;
use postil_core::{Span, ZoneKind};

/// Class of `data/clause.tsv` for verbs of saying.
const ATTRIBUTION: u32 = 3;

/// What a mark looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `"`
    Straight,
    /// `“`
    Left,
    /// `”`
    Right,
    /// `„`
    Low,
    /// `«`
    AngleLeft,
    /// `»`
    AngleRight,
}

/// A quote mark.
#[derive(Clone, Copy, Debug)]
pub struct QuoteMark {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
    /// Whether it opens a quotation.
    pub opens: bool,
    /// Whether white space or the line's start stands before it.
    pub space_before: bool,
    /// Whether white space or the line's end stands after it.
    pub space_after: bool,
    /// The position, among the document's marks, of the mark at the quotation's other end.
    pub partner: Option<usize>,
}

/// The marks of all prose zones, in text order.
pub(crate) fn read(context: &Context<'_>) -> Vec<QuoteMark> {
    let mut marks = Vec::new();
    for zone in context.zones {
        if !matches!(zone.kind, ZoneKind::Content | ZoneKind::Headline) {
            continue;
        }
        let mut start = zone.span.start();
        for line in zone.span.of(context.text).split_inclusive('\n') {
            read_line(context.text, start, line, &mut marks);
            start += line.len();
        }
    }
    marks
}

/// The mark whose first byte is `bytes[0]`, with its length in bytes.
fn shape(bytes: &[u8]) -> Option<(Shape, usize)> {
    match bytes {
        [b'"', ..] => Some((Shape::Straight, 1)),
        [0xE2, 0x80, 0x9C, ..] => Some((Shape::Left, 3)),
        [0xE2, 0x80, 0x9D, ..] => Some((Shape::Right, 3)),
        [0xE2, 0x80, 0x9E, ..] => Some((Shape::Low, 3)),
        [0xC2, 0xAB, ..] => Some((Shape::AngleLeft, 2)),
        [0xC2, 0xBB, ..] => Some((Shape::AngleRight, 2)),
        _ => None,
    }
}

fn read_line(text: &str, start: usize, line: &str, marks: &mut Vec<QuoteMark>) {
    let bytes = line.as_bytes();
    let mut open: Option<usize> = None;
    for at in memchr3_iter(b'"', 0xE2, 0xC2, bytes) {
        let Some((shape, length)) = shape(&bytes[at..]) else { continue };
        let Ok(span) = Span::new(text, start + at, start + at + length) else { continue };
        let before = line[..at].chars().next_back();
        let after = line[at + length..].chars().next();
        // 6'2" and 12" are lengths.
        if shape == Shape::Straight
            && open.is_none()
            && before.is_some_and(|c| c.is_ascii_digit() || c == '\'')
        {
            continue;
        }
        let mut mark = QuoteMark {
            span,
            shape,
            opens: false,
            space_before: before.is_none_or(char::is_whitespace),
            space_after: after.is_none_or(char::is_whitespace),
            partner: None,
        };
        let opener = open.and_then(|position| marks.get(position)).map(|mark| mark.shape);
        let ends_line = after.is_none_or(|c| c == '\n' || c == '\r');
        mark.opens = opens(&mark, opener, &line[..at], ends_line);
        if mark.opens {
            open = Some(marks.len());
        } else if let Some(position) = open.take() {
            mark.partner = Some(position);
            let own = marks.len();
            if let Some(partner) = marks.get_mut(position) {
                partner.partner = Some(own);
            }
        }
        marks.push(mark);
    }
}

/// Whether a mark opens a quotation, given the shape of the one that is open, the line before it,
/// and whether it ends its line.
fn opens(mark: &QuoteMark, opener: Option<Shape>, before: &str, ends_line: bool) -> bool {
    let Some(opener) = opener else {
        // Nothing is open: a mark that white space follows cannot open, unless it is the mark
        // that only opens.
        return match mark.shape {
            Shape::Low | Shape::AngleLeft => true,
            Shape::Left => !ends_line,
            Shape::Right | Shape::Straight | Shape::AngleRight => {
                !mark.space_after && (mark.space_before || mark.shape == Shape::Straight)
            }
        };
    };
    // A second opening mark says that the first quotation was never closed.
    let reopens = mark.space_before && !mark.space_after && !ends_line;
    match mark.shape {
        Shape::Low => true,
        Shape::AngleLeft => opener == Shape::AngleLeft,
        Shape::AngleRight => false,
        Shape::Left => opener != Shape::Low && reopens,
        // Inside a quotation a comma is followed by its end and not by another quotation, unless
        // a verb of saying leads to one.
        Shape::Straight => reopens && before.trim_end().strip_suffix(',').is_none_or(introduces),
        Shape::Right => false,
    }
}

/// Whether a text ends with a verb of saying.
fn introduces(text: &str) -> bool {
    let start = text.trim_end_matches(char::is_alphabetic).len();
    text.get(start..)
        .and_then(|word| CLAUSE.lookup(word))
        .is_some_and(|entry| entry.value == ATTRIBUTION)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(line: &str) -> String {
        let mut marks = Vec::new();
        read_line(line, 0, line, &mut marks);
        marks.iter().map(|mark| if mark.opens { '(' } else { ')' }).collect()
    }

    #[test]
    fn roles_follow_shape_space_and_state() {
        assert_eq!(roles("“We know,” he said. “We do.”"), "()()");
        assert_eq!(roles("\"We know,\" he said. \"We do.\""), "()()");
        assert_eq!(roles("„We know“, he said. «Yes» and »no«."), "()()()");
        assert_eq!(roles("“It is so, ”she said. “No. “"), "()()");
        assert_eq!(roles("\"All is well, \"Smith said."), "()");
        assert_eq!(roles("\"All is well. \"It is,\" said Smith."), "(()");
        assert_eq!(roles("\"He says, \"Go on.\""), "(()");
        assert_eq!(roles("He is 6'2\" tall"), "");
    }

    #[test]
    fn partners_point_at_each_other() {
        let line = "“a” b “c";
        let mut marks = Vec::new();
        read_line(line, 0, line, &mut marks);
        assert_eq!(marks[0].partner, Some(1));
        assert_eq!(marks[1].partner, Some(0));
        assert_eq!(marks[2].partner, None);
    }

    proptest::proptest! {
        #[test]
        fn any_line_can_be_read(line in "[a,. \"“”„«»é6'\r]{0,60}") {
            let mut marks = Vec::new();
            read_line(&line, 0, &line, &mut marks);
            for (position, mark) in marks.iter().enumerate() {
                if let Some(partner) = mark.partner {
                    proptest::prop_assert_eq!(marks[partner].partner, Some(position));
                }
            }
        }
    }
}
