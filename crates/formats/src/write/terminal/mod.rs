//! A report to read: what each document says, how it says it, and what the sources share.

mod document;
mod findings;
mod layout;
mod story;

use super::{DocumentRecord, RunRecord, StoryRecord, Writer};
use layout::Page;
pub use layout::clean;

/// Writes a compact report for a terminal.
pub struct TerminalWriter {
    color: bool,
    width: usize,
}

impl TerminalWriter {
    /// A writer that colours or not, for lines of `width` columns.
    pub fn new(color: bool, width: usize) -> Self {
        Self { color, width: width.max(40) }
    }

    fn page(&self) -> Page {
        Page::new(self.color, self.width)
    }
}

impl Writer for TerminalWriter {
    fn document(&self, record: &DocumentRecord<'_>) -> Vec<u8> {
        let mut page = self.page();
        document::write(&mut page, record);
        findings::write(&mut page, record);
        page.into_bytes()
    }

    fn story(&self, record: &StoryRecord<'_>) -> Vec<u8> {
        let mut page = self.page();
        story::write(&mut page, record.story);
        page.into_bytes()
    }

    fn run(&self, record: &RunRecord) -> Vec<u8> {
        let mut page = self.page();
        let count =
            |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let mut line = format!(
            "{}, {}",
            count(record.documents, "document", "documents"),
            count(record.stories, "story", "stories")
        );
        if record.failed + record.unread > 0 {
            line.push_str(&format!(", {} failed", record.failed + record.unread));
        }
        if let Some(silenced) = record.silenced {
            let findings = count(silenced, "finding", "findings");
            line.push_str(&format!(", {findings} silenced by the baseline"));
        }
        page.line(&line);
        page.into_bytes()
    }
}
