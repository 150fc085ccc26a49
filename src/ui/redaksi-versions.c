/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-versions.h"

#include <glib/gi18n-lib.h>

#include "redaksi-words.h"

/* ---- when and why -----------------------------------------------------------------------------
 */

static const char *
push_words (RedaksiIntent intent)
{
  switch (intent)
    {
    case REDAKSI_INTENT_SUBMIT:
      return _ ("before submitting");
    case REDAKSI_INTENT_PUBLISH:
      return _ ("before publishing");
    case REDAKSI_INTENT_SCHEDULE:
      return _ ("before scheduling");
    case REDAKSI_INTENT_UPDATE:
      return _ ("before the update");
    case REDAKSI_INTENT_UNPUBLISH:
      return _ ("before it was taken off the site");
    default:
      return _ ("before sending");
    }
}

/* What was sent is told by the outbox, as far as that goes back. */
static const char *
find_push (RedaksiServices *services, const char *article_id, guint revision)
{
  GListModel *outbox = G_LIST_MODEL (redaksi_services_get_outbox (services));

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (RedaksiPush) push = g_list_model_get_item (outbox, i);

      if (redaksi_push_get_revision (push) == revision
          && g_str_equal (redaksi_push_get_article (push), article_id))
        return push_words (redaksi_push_get_intent (push));
    }
  return _ ("before sending");
}

static const char *
reason_words (RedaksiServices *services, const char *article_id, const RedaksiRevisionInfo *info)
{
  static const struct
  {
    const char *reason;
    const char *words;
  } reasons[] = {
    /* Translators: these end “today 14:05, …” */
    { "new", N_ ("the beginning") },        { "idle", N_ ("in a pause") },
    { "leave", N_ ("when it was closed") }, { "restore", N_ ("restored") },
    { "manual", N_ ("kept by hand") },      { "import", N_ ("imported") },
    { "rescue", N_ ("rescued") },           { "site", N_ ("from the server") },
    { "merge", N_ ("both put together") },  { "review", N_ ("by the editor") },
  };

  if (g_strcmp0 (info->reason, "push") == 0)
    return find_push (services, article_id, info->number);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (info->reason, reasons[i].reason) == 0)
      return _ (reasons[i].words);
  return info->reason != NULL ? info->reason : "";
}

/**
 * redaksi_version_title:
 * @services: the services
 * @article_id: whose version
 * @info: which one
 *
 * Returns: (transfer full): “today 14:05, before publishing”; its label first where it has one
 */
char *
redaksi_version_title (RedaksiServices *services, const char *article_id,
                       const RedaksiRevisionInfo *info)
{
  g_autofree char *moment = redaksi_words_moment (info->time);

  if (info->label != NULL && *info->label != '\0')
    /* Translators: a version that somebody gave a name: its name, when it was kept */
    return g_strdup_printf (_ ("“%1$s”, %2$s"), info->label, moment);
  /* Translators: a version: when it was kept, why: “today 14:05, before publishing” */
  return g_strdup_printf (_ ("%1$s, %2$s"), moment, reason_words (services, article_id, info));
}

/* ---- what differs -----------------------------------------------------------------------------
 */

/**
 * redaksi_version_field_name:
 * @field: a field of an article
 *
 * Returns: (transfer full): what a person calls it
 */
