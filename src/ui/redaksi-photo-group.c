/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-photo-group.h"

#include <glib/gi18n-lib.h>

#include "redaksi-article-view.h"
#include "redaksi-commands.h"
#include "redaksi-sheets-dialog.h"
#include "redaksi-text-row.h"
#include "redaksi-text.h"

struct _RedaksiPhotoGroup
{
  AdwPreferencesGroup parent_instance;

  RedaksiServices *services;
  RedaksiDocument *document;
  guint block; /* in the body, or REDAKSI_PHOTO_LEAD or REDAKSI_PHOTO_NONE */
  gboolean setting;

  RedaksiTextRow *caption;
  AdwEntryRow *credit;
  RedaksiTextRow *alt;
};

G_DEFINE_FINAL_TYPE (RedaksiPhotoGroup, redaksi_photo_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_photo (RedaksiBody *body, guint i)
{
  return i < redaksi_body_get_n (body)
         && redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == REDAKSI_BLOCK_PHOTO;
}

static gboolean
has_caption (RedaksiBody *body, guint i)
{
  return i + 1 < redaksi_body_get_n (body)
         && redaksi_block_get_kind (redaksi_body_get_nth (body, i + 1)) == REDAKSI_BLOCK_CAPTION;
}

/* Which photo is shown: the selected one, else the lead photo, else none. */
static guint
get_shown (RedaksiPhotoGroup *self)
{
  if (self->document == NULL)
    return REDAKSI_PHOTO_NONE;
  if (self->block < REDAKSI_PHOTO_NONE
      && is_photo (redaksi_document_get_body (self->document), self->block))
    return self->block;
  if (*redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_PHOTO) != '\0')
    return REDAKSI_PHOTO_LEAD;
  return REDAKSI_PHOTO_NONE;
}

static void
show_texts (RedaksiPhotoGroup *self, const char *caption, const char *credit, const char *alt)
{
  self->setting = TRUE;
  redaksi_text_row_set_text (self->caption, caption != NULL ? caption : "");
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->credit)),
                    credit != NULL ? credit : ""))
    gtk_editable_set_text (GTK_EDITABLE (self->credit), credit != NULL ? credit : "");
  redaksi_text_row_set_text (self->alt, alt != NULL ? alt : "");
  self->setting = FALSE;
}

static void
show_photo (RedaksiPhotoGroup *self)
{
  guint shown = get_shown (self);
  RedaksiBody *body;

  gtk_widget_set_visible (GTK_WIDGET (self), shown != REDAKSI_PHOTO_NONE);
  if (self->setting || shown == REDAKSI_PHOTO_NONE)
    return;
  if (shown == REDAKSI_PHOTO_LEAD)
    {
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Lead Photo"));
      show_texts (self, redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_CAPTION),
                  redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_CREDIT),
                  redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_ALT));
      gtk_widget_set_visible (GTK_WIDGET (self->caption), TRUE);
      return;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Selected Photo"));
  body = redaksi_document_get_body (self->document);
  show_texts (self,
              has_caption (body, shown)
                ? redaksi_block_get_text (redaksi_body_get_nth (body, shown + 1))
                : NULL,
              redaksi_block_get (redaksi_body_get_nth (body, shown), "credit"),
              redaksi_block_get (redaksi_body_get_nth (body, shown), "alt"));
  gtk_widget_set_visible (GTK_WIDGET (self->caption), has_caption (body, shown));
}

static void
apply (RedaksiPhotoGroup *self, RedaksiTransaction *transaction)
{
  if (transaction == NULL)
    return;
  self->setting = TRUE;
  redaksi_document_apply (self->document, transaction, NULL);
  self->setting = FALSE;
  redaksi_transaction_unref (transaction);
}

static void
set_text (RedaksiPhotoGroup *self, const char *lead_field, const char *attribute, const char *text)
{
  guint shown = get_shown (self);

  if (self->setting || shown == REDAKSI_PHOTO_NONE)
    return;
  if (shown == REDAKSI_PHOTO_LEAD)
    {
      self->setting = TRUE;
      redaksi_document_set_field (self->document, lead_field, text);
      self->setting = FALSE;
      return;
    }
  apply (self, redaksi_command_set_attribute (redaksi_document_get_article (self->document), shown,
                                              attribute, *text != '\0' ? text : NULL));
}

static void
credit_changed_cb (RedaksiPhotoGroup *self)
{
  set_text (self, REDAKSI_FIELD_LEAD_CREDIT, "credit",
            gtk_editable_get_text (GTK_EDITABLE (self->credit)));
}

static void
alt_changed_cb (RedaksiPhotoGroup *self)
{
  g_autofree char *text = redaksi_text_row_dup_text (self->alt);
  g_autofree char *line = redaksi_text_one_line (text);

  set_text (self, REDAKSI_FIELD_LEAD_ALT, "alt", line);
}

