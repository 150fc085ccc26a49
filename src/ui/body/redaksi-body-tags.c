/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-tags.h"

struct _RedaksiBodyTags
{
  GObject parent_instance;

  GtkTextTagTable *table;
  GHashTable *marks; /* RedaksiMark → GtkTextTag */
  GtkTextTag *misspelt;
  GtkTextTag *found;
  GdkRGBA dim;
  GdkRGBA link;
  int caption_indent;
};

G_DEFINE_FINAL_TYPE (RedaksiBodyTags, redaksi_body_tags, G_TYPE_OBJECT)

static GQuark mark_quark;
static GQuark block_quark;

static guint
mark_hash (gconstpointer data)
{
  const char *value = redaksi_mark_get_value (data);

  return redaksi_mark_get_kind (data) * 31 + (value != NULL ? g_str_hash (value) : 0);
}

static gboolean
mark_equal (gconstpointer a, gconstpointer b)
{
  return redaksi_mark_equal (a, b);
}

static void
redaksi_body_tags_finalize (GObject *object)
{
  RedaksiBodyTags *self = REDAKSI_BODY_TAGS (object);

  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_object (&self->table);

  G_OBJECT_CLASS (redaksi_body_tags_parent_class)->finalize (object);
}

static void
redaksi_body_tags_class_init (RedaksiBodyTagsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_body_tags_finalize;
  mark_quark = g_quark_from_static_string ("redaksi-mark");
  block_quark = g_quark_from_static_string ("redaksi-block");
}

/* The table keeps it; what is returned is borrowed. */
static GtkTextTag *
add_tag (RedaksiBodyTags *self, const char *name)
{
  g_autoptr (GtkTextTag) tag = gtk_text_tag_new (name);

  gtk_text_tag_table_add (self->table, tag);
  return tag;
}

static void
redaksi_body_tags_init (RedaksiBodyTags *self)
{
  self->table = gtk_text_tag_table_new ();
  self->marks
    = g_hash_table_new_full (mark_hash, mark_equal, (GDestroyNotify)redaksi_mark_unref, NULL);
  self->dim = (GdkRGBA){ .4f, .4f, .4f, 1 };
  self->link = (GdkRGBA){ .1f, .4f, .8f, 1 };
  self->misspelt = add_tag (self, "misspelt");
  g_object_set (self->misspelt, "underline", PANGO_UNDERLINE_ERROR, NULL);
  self->found = add_tag (self, "found");
  g_object_set (self->found, "background-rgba", &REDAKSI_FOUND_TINT, NULL);
}

/**
 * redaksi_body_tags_new:
 *
 * Returns: (transfer full): an empty table, but for the misspelt tag
 */
RedaksiBodyTags *
redaksi_body_tags_new (void)
{
  return g_object_new (REDAKSI_TYPE_BODY_TAGS, NULL);
}

GtkTextTagTable *
redaksi_body_tags_get_table (RedaksiBodyTags *self)
{
  g_return_val_if_fail (REDAKSI_IS_BODY_TAGS (self), NULL);

  return self->table;
}

static void
style_block (RedaksiBodyTags *self, GtkTextTag *tag, RedaksiShape *shape)
{
  static const double scales[] = { 1.45, 1.22, 1.06 };
  guint level, depth;

  switch (redaksi_shape_get_kind (shape))
    {
    case REDAKSI_BLOCK_HEADING:
      level = redaksi_shape_get_level (shape) - 2;
      g_object_set (tag, "weight", 700, "scale", scales[level], "pixels-above-lines",
                    18 - 4 * (int)level, "pixels-below-lines", 6, NULL);
      break;
    case REDAKSI_BLOCK_QUOTE:
      g_object_set (tag, "accumulative-margin", TRUE, "left-margin", REDAKSI_BODY_INDENT,
                    "right-margin", REDAKSI_BODY_INDENT, "style", PANGO_STYLE_ITALIC,
                    "pixels-above-lines", 4, NULL);
      break;
    case REDAKSI_BLOCK_PULL_QUOTE:
      g_object_set (tag, "accumulative-margin", TRUE, "left-margin", 2 * REDAKSI_BODY_INDENT,
                    "right-margin", 2 * REDAKSI_BODY_INDENT, "justification", GTK_JUSTIFY_CENTER,
                    "scale", 1.3, "weight", 500, "pixels-above-lines", 14, "pixels-below-lines", 22,
                    NULL);
      break;
    case REDAKSI_BLOCK_LIST_ITEM:
      depth = redaksi_shape_get_depth (shape);
      g_object_set (tag, "accumulative-margin", TRUE, "left-margin",
                    REDAKSI_BODY_INDENT * (int)(depth + 1), "pixels-below-lines", 7, NULL);
      break;
    case REDAKSI_BLOCK_CAPTION:
      g_object_set (tag, "scale", REDAKSI_BODY_CAPTION_SCALE, "foreground-rgba", &self->dim,
                    "pixels-below-lines", 22, "indent", self->caption_indent, NULL);
      break;
    case REDAKSI_BLOCK_PARAGRAPH:
    case REDAKSI_BLOCK_PHOTO:
    case REDAKSI_BLOCK_EMBED:
    case REDAKSI_BLOCK_DIVIDER:
    case REDAKSI_BLOCK_PRESERVED:
    default:
      g_object_set (tag, "pixels-below-lines", 8, "pixels-above-lines", 4, NULL);
    }
}

/**
 * redaksi_body_tags_get_block:
 * @self: the tags
 * @shape: a block's shape
 *
 * Returns: (transfer none) (nullable): how such a block looks; %NULL for a plain paragraph
 */
