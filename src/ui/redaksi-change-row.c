/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-change-row.h"

#include <glib/gi18n-lib.h>

#include "redaksi-thumbnail.h"
#include "redaksi-versions.h"

#define PHOTO_SIZE 96

struct _RedaksiChangeRow
{
  GtkListBoxRow parent_instance;

  RedaksiChange change;
};

G_DEFINE_FINAL_TYPE (RedaksiChangeRow, redaksi_change_row, GTK_TYPE_LIST_BOX_ROW)

static guint take_back_signal;

static void
redaksi_change_row_class_init (RedaksiChangeRowClass *klass)
{
  take_back_signal = g_signal_new ("take-back", REDAKSI_TYPE_CHANGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
redaksi_change_row_init (RedaksiChangeRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

/* ---- what it is ------------------------------------------------------------------------------ */

static char *
make_title (const RedaksiChange *change, RedaksiArticle *older, RedaksiArticle *newer)
{
  RedaksiBody *old_body = redaksi_article_get_body (older);
  RedaksiBody *new_body = redaksi_article_get_body (newer);
  gboolean was = change->old_from < change->old_to, is = change->new_from < change->new_to;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (change->field != NULL)
    return redaksi_version_field_name (change->field);
  if (was)
    before = redaksi_version_block_name (redaksi_body_get_nth (old_body, change->old_from));
  if (is)
    after = redaksi_version_block_name (redaksi_body_get_nth (new_body, change->new_from));
  if (was && is)
    return g_str_equal (before, after) ? g_steal_pointer (&after)
                                       /* Translators: a heading was a paragraph before */
                                       : g_strdup_printf (_ ("%1$s, was: %2$s"), after, before);
  return was ? g_strdup_printf (_ ("%s, removed"), before) : g_strdup_printf (_ ("%s, new"), after);
}

/* ---- words ----------------------------------------------------------------------------------- */

static void
mark (PangoAttrList *attributes, RedaksiSegmentKind kind, guint from, guint to)
{
  gboolean removed = kind == REDAKSI_SEGMENT_REMOVED;
  PangoAttribute *list[] = {
    removed ? pango_attr_strikethrough_new (TRUE)
            : pango_attr_underline_new (PANGO_UNDERLINE_SINGLE),
    removed ? pango_attr_background_new (0xe000, 0x1b00, 0x2400)
            : pango_attr_background_new (0x2e00, 0xc200, 0x7e00),
    pango_attr_background_alpha_new (removed ? 0x3800 : 0x4800),
  };

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    {
      list[i]->start_index = from;
      list[i]->end_index = to;
      pango_attr_list_insert (attributes, list[i]);
    }
}

/* What a screen reader says of it: marks have no voice. */
static char *
describe (GPtrArray *segments)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++)
    {
      RedaksiSegment *segment = segments->pdata[i];
      g_autofree char *text = g_strstrip (g_strdup (segment->text));

      if (segment->kind == REDAKSI_SEGMENT_SAME)
        continue;
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append_printf (words,
                              /* Translators: a screen reader says it of two versions */
                              segment->kind == REDAKSI_SEGMENT_REMOVED ? _ ("Removed: “%s”")
                                                                       : _ ("New: “%s”"),
                              text);
    }
  return g_string_free_and_steal (words);
}

/* NULL where there are no words. */
static GtkWidget *
make_words (RedaksiChangeRow *self, const char *before, const char *after)
{
  g_autoptr (GPtrArray) segments = redaksi_compare_texts (before, after);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *spoken = describe (segments);
  GtkWidget *label;

  for (guint i = 0; i < segments->len; i++)
    {
      RedaksiSegment *segment = segments->pdata[i];
      guint from;

      /* What is new does not stick to what is gone. */
      if (segment->kind == REDAKSI_SEGMENT_INSERTED && i > 0
          && ((RedaksiSegment *)segments->pdata[i - 1])->kind == REDAKSI_SEGMENT_REMOVED)
        g_string_append (text, "\u200A");
      from = (guint)text->len;
      g_string_append (text, segment->text);
      if (segment->kind != REDAKSI_SEGMENT_SAME)
        mark (attributes, segment->kind, from, (guint)text->len);
    }
  if (text->len == 0)
    return NULL;
  label = gtk_label_new (text->str);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (*spoken != '\0')
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    spoken, -1);
  return label;
}

