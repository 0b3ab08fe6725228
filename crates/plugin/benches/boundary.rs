//! What a document costs on its way to a plugin and back: each step, and all of them through the
//! C ABI. Budgets: 5 µs with sentences and entities, 15 µs with tokens, for `through_the_abi` of
//! a plugin that says nothing; that of one that says 200 things shows what its notes cost.

mod sample;

use divan::Bencher;
use postil_core::{Analyzer, Manifest, Notes};
use postil_plugin::Plugin;
use postil_plugin::abi::{Buffer, Slice, Status, Table};
use postil_plugin::message::{check_answer, decode_request, encode_answer, encode_request};
use sample::{Idle, NoSettings, document};
use std::ffi::c_void;

fn main() {
    divan::main();
}

fn manifest(tokens: bool) -> Manifest {
    fn of<P: Plugin>() -> Manifest {
        postil_plugin::manifest::<P>().expect("it is constant")
    }
    if tokens { of::<Idle<true, true>>() } else { of::<Idle<false, true>>() }
}

#[divan::bench(args = [false, true])]
fn encode(bencher: Bencher<'_, '_>, tokens: bool) {
    let (document, manifest) = (document(), manifest(tokens));
    let mut request = Vec::new();
    bencher.bench_local(|| encode_request(&document, &manifest, &mut request));
}

#[divan::bench(args = [false, true])]
fn decode(bencher: Bencher<'_, '_>, tokens: bool) {
    let mut request = Vec::new();
    encode_request(&document(), &manifest(tokens), &mut request).expect("it fits");
    bencher.bench_local(|| decode_request(divan::black_box(&request)));
}

/// An answer of 200 notes.
fn answer() -> Vec<u8> {
    let document = document();
    let plugin = Idle::<false, true>::new(NoSettings {}).expect("it has no settings");
    let mut notes = Notes::new(&document, plugin.manifest());
    plugin.analyze(&document, &mut notes).expect("it does nothing");
    let mut answer = Vec::new();
    encode_answer(&notes.finish().expect("sound notes"), &mut answer).expect("it fits");
    answer
}

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let (document, manifest, answer) = (document(), manifest(false), answer());
    bencher.bench_local(|| check_answer(divan::black_box(&answer), &document, &manifest));
}

/// Request, call, copy of the answer, release, check: all that a host does in its own process.
fn carried<P: Plugin>(bencher: Bencher<'_, '_>) {
    let document = document();
    let manifest = postil_plugin::manifest::<P>().expect("it is constant");
    let table = Table::of::<P>();
    let mut error = Buffer::empty();
    let mut instance: *mut c_void = std::ptr::null_mut();
    // SAFETY: settings and places live for the call.
    let status = unsafe { (table.create)(Slice::of(b"{}"), &mut instance, &mut error) };
    assert_eq!(status, Status::OK);
    let mut request = Vec::new();
    bencher.bench_local(|| {
        encode_request(&document, &manifest, &mut request).expect("it fits");
        let (mut answer, mut error) = (Buffer::empty(), Buffer::empty());
        // SAFETY: the instance comes from this table; request and buffers live for the call, and
        // the answer is freed by the side that filled it, after it was copied.
        let copy = unsafe {
            (table.analyze)(instance, Slice::of(&request), &mut answer, &mut error);
            let copy = answer.bytes().expect("a sound buffer").to_vec();
            answer.free();
            error.free();
            copy
        };
        check_answer(&copy, &document, &manifest).expect("a sound answer")
    });
    // SAFETY: the instance is not used again.
    unsafe { (table.destroy)(instance, &mut error) };
}

#[divan::bench(args = [false, true])]
fn through_the_abi(bencher: Bencher<'_, '_>, tokens: bool) {
    if tokens {
        carried::<Idle<true, false>>(bencher);
    } else {
        carried::<Idle<false, false>>(bencher);
    }
}

#[divan::bench(args = [false, true])]
fn through_the_abi_with_200_notes(bencher: Bencher<'_, '_>, tokens: bool) {
    if tokens {
        carried::<Idle<true, true>>(bencher);
    } else {
        carried::<Idle<false, true>>(bencher);
    }
}

/// The same work without a boundary, to be subtracted.
#[divan::bench]
fn called_directly_with_200_notes(bencher: Bencher<'_, '_>) {
    let document = document();
    let plugin = Idle::<false, true>::new(NoSettings {}).expect("it has no settings");
    bencher.bench_local(|| {
        let mut notes = Notes::new(&document, plugin.manifest());
        plugin.analyze(&document, &mut notes).expect("it does nothing");
        notes.finish()
    });
}
