//! Lines that belong to the page and not to the article, and what they are.

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

/// A line outside the article's own words.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The line without white space at either end.
    pub span: Span,
    /// What kind of zone it is.
    pub zone: ZoneKind,
    /// What its words say that it is.
    pub what: Option<Furniture>,
    /// Whether content stands before and after it.
    pub inside: bool,
}

/// A line of content is furniture only if it is short and all of it stands in the table.
const SHORT: usize = 8;

/// All lines of the document that are page furniture, or may be, in text order.
pub fn lines(context: &Context<'_>) -> Vec<Line> {
    let content = |zone: &&postil_core::Zone| zone.kind == ZoneKind::Content;
    let first = context.zones.iter().find(content).map(|zone| zone.span.start());
    let last = context.zones.iter().rev().find(content).map(|zone| zone.span.end());
    let mut found = Vec::new();
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
            let inside = first.is_some_and(|first| first < span.start())
                && last.is_some_and(|last| span.end() < last);
            found.push(Line { span, zone: zone.kind, what, inside });
        }
    }
    found
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
