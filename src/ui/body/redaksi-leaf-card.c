/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-leaf-card.h"

#include <glib/gi18n-lib.h>

#include "redaksi-embed.h"
#include "redaksi-photo-picture.h"
#include "redaksi-preserved-card.h"

struct _RedaksiLeafCard
{
  GtkWidget parent_instance;

  RedaksiPhotoStore *store;
  RedaksiShape *shape;
  GtkWidget *child;
  GtkWidget *picture; /* within the child, of a photo */
  GtkWidget *credit;
  GtkWidget *away; /* why the picture is not here */
  GtkWidget *away_why;
  GtkWidget *away_ask;
  int width;
  gboolean near;
};

G_DEFINE_FINAL_TYPE (RedaksiLeafCard, redaksi_leaf_card, GTK_TYPE_WIDGET)

static guint wanted_signal;

static GtkSizeRequestMode
redaksi_leaf_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
redaksi_leaf_card_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  RedaksiLeafCard *self = REDAKSI_LEAF_CARD (widget);
  int wanted = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    wanted = self->width;
  else if (self->child != NULL)
    {
      int least;
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_measure (self->child, orientation, MAX (least, self->width), NULL, &wanted, NULL,
                          NULL);
    }
  *minimum = *natural = wanted;
}

static void
redaksi_leaf_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RedaksiLeafCard *self = REDAKSI_LEAF_CARD (widget);
  int least = 0;

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (width, least), height, -1, NULL);
}

/* Nothing is drawn far from what is seen: each node that GtkTextView has to hand on is compared
 * with the last frame's at each key, and with many of them it gives up and paints the whole window.
 */
static void
redaksi_leaf_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  if (REDAKSI_LEAF_CARD (widget)->near)
    GTK_WIDGET_CLASS (redaksi_leaf_card_parent_class)->snapshot (widget, snapshot);
}

static void
redaksi_leaf_card_dispose (GObject *object)
{
  RedaksiLeafCard *self = REDAKSI_LEAF_CARD (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_pointer (&self->shape, redaksi_shape_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (redaksi_leaf_card_parent_class)->dispose (object);
}

static void
redaksi_leaf_card_class_init (RedaksiLeafCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_leaf_card_dispose;
  widget_class->get_request_mode = redaksi_leaf_card_get_request_mode;
  widget_class->measure = redaksi_leaf_card_measure;
  widget_class->size_allocate = redaksi_leaf_card_size_allocate;
  widget_class->snapshot = redaksi_leaf_card_snapshot;
  wanted_signal = g_signal_new ("wanted", REDAKSI_TYPE_LEAF_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "leaf-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
redaksi_leaf_card_init (RedaksiLeafCard *self)
{
  self->width = 300;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

/**
 * redaksi_leaf_card_new:
 * @store: (nullable): where photos are
 *
 * Returns: (transfer floating): a card for nothing yet
 */
GtkWidget *
redaksi_leaf_card_new (RedaksiPhotoStore *store)
{
  RedaksiLeafCard *self = g_object_new (REDAKSI_TYPE_LEAF_CARD, NULL);

  g_set_object (&self->store, store);
  return GTK_WIDGET (self);
}

static void
ask_clicked_cb (RedaksiLeafCard *self)
{
  g_signal_emit (self, wanted_signal, 0);
}

/* A photo that stands on the site alone. */
static GtkWidget *
away_child (RedaksiLeafCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->away_why = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->away_why), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->away_why), 0);
  gtk_widget_set_hexpand (self->away_why, TRUE);
  gtk_widget_add_css_class (self->away_why, "dimmed");
  self->away_ask = gtk_button_new_with_mnemonic (_ ("_Get the Photo"));
  gtk_widget_set_valign (self->away_ask, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->away_ask, "clicked", G_CALLBACK (ask_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->away_why);
  gtk_box_append (GTK_BOX (box), self->away_ask);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static GtkWidget *
photo_child (RedaksiLeafCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->picture = redaksi_photo_picture_new (self->store);
  redaksi_photo_picture_set_near (REDAKSI_PHOTO_PICTURE (self->picture), self->near);
  self->credit = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->credit), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->credit), 1);
  gtk_widget_add_css_class (self->credit, "article-credit");
  self->away = away_child (self);
  gtk_box_append (GTK_BOX (box), self->picture);
  gtk_box_append (GTK_BOX (box), self->away);
  gtk_box_append (GTK_BOX (box), self->credit);
  return box;
}

static GtkWidget *
row_child (const char *icon, const char *title, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *lines[] = { title, detail };

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "article-kept");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (lines[i]);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, i == 0 ? "heading" : "dim-label");
      gtk_widget_set_visible (label, lines[i] != NULL);
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static const char *
name_of_embed (RedaksiShape *shape)
{
  const RedaksiEmbedKind *kind = redaksi_embed_kind (redaksi_shape_get (shape, "url"));

  return kind != NULL ? kind->name : _ ("Embedded page");
}

