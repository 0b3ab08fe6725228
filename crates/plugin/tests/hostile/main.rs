//! Messages from a side that errs or means harm: whatever the bytes are, reading them ends, with
//! an error or with notes that hold. Every read is bounds-checked, so a read outside of the
//! message would be a panic here.
//!
//! `corpus/` holds one valid message of each kind and the damaged ones that once were misread;
//! damage is done to each of them. `PROPTEST_CASES=1000000 cargo test --release --test hostile`
//! looks further.

mod damage;
mod sample;

use damage::{Damage, damages};
use postil_plugin::message::{
    AnswerError, check_answer, check_story_answer, decode_request, decode_story_request,
};
use proptest::prelude::*;
use sample::{document, manifest, messages, story};

/// Reads the bytes in every way, and checks that what was accepted holds.
fn read(bytes: &[u8]) {
    let document = document();
    if let Ok(batch) = check_answer(bytes, &document, &manifest()) {
        let text = document.text();
        for note in batch.layers().others().values().flat_map(|layer| &layer.items) {
            assert!(note.span.fits(text), "{note:?}");
            assert!(note.score.is_none_or(f32::is_finite), "{note:?}");
        }
        assert!(batch.layers().get::<postil_core::Sentence>().iter().all(|s| s.span.fits(text)));
        assert!(batch.layers().get::<postil_core::Entity>().iter().all(|e| e.span.fits(text)));
        // What the host can build is bounded by what it was sent.
        let notes: usize = batch.layers().others().values().map(|layer| layer.items.len()).sum();
        assert!(notes * 24 <= bytes.len(), "{notes} notes of {} bytes", bytes.len());
    }
    if let Ok(document) = decode_request(bytes) {
        let text = document.text();
        assert!(document.tokens().iter().all(|token| token.span.fits(text)));
        assert!(document.annotations("acme.note").iter().all(|note| note.span.fits(text)));
    }
    let _ = check_story_answer(bytes, &story());
    let _ = decode_story_request(bytes);
}

#[test]
fn valid_messages_are_read() {
    let [request, answer, story_request, story_answer] = messages();
    let document = document();
    assert_eq!(decode_request(&request).unwrap().layers(), document.layers());
    assert!(check_answer(&answer, &document, &manifest()).is_ok());
    assert_eq!(decode_story_request(&story_request).unwrap().id(), "s1");
    assert!(check_story_answer(&story_answer, &story()).is_ok());
}

#[test]
fn every_beginning_of_a_message_ends_in_an_error_or_holds() {
    for message in messages() {
        for cut in 0..message.len() {
            read(&message[..cut]);
        }
    }
}

#[test]
fn every_word_may_be_any_offset() {
    for message in messages() {
        let length = message.len() as u32;
        for at in (0..message.len() - 3).step_by(2) {
            // Nowhere, itself, a step back, the end, past it, the largest of either sign.
            for word in [0, 1, 4, u32::MAX - 3, length, length - at as u32, 1 << 31, u32::MAX] {
                let mut bytes = message.clone();
                bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
                read(&bytes);
            }
        }
    }
}

#[test]
fn a_long_label_named_many_times_is_refused() {
    let bytes = sample::one_label_many_times(5000, 1000);
    let error = check_answer(&bytes, &document(), &manifest()).unwrap_err();
    assert!(matches!(error, AnswerError::Wrong(_)), "{error}");
    assert!(error.to_string().contains("longer than the message"), "{error}");
}

#[test]
fn the_corpus_is_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/corpus");
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).expect("the corpus is there") {
        let path = entry.expect("a file of the corpus").path();
        if path.extension().is_some_and(|ending| ending == "bin") {
            let bytes = std::fs::read(&path).expect("a file of the corpus");
            read(&bytes);
            for cut in 0..bytes.len() {
                read(&bytes[..cut]);
            }
            count += 1;
        }
    }
    assert!(count >= 4, "{count} files in {}", folder.display());
}

proptest! {
    #[test]
    fn random_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2048)) {
        read(&bytes);
    }

    /// Bytes that look like offsets lead further than random ones.
    #[test]
    fn random_small_words_are_read(words in proptest::collection::vec(0u32..128, 0..256)) {
        let bytes: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
        read(&bytes);
    }

    #[test]
    fn damaged_messages_are_read(
        which in 0usize..4,
        damages in proptest::collection::vec(damages(), 1..6),
    ) {
        let mut bytes = messages()[which].clone();
        for damage in &damages {
            damage.apply(&mut bytes);
        }
        read(&bytes);
    }

    /// Two messages spliced: sound tables in places where they are not due.
    #[test]
    fn spliced_messages_are_read(
        first in 0usize..4,
        second in 0usize..4,
        at in any::<proptest::sample::Index>(),
        from in any::<proptest::sample::Index>(),
    ) {
        let messages = messages();
        let (first, second) = (&messages[first], &messages[second]);
        let mut bytes = first[..at.index(first.len())].to_vec();
        bytes.extend_from_slice(&second[from.index(second.len())..]);
        read(&bytes);
    }
}

#[test]
fn damage_is_done() {
    let mut bytes = vec![0; 8];
    Damage::Word { at: 6, value: 0x0102_0304 }.apply(&mut bytes);
    assert_eq!(bytes, [0, 0, 0, 0, 4, 3, 2, 1]);
    Damage::Cut(3).apply(&mut bytes);
    assert_eq!(bytes, [0, 0, 0]);
    Damage::Word { at: 0, value: 1 }.apply(&mut bytes);
    assert_eq!(bytes, [0, 0, 0]);
}
