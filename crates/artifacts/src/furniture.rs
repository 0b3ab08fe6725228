//! Lines that belong to the page and not to the article, what they are and where they stand.

use crate::context::Context;
use crate::tables::FURNITURE;
use postil_core::{Span, TokenKind, ZoneKind};

/// What a line of page furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// A button, menu or link.
    Interface,
    /// An advertisement or a call to subscribe.
    Advert,
    /// Who the author is and how to follow.
    Author,
    /// A legal line.
    Copyright,
}

impl Furniture {
    /// A class of `data/furniture.tsv`.
    fn of_class(class: u32) -> Option<Self> {
        match class {
            1 => Some(Self::Interface),
            2 => Some(Self::Advert),
            3 => Some(Self::Author),
            4 => Some(Self::Copyright),
            _ => None,
        }
    }

    /// When a line holds words of several kinds, the highest tells what it is.
    fn rank(self) -> u32 {
        match self {
            Self::Interface => 1,
            Self::Copyright => 2,
            Self::Author => 3,
            Self::Advert => 4,
        }
    }
}

/// Where a line stands, seen from the article's own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before its first line.
    Above,
    /// Between its lines.
    Among,
    /// Behind its last line.
    Below,
}

impl Side {
    /// The side in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Above => "above the article",
            Self::Among => "among the article’s lines",
            Self::Below => "below the article",
        }
    }
}

/// A line outside the article's own words, or a run of short ones of one kind, such as a menu.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The line without white space at either end.
    pub span: Span,
    /// What kind of zone it is.
    pub zone: ZoneKind,
    /// What its words say that it is.
    pub what: Option<Furniture>,
    /// Where it stands.
    pub side: Side,
}

/// A line of content is furniture only if it is short and all of it stands in the table.
const SHORT: usize = 8;
/// Longest run of lines that is one note, in bytes: a menu of a few words.
const RUN: usize = 40;

/// All lines of the document that are page furniture, or may be, in text order; rules take them
/// from [`Context::furniture`].
pub(crate) fn read(context: &Context<'_>) -> Vec<Line> {
    let content = |zone: &&postil_core::Zone| zone.kind == ZoneKind::Content;
    let first = context.zones.iter().find(content).map(|zone| zone.span.start());
    let last = context.zones.iter().rev().find(content).map(|zone| zone.span.end());
    let side = |span: Span| {
        if first.is_none_or(|first| span.start() <= first) {
            Side::Above
        } else if last.is_none_or(|last| last <= span.end()) {
            Side::Below
        } else {
            Side::Among
        }
    };
    let mut found: Vec<Line> = Vec::new();
    for zone in context.zones {
        let prose = matches!(zone.kind, ZoneKind::Content | ZoneKind::Headline);
        let mut start = zone.span.start();
        for line in zone.span.of(context.text).split_inclusive('\n') {
            let whole = context.span(start, start + line.len());
            start += line.len();
            let Some(span) = whole.map(|span| span.trim(context.text)) else { continue };
            if span.is_empty() {
                continue;
            }
            let what = if prose { whole_line(context, span) } else { any_word(context, span) };
            if prose && what.is_none() {
                continue;
            }
            let line = Line { span, zone: zone.kind, what, side: side(span) };
            match found.last_mut() {
                Some(before) if continues(context, before, &line) => {
                    before.span = before.span.join(span);
                }
                _ => found.push(line),
            }
        }
    }
    found
}

/// Whether a line follows the one before it directly, is of its kind, and is short with it.
fn continues(context: &Context<'_>, before: &Line, line: &Line) -> bool {
    let alike = (before.zone, before.what, before.side) == (line.zone, line.what, line.side);
    let gap = context.text.get(before.span.end()..line.span.start()).unwrap_or_default();
    alike
        && before.span.join(line.span).len() <= RUN
        && gap.trim().is_empty()
        && gap.matches('\n').count() <= 1
}

/// What the highest word of a line says.
fn any_word(context: &Context<'_>, span: Span) -> Option<Furniture> {
    let range = context.token_range(span);
    let mut best: Option<Furniture> = None;
    let mut position = range.start;
    while position < range.end {
        let Some(tokens) = context.tokens.get(position..range.end) else { break };
        let Some(found) = FURNITURE.longest(context.text, tokens) else {
            position += 1;
            continue;
        };
        position += found.tokens;
        if let Some(what) = Furniture::of_class(found.entry.value)
            && best.is_none_or(|best| best.rank() < what.rank())
        {
            best = Some(what);
        }
    }
    best
}

/// What a line is whose words all stand in the table as one phrase.
fn whole_line(context: &Context<'_>, span: Span) -> Option<Furniture> {
    let range = context.token_range(span);
    if range.len() > SHORT {
        return None;
    }
    let word = |position: &usize| {
        context.tokens.get(*position).is_some_and(|token| token.kind == TokenKind::Word)
    };
    let first = range.clone().find(word)?;
    let last = range.rev().find(word)?;
    let tokens = context.tokens.get(first..=last)?;
    let found = FURNITURE.longest(context.text, tokens)?;
    if found.tokens != tokens.len() {
        return None;
    }
    Furniture::of_class(found.entry.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::document;

    const BODY: &str = "The minister met the delegation in Geneva on Monday, officials said.\n\n\
                        The talks will go on next week, according to two people in the room.";

    fn lines(text: &str) -> Vec<(String, Side)> {
        let document = document("a", text);
        let lines = read(&Context::new(&document));
        lines.iter().map(|line| (line.span.of(text).to_owned(), line.side)).collect()
    }

    #[test]
    fn lines_have_a_side() {
        let text = format!("ADVERTISEMENT\n\n{BODY}\n\nLeave a Comment");
        assert_eq!(
            lines(&text),
            [
                ("ADVERTISEMENT".to_owned(), Side::Above),
                ("Leave a Comment".to_owned(), Side::Below),
            ]
        );
        assert!(lines(BODY).is_empty() && lines("").is_empty());
    }

    #[test]
    fn a_menu_is_one_run_and_lines_apart_are_several() {
        assert!(lines(&format!("{BODY}\n\nShare\nTweet\nEmail")).len() <= 1);
        assert!(lines(&format!("{BODY}\n\nShare\n\nTweet\n\nEmail")).len() != 1);
    }
}
