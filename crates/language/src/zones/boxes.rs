//! Furniture that takes several lines: author boxes, lists of links, captions over credits.

use super::layout::Article;
use super::lines::{Line, Role};
use postil_core::ZoneKind::{Boilerplate, Byline, Caption};

/// Lines that a list of links may have.
const LINKS: usize = 8;

/// A name, what its bearer does, and a follow button.
pub(super) fn follow_boxes(lines: &mut [Line<'_>]) {
    for button in 0..lines.len() {
        if !lines.get(button).is_some_and(|line| line.role == Role::FollowButton) {
            continue;
        }
        // The name stands one or two lines above, the trade between.
        let name = (1..=2).filter_map(|back| button.checked_sub(back)).find(|&at| {
            let above = lines.get(at..button).unwrap_or_default();
            above.iter().all(|line| line.is_free() && line.length <= 25 && !line.verb)
                && above.first().is_some_and(Line::is_name)
        });
        let Some(name) = name else { continue };
        for line in lines.iter_mut().take(button + 1).skip(name) {
            line.set(Byline, 0.9);
        }
    }
}

/// A name and what its bearer does: `Jane Ortner` over `Political correspondent in Vienna`.
pub(super) fn authors(lines: &mut [Line<'_>], article: Article) {
    for at in 1..lines.len() {
        let Some([name, trade]) = lines.get_mut(at - 1..=at) else { continue };
        if name.is_free()
            && name.is_name()
            && trade.is_free()
            && trade.trade
            && !trade.verb
            && trade.length <= 20
            && at != article.first
        {
            name.set(Byline, 0.8);
            trade.set(Byline, 0.8);
        }
    }
}

/// Titles under the heading of a list of links.
pub(super) fn link_lists(lines: &mut [Line<'_>]) {
    let mut left = 0;
    for line in lines {
        if line.role == Role::ListHeading {
            left = LINKS;
            continue;
        }
        if left == 0 {
            continue;
        }
        left -= 1;
        let title = line.is_free()
            && !line.ends_sentence
            && !line.ends_open
            && (3..=20).contains(&line.length);
        if title {
            line.set(Boilerplate, 0.8);
        } else if line.kind != Some(Boilerplate) {
            left = 0;
        }
    }
}

/// Lines of date and time before and behind the body.
pub(super) fn dates(lines: &mut [Line<'_>], article: Article) {
    for (at, line) in lines.iter_mut().enumerate().take(12) {
        if (at < article.first || at > article.last)
            && line.is_free()
            && !line.ends_sentence
            && line.words >= 2
            && line.numbers > 0
            && line.dates + line.numbers >= line.words
        {
            line.set(Boilerplate, 0.85);
        }
    }
}

/// Short lines right above the credit of a picture, with their own repetitions.
pub(super) fn captions_at_credits(lines: &mut [Line<'_>], earlier: &[Option<usize>]) {
    let again = |at: usize| earlier.get(at).copied().flatten();
    for credit in 0..lines.len() {
        if !lines.get(credit).is_some_and(|line| line.role == Role::PictureCredit) {
            continue;
        }
        // The first line of a text is its headline rather.
        for at in (1..credit).rev() {
            let Some(line) = lines.get_mut(at) else { break };
            let nearest = at + 1 == credit;
            let repeated = again(at).is_some() || again(at + 1) == Some(at);
            let short = (2..=40).contains(&line.length);
            let open = line.ends_sentence || line.ends_open;
            if !line.is_free() || !short || open || !(nearest || repeated) {
                break;
            }
            line.set(Caption, 0.75);
        }
    }
}

/// Short lines with an author's address behind the body.
pub(super) fn contacts(lines: &mut [Line<'_>], article: Article) {
    for line in lines.iter_mut().skip(article.last + 1) {
        if line.is_free()
            && line.personal > 0
            && line.length <= 12
            && !line.ends_sentence
            && !line.verb
        {
            line.set(Byline, 0.75);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BODY, kinds};

    #[test]
    fn author_boxes_are_bylines_as_a_whole() {
        let text = format!(
            "{BODY}\n\nAnna Vogt\n\nPolitical correspondent for Austria in Vienna.\n\n  • Follow \
             I follow\n\n{BODY}"
        );
        assert_eq!(kinds(&text), "content byline byline byline content");
        let text = format!("{BODY}\nJane Ortner\nSenior editor, Vienna\n{BODY}");
        assert_eq!(kinds(&text), "content byline byline content");
    }

    #[test]
    fn links_under_a_heading_are_boilerplate() {
        let text = format!(
            "{BODY}\n{BODY}\nMore on this topic\nPremier meets bank\nVote in May divides the \
             house\n{BODY}"
        );
        assert_eq!(kinds(&text), "content content boilerplate boilerplate boilerplate content");
    }

    #[test]
    fn short_lines_above_a_credit_are_captions() {
        let text = format!(
            "Talks go on in Vienna\n\nPremier Jane Ortner\nPremier Jane Ortner\nPhoto credit: \
             AFP\n\n{BODY}"
        );
        assert_eq!(kinds(&text), "headline caption caption credit content");
    }

    #[test]
    fn dates_stand_before_the_body_and_addresses_behind() {
        let text = format!(
            "Talks go on in Vienna\n4 March 2021 12:30\n{BODY}\nWrite to Jane Ortner at \
             jo@paper.example"
        );
        assert_eq!(kinds(&text), "headline boilerplate content byline");
    }
}