static void
set_caption (RedaksiPhotoGroup *self, const char *line)
{
  guint shown = get_shown (self);
  g_autoptr (RedaksiTransaction) transaction = NULL;
  g_autoptr (RedaksiStep) step = NULL;
  g_autoptr (RedaksiBody) slice = NULL;
  RedaksiBlock *caption;
  RedaksiBody *body;
  RedaksiSelection selection;
  guint start;

  if (shown == REDAKSI_PHOTO_LEAD || shown == REDAKSI_PHOTO_NONE)
    {
      set_text (self, REDAKSI_FIELD_LEAD_CAPTION, NULL, line);
      return;
    }
  body = redaksi_document_get_body (self->document);
  if (self->setting || !has_caption (body, shown))
    return;
  caption = redaksi_body_get_nth (body, shown + 1);
  start = redaksi_body_get_start (body, shown + 1);
  slice = redaksi_body_new_text (redaksi_block_get_shape (caption), line);
  step = redaksi_step_new_replace (start, start + redaksi_block_get_length (caption), slice);
  transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_TYPING);
  redaksi_transaction_add (transaction, step);
  selection = redaksi_document_get_selection (self->document);
  redaksi_transaction_set_selection (transaction, selection, selection);
  apply (self, g_steal_pointer (&transaction));
}

static void
caption_changed_cb (RedaksiPhotoGroup *self)
{
  g_autofree char *text = redaksi_text_row_dup_text (self->caption);
  g_autofree char *line = redaksi_text_one_line (text);

  set_caption (self, line);
}

static void
caption_chosen_cb (RedaksiPhotoGroup *self, const char *content)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (get_shown (self) == REDAKSI_PHOTO_NONE)
    return;
  text = redaksi_fields_expand (content,
                                redaksi_document_get_field (self->document, REDAKSI_FIELD_DATELINE),
                                gtk_editable_get_text (GTK_EDITABLE (self->credit)), now);
  line = redaksi_text_one_line (text);
  redaksi_document_break_undo (self->document);
  set_caption (self, line);
  redaksi_document_break_undo (self->document);
  show_photo (self);
  redaksi_text_row_next_field (self->caption);
}

/* The patterns; a new one begins as the caption that is there. */
static void
captions_cb (RedaksiPhotoGroup *self)
{
  g_autofree char *text = redaksi_text_row_dup_text (self->caption);
  AdwDialog *dialog = redaksi_sheets_dialog_new (self->services, REDAKSI_SHEET_CAPTION, text);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (caption_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The selected photo stays the same one when text comes or goes above it. */
static void
applied_cb (RedaksiPhotoGroup *self, RedaksiTransaction *transaction, RedaksiArticle *before)
{
  RedaksiBody *old = redaksi_article_get_body (before);
  guint offset;

  if (self->block < redaksi_body_get_n (old))
    self->block = redaksi_body_find (
      redaksi_document_get_body (self->document),
      redaksi_transaction_map (transaction, redaksi_body_get_start (old, self->block), TRUE),
      &offset);
  show_photo (self);
}

static void
redaksi_photo_group_dispose (GObject *object)
{
  RedaksiPhotoGroup *self = REDAKSI_PHOTO_GROUP (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_PHOTO_GROUP);
  g_clear_object (&self->document);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_photo_group_parent_class)->dispose (object);
}

static void
redaksi_photo_group_class_init (RedaksiPhotoGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_photo_group_dispose;
  g_type_ensure (REDAKSI_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-photo-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiPhotoGroup, caption);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPhotoGroup, credit);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPhotoGroup, alt);
  gtk_widget_class_bind_template_callback (widget_class, caption_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, credit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, alt_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, captions_cb);
}

static void
redaksi_photo_group_init (RedaksiPhotoGroup *self)
{
  self->block = REDAKSI_PHOTO_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
redaksi_photo_group_set_services (RedaksiPhotoGroup *self, RedaksiServices *services)
{
  g_return_if_fail (REDAKSI_IS_PHOTO_GROUP (self) && self->services == NULL);

  self->services = g_object_ref (services);
}

void
redaksi_photo_group_set_document (RedaksiPhotoGroup *self, RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_PHOTO_GROUP (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  self->block = REDAKSI_PHOTO_NONE;
  if (document != NULL)
    g_signal_connect_swapped (document, "applied", G_CALLBACK (applied_cb), self);
  show_photo (self);
}

/**
 * redaksi_photo_group_set_photo:
 * @self: the group
 * @block: as RedaksiArticleView::photo-selected tells it
 */
void
redaksi_photo_group_set_photo (RedaksiPhotoGroup *self, guint block)
{
  g_return_if_fail (REDAKSI_IS_PHOTO_GROUP (self));

  self->block = block;
  show_photo (self);
}
