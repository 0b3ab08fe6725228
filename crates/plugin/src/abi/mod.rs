//! The C ABI, version 1: what a plugin in a shared library exports and what the host calls.
//!
//! A library exports two symbols. `postil_plugin_descriptor` is data: a [`Descriptor`] that the
//! host reads before it runs any code of the library. `postil_plugin_entry` is a function that
//! takes the ABI version which the host chose and returns a [`Table`] of functions, or null to
//! refuse. [`export!`](crate::export) makes both.
//!
//! Rules:
//! * The version is a window of integers, `abi_min..=abi_max`, and never a product's version.
//!   Host and plugin take the highest that both know.
//! * Structs and the table only ever grow at their ends, and say their size.
//! * The side that allocates frees: every [`Buffer`] brings its `release`.
//! * No unwinding crosses: each function catches panics and returns [`Status::PANICKED`].
//! * An instance is used by one thread at a time, not always the same. After a panic it is not
//!   used again, and not destroyed.
//! * A library is never unloaded.
#![allow(unsafe_code)]

mod buffer;
mod calls;

pub use buffer::{Buffer, Slice};
pub use calls::{Create, Describe, Destroy, Read, Table, open};

/// First four bytes of a descriptor: `PSTL`.
pub const MAGIC: u32 = u32::from_le_bytes(*b"PSTL");

/// The ABI version of this crate.
pub const ABI: u16 = 1;

/// Name of the data symbol.
pub const DESCRIPTOR: &str = "postil_plugin_descriptor";

/// Name of the function symbol.
pub const ENTRY: &str = "postil_plugin_entry";

/// Flag of a descriptor: panics unwind, so that the library can catch them. A library without it
/// takes the whole process down with a panic and is refused in the host's own process.
pub const PANIC_UNWIND: u32 = 1;

/// What a function of the table returns; other values are a breach of the ABI.
pub struct Status;

impl Status {
    /// The answer is in the answer buffer.
    pub const OK: i32 = 0;
    /// There is no answer; the error buffer holds JSON with `code` and `message`.
    pub const REFUSED: i32 = 1;
    /// A panic was caught; the error buffer holds JSON with `code` and `message`. The instance is
    /// not to be used again.
    pub const PANICKED: i32 = 2;
}

/// What a library says of itself.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Descriptor {
    /// [`MAGIC`].
    pub magic: u32,
    /// Bytes of this struct in the plugin's version.
    pub size: u32,
    /// Oldest ABI that the plugin speaks.
    pub abi_min: u16,
    /// Newest ABI that the plugin speaks.
    pub abi_max: u16,
    /// Flags, such as [`PANIC_UNWIND`]. The lower 16 bits inform, and unknown ones among them do
    /// not matter. The upper 16 bits are capabilities of the host that the plugin cannot do
    /// without: a host that does not know one refuses the plugin (E0054). ABI 1 has none of them.
    pub flags: u32,
    /// The manifest as JSON, without the schema of the settings. Lives as long as the library.
    pub manifest: Slice,
}

// SAFETY: a descriptor is only read, and its slice points to constant text.
unsafe impl Sync for Descriptor {}

impl Descriptor {
    /// The descriptor of a plugin that is built by this crate.
    pub const fn new(manifest: &'static str) -> Self {
        Self::with_window(manifest, ABI, ABI)
    }

    /// A descriptor with another window of ABI versions, for tests of the host.
    pub const fn with_window(manifest: &'static str, abi_min: u16, abi_max: u16) -> Self {
        Self {
            magic: MAGIC,
            size: size_of::<Self>() as u32,
            abi_min,
            abi_max,
            flags: if cfg!(panic = "unwind") { PANIC_UNWIND } else { 0 },
            manifest: Slice::of(manifest.as_bytes()),
        }
    }
}

/// Exports a [`Plugin`](crate::Plugin) from a shared library (`crate-type = ["cdylib"]`).
///
/// A crate that is also linked into programs puts the call behind a feature, because a program
/// can hold only one pair of the two symbols.
///
/// ```ignore
/// postil_plugin::export!(Readability);
/// ```
#[macro_export]
macro_rules! export {
    // One symbol alone: for tests of what a host does with half a plugin.
    (@descriptor $descriptor:expr) => {
        const _: () = {
            #[used]
            #[unsafe(export_name = "postil_plugin_descriptor")]
            static DESCRIPTOR: $crate::abi::Descriptor = $descriptor;
        };
    };
    (@entry $plugin:ty) => {
        const _: () = {
            #[unsafe(export_name = "postil_plugin_entry")]
            extern "C" fn entry(abi: u32) -> *const $crate::abi::Table {
                static TABLE: $crate::abi::Table = $crate::abi::Table::of::<$plugin>();
                $crate::abi::open(abi, &TABLE)
            }
        };
    };
    ($plugin:ty) => {
        $crate::export!(@descriptor $crate::abi::Descriptor::new(
            <$plugin as $crate::Plugin>::MANIFEST
        ));
        $crate::export!(@entry $plugin);
    };
}

// The layouts that other languages rely on.
#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(size_of::<Slice>() == 16);
    assert!(size_of::<Buffer>() == 32);
    assert!(size_of::<Descriptor>() == 32);
    assert!(std::mem::offset_of!(Descriptor, flags) == 12);
    assert!(std::mem::offset_of!(Descriptor, manifest) == 16);
    assert!(size_of::<Table>() == 48);
};
