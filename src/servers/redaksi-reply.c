/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-transport-private.h"

#define MAX_DESCRIBED (16 * 1024)

G_DEFINE_BOXED_TYPE (RedaksiReply, redaksi_reply, redaksi_reply_copy, redaksi_reply_free)

RedaksiReply *
redaksi_reply_new (guint status, const char *content_type, GBytes *body)
{
  RedaksiReply *reply = g_new0 (RedaksiReply, 1);

  reply->status = status;
  reply->content_type = g_strdup (content_type);
  reply->body = body != NULL ? g_bytes_ref (body) : g_bytes_new_static ("", 0);
  return reply;
}

RedaksiReply *
redaksi_reply_copy (const RedaksiReply *reply)
{
  RedaksiReply *copy = redaksi_reply_new (reply->status, reply->content_type, reply->body);

  copy->url = g_strdup (reply->url);
  copy->location = g_strdup (reply->location);
  copy->link = g_strdup (reply->link);
  copy->attachment = g_strdup (reply->attachment);
  copy->pages = g_strdup (reply->pages);
  return copy;
}

void
redaksi_reply_free (RedaksiReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->url);
  g_free (reply->content_type);
  g_free (reply->location);
  g_free (reply->link);
  g_free (reply->attachment);
  g_free (reply->pages);
  g_bytes_unref (reply->body);
  g_free (reply);
}

static void
hide (GString *text, const char *secret)
{
  if (secret != NULL && *secret != '\0')
    g_string_replace (text, secret, "•••", 0);
}

/**
 * redaksi_reply_describe:
 * @reply: a reply
 * @password: (nullable): what must not stand in it; debugging pages print the request
 *
 * Returns: (transfer full): for the administrator: status, type and the beginning of the body
 */
char *
redaksi_reply_describe (const RedaksiReply *reply, const char *password)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *valid = NULL;
  g_autofree char *joined = NULL;
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);

  g_string_append_printf (text, "HTTP %u\n", reply->status);
  if (reply->content_type != NULL)
    g_string_append_printf (text, "Content-Type: %s\n", reply->content_type);
  if (reply->location != NULL)
    g_string_append_printf (text, "Location: %s\n", reply->location);
  g_string_append_c (text, '\n');
  if (size > 0)
    g_string_append_len (text, data, (gssize)MIN (size, MAX_DESCRIBED));
  if (password != NULL)
    {
      g_auto (GStrv) words = g_strsplit (password, " ", -1);
      joined = g_strjoinv ("", words);
      hide (text, password);
      hide (text, joined);
    }
  valid = g_utf8_make_valid (text->str, (gssize)text->len);
  return g_steal_pointer (&valid);
}

/**
 * redaksi_photo_media_type:
 * @bytes: a file
 * @suffix: (out): the ending of its name
 *
 * Returns: (nullable): the media type, by what the file begins with; %NULL: nothing that we send
 */
const char *
redaksi_photo_media_type (GBytes *bytes, const char **suffix)
{
  static const struct
  {
    guint at;
    const char *magic;
    gsize length;
    const char *type;
    const char *suffix;
  } known[] = {
    { 0, "\xff\xd8\xff", 3, "image/jpeg", "jpg" },
    { 0, "\x89PNG\r\n\x1a\n", 8, "image/png", "png" },
    { 0, "GIF8", 4, "image/gif", "gif" },
    { 8, "WEBP", 4, "image/webp", "webp" },
    { 4, "ftypavif", 8, "image/avif", "avif" },
  };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (size > known[i].at + known[i].length
        && memcmp (data + known[i].at, known[i].magic, known[i].length) == 0)
      {
        *suffix = known[i].suffix;
        return known[i].type;
      }
  return NULL;
}
