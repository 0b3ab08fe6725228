/* Sizes and offsets of the C headers against those of Rust, which come in as RUST_… from
 * ../c_header.rs. That this file compiles is the test. */
#include "postil.h"
#include "postil_message.h"

#define SAME_SIZE(type, rust) _Static_assert(sizeof(type) == rust, "size of " #type)
#define SAME_PLACE(type, field, rust) \
  _Static_assert(offsetof(type, field) == rust, "place of " #field " in " #type)

SAME_SIZE(postil_slice, RUST_SLICE);
SAME_PLACE(postil_slice, start, RUST_SLICE_START);
SAME_PLACE(postil_slice, length, RUST_SLICE_LENGTH);

SAME_SIZE(postil_buffer, RUST_BUFFER);
SAME_PLACE(postil_buffer, start, RUST_BUFFER_START);
SAME_PLACE(postil_buffer, length, RUST_BUFFER_LENGTH);
SAME_PLACE(postil_buffer, capacity, RUST_BUFFER_CAPACITY);
SAME_PLACE(postil_buffer, release, RUST_BUFFER_RELEASE);

SAME_SIZE(postil_descriptor, RUST_DESCRIPTOR);
SAME_PLACE(postil_descriptor, magic, RUST_DESCRIPTOR_MAGIC);
SAME_PLACE(postil_descriptor, size, RUST_DESCRIPTOR_SIZE);
SAME_PLACE(postil_descriptor, abi_min, RUST_DESCRIPTOR_ABI_MIN);
SAME_PLACE(postil_descriptor, abi_max, RUST_DESCRIPTOR_ABI_MAX);
SAME_PLACE(postil_descriptor, flags, RUST_DESCRIPTOR_FLAGS);
SAME_PLACE(postil_descriptor, manifest, RUST_DESCRIPTOR_MANIFEST);

SAME_SIZE(postil_functions, RUST_FUNCTIONS);
SAME_PLACE(postil_functions, size, RUST_FUNCTIONS_SIZE);
SAME_PLACE(postil_functions, abi, RUST_FUNCTIONS_ABI);
SAME_PLACE(postil_functions, create, RUST_FUNCTIONS_CREATE);
SAME_PLACE(postil_functions, describe, RUST_FUNCTIONS_DESCRIBE);
SAME_PLACE(postil_functions, analyze, RUST_FUNCTIONS_ANALYZE);
SAME_PLACE(postil_functions, collate, RUST_FUNCTIONS_COLLATE);
SAME_PLACE(postil_functions, destroy, RUST_FUNCTIONS_DESTROY);

SAME_SIZE(postil_note, RUST_NOTE);
SAME_PLACE(postil_note, start, 0);
SAME_PLACE(postil_note, end, 4);
SAME_PLACE(postil_note, label, 8);
SAME_PLACE(postil_note, score, 12);
SAME_PLACE(postil_note, attributes_start, 16);
SAME_PLACE(postil_note, attributes_length, 20);
