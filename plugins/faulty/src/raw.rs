//! Functions of the ABI that are written by hand and keep none of its rules. The setting `mode`
//! says which one they break.

use postil_plugin::abi::{ABI, Buffer, Create, Describe, Destroy, Read, Slice, Status};
use postil_plugin::serde_json::{self, Value};
use std::ffi::c_void;
use std::ptr;

const MANIFEST: &[u8] = br#"{"id":"test.faulty","version":"0","provides":["faulty"]}"#;

/// What `analyze` does.
#[derive(Clone, Copy)]
enum Break {
    /// A null pointer to a thousand bytes.
    NullWithLength,
    /// More bytes than the buffer holds.
    BeyondCapacity,
    /// A length that no object has.
    Endless,
    /// Bytes that are no message.
    Garbage,
    /// A status that does not exist.
    Status,
    /// A refusal without a reason.
    Silent,
}

/// The table, whose functions may be null here.
#[repr(C)]
struct Broken {
    size: u32,
    abi: u32,
    create: Create,
    describe: Describe,
    analyze: Read,
    collate: Option<Read>,
    destroy: Destroy,
}

#[unsafe(export_name = "postil_plugin_entry")]
extern "C" fn entry(_abi: u32) -> *const Broken {
    const fn table(collate: Option<Read>) -> Broken {
        let (size, abi) = (size_of::<Broken>() as u32, ABI as u32);
        Broken { size, abi, create, describe, analyze, collate, destroy }
    }
    static WHOLE: Broken = table(Some(analyze));
    static LACKING: Broken = table(None);
    let lacking = std::env::var_os("POSTIL_FAULTY_TABLE").is_some();
    if lacking { &raw const LACKING } else { &raw const WHOLE }
}

/// Lends constant bytes, which nobody frees.
fn lent(bytes: &'static [u8]) -> Buffer {
    let start = bytes.as_ptr().cast_mut();
    Buffer { start, length: bytes.len(), capacity: bytes.len(), release: None }
}

unsafe extern "C" fn create(
    settings: Slice,
    instance: *mut *mut c_void,
    error: *mut Buffer,
) -> i32 {
    // SAFETY: the host lends the bytes for the call.
    let settings = unsafe { settings.bytes() }.unwrap_or_default();
    let settings: Value = serde_json::from_slice(settings).unwrap_or_default();
    let mode = match settings["mode"].as_str() {
        Some("null-with-length") => Break::NullWithLength,
        Some("beyond-capacity") => Break::BeyondCapacity,
        Some("endless") => Break::Endless,
        Some("garbage") => Break::Garbage,
        Some("status") => Break::Status,
        Some("silent") => Break::Silent,
        Some("no-instance") => return Status::OK,
        _ => {
            let reason = lent(br#"{"code":"E0051","message":"there is no such mode"}"#);
            // SAFETY: the host gives a place for the reason.
            unsafe { error.write(reason) };
            return Status::REFUSED;
        }
    };
    // SAFETY: the host gives a place for the instance.
    unsafe { instance.write(Box::into_raw(Box::new(mode)).cast()) };
    Status::OK
}

unsafe extern "C" fn describe(_: *mut c_void, answer: *mut Buffer, _: *mut Buffer) -> i32 {
    // SAFETY: the host gives a place for the answer.
    unsafe { answer.write(lent(MANIFEST)) };
    Status::OK
}

unsafe extern "C" fn analyze(
    instance: *mut c_void,
    _request: Slice,
    answer: *mut Buffer,
    _error: *mut Buffer,
) -> i32 {
    // SAFETY: the instance comes from `create`.
    let wrong = match unsafe { *instance.cast::<Break>() } {
        Break::NullWithLength => {
            Buffer { start: ptr::null_mut(), length: 1000, capacity: 1000, release: None }
        }
        Break::BeyondCapacity => Buffer { length: 1000, ..lent(b"short") },
        Break::Endless => Buffer { length: usize::MAX, capacity: usize::MAX, ..lent(b"short") },
        Break::Garbage => lent(b"no answer at all"),
        Break::Status => return 77,
        Break::Silent => return Status::REFUSED,
    };
    // SAFETY: the host gives a place for the answer.
    unsafe { answer.write(wrong) };
    Status::OK
}

unsafe extern "C" fn destroy(instance: *mut c_void, _error: *mut Buffer) -> i32 {
    // SAFETY: the instance comes from `create` and is not used again.
    drop(unsafe { Box::from_raw(instance.cast::<Break>()) });
    Status::OK
}