char *
redaksi_version_field_name (const char *field)
{
  static const struct
  {
    const char *field;
    const char *name;
  } names[] = {
    { REDAKSI_FIELD_KICKER, N_ ("Kicker") },
    { REDAKSI_FIELD_HEADLINE, N_ ("Headline") },
    { REDAKSI_FIELD_DECK, N_ ("Deck") },
    { REDAKSI_FIELD_DATELINE, N_ ("Place") },
    { REDAKSI_FIELD_LEAD_PHOTO, N_ ("Lead photo") },
    { REDAKSI_FIELD_LEAD_CAPTION, N_ ("Caption of the lead photo") },
    { REDAKSI_FIELD_LEAD_CREDIT, N_ ("Credit of the lead photo") },
    { REDAKSI_FIELD_LEAD_ALT, N_ ("Description of the lead photo") },
    { REDAKSI_FIELD_BYLINES, N_ ("Bylines") },
    { REDAKSI_FIELD_SECTION, N_ ("Section") },
    { REDAKSI_FIELD_TAGS, N_ ("Tags") },
    { REDAKSI_FIELD_SLUG, N_ ("Address ending (slug)") },
    { REDAKSI_FIELD_EXCERPT, N_ ("Excerpt") },
    { REDAKSI_FIELD_LANGUAGE, N_ ("Language") },
    { REDAKSI_FIELD_TARGET_LENGTH, N_ ("Target length") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (field, names[i].field) == 0)
      return g_strdup (_ (names[i].name));
  return g_strdup (field);
}

/**
 * redaksi_version_field_value:
 * @article: an article
 * @field: one of its fields
 *
 * Returns: (transfer full): what is in it, as a person reads it
 */
char *
redaksi_version_field_value (RedaksiArticle *article, const char *field)
{
  if (g_strcmp0 (field, REDAKSI_FIELD_BYLINES) == 0)
    {
      g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (article);
      GString *text = g_string_new (NULL);

      for (guint i = 0; i < bylines->len; i++)
        {
          g_autofree char *role = redaksi_words_role (redaksi_byline_get_role (bylines->pdata[i]));
          g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", role,
                                  redaksi_byline_get_person (bylines->pdata[i]));
        }
      return g_string_free_and_steal (text);
    }
  if (g_strcmp0 (field, REDAKSI_FIELD_TAGS) == 0)
    {
      g_auto (GStrv) tags = redaksi_article_get_tags (article);

      return tags != NULL ? g_strjoinv (", ", tags) : g_strdup ("");
    }
  /* The picture shows it. */
  if (g_strcmp0 (field, REDAKSI_FIELD_LEAD_PHOTO) == 0)
    return g_strdup ("");
  return g_strdup (redaksi_article_get_field (article, field));
}

/**
 * redaksi_version_block_name:
 * @block: a block
 *
 * Returns: (transfer full): what a person calls one of its kind
 */
char *
redaksi_version_block_name (RedaksiBlock *block)
{
  static const char *const names[] = {
    [REDAKSI_BLOCK_PARAGRAPH] = N_ ("Paragraph"),
    [REDAKSI_BLOCK_HEADING] = N_ ("Heading"),
    [REDAKSI_BLOCK_QUOTE] = N_ ("Quotation"),
    [REDAKSI_BLOCK_PULL_QUOTE] = N_ ("Pull quote"),
    [REDAKSI_BLOCK_LIST_ITEM] = N_ ("List item"),
    [REDAKSI_BLOCK_PHOTO] = N_ ("Photo"),
    [REDAKSI_BLOCK_CAPTION] = N_ ("Caption"),
    [REDAKSI_BLOCK_EMBED] = N_ ("Embedded page"),
    [REDAKSI_BLOCK_DIVIDER] = N_ ("Divider"),
    [REDAKSI_BLOCK_PRESERVED] = N_ ("Block of the site"),
  };

  return g_strdup (_ (names[redaksi_block_get_kind (block)]));
}

static void
append_attribute (GString *text, RedaksiBlock *block, const char *name, const char *words)
{
  const char *value = redaksi_block_get (block, name);

  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", words, value);
}

/**
 * redaksi_version_blocks:
 * @body: a text
 * @from: a block
 * @to: the block after the last
 *
 * Returns: (transfer full): what they say, a line each; of photos their words
 */
char *
redaksi_version_blocks (RedaksiBody *body, guint from, guint to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);

      switch (redaksi_block_get_kind (block))
        {
        case REDAKSI_BLOCK_PHOTO:
          append_attribute (text, block, "credit", _ ("Credit"));
          append_attribute (text, block, "alt", _ ("Description"));
          break;
        case REDAKSI_BLOCK_EMBED:
          append_attribute (text, block, "url", _ ("Address"));
          break;
        case REDAKSI_BLOCK_DIVIDER:
          g_string_append (text, "⁂\n");
          break;
        case REDAKSI_BLOCK_PRESERVED:
          append_attribute (text, block, "name", _ ("Name"));
          break;
        case REDAKSI_BLOCK_PARAGRAPH:
        case REDAKSI_BLOCK_HEADING:
        case REDAKSI_BLOCK_QUOTE:
        case REDAKSI_BLOCK_PULL_QUOTE:
        case REDAKSI_BLOCK_LIST_ITEM:
        case REDAKSI_BLOCK_CAPTION:
        default:
          g_string_append_printf (text, "%s\n", redaksi_block_get_text (block));
          break;
        }
    }
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free_and_steal (text);
}
