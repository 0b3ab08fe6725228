/* Marks sentences that are written in capitals: a Postil plugin in plain C, small enough to copy.
 *
 * It reads the layer `sentence` and writes a layer `shouting` with a note on each sentence that
 * has at least two words and eight letters, all of them capitals. */
#include "postil_message.h"
#include <math.h>
#include <stdio.h>

#define ID "postil.shouting-c"
#define LAYER "shouting"
#define LEAST_LETTERS 8
#define LEAST_WORDS 2

/* The manifest without the last brace; `describe` adds the schema of the settings. */
#define MANIFEST                                                             \
  "{\"id\":\"" ID "\",\"version\":\"0.1.0\","                                \
  "\"summary\":\"Marks sentences that are written in capitals.\","           \
  "\"requires\":[{\"layer\":\"sentence\"}],\"provides\":[\"" LAYER "\"]"
#define SCHEMA ",\"settings\":{\"type\":\"object\",\"additionalProperties\":false}"

static const char MANIFEST_TEXT[] = MANIFEST "}";
static const char DESCRIBED[] = MANIFEST SCHEMA "}";

POSTIL_EXPORT const postil_descriptor postil_plugin_descriptor = {
    .magic = POSTIL_MAGIC,
    .size = sizeof(postil_descriptor),
    .abi_min = POSTIL_ABI,
    .abi_max = POSTIL_ABI,
    .flags = POSTIL_PANIC_UNWIND,
    .manifest = {(const uint8_t *)MANIFEST_TEXT, sizeof MANIFEST_TEXT - 1},
};

/* ---- Letters ---- */

typedef enum { NO_LETTER, CAPITAL, SMALL } letter_case;

/* Ranges of letters whose capitals and small letters lie apart. */
static const struct {
  uint32_t first, last;
  letter_case is;
} RANGES[] = {
    {'A', 'Z', CAPITAL},     {'a', 'z', SMALL},       /* Basic Latin */
    {0xc0, 0xd6, CAPITAL},   {0xd8, 0xde, CAPITAL},   /* Latin-1: À to Þ without × */
    {0xdf, 0xf6, SMALL},     {0xf8, 0xff, SMALL},     /* Latin-1: ß to ÿ without ÷ */
    {0x391, 0x3a9, CAPITAL}, {0x3b1, 0x3c9, SMALL},   /* Greek */
    {0x400, 0x42f, CAPITAL}, {0x430, 0x45f, SMALL},   /* Cyrillic */
};

static letter_case case_of(uint32_t character) {
  for (size_t at = 0; at < sizeof RANGES / sizeof *RANGES; at++)
    if (RANGES[at].first <= character && character <= RANGES[at].last) return RANGES[at].is;
  return NO_LETTER;
}

/* The character at `at`, which moves behind it. The host's text is UTF-8 throughout; should it
 * ever not be, a byte that starts no character stands for itself. */
static uint32_t next_character(postil_slice text, size_t *at) {
  uint8_t lead = text.start[(*at)++];
  unsigned more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  uint32_t character = more > 0 ? lead & (0x3fu >> more) : lead;
  while (more-- > 0 && *at < text.length && (text.start[*at] & 0xc0) == 0x80)
    character = character << 6 | (text.start[(*at)++] & 0x3f);
  return character;
}

/* How many letters a sentence has if it shouts; 0 if it does not. */
static unsigned shouted_letters(postil_slice sentence) {
  unsigned letters = 0, words = 0;
  bool inside = false;
  for (size_t at = 0; at < sentence.length;) {
    switch (case_of(next_character(sentence, &at))) {
    case SMALL:
      return 0;
    case CAPITAL:
      letters++;
      words += !inside;
      inside = true;
      break;
    case NO_LETTER:
      inside = false;
      break;
    }
  }
  return letters >= LEAST_LETTERS && words >= LEAST_WORDS ? letters : 0;
}

/* ---- The functions ---- */

/* Everything that is found in one document. */
typedef struct {
  postil_writer notes;
  postil_writer arena;
  unsigned sentences;
  unsigned shouting;
} findings;

