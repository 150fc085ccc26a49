/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-byline.h"

#include <string.h>

#include "redaksi-text.h"

struct _RedaksiByline
{
  gatomicrefcount ref_count;
  char *person;
  char *role;
};

G_DEFINE_BOXED_TYPE (RedaksiByline, redaksi_byline, redaksi_byline_ref, redaksi_byline_unref)

/* What a role is called on the page. The page speaks the site's language, not the program's, so
 * these are no messages for gettext. The last two columns are what people type into a terminal. */
static const struct
{
  const char *role;
  const char *id;
  const char *en;
  const char *id_also;
  const char *en_also;
} roles[] = {
  { REDAKSI_ROLE_WRITER, "Penulis", "Author", "Reporter", "Writer" },
  { REDAKSI_ROLE_EDITOR, "Editor", "Editor", "Penyunting", "Edited by" },
  { REDAKSI_ROLE_PHOTOGRAPHER, "Fotografer", "Photographer", "Foto", "Photo" },
  { REDAKSI_ROLE_CONTRIBUTOR, "Kontributor", "Contributor", "Kontribusi", "With" },
  { REDAKSI_ROLE_TRANSLATOR, "Penerjemah", "Translator", "Alih bahasa", "Translated by" },
};

/**
 * redaksi_role_get_label:
 * @role: a role
 * @language: (nullable): the site's language (BCP 47)
 *
 * Returns: (transfer none): what the page calls it; free text is its own label
 */
const char *
redaksi_role_get_label (const char *role, const char *language)
{
  g_return_val_if_fail (role != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strcmp (role, roles[i].role) == 0)
      return language != NULL && g_ascii_strncasecmp (language, "id", 2) == 0 ? roles[i].id
                                                                              : roles[i].en;
  return role;
}

static const char *
find_role (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_ascii_strcasecmp (text, roles[i].role) == 0 || g_ascii_strcasecmp (text, roles[i].id) == 0
        || g_ascii_strcasecmp (text, roles[i].en) == 0
        || g_ascii_strcasecmp (text, roles[i].id_also) == 0
        || g_ascii_strcasecmp (text, roles[i].en_also) == 0)
      return roles[i].role;
  return NULL;
}

/**
 * redaksi_byline_new:
 * @person: a name
 * @role: (nullable): a role; %NULL or empty is the writer's
 *
 * Returns: (transfer full)
 */
RedaksiByline *
redaksi_byline_new (const char *person, const char *role)
{
  RedaksiByline *self;
  const char *known;

  g_return_val_if_fail (person != NULL, NULL);

  self = g_new0 (RedaksiByline, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->person = redaksi_text_one_line (person);
  known = role != NULL && *role != '\0' ? find_role (role) : REDAKSI_ROLE_WRITER;
  self->role = known != NULL ? g_strdup (known) : redaksi_text_one_line (role);
  return self;
}

/**
 * redaksi_byline_parse:
 * @text: `Bayu` or `Penulis: Bayu`, as people write it
 *
 * Returns: (transfer full) (nullable): the byline, or %NULL when there is no name
 */
RedaksiByline *
redaksi_byline_parse (const char *text)
{
  const char *colon;
  g_autofree char *role = NULL;
  g_autofree char *person = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  colon = strchr (text, ':');
  if (colon != NULL)
    {
      role = g_strstrip (g_strndup (text, colon - text));
      person = redaksi_text_one_line (colon + 1);
    }
  else
    person = redaksi_text_one_line (text);
  return *person != '\0' ? redaksi_byline_new (person, role) : NULL;
}

RedaksiByline *
redaksi_byline_ref (RedaksiByline *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_byline_unref (RedaksiByline *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->person);
  g_free (self->role);
  g_free (self);
}

const char *
redaksi_byline_get_person (const RedaksiByline *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->person;
}

/**
 * redaksi_byline_get_role:
 * @self: a byline
 *
 * Returns: one of the `REDAKSI_ROLE_…` words, or free text
 */
const char *
redaksi_byline_get_role (const RedaksiByline *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->role;
}

/**
 * redaksi_byline_dup_label:
 * @self: a byline
 * @language: (nullable): the site's language (BCP 47)
 *
 * Returns: (transfer full): the line that the page prints: `Penulis : Bayu`
 */
char *
redaksi_byline_dup_label (const RedaksiByline *self, const char *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s : %s", redaksi_role_get_label (self->role, language), self->person);
}
