/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-speller.h"

#include <enchant.h>
#include <string.h>

#include "redaksi-text.h"

#define MOST_SUGGESTIONS 8
/* Enchant looks at every word; a longer one is no word of a language. */
#define LONGEST_WORD 64

struct _RedaksiSpeller
{
  GObject parent_instance;

  char **languages; /* that have a dictionary; set when the worker has begun */
  GThread *worker;
  GAsyncQueue *jobs;
};

G_DEFINE_FINAL_TYPE (RedaksiSpeller, redaksi_speller, G_TYPE_OBJECT)

static guint changed_signal;

typedef enum
{
  JOB_CHECK,
  JOB_SUGGEST,
  JOB_ADD,
  JOB_KEEP,
  JOB_END,
} JobKind;

typedef struct
{
  JobKind kind;
  char *text;          /* to check, or a word */
  DexPromise *promise; /* nullable */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->text);
  g_clear_pointer (&job->promise, dex_unref);
  g_free (job);
}

/* ---- the worker ------------------------------------------------------------------------- */

/* What the worker alone touches: Enchant's brokers are not made for threads. */
typedef struct
{
  EnchantBroker *broker;
  GPtrArray *dicts;  /* EnchantDict */
  GHashTable *added; /* words that the person knows, folded */
} Desk;

static char *
fold (const char *word)
{
  g_autofree char *normal = g_utf8_normalize (word, -1, G_NORMALIZE_NFC);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

static gboolean
is_right_in (Desk *desk, const char *word, gssize length)
{
  for (guint i = 0; i < desk->dicts->len; i++)
    if (enchant_dict_check (desk->dicts->pdata[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

/* Reduplication is how Indonesian makes its plural: each half is looked up by itself. */
static gboolean
halves_are_right (Desk *desk, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "-", -1);

  if (parts[0] == NULL || parts[1] == NULL)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *folded = fold (parts[i]);
      if (*parts[i] != '\0' && !is_right_in (desk, parts[i], -1)
          && !g_hash_table_contains (desk->added, folded))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_misspelt (Desk *desk, const char *start, gsize length)
{
  g_autofree char *word = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) plain = NULL;

  if (is_right_in (desk, start, (gssize)length))
    return FALSE;
  plain = g_string_new_len (start, (gssize)length);
  g_string_replace (plain, "’", "'", 0);
  g_string_replace (plain, "‐", "-", 0);
  g_string_replace (plain, "‑", "-", 0);
  g_string_replace (plain, "\xC2\xAD", "", 0); /* a soft hyphen is no letter */
  word = g_utf8_normalize (plain->str, -1, G_NORMALIZE_NFC);
  if (word == NULL || *word == '\0')
    return FALSE;
  folded = fold (word);
  return !g_hash_table_contains (desk->added, folded) && !is_right_in (desk, word, -1)
         && !halves_are_right (desk, word);
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || c == 0xAD;
}

static gboolean
joins_letters (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0x2011;
}

/* The end of the stretch without blanks that begins at @p, and whether it is no word of a language:
 * an address, a name of a file or an account, something with digits. */
static const char *
read_stretch (const char *p, gboolean *is_code)
{
  *is_code = FALSE;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      if (g_unichar_isspace (c))
        break;
      if (c == '@' || c == '_' || c == '\\' || redaksi_text_begins (p, "://")
          || (c == '.' && g_unichar_isalnum (g_utf8_get_char (next))) || c == '#')
        *is_code = TRUE;
    }
  return p;
}

static const char *
read_word (const char *p, const char *end, gboolean *has_digit)
{
  *has_digit = FALSE;
  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isdigit (c))
        *has_digit = TRUE;
      else if (!is_letter (c))
        {
          const char *next = g_utf8_next_char (p);
          if (!joins_letters (c) || next >= end || !g_unichar_isalpha (g_utf8_get_char (next)))
            break;
        }
      p = g_utf8_next_char (p);
    }
  return p;
}

static gboolean
is_all_capitals (const char *p, const char *end)
{
  guint letters = 0;

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_islower (c))
        return FALSE;
      letters += g_unichar_isalpha (c);
    }
  return letters > 1;
}

