//! Loading a plugin from a shared library and calling it.
//!
//! The library is a private copy (see `image`). It is never closed: threads and thread-local
//! destructors may still run its code.
#![allow(unsafe_code)]

use super::error::PluginError;
use super::run_error::RunError;
use postil_core::Manifest;
use postil_plugin::abi::{
    ABI, Buffer, DESCRIPTOR, Descriptor, ENTRY, MAGIC, PANIC_UNWIND, Slice, Status, Table,
};
use postil_plugin::message::AnswerError;
use postil_plugin::protocol::{ANALYZE, Fault};
use std::ffi::c_void;
use std::mem::{ManuallyDrop, offset_of};
use std::path::Path;

/// Longest manifest in bytes.
const LONGEST_MANIFEST: usize = 4 << 20;

/// The flags of a descriptor that a host must know: what the plugin cannot do without. ABI 1
/// has none; the lower half of the flags only informs.
const REQUIRED: u32 = 0xffff_0000;

/// A loaded library whose descriptor and table are sound.
#[derive(Debug, Clone)]
pub(super) struct Library {
    table: Table,
    manifest: Manifest,
}

impl Library {
    /// Loads the private copy `file` of the plugin that the user knows as `shown`.
    /// `own_process`: a panic must not end the process.
    pub(super) fn load(file: &Path, shown: &Path, own_process: bool) -> Result<Self, PluginError> {
        let broken = |fault: String| PluginError::NotPlugin { path: shown.to_owned(), fault };
        // Never closed; see the top of the file.
        let opened = ManuallyDrop::new(open(file).map_err(|fault| refused(fault, file, shown))?);

        // SAFETY: the symbol is data that starts with a `u32` by the rules of the ABI.
        let descriptor = unsafe { opened.get::<*const Descriptor>(DESCRIPTOR) };
        let descriptor: *const Descriptor =
            *descriptor.map_err(|_| broken(format!("it does not export `{DESCRIPTOR}`")))?;
        let descriptor = read_descriptor(descriptor).map_err(broken)?;
        agree(descriptor.abi_min, descriptor.abi_max)?;
        let bits = descriptor.flags & REQUIRED;
        if bits != 0 {
            return Err(PluginError::Capability { path: shown.to_owned(), bits });
        }
        if own_process && descriptor.flags & PANIC_UNWIND == 0 {
            return Err(PluginError::PanicAbort { path: shown.to_owned() });
        }
        let manifest = read_manifest(descriptor.manifest)?;

        // SAFETY: the symbol is a function of this type by the rules of the ABI.
        let entry = unsafe { opened.get::<extern "C" fn(u32) -> *const Table>(ENTRY) };
        let entry = *entry.map_err(|_| broken(format!("it does not export `{ENTRY}`")))?;
        let table = read_table(entry(u32::from(ABI))).map_err(broken)?;
        Ok(Self { table, manifest })
    }

    /// The manifest of the descriptor, without the schema of the settings.
    pub(super) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A new instance with these settings, given as JSON.
    pub(super) fn create(&self, settings: &[u8]) -> Result<LibraryInstance, PluginError> {
        let mut instance = std::ptr::null_mut();
        let mut error = Buffer::empty();
        // SAFETY: the table is that of a loaded library; slice and places live for the call.
        let status = unsafe { (self.table.create)(Slice::of(settings), &mut instance, &mut error) };
        if status == Status::OK && !instance.is_null() {
            return Ok(LibraryInstance { table: self.table, instance, poisoned: false });
        }
        Err(PluginError::refused(refusal(status, take(error, LONGEST_ERROR))))
    }
}

/// Longest error text that is read.
const LONGEST_ERROR: u64 = 1 << 20;

/// One analyzer of a library.
#[derive(Debug)]
pub(super) struct LibraryInstance {
    table: Table,
    instance: *mut c_void,
    poisoned: bool,
}

// SAFETY: by the rules of the ABI an instance may be used by any thread, one at a time; all
// methods that use it take `&mut self`.
unsafe impl Send for LibraryInstance {}

