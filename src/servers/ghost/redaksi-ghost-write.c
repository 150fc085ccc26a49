/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way out: tokens and bodies for Ghost's Admin API. */
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-formats.h"
#include "redaksi-ghost-codec.h"
#include "redaksi-id.h"
#include "redaksi-json.h"
#include "redaksi-text.h"

#define TOKEN_SECONDS 240
/* What Ghost takes. */
#define MAX_EXCERPT 300
#define MAX_ALT     191

char *
redaksi_ghost_slug (const char *marker)
{
  return g_strconcat ("rdk-", marker, NULL);
}

/* ---- the token (RFC 7519) ----------------------------------------------------------------------
 */

static void
append_base64url (GString *out, const guint8 *data, gsize length)
{
  g_autofree char *text = g_base64_encode (data, length);

  for (const char *p = text; *p != '\0' && *p != '='; p++)
    g_string_append_c (out, *p == '+' ? '-' : *p == '/' ? '_' : *p);
}

static GBytes *
from_hex (const char *text)
{
  gsize length = strlen (text);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (length == 0 || length % 2 != 0)
    return NULL;
  for (gsize i = 0; i < length; i += 2)
    {
      int high = g_ascii_xdigit_value (text[i]), low = g_ascii_xdigit_value (text[i + 1]);
      guint8 byte;

      if (high < 0 || low < 0)
        return NULL;
      byte = (guint8)(high * 16 + low);
      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * redaksi_ghost_token:
 * @key: an Admin API key, "id:secret"
 * @now: the server's time, µs UTC
 *
 * Returns: (transfer full) (nullable): what signs one in for the next minutes; %NULL: that is no
 * key
 */
char *
redaksi_ghost_token (const char *key, gint64 now)
{
  const char *colon = strchr (key, ':');
  g_autofree char *id = colon != NULL ? g_strndup (key, (gsize)(colon - key)) : NULL;
  g_autoptr (GBytes) secret = colon != NULL ? from_hex (colon + 1) : NULL;
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;
  g_autoptr (GString) token = NULL;
  g_autoptr (GHmac) hmac = NULL;
  gint64 seconds = now / G_USEC_PER_SEC;
  guint8 digest[32];
  gsize length = sizeof digest;

  if (secret == NULL || *id == '\0' || strspn (id, "0123456789abcdef") != strlen (id))
    return NULL;
  header = g_strdup_printf ("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}", id);
  payload = g_strdup_printf ("{\"iat\":%" G_GINT64_FORMAT ",\"exp\":%" G_GINT64_FORMAT
                             ",\"aud\":\"/admin/\"}",
                             seconds, seconds + TOKEN_SECONDS);
  token = g_string_new (NULL);
  append_base64url (token, (const guint8 *)header, strlen (header));
  g_string_append_c (token, '.');
  append_base64url (token, (const guint8 *)payload, strlen (payload));
  hmac = g_hmac_new (G_CHECKSUM_SHA256, g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));
  g_hmac_update (hmac, (const guchar *)token->str, (gssize)token->len);
  g_hmac_get_digest (hmac, digest, &length);
  g_string_append_c (token, '.');
  append_base64url (token, digest, length);
  return g_string_free (g_steal_pointer (&token), FALSE);
}

/* ---- bodies ------------------------------------------------------------------------------------
 */

/**
 * redaksi_ghost_quote:
 * @text: any text
 *
 * Returns: (transfer full): it as a value in a filter
 */
char *
redaksi_ghost_quote (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("'");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static GBytes *
to_bytes (yyjson_mut_doc *doc)
{
  char *text = redaksi_json_write (doc);

  return g_bytes_new_take (text, strlen (text));
}

static yyjson_mut_val *
begin (yyjson_mut_doc *doc, const char *list)
{
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  return yyjson_mut_arr_add_obj (doc, yyjson_mut_obj_add_arr (doc, root, list));
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, object, key, text);
}

/* "": takes away what is there. */
static void
add_short (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *text,
           guint max_chars)
{
  g_autofree char *line = text != NULL ? redaksi_text_one_line (text) : NULL;
  g_autofree char *cut = line != NULL ? redaksi_text_shorten (line, max_chars) : NULL;

  if (text == NULL)
    return;
  if (*cut == '\0')
    yyjson_mut_obj_add_null (doc, object, key);
  else
    yyjson_mut_obj_add_strcpy (doc, object, key, cut);
}

static void
add_caption (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *text)
{
  g_autofree char *html = text != NULL ? redaksi_text_escape (text) : NULL;

  if (html == NULL)
    return;
  if (*html == '\0')
    yyjson_mut_obj_add_null (doc, object, "feature_image_caption");
  else
    yyjson_mut_obj_add_strcpy (doc, object, "feature_image_caption", html);
}

static void
add_ids (yyjson_mut_doc *doc, yyjson_mut_val *list, char *const *ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    yyjson_mut_obj_add_strcpy (doc, yyjson_mut_arr_add_obj (doc, list), "id", ids[i]);
}

static void
add_tag_name (yyjson_mut_doc *doc, yyjson_mut_val *list, const char *name)
{
  yyjson_mut_obj_add_strcpy (doc, yyjson_mut_arr_add_obj (doc, list), "name", name);
}

static gboolean
is_pending (const char *status)
{
  return g_strcmp0 (status, "pending") == 0;
}

/* All tags go at once: what is not meant to change goes as it is there. */
static void
add_tags (yyjson_mut_doc *doc, yyjson_mut_val *object, const RedaksiPost *post,
          const RedaksiGhostPost *there)
{
  gboolean was_pending = there != NULL && is_pending (there->post->status);
  gboolean pending = post->status != NULL ? is_pending (post->status) : was_pending;
  char **sections = post->sections;
  char **tags = post->tags;
  yyjson_mut_val *list;

  if (post->sections == NULL && post->tags == NULL && pending == was_pending)
    return;
  if (sections == NULL && there != NULL)
    sections = there->post->sections;
  if (tags == NULL && there != NULL)
    tags = there->post->tags;
  list = yyjson_mut_obj_add_arr (doc, object, "tags");
  if (sections == NULL || *sections == NULL)
    add_tag_name (doc, list, REDAKSI_GHOST_NO_SECTION);
  add_ids (doc, list, sections);
  add_ids (doc, list, tags);
  add_ids (doc, list, there != NULL ? there->internal : NULL);
  if (pending)
    add_tag_name (doc, list, REDAKSI_GHOST_REVIEW);
}

static void
add_status (yyjson_mut_doc *doc, yyjson_mut_val *object, const RedaksiPost *post)
{
  static const char *const statuses[][2] = { { "draft", "draft" },
                                             { "pending", "draft" },
                                             { "publish", "published" },
                                             { "future", "scheduled" } };

  for (guint i = 0; post->status != NULL && i < G_N_ELEMENTS (statuses); i++)
    if (strcmp (post->status, statuses[i][0]) == 0)
      yyjson_mut_obj_add_str (doc, object, "status", statuses[i][1]);
  if (post->date != 0)
    {
      g_autofree char *date = redaksi_clock_to_iso (post->date);

      yyjson_mut_obj_add_strcpy (doc, object, "published_at", date);
    }
}

/**
 * redaksi_ghost_write_post:
 * @post: what to create or to change; its texts are valid UTF-8
 * @there: (nullable): the post that is changed, as Ghost has it
 * @authors: (nullable): ids of its authors; %NULL or empty: whoever they are, or Ghost chooses
 *
 * Returns: (transfer full): the body of a POST or PUT
 */
GBytes *
redaksi_ghost_write_post (const RedaksiPost *post, const RedaksiGhostPost *there,
                          char *const *authors)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = begin (doc, "posts");

  if (post->title != NULL)
    add_text (doc, object, "title", *post->title != '\0' ? post->title : REDAKSI_GHOST_UNTITLED);
  if (post->content != NULL)
    {
      g_autofree char *lexical
        = redaksi_lexical_from_wordpress (post->content, there != NULL ? there->lexical : NULL);

      add_text (doc, object, "lexical", lexical);
    }
  add_short (doc, object, "custom_excerpt", post->excerpt, MAX_EXCERPT);
  if (there == NULL)
    {
      g_autofree char *slug = redaksi_ghost_slug (post->marker);

      add_text (doc, object, "slug", slug);
    }
  else if (post->slug != NULL)
    {
      /* Of an empty one Ghost makes "untitled". */
      const char *title = post->title != NULL ? post->title : there->post->title;
      g_autofree char *made
        = *post->slug == '\0' ? redaksi_text_slug (title) : g_strdup (post->slug);

      if (*made != '\0')
        add_text (doc, object, "slug", made);
    }
  if (post->featured != NULL && *post->featured == '\0')
    yyjson_mut_obj_add_null (doc, object, "feature_image");
  else
    add_text (doc, object, "feature_image", post->featured);
  add_caption (doc, object, post->featured_caption);
  add_short (doc, object, "feature_image_alt", post->featured_alt, MAX_ALT);
  add_tags (doc, object, post, there);
  if (authors != NULL && *authors != NULL)
    add_ids (doc, yyjson_mut_obj_add_arr (doc, object, "authors"), authors);
  add_status (doc, object, post);
  if (there != NULL)
    add_text (doc, object, "updated_at", there->updated_at);
  return to_bytes (doc);
}

