//! Frames from a pipe: an error, the end, or a body that is no longer than what was sent.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil_plugin::protocol::read_frame;

fuzz_target!(|bytes: &[u8]| {
    let mut input = bytes;
    let mut body = Vec::new();
    while let Ok(Some(_)) = read_frame(&mut input, 1 << 16, &mut body) {
        assert!(body.len() <= bytes.len());
    }
});
