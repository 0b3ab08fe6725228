//! The C headers say what the Rust types say: constants, members and, where there is a C
//! compiler, sizes and offsets.

use planus::{Builder, Primitive};
use postil_plugin::abi::{
    ABI, Buffer, DESCRIPTOR, Descriptor, ENTRY, MAGIC, PANIC_UNWIND, Slice, Status, Table,
};
use postil_plugin::message::{NO_LABEL, tables};
use std::collections::BTreeMap;
use std::mem::{offset_of, size_of};
use std::path::Path;
use std::process::Command;

/// A struct: its name in C, its size, its members with their offsets.
struct Layout {
    name: &'static str,
    size: usize,
    members: Vec<(&'static str, usize)>,
}

macro_rules! layout {
    ($name:literal, $type:ty, $($member:ident),+) => {
        Layout {
            name: $name,
            size: size_of::<$type>(),
            members: vec![$((stringify!($member), offset_of!($type, $member))),+],
        }
    };
}

fn layouts() -> Vec<Layout> {
    vec![
        layout!("slice", Slice, start, length),
        layout!("buffer", Buffer, start, length, capacity, release),
        layout!("descriptor", Descriptor, magic, size, abi_min, abi_max, flags, manifest),
        layout!("functions", Table, size, abi, create, describe, analyze, collate, destroy),
    ]
}

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").expect("a comment has an end").1;
    }
    kept + rest
}

/// The `#define`s of numbers, with the values that they give.
fn numbers(header: &str) -> BTreeMap<String, i64> {
    let mut numbers = BTreeMap::new();
    for line in without_comments(header).lines() {
        let mut words = line.split_whitespace();
        if let (Some("#define"), Some(name), Some(value)) =
            (words.next(), words.next(), words.next())
        {
            let value = match value.strip_prefix("0x") {
                Some(digits) => i64::from_str_radix(digits, 16),
                None => value.parse(),
            };
            if let Ok(value) = value {
                numbers.insert(name.to_owned(), value);
            }
        }
    }
    numbers
}

/// The members of a struct in a header, in order.
fn members(header: &str, name: &str) -> Vec<String> {
    let header = without_comments(header);
    let start = format!("typedef struct postil_{name} {{");
    let (_, body) = header.split_once(&start).unwrap_or_else(|| panic!("no `{start}`"));
    let (body, _) = body.split_once(&format!("}} postil_{name};")).expect("the struct has an end");
    let declared = body.split(';').map(str::trim).filter(|member| !member.is_empty());
    let name_of = |member: &str| {
        // A function is declared as `type (*name)(…)`, anything else ends with its name.
        let name = match member.split_once("(*") {
            Some((_, name)) => name.split(')').next(),
            None => member.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next(),
        };
        name.unwrap_or_default().to_owned()
    };
    declared.map(name_of).collect()
}

#[test]
fn constants_are_those_of_rust() {
    let expected = [
        ("POSTIL_MAGIC", i64::from(MAGIC)),
        ("POSTIL_ABI", i64::from(ABI)),
        ("POSTIL_PANIC_UNWIND", i64::from(PANIC_UNWIND)),
        ("POSTIL_OK", i64::from(Status::OK)),
        ("POSTIL_REFUSED", i64::from(Status::REFUSED)),
        ("POSTIL_PANICKED", i64::from(Status::PANICKED)),
    ];
    let expected: BTreeMap<String, i64> =
        expected.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let header = file("include/postil.h");
    assert_eq!(numbers(&header), expected);
    for symbol in [DESCRIPTOR, ENTRY] {
        assert!(without_comments(&header).contains(symbol), "the header declares no `{symbol}`");
    }
}

#[test]
fn members_stand_in_the_order_of_rust() {
    let header = file("include/postil.h");
    for layout in layouts() {
        let mut expected = layout.members.clone();
        expected.sort_by_key(|(_, offset)| *offset);
        let expected: Vec<&str> = expected.into_iter().map(|(name, _)| name).collect();
        assert_eq!(members(&header, layout.name), expected, "postil_{}", layout.name);
    }
}

/// The fields of every table of the schema, numbered in order, under the names of the header.
fn fields() -> BTreeMap<String, i64> {
    let schema = file("schema/postil.fbs");
    let mut fields = BTreeMap::new();
    let mut table: Option<(String, i64)> = None;
    for line in schema.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("table ") {
            table = Some((name.trim_end_matches(" {").to_uppercase(), 0));
        } else if line == "}" {
            table = None;
        } else if !line.starts_with("//")
            && let Some((name, number)) = &mut table
            && let Some((field, _)) = line.split_once(':')
        {
            fields.insert(format!("POSTIL_{name}_{}", field.to_uppercase()), *number);
            *number += 1;
        }
    }
    fields
}

#[test]
fn fields_have_the_numbers_of_the_schema() {
    let mut expected = fields();
    assert!(expected.len() > 15, "the schema is not read: {expected:?}");
    expected.insert("POSTIL_NO_LABEL".to_owned(), i64::from(NO_LABEL));
    assert_eq!(numbers(&file("include/postil_message.h")), expected);
}

#[test]
fn a_note_lies_in_a_message_as_the_header_says() {
    let names = ["start", "end", "label", "score", "attributes_start", "attributes_length"];
    assert_eq!(members(&file("include/postil_message.h"), "note"), names);
    let note = tables::Note {
        start: 11,
        end: 22,
        label: 33,
        score: 0.5,
        attributes_start: 44,
        attributes_length: 55,
    };
    let mut builder = Builder::new();
    let layer = tables::Layer::create(&mut builder, "x", (), (), &[note][..], ());
    let bytes = builder.finish(layer, None);
    let numbers = [11, 22, 33, 0.5f32.to_bits(), 44, 55];
    let record: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
    assert!(bytes.windows(record.len()).any(|window| window == record), "{bytes:?}");
}

#[test]
fn sizes_and_offsets_are_those_of_rust() {
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    if Command::new(&compiler).arg("--version").output().is_err() {
        eprintln!("skipped: there is no C compiler `{compiler}`");
        return;
    }
    let mut command = Command::new(&compiler);
    command.args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only"]);
    command.args(["-Iinclude", "tests/c/layout.c"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.arg(format!("-DRUST_NOTE={}", <tables::Note as Primitive>::SIZE));
    for Layout { name, size, members } in layouts() {
        let name = name.to_uppercase();
        command.arg(format!("-DRUST_{name}={size}"));
        for (member, offset) in members {
            command.arg(format!("-DRUST_{name}_{}={offset}", member.to_uppercase()));
        }
    }
    let output = command.output().expect("the compiler ran before");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the C headers differ from the Rust types:\n{told}");
}
