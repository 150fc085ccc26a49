/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-compare-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-digest.h"
#include "redaksi-json.h"
#include "redaksi-text.h"

#define SEEN_VERSION 1

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static int
compare_cb (const void *a, const void *b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* The ids in an order of their own: a server may list them in any. */
static char *
join_sorted (char *const *ids)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (sorted, ids[i]);
  if (sorted->len > 0)
    qsort (sorted->pdata, sorted->len, sizeof (gpointer), compare_cb);
  g_ptr_array_add (sorted, NULL);
  return g_strjoinv (",", (char **)sorted->pdata);
}

/**
 * redaksi_compare_digest:
 * @post: a post as a server has it
 *
 * Digests everything that an update would overwrite, and neither its times nor its status, which
 * change by themselves when a scheduled post goes out.
 *
 * Returns: (transfer full): equal for equal posts
 */
char *
redaksi_compare_digest (const RedaksiPost *post)
{
  g_autofree char *sections = join_sorted (post->sections);
  g_autofree char *tags = join_sorted (post->tags);
  const char *parts[] = { or_empty (post->title),
                          or_empty (post->content),
                          or_empty (post->excerpt),
                          or_empty (post->slug),
                          or_empty (post->featured),
                          sections,
                          tags };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (all, "%" G_GSIZE_FORMAT ":%s", strlen (parts[i]), parts[i]);
  if (post->featured_caption != NULL)
    g_string_append_printf (all, "%" G_GSIZE_FORMAT ":%s", strlen (post->featured_caption),
                            post->featured_caption);
  if (post->featured_alt != NULL)
    g_string_append_printf (all, "%" G_GSIZE_FORMAT ":%s", strlen (post->featured_alt),
                            post->featured_alt);
  return redaksi_digest_data (all->str, all->len);
}

/**
 * redaksi_seen_write:
 * @post: a post as a server has it
 * @revision: the revision of the article that says the same; 0 where none does
 * @section: (nullable): remote id of the article's section
 * @differs: the site took @revision, and has it otherwise
 *
 * Returns: (transfer full): the state to keep
 */
char *
redaksi_seen_write (const RedaksiPost *post, guint revision, const char *section, gboolean differs)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *digest = redaksi_compare_digest (post);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_int (doc, root, "v", SEEN_VERSION);
  yyjson_mut_obj_add_str (doc, root, "modified", or_empty (post->modified));
  yyjson_mut_obj_add_str (doc, root, "status", or_empty (post->status));
  yyjson_mut_obj_add_str (doc, root, "digest", digest);
  if (revision != 0)
    yyjson_mut_obj_add_uint (doc, root, "revision", revision);
  if (section != NULL)
    yyjson_mut_obj_add_str (doc, root, "section", section);
  if (differs)
    yyjson_mut_obj_add_bool (doc, root, "differs", TRUE);
  return redaksi_json_write (doc);
}

/**
 * redaksi_seen_doubt:
 * @state: (nullable): what was kept
 *
 * Returns: (transfer full) (nullable): the same, but that the site has it otherwise than it was
 * sent; %NULL where nothing that we understand was kept
 */
char *
redaksi_seen_doubt (const char *state)
{
  g_autoptr (yyjson_mut_doc) changed = NULL;
  g_autoptr (yyjson_doc) doc = NULL;
  g_auto (RedaksiSeen) seen = { 0 };

  if (!redaksi_seen_read (state, &seen))
    return NULL;
  doc = redaksi_json_parse (state, strlen (state), NULL);
  changed = yyjson_doc_mut_copy (doc, NULL);
  yyjson_mut_obj_remove_key (yyjson_mut_doc_get_root (changed), "differs");
  yyjson_mut_obj_add_bool (changed, yyjson_mut_doc_get_root (changed), "differs", TRUE);
  return redaksi_json_write (changed);
}

/**
 * redaksi_seen_read:
 * @state: (nullable): what was kept
 * @seen: (out): what it says
 *
 * Returns: %FALSE where nothing, or nothing that we understand, was kept
 */
gboolean
redaksi_seen_read (const char *state, RedaksiSeen *seen)
{
  g_autoptr (yyjson_doc) doc = NULL;
  yyjson_val *root;
  const char *digest;

  memset (seen, 0, sizeof *seen);
  doc = state != NULL ? redaksi_json_parse (state, strlen (state), NULL) : NULL;
  root = yyjson_doc_get_root (doc);
  digest = redaksi_json_get_string (root, "digest");
  if (redaksi_json_get_int (root, "v", 0) != SEEN_VERSION || !redaksi_digest_is_valid (digest))
    return FALSE;
  seen->digest = g_strdup (digest);
  seen->modified = g_strdup (redaksi_json_get_string (root, "modified"));
  seen->status = g_strdup (redaksi_json_get_string (root, "status"));
  seen->revision = (guint)CLAMP (redaksi_json_get_int (root, "revision", 0), 0, G_MAXINT32);
  seen->differs = yyjson_is_true (yyjson_obj_get (root, "differs"));
  seen->section = g_strdup (redaksi_json_get_string (root, "section"));
  return TRUE;
}

