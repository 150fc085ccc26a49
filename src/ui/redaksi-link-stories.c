/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-link-stories.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-words.h"

#define MOST      6 /* that a link can lead to */
#define OTHER     2 /* that it can't, when there is room */
#define PAGE      50
#define LOOKED_AT 500 /* of those that have the words: the newest */

typedef struct
{
  RedaksiLibrary *library;
  char *words;
  char *without;
  GPtrArray *stories;
  GPtrArray *others;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_object_unref (finding->library);
  g_free (finding->words);
  g_free (finding->without);
  g_ptr_array_unref (finding->stories);
  g_ptr_array_unref (finding->others);
  g_free (finding);
}

/* Where readers find it. Only what a browser opens: a server may have told anything. */
static const char *
get_address (RedaksiSummary *summary)
{
  const char *url = redaksi_summary_get_url (summary);
  RedaksiState state = redaksi_summary_get_state (summary);

  if (url == NULL || (state != REDAKSI_STATE_PUBLISHED && state != REDAKSI_STATE_CORRECTED))
    return NULL;
  if (g_ascii_strncasecmp (url, "https://", 8) != 0 && g_ascii_strncasecmp (url, "http://", 7) != 0)
    return NULL;
  return g_uri_is_valid (url, G_URI_FLAGS_NONE, NULL) ? url : NULL;
}

static void
add (Finding *finding, RedaksiSummary *summary)
{
  const char *headline = redaksi_summary_get_headline (summary);
  const char *address = get_address (summary);
  GPtrArray *list = address != NULL ? finding->stories : finding->others;
  g_autofree char *detail = NULL;

  if (list->len >= MOST || g_strcmp0 (redaksi_summary_get_id (summary), finding->without) == 0)
    return;
  if (*headline == '\0')
    headline = _ ("No headline yet");
  if (address != NULL)
    detail = g_strdup (strstr (address, "://") + 3);
  else
    /* Translators: %s is a state of an article, such as “Draft”. */
    detail = g_strdup_printf (_ ("No address · %s"),
                              redaksi_words_state (redaksi_summary_get_state (summary)));
  g_ptr_array_add (list, redaksi_link_story_new (headline, detail, address));
}

/* One query alone: a second one would interrupt what was asked for after this. */
static DexFuture *
find_fiber (gpointer user_data)
{
  Finding *finding = user_data;
  RedaksiQuery query = { 0, finding->words };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows
    = dex_await_boxed (redaksi_library_query (finding->library, &query), &error);

  if (rows == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  for (guint i = 0; i < MIN (rows->len, LOOKED_AT) && finding->stories->len < MOST; i += PAGE)
    {
      g_autoptr (GPtrArray) list
        = dex_await_boxed (redaksi_library_fetch (finding->library,
                                                  &g_array_index (rows, gint64, i),
                                                  MIN (PAGE, rows->len - i), NULL),
                           &error);
      if (list == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      for (guint k = 0; k < list->len; k++)
        add (finding, list->pdata[k]);
    }
  for (guint i = 0; i < MIN (finding->others->len, OTHER) && finding->stories->len < MOST; i++)
    {
      const RedaksiLinkStory *story = finding->others->pdata[i];
      g_ptr_array_add (finding->stories,
                       redaksi_link_story_new (story->headline, story->detail, NULL));
    }
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (finding->stories));
}

/**
 * redaksi_link_stories_find:
 * @library: where they are
 * @words: what a person looks for
 * @without: (nullable): id of the article that the link is in
 *
 * The one that was asked for before is interrupted: while somebody types only the last word counts.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #RedaksiLinkStory
 */
DexFuture *
redaksi_link_stories_find (RedaksiLibrary *library, const char *words, const char *without)
{
  Finding *finding;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (library) && words != NULL, NULL);

  finding = g_new0 (Finding, 1);
  finding->library = g_object_ref (library);
  finding->words = g_strdup (words);
  finding->without = g_strdup (without);
  finding->stories = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_link_story_free);
  finding->others = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_link_story_free);
  return dex_scheduler_spawn (NULL, 0, find_fiber, finding, finding_free);
}
