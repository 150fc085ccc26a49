/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-block-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const RedaksiBlockChoice choices[] = {
  { "paragraph", N_ ("Paragraph"), "text", NULL },
  { "heading-2", N_ ("Heading"), "h2 heading title", "##" },
  { "heading-3", N_ ("Smaller Heading"), "h3 heading subtitle", "###" },
  { "heading-4", N_ ("Smallest Heading"), "h4 heading", "####" },
  { "quote", N_ ("Quote"), "quote citation", ">" },
  { "pull-quote", N_ ("Pull Quote"), "pull quote", NULL },
  { "bulleted", N_ ("Bulleted List"), "bulleted list ul", "-" },
  { "numbered", N_ ("Numbered List"), "numbered list ol", "1." },
  { "divider", N_ ("Divider"), "divider line separator hr", "---" },
  { "photo", N_ ("Photo…"), "photo image picture", NULL },
  { "embed", N_ ("Embed…"), "embed video youtube x twitter instagram tiktok telegram", NULL },
};

/**
 * redaksi_block_choices:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): what can be chosen
 */
const RedaksiBlockChoice *
redaksi_block_choices (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (choices);
  return choices;
}

RedaksiShape *
redaksi_block_choice_shape (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  if (strcmp (name, "paragraph") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  if (strncmp (name, "heading-", 8) == 0 && name[8] >= '2' && name[8] <= '4' && name[9] == '\0')
    return redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", name + 8, NULL);
  if (strcmp (name, "quote") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);
  if (strcmp (name, "pull-quote") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_PULL_QUOTE, NULL);
  if (strcmp (name, "bulleted") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, NULL);
  if (strcmp (name, "numbered") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "ordered", "true", NULL);
  if (strcmp (name, "divider") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);
  return NULL;
}

const char *
redaksi_block_choice_of (RedaksiShape *shape)
{
  static const char *const headings[] = { "heading-2", "heading-3", "heading-4" };

  g_return_val_if_fail (shape != NULL, "");

  switch (redaksi_shape_get_kind (shape))
    {
    case REDAKSI_BLOCK_HEADING:
      return headings[redaksi_shape_get_level (shape) - 2];
    case REDAKSI_BLOCK_QUOTE:
      return "quote";
    case REDAKSI_BLOCK_PULL_QUOTE:
      return "pull-quote";
    case REDAKSI_BLOCK_LIST_ITEM:
      return redaksi_shape_is_ordered (shape) ? "numbered" : "bulleted";
    case REDAKSI_BLOCK_PARAGRAPH:
      return "paragraph";
    case REDAKSI_BLOCK_PHOTO:
    case REDAKSI_BLOCK_CAPTION:
    case REDAKSI_BLOCK_EMBED:
    case REDAKSI_BLOCK_DIVIDER:
    case REDAKSI_BLOCK_PRESERVED:
    default:
      return "";
    }
}

gboolean
redaksi_block_choice_matches (const RedaksiBlockChoice *choice, const char *typed)
{
  g_return_val_if_fail (choice != NULL && typed != NULL, FALSE);

  if (*typed == '\0' || (choice->typed != NULL && g_str_has_prefix (choice->typed, typed)))
    return TRUE;
  /* In signs alone there is no word that could match: all would. */
  if (!g_unichar_isalnum (g_utf8_get_char (typed)))
    return FALSE;
  return g_str_match_string (typed, _ (choice->label), TRUE)
         || g_str_match_string (typed, choice->words, TRUE);
}
