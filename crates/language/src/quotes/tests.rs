//! Whole sentences through all stages: what is found, and what stays silent.

use super::find;
use crate::{Ground, sentences, tags, tokens};
use postil_core::{Entity, EntityKind, Quote, QuoteKind, Span, Zone, ZoneKind};
use proptest::prelude::*;
use std::sync::Arc;

/// Persons, bodies and places of the test sentences; the longest form of a name comes first.
const NAMES: &[(&str, &str, EntityKind)] = &[
    ("Maria Lindqvist", "Maria Lindqvist", EntityKind::Per),
    ("Lindqvist", "Maria Lindqvist", EntityKind::Per),
    ("Peter Okafor", "Peter Okafor", EntityKind::Per),
    ("Okafor", "Peter Okafor", EntityKind::Per),
    ("Harbour Authority", "Harbour Authority", EntityKind::Org),
    ("Tarnow University", "Tarnow University", EntityKind::Org),
    ("Northport", "Northport", EntityKind::Loc),
];

fn mentions(text: &str) -> Vec<Entity> {
    let mut out: Vec<Entity> = Vec::new();
    for (surface, name, kind) in NAMES {
        for (start, _) in text.match_indices(surface) {
            let span = Span::new(text, start, start + surface.len()).unwrap();
            if out.iter().all(|other| !other.span.overlaps(span)) {
                let id: Arc<str> = format!("e-{name}").into();
                let name = Arc::from(*name);
                out.push(Entity { span, kind: *kind, entity: id, name, score: None });
            }
        }
    }
    out.sort_by_key(|entity| entity.span.start());
    out
}

fn quotes(text: &str) -> Vec<Quote> {
    let zones: Vec<Zone> = text
        .split('\n')
        .filter_map(|line| Span::of_slice(text, line.trim()))
        .filter(|span| !span.is_empty())
        .map(|span| Zone { span, kind: ZoneKind::Content, repeats: None, score: None })
        .collect();
    let tokens = tokens::tokenize(text, &zones);
    let sentences = sentences::split(text, &zones, &tokens);
    let mut tagged = tokens.clone();
    let ground = Ground { text, zones: &zones, sentences: &sentences, tokens: &tokens };
    tags::tag(text, ground, &mut tagged);
    find(&Ground { tokens: &tagged, ..ground }, &mentions(text))
}

/// One line a quotation: kind, content, the words at the cue, whom they mean where it differs.
fn shown(text: &str) -> Vec<String> {
    quotes(text)
        .iter()
        .map(|quote| {
            let open = if quote.closed { "" } else { " (open)" };
            let speaker = quote.speaker.as_ref().map_or(String::new(), |speaker| {
                let words = speaker.span.of(text);
                if *words == *speaker.name {
                    format!(" < {words}")
                } else {
                    format!(" < {words} = {}", speaker.name)
                }
            });
            format!("{}{open}: {}{speaker}", quote.kind.name(), quote.span.of(text))
        })
        .collect()
}

#[track_caller]
fn finds(text: &str, expected: &[&str]) {
    assert_eq!(shown(text), expected, "in: {text}");
}

#[track_caller]
fn silent(text: &str) {
    finds(text, &[]);
}

