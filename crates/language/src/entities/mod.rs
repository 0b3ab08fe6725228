//! Who and what is named: persons, bodies, places and groups.
//!
//! There is no statistical model in here. Tables know the names that news is full of; head
//! words, titles and the words around tell the rest (`evidence.rs` has the weights); and the
//! document is read twice, so that a name that is clear once is found everywhere (`memory.rs`).
//! A learnt tagger was tried first and set aside: on the texts that matter here it was behind
//! these rules, and it could not say why. Precision comes first: a capitalized word for which
//! nothing speaks is left out.
//!
//! Conventions: titles, a leading "the" and a possessive stay outside a mention; a seat of
//! government is a body (`Kremlin`), a capital a place (`Moscow`); `Biden-Putin` is two
//! mentions, `NATO-Russia Council` one; days, events, laws and works are no entities.
//!
//! Where to read on: [`find`] → `reading.rs` (capitals that count) → `scan.rs` (what is tried,
//! in which order) → `decide.rs` → `resolve.rs` (mentions to entities).

mod bodies;
mod decide;
mod evidence;
mod forms;
mod known;
mod memory;
mod persons;
mod reading;
mod resolve;
mod same_person;
mod scan;
mod tables;
#[cfg(test)]
mod testing;
mod transliteration_key;
mod word;

pub use resolve::resolve;
pub use transliteration_key::transliteration_key;

use crate::ground::Ground;
use memory::Memory;
use postil_core::{Entity, EntityKind};
use reading::Reading;
use scan::{Mention, Scan};
use std::sync::Arc;
use tables::head;

/// The mentions of persons, bodies, places and groups, in text order and without overlap, with
/// the entity that each belongs to.
pub fn find(ground: &Ground<'_>) -> Vec<Entity> {
    let reading = Reading::new(ground);
    let mut memory = Memory::default();
    walk(&reading, &mut memory, true);
    let mut found = walk(&reading, &mut memory, false);
    join_schools(&reading, &mut found);
    let unknown: Arc<str> = "".into();
    let mut mentions: Vec<Entity> =
        found.iter().filter_map(|mention| entity(ground, mention, &unknown)).collect();
    resolve(ground, &mut mentions);
    mentions
}

/// One reading of the whole document. Lines whose capitals say nothing teach nothing.
fn walk(reading: &Reading<'_>, memory: &mut Memory, learning: bool) -> Vec<Mention> {
    let mut scan = Scan { reading, memory, learning, found: Vec::new(), title: None };
    for unit in &reading.units {
        if !(learning && unit.shouted) {
            scan.unit(*unit);
        }
    }
    scan.found
}

/// `Duke University’s Sanford School of Public Policy` is one body.
fn join_schools(reading: &Reading<'_>, found: &mut Vec<Mention>) {
    found.dedup_by(|part, whole| {
        let school = part.headed
            && (part.kind, whole.kind) == (EntityKind::Org, EntityKind::Org)
            && part.from == whole.to + 1
            && reading.is_possessive(whole.to)
            && reading.shape(whole.to - 1).head == head::BOTH
            && (reading.is(whole.to - 1, "University") || reading.is(whole.to - 1, "College"));
        if school {
            whole.to = part.to;
        }
        school
    });
}

