/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-preserved-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-formats.h"

#define EXCERPT 240 /* characters */

static const struct
{
  const char *name;
  const char *label;
} known[] = {
  { "table", N_ ("Table") },     { "gallery", N_ ("Gallery") },
  { "columns", N_ ("Columns") }, { "group", N_ ("Group") },
  { "html", N_ ("HTML") },       { "shortcode", N_ ("Shortcode") },
  { "video", N_ ("Video") },     { "audio", N_ ("Audio") },
  { "file", N_ ("File") },       { "buttons", N_ ("Buttons") },
  { "code", N_ ("Code") },       { "cover", N_ ("Cover") },
  { "details", N_ ("Details") }, { "media-text", N_ ("Photo with Text") },
};

/* What people call it; what nobody knows goes by the name that its site has for it. */
static const char *
label_of (RedaksiShape *shape)
{
  const char *name = redaksi_shape_get (shape, "name");

  if (name == NULL || *name == '\0')
    return _ ("Something of the site");
  if (g_str_has_prefix (name, "core/"))
    name += strlen ("core/");
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].name, name) == 0)
      return _ (known[i].label);
  return name;
}

/* The beginning of the text in it, in one line; NULL where there is none. */
static char *
dup_excerpt (RedaksiShape *shape)
{
  const char *source = redaksi_shape_get (shape, "source");
  g_autoptr (RedaksiBody) body
    = source != NULL ? redaksi_body_from_html (source, strlen (source), NULL, NULL) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; body != NULL && i < redaksi_body_get_n (body) && text->len < 4 * EXCERPT; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      if (redaksi_shape_is_leaf (redaksi_block_get_shape (block))
          || redaksi_block_get_length (block) == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, redaksi_block_get_text (block));
    }
  g_string_replace (text, "\t", " ", 0);
  g_string_replace (text, "\xE2\x80\xA8", " ", 0);
  if (text->len == 0)
    return NULL;
  if (g_utf8_strlen (text->str, -1) > EXCERPT)
    {
      g_string_truncate (text, (gsize)(g_utf8_offset_to_pointer (text->str, EXCERPT) - text->str));
      g_string_append (text, "…");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
redaksi_preserved_card_name (RedaksiShape *shape)
{
  g_autofree char *excerpt = NULL;

  g_return_val_if_fail (shape != NULL, NULL);

  excerpt = dup_excerpt (shape);
  if (excerpt == NULL)
    return g_strdup_printf (_ ("Kept as it came: %s"), label_of (shape));
  /* Translators: what the block is, and the beginning of its text. */
  return g_strdup_printf (_ ("Kept as it came: %s: %s"), label_of (shape), excerpt);
}

void
redaksi_preserved_show (GtkWidget *parent, RedaksiShape *shape)
{
  AdwDialog *dialog;
  GtkWidget *bars, *scroll, *text;
  const char *source;

  g_return_if_fail (GTK_IS_WIDGET (parent) && shape != NULL);

  dialog = adw_dialog_new ();
  bars = adw_toolbar_view_new ();
  scroll = gtk_scrolled_window_new ();
  text = gtk_text_view_new ();
  source = redaksi_shape_get (shape, "source");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)),
                            source != NULL ? source : "", -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (text), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (text), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (text), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Source"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), text);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), scroll);
  adw_dialog_set_title (dialog, label_of (shape));
  adw_dialog_set_content_width (dialog, 640);
  adw_dialog_set_content_height (dialog, 480);
  adw_dialog_set_child (dialog, bars);
  adw_dialog_set_focus (dialog, text);
  adw_dialog_present (dialog, parent);
}

static void
clicked_cb (GtkWidget *button, RedaksiShape *shape)
{
  redaksi_preserved_show (button, shape);
}

static void
forget_shape (gpointer shape, GClosure *closure)
{
  redaksi_shape_unref (shape);
}

static GtkWidget *
add_line (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_visible (label, text != NULL);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

GtkWidget *
redaksi_preserved_card_new (RedaksiShape *shape)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Source"));
  GtkWidget *text;
  g_autofree char *excerpt = NULL;

  g_return_val_if_fail (shape != NULL, NULL);

  excerpt = dup_excerpt (shape);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "article-kept");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("emblem-readonly-symbolic"));
  add_line (words, label_of (shape), "heading");
  text = add_line (words, excerpt, "body");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_lines (GTK_LABEL (text), 3);
  add_line (words, _ ("Kept as it came from the site"), "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Show its source"));
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), redaksi_shape_ref (shape),
                         forget_shape, 0);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}
