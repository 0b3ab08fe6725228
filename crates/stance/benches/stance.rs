//! Tone and stance of a news text, without the tokenizer.

use postil_core::{
    Analyzer, Document, Entity, EntityKind, Layer, Notes, Quote, Sentence, Span, Tag, Token,
    TokenKind, fold,
};
use postil_stance::{Settings, StanceAnalyzer};

fn main() {
    divan::main();
}

const SENTENCES: &str = "The minister praised Norway for its patient and generous help . \
    Critics accused Smith of failing to stop the violence , but he rejected the charge . \
    The talks between Poland and Norway will begin on Tuesday in the old town . \
    Smith was not surprised that the plan might collapse after the latest attack . ";

fn document(copies: usize) -> Document {
    let text = SENTENCES.repeat(copies);
    let mut tokens: Vec<Token> = Vec::new();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut begin: Option<Span> = None;
    for word in text.split_whitespace() {
        let Some(span) = Span::of_slice(&text, word) else { continue };
        let from = begin.map_or(span, |begin| begin.join(span));
        begin = Some(from);
        let mark = matches!(word, "." | ",");
        let kind = if mark { TokenKind::Mark } else { TokenKind::Word };
        tokens.push(Token { span, fold: fold(word), kind, tag: Tag::X });
        if matches!(word, "Norway" | "Poland" | "Smith") {
            let kind = EntityKind::Loc;
            entities.push(Entity {
                span,
                kind,
                entity: word.into(),
                name: word.into(),
                score: None,
            });
        }
        if word == "." {
            sentences.push(Sentence { span: from });
            begin = None;
        }
    }
    let mut document = Document::new("bench", text).expect("a short text is a document");
    document.give(Layer::new(sentences, "bench".into()));
    document.give(Layer::new(tokens, "bench".into()));
    document.give(Layer::new(entities, "bench".into()));
    document.give::<Quote>(Layer::new(Vec::new(), "bench".into()));
    document
}

#[divan::bench(args = [1, 100])]
fn analyze(bencher: divan::Bencher<'_, '_>, copies: usize) {
    let document = document(copies);
    let analyzer = StanceAnalyzer::new(Settings::default());
    bencher.counter(divan::counter::BytesCount::of_str(document.text())).bench(|| {
        let mut notes = Notes::new(&document, analyzer.manifest());
        analyzer.analyze(divan::black_box(&document), &mut notes).map(|()| notes.finish())
    });
}
