/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-summary-private.h"

enum
{
  PROP_ID = 1,
  PROP_HEADLINE,
  PROP_BYLINE,
  PROP_SNIPPET,
  PROP_PHOTO,
  PROP_SECTION,
  PROP_URL,
  PROP_STATE,
  PROP_CHANGED,
  PROP_SCHEDULED,
  PROP_WORDS,
  PROP_REVISION,
  PROP_DELETED,
  PROP_ROW,
  N_PROPS
};

#define N_TEXTS (PROP_URL + 1)

struct _RedaksiSummary
{
  GObject parent_instance;

  char *texts[N_TEXTS];    /* by property number */
  gint64 numbers[N_PROPS]; /* likewise */
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (RedaksiSummary, redaksi_summary, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
redaksi_summary_finalize (GObject *object)
{
  RedaksiSummary *self = REDAKSI_SUMMARY (object);

  for (guint i = PROP_ID; i < N_TEXTS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (redaksi_summary_parent_class)->finalize (object);
}

static const char *
get_text (RedaksiSummary *self, guint id)
{
  g_return_val_if_fail (REDAKSI_IS_SUMMARY (self), NULL);

  /* Only a photo and an address may be absent. */
  return self->texts[id] == NULL && id != PROP_PHOTO && id != PROP_URL ? "" : self->texts[id];
}

static gint64
get_number (RedaksiSummary *self, guint id)
{
  g_return_val_if_fail (REDAKSI_IS_SUMMARY (self), 0);

  return self->numbers[id];
}

static void
redaksi_summary_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RedaksiSummary *self = REDAKSI_SUMMARY (object);

  if (id < N_TEXTS)
    g_value_set_string (value, get_text (self, id));
  else if (id == PROP_DELETED)
    g_value_set_boolean (value, self->numbers[id] != 0);
  else if (G_IS_PARAM_SPEC_UINT (pspec))
    g_value_set_uint (value, (guint)self->numbers[id]);
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    g_value_set_int64 (value, self->numbers[id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
redaksi_summary_class_init (RedaksiSummaryClass *klass)
{
  static const char *const text_names[] = {
    [PROP_ID] = "id",           [PROP_HEADLINE] = "headline", [PROP_BYLINE] = "byline",
    [PROP_SNIPPET] = "snippet", [PROP_PHOTO] = "photo",       [PROP_SECTION] = "section",
    [PROP_URL] = "url",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = redaksi_summary_finalize;
  object_class->get_property = redaksi_summary_get_property;

  for (guint i = PROP_ID; i < N_TEXTS; i++)
    properties[i] = g_param_spec_string (text_names[i], NULL, NULL, NULL, flags);
  properties[PROP_STATE]
    = g_param_spec_uint ("state", NULL, NULL, 0, REDAKSI_STATE_LAST, REDAKSI_STATE_DRAFT, flags);
  properties[PROP_CHANGED]
    = g_param_spec_int64 ("changed", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_SCHEDULED]
    = g_param_spec_int64 ("scheduled", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_WORDS] = g_param_spec_uint ("words", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REVISION] = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_DELETED] = g_param_spec_boolean ("deleted", NULL, NULL, FALSE, flags);
  properties[PROP_ROW] = g_param_spec_int64 ("row", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
redaksi_summary_init (RedaksiSummary *self)
{
}

/* An empty one, to be filled when the row was fetched. */
RedaksiSummary *
redaksi_summary_new (gint64 row)
{
  RedaksiSummary *self = g_object_new (REDAKSI_TYPE_SUMMARY, NULL);

  self->numbers[PROP_ROW] = row;
  return self;
}

/* From the columns of redaksi_store_fetch(). */
void
redaksi_summary_fill (RedaksiSummary *self, sqlite3_stmt *statement)
{
  static const guint columns[]
    = { PROP_ID,       PROP_HEADLINE, PROP_BYLINE,  PROP_SNIPPET,   PROP_PHOTO,
        PROP_SECTION,  PROP_STATE,    PROP_CHANGED, PROP_SCHEDULED, PROP_WORDS,
        PROP_REVISION, PROP_DELETED,  PROP_URL };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i] < N_TEXTS)
      g_set_str (&self->texts[columns[i]], (const char *)sqlite3_column_text (statement, (int)i));
    else
      self->numbers[columns[i]] = sqlite3_column_int64 (statement, (int)i);
  if (self->numbers[PROP_STATE] < 0 || self->numbers[PROP_STATE] > REDAKSI_STATE_LAST)
    self->numbers[PROP_STATE] = REDAKSI_STATE_DRAFT;
  self->filled = TRUE;
}

void
redaksi_summary_set_snippet (RedaksiSummary *self, const char *snippet)
{
  g_set_str (&self->texts[PROP_SNIPPET], snippet);
}

/* Becomes what @from is, and notifies of what that changed. */
void
redaksi_summary_copy (RedaksiSummary *self, RedaksiSummary *from)
{
  self->filled = TRUE;
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_ID; i < N_PROPS; i++)
    if (i < N_TEXTS ? g_set_str (&self->texts[i], from->texts[i])
                    : self->numbers[i] != from->numbers[i])
      {
        self->numbers[i] = from->numbers[i];
        g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
      }
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
redaksi_summary_is_filled (RedaksiSummary *self)
{
  return self->filled;
}

gint64
redaksi_summary_get_row (RedaksiSummary *self)
{
  return get_number (self, PROP_ROW);
}

const char *
redaksi_summary_get_id (RedaksiSummary *self)
{
  return get_text (self, PROP_ID);
}

const char *
redaksi_summary_get_headline (RedaksiSummary *self)
{
  return get_text (self, PROP_HEADLINE);
}

const char *
redaksi_summary_get_byline (RedaksiSummary *self)
{
  return get_text (self, PROP_BYLINE);
}

const char *
redaksi_summary_get_snippet (RedaksiSummary *self)
{
  return get_text (self, PROP_SNIPPET);
}

const char *
redaksi_summary_get_photo (RedaksiSummary *self)
{
  return get_text (self, PROP_PHOTO);
}

const char *
redaksi_summary_get_section (RedaksiSummary *self)
{
  return get_text (self, PROP_SECTION);
}

const char *
redaksi_summary_get_url (RedaksiSummary *self)
{
  return get_text (self, PROP_URL);
}

RedaksiState
redaksi_summary_get_state (RedaksiSummary *self)
{
  return (RedaksiState)get_number (self, PROP_STATE);
}

gint64
redaksi_summary_get_changed (RedaksiSummary *self)
{
  return get_number (self, PROP_CHANGED);
}

gint64
redaksi_summary_get_scheduled (RedaksiSummary *self)
{
  return get_number (self, PROP_SCHEDULED);
}

guint
redaksi_summary_get_words (RedaksiSummary *self)
{
  return (guint)get_number (self, PROP_WORDS);
}

guint
redaksi_summary_get_revision (RedaksiSummary *self)
{
  return (guint)get_number (self, PROP_REVISION);
}

gboolean
redaksi_summary_get_deleted (RedaksiSummary *self)
{
  return get_number (self, PROP_DELETED) != 0;
}
