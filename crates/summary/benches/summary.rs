//! The extract of one document.

use postil_core::{Analyzer, Document, Layer, Notes, Sentence, Span, Tag, Token, TokenKind, fold};
use postil_summary::{Settings, SummaryAnalyzer};

fn main() {
    divan::main();
}

fn article() -> Document {
    let text: String = (0..60)
        .map(|n| format!("Council{n} closed bridge{n} in the old harbour for repairs of arch{n}. "))
        .collect();
    let span = |part: &str| Span::of_slice(&text, part);
    let sentences: Vec<Sentence> = text
        .split_inclusive(". ")
        .filter_map(|part| span(part.trim()).map(|span| Sentence { span }))
        .collect();
    let tokens: Vec<Token> = text
        .split([' ', '.'])
        .filter(|word| !word.is_empty())
        .filter_map(|word| {
            let span = span(word)?;
            Some(Token { span, fold: fold(word), kind: TokenKind::Word, tag: Tag::X })
        })
        .collect();
    let mut document = Document::new("a", text.as_str())
        .unwrap_or_else(|_| unreachable!("a short text is a document"));
    document.give(Layer::new(sentences, "bench".into()));
    document.give(Layer::new(tokens, "bench".into()));
    document
}

#[divan::bench]
fn extract(bencher: divan::Bencher<'_, '_>) {
    let document = article();
    let analyzer = SummaryAnalyzer::new(Settings::default());
    bencher.counter(divan::counter::BytesCount::of_str(document.text())).bench(|| {
        let mut notes = Notes::new(&document, analyzer.manifest());
        analyzer.analyze(&document, &mut notes).map(|()| notes.finish())
    });
}
