/* Reading requests and writing answers in C, without a FlatBuffers library.
 *
 * The form is FlatBuffers with the tables of crates/plugin/schema/postil.fbs; everything is
 * little-endian, and so must the machine be. The rules that are needed here:
 *  - A message starts with a u32: the distance from there to the root table.
 *  - A table starts with an i32: its own position minus that is its vtable. The vtable holds u16:
 *    its size in bytes, the table's size, then for each field its distance from the table's
 *    start, 0 where the field is not there. Fields are numbered as in the schema.
 *  - A field that holds a string, a vector or a table is a u32: the distance from the field.
 *  - A vector is a u32 count and its items; a vector of records holds the records themselves, one
 *    of strings or tables holds a u32 distance for each. A string is a vector of UTF-8 bytes.
 *
 * Every reader checks its bounds and gives false for what does not lie in the message, so that
 * no request can lead a plugin astray. Needs C11. */
#ifndef POSTIL_MESSAGE_H
#define POSTIL_MESSAGE_H

#include "postil.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Numbers of the fields. */
#define POSTIL_LAYER_NAME 0
#define POSTIL_LAYER_BY 1
#define POSTIL_LAYER_LABELS 2
#define POSTIL_LAYER_NOTES 3
#define POSTIL_LAYER_IDS 4
#define POSTIL_DOCUMENT_ID 0
#define POSTIL_DOCUMENT_TEXT 1
#define POSTIL_DOCUMENT_META 2
#define POSTIL_DOCUMENT_ARENA 3
#define POSTIL_DOCUMENT_LAYERS 4
#define POSTIL_STORY_ID 0
#define POSTIL_STORY_DOCUMENTS 1
#define POSTIL_STORY_LINKS 2
#define POSTIL_STORY_RESULTS 3
#define POSTIL_REQUEST_DOCUMENT 0
#define POSTIL_REQUEST_STORY 1
#define POSTIL_FAILURE_CODE 0
#define POSTIL_FAILURE_MESSAGE 1
#define POSTIL_ANSWER_ARENA 0
#define POSTIL_ANSWER_LAYERS 1
#define POSTIL_ANSWER_RESULT 2
#define POSTIL_ANSWER_LINKS 3
#define POSTIL_ANSWER_FAILURE 4

/* `label` of a note without one. */
#define POSTIL_NO_LABEL 0xffffffff

/* One note; the record of the schema. Without a score, `score` is not a number (NAN). */
typedef struct postil_note {
  uint32_t start;
  uint32_t end;
  uint32_t label;
  float score;
  uint32_t attributes_start;
  uint32_t attributes_length;
} postil_note;

/* ---- Reading ---- */

/* A table of a message. */
typedef struct postil_table {
  postil_slice message;
  size_t start;
  size_t vtable;
  size_t vtable_size;
} postil_table;

/* A vector of a message: `count` items of `stride` bytes from `start`. */
typedef struct postil_vector {
  postil_slice message;
  size_t start;
  size_t count;
  size_t stride;
} postil_vector;

static inline bool postil_read(postil_slice message, size_t at, void *value, size_t size) {
  if (at > message.length || size > message.length - at) return false;
  memcpy(value, message.start + at, size);
  return true;
}

/* Where the u32 distance at `at` leads. */
static inline bool postil_follow(postil_slice message, size_t at, size_t *target) {
  uint32_t distance;
  if (!postil_read(message, at, &distance, sizeof distance)) return false;
  if (distance > message.length - at) return false;
  *target = at + distance;
  return true;
}

/* The table to which the distance at `at` leads; 0 is the message's root. */
static inline bool postil_table_at(postil_slice message, size_t at, postil_table *table) {
  size_t start;
  int32_t back;
  uint16_t size;
  if (!postil_follow(message, at, &start)) return false;
  if (!postil_read(message, start, &back, sizeof back)) return false;
  int64_t vtable = (int64_t)start - back;
  if (vtable < 0 || (uint64_t)vtable > message.length) return false;
  if (!postil_read(message, (size_t)vtable, &size, sizeof size)) return false;
  if (size < 4 || size > message.length - (size_t)vtable) return false;
  *table = (postil_table){message, start, (size_t)vtable, size};
  return true;
}

