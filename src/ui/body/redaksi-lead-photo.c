/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-lead-photo.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "redaksi-formats.h"
#include "redaksi-photo-picture.h"

struct _RedaksiLeadPhoto
{
  GtkBox parent_instance;

  RedaksiDocument *document;
  gulong applied_id;
  GtkWidget *stack;        /* empty place, picture */
  GtkWidget *waiting;      /* the spinner in the empty place */
  GtkWidget *waiting_over; /* … and over the photo that is replaced */
  GtkWidget *invite;
  GtkWidget *frame;
  GtkWidget *picture;
  GtkWidget *texts;
  GtkWidget *foto;
  GtkWidget *caption;
  GtkWidget *credit;
};

G_DEFINE_FINAL_TYPE (RedaksiLeadPhoto, redaksi_lead_photo, GTK_TYPE_BOX)

enum
{
  CHOOSE,
  REMOVE,
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (RedaksiLeadPhoto *self)
{
  const char *digest = "", *caption = "", *alt = "", *language = "";
  g_autofree char *name = NULL;

  if (self->document != NULL)
    {
      digest = redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_PHOTO);
      caption = redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_CAPTION);
      alt = redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_ALT);
      language = redaksi_document_get_field (self->document, REDAKSI_FIELD_LANGUAGE);
    }
  redaksi_photo_picture_set (REDAKSI_PHOTO_PICTURE (self->picture),
                             *digest != '\0' ? digest : NULL);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               *digest != '\0' ? self->frame : self->invite);
  gtk_widget_set_visible (self->texts, *digest != '\0');
  /* The word is the page's, in the article's language, not the program's. */
  gtk_label_set_text (GTK_LABEL (self->foto),
                      redaksi_caption_label (&(RedaksiHouse){ .language = language }));
  if (*caption == '\0')
    caption = alt;
  name
    = *caption != '\0' ? g_strdup_printf (_ ("Photo: %s"), caption) : g_strdup (_ ("Lead photo"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
applied_cb (RedaksiDocument *document, RedaksiTransaction *transaction, RedaksiArticle *before,
            RedaksiLeadPhoto *self)
{
  if (redaksi_transaction_get_n (transaction) > 0
      && redaksi_step_get_kind (redaksi_transaction_get_nth (transaction, 0))
           != REDAKSI_STEP_SET_FIELD
      && redaksi_transaction_get_n (transaction) == 1)
    return; /* a key in the body */
  update (self);
}

static void
choose_cb (RedaksiLeadPhoto *self)
{
  g_signal_emit (self, signals[CHOOSE], 0);
}

static void
remove_cb (RedaksiLeadPhoto *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
pressed_cb (RedaksiLeadPhoto *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
redaksi_lead_photo_dispose (GObject *object)
{
  RedaksiLeadPhoto *self = REDAKSI_LEAD_PHOTO (object);

  g_clear_signal_handler (&self->applied_id, self->document);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (redaksi_lead_photo_parent_class)->dispose (object);
}

static void
redaksi_lead_photo_class_init (RedaksiLeadPhotoClass *klass)
{
  static const char *const names[] = { "choose", "remove", "selected" };

  G_OBJECT_CLASS (klass)->dispose = redaksi_lead_photo_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], REDAKSI_TYPE_LEAD_PHOTO, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
tool_button (RedaksiLeadPhoto *self, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_frame (RedaksiLeadPhoto *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->picture);
  gtk_widget_add_css_class (tools, "article-photo-tools");
  gtk_widget_set_halign (tools, GTK_ALIGN_END);
  gtk_widget_set_valign (tools, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (tools), tool_button (self, "document-edit-symbolic",
                                                _ ("Replace Lead Photo"), G_CALLBACK (choose_cb)));
  gtk_box_append (GTK_BOX (tools), tool_button (self, "user-trash-symbolic",
                                                _ ("Remove Lead Photo"), G_CALLBACK (remove_cb)));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), tools);
  self->waiting_over = adw_spinner_new ();
  gtk_widget_set_size_request (self->waiting_over, 48, 48);
  gtk_widget_set_halign (self->waiting_over, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->waiting_over, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->waiting_over, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->waiting_over);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (overlay, GTK_EVENT_CONTROLLER (click));
  return overlay;
}

static GtkWidget *
make_invitation (RedaksiLeadPhoto *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (_ ("Add a lead photo, or drop one here"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  self->waiting = adw_spinner_new ();
  gtk_widget_set_visible (self->waiting, FALSE);
  gtk_box_append (GTK_BOX (box), self->waiting);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("image-x-generic-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "article-photo-place");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add Lead Photo"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (choose_cb), self);
  return button;
}

static void
redaksi_lead_photo_init (RedaksiLeadPhoto *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article-lead");

  self->foto = gtk_label_new ("Foto:");
  gtk_widget_set_valign (self->foto, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->foto, "article-caption");
  self->caption = redaksi_field_new (REDAKSI_FIELD_LEAD_CAPTION, _ ("Caption"),
                                     _ ("Who is seen, where and when"));
  gtk_widget_set_hexpand (self->caption, TRUE);
  gtk_widget_add_css_class (self->caption, "article-caption");
  self->credit = redaksi_field_new (REDAKSI_FIELD_LEAD_CREDIT, _ ("Credit"), _ ("Photographer"));
  gtk_widget_add_css_class (self->credit, "article-credit");

  gtk_box_append (GTK_BOX (line), self->foto);
  gtk_box_append (GTK_BOX (line), self->caption);
  self->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (self->texts), line);
  gtk_box_append (GTK_BOX (self->texts), self->credit);
}

GtkWidget *
redaksi_lead_photo_new (RedaksiPhotoStore *store)
{
  RedaksiLeadPhoto *self = g_object_new (REDAKSI_TYPE_LEAD_PHOTO, NULL);

  self->picture = redaksi_photo_picture_new (store);
  /* What holds picture and buttons has no role that may have a name. */
  g_object_set (self->picture, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  self->frame = make_frame (self);
  self->invite = make_invitation (self);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_child (GTK_STACK (self->stack), self->invite);
  gtk_stack_add_child (GTK_STACK (self->stack), self->frame);
  gtk_box_append (GTK_BOX (self), self->stack);
  gtk_box_append (GTK_BOX (self), self->texts);
  update (self);
  return GTK_WIDGET (self);
}

void
redaksi_lead_photo_set_document (RedaksiLeadPhoto *self, RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_LEAD_PHOTO (self));

  g_clear_signal_handler (&self->applied_id, self->document);
  g_set_object (&self->document, document);
  if (document != NULL)
    self->applied_id = g_signal_connect (document, "applied", G_CALLBACK (applied_cb), self);
  redaksi_field_set_document (REDAKSI_FIELD (self->caption), document);
  redaksi_field_set_document (REDAKSI_FIELD (self->credit), document);
  update (self);
}

void
redaksi_lead_photo_set_waiting (RedaksiLeadPhoto *self, gboolean waiting)
{
  g_return_if_fail (REDAKSI_IS_LEAD_PHOTO (self));

  gtk_widget_set_visible (self->waiting, waiting);
  gtk_widget_set_visible (self->waiting_over, waiting);
}

void
redaksi_lead_photo_set_near (RedaksiLeadPhoto *self, gboolean near)
{
  g_return_if_fail (REDAKSI_IS_LEAD_PHOTO (self));

  redaksi_photo_picture_set_near (REDAKSI_PHOTO_PICTURE (self->picture), near);
}

gboolean
redaksi_lead_photo_has_photo (RedaksiLeadPhoto *self)
{
  g_return_val_if_fail (REDAKSI_IS_LEAD_PHOTO (self), FALSE);

  return self->document != NULL
         && *redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_PHOTO) != '\0';
}

RedaksiField *
redaksi_lead_photo_get_caption (RedaksiLeadPhoto *self)
{
  return REDAKSI_FIELD (self->caption);
}

RedaksiField *
redaksi_lead_photo_get_credit (RedaksiLeadPhoto *self)
{
  return REDAKSI_FIELD (self->credit);
}
