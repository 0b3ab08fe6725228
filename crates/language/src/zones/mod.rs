//! What each line of a page is for: content, headline, byline, caption, credit or boilerplate.
//!
//! Every line that is not blank becomes one zone, and no line is deleted: what a scraper brought
//! along is marked, so that later stages can leave it out and a reader can still find it. A line
//! is judged first by its own words (`evidence`) and then by its place (`layout`). What
//! neither claims is content: at most one sentence of the body in two hundred may be lost, which
//! is why a line with a terminal mark needs strong evidence to be anything else.
//!
//! A statistical classifier was rejected: without many annotated pages it would learn the sites
//! of its training data, and a rule can be read and mended by whoever meets a page it fails on.

mod authors;
mod boxes;
mod evidence;
mod furniture;
mod headlines;
mod layout;
mod lines;
mod phrases;
mod pictures;
mod repeats;
mod words;

use lines::{Line, Reading};
use postil_core::{Span, Zone, ZoneKind};

/// Words that a line of content must have to count as a repetition: `Yes.` twice is none.
const REPEATED: usize = 4;

/// The zones of a text, one for each line that is not blank, in text order.
///
/// Each zone is its line without white space at either end, so every other character of the
/// text lies in exactly one zone. The id of a zone is its position. A text of a single line is
/// content.
pub fn find(text: &str) -> Vec<Zone> {
    let mut reading = Reading::default();
    let mut lines: Vec<Line<'_>> = lines::split(text)
        .map(|(start, line, after_blank)| {
            let mut line = Line::read(line, start, after_blank, &mut reading);
            if let Some(verdict) = evidence::judge(&line, &reading) {
                line.set(verdict.kind, verdict.score);
                line.role = verdict.role;
            }
            line
        })
        .collect();
    if let [line] = lines.as_mut_slice() {
        line.kind = None;
    }
    let earlier = repeats::earlier(&lines);
    layout::settle(&mut lines, &earlier);
    lines
        .iter()
        .zip(earlier)
        .filter_map(|(line, earlier)| {
            let span = Span::new(text, line.start, line.start + line.text.len()).ok()?;
            let kind = line.kind.unwrap_or(ZoneKind::Content);
            let counts = kind != ZoneKind::Content || line.length >= REPEATED;
            let repeats = earlier.filter(|_| counts).map(|id| id as u32);
            Some(Zone { span, kind, repeats, score: Some(line.score) })
        })
        .collect()
}

#[cfg(test)]
mod testing {
    /// A sentence that no rule can take for anything else.
    pub const BODY: &str = "The government said on Monday that it had not been told of the plan \
                            before it was published in May, and that it would ask the other side \
                            for an explanation.";

