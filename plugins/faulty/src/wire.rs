//! Answers that do not hold, byte by byte.

use planus::Builder;
use postil_plugin::message::{NO_LABEL, tables};

/// The answer of that name, to whatever is asked.
pub fn answer(fault: &str) -> Option<Vec<u8>> {
    let bytes = match fault {
        "empty" => empty(),
        "garbage" => b"no answer at all".to_vec(),
        "outside" => faulty(&[note(0, 0), note(0, 1 << 30)]),
        "reversed" => faulty(&[note(2, 1)]),
        "infinite" => faulty(&[tables::Note { score: f32::INFINITY, ..note(0, 0) }]),
        "no-label" => faulty(&[tables::Note { label: 7, ..note(0, 0) }]),
        "undeclared" => layer("undeclared", &[note(0, 0)], &[], "", None),
        "twice-ids" => layer("faulty", &[note(0, 0), note(0, 0)], &[], "", Some(&[1, 1])),
        "twice" => twice(),
        "dangling" => {
            let attributes = r#"{"target":"e9","holder":"author"}"#;
            let attributes_length = attributes.len() as u32;
            let note = tables::Note { label: 0, attributes_length, ..note(0, 0) };
            layer("stance", &[note], &["neutral"], attributes, None)
        }
        "truncated" => {
            let mut bytes = faulty(&[note(0, 0); 8]);
            bytes.truncate(bytes.len() / 2);
            bytes
        }
        "not-utf-8" => not_utf_8(),
        "circle" => circle(),
        _ => return None,
    };
    Some(bytes)
}

/// An answer with one note of that layer and label.
pub fn labelled(name: &str, label: &str) -> Vec<u8> {
    layer(name, &[tables::Note { label: 0, ..note(0, 0) }], &[label], "", None)
}

fn note(start: u32, end: u32) -> tables::Note {
    tables::Note {
        start,
        end,
        label: NO_LABEL,
        score: f32::NAN,
        attributes_start: 0,
        attributes_length: 0,
    }
}

fn faulty(notes: &[tables::Note]) -> Vec<u8> {
    layer("faulty", notes, &[], "", None)
}

fn layer(
    name: &str,
    notes: &[tables::Note],
    labels: &[&str],
    arena: &str,
    ids: Option<&[u32]>,
) -> Vec<u8> {
    let mut builder = Builder::new();
    let layer = tables::Layer::create(&mut builder, name, (), labels, notes, ids);
    let answer = tables::Answer::create(&mut builder, arena, &[layer][..], (), (), ());
    builder.finish(answer, None).to_vec()
}

/// Nothing was found.
fn empty() -> Vec<u8> {
    let mut builder = Builder::new();
    let answer = tables::Answer::create(&mut builder, (), (), (), (), ());
    builder.finish(answer, None).to_vec()
}

/// One layer that stands twice.
fn twice() -> Vec<u8> {
    let mut builder = Builder::new();
    let notes = [note(0, 0)];
    let layer = tables::Layer::create(&mut builder, "faulty", (), (), &notes[..], ());
    let answer = tables::Answer::create(&mut builder, (), &[layer, layer][..], (), (), ());
    builder.finish(answer, None).to_vec()
}

/// The name of a layer with a byte that no text has.
fn not_utf_8() -> Vec<u8> {
    let mut bytes = faulty(&[note(0, 0)]);
    let at = bytes.windows(6).position(|window| window == b"faulty");
    if let Some(byte) = at.and_then(|at| bytes.get_mut(at)) {
        *byte = 0xff;
    }
    bytes
}

/// An answer whose only layer is, by its offset, the answer itself.
fn circle() -> Vec<u8> {
    let mut bytes = Vec::new();
    // The root is the table at 16.
    bytes.extend(16u32.to_le_bytes());
    // At 4 what the table holds: its size, and one field, the layers, at 4 bytes from its start.
    for number in [8u16, 8, 0, 4] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(0u32.to_le_bytes());
    // At 16 the table: the way back to 4, and the way to its layers at 24.
    bytes.extend(12i32.to_le_bytes());
    bytes.extend(4u32.to_le_bytes());
    // At 24 one layer, which lies at 16 again.
    bytes.extend(1u32.to_le_bytes());
    bytes.extend(16u32.wrapping_sub(28).to_le_bytes());
    bytes.resize(64, 0);
    bytes
}
