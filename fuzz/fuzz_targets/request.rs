//! What a plugin does with the bytes of a request: an error, or a document whose spans hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil_plugin::message::{decode_request, decode_story_request};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = decode_request(bytes) {
        assert!(document.tokens().iter().all(|token| token.span.fits(document.text())));
        assert!(document.entities().iter().all(|entity| entity.span.fits(document.text())));
    }
    let _ = decode_story_request(bytes);
});
