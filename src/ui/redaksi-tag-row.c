/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-tag-row.h"

#include <glib/gi18n-lib.h>

#include "redaksi-completion.h"
#include "redaksi-flow.h"
#include "redaksi-text.h"

struct _RedaksiTagRow
{
  AdwPreferencesRow parent_instance;

  RedaksiLibrary *library;
  RedaksiDocument *document;

  RedaksiFlow *chips;
  GtkEntry *entry;
};

G_DEFINE_FINAL_TYPE (RedaksiTagRow, redaksi_tag_row, ADW_TYPE_PREFERENCES_ROW)

static GStrv
get_tags (RedaksiTagRow *self)
{
  return redaksi_article_get_tags (redaksi_document_get_article (self->document));
}

static void
set_tags (RedaksiTagRow *self, GStrvBuilder *builder)
{
  g_auto (GStrv) tags = g_strv_builder_end (builder);
  g_autofree char *field = redaksi_tags_to_field ((const char *const *)tags);

  redaksi_document_choose_field (self->document, REDAKSI_FIELD_TAGS, field);
}

static gboolean
same_tag (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

/* Several at once, with commas between, as people paste them; one that is there is not added. */
static void
add_tags (RedaksiTagRow *self, const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) old = get_tags (self);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; old[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (old[i]));
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *tag = redaksi_text_one_line (parts[i]);
      gboolean there = *tag == '\0';

      for (guint k = 0; !there && k < all->len; k++)
        there = same_tag (all->pdata[k], tag);
      if (!there)
        g_ptr_array_add (all, g_steal_pointer (&tag));
    }
  for (guint i = 0; i < all->len; i++)
    g_strv_builder_add (builder, all->pdata[i]);
  set_tags (self, builder);
}

static void
remove_cb (RedaksiTagRow *self, GtkButton *button)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = get_tags (self);
  const char *removed = g_object_get_data (G_OBJECT (button), "tag");

  for (guint i = 0; tags[i] != NULL; i++)
    if (!g_str_equal (tags[i], removed))
      g_strv_builder_add (builder, tags[i]);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  set_tags (self, builder);
}

static GtkWidget *
make_chip (RedaksiTagRow *self, const char *tag)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (tag);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove the tag %s"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (chip, "chip");
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

static void
show_tags (RedaksiTagRow *self)
{
  g_auto (GStrv) tags = self->document != NULL ? get_tags (self) : NULL;

  redaksi_flow_clear (self->chips);
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    redaksi_flow_append (self->chips, make_chip (self, tags[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), tags != NULL && tags[0] != NULL);
}

static void
activate_cb (RedaksiTagRow *self)
{
  if (self->document == NULL)
    return;
  add_tags (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* Who writes a tag and goes on has set it; who looks into another window has not yet. */
static void
left_cb (RedaksiTagRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)))
    activate_cb (self);
}

static DexFuture *
find_tags (const char *prefix, gpointer user_data)
{
  RedaksiTagRow *self = user_data;

  return redaksi_library_list_terms (self->library, "tag", prefix);
}

static void
chosen_cb (const char *text, gpointer user_data)
{
  RedaksiTagRow *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  activate_cb (self);
}

static void
applied_cb (RedaksiTagRow *self, RedaksiTransaction *transaction, RedaksiArticle *before)
{
  if (!g_str_equal (redaksi_document_get_field (self->document, REDAKSI_FIELD_TAGS),
                    redaksi_article_get_field (before, REDAKSI_FIELD_TAGS)))
    show_tags (self);
}

static void
redaksi_tag_row_dispose (GObject *object)
{
  RedaksiTagRow *self = REDAKSI_TAG_ROW (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_TAG_ROW);
  g_clear_object (&self->document);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (redaksi_tag_row_parent_class)->dispose (object);
}

static void
redaksi_tag_row_class_init (RedaksiTagRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_tag_row_dispose;
  g_type_ensure (REDAKSI_TYPE_FLOW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-tag-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiTagRow, chips);
  gtk_widget_class_bind_template_child (widget_class, RedaksiTagRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
redaksi_tag_row_init (RedaksiTagRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  redaksi_completion_attach (GTK_WIDGET (self->entry), find_tags, chosen_cb, self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

void
redaksi_tag_row_set_document (RedaksiTagRow *self, RedaksiLibrary *library,
                              RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_TAG_ROW (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->library, library);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_swapped (document, "applied", G_CALLBACK (applied_cb), self);
  show_tags (self);
}
