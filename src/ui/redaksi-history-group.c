/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-history-group.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-words.h"

struct _RedaksiHistoryGroup
{
  AdwPreferencesGroup parent_instance;

  RedaksiLibrary *library;
  RedaksiDocument *document;
  guint newest; /* the first row's number */
  guint refreshing;

  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (RedaksiHistoryGroup, redaksi_history_group, ADW_TYPE_PREFERENCES_GROUP)

/* As many as one looks through; all of them are in the library. */
#define MOST 30
/* Every save tells that the article changed; few of them make a revision. */
#define REFRESH_MS 1000

static const char *
get_id (RedaksiHistoryGroup *self)
{
  return redaksi_article_get_id (redaksi_document_get_article (self->document));
}

static const char *
reason_words (const char *reason)
{
  static const struct
  {
    const char *reason;
    const char *words;
  } reasons[] = {
    { "new", N_ ("Begun") },        { "idle", N_ ("Kept in a pause") },
    { "leave", N_ ("Left") },       { "push", N_ ("Sent") },
    { "restore", N_ ("Restored") }, { "manual", N_ ("Kept by hand") },
    { "import", N_ ("Imported") },  { "site", N_ ("As it was on the site") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reason, reasons[i].reason) == 0)
      return _ (reasons[i].words);
  return reason != NULL ? reason : "";
}

static void refresh (RedaksiHistoryGroup *self);

static void
cut_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  refresh (object);
}

static void
cut (RedaksiHistoryGroup *self, const char *reason)
{
  redaksi_answer (redaksi_library_cut_revision (self->library, get_id (self), reason, NULL), self,
                  cut_cb, NULL, NULL);
}

static void
keep_cb (RedaksiHistoryGroup *self)
{
  if (self->document != NULL)
    cut (self, "manual");
}

static void
loaded_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiHistoryGroup *self = object;
  RedaksiArticle *article = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self->document == NULL)
    return;
  if (article == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", error->message);
      return;
    }
  if (!g_str_equal (redaksi_article_get_id (article), get_id (self)))
    return;
  redaksi_document_reset (self->document, article);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                              _ ("Restored. Undo brings the newer text back."));
  cut (self, "restore");
}

static void
restore_cb (RedaksiHistoryGroup *self, GtkButton *button)
{
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "revision"));

  if (self->document != NULL)
    redaksi_answer (redaksi_library_load_revision (self->library, get_id (self), number), self,
                    loaded_cb, NULL, NULL);
}

static GtkWidget *
make_row (RedaksiHistoryGroup *self, RedaksiRevisionInfo *info, gboolean newest)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = redaksi_words_time (info->time);
  g_autofree char *length = redaksi_words_length (info->words);
  g_autofree char *escaped_label
    = g_markup_escape_text (info->label != NULL ? info->label : reason_words (info->reason), -1);
  g_autofree char *title = g_strdup_printf ("%s · %s", time, escaped_label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), length);
  if (!newest)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("document-revert-symbolic");
      g_autofree char *name = g_strdup_printf (_ ("Restore the state of %s"), time);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (button), "revision", GUINT_TO_POINTER (info->number));
      g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static void
listed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiHistoryGroup *self = object;
  GPtrArray *revisions = value != NULL ? g_value_get_boxed (value) : NULL;

  guint newest = revisions != NULL && revisions->len > 0
                   ? ((RedaksiRevisionInfo *)revisions->pdata[0])->number
                   : 0;

  if (newest == self->newest)
    return;
  self->newest = newest;
  gtk_list_box_remove_all (self->rows);
  for (guint i = 0; revisions != NULL && i < MIN (revisions->len, MOST); i++)
    gtk_list_box_append (self->rows, make_row (self, revisions->pdata[i], i == 0));
}

static void
refresh (RedaksiHistoryGroup *self)
{
  if (self->document != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    redaksi_answer (redaksi_library_list_revisions (self->library, get_id (self)), self, listed_cb,
                    NULL, NULL);
}

static gboolean
refresh_cb (gpointer data)
{
  RedaksiHistoryGroup *self = data;

  self->refreshing = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
article_changed_cb (RedaksiHistoryGroup *self, const char *id)
{
  if (self->document != NULL && self->refreshing == 0 && g_str_equal (id, get_id (self)))
    self->refreshing = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
redaksi_history_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (redaksi_history_group_parent_class)->map (widget);
  refresh (REDAKSI_HISTORY_GROUP (widget));
}

static void
redaksi_history_group_dispose (GObject *object)
{
  RedaksiHistoryGroup *self = REDAKSI_HISTORY_GROUP (object);

  g_clear_handle_id (&self->refreshing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_HISTORY_GROUP);
  g_clear_object (&self->document);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (redaksi_history_group_parent_class)->dispose (object);
}

static void
redaksi_history_group_class_init (RedaksiHistoryGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_history_group_dispose;
  widget_class->map = redaksi_history_group_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-history-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiHistoryGroup, rows);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
redaksi_history_group_init (RedaksiHistoryGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
redaksi_history_group_set_document (RedaksiHistoryGroup *self, RedaksiLibrary *library,
                                    RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_HISTORY_GROUP (self));

  if (g_set_object (&self->library, library))
    g_signal_connect_object (library, "article-changed", G_CALLBACK (article_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_set_object (&self->document, document);
  gtk_list_box_remove_all (self->rows);
  self->newest = 0;
  refresh (self);
}
