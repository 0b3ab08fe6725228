//! What a line is by its place among the others.
//!
//! These rules only work on an article: a text with sentences long enough to be a body. A poem,
//! a list, a tweet or mail with hard line breaks keeps every line that furniture's own words
//! have not claimed.

use super::lines::{Line, Role};
use super::{boxes, headlines};
use postil_core::ZoneKind;

/// Words that the body's lines must have together.
const BODY_WORDS: usize = 30;

/// Where the body of an article lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Article {
    /// Its first line.
    pub first: usize,
    /// Its last line.
    pub last: usize,
    /// How many lines it has.
    pub lines: usize,
}

impl Article {
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let body = || lines.iter().enumerate().filter(|(_, line)| line.is_body());
        let words: usize = body().map(|(_, line)| line.length).sum();
        if words < BODY_WORDS || is_wrapped(lines) {
            return None;
        }
        let (first, _) = body().next()?;
        let (last, _) = body().next_back()?;
        Some(Self { first, last, lines: body().count() })
    }
}

/// Hard line breaks inside sentences: at least three lines, and a quarter, go on in the next.
fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let go_on = |pair: &&[Line<'_>]| match pair {
        [line, next] => !line.ends_sentence && !next.after_blank && next.starts_small,
        _ => false,
    };
    let count = lines.windows(2).filter(go_on).count();
    count >= 3 && count * 4 >= lines.len()
}

/// Gives every line a kind.
pub(super) fn settle(lines: &mut [Line<'_>], earlier: &[Option<usize>]) {
    let article = Article::of(lines);
    boxes::follow_boxes(lines);
    if let Some(article) = article {
        boxes::authors(lines, article);
        boxes::link_lists(lines);
        boxes::dates(lines, article);
        boxes::captions_at_credits(lines, earlier);
        boxes::contacts(lines, article);
        let title = headlines::head(lines, article, earlier);
        if title.is_some() {
            headlines::deck(lines, article);
        }
        headlines::echoes(lines, article, earlier);
        headlines::doubled(lines, earlier);
        headlines::crossheads(lines, article);
    }
    // A text of nothing but furniture is somebody's whole text.
    let empty = lines.iter().all(|line| line.kind.is_some_and(|kind| kind != ZoneKind::Content));
    for line in lines {
        if empty || line.is_free() {
            let score = match (line.ends_sentence, line.length) {
                (true, 15..) => 0.98,
                (true, _) | (_, 40..) => 0.95,
                _ => 0.6,
            };
            line.set(ZoneKind::Content, score);
            line.role = Role::Plain;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::{Reading, split};
    use super::*;

    fn article(text: &str) -> Option<Article> {
        let mut reading = Reading::default();
        let lines: Vec<_> = split(text)
            .map(|(start, line, blank)| Line::read(line, start, blank, &mut reading))
            .collect();
        Article::of(&lines)
    }

    #[test]
    fn an_article_has_sentences_of_some_length() {
        let body = "The premier said on Monday that the talks with the bank would go on in May, \
                    whatever the outcome of the vote in the other house.";
        let text = format!("Talks go on\n\n{body}\n\nThe bank was silent.\n\n{body}\n\nEnd");
        assert_eq!(article(&text), Some(Article { first: 1, last: 3, lines: 2 }));
        assert_eq!(article("A rose\nA rose\nIs a rose"), None);
    }

    #[test]
    fn hard_line_breaks_are_seen() {
        let text = "The premier said on Monday that the talks with the bank\nwould go on in May, \
                    whatever came of the vote, and that she\nwas glad of it, as all of her party \
                    ought to be in her view\nat the end of a long and tiring year of such votes.";
        assert_eq!(article(text), None);
    }
}
