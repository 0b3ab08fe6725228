//! A document's text with its notes: highlighted where they stand, told beside it.
//!
//! Notes overlap as they like, elements may not. So the text is cut wherever a note begins or
//! ends, and each piece names all notes that lie over it. Around the pieces of a sentence is an
//! element to which citations lead.

use super::classes::Classes;
use super::document::Page;
use super::markup::Markup;
use super::note::Note;
use super::rows::{Row, rows};
use super::{anchor, margin};
use postil_core::{Record, Sentence, Span, ZoneKind};
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::slice::Iter;

/// Notes that a piece names at most. Without a bound, notes that all lie over each other would
/// make a page whose size is the square of their number.
const MOST: usize = 32;

/// A note that is only told where it stands, without words of its own on the page.
pub(super) struct Point {
    pub(super) layer: &'static str,
    pub(super) id: u32,
    pub(super) span: Span,
}

/// Writes the rows of a document. `notes` and `points` are in text order.
pub(super) fn write(out: &mut Markup, page: &Page<'_>, notes: &[Note<'_>], points: &[Point]) {
    let rows = rows(page.document.text(), &page.sentences.whole);
    let bounds = bounds(page, &rows, notes, points);
    let mut ending: Vec<usize> = (0..notes.len()).collect();
    ending.retain(|&number| notes.get(number).is_some_and(|note| !note.span.is_empty()));
    ending.sort_by_key(|&number| notes.get(number).map(|note| note.span.end()));
    let mut sweep = Sweep {
        out,
        page,
        notes,
        rows: rows.iter().peekable(),
        row: None,
        sentences: page.sentences.whole.iter().peekable(),
        sentence: None,
        points: points.iter().peekable(),
        begun: 0,
        told: 0,
        ending: ending.iter().peekable(),
        active: BTreeSet::new(),
    };
    for (number, &at) in bounds.iter().enumerate() {
        let next = bounds.get(number + 1).copied();
        sweep.arrive(at, next.is_none());
        if let Some(next) = next {
            sweep.piece(at, next);
        }
    }
    sweep.close_sentence();
    sweep.close_row();
}

/// Every offset at which something begins or ends.
fn bounds(page: &Page<'_>, rows: &[Row], notes: &[Note<'_>], points: &[Point]) -> Vec<usize> {
    let mut bounds = Vec::with_capacity(2 * notes.len() + 4 * rows.len() + points.len());
    bounds.extend(rows.iter().flat_map(|row| [row.start, row.from, row.to, row.end]));
    bounds.extend(notes.iter().flat_map(|note| [note.span.start(), note.span.end()]));
    let sentences = page.sentences.whole.iter();
    bounds.extend(sentences.flat_map(|(span, _)| [span.start(), span.end()]));
    bounds.extend(points.iter().map(|point| point.span.start()));
    bounds.sort_unstable();
    bounds.dedup();
    bounds
}

struct Sweep<'a, 'd> {
    out: &'a mut Markup,
    page: &'a Page<'d>,
    notes: &'a [Note<'d>],
    rows: Peekable<Iter<'a, Row>>,
    row: Option<Row>,
    sentences: Peekable<Iter<'a, (Span, u32)>>,
    /// Where the open sentence ends.
    sentence: Option<usize>,
    points: Peekable<Iter<'a, Point>>,
    /// Notes that have begun.
    begun: usize,
    /// Notes that stand beside a row already.
    told: usize,
    /// Notes that are not empty, in order of their ends.
    ending: Peekable<Iter<'a, usize>>,
    /// Notes that lie over what comes next.
    active: BTreeSet<usize>,
}

