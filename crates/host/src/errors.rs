//! The pages of `postil explain` for errors.

use std::sync::LazyLock;

/// Every error page: `(code, page)`, in order of the codes.
static PAGES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let text = include_str!("../data/errors.md");
    let mut pages: Vec<(&str, &str)> = text
        .split("\n# ")
        .skip(1)
        .map(|page| (page.split_whitespace().next().unwrap_or_default(), page.trim()))
        .collect();
    pages.sort_by_key(|(code, _)| *code);
    pages
});

/// The page of an error code, in Markdown without the leading `# `.
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, page)| *page)
}

/// Every error code that has a page.
pub fn codes() -> Vec<&'static str> {
    PAGES.iter().map(|(code, _)| *code).collect()
}
