/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "redaksi-body-view-private.h"
#include "redaksi-formats.h"

/*
 * What is drawn beside the text and is no text: a list's bullets and numbers, a quotation's bar,
 * the word before a caption, the words that invite one to write. Only the blocks that are seen are
 * looked at.
 */

/* The number of an item: one more than the item before it of the same depth. */
static guint
number_of (RedaksiBody *body, guint i)
{
  guint depth = redaksi_shape_get_depth (redaksi_block_get_shape (redaksi_body_get_nth (body, i)));
  guint number = 1;

  while (i-- > 0)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiShape *shape = redaksi_block_get_shape (block);
      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_LIST_ITEM
          || redaksi_shape_get_depth (shape) < depth)
        break;
      if (redaksi_shape_get_depth (shape) > depth)
        continue;
      if (!redaksi_shape_is_ordered (shape))
        break;
      number++;
    }
  return number;
}

/* The first letter decides. Pango's own function for this is deprecated, and a layout of the whole
 * paragraph would cost more than is drawn here. */
static gboolean
is_rtl (RedaksiBodyView *self, RedaksiBlock *block)
{
  for (const char *p = redaksi_block_get_text (block); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        continue;
      switch (g_unichar_get_script (c))
        {
        case G_UNICODE_SCRIPT_COMMON:
        case G_UNICODE_SCRIPT_INHERITED:
          continue;
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
        case G_UNICODE_SCRIPT_NKO:
        case G_UNICODE_SCRIPT_SAMARITAN:
        case G_UNICODE_SCRIPT_MANDAIC:
        case G_UNICODE_SCRIPT_ADLAM:
        case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
          return TRUE;
        default:
          return FALSE;
        }
    }
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Ends at @x, or begins there. */
static void
draw_text (RedaksiBodyView *self, GtkSnapshot *snapshot, const char *text, double x, double y,
           gboolean begins, const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float)(begins ? x : x - width), (float)y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_item (RedaksiBodyView *self, GtkSnapshot *snapshot, RedaksiBody *body, guint i,
           const GdkRectangle *first, const GdkRGBA *color)
{
  static const char *const bullets[] = { "•", "◦", "▪" };
  RedaksiShape *shape = redaksi_block_get_shape (redaksi_body_get_nth (body, i));
  guint depth = redaksi_shape_get_depth (shape);
  double margin = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));
  /* A line from right to left has no room within the column: its marker hangs beside it. */
  gboolean rtl = is_rtl (self, redaksi_body_get_nth (body, i));
  double x
    = rtl ? margin + self->width + 6 : margin + REDAKSI_BODY_INDENT * (double)(depth + 1) - 9;

  if (redaksi_shape_is_ordered (shape))
    {
      g_autofree char *number = g_strdup_printf ("%u.", number_of (body, i));
      draw_text (self, snapshot, number, x, first->y, rtl, color);
    }
  else
    draw_text (self, snapshot, bullets[depth % G_N_ELEMENTS (bullets)], x, first->y, rtl, color);
}

static PangoLayout *
create_small_layout (RedaksiBodyView *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (REDAKSI_BODY_CAPTION_SCALE));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* The page prints it before each caption, in the language that the article is in. */
static const char *
get_label (RedaksiBodyView *self)
{
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);
  RedaksiHouse house = { 0 };

  if (document != NULL)
    house.language = redaksi_document_get_field (document, REDAKSI_FIELD_LANGUAGE);
  return redaksi_caption_label (&house);
}

void
redaksi_body_view_renew_label (RedaksiBodyView *self)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *label = NULL;
  int width;

  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self));

  label = g_strconcat (get_label (self), "\302\240", NULL);
  layout = create_small_layout (self, label);
  pango_layout_get_pixel_size (layout, &width, NULL);
  redaksi_body_tags_set_caption_indent (redaksi_body_buffer_get_tags (self->buffer), width);
}

