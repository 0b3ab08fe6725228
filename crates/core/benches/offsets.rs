//! Building and using the index for UTF-16 and code point offsets.

use postil_core::OffsetIndex;

fn main() {
    divan::main();
}

fn text() -> String {
    "The minister said: “No deal, naïve or not.” 💩 He left. ".repeat(100)
}

#[divan::bench]
fn build(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(divan::counter::BytesCount::of_str(&text))
        .bench(|| OffsetIndex::new(divan::black_box(&text)));
}

#[divan::bench]
fn convert(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let index = OffsetIndex::new(&text);
    bencher.bench(|| (0..text.len()).step_by(7).map(|at| index.utf16(&text, at)).sum::<usize>());
}