#[test]
fn a_tag_behind_the_quotation() {
    finds(
        "“The harbour will stay open,” Lindqvist said on Monday.",
        &["direct: The harbour will stay open, < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "“The harbour will stay open,” said Maria Lindqvist, a fellow at Tarnow University.",
        &["direct: The harbour will stay open, < Maria Lindqvist"],
    );
    finds(
        "“The harbour will stay open,” according to the Harbour Authority.",
        &["direct: The harbour will stay open, < the Harbour Authority = Harbour Authority"],
    );
    finds("“No,” said the minister.", &["direct: No, < the minister"]);
}

#[test]
fn a_tag_before_the_quotation() {
    finds(
        "Lindqvist said: “We will not close the harbour.”",
        &["direct: We will not close the harbour. < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "Maria Lindqvist, who runs the port, told reporters that “nobody has to leave”.",
        &["mixed: nobody has to leave < Maria Lindqvist"],
    );
    finds(
        "There will “likely be more ships”, Okafor said.",
        &["mixed: likely be more ships < Okafor = Peter Okafor"],
    );
}

#[test]
fn appositions_and_relative_clauses_are_stepped_over() {
    finds(
        "“It is over,” Peter Okafor, 43, a captain from Northport, said.",
        &["direct: It is over, < Peter Okafor"],
    );
    finds(
        "A spokesman for the Harbour Authority said: “We see no danger for the town.”",
        &["direct: We see no danger for the town. < A spokesman"],
    );
}

#[test]
fn a_tag_in_the_middle_serves_both_sides() {
    finds(
        "“The dam will hold,” Lindqvist said, without elaborating. “Nobody has to leave the town.”",
        &[
            "direct: The dam will hold, < Lindqvist = Maria Lindqvist",
            "direct: Nobody has to leave the town. < Lindqvist = Maria Lindqvist",
        ],
    );
    finds(
        "“The dam,” Lindqvist said, “will hold for years.”",
        &[
            "direct: The dam, < Lindqvist = Maria Lindqvist",
            "direct: will hold for years. < Lindqvist = Maria Lindqvist",
        ],
    );
}

#[test]
fn a_participle_has_the_subject_of_its_sentence() {
    finds(
        "Lindqvist defended the plan, adding that “every ship counts”.",
        &["mixed: every ship counts < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "Okafor was quoted as saying that “the sea decides”.",
        &["mixed: the sea decides < Okafor = Peter Okafor"],
    );
}

#[test]
fn marks_on_the_wrong_side_of_a_space() {
    finds(
        "\"We will talk with all the captains, \"Lindqvist said today.",
        &["direct: We will talk with all the captains, < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "“It is close to the shore, ”said Okafor. “We saw it at dawn. “",
        &[
            "direct: It is close to the shore, < Okafor = Peter Okafor",
            "direct: We saw it at dawn. < Okafor = Peter Okafor",
        ],
    );
    finds(
        "„We need a result for the port“, said Lindqvist.",
        &["direct: We need a result for the port < Lindqvist = Maria Lindqvist"],
    );
}

#[test]
fn a_quotation_that_is_never_closed_ends_where_the_next_one_opens() {
    finds(
        "\"The dam will hold. That much we know. \"Nobody has to leave the town,\" said Okafor.",
        &[
            "direct (open): The dam will hold. That much we know. < Okafor = Peter Okafor",
            "direct: Nobody has to leave the town, < Okafor = Peter Okafor",
        ],
    );
}

#[test]
fn a_quotation_of_several_paragraphs_keeps_its_speaker() {
    finds(
        "Lindqvist said: “The dam will hold.\n\n“Nobody has to leave the town.”",
        &[
            "direct (open): The dam will hold. < Lindqvist = Maria Lindqvist",
            "direct: Nobody has to leave the town. < Lindqvist = Maria Lindqvist",
        ],
    );
}

#[test]
fn names_titles_and_headings_are_no_speech() {
    silent("“Harbour Quint” is the name of this format.");
    silent("\"A Sacred Promise\"");
    silent("She wrote the novel “Guardians of the Harbour” in Northport.");
    silent("The so-called “red lines” were moved.");
    silent("The ship is 6'2\" wide and the crew’s bunks aren't.");
}

#[test]
fn reported_clauses() {
    finds(
        "Lindqvist said that the harbour would stay open.",
        &["indirect: the harbour would stay open < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "The harbour will stay open until Friday, Okafor said.",
        &["indirect: The harbour will stay open until Friday < Okafor = Peter Okafor"],
    );
    finds(
        "According to Maria Lindqvist, the harbour must stay open at night.",
        &["indirect: the harbour must stay open at night < Maria Lindqvist"],
    );
    finds(
        "The ships are late, according to the Harbour Authority.",
        &["indirect: The ships are late < the Harbour Authority = Harbour Authority"],
    );
}

#[test]
fn a_reported_clause_ends_where_another_begins() {
    finds(
        "While Lindqvist said that the dam would hold, the town was cleared.",
        &["indirect: the dam would hold < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "Lindqvist said the dam would hold, but Okafor said it was too old.",
        &[
            "indirect: the dam would hold < Lindqvist = Maria Lindqvist",
            "indirect: it was too old < Okafor = Peter Okafor",
        ],
    );
    // Who reports whom: one report around the other.
    finds(
        "The minister said that the dam was old, according to Peter Okafor.",
        &[
            "indirect: The minister said that the dam was old < Peter Okafor",
            "indirect: the dam was old < The minister",
        ],
    );
}

#[test]
fn tags_of_records_and_leading_words() {
    finds(
        "The harbour closed for nine days last year, the records show.",
        &["indirect: The harbour closed for nine days last year < the records"],
    );
    silent("The records show a loss.");
    finds(
        "Instead, Lindqvist said, the town must build a second dam.",
        &["indirect: the town must build a second dam < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "As Lindqvist told reporters on Monday, the harbour will stay open at night.",
        &["indirect: the harbour will stay open at night < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "The harbour will stay open at night, as Lindqvist told reporters on Monday.",
        &["indirect: The harbour will stay open at night < Lindqvist = Maria Lindqvist"],
    );
}

#[test]
fn questions_infinitives_and_bare_clauses_are_reported() {
    finds(
        "Okafor asked whether the dam would hold until spring.",
        &["indirect: whether the dam would hold until spring < Okafor = Peter Okafor"],
    );
    finds(
        "Okafor vowed to bring the crew home before winter.",
        &["indirect: to bring the crew home before winter < Okafor = Peter Okafor"],
    );
    finds(
        "Lindqvist urged the ministry to repair the dam before winter.",
        &["indirect: to repair the dam before winter < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "Okafor refused to leave the old harbour.",
        &["indirect: to leave the old harbour < Okafor = Peter Okafor"],
    );
    // A clause without `that` is known by its finite verb.
    finds(
        "Okafor argued new ships would cost the town too much.",
        &["indirect: new ships would cost the town too much < Okafor = Peter Okafor"],
    );
}

#[test]
fn objects_of_verbs_that_report_them() {
    finds(
        "Lindqvist called for a second dam near the old harbour.",
        &["indirect: a second dam near the old harbour < Lindqvist = Maria Lindqvist"],
    );
    finds(
        "Lindqvist criticized the slow pace of the repairs, but praised the crews of the ships.",
        &[
            "indirect: the slow pace of the repairs < Lindqvist = Maria Lindqvist",
            "indirect: the crews of the ships < Lindqvist = Maria Lindqvist",
        ],
    );
    finds(
        "The court ruled that the harbour had to close.",
        &["indirect: the harbour had to close < The court"],
    );
    silent("Lindqvist did not reject the plan of the Harbour Authority.");
    silent("Lindqvist would reject the plan of the Harbour Authority.");
    silent("The crowd that rejected the plan of the port left.");
    silent("I reject the plan of the Harbour Authority.");
}

#[test]
fn denials_plans_and_orders_are_no_reported_clauses() {
    silent("Lindqvist denied any plan to close the harbour.");
    silent("Lindqvist did not say that the harbour would close.");
    silent("Okafor told the crew to leave the ship.");
    silent("Okafor added another ship to the fleet.");
}

#[test]
fn pronouns_mean_the_last_speaker() {
    finds(
        "“The dam will hold,” said Maria Lindqvist.\n“We checked it twice,” she added.",
        &[
            "direct: The dam will hold, < Maria Lindqvist",
            "direct: We checked it twice, < she = Maria Lindqvist",
        ],
    );
    // A sentence that begins with somebody else takes over.
    finds(
        "“The dam will hold,” said Maria Lindqvist.\nPeter Okafor met the crew. “It was a long \
         night,” he said.",
        &[
            "direct: The dam will hold, < Maria Lindqvist",
            "direct: It was a long night, < he = Peter Okafor",
        ],
    );
    // Whose gender does not fit is not meant.
    finds(
        "“We checked the dam twice,” she said. Peter Okafor left.",
        &["direct: We checked the dam twice, < she"],
    );
}

#[test]
fn empty_and_strange_texts_give_nothing() {
    silent("");
    silent("\0");
    silent("\"");
    silent("””””");
    silent("’’’’ ‘‘ ``");
}

#[test]
fn a_long_line_of_marks_is_read_in_linear_time() {
    let text = "\"a\" ".repeat(50_000);
    assert!(quotes(&text).is_empty());
    let text = "“".repeat(50_000);
    quotes(&text);
}

proptest! {
    #[test]
    fn quotations_lie_in_order_inside_their_paragraphs(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "“", "”", "\"", "'", "’", "‘", "„", "«", "»", "``", "''", "\n", "\r\n", " said ",
                " Lindqvist ", " according to ", ", ", ". ", ": ", " he ", " that ",
                "the minister", " We go home", "é💩", "\0", " – ", ", adding ",
            ]),
            0..40,
        )
    ) {
        let text = parts.concat();
        let mut last = (0, 0);
        for quote in quotes(&text) {
            let place = (quote.span.start(), quote.span.end());
            prop_assert!(last <= place && !quote.span.is_empty());
            last = place;
            let content = quote.span.of(&text);
            prop_assert_eq!(content.trim(), content);
            prop_assert!(!content.contains('\n'));
            prop_assert!(quote.kind != QuoteKind::Indirect || quote.closed);
            if let Some(speaker) = &quote.speaker {
                prop_assert!(speaker.span.fits(&text) && !speaker.name.is_empty());
            }
            prop_assert!(quote.score.is_some_and(|score| (0.0..=1.0).contains(&score)));
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
        quotes(&text);
    }
}
