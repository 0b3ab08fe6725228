//! The text of a web page, and what its head says of it.
//!
//! Nothing of the page's text is judged here: menus and notices come along, each on a line of its
//! own, for the zones to mark. Offsets of a document that was a page are those of this text.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use postil_core::Meta;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What an element means for the text; the file says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Paragraph,
    Line,
    Cell,
    Hidden,
    Verbatim,
}

static ELEMENTS: LazyLock<HashMap<&'static [u8], Class>> = LazyLock::new(|| {
    let table = include_str!("../../data/html_elements.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let (name, class) = line.split_once('\t')?;
        let class = match class {
            "paragraph" => Class::Paragraph,
            "line" => Class::Line,
            "cell" => Class::Cell,
            "hidden" => Class::Hidden,
            "verbatim" => Class::Verbatim,
            _ => return None,
        };
        Some((name.as_bytes(), class))
    })
    .collect()
});

/// The text of a page and its metadata: `title`, `date`, `byline`, `source` and `language` where
/// the page gives them.
pub(super) fn page(html: &str) -> (String, Meta) {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page { text: Lines::with_capacity(html.len() / 4), ..Page::default() };
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&tag.name),
            Token::String(text) => page.say(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    (page.text.finish(), page.head.meta())
}

#[derive(Default)]
struct Page {
    text: Lines,
    head: Head,
    /// The hidden element that is open, and how many of its name are.
    hidden: Option<(Vec<u8>, usize)>,
    verbatim: usize,
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) {
        if let Some((name, depth)) = &mut self.hidden {
            *depth += usize::from(*name == *tag.name && !tag.self_closing);
            return;
        }
        self.head.read(tag);
        match ELEMENTS.get(tag.name.as_slice()) {
            Some(Class::Hidden) if tag.self_closing => {}
            Some(Class::Hidden) => self.hidden = Some((tag.name.to_vec(), 1)),
            Some(Class::Verbatim) => {
                self.verbatim += 1;
                self.text.end_paragraph();
            }
            Some(class) => self.part(*class),
            None => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        // A page's end closes whatever was left open.
        if matches!(name, b"body" | b"html") {
            self.hidden = None;
        }
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match ELEMENTS.get(name) {
            Some(Class::Verbatim) => {
                self.verbatim = self.verbatim.saturating_sub(1);
                self.text.end_paragraph();
            }
            Some(class) => self.part(*class),
            None => {}
        }
    }

    fn part(&mut self, class: Class) {
        match class {
            Class::Paragraph => self.text.end_paragraph(),
            Class::Line => self.text.end_line(),
            Class::Cell => self.text.space(),
            Class::Hidden | Class::Verbatim => {}
        }
    }

    fn say(&mut self, text: &str) {
        if let Some((name, _)) = &self.hidden {
            if name == b"title" {
                self.head.title_element.push_str(text);
            }
        } else if self.verbatim > 0 {
            self.text.verbatim(text);
        } else {
            self.text.flowing(text);
        }
    }
}

/// Text as it grows, white space folded.
#[derive(Default)]
struct Lines {
    text: String,
    /// What is to be written before the next word.
    gap: Gap,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Lines {
    fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), gap: Gap::None }
    }

    fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    fn end_line(&mut self) {
        self.gap = self.gap.max(Gap::Line);
    }

    fn end_paragraph(&mut self) {
        self.gap = Gap::Paragraph;
    }

    fn fill_gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
    }

    /// HTML's own white space is folded; a no-break space is kept.
    fn flowing(&mut self, text: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = text;
        loop {
            let word = rest.trim_start_matches(is_space);
            if word.len() < rest.len() {
                self.space();
            }
            let end = word.find(is_space).unwrap_or(word.len());
            let (word, behind) = word.split_at(end);
            if word.is_empty() {
                return;
            }
            self.fill_gap();
            self.text.push_str(word);
            rest = behind;
        }
    }

    fn verbatim(&mut self, text: &str) {
        if !text.is_empty() {
            self.fill_gap();
            self.text.push_str(text);
        }
    }

    fn finish(mut self) -> String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }
}

/// What the page says of itself. Of several sayings the first of the best kind counts.
#[derive(Default)]
struct Head {
    title_element: String,
    title: Option<String>,
    date: Option<String>,
    time: Option<String>,
    byline: Option<String>,
    site: Option<String>,
    language: Option<String>,
}

