//! Lines, colours and wrapping.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

/// Width of the column that names a row.
const LABEL: usize = 12;

/// A page that is being filled.
pub(super) struct Page {
    out: String,
    color: bool,
    width: usize,
}

impl Page {
    pub(super) fn new(color: bool, width: usize) -> Self {
        Self { out: String::new(), color, width }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    pub(super) fn color(&self) -> bool {
        self.color
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Text in a style, where there are colours.
    pub(super) fn styled(&self, style: Style, text: &str) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    pub(super) fn bold(&self, text: &str) -> String {
        self.styled(Style::new().bold(), text)
    }

    pub(super) fn faint(&self, text: &str) -> String {
        self.styled(Style::new().dimmed(), text)
    }

    pub(super) fn in_color(&self, color: AnsiColor, text: &str) -> String {
        self.styled(color.on_default(), text)
    }

    /// A line as it is.
    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A rule across the page, with a title in it.
    pub(super) fn title(&mut self, text: &str) {
        let rest = self.width.saturating_sub(text.width() + 4);
        let line = format!("── {} {}", self.bold(text), self.faint(&"─".repeat(rest)));
        self.line(&line);
    }

    /// A row: its name, and text wrapped beside it. Nothing where the text is empty.
    pub(super) fn row(&mut self, name: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let room = self.width.saturating_sub(LABEL + 2).max(20);
        for (number, line) in wrap(text, room).iter().enumerate() {
            let label = if number == 0 { name } else { "" };
            let padding = " ".repeat(LABEL.saturating_sub(label.width()));
            let label = self.faint(label);
            self.line(&format!("  {label}{padding}{line}"));
        }
    }
}

/// Breaks a text into lines of at most `room` columns, at white space; colour codes count
/// nothing.
pub(super) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_whitespace() {
            let width = visible(word);
            if used > 0 && used + 1 + width > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += width;
        }
        lines.push(line);
    }
    lines
}

/// Columns of a word without its colour codes.
fn visible(word: &str) -> usize {
    let mut columns = 0;
    let mut rest = word;
    while let Some(at) = rest.find('\x1b') {
        columns += rest[..at].width();
        rest = rest[at..].find('m').map_or("", |end| &rest[at + end + 1..]);
    }
    columns + rest.width()
}

/// Text from a document made safe for a terminal: control characters would be obeyed.
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Characters that a line of a page shows of a text at most.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= most {
        return text;
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_spaces_and_colours_count_nothing() {
        assert_eq!(wrap("aa bb cc", 5), ["aa bb", "cc"]);
        assert_eq!(wrap("\x1b[1maa\x1b[0m bb cc", 5), ["\x1b[1maa\x1b[0m bb", "cc"]);
        assert_eq!(wrap("averylongword x", 4), ["averylongword", "x"]);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(clean("a\x1b[2Jb\u{202e}c"), "a\u{fffd}[2Jb\u{fffd}c");
    }
}
