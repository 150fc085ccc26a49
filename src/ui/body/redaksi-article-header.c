/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-header.h"

#include <glib/gi18n-lib.h>

struct _RedaksiArticleHeader
{
  GtkBox parent_instance;

  GPtrArray *fields; /* in the order of the page; borrowed */
  GtkWidget *lead;
};

G_DEFINE_FINAL_TYPE (RedaksiArticleHeader, redaksi_article_header, GTK_TYPE_BOX)

enum
{
  LEAVE,
  FOCUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
leave_cb (RedaksiField *field, GtkDirectionType direction, RedaksiArticleHeader *self)
{
  gboolean back = direction == GTK_DIR_UP || direction == GTK_DIR_TAB_BACKWARD;
  guint i;

  if (!g_ptr_array_find (self->fields, field, &i))
    return;
  /* Tab goes to the buttons too; the arrows and Return to what is written. */
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    {
      if (gtk_widget_child_focus (GTK_WIDGET (self), direction))
        {
          GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
          if (REDAKSI_IS_FIELD (focus))
            redaksi_field_enter (REDAKSI_FIELD (focus), back);
        }
      else
        g_signal_emit (self, signals[LEAVE], 0, direction);
      return;
    }
  while (back ? i > 0 : i + 1 < self->fields->len)
    {
      RedaksiField *next = self->fields->pdata[back ? --i : ++i];
      if (gtk_widget_get_mapped (GTK_WIDGET (next)))
        {
          redaksi_field_enter (next, back);
          return;
        }
    }
  g_signal_emit (self, signals[LEAVE], 0, direction);
}

static void
focus_cb (GtkEventControllerFocus *focus, RedaksiArticleHeader *self)
{
  g_signal_emit (self, signals[FOCUSED], 0,
                 gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));
}

static void
watch (RedaksiArticleHeader *self, GtkWidget *field)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_ptr_array_add (self->fields, field);
  g_signal_connect (field, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (field, focus);
}

static GtkWidget *
add_field (RedaksiArticleHeader *self, const char *name, const char *label, const char *placeholder,
           const char *style)
{
  GtkWidget *field = redaksi_field_new (name, label, placeholder);

  gtk_widget_add_css_class (field, style);
  watch (self, field);
  return field;
}

static void
redaksi_article_header_finalize (GObject *object)
{
  RedaksiArticleHeader *self = REDAKSI_ARTICLE_HEADER (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (redaksi_article_header_parent_class)->finalize (object);
}

static void
redaksi_article_header_class_init (RedaksiArticleHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_article_header_finalize;
  signals[LEAVE] = g_signal_new ("leave", REDAKSI_TYPE_ARTICLE_HEADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_DIRECTION_TYPE);
  signals[FOCUSED] = g_signal_new ("focused", REDAKSI_TYPE_ARTICLE_HEADER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
}

static void
redaksi_article_header_init (RedaksiArticleHeader *self)
{
  self->fields = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article-header");
}

GtkWidget *
redaksi_article_header_new (RedaksiPhotoStore *store)
{
  RedaksiArticleHeader *self = g_object_new (REDAKSI_TYPE_ARTICLE_HEADER, NULL);
  GtkBox *box = GTK_BOX (self);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *place, *dash = gtk_label_new ("–");

  gtk_box_append (box, add_field (self, REDAKSI_FIELD_KICKER, _ ("Kicker"), _ ("Kicker"),
                                  "article-kicker"));
  gtk_box_append (box, add_field (self, REDAKSI_FIELD_HEADLINE, _ ("Headline"), _ ("Headline"),
                                  "article-headline"));
  gtk_box_append (box, add_field (self, REDAKSI_FIELD_DECK, _ ("Deck"),
                                  _ ("One sentence that says what the article is about"),
                                  "article-deck"));
  self->lead = redaksi_lead_photo_new (store);
  gtk_box_append (box, self->lead);
  watch (self, GTK_WIDGET (redaksi_lead_photo_get_caption (REDAKSI_LEAD_PHOTO (self->lead))));
  watch (self, GTK_WIDGET (redaksi_lead_photo_get_credit (REDAKSI_LEAD_PHOTO (self->lead))));

  place = add_field (self, REDAKSI_FIELD_DATELINE, _ ("Place"), _ ("PLACE"), "article-place");
  redaksi_field_set_hugs (REDAKSI_FIELD (place), TRUE);
  gtk_widget_add_css_class (dash, "article-place");
  gtk_widget_set_valign (dash, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), place);
  gtk_box_append (GTK_BOX (line), dash);
  gtk_box_append (box, line);
  return GTK_WIDGET (self);
}

void
redaksi_article_header_set_document (RedaksiArticleHeader *self, RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_HEADER (self));

  for (guint i = 0; i < self->fields->len; i++)
    redaksi_field_set_document (self->fields->pdata[i], document);
  redaksi_lead_photo_set_document (REDAKSI_LEAD_PHOTO (self->lead), document);
}

void
redaksi_article_header_enter_last (RedaksiArticleHeader *self)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_HEADER (self));

  redaksi_field_enter (self->fields->pdata[self->fields->len - 1], TRUE);
}

gboolean
redaksi_article_header_enter (RedaksiArticleHeader *self, const char *field)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLE_HEADER (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_strcmp0 (redaksi_field_get_name (self->fields->pdata[i]), field) == 0
        && gtk_widget_get_mapped (self->fields->pdata[i]))
      {
        if (!gtk_widget_has_focus (self->fields->pdata[i]))
          redaksi_field_enter (self->fields->pdata[i], TRUE);
        return TRUE;
      }
  return FALSE;
}

RedaksiField *
redaksi_article_header_get_field (RedaksiArticleHeader *self, const char *field)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLE_HEADER (self) && field != NULL, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (redaksi_field_get_name (self->fields->pdata[i]), field)
        && gtk_widget_get_mapped (self->fields->pdata[i]))
      return self->fields->pdata[i];
  return NULL;
}

void
redaksi_article_header_tint (RedaksiArticleHeader *self, GArray *matches)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_HEADER (self));

  for (guint i = 0; i < self->fields->len; i++)
    redaksi_field_tint (self->fields->pdata[i], matches);
}

void
redaksi_article_header_set_typography (RedaksiArticleHeader *self, gboolean typography)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_HEADER (self));

  for (guint i = 0; i < self->fields->len; i++)
    redaksi_field_set_typography (self->fields->pdata[i], typography);
}

RedaksiLeadPhoto *
redaksi_article_header_get_lead (RedaksiArticleHeader *self)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLE_HEADER (self), NULL);

  return REDAKSI_LEAD_PHOTO (self->lead);
}