impl LibraryInstance {
    /// The manifest with the schema of the settings.
    pub(super) fn describe(&mut self) -> Result<Manifest, PluginError> {
        let (mut answer, mut error) = (Buffer::empty(), Buffer::empty());
        // SAFETY: the instance comes from this table and is not destroyed yet.
        let status = unsafe { (self.table.describe)(self.instance, &mut answer, &mut error) };
        let answer = take(answer, LONGEST_MANIFEST as u64);
        let error = take(error, LONGEST_ERROR);
        if status != Status::OK {
            self.poisoned = status != Status::REFUSED;
            return Err(PluginError::refused(refusal(status, error)));
        }
        let bytes = answer.map_err(|fault| PluginError::Manifest { fault: fault.to_string() })?;
        serde_json::from_slice(&bytes)
            .map_err(|error| PluginError::Manifest { fault: error.to_string() })
    }

    /// The answer to a request, at most `limit` bytes.
    pub(super) fn call(
        &mut self,
        kind: u8,
        request: &[u8],
        limit: u64,
    ) -> Result<Vec<u8>, RunError> {
        let function = if kind == ANALYZE { self.table.analyze } else { self.table.collate };
        let (mut answer, mut error) = (Buffer::empty(), Buffer::empty());
        // SAFETY: the instance comes from this table and is not destroyed yet; slice and buffers
        // live for the call.
        let status =
            unsafe { function(self.instance, Slice::of(request), &mut answer, &mut error) };
        let answer = take(answer, limit);
        let error = take(error, LONGEST_ERROR);
        match status {
            Status::OK => answer,
            Status::REFUSED => {
                let Fault { code, message, .. } = refusal(status, error);
                Err(AnswerError::Failed { code, message }.into())
            }
            _ => {
                self.poisoned = true;
                Err(RunError::Panicked(refusal(status, error).message))
            }
        }
    }
}

impl Drop for LibraryInstance {
    fn drop(&mut self) {
        if self.poisoned {
            return;
        }
        let mut error = Buffer::empty();
        // SAFETY: the instance comes from this table and is not used again.
        unsafe { (self.table.destroy)(self.instance, &mut error) };
        drop(take(error, LONGEST_ERROR));
    }
}

/// Copies a buffer of the plugin and lets the plugin free it.
fn take(mut buffer: Buffer, limit: u64) -> Result<Vec<u8>, RunError> {
    let length = buffer.length as u64;
    let copy = if length > limit {
        Err(RunError::TooLarge { length, limit })
    } else if buffer.length > buffer.capacity && !buffer.start.is_null() {
        // What lies behind the allocation is not the plugin's to give away.
        let fault = format!("{length} bytes in a buffer that holds {}", buffer.capacity);
        Err(AnswerError::Unreadable(fault).into())
    } else {
        // SAFETY: the plugin filled the buffer by the rules of the ABI, or it is empty.
        unsafe { buffer.bytes() }.map(<[u8]>::to_vec).ok_or_else(|| {
            AnswerError::Unreadable(format!("a null pointer to {length} bytes")).into()
        })
    };
    // SAFETY: the buffer was filled by the side that set `release`, and is not used again.
    unsafe { buffer.free() };
    copy
}

/// What an error buffer says.
fn refusal(status: i32, error: Result<Vec<u8>, RunError>) -> Fault {
    let code = if status == Status::PANICKED { "E0031" } else { "E0037" };
    let text = match error {
        Ok(bytes) => match serde_json::from_slice::<Fault>(&bytes) {
            Ok(fault) => return fault,
            Err(_) => format!("status {status} without a reason"),
        },
        Err(error) => error.to_string(),
    };
    Fault { code: code.to_owned(), message: text, help: String::new() }
}

/// Opens a library, all its symbols bound at once and none of them shown to other libraries.
fn open(file: &Path) -> Result<libloading::Library, libloading::Error> {
    #[cfg(unix)]
    // SAFETY: the initialisers of a plugin run here. That they are sound is what a user trusts
    // a plugin with; `isolation` says in which process.
    let opened = unsafe {
        use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};
        Library::open(Some(file.as_os_str()), RTLD_NOW | RTLD_LOCAL).map(libloading::Library::from)
    };
    #[cfg(not(unix))]
    // SAFETY: as above.
    let opened = unsafe { libloading::Library::new(file.as_os_str()) };
    opened
}

