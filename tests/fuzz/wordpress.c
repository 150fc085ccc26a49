/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a server says is read as a whole value or as an error; and what was read as a post, sent
 * back and read again, is the same post. */
#include <stdint.h>
#include <string.h>

#include "redaksi-json.h"
#include "redaksi-text.h"
#include "redaksi-wordpress-codec.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_post (RedaksiPost *post)
{
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (yyjson_doc) doc = NULL;

  g_assert_cmpint (g_ascii_strtoll (post->remote_id, NULL, 10), >, 0);
  g_assert_true (post->title != NULL && post->content != NULL && *post->status != '\0');
  g_assert_true (post->sections != NULL && post->tags != NULL && post->modified != NULL);
  escaped = redaksi_wordpress_escape (post->title);
  title = redaksi_text_unescape (escaped);
  g_assert_cmpstr (title, ==, post->title);
  out = redaksi_wordpress_write_post (post);
  doc = redaksi_json_parse (g_bytes_get_data (out, NULL), g_bytes_get_size (out), NULL);
  g_assert_nonnull (doc);
  g_assert_cmpstr (redaksi_json_get_string (yyjson_doc_get_root (doc), "content"), ==,
                   post->content);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autoptr (RedaksiPost) post = redaksi_wordpress_read_post (body, NULL);
  g_autoptr (RedaksiPost) listed = redaksi_wordpress_read_posts (body, "rdk-a", NULL);
  g_autoptr (RedaksiRemotePhoto) photo = redaksi_wordpress_read_photo (body, NULL, NULL);
  g_autoptr (RedaksiRemotePhoto) other = redaksi_wordpress_read_photos (body, "rdk-a", NULL);
  g_auto (RedaksiWordpressRoot) root = { 0 };
  g_auto (RedaksiWordpressPerson) person = { 0 };
  g_auto (RedaksiWordpressError) error = { 0 };
  g_autofree char *language = redaksi_wordpress_read_language (body);
  g_autofree char *raw = NULL;
  static const char *const ids[] = { "1", "7", "0", "x", NULL };
  g_autoptr (GPtrArray) listing = redaksi_wordpress_read_listing (body, NULL);
  g_auto (GStrv) names = redaksi_wordpress_read_names (body, ids, NULL);
  guint n;

  for (guint i = 0; listing != NULL && i < listing->len; i++)
    g_assert_true (((RedaksiPost *)listing->pdata[i])->title != NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_assert_true (*names[i] != '\0' && i < G_N_ELEMENTS (ids));
  if (post != NULL)
    check_post (post);
  if (listed != NULL)
    check_post (listed);
  g_assert_cmpint (redaksi_wordpress_read_terms (body, "Daerah", &n, NULL), >=, 0);
  g_assert_cmpint (redaksi_wordpress_read_id (body, NULL), >=, 0);
  if (redaksi_wordpress_read_root (body, &root, NULL))
    g_assert_true (root.name != NULL && root.tagline != NULL);
  if (redaksi_wordpress_read_person (body, &person, NULL))
    g_assert_true (person.id > 0 && person.name != NULL);
  if (redaksi_wordpress_read_error (body, &error))
    g_assert_nonnull (error.code);

  for (guint status = 200; status < 600; status += 99)
    {
      g_autoptr (GError) trouble = NULL;
      reply = redaksi_reply_new (status, NULL, body);
      trouble = redaksi_wordpress_trouble (reply, status % 5, "Wisata", 7);
      g_assert_true (trouble->domain == REDAKSI_SERVER_ERROR);
      g_assert_true (g_utf8_validate (trouble->message, -1, NULL));
      g_clear_pointer (&reply, redaksi_reply_free);
    }
  reply = redaksi_reply_new (200, NULL, body);
  raw = redaksi_reply_describe (reply, "abcd efgh");
  g_assert_true (g_utf8_validate (raw, -1, NULL));
  return 0;
}