static void
draw_small (GtkSnapshot *snapshot, PangoLayout *layout, double x, const GdkRectangle *first,
            const GdkRGBA *color)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)(first->y + first->height
                                                                            - height)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_caption (RedaksiBodyView *self, GtkSnapshot *snapshot, RedaksiBlock *block,
              const GdkRectangle *first, const GdkRGBA *color)
{
  g_autoptr (PangoLayout) label = create_small_layout (self, get_label (self));
  double margin = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));
  gboolean rtl = is_rtl (self, block);
  GdkRGBA dim = *color;
  int width;

  pango_layout_get_pixel_size (label, &width, NULL);
  dim.alpha *= .7f;
  draw_small (snapshot, label, rtl ? margin + self->width - width : margin, first, &dim);
  if (redaksi_block_get_length (block) == 0 && !self->composing && !rtl)
    {
      g_autoptr (PangoLayout) invitation
        = create_small_layout (self, _ ("Who is seen, where and when"));
      dim.alpha *= .65f;
      draw_small (snapshot, invitation, first->x, first, &dim);
    }
}

static void
draw_block (RedaksiBodyView *self, GtkSnapshot *snapshot, RedaksiBody *body, guint i,
            const GdkRGBA *color)
{
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  GtkTextIter iter;
  GdkRectangle first;
  GdkRGBA soft = *color;
  int y, height;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter,
                                      (int)redaksi_body_get_start (body, i));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &first);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, &y, &height);
  if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_LIST_ITEM)
    {
      soft.alpha *= .75f;
      draw_item (self, snapshot, body, i, &first, &soft);
    }
  else if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_CAPTION)
    draw_caption (self, snapshot, block, &first, color);
  else if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_QUOTE)
    {
      double margin = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));
      double x = is_rtl (self, block) ? margin + self->width - 11 : margin + 8;
      /* Consecutive quotations have one bar. */
      gboolean more
        = i + 1 < redaksi_body_get_n (body)
          && redaksi_block_get_kind (redaksi_body_get_nth (body, i + 1)) == REDAKSI_BLOCK_QUOTE;
      soft.alpha *= .3f;
      gtk_snapshot_append_color (snapshot, &soft,
                                 &GRAPHENE_RECT_INIT ((float)x, (float)y, 3,
                                                      (float)(more ? height : height - 12)));
    }
}

void
_redaksi_body_view_draw (RedaksiBodyView *self, GtkSnapshot *snapshot)
{
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);
  GdkRectangle seen;
  GtkTextIter top, bottom;
  GdkRGBA color;
  guint length, first, last;

  if (body == NULL || redaksi_body_buffer_get_document (self->buffer) == NULL)
    return;
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  if (redaksi_body_is_empty (body)
      && redaksi_block_get_kind (redaksi_body_get_nth (body, 0)) == REDAKSI_BLOCK_PARAGRAPH
      && !self->composing)
    {
      g_autoptr (PangoLayout) layout
        = gtk_widget_create_pango_layout (GTK_WIDGET (self), _ ("Write the article here"));
      color.alpha *= .5f;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)gtk_text_view_get_left_margin (
                                                                GTK_TEXT_VIEW (self)),
                                                              0));
      gtk_snapshot_append_layout (snapshot, layout, &color);
      gtk_snapshot_restore (snapshot);
      return;
    }
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &seen);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &top, seen.y, NULL);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &bottom, seen.y + seen.height, NULL);
  length = redaksi_body_get_length (body);
  first = redaksi_body_find (body, MIN ((guint)gtk_text_iter_get_offset (&top), length), NULL);
  last = redaksi_body_find (body, MIN ((guint)gtk_text_iter_get_offset (&bottom), length), NULL);
  for (guint i = first; i <= last; i++)
    {
      RedaksiBlockKind kind = redaksi_block_get_kind (redaksi_body_get_nth (body, i));
      if (kind == REDAKSI_BLOCK_LIST_ITEM || kind == REDAKSI_BLOCK_QUOTE
          || kind == REDAKSI_BLOCK_CAPTION)
        draw_block (self, snapshot, body, i, &color);
    }
}