/* Where a field stands; false if the table does not have it. */
static inline bool postil_field(const postil_table *table, unsigned number, size_t *at) {
  size_t entry = 4 + 2 * (size_t)number;
  uint16_t distance;
  if (entry + 2 > table->vtable_size) return false;
  if (!postil_read(table->message, table->vtable + entry, &distance, sizeof distance)) return false;
  if (distance == 0 || distance > table->message.length - table->start) return false;
  *at = table->start + distance;
  return true;
}

/* The table in a field. */
static inline bool postil_field_table(const postil_table *table, unsigned number,
                                      postil_table *value) {
  size_t at;
  return postil_field(table, number, &at) && postil_table_at(table->message, at, value);
}

/* The vector in a field, with items of `stride` bytes. */
static inline bool postil_field_vector(const postil_table *table, unsigned number, size_t stride,
                                       postil_vector *value) {
  size_t at, start;
  uint32_t count;
  postil_slice message = table->message;
  if (!postil_field(table, number, &at) || !postil_follow(message, at, &start)) return false;
  if (!postil_read(message, start, &count, sizeof count)) return false;
  if (count > (message.length - start - 4) / stride) return false;
  *value = (postil_vector){message, start + 4, count, stride};
  return true;
}

/* The string in a field. Whether it is UTF-8 is not checked. */
static inline bool postil_field_text(const postil_table *table, unsigned number,
                                     postil_slice *value) {
  postil_vector bytes;
  if (!postil_field_vector(table, number, 1, &bytes)) return false;
  *value = (postil_slice){bytes.message.start + bytes.start, bytes.count};
  return true;
}

/* One note of a vector of notes (stride sizeof(postil_note)). */
static inline bool postil_note_at(const postil_vector *notes, size_t number, postil_note *note) {
  if (number >= notes->count || notes->stride != sizeof *note) return false;
  return postil_read(notes->message, notes->start + number * notes->stride, note, sizeof *note);
}

/* The layer of that name. */
static inline bool postil_layer(const postil_table *document, const char *name,
                                postil_table *layer) {
  postil_vector layers;
  postil_slice found;
  if (!postil_field_vector(document, POSTIL_DOCUMENT_LAYERS, 4, &layers)) return false;
  for (size_t number = 0; number < layers.count; number++) {
    if (postil_table_at(layers.message, layers.start + 4 * number, layer) &&
        postil_field_text(layer, POSTIL_LAYER_NAME, &found) && found.length == strlen(name) &&
        memcmp(found.start, name, found.length) == 0)
      return true;
  }
  return false;
}

/* ---- Writing ---- */

/* Bytes that grow. Once memory is out, or the 2 GiB of the form, `failed` is set and nothing is
 * written any more, so that it is looked at once, at the end. */
typedef struct postil_writer {
  uint8_t *start;
  size_t length;
  size_t capacity;
  bool failed;
} postil_writer;

static inline void postil_put(postil_writer *out, const void *bytes, size_t length) {
  if (out->failed || length == 0) return;
  if (length > (size_t)INT32_MAX - out->length) {
    out->failed = true;
    return;
  }
  if (length > out->capacity - out->length) {
    size_t capacity = 2 * (out->length + length) + 64;
    uint8_t *grown = realloc(out->start, capacity);
    if (grown == NULL) {
      out->failed = true;
      return;
    }
    out->start = grown;
    out->capacity = capacity;
  }
  memcpy(out->start + out->length, bytes, length);
  out->length += length;
}

static inline void postil_put_u32(postil_writer *out, uint32_t value) {
  postil_put(out, &value, sizeof value);
}

/* Writes into the distance at `at` that its target comes next. */
static inline void postil_aim(postil_writer *out, size_t at) {
  static const uint8_t zeros[4];
  postil_put(out, zeros, (4 - out->length % 4) % 4);
  if (out->failed) return;
  uint32_t distance = (uint32_t)(out->length - at);
  memcpy(out->start + at, &distance, sizeof distance);
}