    /// The kinds of a text's zones.
    pub fn kinds(text: &str) -> String {
        let kinds: Vec<_> = super::find(text).iter().map(|zone| zone.kind.name()).collect();
        kinds.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{BODY, kinds};
    use super::*;

    #[test]
    fn a_scraped_page_is_taken_apart() {
        let text = format!(
            "ADVERTISEMENT\r\n\r\nTalks Go On in Vienna, Premier Says\r\n\r\nTalks Go On in \
             Vienna, Premier Says\r\n\r\n4 min. 02.03.2020 From our archive\r\nPremier Jane \
             Ortner\r\nPhoto credit: AFP\r\n\r\n{BODY}\r\n\r\nNo way back\r\n\r\n{BODY}\r\n\r\n\
             ©2020 The Paper L.P.\r\n\r\nSign up for our newsletters here.\r\n\r\nMore on this \
             topic"
        );
        let expected = "boilerplate headline headline boilerplate caption credit content headline \
                        content credit boilerplate boilerplate";
        assert_eq!(kinds(&text), expected);
        let zones = find(&text);
        assert_eq!(zones[2].repeats, Some(1));
        assert_eq!(zones[8].repeats, Some(6));
        assert_eq!(zones.iter().filter(|zone| zone.repeats.is_some()).count(), 2);
    }

    #[test]
    fn texts_that_are_no_articles_stay_content() {
        for text in [
            "Breaking News Tonight",
            "Photo credit: AFP",
            "A rose in May\nIs a rose indeed\nIs a rose in May",
            "Q: Who pays?\nA: We all do\nQ: Until when?\nA: Nobody knows",
            "milk\nbread\ntwo pounds of butter\nsalt",
            "JOHN: Are you there?\nMARY: I am\nJOHN: Good",
        ] {
            assert!(find(text).iter().all(|zone| zone.kind == ZoneKind::Content), "{text}");
        }
        assert_eq!(kinds(BODY), "content");
        assert_eq!(kinds(&format!("{BODY} {BODY} © 2020 The Paper. {BODY}")), "content");
        assert_eq!(kinds(&format!("VIENNA (AP) — {BODY}\n{BODY}")), "content content");
    }

    #[test]
    fn hard_line_breaks_leave_content() {
        let text = "The premier said on Monday that the talks with\nthe bank would go on in May, \
                    whatever came of\nthe vote, and that she was glad of it, as all\nof her party \
                    ought to be in her view at the end\nof a long and tiring year of such votes.";
        assert!(find(text).iter().all(|zone| zone.kind == ZoneKind::Content));
    }

    #[test]
    fn empty_and_blank_texts_have_no_zones() {
        assert!(find("").is_empty());
        assert!(find(" \r\n\t\u{2028}\u{a0}\n").is_empty());
    }

    #[test]
    fn long_lines_take_linear_time() {
        assert_eq!(find(&"x".repeat(3_000_000)).len(), 1);
        assert_eq!(find(&"word. ".repeat(500_000)).len(), 1);
        assert_eq!(find(&"Photo\n".repeat(100_000)).len(), 100_000);
    }

    proptest::proptest! {
        #[test]
        fn zones_part_the_text(
            text in "([a-zA-Zé .,:/()\"“”💩©@\u{0}]{0,30}(\r\n|\n|\r|\u{2028}|\u{c})?){0,12}"
        ) {
            let zones = find(&text);
            let mut last = 0;
            for (id, zone) in zones.iter().enumerate() {
                proptest::prop_assert!(zone.span.fits(&text) && zone.span.start() >= last);
                proptest::prop_assert!(zone.span.of(&text).trim() == zone.span.of(&text));
                proptest::prop_assert!(!zone.span.is_empty());
                proptest::prop_assert!(text[last..zone.span.start()].trim().is_empty());
                proptest::prop_assert!(zone.repeats.is_none_or(|before| (before as usize) < id));
                proptest::prop_assert!(zone.score.is_some_and(|s| (0.0..=1.0).contains(&s)));
                last = zone.span.end();
            }
            proptest::prop_assert!(text[last..].trim().is_empty());
        }

        #[test]
        fn any_characters_at_all(text in "\\PC{0,80}") {
            let zones = find(&text);
            let covered: usize = zones.iter().map(|zone| zone.span.len()).sum();
            proptest::prop_assert!(covered <= text.len());
        }

        #[test]
        fn lines_of_furniture_in_any_order(
            picks in proptest::collection::vec(0_usize..9, 0..20)
        ) {
            let stock = [
                BODY, "ADVERTISEMENT", "By Jane Ortner", "Talks go on", "Photo: AFP",
                "• Follow I follow", "More on this topic", "Jane Ortner", "",
            ];
            let text: Vec<&str> = picks.iter().map(|&pick| stock[pick]).collect();
            let zones = find(&text.join("\n"));
            let lines = text.iter().filter(|line| !line.is_empty()).count();
            proptest::prop_assert_eq!(zones.len(), lines);
            // The body is never lost; its first sentence may be a deck that the next takes up.
            let lost = zones.iter().filter(|zone| {
                zone.span.len() == BODY.len() && zone.kind != ZoneKind::Content
            });
            proptest::prop_assert!(lost.count() <= 1);
        }
    }
}
