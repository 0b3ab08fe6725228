//! A whole article with its notes, as an editor can read it in tests/snapshots. After a change,
//! `cargo insta review` shows what it does to sentences that nobody thought of.

use postil_plugin::prelude::*;
use postil_testkit::{Transports, assert_snapshot, document};

use {{module}}::{Figures, Settings};

/// `article.txt` with the layers that this analyzer reads.
fn article() -> Document {
    document(include_str!("../article.txt"))
        .zone("Storm cuts power to 900 homes on the coast", "headline")
        .sentences()
        .words()
        .quote("About 350 fled on 9 January", "indirect")
        .speaker("the fire service")
        .cue("according to")
        .quote("We lost 12 boats,", "direct")
        .speaker("the harbour master")
        .cue("said")
        .build()
}

#[test]
fn article_with_default_settings() {
    let analyzer = Figures::new(Settings::default()).unwrap();
    assert_snapshot!("default", &analyzer, &article());
}

#[test]
fn article_with_years_as_figures() {
    let analyzer = Figures::new(Settings {
        years: true,
        ..Settings::default()
    })
    .unwrap();
    assert_snapshot!("years", &analyzer, &article());
}

// What Postil reads comes as one message and goes back as another. Nothing may be lost on the way;
// `.library(…)` and `.program(…)` try a built plugin as well.
#[test]
fn nothing_is_lost_in_a_message() {
    let analyzer = Figures::new(Settings::default()).unwrap();
    Transports::of(&analyzer).agree_on(&[article(), document("").id("empty").build()]);
}
