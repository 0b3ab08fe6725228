//! A plugin that fails in every way that a host must bear. The setting `mode` says how; what is
//! wrong before any setting is read is a feature of the crate.

mod deeds;
mod faulty;
#[cfg(feature = "grown")]
mod grown;
#[cfg(feature = "raw")]
mod raw;

#[cfg(not(any(feature = "no-entry", feature = "grown", feature = "raw")))]
use faulty::Faulty;
use postil_plugin::abi::{Descriptor, Slice};

/// The descriptor, wrong in the way that the features say.
const fn descriptor() -> Descriptor {
    let manifest = <faulty::Faulty as postil_plugin::Plugin>::MANIFEST;
    let mut descriptor = if cfg!(feature = "abi-0") {
        Descriptor::with_window(manifest, 0, 0)
    } else if cfg!(feature = "abi-99") {
        Descriptor::with_window(manifest, 99, 99)
    } else {
        Descriptor::new(manifest)
    };
    if cfg!(feature = "abort") {
        descriptor.flags = 0;
    }
    if cfg!(feature = "needs-more") {
        descriptor.flags |= 1 << 16;
    }
    if cfg!(feature = "cut-descriptor") {
        descriptor.size = 16;
    }
    if cfg!(feature = "not-utf-8") {
        descriptor.manifest = Slice::of(b"{\"id\":\"test.faulty\",\"version\":\"\xff\"}");
    }
    descriptor
}

#[cfg(not(any(feature = "no-descriptor", feature = "grown")))]
postil_plugin::export!(@descriptor descriptor());

#[cfg(not(any(feature = "no-entry", feature = "grown", feature = "raw")))]
postil_plugin::export!(@entry Faulty);

#[cfg(any(feature = "no-descriptor", feature = "grown"))]
const _: Descriptor = descriptor();
