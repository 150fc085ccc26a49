/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-languages.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

static const struct
{
  const char *code; /* BCP 47 */
  const char *name;
} languages[] = {
  { NULL, N_ ("As the site") },
  { "id", N_ ("Indonesian") },
  { "en", N_ ("English") },
};

/* Returns: (transfer full): their names, for a list to choose from */
GListModel *
redaksi_languages_list (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    gtk_string_list_append (names, _ (languages[i].name));
  return G_LIST_MODEL (names);
}

const char *
redaksi_languages_get_code (guint index)
{
  return index < G_N_ELEMENTS (languages) ? languages[index].code : NULL;
}

/* Where a code, or one that begins like it ("id-ID"), stands in the list; 0 for one that is not. */
guint
redaksi_languages_find (const char *code)
{
  for (guint i = 1; code != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strncasecmp (code, languages[i].code, 2) == 0)
      return i;
  return 0;
}
