//! The table of functions, and the functions that `export!` puts into it.

use super::{ABI, Buffer, Slice, Status};
use crate::panics::guarded;
use crate::serving::{self, Refusal};
use crate::{Plugin, message};
use std::ffi::c_void;

/// Builds an instance from settings as JSON and writes its address to `instance`.
pub type Create =
    unsafe extern "C" fn(settings: Slice, instance: *mut *mut c_void, error: *mut Buffer) -> i32;

/// Writes the manifest as JSON, with the schema of the settings.
pub type Describe =
    unsafe extern "C" fn(instance: *mut c_void, answer: *mut Buffer, error: *mut Buffer) -> i32;

/// Reads a request (`schema/postil.fbs`) and writes an answer.
pub type Read = unsafe extern "C" fn(
    instance: *mut c_void,
    request: Slice,
    answer: *mut Buffer,
    error: *mut Buffer,
) -> i32;

/// Ends an instance.
pub type Destroy = unsafe extern "C" fn(instance: *mut c_void, error: *mut Buffer) -> i32;

/// The functions of a plugin. Later versions add functions at the end; `size` tells what is
/// there.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Bytes of this struct in the plugin's version.
    pub size: u32,
    /// The ABI version of the table.
    pub abi: u32,
    /// Builds an instance.
    pub create: Create,
    /// Tells its manifest.
    pub describe: Describe,
    /// Reads a document.
    pub analyze: Read,
    /// Reads a story.
    pub collate: Read,
    /// Ends an instance.
    pub destroy: Destroy,
}

impl Table {
    /// The table of a plugin.
    pub const fn of<P: Plugin>() -> Self {
        Self {
            size: size_of::<Self>() as u32,
            abi: ABI as u32,
            create: create::<P>,
            describe: describe::<P>,
            analyze: analyze::<P>,
            collate: collate::<P>,
            destroy: destroy::<P>,
        }
    }
}

/// What `postil_plugin_entry` returns: the table if the host asks for its version.
pub fn open(abi: u32, table: &'static Table) -> *const Table {
    if abi == table.abi { table } else { std::ptr::null() }
}

/// Runs one call: no panic leaves it, and what it says goes to the buffers.
///
/// # Safety
/// `answer` and `error` are null or point to buffers that are empty.
unsafe fn run(
    answer: *mut Buffer,
    error: *mut Buffer,
    work: impl FnOnce(&mut Vec<u8>) -> Result<(), Refusal>,
) -> i32 {
    let outcome = guarded(|| {
        let mut bytes = Vec::new();
        work(&mut bytes).map(|()| bytes)
    });
    let (status, place, bytes) = match outcome {
        Ok(Ok(bytes)) => (Status::OK, answer, bytes),
        Ok(Err(refusal)) => (Status::REFUSED, error, told(&refusal.code, &refusal.message)),
        Err(panic) => (Status::PANICKED, error, told("E0031", &panic)),
    };
    if !place.is_null() && !bytes.is_empty() {
        // SAFETY: not null, so it points to an empty buffer, which needs no drop.
        unsafe { place.write(Buffer::of(bytes)) };
    }
    status
}

fn told(code: &str, message: &str) -> Vec<u8> {
    serde_json::json!({"code": code, "message": message}).to_string().into_bytes()
}

fn unusable(what: &str) -> Refusal {
    Refusal::from(message::MessageError::Unreadable(what.to_owned()))
}

unsafe extern "C" fn create<P: Plugin>(
    settings: Slice,
    instance: *mut *mut c_void,
    error: *mut Buffer,
) -> i32 {
    // SAFETY: the host lends the bytes for the call and gives empty buffers; `instance` is null
    // or a place for a pointer.
    unsafe {
        let settings = settings.bytes();
        run(std::ptr::null_mut(), error, |_| {
            let place = instance.as_mut().ok_or_else(|| unusable("no place for the instance"))?;
            let settings = settings.ok_or_else(|| unusable("the settings are no slice"))?;
            let plugin = serving::create::<P>(settings)?;
            *place = Box::into_raw(Box::new(plugin)).cast();
            Ok(())
        })
    }
}

unsafe extern "C" fn describe<P: Plugin>(
    instance: *mut c_void,
    answer: *mut Buffer,
    error: *mut Buffer,
) -> i32 {
    // SAFETY: the instance is null or comes from `create::<P>` and is used by this thread alone;
    // the buffers are empty.
    unsafe {
        let plugin = instance.cast::<P>().as_ref();
        run(answer, error, |out| {
            let plugin = plugin.ok_or_else(|| unusable("no instance"))?;
            *out = serde_json::to_vec(plugin.manifest())
                .map_err(|fault| Refusal::new("E0047", fault.to_string()))?;
            Ok(())
        })
    }
}

unsafe extern "C" fn analyze<P: Plugin>(
    instance: *mut c_void,
    request: Slice,
    answer: *mut Buffer,
    error: *mut Buffer,
) -> i32 {
    // SAFETY: as in `describe`; the request is lent for the call.
    unsafe {
        let (plugin, request) = (instance.cast::<P>().as_ref(), request.bytes());
        run(answer, error, |out| {
            let plugin = plugin.ok_or_else(|| unusable("no instance"))?;
            let request = request.ok_or_else(|| unusable("the request is no slice"))?;
            serving::analyze(plugin, request, out)
        })
    }
}

unsafe extern "C" fn collate<P: Plugin>(
    instance: *mut c_void,
    request: Slice,
    answer: *mut Buffer,
    error: *mut Buffer,
) -> i32 {
    // SAFETY: as in `analyze`.
    unsafe {
        let (plugin, request) = (instance.cast::<P>().as_ref(), request.bytes());
        run(answer, error, |out| {
            let plugin = plugin.ok_or_else(|| unusable("no instance"))?;
            let request = request.ok_or_else(|| unusable("the request is no slice"))?;
            serving::collate(plugin, request, out)
        })
    }
}

unsafe extern "C" fn destroy<P: Plugin>(instance: *mut c_void, error: *mut Buffer) -> i32 {
    // SAFETY: the instance is null or comes from `create::<P>`, and the host does not use it
    // again.
    unsafe {
        run(std::ptr::null_mut(), error, |_| {
            if !instance.is_null() {
                drop(Box::from_raw(instance.cast::<P>()));
            }
            Ok(())
        })
    }
}