/* Writes the string or vector to which the distance at `at` leads. */
static inline void postil_put_vector(postil_writer *out, size_t at, const void *items,
                                     size_t count, size_t stride) {
  static const uint8_t zero[1];
  postil_aim(out, at);
  postil_put_u32(out, (uint32_t)count);
  postil_put(out, items, count * stride);
  postil_put(out, zero, 1); /* Strings want a zero at their end; others do not mind. */
}

/* Writes a table of `count` fields, each a distance that is yet to be aimed; `present` has a bit
 * for each field that is there. Returns the position of the first; the others follow. */
static inline size_t postil_put_table(postil_writer *out, size_t at, unsigned count,
                                      unsigned present) {
  uint16_t vtable[2 + 8] = {(uint16_t)(4 + 2 * count), 4};
  size_t size = vtable[0];
  for (unsigned field = 0; field < count; field++) {
    if (present >> field & 1) {
      vtable[2 + field] = vtable[1];
      vtable[1] += 4;
    }
  }
  /* The vtable comes first, padded so that the table behind it is aligned. */
  size_t padded = (size + 3) / 4 * 4;
  postil_aim(out, at);
  postil_put(out, vtable, padded);
  postil_aim(out, at);
  size_t start = out->length;
  postil_put_u32(out, (uint32_t)padded);
  for (unsigned size_left = vtable[1]; size_left > 4; size_left -= 4) postil_put_u32(out, 0);
  return start + 4;
}

/* Writes an answer of one layer. `labels`: zero-ended strings; `arena`: the attributes of the
 * notes; `result`: JSON, or empty for none. False when memory is out. */
static inline bool postil_write_answer(const char *layer, const char *const *labels,
                                       size_t label_count, const postil_note *notes,
                                       size_t note_count, postil_slice arena, postil_slice result,
                                       postil_writer *out) {
  unsigned present = 1u << POSTIL_ANSWER_ARENA | 1u << POSTIL_ANSWER_LAYERS;
  if (result.length > 0) present |= 1u << POSTIL_ANSWER_RESULT;
  postil_put_u32(out, 0);
  size_t answer = postil_put_table(out, 0, 5, present);
  postil_put_vector(out, answer, arena.start, arena.length, 1);
  if (result.length > 0) postil_put_vector(out, answer + 8, result.start, result.length, 1);
  postil_aim(out, answer + 4);
  postil_put_u32(out, 1);
  size_t place = out->length;
  postil_put_u32(out, 0);
  size_t fields = postil_put_table(
      out, place, 5, 1u << POSTIL_LAYER_NAME | 1u << POSTIL_LAYER_LABELS | 1u << POSTIL_LAYER_NOTES);
  postil_put_vector(out, fields, layer, strlen(layer), 1);
  postil_aim(out, fields + 4);
  postil_put_u32(out, (uint32_t)label_count);
  size_t first = out->length;
  for (size_t number = 0; number < label_count; number++) postil_put_u32(out, 0);
  for (size_t number = 0; number < label_count; number++)
    postil_put_vector(out, first + 4 * number, labels[number], strlen(labels[number]), 1);
  postil_put_vector(out, fields + 8, notes, note_count, sizeof *notes);
  return !out->failed;
}

/* Frees what a writer wrote. */
static inline void postil_release(postil_buffer *buffer) {
  if (buffer == NULL) return;
  free(buffer->start);
  *buffer = (postil_buffer){0};
}

/* Hands over what was written. */
static inline void postil_hand_over(postil_writer *out, postil_buffer *buffer) {
  *buffer = (postil_buffer){out->start, out->length, out->capacity, postil_release};
  *out = (postil_writer){0};
}

/* Refuses with a code and a message without quotes, backslashes and control characters. */
static inline int32_t postil_refuse(postil_buffer *error, const char *code, const char *message) {
  const char *parts[] = {"{\"code\":\"", code, "\",\"message\":\"", message, "\"}"};
  postil_writer out = {0};
  for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
    postil_put(&out, parts[part], strlen(parts[part]));
  if (error != NULL && !out.failed)
    postil_hand_over(&out, error);
  else
    free(out.start);
  return POSTIL_REFUSED;
}

#endif
