//! The stages of the ground, each by itself, in bytes a second.

use divan::counter::BytesCount;
use postil_core::{Analyzer, Document, Notes};
use postil_language::{Ground, Language, entities, quotes, sentences, tags, tokens, zones};

fn main() {
    divan::main();
}

fn text() -> String {
    let article = include_str!("../../../seeds/page-furniture.txt");
    article.repeat(20)
}

#[divan::bench]
fn zone(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| zones::find(&text));
}

#[divan::bench]
fn token(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let zones = zones::find(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| tokens::tokenize(&text, &zones));
}

#[divan::bench]
fn sentence(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let zones = zones::find(&text);
    let tokens = tokens::tokenize(&text, &zones);
    bencher.counter(BytesCount::of_str(&text)).bench(|| sentences::split(&text, &zones, &tokens));
}

#[divan::bench]
fn tag(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let zones = zones::find(&text);
    let untagged = tokens::tokenize(&text, &zones);
    let sentences = sentences::split(&text, &zones, &untagged);
    let ground = Ground { text: &text, zones: &zones, sentences: &sentences, tokens: &untagged };
    bencher.counter(BytesCount::of_str(&text)).with_inputs(|| untagged.clone()).bench_refs(
        |tokens| {
            tags::tag(&text, ground, tokens);
        },
    );
}

#[divan::bench]
fn entity_and_quote(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let zones = zones::find(&text);
    let untagged = tokens::tokenize(&text, &zones);
    let sentences = sentences::split(&text, &zones, &untagged);
    let mut tokens = untagged.clone();
    let ground = Ground { text: &text, zones: &zones, sentences: &sentences, tokens: &untagged };
    tags::tag(&text, ground, &mut tokens);
    let ground = Ground { tokens: &tokens, ..ground };
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let entities = entities::find(&ground);
        quotes::find(&ground, &entities).len()
    });
}

#[divan::bench]
fn whole(bencher: divan::Bencher<'_, '_>) {
    let document = Document::new("d", text()).expect("it is short");
    let language = Language::default();
    bencher.counter(BytesCount::of_str(document.text())).bench(|| {
        let mut notes = Notes::new(&document, language.manifest());
        language.analyze(&document, &mut notes).expect("it does not fail");
        notes.finish()
    });
}