static GArray *
check_text (Desk *desk, const char *text)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RedaksiMisspelling));
  const char *p = text;
  guint offset = 0;

  if (desk->dicts->len == 0)
    return found;
  while (*p != '\0')
    {
      gboolean is_code, has_digit;
      const char *end = read_stretch (p, &is_code);

      while (p < end)
        {
          gunichar c = g_utf8_get_char (p);
          const char *stop;
          guint length;

          if (is_code || (!g_unichar_isalpha (c) && !g_unichar_isdigit (c)))
            {
              p = g_utf8_next_char (p);
              offset++;
              continue;
            }
          stop = read_word (p, end, &has_digit);
          length = (guint)g_utf8_strlen (p, stop - p);
          if (!has_digit && length > 1 && length <= LONGEST_WORD && !is_all_capitals (p, stop)
              && is_misspelt (desk, p, (gsize)(stop - p)))
            {
              RedaksiMisspelling one = { offset, offset + length };
              g_array_append_val (found, one);
            }
          offset += length;
          p = stop;
        }
      while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          offset++;
        }
    }
  return found;
}

/* The first of each language, then the second of each, … */
static GStrv
suggest (Desk *desk, const char *word)
{
  g_autoptr (GStrvBuilder) result = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *plain = g_utf8_normalize (word, -1, G_NORMALIZE_NFC);
  guint n_dicts = desk->dicts->len, kept = 0;
  g_autofree char ***lists = g_new0 (char **, n_dicts + 1);
  g_autofree size_t *sizes = g_new0 (size_t, n_dicts + 1);
  size_t longest = 0;

  for (guint i = 0; i < n_dicts && plain != NULL && *plain != '\0'; i++)
    {
      lists[i] = enchant_dict_suggest (desk->dicts->pdata[i], plain, -1, &sizes[i]);
      longest = MAX (longest, sizes[i]);
    }
  for (size_t k = 0; k < longest && kept < MOST_SUGGESTIONS; k++)
    for (guint i = 0; i < n_dicts && kept < MOST_SUGGESTIONS; i++)
      if (k < sizes[i] && g_utf8_validate (lists[i][k], -1, NULL)
          && g_hash_table_add (seen, g_strdup (lists[i][k])))
        {
          g_strv_builder_add (result, lists[i][k]);
          kept++;
        }
  for (guint i = 0; i < n_dicts; i++)
    if (lists[i] != NULL)
      enchant_dict_free_string_list (desk->dicts->pdata[i], lists[i]);
  return g_strv_builder_end (result);
}

static void
resolve (Desk *desk, Job *job)
{
  GValue value = G_VALUE_INIT;

  switch (job->kind)
    {
    case JOB_CHECK:
      g_value_init (&value, G_TYPE_ARRAY);
      g_value_take_boxed (&value, check_text (desk, job->text));
      break;
    case JOB_SUGGEST:
      g_value_init (&value, G_TYPE_STRV);
      g_value_take_boxed (&value, suggest (desk, job->text));
      break;
    case JOB_KEEP:
      if (desk->dicts->len > 0)
        enchant_dict_add (desk->dicts->pdata[0], job->text, -1);
      g_hash_table_add (desk->added, fold (job->text));
      return;
    case JOB_ADD:
    case JOB_END:
    default:
      g_hash_table_add (desk->added, fold (job->text));
      return;
    }
  dex_promise_resolve (job->promise, &value);
  g_value_unset (&value);
}

typedef struct
{
  GAsyncQueue *jobs;
  char **languages;
} Start;

static gpointer
work (gpointer data)
{
  g_autofree Start *start = data;
  g_autoptr (GAsyncQueue) jobs = start->jobs;
  g_auto (GStrv) languages = start->languages;
  Desk desk = { enchant_broker_init (), g_ptr_array_new (),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (guint i = 0; languages[i] != NULL; i++)
    {
      EnchantDict *dict = enchant_broker_request_dict (desk.broker, languages[i]);
      if (dict != NULL)
        g_ptr_array_add (desk.dicts, dict);
    }
  for (;;)
    {
      Job *job = g_async_queue_pop (jobs);
      gboolean ends = job->kind == JOB_END;
      if (!ends)
        resolve (&desk, job);
      job_free (job);
      if (ends)
        break;
    }
  for (guint i = 0; i < desk.dicts->len; i++)
    enchant_broker_free_dict (desk.broker, desk.dicts->pdata[i]);
  enchant_broker_free (desk.broker);
  g_ptr_array_unref (desk.dicts);
  g_hash_table_unref (desk.added);
  return NULL;
}

/* ---- the object ------------------------------------------------------------------------- */

static void
push (RedaksiSpeller *self, JobKind kind, const char *text, DexPromise *promise)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->text = g_strdup (text);
  job->promise = promise;
  g_async_queue_push (self->jobs, job);
}

