//! Writing a document's record.

use postil_core::{Document, Layer, Sentence, Token, TokenKind};
use postil_formats::write::{JsonLinesWriter, WriteOptions};
use postil_formats::{DocumentRecord, Writer};

fn main() {
    divan::main();
}

#[divan::bench]
fn jsonl(bencher: divan::Bencher<'_, '_>) {
    let text = "The minister said: “No deal, naïve or not.” He left the room. ".repeat(60);
    let mut document = Document::new("d", text).expect("it is short");
    let mut tokens = Vec::new();
    for word in document.text().split(' ').filter(|word| !word.is_empty()) {
        let span = postil_core::Span::of_slice(document.text(), word).expect("a part of it");
        let fold = postil_core::fold(word);
        tokens.push(Token { span, fold, kind: TokenKind::Word, tag: postil_core::Tag::X });
    }
    let whole = document.span(0, document.text().len()).expect("the whole text");
    document.give(Layer::new(tokens, "bench".into()));
    document.give(Layer::new(vec![Sentence { span: whole }], "bench".into()));
    let layers = Some(vec!["token".to_owned(), "sentence".to_owned()]);
    let writer = JsonLinesWriter::new(WriteOptions { layers, unit: Default::default() });
    bencher.counter(divan::counter::BytesCount::of_str(document.text())).bench(|| {
        writer.document(&DocumentRecord { document: &document, source: "-", errors: &[] })
    });
}