void
redaksi_seen_clear (RedaksiSeen *seen)
{
  g_free (seen->modified);
  g_free (seen->status);
  g_free (seen->digest);
  g_free (seen->section);
}

static void
append_entity (GString *words, const char **at)
{
  static const struct
  {
    const char *entity;
    const char *text;
  } entities[] = { { "&amp;", "&" },  { "&lt;", "<" },  { "&gt;", ">" },   { "&quot;", "\"" },
                   { "&#039;", "'" }, { "&#39;", "'" }, { "&nbsp;", " " }, { "&#038;", "&" } };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (redaksi_text_begins (*at, entities[i].entity))
      {
        g_string_append (words, entities[i].text);
        *at += strlen (entities[i].entity);
        return;
      }
  g_string_append_c (words, '&');
  *at += 1;
}

/**
 * redaksi_compare_words:
 * @title: (nullable): plain text
 * @content: (nullable): HTML
 *
 * What readers read of a post: a server may write the same with other tags, entities and blanks,
 * and drops what it does not allow.
 *
 * Returns: (transfer full): equal for posts that say the same
 */
char *
redaksi_compare_words (const char *title, const char *content)
{
  g_autoptr (GString) words = g_string_new (or_empty (title));
  const char *at = or_empty (content);

  g_string_append_c (words, ' ');
  while (*at != '\0')
    {
      const char *end;
      if (redaksi_text_begins (at, "<!--"))
        {
          end = strstr (at + 4, "-->");
          at = end != NULL ? end + 3 : at + strlen (at);
          g_string_append_c (words, ' ');
        }
      else if (*at == '<')
        {
          end = strchr (at, '>');
          at = end != NULL ? end + 1 : at + strlen (at);
          g_string_append_c (words, ' ');
        }
      else if (*at == '&')
        append_entity (words, &at);
      else
        g_string_append_c (words, *at++);
    }
  /* Tags stand for blanks: where the one has a blank before a comma the other may have none. */
  {
    g_autoptr (GString) packed = g_string_sized_new (words->len);
    for (const char *p = words->str; *p != '\0'; p = g_utf8_next_char (p))
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_string_append_len (packed, p, g_utf8_next_char (p) - p);
    return g_string_free (g_steal_pointer (&packed), FALSE);
  }
}

/**
 * redaksi_compare_slug:
 * @wanted: (nullable): what was asked for; %NULL or empty: whatever the server makes
 * @is: (nullable): what the server took
 *
 * Returns: whether that is it, or it with the number that a server adds to one that is taken
 */
gboolean
redaksi_compare_slug (const char *wanted, const char *is)
{
  gsize length;

  if (wanted == NULL || *wanted == '\0')
    return is == NULL || !g_str_has_prefix (is, "rdk-");
  length = strlen (wanted);
  if (is == NULL || strncmp (is, wanted, length) != 0)
    return FALSE;
  if (is[length] == '\0')
    return TRUE;
  return is[length] == '-' && is[length + 1] != '\0'
         && strspn (is + length + 1, "0123456789") == strlen (is + length + 1);
}

static gboolean
same_ids (char *const *wanted, char *const *are)
{
  g_autofree char *a = join_sorted (wanted);
  g_autofree char *b = join_sorted (are);

  return strcmp (a, b) == 0;
}

/**
 * redaksi_compare_echo:
 * @sent: what was sent; what is %NULL in it is not compared
 * @echo: what the server has
 *
 * Returns: (transfer full): what differs, in a person's words; empty when all is as it was sent.
 * The status is not looked at.
 */
GStrv
redaksi_compare_echo (const RedaksiPost *sent, const RedaksiPost *echo)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *title = redaksi_text_one_line (or_empty (sent->title));
  g_autofree char *echo_title = redaksi_text_one_line (or_empty (echo->title));
  g_autofree char *words = redaksi_compare_words (NULL, sent->content);
  g_autofree char *echo_words = redaksi_compare_words (NULL, echo->content);
  gboolean is_public
    = g_strcmp0 (echo->status, "publish") == 0 || g_strcmp0 (echo->status, "future") == 0;

  /* Translators: these words are listed in “… differs in: headline, text.” */
  if (sent->title != NULL && strcmp (title, echo_title) != 0)
    g_strv_builder_add (builder, _ ("headline"));
  if (sent->content != NULL && strcmp (words, echo_words) != 0)
    g_strv_builder_add (builder, _ ("text"));
  /* Of a post that is not out a server may make the address when it goes out. */
  if (is_public && sent->slug != NULL && !redaksi_compare_slug (sent->slug, echo->slug))
    g_strv_builder_add (builder, _ ("address"));
  if (sent->featured != NULL && strcmp (sent->featured, or_empty (echo->featured)) != 0
      && !(*sent->featured == '\0' && g_strcmp0 (echo->featured, "0") == 0))
    g_strv_builder_add (builder, _ ("lead photo"));
  if (sent->sections != NULL && !same_ids (sent->sections, echo->sections))
    g_strv_builder_add (builder, _ ("section"));
  if (sent->tags != NULL && !same_ids (sent->tags, echo->tags))
    g_strv_builder_add (builder, _ ("tags"));
  return g_strv_builder_end (builder);
}
