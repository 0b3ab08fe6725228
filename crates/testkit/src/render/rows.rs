//! The text in rows, with carets under its characters.

use super::Shown;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a row.
const WIDTH: usize = 96;

/// Columns of a note's last words, where it goes on in another row.
const TAIL: usize = 24;

/// Rows that are shown on either side of one with a note.
const AROUND: usize = 1;

/// A part of a line, in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Row {
    start: usize,
    end: usize,
}

/// The text in rows, each with its notes under it. `notes` come in the order in which they are
/// shown.
pub(super) fn page(text: &str, notes: &[Shown]) -> String {
    let rows = rows(text);
    let mut under: Vec<Vec<&Shown>> = rows.iter().map(|_| Vec::new()).collect();
    for note in notes {
        let row = rows.partition_point(|row| row.start <= note.span.start()).saturating_sub(1);
        if let Some(under) = under.get_mut(row) {
            under.push(note);
        }
    }
    let noted: Vec<bool> = under.iter().map(|notes| !notes.is_empty()).collect();
    let mut out = String::new();
    let mut left_out = 0;
    for (number, (row, notes)) in rows.iter().zip(&under).enumerate() {
        if !near(&noted, number) {
            left_out += 1;
            continue;
        }
        skip(&mut out, &mut left_out);
        out.push_str(visible(part(text, row.start, row.end)).trim_end());
        out.push('\n');
        for note in notes {
            mark(&mut out, text, *row, note);
        }
    }
    skip(&mut out, &mut left_out);
    out
}

/// Whether a row is shown: the first, and those around one with a note.
fn near(noted: &[bool], number: usize) -> bool {
    let around = noted.iter().skip(number.saturating_sub(AROUND));
    let count = number.min(AROUND) + 1 + AROUND;
    number == 0 || around.take(count).any(|noted| *noted)
}

fn skip(out: &mut String, left_out: &mut usize) {
    match std::mem::take(left_out) {
        0 => {}
        1 => out.push_str("[… 1 row without a note]\n"),
        count => out.push_str(&format!("[… {count} rows without a note]\n")),
    }
}

/// Writes the carets of one note, which starts in `row`, and what it says.
fn mark(out: &mut String, text: &str, row: Row, note: &Shown) {
    let from = note.span.start().clamp(row.start, row.end);
    let to = note.span.end().clamp(from, row.end);
    let before = width(part(text, row.start, from));
    out.extend(std::iter::repeat_n(' ', before));
    if note.span.is_empty() {
        out.push('|');
    } else {
        // Combining marks alone take no column of their own.
        let columns = width(part(text, row.start, to)).saturating_sub(before);
        out.extend(std::iter::repeat_n('^', columns.max(1)));
    }
    if note.span.end() > to {
        out.push('…');
        let tail = tail(part(text, to, note.span.end()));
        if !tail.is_empty() {
            out.push_str(&format!(" “{tail}”"));
        }
    }
    out.push_str(&format!(" {} {}", note.layer, note.number));
    if !note.text.is_empty() {
        out.push_str(": ");
        out.push_str(&note.text);
    }
    out.push('\n');
}

/// The last words of a text.
fn tail(text: &str) -> String {
    let text = visible(text.trim());
    if text.width() <= TAIL {
        return text;
    }
    let start = text
        .char_indices()
        .find(|(at, _)| part(&text, *at, text.len()).width() <= TAIL)
        .map_or(text.len(), |(at, _)| at);
    let end = part(&text, start, text.len());
    end.split_once(' ').map_or(end, |(_, words)| words).to_owned()
}

/// The rows of a text: its lines, broken where they are too long.
fn rows(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.strip_suffix('\n').unwrap_or(line);
        let shown = shown.strip_suffix('\r').filter(|_| line.ends_with('\n')).unwrap_or(shown);
        broken(text, Row { start, end: start + shown.len() }, &mut rows);
        start += line.len();
    }
    if rows.is_empty() {
        rows.push(Row { start: 0, end: 0 });
    }
    rows
}

/// Breaks a line after a space, or anywhere where there is none.
fn broken(text: &str, line: Row, rows: &mut Vec<Row>) {
    let mut start = line.start;
    loop {
        let (mut columns, mut space, mut over) = (0, None, None);
        for (at, c) in part(text, start, line.end).char_indices() {
            columns += visible_character(c).width().unwrap_or(0);
            if columns > WIDTH && at > 0 {
                over = Some(at);
                break;
            }
            if c == ' ' {
                space = Some(at + 1);
            }
        }
        let Some(over) = over else {
            rows.push(Row { start, end: line.end });
            return;
        };
        let end = start + space.unwrap_or(over);
        rows.push(Row { start, end });
        start = end;
    }
}

fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// Columns that a text takes.
fn width(text: &str) -> usize {
    visible(text).width()
}

/// A text with all its characters to be seen.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(visible_character).collect()
}

fn visible_character(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        '\u{7f}' => '␡',
        // Spaces at which no line breaks.
        '\u{a0}' | '\u{2007}' | '\u{202f}' => '⍽',
        // Soft hyphen, zero-width space and joiner, marks of direction, byte order mark.
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => '◌',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken_up(text: &str) -> Vec<&str> {
        rows(text).into_iter().map(|row| part(text, row.start, row.end)).collect()
    }

    #[test]
    fn lines_are_broken_between_words() {
        let long = format!("{}end", "word ".repeat(20));
        assert_eq!(broken_up(&long), [&long[..95], &long[95..]]);
        let solid = "💩".repeat(50);
        assert_eq!(broken_up(&solid)[0].chars().count(), 48);
        assert_eq!(broken_up("a\r\nb\n\nc\r"), ["a", "b", "", "c\r"]);
        assert_eq!(broken_up(""), [""]);
    }

    #[test]
    fn every_character_is_seen_and_keeps_its_place() {
        assert_eq!(visible("a\0\u{a0}\u{202e}\r\u{7f}b"), "a␀⍽◌␍␡b");
    }

    #[test]
    fn a_tail_is_whole_words() {
        assert_eq!(tail(" he said.\n"), "he said.");
        assert_eq!(
            tail("there is much more to say about that, he said"),
            "say about that, he said"
        );
    }
}
