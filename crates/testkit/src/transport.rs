//! One analyzer over every transport: the answers must be the same bytes.

use crate::child::Child;
use crate::{StoryBatch, collate, collate_over_message, over_message, render, render_story, run};
use postil_core::{Analyzer, Batch, Document, Manifest, Story};
use postil_plugin::message::{
    check_answer, check_story_answer, encode_answer, encode_request, encode_story_answer,
    encode_story_request,
};
use postil_plugin::protocol::{ANALYZE, COLLATE};
use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// Compares what an analyzer says in every way in which it can run with what it says when it is
/// called directly.
///
/// ```no_run
/// # use postil_testkit::{Transports, document};
/// # use std::path::Path;
/// # fn test(analyzer: &dyn postil_core::Analyzer) {
/// let documents = [document("He left.").sentences().words().build()];
/// Transports::of(analyzer)
///     .library(Path::new("target/debug/libacme.so"), Path::new("postil"))
///     .program("python3", &["acme.py"])
///     .agree_on(&documents);
/// # }
/// ```
///
/// The message form is always among the ways. Compared are the answers as messages, byte for byte;
/// the difference is shown in the form of [`render()`]. Nothing here waits with a deadline: a plugin
/// that hangs makes the test hang.
pub struct Transports<'a> {
    analyzer: &'a dyn Analyzer,
    settings: Value,
    ways: Vec<(String, Way<'a>)>,
}

enum Way<'a> {
    /// Through the message form, in this process.
    Message,
    /// Another analyzer that should say the same.
    Linked(&'a dyn Analyzer),
    /// A child process. Its manifest must be the analyzer's own if it is built from the same code.
    Command { command: Box<dyn Fn() -> Command + 'a>, same_code: bool },
}

impl<'a> Transports<'a> {
    /// The analyzer, called directly, against itself over the message form.
    pub fn of(analyzer: &'a dyn Analyzer) -> Self {
        let ways = vec![("the message".to_owned(), Way::Message)];
        Self { analyzer, settings: Value::Null, ways }
    }

    /// The settings with which the analyzer was built, for ways that build another. Without them
    /// these take their defaults.
    #[must_use]
    pub fn settings(mut self, settings: Value) -> Self {
        self.settings = settings;
        self
    }

    /// The analyzer as a shared library, loaded through the C ABI by a child: the program `postil`
    /// at `host`.
    #[must_use]
    pub fn library(mut self, library: &'a Path, host: &'a Path) -> Self {
        let command = move || {
            let mut command = Command::new(host);
            // A name without a folder is a path all the same.
            let library = std::path::absolute(library).unwrap_or_else(|_| library.to_owned());
            command.arg("plugin-host").arg(library);
            command
        };
        let way = Way::Command { command: Box::new(command), same_code: true };
        self.ways.push((format!("the library {}", library.display()), way));
        self
    }

    /// A program that speaks the process protocol.
    #[must_use]
    pub fn program<S: AsRef<OsStr>>(mut self, program: S, arguments: &'a [&'a str]) -> Self {
        let name = format!("the program {}", program.as_ref().display());
        let program = program.as_ref().to_owned();
        let command = move || {
            let mut command = Command::new(&program);
            command.args(arguments);
            command
        };
        self.ways.push((name, Way::Command { command: Box::new(command), same_code: false }));
        self
    }

    /// Another analyzer, such as the same one behind a host's loader.
    #[must_use]
    pub fn linked(mut self, name: &str, analyzer: &'a dyn Analyzer) -> Self {
        self.ways.push((name.to_owned(), Way::Linked(analyzer)));
        self
    }

    /// Panics unless every way gives the same notes on each of the documents.
    #[track_caller]
    pub fn agree_on(&self, documents: &[Document]) {
        for (name, way) in &self.ways {
            let mut open = self.open(name, way);
            for document in documents {
                let direct = run(self.analyzer, document);
                let carried = open.analyze(self.analyzer, document);
                if bytes(&direct) != bytes(&carried) {
                    let [direct, carried] = [direct, carried].map(|batch| render(document, &batch));
                    let id = document.id();
                    assert_eq!(carried, direct, "`{id}` through {name}, against a direct call");
                    panic!("`{id}` through {name}: the same text by other bytes");
                }
            }
        }
    }

    /// Panics unless every way says the same of each of the stories.
    #[track_caller]
    pub fn agree_on_stories(&self, stories: &[Story]) {
        for (name, way) in &self.ways {
            let mut open = self.open(name, way);
            for story in stories {
                let direct = collate(self.analyzer, story);
                let carried = open.collate(self.analyzer, story);
                if story_bytes(&direct) != story_bytes(&carried) {
                    let [direct, carried] =
                        [direct, carried].map(|batch| render_story(story, &batch));
                    let id = story.id();
                    assert_eq!(carried, direct, "`{id}` through {name}, against a direct call");
                    panic!("`{id}` through {name}: the same text by other bytes");
                }
            }
        }
    }

    #[track_caller]
    fn open<'w>(&self, name: &str, way: &'w Way<'a>) -> Open<'w> {
        match way {
            Way::Message => Open::Message,
            Way::Linked(analyzer) => Open::Linked(*analyzer),
            Way::Command { command, same_code } => {
                let (child, manifest) = Child::start(name, command(), &self.settings);
                if *same_code {
                    assert_eq!(&manifest, self.analyzer.manifest(), "{name}: another manifest");
                }
                Open::Child(Box::new(child), Box::new(manifest))
            }
        }
    }
}

