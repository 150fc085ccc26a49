/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Indonesian words that belong together: memberikan, diberi, pemberian are all of beri. Prefixes
 * and suffixes are taken off by the rules of how they join (me- makes memukul of pukul, menulis of
 * tulis, menyapu of sapu, mengirim of kirim), and every form of what is left is asked for: forms
 * that no article has cost next to nothing, and the index needs to know nothing of languages.
 *
 * There is no dictionary, so a stem may be wrong; it then has forms that do not exist, or, in the
 * few cases of the list below, forms of another word.
 */
#include "redaksi-affixes-private.h"

#include <string.h>

#define MIN_STEM  4
#define MAX_WORD  30
#define MAX_STEMS 6

/* Words that look as if something were joined to another one, and are not. */
static const char *const whole_words[]
  = { "berita",  "kepada", "kepala",  "ketua",     "kelapa",  "mereka",  "pertama",
      "selatan", "sekali", "sebagai", "sementara", "seperti", "tentang", "tangan",
      "dengan",  "jangan", "penting", "perlu",     "memang",  "sekolah" };

static gboolean
is_whole_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (whole_words); i++)
    if (strcmp (whole_words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiou", c) != NULL;
}

static gboolean
is_stem (const char *word)
{
  gboolean vowel = FALSE;

  for (const char *p = word; *p != '\0'; p++)
    vowel = vowel || is_vowel (*p);
  return vowel && strlen (word) >= MIN_STEM;
}

static void
add (GPtrArray *list, const char *word)
{
  if (!g_ptr_array_find_with_equal_func (list, word, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (word));
}

static void
add_stem (GPtrArray *stems, const char *stem)
{
  if (stems->len < MAX_STEMS && is_stem (stem) && !is_whole_word (stem))
    add (stems, stem);
}

static void
add_joined (GPtrArray *stems, char first, const char *rest)
{
  g_autofree char *stem = g_strdup_printf ("%c%s", first, rest);

  add_stem (stems, stem);
}

/* A root whose first syllable has -er-: be-kerja, not ber-kerja. */
static gboolean
begins_with_er (const char *stem)
{
  return !is_vowel (stem[0]) && stem[0] != '\0' && stem[1] == 'e' && stem[2] == 'r';
}

/* What me- and pe- leave of a root, by its first sound; @rest follows me or pe. */
static void
strip_nasal (GPtrArray *stems, const char *rest)
{
  if (g_str_has_prefix (rest, "ny") && is_vowel (rest[2]))
    add_joined (stems, 's', rest + 2);
  else if (g_str_has_prefix (rest, "ng"))
    {
      add_stem (stems, rest + 2);
      if (is_vowel (rest[2]))
        add_joined (stems, 'k', rest + 2);
    }
  else if (rest[0] == 'm' && rest[1] != '\0' && strchr ("bfvp", rest[1]) != NULL)
    add_stem (stems, rest + 1);
  else if (rest[0] == 'n' && rest[1] != '\0' && strchr ("cdjzs", rest[1]) != NULL)
    add_stem (stems, rest + 1);
  else if (rest[0] == 'm' && is_vowel (rest[1]))
    {
      add_joined (stems, 'p', rest + 1);
      add_stem (stems, rest);
    }
  else if (rest[0] == 'n' && is_vowel (rest[1]))
    {
      add_joined (stems, 't', rest + 1);
      add_stem (stems, rest);
    }
  else if (rest[0] != '\0' && strchr ("lrwy", rest[0]) != NULL)
    add_stem (stems, rest);
}

static void
strip_prefix (GPtrArray *stems, const char *word)
{
  static const char *const plain[]
    = { "memper", "diper", "ber", "ter", "per", "di", "ke", "pember", "pemer" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_has_prefix (word, plain[i]))
      add_stem (stems, word + strlen (plain[i]));
  if (g_str_has_prefix (word, "me") || g_str_has_prefix (word, "pe"))
    strip_nasal (stems, word + 2);
  if (g_str_has_prefix (word, "be") && begins_with_er (word + 2))
    add_stem (stems, word + 2);
  /* Some who do something are not changed by it: petani, petugas, pekerja. */
  if (g_str_has_prefix (word, "pe") && word[2] != '\0' && strchr ("cdgjkst", word[2]) != NULL)
    add_stem (stems, word + 2);
  if (g_str_has_prefix (word, "belajar") || g_str_has_prefix (word, "pelajar")
      || g_str_has_prefix (word, "pembelajar"))
    add (stems, "ajar");
}

/* The word without each ending that it may have; the word itself first. */
static GPtrArray *
strip_suffixes (const char *word)
{
  static const char *const particles[] = { "", "lah", "kah", "pun", "nya" };
  static const char *const endings[] = { "", "kan", "an", "i" };
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (particles); i++)
    for (guint k = 0; k < G_N_ELEMENTS (endings); k++)
      {
        g_autofree char *ending = g_strconcat (endings[k], particles[i], NULL);
        gsize left = strlen (word) - MIN (strlen (ending), strlen (word));
        g_autofree char *rest = NULL;

        if (left < MIN_STEM || !g_str_has_suffix (word, ending))
          continue;
        rest = g_strndup (word, left);
        add (list, rest);
      }
  return list;
}

static GPtrArray *
find_stems (const char *word)
{
  GPtrArray *stems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) bare = strip_suffixes (word);

  /* What has a prefix is less often a root by itself. */
  for (guint i = 0; i < bare->len; i++)
    strip_prefix (stems, bare->pdata[i]);
  for (guint i = 0; i < bare->len; i++)
    add_stem (stems, bare->pdata[i]);
  return stems;
}

