//! A descriptor and a table of functions as a later version of the ABI may have them: the same as
//! today, with more at their ends.

use crate::faulty::Faulty;
use postil_plugin::Plugin;
use postil_plugin::abi::{Descriptor, Table};

#[repr(C)]
struct GrownDescriptor {
    known: Descriptor,
    more: [u64; 4],
}

#[used]
#[unsafe(export_name = "postil_plugin_descriptor")]
static DESCRIPTOR: GrownDescriptor = {
    let mut known = Descriptor::new(<Faulty as Plugin>::MANIFEST);
    known.size = size_of::<GrownDescriptor>() as u32;
    known.abi_max = 99;
    // A flag that merely informs.
    known.flags |= 1 << 15;
    GrownDescriptor { known, more: [u64::MAX; 4] }
};

#[repr(C)]
struct GrownTable {
    known: Table,
    more: [usize; 2],
}

#[unsafe(export_name = "postil_plugin_entry")]
extern "C" fn entry(abi: u32) -> *const GrownTable {
    static TABLE: GrownTable = {
        let mut known = Table::of::<Faulty>();
        known.size = size_of::<GrownTable>() as u32;
        GrownTable { known, more: [usize::MAX; 2] }
    };
    if abi == TABLE.known.abi { &raw const TABLE } else { std::ptr::null() }
}