/* ---- photos ---------------------------------------------------------------------------------- */

static const char *
find_photo (RedaksiArticle *article, const RedaksiChange *change, guint from, guint to)
{
  RedaksiBody *body = redaksi_article_get_body (article);

  if (change->field != NULL)
    return g_str_equal (change->field, REDAKSI_FIELD_LEAD_PHOTO)
             ? redaksi_article_peek_field (article, change->field)
             : NULL;
  for (guint i = from; i < to; i++)
    if (redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == REDAKSI_BLOCK_PHOTO)
      return redaksi_block_get (redaksi_body_get_nth (body, i), "photo");
  return NULL;
}

static GtkWidget *
make_photo (RedaksiServices *services, const char *digest, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *thumbnail = redaksi_thumbnail_new ();

  gtk_widget_set_size_request (thumbnail, PHOTO_SIZE, PHOTO_SIZE);
  redaksi_thumbnail_set_photo (REDAKSI_THUMBNAIL (thumbnail),
                               redaksi_services_get_photos (services), digest);
  gtk_box_append (GTK_BOX (box), thumbnail);
  if (words != NULL)
    {
      GtkWidget *label = gtk_label_new (words);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static GtkWidget *
make_photos (RedaksiServices *services, const char *before, const char *after)
{
  GtkWidget *box;

  if (before == NULL && after == NULL)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  if (g_strcmp0 (before, after) == 0)
    {
      gtk_box_append (GTK_BOX (box), make_photo (services, before, NULL));
      return box;
    }
  if (before != NULL)
    gtk_box_append (GTK_BOX (box), make_photo (services, before, _ ("− removed")));
  if (after != NULL)
    gtk_box_append (GTK_BOX (box), make_photo (services, after, _ ("+ new")));
  return box;
}

/* ---- the row --------------------------------------------------------------------------------- */

static void
clicked_cb (RedaksiChangeRow *self)
{
  g_signal_emit (self, take_back_signal, 0);
}

static GtkWidget *
make_button (RedaksiChangeRow *self, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-revert-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Restore only this: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_text (GtkWidget *box, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
}

/**
 * redaksi_change_row_new:
 * @services: the services
 * @change: what differs
 * @older: the one version
 * @newer: the other
 * @can_take: whether it can be taken back by itself
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
redaksi_change_row_new (RedaksiServices *services, const RedaksiChange *change,
                        RedaksiArticle *older, RedaksiArticle *newer, gboolean can_take)
{
  RedaksiChangeRow *self = g_object_new (REDAKSI_TYPE_CHANGE_ROW, NULL);
  gboolean field = change->field != NULL;
  g_autofree char *title = make_title (change, older, newer);
  g_autofree char *before = field ? redaksi_version_field_value (older, change->field)
                                  : redaksi_version_blocks (redaksi_article_get_body (older),
                                                            change->old_from, change->old_to);
  g_autofree char *after = field ? redaksi_version_field_value (newer, change->field)
                                 : redaksi_version_blocks (redaksi_article_get_body (newer),
                                                           change->new_from, change->new_to);
  const char *old_photo = find_photo (older, change, change->old_from, change->old_to);
  const char *new_photo = find_photo (newer, change, change->new_from, change->new_to);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *parts[]
    = { make_photos (services, old_photo, new_photo), make_words (self, before, after) };

  self->change = *change;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  add_text (column, title, "heading");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      gtk_box_append (GTK_BOX (column), parts[i]);
  if (g_str_equal (before, after) && g_strcmp0 (old_photo, new_photo) == 0)
    add_text (column, _ ("The words are the same; how they are set is not."), "dimmed");
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (box), column);
  if (can_take)
    gtk_box_append (GTK_BOX (box), make_button (self, title));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return GTK_WIDGET (self);
}

const RedaksiChange *
redaksi_change_row_get_change (RedaksiChangeRow *self)
{
  g_return_val_if_fail (REDAKSI_IS_CHANGE_ROW (self), NULL);

  return &self->change;
}