GtkTextTag *
redaksi_body_tags_get_block (RedaksiBodyTags *self, RedaksiShape *shape)
{
  RedaksiBlockKind kind = redaksi_shape_get_kind (shape);
  char name[48];
  guint number = 0;
  GtkTextTag *tag;

  if (kind == REDAKSI_BLOCK_PARAGRAPH)
    return NULL;
  if (kind == REDAKSI_BLOCK_HEADING)
    number = redaksi_shape_get_level (shape);
  else if (kind == REDAKSI_BLOCK_LIST_ITEM)
    number = redaksi_shape_get_depth (shape);
  g_snprintf (name, sizeof name, "%s-%u", redaksi_block_kind_to_string (kind), number);
  tag = gtk_text_tag_table_lookup (self->table, name);
  if (tag == NULL)
    {
      tag = add_tag (self, name);
      gtk_text_tag_set_priority (tag, 0);
      g_object_set_qdata (G_OBJECT (tag), block_quark, GUINT_TO_POINTER (kind + 1));
      style_block (self, tag, shape);
    }
  return tag;
}

static void
style_mark (RedaksiBodyTags *self, GtkTextTag *tag, RedaksiMarkKind kind)
{
  GdkRGBA tint = self->link;

  switch (kind)
    {
    case REDAKSI_MARK_STRONG:
      g_object_set (tag, "weight", 700, NULL);
      break;
    case REDAKSI_MARK_EMPHASIS:
      g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
      break;
    case REDAKSI_MARK_STRIKETHROUGH:
    case REDAKSI_MARK_DELETION:
      g_object_set (tag, "strikethrough", TRUE, NULL);
      break;
    case REDAKSI_MARK_LINK:
      g_object_set (tag, "underline", PANGO_UNDERLINE_SINGLE, "foreground-rgba", &self->link, NULL);
      break;
    case REDAKSI_MARK_INSERTION:
      g_object_set (tag, "underline", PANGO_UNDERLINE_DOUBLE, NULL);
      break;
    case REDAKSI_MARK_NOTE:
    default:
      tint.alpha = .18f;
      g_object_set (tag, "background-rgba", &tint, NULL);
    }
}

/**
 * redaksi_body_tags_get_mark:
 * @self: the tags
 * @mark: a mark
 *
 * Returns: (transfer none): its tag; the same one for equal marks
 */
GtkTextTag *
redaksi_body_tags_get_mark (RedaksiBodyTags *self, RedaksiMark *mark)
{
  GtkTextTag *tag = g_hash_table_lookup (self->marks, mark);

  if (tag == NULL)
    {
      tag = add_tag (self, NULL);
      g_object_set_qdata_full (G_OBJECT (tag), mark_quark, redaksi_mark_ref (mark),
                               (GDestroyNotify)redaksi_mark_unref);
      style_mark (self, tag, redaksi_mark_get_kind (mark));
      g_hash_table_insert (self->marks, redaksi_mark_ref (mark), tag);
      gtk_text_tag_set_priority (self->misspelt, gtk_text_tag_table_get_size (self->table) - 1);
    }
  return tag;
}

/**
 * redaksi_body_tags_get_misspelt:
 * @self: the tags
 *
 * Returns: (transfer none): the tag of a misspelt word
 */
GtkTextTag *
redaksi_body_tags_get_misspelt (RedaksiBodyTags *self)
{
  return self->misspelt;
}

/**
 * redaksi_body_tags_get_found:
 * @self: the tags
 *
 * Returns: (transfer none): the tag of what is looked for
 */
GtkTextTag *
redaksi_body_tags_get_found (RedaksiBodyTags *self)
{
  return self->found;
}

static void
recolor_cb (GtkTextTag *tag, gpointer user_data)
{
  RedaksiBodyTags *self = user_data;
  RedaksiMark *mark = redaksi_body_tag_get_mark (tag);
  guint kind = GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (tag), block_quark));

  if (mark != NULL)
    style_mark (self, tag, redaksi_mark_get_kind (mark));
  else if (kind == REDAKSI_BLOCK_CAPTION + 1)
    g_object_set (tag, "foreground-rgba", &self->dim, NULL);
}

void
redaksi_body_tags_set_colors (RedaksiBodyTags *self, const GdkRGBA *text, const GdkRGBA *link)
{
  GdkRGBA dim = *text;

  dim.alpha *= .7f;
  if (gdk_rgba_equal (&dim, &self->dim) && gdk_rgba_equal (link, &self->link))
    return;
  self->dim = dim;
  self->link = *link;
  gtk_text_tag_table_foreach (self->table, recolor_cb, self);
}

static void
indent_cb (GtkTextTag *tag, gpointer user_data)
{
  RedaksiBodyTags *self = user_data;

  if (GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (tag), block_quark))
      == REDAKSI_BLOCK_CAPTION + 1)
    g_object_set (tag, "indent", self->caption_indent, NULL);
}

void
redaksi_body_tags_set_caption_indent (RedaksiBodyTags *self, int pixels)
{
  g_return_if_fail (REDAKSI_IS_BODY_TAGS (self));

  if (pixels == self->caption_indent)
    return;
  self->caption_indent = pixels;
  gtk_text_tag_table_foreach (self->table, indent_cb, self);
}

RedaksiMark *
redaksi_body_tag_get_mark (GtkTextTag *tag)
{
  return g_object_get_qdata (G_OBJECT (tag), mark_quark);
}

gboolean
redaksi_body_tag_is_block (GtkTextTag *tag)
{
  return g_object_get_qdata (G_OBJECT (tag), block_quark) != NULL;
}