static void find(postil_slice text, const postil_vector *sentences, findings *found) {
  postil_note sentence;
  for (size_t number = 0; postil_note_at(sentences, number, &sentence); number++) {
    if (sentence.start > sentence.end || sentence.end > text.length) continue;
    found->sentences++;
    postil_slice words = {text.start + sentence.start, sentence.end - sentence.start};
    unsigned letters = shouted_letters(words);
    if (letters == 0) continue;
    found->shouting++;
    char attributes[32];
    int length = snprintf(attributes, sizeof attributes, "{\"letters\":%u}", letters);
    postil_note note = {
        .start = sentence.start,
        .end = sentence.end,
        .label = 0,
        .score = NAN,
        .attributes_start = (uint32_t)found->arena.length,
        .attributes_length = (uint32_t)length,
    };
    postil_put(&found->arena, attributes, (size_t)length);
    postil_put(&found->notes, &note, sizeof note);
  }
}

static int32_t analyze(void *instance, postil_slice request, postil_buffer *answer,
                       postil_buffer *error) {
  static const char *const LABELS[] = {"capitals"};
  postil_table root, document, layer;
  postil_slice text;
  postil_vector sentences = {0};
  (void)instance;
  if (!postil_table_at(request, 0, &root) ||
      !postil_field_table(&root, POSTIL_REQUEST_DOCUMENT, &document) ||
      !postil_field_text(&document, POSTIL_DOCUMENT_TEXT, &text))
    return postil_refuse(error, "E0037", "the request holds no document with a text");
  if (postil_layer(&document, "sentence", &layer) &&
      !postil_field_vector(&layer, POSTIL_LAYER_NOTES, sizeof(postil_note), &sentences))
    return postil_refuse(error, "E0037", "the layer of sentences holds no notes");

  findings found = {0};
  find(text, &sentences, &found);
  char result[64];
  int length = snprintf(result, sizeof result, "{\"sentences\":%u,\"shouting\":%u}",
                        found.sentences, found.shouting);
  postil_writer out = {0};
  bool written = !found.notes.failed && !found.arena.failed &&
                 postil_write_answer(LAYER, LABELS, 1, (const postil_note *)found.notes.start,
                                     found.shouting,
                                     (postil_slice){found.arena.start, found.arena.length},
                                     (postil_slice){(const uint8_t *)result, (size_t)length}, &out);
  free(found.notes.start);
  free(found.arena.start);
  if (!written || answer == NULL) {
    free(out.start);
    return postil_refuse(error, "E0030", "there is no memory for the answer");
  }
  postil_hand_over(&out, answer);
  return POSTIL_OK;
}

static int32_t collate(void *instance, postil_slice request, postil_buffer *answer,
                       postil_buffer *error) {
  (void)instance, (void)request, (void)answer;
  return postil_refuse(error, "E0030", "this plugin reads no stories");
}

/* There are no settings and nothing to keep, so all instances are this one. */
static char only_instance;

static int32_t create(postil_slice settings, void **instance, postil_buffer *error) {
  bool none = settings.length == 0 ||
              (settings.length == 2 && memcmp(settings.start, "{}", 2) == 0) ||
              (settings.length == 4 && memcmp(settings.start, "null", 4) == 0);
  if (!none) return postil_refuse(error, "E0051", "this plugin has no settings");
  *instance = &only_instance;
  return POSTIL_OK;
}

static int32_t describe(void *instance, postil_buffer *answer, postil_buffer *error) {
  postil_writer out = {0};
  (void)instance;
  postil_put(&out, DESCRIBED, sizeof DESCRIBED - 1);
  if (out.failed) {
    free(out.start);
    return postil_refuse(error, "E0030", "there is no memory for the manifest");
  }
  postil_hand_over(&out, answer);
  return POSTIL_OK;
}

static int32_t destroy(void *instance, postil_buffer *error) {
  (void)instance, (void)error;
  return POSTIL_OK;
}

POSTIL_EXPORT const postil_functions *postil_plugin_entry(uint32_t abi) {
  static const postil_functions FUNCTIONS = {
      .size = sizeof(postil_functions),
      .abi = POSTIL_ABI,
      .create = create,
      .describe = describe,
      .analyze = analyze,
      .collate = collate,
      .destroy = destroy,
  };
  return abi == POSTIL_ABI ? &FUNCTIONS : NULL;
}