/// What the loader says, about the file that the user knows.
fn refused(error: libloading::Error, file: &Path, shown: &Path) -> PluginError {
    let reason = std::error::Error::source(&error)
        .map_or_else(|| error.to_string(), ToString::to_string)
        .replace(&file.display().to_string(), &shown.display().to_string());
    let path = shown.to_owned();
    match missing_symbol(&reason) {
        Some(symbol) => PluginError::MissingSymbol { path, symbol: symbol.to_owned() },
        None => PluginError::NotLibrary { path, fault: reason },
    }
}

/// The symbol that a loader did not find, in the words of glibc, musl and macOS.
fn missing_symbol(reason: &str) -> Option<&str> {
    let rest = ["undefined symbol: ", "Symbol not found: "]
        .iter()
        .find_map(|words| reason.split_once(words))
        .map(|(_, rest)| rest);
    let rest = rest.or_else(|| {
        let (before, _) = reason.split_once(": symbol not found")?;
        before.rsplit(' ').next()
    });
    rest?.split([',', ' ', '\n', '\r']).find(|word| !word.is_empty())
}

fn read_descriptor(place: *const Descriptor) -> Result<Descriptor, String> {
    if place.is_null() || !place.is_aligned() {
        return Err(format!("`{DESCRIPTOR}` is not data"));
    }
    // SAFETY: not null and aligned; a symbol of that name starts with two `u32`.
    let (magic, size) = unsafe { ((*place).magic, (*place).size) };
    if magic != MAGIC {
        return Err(format!("`{DESCRIPTOR}` starts with {magic:#010x} and not with `PSTL`"));
    }
    if (size as usize) < size_of::<Descriptor>() {
        return Err(format!("`{DESCRIPTOR}` has {size} bytes and is cut off"));
    }
    // SAFETY: the descriptor says that all bytes of the struct are there.
    Ok(unsafe { place.read() })
}

fn read_manifest(text: Slice) -> Result<Manifest, PluginError> {
    let wrong = |fault: String| PluginError::Manifest { fault };
    if text.length > LONGEST_MANIFEST {
        return Err(wrong(format!("it has {} bytes", text.length)));
    }
    // SAFETY: the text is constant and the library is never closed.
    let bytes: &[u8] =
        unsafe { text.bytes() }.ok_or_else(|| wrong("it is a null pointer".to_owned()))?;
    let text = std::str::from_utf8(bytes).map_err(|error| wrong(format!("not UTF-8: {error}")))?;
    serde_json::from_str(text).map_err(|error| wrong(error.to_string()))
}

fn read_table(place: *const Table) -> Result<Table, String> {
    if place.is_null() || !place.is_aligned() {
        return Err(format!("`{ENTRY}` refuses ABI {ABI}"));
    }
    // SAFETY: not null and aligned; a table starts with its size.
    let size = unsafe { (*place).size };
    if (size as usize) < size_of::<Table>() {
        return Err(format!("its table of functions has {size} bytes and is cut off"));
    }
    for at in [
        offset_of!(Table, create),
        offset_of!(Table, describe),
        offset_of!(Table, analyze),
        offset_of!(Table, collate),
        offset_of!(Table, destroy),
    ] {
        // SAFETY: the table says that all functions are there; a function is as wide as a number
        // of this type, and any number will do.
        if unsafe { place.byte_add(at).cast::<usize>().read() } == 0 {
            return Err("a function of its table is null".to_owned());
        }
    }
    // SAFETY: all functions are there and none is null.
    Ok(unsafe { place.read() })
}

/// Whether host and plugin share an ABI version.
pub(super) fn agree(abi_min: u16, abi_max: u16) -> Result<(), PluginError> {
    if abi_max < ABI {
        Err(PluginError::TooOld { plugin: abi_max, host: ABI })
    } else if abi_min > ABI {
        Err(PluginError::TooNew { plugin: abi_min, host: ABI })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::missing_symbol;

    #[test]
    fn loaders_name_the_symbol_in_several_ways() {
        for reason in [
            "/tmp/a.so: undefined symbol: acme_tag",
            "/tmp/a.so: undefined symbol: acme_tag, version ACME_2",
            "Error relocating /tmp/a.so: acme_tag: symbol not found",
            "dlopen(/tmp/a.dylib, 0x2): Symbol not found: acme_tag\n  Referenced from: /tmp/a.dylib",
        ] {
            assert_eq!(missing_symbol(reason), Some("acme_tag"), "{reason}");
        }
        assert_eq!(missing_symbol("/tmp/a.so: file too short"), None);
    }
}