impl Head {
    fn read(&mut self, tag: &StartTag<()>) {
        let value = |name: &str| {
            let value = tag.attributes.get(name.as_bytes())?;
            let value = String::from_utf8_lossy(value).trim().to_owned();
            (!value.is_empty()).then_some(value)
        };
        match tag.name.as_slice() {
            b"html" => keep(&mut self.language, value("lang")),
            b"time" => keep(&mut self.time, value("datetime")),
            b"meta" => {
                let name = value("property").or(value("name")).or(value("itemprop"));
                let content = value("content");
                match name.unwrap_or_default().to_ascii_lowercase().as_str() {
                    "og:title" => keep(&mut self.title, content),
                    "og:site_name" => keep(&mut self.site, content),
                    "author" | "article:author" => keep(&mut self.byline, content),
                    "article:published_time"
                    | "datepublished"
                    | "date"
                    | "dc.date"
                    | "pubdate"
                    | "publishdate" => keep(&mut self.date, content),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn meta(self) -> Meta {
        let mut meta = Meta::default();
        let named = self.title_element.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = self.title.or_else(|| (!named.is_empty()).then_some(named));
        // An author may be given as an address, which is no name.
        let byline = self.byline.filter(|name| !name.contains("://"));
        let language = self.language.and_then(|tag| {
            let main = tag.split(['-', '_']).next()?.to_ascii_lowercase();
            (2..=3).contains(&main.len()).then_some(main)
        });
        let found = [
            ("title", title),
            ("date", self.date.or(self.time).and_then(|date| day(&date))),
            ("byline", byline),
            ("source", self.site),
            ("language", language),
        ];
        for (key, value) in found {
            if let Some(value) = value {
                meta.suggest(key, value);
            }
        }
        meta
    }
}

fn keep(slot: &mut Option<String>, value: Option<String>) {
    if slot.is_none() {
        *slot = value;
    }
}

/// The day of an ISO 8601 date or time.
fn day(date: &str) -> Option<String> {
    let day = date.get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let ends = !date.as_bytes().get(10).is_some_and(u8::is_ascii_alphanumeric)
        || matches!(date.as_bytes().get(10), Some(b'T' | b't'));
    (shape && ends).then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        page(html).0
    }

    #[test]
    fn blocks_stand_apart_and_white_space_is_folded() {
        assert_eq!(
            text("<h1>Talks  fail</h1>\n<p>The <b>two</b>\n sides</p><p>left.<br>Soon</p>"),
            "Talks fail\n\nThe two sides\n\nleft.\nSoon\n"
        );
        assert_eq!(text("<ul><li>one<li>two</ul>"), "one\ntwo\n");
        assert_eq!(text("<tr><td>a</td><td>b</td></tr><tr><td>c"), "a b\nc\n");
        assert_eq!(text("<pre>a\n  b</pre>c"), "a\n  b\n\nc\n");
        assert_eq!(text("a&nbsp;&amp;&eacute;&#x1F4A9;"), "a\u{a0}&é💩\n");
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        assert_eq!(text("a<script>if (b < c) d()</script><style>p {}</style>e"), "ae\n");
        assert_eq!(text("<svg><svg></svg><text>no</text></svg>yes<!-- no -->"), "yes\n");
        assert_eq!(text("<noscript><p>no</p></noscript><p>yes"), "yes\n");
        assert_eq!(text("<body>yes<template>no</body>more"), "yes\n\nmore\n");
        assert_eq!(text(""), "");
    }

    #[test]
    fn the_head_tells_title_date_site_and_language() {
        let (_, meta) = page(
            "<html lang=en-GB><head><title>Talks fail | Paper</title>\
             <meta property='og:title' content='Talks fail'>\
             <meta property=og:site_name content=Paper>\
             <meta name=author content='Jane Ortner'>\
             <meta property='article:published_time' content='2022-01-09T08:00:00Z'></head>",
        );
        for (key, value) in [
            ("title", "Talks fail"),
            ("date", "2022-01-09"),
            ("byline", "Jane Ortner"),
            ("source", "Paper"),
            ("language", "en"),
        ] {
            assert_eq!(meta.text(key), Some(value), "{key}");
        }
        let (_, meta) = page("<title> A\n b </title><time datetime=2022-01-09>9 January</time>");
        assert_eq!((meta.text("title"), meta.text("date")), (Some("A b"), Some("2022-01-09")));
        let (_, meta) = page("<meta name=author content='https://paper.example/jane'>");
        assert!(meta.0.is_empty());
    }

    #[test]
    fn dates_of_other_forms_are_no_dates() {
        for date in ["9 January 2022", "2022-1-9", "2022-01-0955", "01/09/2022", "é022-01-09"] {
            assert_eq!(day(date), None, "{date}");
        }
    }

    #[test]
    fn broken_and_deep_pages_take_linear_time() {
        assert!(text(&"<div>".repeat(200_000)).is_empty());
        assert!(text(&"<svg>".repeat(200_000)).is_empty());
        assert_eq!(text(&"a < ".repeat(100_000)).len(), 400_000);
        assert_eq!(text(&"<p a=\"".repeat(100_000)), "");
    }

    proptest::proptest! {
        #[test]
        fn any_page_is_read(html in "(<[a-z/!]{0,3}[ =\"'>]|[a-zé💩&;\n\u{0}]){0,60}") {
            let text = text(&html);
            proptest::prop_assert!(!text.contains("\n\n\n"));
        }
    }
}
