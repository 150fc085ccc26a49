/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-byline-group.h"

#include <glib/gi18n-lib.h>

#include "redaksi-byline-row.h"
#include "redaksi-completion.h"

struct _RedaksiBylineGroup
{
  AdwPreferencesGroup parent_instance;

  RedaksiLibrary *library;
  RedaksiDocument *document;
  gboolean changing; /* by a row: the rows stand already as the article will */

  GtkListBox *rows;
  AdwEntryRow *add_row;
};

G_DEFINE_FINAL_TYPE (RedaksiBylineGroup, redaksi_byline_group, ADW_TYPE_PREFERENCES_GROUP)

static GPtrArray *
get_bylines (RedaksiBylineGroup *self)
{
  return redaksi_article_get_bylines (redaksi_document_get_article (self->document));
}

static void
set_bylines (RedaksiBylineGroup *self, GPtrArray *bylines)
{
  g_autofree char *field = redaksi_bylines_to_field (bylines);

  /* A name is typed; all else is an act of its own. */
  if (self->changing)
    redaksi_document_set_field (self->document, REDAKSI_FIELD_BYLINES, field);
  else
    redaksi_document_choose_field (self->document, REDAKSI_FIELD_BYLINES, field);
}

static guint
get_index (RedaksiBylineRow *row)
{
  return (guint)gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static DexFuture *
find_people (const char *prefix, gpointer user_data)
{
  RedaksiBylineGroup *self = user_data;

  return redaksi_library_list_people (self->library, prefix);
}

static void
replace (RedaksiBylineGroup *self, guint at, const char *person, const char *role)
{
  g_autoptr (GPtrArray) bylines = get_bylines (self);
  RedaksiByline *old;

  if (at >= bylines->len)
    return;
  old = bylines->pdata[at];
  bylines->pdata[at]
    = redaksi_byline_new (person != NULL ? person : redaksi_byline_get_person (old),
                          role != NULL ? role : redaksi_byline_get_role (old));
  redaksi_byline_unref (old);
  set_bylines (self, bylines);
}

static void
renamed_cb (RedaksiBylineGroup *self, const char *person, RedaksiBylineRow *row)
{
  g_autofree char *name = g_strstrip (g_strdup (person));

  /* Without a name there is no byline: while the entry is empty the old name stands. */
  if (*name == '\0')
    return;
  self->changing = TRUE;
  replace (self, get_index (row), name, NULL);
  self->changing = FALSE;
}

static void
role_chosen_cb (RedaksiBylineGroup *self, const char *role, RedaksiBylineRow *row)
{
  replace (self, get_index (row), NULL, role);
}

static void
move (RedaksiBylineGroup *self, guint from, guint to)
{
  g_autoptr (GPtrArray) bylines = get_bylines (self);
  gpointer moved;

  if (from >= bylines->len || to >= bylines->len || from == to)
    return;
  moved = redaksi_byline_ref (bylines->pdata[from]);
  g_ptr_array_remove_index (bylines, from);
  g_ptr_array_insert (bylines, (int)to, moved);
  set_bylines (self, bylines);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, (int)to)));
}

static void
moved_cb (RedaksiBylineGroup *self, int change, RedaksiBylineRow *row)
{
  guint from = get_index (row);

  if (change > 0 || from > 0)
    move (self, from, change > 0 ? from + 1 : from - 1);
}

static void
dropped_cb (RedaksiBylineGroup *self, RedaksiBylineRow *other, RedaksiBylineRow *row)
{
  move (self, get_index (other), get_index (row));
}

static void
removed_cb (RedaksiBylineGroup *self, RedaksiBylineRow *row)
{
  g_autoptr (GPtrArray) bylines = get_bylines (self);
  guint at = get_index (row);

  if (at >= bylines->len)
    return;
  g_ptr_array_remove_index (bylines, at);
  set_bylines (self, bylines);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

static gboolean
add_byline (RedaksiBylineGroup *self, const char *text)
{
  g_autoptr (RedaksiByline) byline = redaksi_byline_parse (text);
  g_autoptr (GPtrArray) bylines = NULL;

  if (self->document == NULL || byline == NULL)
    return FALSE;
  bylines = get_bylines (self);
  g_ptr_array_add (bylines, redaksi_byline_ref (byline));
  set_bylines (self, bylines);
  gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
  return TRUE;
}

static void
add_cb (RedaksiBylineGroup *self)
{
  if (add_byline (self, gtk_editable_get_text (GTK_EDITABLE (self->add_row))))
    gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

/* Who writes a name and goes on has named somebody; who looks into another window has not yet. */
static void
add_row_left_cb (RedaksiBylineGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)))
    add_byline (self, gtk_editable_get_text (GTK_EDITABLE (self->add_row)));
}

static void
chosen_cb (const char *text, gpointer user_data)
{
  RedaksiBylineGroup *self = user_data;

  if (add_byline (self, text))
    gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

static void show_bylines (RedaksiBylineGroup *self);

static void
row_left_cb (RedaksiBylineGroup *self)
{
  if (self->document != NULL)
    redaksi_document_break_undo (self->document);
  show_bylines (self);
}

static GtkWidget *
make_row (RedaksiBylineGroup *self)
{
  GtkWidget *row = redaksi_byline_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (row_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  g_signal_connect_object (row, "renamed", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "role-chosen", G_CALLBACK (role_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  redaksi_completion_attach (row, find_people, NULL, self);
  return row;
}

/* Rows are kept and filled anew, so that the keyboard stays where it is. */
static void
show_bylines (RedaksiBylineGroup *self)
{
  g_autoptr (GPtrArray) bylines = self->document != NULL ? get_bylines (self) : g_ptr_array_new ();
  guint n = 0;

  for (; n < bylines->len; n++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int)n);

      if (!REDAKSI_IS_BYLINE_ROW (row))
        {
          gtk_list_box_insert (self->rows, make_row (self), (int)n);
          row = gtk_list_box_get_row_at_index (self->rows, (int)n);
        }
      redaksi_byline_row_set_byline (REDAKSI_BYLINE_ROW (row), bylines->pdata[n]);
    }
  for (;;)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int)n);

      if (!REDAKSI_IS_BYLINE_ROW (row))
        break;
      gtk_list_box_remove (self->rows, GTK_WIDGET (row));
    }
}

static void
applied_cb (RedaksiBylineGroup *self, RedaksiTransaction *transaction, RedaksiArticle *before)
{
  const char *now = redaksi_document_get_field (self->document, REDAKSI_FIELD_BYLINES);

  if (!self->changing
      && !g_str_equal (now, redaksi_article_get_field (before, REDAKSI_FIELD_BYLINES)))
    show_bylines (self);
}

static void
redaksi_byline_group_dispose (GObject *object)
{
  RedaksiBylineGroup *self = REDAKSI_BYLINE_GROUP (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_BYLINE_GROUP);
  g_clear_object (&self->document);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (redaksi_byline_group_parent_class)->dispose (object);
}

static void
redaksi_byline_group_class_init (RedaksiBylineGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_byline_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-byline-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiBylineGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBylineGroup, add_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
redaksi_byline_group_init (RedaksiBylineGroup *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  redaksi_completion_attach (GTK_WIDGET (self->add_row), find_people, chosen_cb, self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (add_row_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->add_row), focus);
}

void
redaksi_byline_group_set_document (RedaksiBylineGroup *self, RedaksiLibrary *library,
                                   RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_BYLINE_GROUP (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->library, library);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_swapped (document, "applied", G_CALLBACK (applied_cb), self);
  show_bylines (self);
}
