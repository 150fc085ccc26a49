/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-keys.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const RedaksiKey keys[] = {
  { N_ ("Text"), "article.undo", "<Control>z", N_ ("Undo") },
  { NULL, "article.redo", "<Control><Shift>z|<Control>y", N_ ("Redo") },
  { NULL, "article.bold", "<Control>b", N_ ("Bold") },
  { NULL, "article.italic", "<Control>i", N_ ("Italic") },
  { NULL, "article.strikethrough", "<Control><Shift>x", N_ ("Strikethrough") },
  { NULL, "article.link", "<Control>k", N_ ("Link") },
  { NULL, "", "<Control>x", N_ ("Cut") },
  { NULL, "", "<Control>c", N_ ("Copy") },
  { NULL, "", "<Control>v", N_ ("Paste") },
  { NULL, "article.paste-plain", "<Control><Shift>v", N_ ("Paste without formatting") },
  { NULL, "", "<Control>a", N_ ("Select all") },
  { NULL, "article.mend-typography", "<Control><Alt>t", N_ ("Mend typography") },
  { N_ ("Find"), "article.find", "<Control>f", N_ ("Find in the article") },
  { NULL, "article.replace", "<Control>h", N_ ("Find and replace") },
  { NULL, "article.find-next", "F3|<Control>g", N_ ("Next match") },
  { NULL, "article.find-previous", "<Shift>F3|<Control><Shift>g", N_ ("Previous match") },
  { NULL, "article.outline", "<Control><Alt>o", N_ ("Outline of the article") },
  { NULL, "article.target-length", "<Control><Alt>w", N_ ("Target length") },
  { N_ ("Page"), "article.larger-text", "<Control>plus|<Control>equal|<Control>KP_Add",
    N_ ("Larger letters") },
  { NULL, "article.smaller-text", "<Control>minus|<Control>KP_Subtract", N_ ("Smaller letters") },
  { NULL, "article.usual-text", "<Control>0|<Control>KP_0", N_ ("Letters of the usual size") },
  { NULL, "article.typewriter", "<Control><Alt>y",
    N_ ("Typewriter: the line with the cursor stays at half the height") },
  { N_ ("Blocks"), "article.block::paragraph", "<Control>1|<Control><Alt>0", N_ ("Paragraph") },
  { NULL, "article.block::heading-2", "<Control>2|<Control><Alt>2", N_ ("Heading") },
  { NULL, "article.block::heading-3", "<Control>3|<Control><Alt>3", N_ ("Smaller heading") },
  { NULL, "article.block::heading-4", "<Control>4|<Control><Alt>4", N_ ("Smallest heading") },
  { NULL, "article.block::numbered", "<Control><Alt>7", N_ ("Numbered list") },
  { NULL, "article.block::bulleted", "<Control><Alt>8", N_ ("Bulleted list") },
  { NULL, "article.block::quote", "<Control><Alt>9", N_ ("Quote") },
  { NULL, "article.block::pull-quote", "<Control><Alt>q", N_ ("Pull quote") },
  { NULL, "article.divider", "<Control><Alt>r", N_ ("Divider") },
  { NULL, "article.add-photo", "<Control><Alt>p", N_ ("Add photos") },
  { NULL, "article.embed", "<Control><Alt>e", N_ ("Embed") },
  { NULL, "article.source", "<Control><Alt>u", N_ ("Source of what is kept as it came") },
  { N_ ("While Typing"), NULL, "/", N_ ("Choose a kind of block") },
  { NULL, NULL, "##  ###  ####", N_ ("Headings") },
  { NULL, NULL, ">", N_ ("Quote") },
  { NULL, NULL, "-  1.", N_ ("Lists") },
  { NULL, NULL, "---", N_ ("Divider") },
  { NULL, "", "Tab", N_ ("Move a list item a level down") },
  { NULL, "", "<Shift>Tab", N_ ("Move a list item a level up") },
  { NULL, "", "<Shift>Return", N_ ("New line in the same paragraph") },
  { NULL, "", "<Shift>F10", N_ ("Menu of the word at the cursor") },
};

/**
 * redaksi_article_keys:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): in the order in which they are shown; an empty action
 * is a key that the text has by itself
 */
const RedaksiKey *
redaksi_article_keys (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (keys);
  return keys;
}

/**
 * redaksi_article_key_is_of_find:
 * @key: one of the keys
 *
 * Returns: whether it finds or replaces: such keys work beside the text too
 */
gboolean
redaksi_article_key_is_of_find (const RedaksiKey *key)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return key->action != NULL
         && (g_str_has_prefix (key->action, "article.find")
             || strcmp (key->action, "article.replace") == 0);
}