static GtkWidget *
child_for (RedaksiLeafCard *self, RedaksiShape *shape)
{
  GtkWidget *child;

  switch (redaksi_shape_get_kind (shape))
    {
    case REDAKSI_BLOCK_PHOTO:
      return photo_child (self);
    case REDAKSI_BLOCK_DIVIDER:
      child = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_add_css_class (child, "article-divider");
      gtk_widget_set_halign (child, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
      return child;
    case REDAKSI_BLOCK_EMBED:
      return row_child ("web-browser-symbolic", name_of_embed (shape),
                        redaksi_shape_get (shape, "url"));
    case REDAKSI_BLOCK_PRESERVED:
    default:
      return redaksi_preserved_card_new (shape);
    }
}

/**
 * redaksi_leaf_card_set_shape:
 * @self: a card
 * @shape: a leaf's shape
 */
void
redaksi_leaf_card_set_shape (RedaksiLeafCard *self, RedaksiShape *shape)
{
  gboolean same;

  g_return_if_fail (REDAKSI_IS_LEAF_CARD (self) && shape != NULL);

  same = self->shape != NULL && redaksi_shape_get_kind (self->shape) == REDAKSI_BLOCK_PHOTO
         && redaksi_shape_get_kind (shape) == REDAKSI_BLOCK_PHOTO;
  g_clear_pointer (&self->shape, redaksi_shape_unref);
  self->shape = redaksi_shape_ref (shape);
  if (!same)
    {
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->picture = self->credit = self->away = NULL;
      self->child = child_for (self, shape);
      gtk_widget_set_parent (self->child, GTK_WIDGET (self));
    }
  if (self->picture != NULL)
    {
      const char *credit = redaksi_shape_get (shape, "credit");
      redaksi_photo_picture_set (REDAKSI_PHOTO_PICTURE (self->picture),
                                 redaksi_shape_get (shape, "photo"));
      gtk_label_set_text (GTK_LABEL (self->credit), credit != NULL ? credit : "");
      gtk_widget_set_visible (self->credit, credit != NULL);
      if (redaksi_shape_get (shape, "photo") != NULL)
        gtk_widget_set_visible (self->away, FALSE);
    }
  redaksi_leaf_card_set_caption (self, NULL);
}

RedaksiShape *
redaksi_leaf_card_get_shape (RedaksiLeafCard *self)
{
  g_return_val_if_fail (REDAKSI_IS_LEAF_CARD (self), NULL);

  return self->shape;
}

void
redaksi_leaf_card_set_width (RedaksiLeafCard *self, int width)
{
  g_return_if_fail (REDAKSI_IS_LEAF_CARD (self));

  if (width == self->width)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* A card is far until it is told otherwise; it shows no picture then. */
void
redaksi_leaf_card_set_near (RedaksiLeafCard *self, gboolean near)
{
  g_return_if_fail (REDAKSI_IS_LEAF_CARD (self));

  if (self->near == near)
    return;
  self->near = near;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->picture != NULL)
    redaksi_photo_picture_set_near (REDAKSI_PHOTO_PICTURE (self->picture), near);
}

gboolean
redaksi_leaf_card_get_near (RedaksiLeafCard *self)
{
  g_return_val_if_fail (REDAKSI_IS_LEAF_CARD (self), FALSE);

  return self->near;
}

/**
 * redaksi_leaf_card_set_away:
 * @self: a photo's card
 * @why: (nullable): why its picture is not here; %NULL: it is, or it is on its way
 *
 * Below what stands for the picture, with a button that asks for it ("wanted").
 */
void
redaksi_leaf_card_set_away (RedaksiLeafCard *self, const char *why)
{
  g_return_if_fail (REDAKSI_IS_LEAF_CARD (self));

  if (self->away == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->away_why), why != NULL ? why : "");
  gtk_widget_set_visible (self->away, why != NULL);
}

void
redaksi_leaf_card_set_selected (RedaksiLeafCard *self, gboolean selected)
{
  g_return_if_fail (REDAKSI_IS_LEAF_CARD (self));

  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
}

void
redaksi_leaf_card_set_caption (RedaksiLeafCard *self, const char *caption)
{
  g_autofree char *name = NULL;

  g_return_if_fail (REDAKSI_IS_LEAF_CARD (self) && self->shape != NULL);

  switch (redaksi_shape_get_kind (self->shape))
    {
    case REDAKSI_BLOCK_PHOTO:
      if (caption == NULL || *caption == '\0')
        caption = redaksi_shape_get (self->shape, "alt");
      name = caption != NULL && *caption != '\0' ? g_strdup_printf (_ ("Photo: %s"), caption)
                                                 : g_strdup (_ ("Photo"));
      break;
    case REDAKSI_BLOCK_DIVIDER:
      name = g_strdup (_ ("Divider"));
      break;
    case REDAKSI_BLOCK_EMBED:
      /* Translators: a screen reader says it of an embed: whose it is, and its address. */
      name = g_strdup_printf (_ ("Embed: %s, %s"), name_of_embed (self->shape),
                              redaksi_shape_get (self->shape, "url"));
      break;
    case REDAKSI_BLOCK_PRESERVED:
    default:
      name = redaksi_preserved_card_name (self->shape);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
