//! Grouping of many sketches.

use postil_core::{Document, Layer, Tag, Token, TokenKind, fold};
use postil_stories::{Sketch, group, sketch};

fn main() {
    divan::main();
}

/// Documents on `count / 4` stories with words of their own, made of numbered words.
fn sketches(count: usize) -> Vec<Sketch> {
    let one = |number: usize| {
        let story = number / 4;
        let mut text = String::new();
        for n in 0..300_usize {
            let word = if n % 3 == 0 {
                format!("story{}x{} ", story, (n * 7 + number) % 60)
            } else {
                format!("word{} ", (n * n * 31 + number * 17) % 4000)
            };
            text.push_str(&word);
        }
        let tokens = text
            .split_whitespace()
            .filter_map(|word| {
                let span = postil_core::Span::of_slice(&text, word)?;
                Some(Token { span, fold: fold(word), kind: TokenKind::Word, tag: Tag::X })
            })
            .collect::<Vec<_>>();
        let mut document = Document::new(number.to_string(), text.as_str())
            .unwrap_or_else(|_| unreachable!("a short text is a document"));
        document.give(Layer::<Token>::new(tokens, "bench".into()));
        sketch(&document)
    };
    (0..count).map(one).collect()
}

#[divan::bench(args = [1_000, 20_000], sample_count = 3)]
fn groups(bencher: divan::Bencher<'_, '_>, count: usize) {
    let sketches = sketches(count);
    bencher.bench(|| group(divan::black_box(&sketches)));
}