/* ---- and back ---------------------------------------------------------------------------------
 */

/* @stem after me or pe. */
static char *
join_nasal (const char *prefix, const char *stem)
{
  switch (stem[0])
    {
    case 'b':
    case 'f':
    case 'v':
      return g_strconcat (prefix, "m", stem, NULL);
    case 'p':
      return g_strconcat (prefix, "m", is_vowel (stem[1]) ? stem + 1 : stem, NULL);
    case 't':
      return g_strconcat (prefix, "n", is_vowel (stem[1]) ? stem + 1 : stem, NULL);
    case 's':
      return is_vowel (stem[1]) ? g_strconcat (prefix, "ny", stem + 1, NULL)
                                : g_strconcat (prefix, "n", stem, NULL);
    case 'k':
      return g_strconcat (prefix, "ng", is_vowel (stem[1]) ? stem + 1 : stem, NULL);
    case 'c':
    case 'd':
    case 'j':
    case 'z':
      return g_strconcat (prefix, "n", stem, NULL);
    case 'l':
    case 'm':
    case 'n':
    case 'r':
    case 'w':
    case 'y':
      return g_strconcat (prefix, stem, NULL);
    default:
      return g_strconcat (prefix, "ng", stem, NULL);
    }
}

static void
add_forms (GPtrArray *forms, const char *start, const char *endings)
{
  g_auto (GStrv) list = g_strsplit (endings, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *form = g_strconcat (start, g_str_equal (list[i], "-") ? "" : list[i], NULL);
      if (!is_whole_word (form))
        add (forms, form);
    }
}

static void
add_joined_forms (GPtrArray *forms, const char *prefix, const char *stem, const char *endings)
{
  g_autofree char *start = g_strconcat (prefix, stem, NULL);

  add_forms (forms, start, endings);
}

static void
add_forms_of (GPtrArray *forms, const char *stem)
{
  g_autofree char *active = join_nasal ("me", stem);
  g_autofree char *noun = join_nasal ("pe", stem);
  gboolean er = begins_with_er (stem);

  add_joined_forms (forms, "", stem, "- kan an i nya annya kannya inya");
  add_forms (forms, active, "- kan i nya kannya inya");
  add_forms (forms, noun, "- an nya annya");
  add_joined_forms (forms, "di", stem, "- kan i");
  add_joined_forms (forms, er ? "be" : "ber", stem, "- an kan nya");
  add_joined_forms (forms, "ter", stem, "- kan i");
  add_joined_forms (forms, "ke", stem, "an annya");
  add_joined_forms (forms, "pe", stem, er ? "- an nya annya" : "- nya");
  add_joined_forms (forms, "per", stem, "an annya");
  add_joined_forms (forms, "memper", stem, "- kan i");
  add_joined_forms (forms, "diper", stem, "- kan i");
  if (g_str_equal (stem, "ajar"))
    {
      add_forms (forms, "belajar", "- nya");
      add_forms (forms, "pelajar", "- an nya annya");
      add_forms (forms, "pembelajar", "an annya");
    }
}

/**
 * redaksi_affixes_list:
 * @word: one word
 * @length: its length in bytes
 *
 * Returns: (transfer full) (nullable) (element-type utf8): @word in small letters, then the words
 * that may be of the same root; %NULL for what can't be Indonesian
 */
GPtrArray *
redaksi_affixes_list (const char *word, gsize length)
{
  g_autofree char *lower = NULL;
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GPtrArray) stems = NULL;

  g_return_val_if_fail (word != NULL, NULL);

  if (length < MIN_STEM || length > MAX_WORD)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalpha (word[i]))
      return NULL;
  lower = g_ascii_strdown (word, (gssize)length);
  if (is_whole_word (lower))
    return NULL;
  forms = g_ptr_array_new_with_free_func (g_free);
  add (forms, lower);
  stems = find_stems (lower);
  for (guint i = 0; i < stems->len; i++)
    add_forms_of (forms, stems->pdata[i]);
  return g_steal_pointer (&forms);
}
