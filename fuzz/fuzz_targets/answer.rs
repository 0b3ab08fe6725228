//! What the host does with the bytes of an answer: an error, or notes that hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil_core::{Document, Manifest, Story};
use postil_plugin::message::{check_answer, check_story_answer};

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = Document::new("a", "“É 💩,” he said. He left.") else { return };
    let manifest = Manifest::new("test.plugin", "0.1.0", "").provides(&[
        "zone",
        "sentence",
        "token",
        "entity",
        "quote",
        "tone",
        "stance",
        "artifact",
        "acme.note",
    ]);
    if let Ok(batch) = check_answer(bytes, &document, &manifest) {
        for note in batch.layers().others().values().flat_map(|layer| &layer.items) {
            assert!(note.span.fits(document.text()));
            assert!(note.score.is_none_or(f32::is_finite));
        }
    }
    let _ = check_story_answer(bytes, &Story::new("s1", vec![document]));
});
