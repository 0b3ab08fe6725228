//! Offsets and spans hold on any text: emoji, combining marks, CRLF, NUL, nothing, bidi marks.

use postil_core::{Document, OffsetIndex, OffsetUnit, Offsets, Span, SpanError};
use proptest::prelude::*;

/// Texts made of what breaks offsets.
fn texts() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("a"),
        Just("Zelenskyy "),
        Just("é"),
        Just("e\u{301}"),
        Just("💩"),
        Just("👩‍👩‍👧"),
        Just("\r\n"),
        Just("\0"),
        Just("\u{202e}"),
        Just("“"),
        Just("日本"),
        Just("\u{feff}"),
    ];
    proptest::collection::vec(parts, 0..120).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn other_units_agree_with_counting(text in texts()) {
        let index = OffsetIndex::new(&text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            prop_assert_eq!(index.chars(&text, at), before.chars().count());
            prop_assert_eq!(index.utf16(&text, at), before.encode_utf16().count());
        }
        let offsets = Offsets::new(OffsetUnit::Utf16, &text, &index);
        prop_assert_eq!(offsets.of(text.len()), text.encode_utf16().count());
        prop_assert_eq!(Offsets::BYTES.of(7), 7);
    }

    #[test]
    fn a_span_is_made_exactly_where_a_slice_can_be_taken(
        text in texts(), start in 0_usize..300, end in 0_usize..300
    ) {
        match Span::new(&text, start, end) {
            Ok(span) => {
                prop_assert_eq!(text.get(start..end), Some(span.of(&text)));
                let trimmed = span.trim(&text);
                prop_assert!(span.contains(trimmed) && trimmed.fits(&text));
                prop_assert_eq!(trimmed.of(&text), span.of(&text).trim());
                prop_assert_eq!(span.join(trimmed), span);
            }
            Err(error) => {
                prop_assert_eq!(text.get(start..end), None);
                let reversed = matches!(error, SpanError::Reversed { .. });
                prop_assert_eq!(reversed, start > end);
            }
        }
    }

    #[test]
    fn a_slice_knows_its_span(text in texts()) {
        for word in text.split_whitespace() {
            prop_assert_eq!(Span::of_slice(&text, word).map(|span| span.of(&text)), Some(word));
        }
        prop_assert!(Span::of_slice(&text, "elsewhere").is_none());
    }

    #[test]
    fn a_document_comes_back_from_storage_as_it_was(text in texts()) {
        let document = Document::new("d", text).unwrap();
        let stored = serde_json::to_string(&document).unwrap();
        let back: Document = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(back.text(), document.text());
        prop_assert_eq!(back.layers(), document.layers());
    }
}