/// A way that is ready to be asked.
enum Open<'w> {
    Message,
    Linked(&'w dyn Analyzer),
    Child(Box<Child>, Box<Manifest>),
}

impl Open<'_> {
    #[track_caller]
    fn analyze(&mut self, analyzer: &dyn Analyzer, document: &Document) -> Batch {
        match self {
            Self::Message => over_message(analyzer, document),
            Self::Linked(other) => run(*other, document),
            Self::Child(child, manifest) => {
                let id = document.id();
                let mut request = Vec::new();
                encode_request(document, manifest, &mut request)
                    .unwrap_or_else(|error| panic!("the request for `{id}`: {error}"));
                check_answer(&child.answer(ANALYZE, &request), document, manifest)
                    .unwrap_or_else(|error| panic!("on `{id}`: {} {error}", error.code()))
            }
        }
    }

    #[track_caller]
    fn collate(&mut self, analyzer: &dyn Analyzer, story: &Story) -> StoryBatch {
        match self {
            Self::Message => collate_over_message(analyzer, story),
            Self::Linked(other) => collate(*other, story),
            Self::Child(child, manifest) => {
                let id = story.id();
                let mut request = Vec::new();
                encode_story_request(story, manifest, &mut request)
                    .unwrap_or_else(|error| panic!("the request for `{id}`: {error}"));
                let answer = check_story_answer(&child.answer(COLLATE, &request), story)
                    .unwrap_or_else(|error| panic!("on `{id}`: {} {error}", error.code()));
                StoryBatch { result: answer.result, links: answer.links }
            }
        }
    }
}

#[track_caller]
fn bytes(batch: &Batch) -> Vec<u8> {
    let mut out = Vec::new();
    encode_answer(batch, &mut out).unwrap_or_else(|error| panic!("an answer: {error}"));
    out
}

#[track_caller]
fn story_bytes(batch: &StoryBatch) -> Vec<u8> {
    let mut out = Vec::new();
    encode_story_answer(batch.result.as_ref(), batch.links.as_ref(), &mut out)
        .unwrap_or_else(|error| panic!("an answer: {error}"));
    out
}

/// Checks that the analyzer says the same of each document when it is called directly, through
/// the message, and from a library in a child process. `library` is the same analyzer as a shared
/// library with default settings; `host` a `postil` program.
#[track_caller]
pub fn same_over_every_transport(
    analyzer: &dyn Analyzer,
    documents: &[Document],
    library: &Path,
    host: &Path,
) {
    Transports::of(analyzer).library(library, host).agree_on(documents);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use postil_core::{AnalyzerError, Annotation, Notes};

    /// Marks sentences; without the layer `zone` it says something else.
    struct Marks {
        manifest: Manifest,
        label: &'static str,
    }

    impl Marks {
        fn new(requires: &[&str], label: &'static str) -> Self {
            let manifest = Manifest::new("t", "0", "").requires(requires).provides(&["m"]);
            Self { manifest, label }
        }
    }

    impl Analyzer for Marks {
        fn manifest(&self) -> &Manifest {
            &self.manifest
        }

        fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
            for sentence in document.sentences() {
                let label = if document.zones().is_empty() { "bare" } else { self.label };
                notes.annotate("m", Annotation::new(sentence.span).label(label).score(0.25));
            }
            Ok(())
        }
    }

    fn documents() -> [Document; 2] {
        [document("É. 💩.").lines("content").sentences().build(), document("").id("b").build()]
    }

    #[test]
    fn the_message_and_another_analyzer_agree() {
        let (one, two) = (Marks::new(&["sentence", "zone"], "x"), Marks::new(&[], "x"));
        Transports::of(&one).linked("two", &two).agree_on(&documents());
    }

    #[test]
    #[should_panic(expected = "through the message, against a direct call")]
    fn a_layer_that_was_not_asked_for_is_a_difference() {
        Transports::of(&Marks::new(&["sentence"], "x")).agree_on(&documents());
    }

    #[test]
    #[should_panic(expected = "through two, against a direct call")]
    fn another_label_is_a_difference() {
        let (one, two) = (Marks::new(&["sentence", "zone"], "x"), Marks::new(&[], "y"));
        Transports::of(&one).linked("two", &two).agree_on(&documents());
    }
}
