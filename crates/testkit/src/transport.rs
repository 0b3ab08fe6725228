//! Running an analyzer: called directly, through the message, through each transport.

use postil_core::{Analyzer, Batch, Document, Notes};
use postil_plugin::message::{check_answer, decode_request, encode_answer, encode_request};

/// What the analyzer says of the document. Panics if it fails.
#[track_caller]
pub fn run(analyzer: &dyn Analyzer, document: &Document) -> Batch {
    let id = &analyzer.manifest().id;
    let mut notes = Notes::new(document, analyzer.manifest());
    if let Err(error) = analyzer.analyze(document, &mut notes) {
        panic!("`{id}` failed on `{}`: {} {error}", document.id(), error.code());
    }
    notes.finish().unwrap_or_else(|error| panic!("on `{}`: {error}", document.id()))
}

/// What the analyzer says of the document when both go through the message form, as they do on
/// their way to a plugin and back. It has then seen nothing but the layers that it requires.
#[track_caller]
pub fn over_message(analyzer: &dyn Analyzer, document: &Document) -> Batch {
    let manifest = analyzer.manifest();
    let mut bytes = Vec::new();
    let id = document.id();
    encode_request(document, manifest, &mut bytes)
        .unwrap_or_else(|error| panic!("the request for `{id}`: {error}"));
    let received =
        decode_request(&bytes).unwrap_or_else(|error| panic!("the request for `{id}`: {error}"));
    let batch = run(analyzer, &received);
    encode_answer(&batch, &mut bytes)
        .unwrap_or_else(|error| panic!("the answer about `{id}`: {error}"));
    check_answer(&bytes, document, manifest)
        .unwrap_or_else(|error| panic!("the answer about `{id}`: {error}"))
}

/// Checks that the analyzer says the same of each document when it is called directly, through
/// the message, from a library in this process, and from a library in a child process. `library`
/// is the same analyzer as a shared library with default settings; `host` a `postil` program.
///
/// Compared is what a user sees ([`render`](crate::render)).
#[cfg(feature = "host")]
#[track_caller]
pub fn same_over_every_transport(
    analyzer: &dyn Analyzer,
    documents: &[Document],
    library: &std::path::Path,
    host: &std::path::Path,
) {
    use crate::render;
    use postil::plugins::{Isolation, PluginConfig, open_with_host};

    let open = |isolation| {
        let config = PluginConfig {
            source: Some(library.to_owned()),
            isolation,
            ..PluginConfig::new(&analyzer.manifest().id)
        };
        open_with_host(&config, host)
            .unwrap_or_else(|error| panic!("{isolation:?}: {} {error}", error.code()))
    };
    let plugins = [open(Isolation::InProcess), open(Isolation::Process)];
    for plugin in &plugins {
        assert_eq!(plugin.manifest(), analyzer.manifest(), "the manifests differ");
    }
    for document in documents {
        let direct = render(document, &run(analyzer, document));
        let message = render(document, &over_message(analyzer, document));
        assert_eq!(message, direct, "`{}` through the message", document.id());
        for (plugin, transport) in plugins.iter().zip(["in-process", "process"]) {
            let carried = render(document, &run(plugin, document));
            assert_eq!(carried, direct, "`{}` over {transport}", document.id());
        }
    }
}
