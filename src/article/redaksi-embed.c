/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-embed.h"

#include <string.h>

static const RedaksiEmbedKind youtube = { "YouTube", "youtube", TRUE };
static const RedaksiEmbedKind x = { "X", "twitter", FALSE };
static const RedaksiEmbedKind instagram = { "Instagram", "instagram", FALSE };
static const RedaksiEmbedKind tiktok = { "TikTok", "tiktok", TRUE };
static const RedaksiEmbedKind telegram = { "Telegram", NULL, FALSE };

#define WORD   "[A-Za-z0-9_-]"
#define NUMBER "[0-9]{1,20}"
#define USER   "[A-Za-z0-9_.]{1,64}"

/* The posts of each service: a host without its www., and what the path must be like. A profile or
 * a front page is no post. */
static const struct
{
  const char *host;
  const char *path;
  const RedaksiEmbedKind *kind;
} posts[] = {
  { "youtube.com", "^/(shorts|live|embed|v)/" WORD "{6,64}/?$", &youtube },
  { "youtube.com", "^/(watch|playlist)/?$", &youtube }, /* which one is in the query */
  { "youtu.be", "^/" WORD "{6,64}/?$", &youtube },
  { "twitter.com", "^/[A-Za-z0-9_]{1,15}/status(es)?/" NUMBER "(/|$)", &x },
  { "x.com", "^/[A-Za-z0-9_]{1,15}/status(es)?/" NUMBER "(/|$)", &x },
  { "twitter.com", "^/i/web/status/" NUMBER "/?$", &x },
  { "x.com", "^/i/web/status/" NUMBER "/?$", &x },
  { "instagram.com", "^/(" USER "/)?(p|reel|reels|tv)/" WORD "{5,64}/?$", &instagram },
  { "tiktok.com", "^/@" USER "/(video|photo)/" NUMBER "/?$", &tiktok },
  { "tiktok.com", "^/t/" WORD "{5,32}/?$", &tiktok },
  { "vm.tiktok.com", "^/" WORD "{5,32}/?$", &tiktok },
  { "vt.tiktok.com", "^/" WORD "{5,32}/?$", &tiktok },
  { "t.me", "^/(s/)?[A-Za-z0-9_]{4,64}/" NUMBER "/?$", &telegram },
  { "telegram.me", "^/(s/)?[A-Za-z0-9_]{4,64}/" NUMBER "/?$", &telegram },
};

#define MOST 2048 /* bytes: longer is no address that anybody shares */

/* What many hosts have before the name: the same pages for phones. */
static const char *
bare_host (const char *host)
{
  static const char *const fronts[] = { "www.", "m.", "mobile." };

  for (guint i = 0; i < G_N_ELEMENTS (fronts); i++)
    if (g_str_has_prefix (host, fronts[i]))
      return host + strlen (fronts[i]);
  return host;
}

static gboolean
names_a_film (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  return query != NULL && g_regex_match_simple ("(^|&)(v|list)=" WORD "{6,64}(&|$)", query, 0, 0);
}

/**
 * redaksi_embed_kind:
 * @address: (nullable): a web address
 *
 * Tells whose post it is by the address alone; nothing is asked for over the network.
 *
 * Returns: (transfer none) (nullable): the service, or %NULL where it is none of those that are
 * known
 */
const RedaksiEmbedKind *
redaksi_embed_kind (const char *address)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  const char *bare;

  if (address == NULL || strlen (address) > MOST
      || (g_ascii_strncasecmp (address, "https://", 8) != 0
          && g_ascii_strncasecmp (address, "http://", 7) != 0))
    return NULL;
  uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_port (uri) != -1)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  bare = bare_host (host);
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    if (strcmp (posts[i].host, bare) == 0
        && g_regex_match_simple (posts[i].path, g_uri_get_path (uri), 0, 0)
        && (strstr (posts[i].path, "watch") == NULL || names_a_film (uri)))
      return posts[i].kind;
  return NULL;
}

/**
 * redaksi_embed_address:
 * @text: what stands alone in a paragraph, or on a clipboard
 *
 * Returns: (transfer full) (nullable): the address, with https:// where nobody wrote it, if all of
 * @text is one post of a service that redaksi_embed_kind() knows
 */
char *
redaksi_embed_address (const char *text)
{
  g_autofree char *bare = NULL;
  g_autofree char *address = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  /* The text of a whole paragraph: mostly one look at its length. */
  if (strnlen (text, MOST + 1) > MOST)
    return NULL;
  bare = g_strstrip (g_strdup (text));
  for (const char *p = bare; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || strchr ("<>\"\\^`{|}", *p) != NULL)
      return NULL;
  address = strstr (bare, "://") != NULL ? g_strdup (bare) : g_strconcat ("https://", bare, NULL);
  return redaksi_embed_kind (address) != NULL ? g_steal_pointer (&address) : NULL;
}

/* The address that is all of a paragraph: written out, or a link whose words it is. */
static char *
address_of (RedaksiBlock *block)
{
  g_autofree char *address = NULL;
  guint n;
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);

  if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH
      || redaksi_block_get_length (block) == 0)
    return NULL;
  address = redaksi_embed_address (redaksi_block_get_text (block));
  if (address == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (redaksi_mark_get_kind (spans[i].mark) == REDAKSI_MARK_LINK)
      {
        /* Words that lead elsewhere than they say stay what they are. */
        g_autofree char *target = redaksi_embed_address (redaksi_mark_get_value (spans[i].mark));
        if (g_strcmp0 (target, address) != 0)
          return NULL;
      }
  return g_steal_pointer (&address);
}

/**
 * redaksi_body_with_embeds:
 * @body: a body that came from outside
 *
 * Makes embeds of the paragraphs that are nothing but the address of a post.
 *
 * Returns: (transfer full): @body itself where there is none
 */
RedaksiBody *
redaksi_body_with_embeds (RedaksiBody *body)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  gboolean any = FALSE;

  g_return_val_if_fail (body != NULL, NULL);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_autofree char *address = address_of (block);
      g_autoptr (RedaksiShape) shape = NULL;

      if (address == NULL)
        {
          g_ptr_array_add (blocks, redaksi_block_ref (block));
          continue;
        }
      any = TRUE;
      shape = redaksi_shape_new (REDAKSI_BLOCK_EMBED, "url", address, NULL);
      g_ptr_array_add (blocks, redaksi_block_new_leaf (shape));
    }
  if (!any)
    return redaksi_body_ref (body);
  /* The last block of an article is text. */
  if (redaksi_shape_is_leaf (redaksi_block_get_shape (blocks->pdata[blocks->len - 1])))
    g_ptr_array_add (blocks, redaksi_block_new_paragraph (""));
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}
