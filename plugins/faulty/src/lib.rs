//! A plugin that fails in every way that a host must bear. The setting `mode` says how.

mod faulty;

use faulty::Faulty;
use postil_plugin::abi::Descriptor;
use postil_plugin::prelude::*;

/// The descriptor, wrong in the way that the features say.
const fn descriptor() -> Descriptor {
    let manifest = <Faulty as Plugin>::MANIFEST;
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
    descriptor
}

#[cfg(not(feature = "no-descriptor"))]
postil_plugin::export!(@descriptor descriptor());

#[cfg(not(feature = "no-entry"))]
postil_plugin::export!(@entry Faulty);

#[cfg(feature = "no-descriptor")]
const _: Descriptor = descriptor();