GBytes *
redaksi_ghost_write_tag (const char *name)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);

  yyjson_mut_obj_add_strcpy (doc, begin (doc, "tags"), "name", name);
  return to_bytes (doc);
}

/**
 * redaksi_ghost_write_upload:
 * @photo: a picture
 * @name: the name of its file: ASCII, without quotation marks
 * @type: its media type
 * @content_type: (out): of the body
 *
 * Returns: (transfer full): a form with the file (RFC 7578)
 */
GBytes *
redaksi_ghost_write_upload (GBytes *photo, const char *name, const char *type, char **content_type)
{
  g_autofree char *id = redaksi_id_new ();
  g_autofree char *head = g_strdup_printf (
    "--redaksi-%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
    "Content-Type: %s\r\n\r\n",
    id, name, type);
  g_autofree char *tail = g_strdup_printf ("\r\n--redaksi-%s--\r\n", id);
  GByteArray *form = g_byte_array_sized_new ((guint)g_bytes_get_size (photo) + 512);

  g_byte_array_append (form, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (form, g_bytes_get_data (photo, NULL), (guint)g_bytes_get_size (photo));
  g_byte_array_append (form, (const guint8 *)tail, (guint)strlen (tail));
  *content_type = g_strdup_printf ("multipart/form-data; boundary=redaksi-%s", id);
  return g_byte_array_free_to_bytes (form);
}