static void
redaksi_speller_finalize (GObject *object)
{
  RedaksiSpeller *self = REDAKSI_SPELLER (object);

  if (self->worker != NULL)
    {
      /* It ends after what was asked for; nobody waits for it. */
      push (self, JOB_END, NULL, NULL);
      g_thread_unref (self->worker);
    }
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->languages, g_strfreev);

  G_OBJECT_CLASS (redaksi_speller_parent_class)->finalize (object);
}

static void
redaksi_speller_class_init (RedaksiSpellerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_speller_finalize;

  /**
   * RedaksiSpeller::changed:
   *
   * A word was added: what was wrong may be right now.
   */
  changed_signal = g_signal_new ("changed", REDAKSI_TYPE_SPELLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
redaksi_speller_init (RedaksiSpeller *self)
{
  self->jobs = g_async_queue_new_full (job_free);
}

/**
 * redaksi_speller_new:
 * @languages: (array zero-terminated=1): "id_ID", "en_US"; a word is right that one of them knows
 *
 * Returns: (transfer full): a speller with a worker of its own; dictionaries are read there
 */
RedaksiSpeller *
redaksi_speller_new (const char *const *languages)
{
  RedaksiSpeller *self;
  g_autoptr (GStrvBuilder) there = g_strv_builder_new ();
  EnchantBroker *broker;
  Start *start;

  g_return_val_if_fail (languages != NULL, NULL);

  self = g_object_new (REDAKSI_TYPE_SPELLER, NULL);
  /* Whether a dictionary exists is a look at file names; reading it is the worker's. */
  broker = enchant_broker_init ();
  for (guint i = 0; languages[i] != NULL; i++)
    if (*languages[i] != '\0' && enchant_broker_dict_exists (broker, languages[i]))
      g_strv_builder_add (there, languages[i]);
  enchant_broker_free (broker);
  self->languages = g_strv_builder_end (there);
  start = g_new0 (Start, 1);
  start->jobs = g_async_queue_ref (self->jobs);
  start->languages = g_strdupv (self->languages);
  self->worker = g_thread_new ("spelling", work, start);
  return self;
}

static DexFuture *
ask (RedaksiSpeller *self, JobKind kind, const char *text)
{
  DexPromise *promise = dex_promise_new ();

  push (self, kind, text, dex_ref (promise));
  return DEX_FUTURE (promise);
}

/**
 * redaksi_speller_check:
 * @self: a speller
 * @text: UTF-8
 *
 * Finds words that no language knows. What can't be a word is left alone: addresses, what has
 * digits, what is all capitals, single letters.
 *
 * Returns: (transfer full): a future of a boxed #GArray of #RedaksiMisspelling, in order
 */
DexFuture *
redaksi_speller_check (RedaksiSpeller *self, const char *text)
{
  g_return_val_if_fail (REDAKSI_IS_SPELLER (self) && text != NULL, NULL);

  return ask (self, JOB_CHECK, text);
}

/**
 * redaksi_speller_suggest:
 * @self: a speller
 * @word: a word
 *
 * Returns: (transfer full): a future of a #GStrv: what may have been meant, at most 8
 */
DexFuture *
redaksi_speller_suggest (RedaksiSpeller *self, const char *word)
{
  g_return_val_if_fail (REDAKSI_IS_SPELLER (self) && word != NULL, NULL);

  return ask (self, JOB_SUGGEST, word);
}

/**
 * redaksi_speller_add:
 * @self: a speller
 * @word: is right from now on, in whatever case
 *
 * Enchant keeps the word in the person's own list, which other programs read too.
 */
void
redaksi_speller_add (RedaksiSpeller *self, const char *word)
{
  g_return_if_fail (REDAKSI_IS_SPELLER (self) && word != NULL);

  if (*word == '\0' || strpbrk (word, "\r\n") != NULL)
    return; /* the list is a file of lines */
  push (self, JOB_KEEP, word, NULL);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * redaksi_speller_add_words:
 * @self: a speller
 * @words: (array zero-terminated=1): are right as long as this speller lives: names of a newsroom
 */
void
redaksi_speller_add_words (RedaksiSpeller *self, const char *const *words)
{
  g_return_if_fail (REDAKSI_IS_SPELLER (self) && words != NULL);

  for (guint i = 0; words[i] != NULL; i++)
    push (self, JOB_ADD, words[i], NULL);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * redaksi_speller_dup_languages:
 * @self: a speller
 *
 * Returns: (transfer full): those of its languages that have a dictionary here
 */
GStrv
redaksi_speller_dup_languages (RedaksiSpeller *self)
{
  g_return_val_if_fail (REDAKSI_IS_SPELLER (self), NULL);

  return g_strdupv (self->languages);
}