fn entity(ground: &Ground<'_>, mention: &Mention, unknown: &Arc<str>) -> Option<Entity> {
    let first = ground.tokens.get(mention.from)?;
    let last = ground.tokens.get(mention.to.checked_sub(1)?)?;
    Some(Entity {
        span: first.span.join(last.span),
        kind: mention.kind,
        entity: unknown.clone(),
        name: unknown.clone(),
        score: Some(mention.score),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::ZoneKind;
    use testing::Page;

    /// What is found, as `name/KIND`.
    fn found(text: &str) -> Vec<String> {
        let page = Page::new(text);
        find(&page.ground())
            .iter()
            .map(|mention| format!("{}/{}", mention.span.of(text), mention.kind.name()))
            .collect()
    }

    #[test]
    fn titles_articles_and_possessives_stay_outside() {
        assert_eq!(
            found("Russia’s President Vladimir Putin spoke."),
            ["Russia/LOC", "Vladimir Putin/PER"]
        );
        assert_eq!(
            found("It was the Kremlin’s call, Secretary of State Antony Blinken said."),
            ["Kremlin/ORG", "Antony Blinken/PER"]
        );
        assert_eq!(
            found("In Kyiv, Mrs. Grobba and former minister Xqu left."),
            ["Kyiv/LOC", "Grobba/PER", "Xqu/PER"]
        );
    }

    #[test]
    fn ordinary_words_at_a_start_are_silent() {
        for text in [
            "Talks went on.",
            "However, nothing came of it.",
            "Officials said so on Monday, in May and after Easter.",
            "Police Close Road After Crash Kills Three People",
            "The new variant of Covid spread.",
            "“Nothing,” he said. “Rising costs are one thing.”",
            "It was the World Cup and the Paris Agreement.",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn a_name_that_is_clear_once_is_found_everywhere() {
        assert_eq!(
            found("Grobba left early.\nIt was Dmitry Grobba who stayed."),
            ["Grobba/PER", "Dmitry Grobba/PER"]
        );
        assert_eq!(
            found("Grobba Call With Xqu Is Prelude\nDmitry Grobba met Sergei Xqu."),
            ["Grobba/PER", "Xqu/PER", "Dmitry Grobba/PER", "Sergei Xqu/PER"]
        );
        assert!(found("Grobba left early.").is_empty());
    }

    #[test]
    fn hyphens_join_or_part_names() {
        let text = "Joe Biden and Vladimir Putin met. The Biden-Putin call of the NATO-Russia \
                    Council and Jean-Claude Juncker.";
        assert_eq!(
            found(text)[2..],
            ["Biden/PER", "Putin/PER", "NATO-Russia Council/ORG", "Jean-Claude Juncker/PER"]
        );
        assert_eq!(found("the US-Russia talks"), ["US/LOC", "Russia/LOC"]);
        assert_eq!(found("the U.S.-led group"), ["U.S./LOC"]);
    }

    #[test]
    fn particles_begin_surnames_that_are_known_or_titled() {
        assert_eq!(
            found("Bashar al-Assad said. Then al-Assad left, as al-Qaeda did."),
            ["Bashar al-Assad/PER", "al-Assad/PER", "al-Qaeda/ORG"]
        );
        assert_eq!(found("President de Gaulle left"), ["de Gaulle/PER"]);
        assert!(found("the day of al-Xqu came").is_empty());
    }

    #[test]
    fn bodies_by_their_head_words() {
        assert_eq!(
            found("an expert at Duke University’s Sanford School of Public Policy said"),
            ["Duke University’s Sanford School of Public Policy/ORG"]
        );
        assert_eq!(
            found("said White House Press Secretary Jen Psaki"),
            ["White House/ORG", "Jen Psaki/PER"]
        );
        assert_eq!(
            found("He joined the U.S. State Department in June."),
            ["U.S. State Department/ORG"]
        );
        assert_eq!(found("Hurricane Katrina came. When Katrina hit Texas"), ["Texas/LOC"]);
    }

    #[test]
    fn names_of_places_and_persons_are_told_apart() {
        assert_eq!(
            found("Mrs. May flew to Jordan in May with Jordan Henderson."),
            ["May/PER", "Jordan/LOC", "Jordan Henderson/PER"]
        );
        assert_eq!(
            found("George Washington spoke in Washington, and Washington left."),
            ["George Washington/PER", "Washington/LOC", "Washington/PER"]
        );
    }

    #[test]
    fn page_furniture_keeps_clear_names_only() {
        let page = Page::of_kind("Photo: Xqu Grobba in Moscow", ZoneKind::Boilerplate);
        let names: Vec<Entity> = find(&page.ground());
        assert_eq!(names.len(), 1);
        assert_eq!(&*names[0].name, "Moscow");
    }

    #[test]
    fn mentions_are_numbered_by_their_first_occurrence() {
        let text = "Putin met Joe Biden. Vladimir Putin left.";
        let page = Page::new(text);
        let names: Vec<(String, String)> = find(&page.ground())
            .iter()
            .map(|mention| (mention.entity.to_string(), mention.name.to_string()))
            .collect();
        let (putin, biden) = ("Vladimir Putin".to_owned(), "Joe Biden".to_owned());
        assert_eq!(
            names,
            [("e1".to_owned(), putin.clone()), ("e2".to_owned(), biden), ("e1".to_owned(), putin)]
        );
    }

    proptest::proptest! {
        #[test]
        fn mentions_are_in_order_and_never_overlap(
            text in "\\PC{0,80}|([A-Z][a-z]{0,6}|[a-z]{1,5}|University|of|the|and|Mr\\.|al|-|’s|,|“|\\.|\n| |é|💩|\u{0}|Bank|Joe|Russia|US){0,40}"
        ) {
            let page = Page::new(&text);
            let mut last = 0;
            for mention in find(&page.ground()) {
                proptest::prop_assert!(mention.span.fits(&text) && !mention.span.is_empty());
                proptest::prop_assert!(mention.span.start() >= last);
                proptest::prop_assert!(!mention.entity.is_empty() && !mention.name.is_empty());
                proptest::prop_assert!(mention.score.is_some_and(|s| (0.0..=1.0).contains(&s)));
                last = mention.span.end();
            }
        }
    }
}
