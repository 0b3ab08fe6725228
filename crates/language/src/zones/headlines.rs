//! Headlines, decks and crossheads, and pictures' captions that repeat them.

use super::layout::Article;
use super::lines::{Line, is_capital, is_terminal};
use super::repeats::{is_near, shingles};
use super::words::words;
use postil_core::ZoneKind::{Boilerplate, Byline, Caption, Credit, Headline};

/// Titles that may stand above a body; more of them are a list.
const TITLES: usize = 7;
/// Words of a headline at most.
const LONGEST: usize = 24;
/// Lines behind a deck among which its sentence must be taken up.
const DECK: usize = 6;

/// Marks the lines above the body; gives the headline's number.
pub(super) fn head(
    lines: &mut [Line<'_>],
    article: Article,
    earlier: &[Option<usize>],
) -> Option<usize> {
    let mut titles = Vec::new();
    for (at, line) in lines.iter_mut().enumerate().take(article.first) {
        if !line.is_free() {
            continue;
        }
        if line.words < 2 || !line.is_title(30) {
            if line.length >= 5 {
                break;
            }
            continue;
        }
        match inner_end(line.text) {
            None => titles.push(at),
            Some(end) if line.length >= 12 && is_short_name(line.text.get(end..)) => {
                line.set(Caption, 0.7);
            }
            Some(_) => {}
        }
    }
    if titles.len() > TITLES {
        titles.truncate(usize::from(titles.first() == Some(&0)));
    }
    let mut title: Option<usize> = None;
    for at in titles {
        let repeats = earlier
            .get(at)
            .copied()
            .flatten()
            .and_then(|before| lines.get(before))
            .is_some_and(|line| line.kind == Some(Headline));
        let words = title.and_then(|title| lines.get(title)).map(|line| line.length);
        let Some(line) = lines.get_mut(at) else { continue };
        match words {
            None if line.length > LONGEST => break,
            None if line.trade && line.length <= 3 => line.set(Byline, 0.7),
            None => {
                line.set(Headline, 0.85);
                title = Some(at);
            }
            Some(_) if repeats => line.set(Headline, 0.85),
            Some(4..) if line.is_name() => line.set(Byline, 0.6),
            Some(_) if line.trade && !line.verb && line.length <= 12 => line.set(Byline, 0.7),
            Some(_) => line.set(Headline, 0.75),
        }
    }
    title
}

/// Where a sentence that ends inside the line ends; the last of them.
fn inner_end(text: &str) -> Option<usize> {
    let mut found = None;
    let mut word = 0; // letters since the last other character
    let mut small = false; // whether the last of them is a small one
    for (at, c) in text.char_indices() {
        if is_terminal(c) && word >= 4 && small {
            let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
            let rest = rest.trim_start_matches(['"', '”', '’', ')']);
            let next = rest.trim_start();
            let opens = |c: char| c.is_uppercase() || c.is_numeric() || "([\"“".contains(c);
            if next.len() < rest.len() && next.starts_with(opens) {
                found = Some(text.len() - next.len());
            }
        }
        word = if c.is_alphabetic() { word + 1 } else { 0 };
        small = c.is_lowercase();
    }
    found
}

/// One to four words, all with a capital: `USA TODAY`.
fn is_short_name(text: Option<&str>) -> bool {
    let text = text.unwrap_or_default();
    let mut count = 0;
    for word in words(text) {
        count += 1;
        if count > 4 || !text.get(word.start..word.end).is_some_and(is_capital) {
            return false;
        }
    }
    count > 0
}

/// The first sentence is a deck when a byline parts it from the rest, or when a sentence soon
/// behind takes up its words.
pub(super) fn deck(lines: &mut [Line<'_>], article: Article) {
    let Article { first, lines: count, .. } = article;
    let Some((head, rest)) = lines.split_at_mut_checked(first) else { return };
    let Some((deck, rest)) = rest.split_first_mut() else { return };
    let below_title = head.last().is_some_and(|line| !line.is_free());
    if first > 8 || !below_title || deck.length > 45 || count < 3 {
        return;
    }
    let parted = rest.first().is_some_and(|line| line.kind == Some(Byline))
        && deck.length <= 30
        && !deck.is_quoted();
    let own = shingles(deck.text);
    let taken_up =
        || rest.iter().take(DECK).any(|line| line.is_body() && is_near(&own, &shingles(line.text)));
    if parted || taken_up() {
        deck.set(Headline, 0.7);
    }
}

/// Lines that repeat a headline or caption: pictures carry the title of their story.
pub(super) fn echoes(lines: &mut [Line<'_>], article: Article, earlier: &[Option<usize>]) {
    let titles: Vec<_> = lines
        .iter()
        .take(article.first)
        .filter(|line| line.kind == Some(Headline))
        .map(|line| shingles(line.text))
        .collect();
    for at in 0..lines.len() {
        let first = earlier.get(at).copied().flatten();
        let of = first.and_then(|first| lines.get(first)).and_then(|line| line.kind);
        let Some(line) = lines.get_mut(at) else { continue };
        if !line.is_free() || line.ends_sentence {
            continue;
        }
        match of {
            Some(Headline | Caption) if at > article.first => line.set(Caption, 0.8),
            Some(kind @ (Headline | Caption)) => line.set(kind, 0.8),
            _ if at > article.first && line.words >= 5 && !line.ends_open => {
                let own = shingles(line.text);
                if titles.iter().any(|title| is_near(&own, title)) {
                    line.set(Caption, 0.7);
                }
            }
            _ => {}
        }
    }
    // The title that stands right on a caption is the picture's.
    for at in 1..lines.len() {
        let Some([line, next]) = lines.get_mut(at - 1..=at) else { continue };
        let repeats = earlier.get(at - 1).copied().flatten().is_some();
        if repeats
            && line.kind == Some(Headline)
            && matches!(next.kind, Some(Caption | Credit))
            && !next.after_blank
        {
            line.set(Caption, 0.8);
        }
    }
}

/// A line that stands twice in a row, once as the picture's other text.
pub(super) fn doubled(lines: &mut [Line<'_>], earlier: &[Option<usize>]) {
    for at in 1..lines.len() {
        let Some([line, next]) = lines.get_mut(at - 1..=at) else { continue };
        if earlier.get(at).copied().flatten() == Some(at - 1)
            && line.is_free()
            && next.is_free()
            && next.length >= 3
            && !next.ends_sentence
            && !next.ends_open
        {
            line.set(Caption, 0.7);
            next.set(Caption, 0.7);
        }
    }
}

/// Short lines without end between two sentences.
pub(super) fn crossheads(lines: &mut [Line<'_>], article: Article) {
    let furniture =
        |line: &&Line<'_>| matches!(line.kind, Some(Boilerplate | Caption | Credit | Byline));
    for at in article.first + 1..article.last {
        let Some((before, rest)) = lines.split_at_mut_checked(at) else { return };
        let Some((line, behind)) = rest.split_first_mut() else { return };
        if !line.is_free() || !is_crosshead(line) {
            continue;
        }
        let above = before.iter().rev().find(|line| !furniture(line));
        let below = behind.iter().find(|line| !furniture(line));
        let sentence = above.is_some_and(|l| l.is_free() && l.ends_sentence && l.length >= 8);
        if sentence && below.is_some_and(|l| l.is_body() && l.length >= 8 && !l.starts_small) {
            line.set(Headline, 0.7);
        }
    }
}

fn is_crosshead(line: &Line<'_>) -> bool {
    let worded = line.words >= 2
        || line.numbers == 0 && line.text.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let figure = line.numbers > 0 && line.text.ends_with(|c: char| c.is_numeric() || c == '%');
    let mixed = line.words == 1 && line.text.chars().any(char::is_numeric);
    worded
        && !figure
        && !mixed
        && line.is_title(10)
        && !line.is_bracketed()
        && !line.is_item()
        && !line.has_speaker()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BODY, kinds};
    use super::*;

    #[test]
    fn headline_deck_and_author_stand_above_the_body() {
        let text = format!("Talks go on in Vienna\n\nJane Ortner\n\n{BODY}");
        assert_eq!(kinds(&text), "headline byline content");
        let text = format!("Talks go on in Vienna\nBank says no to premier\n{BODY}");
        assert_eq!(kinds(&text), "headline headline content");
        let deck = "The premier sought a meeting with the bank in Vienna by the end of the year.";
        let body = "Premier Jane Ortner sought a meeting with the bank in Vienna before the vote \
                    by the end of the year, two aides said.";
        let text = format!("Talks go on\n{deck}\n{body}\n{BODY}");
        assert_eq!(kinds(&text), "headline headline content content");
        let text = format!("Talks go on\n{deck}\n{BODY}\n{BODY}");
        assert_eq!(kinds(&text), "headline content content content");
    }

    #[test]
    fn the_title_again_is_a_caption_in_the_body_and_on_a_caption() {
        let text = format!("Talks go on in Vienna\n{BODY}\nTalks Go On in Vienna\n{BODY}");
        assert_eq!(kinds(&text), "headline content caption content");
        let text = format!(
            "Talks go on in Vienna\n\nTalks go on in Vienna\nThe premier in May. (Photographer: \
             Jane Ortner)\n\n{BODY}"
        );
        assert_eq!(kinds(&text), "headline caption caption content");
    }

    #[test]
    fn crossheads_stand_between_sentences() {
        for head in ["\"Holy Duty to Pay\"", "No way back", "Outlook", "2. The bank"] {
            let text = format!("{BODY}\n\n{head}\n\n{BODY}");
            assert_eq!(kinds(&text), "content headline content", "{head}");
        }
        for other in ["Who pays?", "and then no more", "ORTNER: No", "• the bank", "They agreed:"]
        {
            let text = format!("{BODY}\n\n{other}\n\n{BODY}");
            assert_eq!(kinds(&text), "content content content", "{other}");
        }
        let text = format!("{BODY}\nthe bank\nThe premier\nThe house\n{BODY}");
        assert_eq!(kinds(&text), "content content content content content");
    }

    #[test]
    fn sentences_that_end_inside_a_line_are_seen() {
        let text = "The premier in Vienna last year. USA TODAY";
        assert_eq!(inner_end(text).and_then(|end| text.get(end..)), Some("USA TODAY"));
        assert_eq!(inner_end("Dr. Ortner and the U.S. Navy"), None);
    }
}