impl Sweep<'_, '_> {
    /// Closes what ends at `at` and opens what begins there.
    fn arrive(&mut self, at: usize, last: bool) {
        if self.sentence == Some(at) {
            self.close_sentence();
        }
        // The last row stays open for empty notes at the very end.
        if !last && self.row.is_some_and(|row| row.end == at) {
            self.close_row();
        }
        if let Some(row) = self.rows.next_if(|row| row.start == at) {
            self.open_row(*row);
        }
        if let Some((span, id)) = self.sentences.next_if(|(span, _)| span.start() == at) {
            self.open_sentence(*span, *id);
        }
        while let Some(point) = self.points.next_if(|point| point.span.start() == at) {
            self.point(point);
        }
        while let Some(number) = self
            .ending
            .next_if(|&&number| self.notes.get(number).is_some_and(|n| n.span.end() == at))
        {
            self.active.remove(number);
        }
        while let Some(note) = self.notes.get(self.begun).filter(|note| note.span.start() == at) {
            if note.span.is_empty() {
                let only = BTreeSet::from([self.begun]);
                self.span(&only, Classes::default(), at, at);
            } else {
                self.active.insert(self.begun);
            }
            self.begun += 1;
        }
    }

    fn open_row(&mut self, row: Row) {
        self.row = Some(row);
        let zones = self.page.document.zones();
        let at = zones.partition_point(|zone| zone.span.end() <= row.from);
        let zone = zones.get(at).filter(|zone| zone.span.start() <= row.from);
        self.out.tag(match zone.map(|zone| zone.kind) {
            None | Some(ZoneKind::Content) => "<div class=\"row\"><p dir=\"auto\">",
            Some(ZoneKind::Headline) => "<div class=\"row headline\"><p dir=\"auto\">",
            Some(_) => "<div class=\"row furniture\"><p dir=\"auto\">",
        });
    }

    fn close_row(&mut self) {
        if self.row.take().is_none() {
            return;
        }
        self.out.tag("</p>");
        let notes = self.notes.get(self.told..self.begun).unwrap_or_default();
        margin::write(self.out, self.page, notes);
        self.told = self.begun;
        self.out.tag("</div>\n");
    }

    fn open_sentence(&mut self, span: Span, id: u32) {
        self.out.tag("<span class=\"sentence\"");
        anchor::id(self.out, &self.page.name, Some(span.start()));
        if self.page.sentences_shown {
            self.identity(Sentence::LAYER, id, span);
        }
        self.out.tag(">");
        self.sentence = Some(span.end());
    }

    fn close_sentence(&mut self) {
        if self.sentence.take().is_some() {
            self.out.tag("</span>");
        }
    }

    fn point(&mut self, point: &Point) {
        self.out.tag("<i class=\"point\"");
        self.identity(point.layer, point.id, point.span);
        self.out.tag("></i>");
    }

    fn identity(&mut self, layer: &'static str, id: u32, span: Span) {
        self.out.attribute("data-layer", layer).number("data-id", id as usize);
        self.page.place(self.out, span);
    }

    /// The text from `at` to `next`, over which lie the active notes.
    fn piece(&mut self, at: usize, next: usize) {
        let gap = self.row.is_some_and(|row| next <= row.from || at >= row.to);
        let gap = if gap { Classes::GAP } else { Classes::default() };
        if !self.active.is_empty() {
            let active = std::mem::take(&mut self.active);
            self.span(&active, gap, at, next);
            self.active = active;
            return;
        }
        let text = self.page.document.text().get(at..next).unwrap_or_default();
        if gap == Classes::GAP {
            self.out.tag("<span class=\"gap\">").text(text).tag("</span>");
        } else {
            self.out.text(text);
        }
    }

    fn span(&mut self, active: &BTreeSet<usize>, classes: Classes, start: usize, end: usize) {
        let notes = self.notes;
        let named = || active.iter().take(MOST).filter_map(move |&number| notes.get(number));
        let classes = named().fold(classes, |classes, note| classes.and(note.classes()));
        self.out.tag("<span class=\"s");
        for class in classes.names() {
            self.out.tag(class);
        }
        self.out.tag("\" data-notes=\"");
        for (number, note) in named().enumerate() {
            self.out.tag(if number > 0 { " " } else { "" });
            self.out.value(&note.layer_word()).tag(":").count(note.id as usize);
        }
        self.out.tag("\"");
        if active.len() > MOST {
            self.out.number("data-more", active.len() - MOST);
        }
        let document = self.page.document;
        anchor::place(self.out, document.id(), &self.page.offsets, start, end);
        let text = document.text().get(start..end).unwrap_or_default();
        self.out.tag(">").text(text).tag("</span>");
    }
}
