/* The C ABI of Postil plugins, version 1, for plugins in C, C++, Zig, Go or anything else that
 * makes shared libraries.
 *
 * A library exports two symbols: `postil_plugin_descriptor`, data that the host reads before it
 * runs any code of the library, and `postil_plugin_entry`, which gives the functions.
 * `postil_message.h`, beside this file, reads and writes the messages.
 *
 * Rules:
 *  - The version is a window of integers. Host and plugin take the highest that both know.
 *  - Structs only ever grow at their ends and say their size.
 *  - Whoever allocates frees: a buffer that is handed over brings its own `release`.
 *  - Nothing is thrown, unwound or jumped over the boundary; `exit` is not called.
 *  - An instance is used by one thread at a time, not always the same.
 *  - The library is never unloaded. Nothing is printed to standard output.
 *
 * Names, values, sizes and order are those of the Rust module `postil_plugin::abi`;
 * crates/plugin/tests/c_header.rs holds the two together. */
#ifndef POSTIL_H
#define POSTIL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* First field of a descriptor: the bytes P, S, T, L as a little-endian number. */
#define POSTIL_MAGIC 0x4c545350

/* The ABI version of this header. */
#define POSTIL_ABI 1

/* Flag of a descriptor: no panic or exception of this library can end the process. A library in
 * C, which has none, sets it. One without it is refused in the host's own process. */
#define POSTIL_PANIC_UNWIND 1

/* What a function returns. */
#define POSTIL_OK 0       /* The answer is in the answer buffer. */
#define POSTIL_REFUSED 1  /* There is none; the error buffer says why. */
#define POSTIL_PANICKED 2 /* As before, and the instance is not to be used again. */

#if defined(_WIN32)
#define POSTIL_EXPORT __declspec(dllexport)
#else
#define POSTIL_EXPORT __attribute__((visibility("default")))
#endif

/* Bytes lent for the length of a call. Null with length 0 is empty. */
typedef struct postil_slice {
  const uint8_t *start;
  size_t length;
} postil_slice;

/* Bytes handed over. The host gives empty buffers; a function fills what it has to say. The host
 * copies the bytes and then calls `release`, which frees them and empties the buffer. A length
 * beyond the capacity is refused. */
typedef struct postil_buffer {
  uint8_t *start;
  size_t length;
  size_t capacity; /* Bytes allocated, for `release`; at least `length`, else nothing is read. */
  void (*release)(struct postil_buffer *buffer);
} postil_buffer;

/* What a library says of itself. */
typedef struct postil_descriptor {
  uint32_t magic;   /* POSTIL_MAGIC */
  uint32_t size;    /* sizeof(postil_descriptor) */
  uint16_t abi_min; /* Oldest ABI version that the plugin speaks. */
  uint16_t abi_max; /* Newest ABI version that the plugin speaks. */
  /* The lower 16 bits inform: POSTIL_PANIC_UNWIND. The upper 16 bits are what the plugin cannot do
   * without; a host that does not know one of them refuses the plugin. Leave them 0: version 1
   * has none. */
  uint32_t flags;
  /* JSON: {"id", "version", "summary", "requires": [{"layer", "optional"?}], "provides": [],
   * "collates"?, "examples"?: [{"text", "notes": [{"layer", "words", "label"?}]}]}. Lives as long
   * as the library. */
  postil_slice manifest;
} postil_descriptor;

/* The functions. None may be null. An `error` is JSON, {"code": "E0030", "message": "..."}:
 * E0030 for work that could not be done, E0037 for a request that cannot be read, E0051 for
 * settings that are refused. */
typedef struct postil_functions {
  uint32_t size; /* sizeof(postil_functions) */
  uint32_t abi;  /* The version that was asked for. */
  /* Builds an instance from its settings (JSON: an object, or null for the defaults). The
   * address written to `instance` is not null. */
  int32_t (*create)(postil_slice settings, void **instance, postil_buffer *error);
  /* Writes the manifest as JSON, with `settings`: the JSON Schema of the settings. */
  int32_t (*describe)(void *instance, postil_buffer *answer, postil_buffer *error);
  /* Reads a request with a document and writes an answer (schema/postil.fbs). */
  int32_t (*analyze)(void *instance, postil_slice request, postil_buffer *answer,
                     postil_buffer *error);
  /* The same for a story. Called only if the manifest says `"collates": true`. */
  int32_t (*collate)(void *instance, postil_slice request, postil_buffer *answer,
                     postil_buffer *error);
  /* Ends an instance. */
  int32_t (*destroy)(void *instance, postil_buffer *error);
} postil_functions;

/* To be defined by the plugin. The entry returns null for a version that it does not speak; what
 * it returns lives as long as the library. */
extern POSTIL_EXPORT const postil_descriptor postil_plugin_descriptor;
POSTIL_EXPORT const postil_functions *postil_plugin_entry(uint32_t abi);

#ifdef __cplusplus
}
#endif

#endif
