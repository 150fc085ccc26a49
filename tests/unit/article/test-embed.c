/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-embed.h"

static void
test_kinds (void)
{
  static const char *const rows[][2] = {
    { "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube" },
    { "https://www.youtube.com/watch?feature=share&v=a--b_c9WgXc&t=1", "YouTube" },
    { "https://m.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube" },
    { "http://youtu.be/dQw4w9WgXcQ?si=abc", "YouTube" },
    { "https://youtube.com/shorts/dQw4w9WgXcQ", "YouTube" },
    { "https://www.youtube.com/live/dQw4w9WgXcQ?feature=shared", "YouTube" },
    { "https://www.youtube.com/playlist?list=PLabcdef123", "YouTube" },
    { "HTTPS://WWW.YouTube.COM/watch?v=dQw4w9WgXcQ", "YouTube" },
    { "https://twitter.com/bebaca_id/status/1854839302938492", "X" },
    { "https://x.com/bebaca_id/status/1854839302938492?s=20", "X" },
    { "https://mobile.twitter.com/bebaca_id/status/1854839302938492/photo/1", "X" },
    { "https://x.com/i/web/status/1854839302938492", "X" },
    { "https://www.instagram.com/p/DCJabc12-_x/", "Instagram" },
    { "https://www.instagram.com/reel/DCJabc12-_x/?igsh=MXI4", "Instagram" },
    { "https://www.instagram.com/bebaca.id/p/DCJabc12-_x/", "Instagram" },
    { "https://www.tiktok.com/@bebaca.id/video/7300000000000000000", "TikTok" },
    { "https://www.tiktok.com/@bebaca.id/video/7300000000000000000?is_from_webapp=1", "TikTok" },
    { "https://vt.tiktok.com/ZSjabcdef/", "TikTok" },
    { "https://t.me/bebaca_id/1234", "Telegram" },
    { "https://t.me/s/bebaca_id/1234", "Telegram" },
    { "https://t.me/bebaca_id/1234?single", "Telegram" },
    /* what is no post, or of somebody else */
    { "https://www.youtube.com/", NULL },
    { "https://www.youtube.com/watch", NULL },
    { "https://www.youtube.com/watch?t=1", NULL },
    { "https://www.youtube.com/@bebaca", NULL },
    { "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", NULL },
    { "https://notyoutube.com/watch?v=dQw4w9WgXcQ", NULL },
    { "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ", NULL },
    { "https://user:pw@youtube.com/watch?v=dQw4w9WgXcQ", NULL },
    { "https://youtube.com:8443/watch?v=dQw4w9WgXcQ", NULL },
    { "https://evil.example/?https://youtu.be/dQw4w9WgXcQ", NULL },
    { "javascript://youtube.com/watch?v=dQw4w9WgXcQ", NULL },
    { "ftp://youtu.be/dQw4w9WgXcQ", NULL },
    { "//youtu.be/dQw4w9WgXcQ", NULL },
    { "https://x.com/bebaca_id", NULL },
    { "https://x.com/home", NULL },
    { "https://x.com/bebaca_id/status/abc", NULL },
    { "https://www.instagram.com/bebaca.id/", NULL },
    { "https://www.tiktok.com/@bebaca.id", NULL },
    { "https://t.me/bebaca_id", NULL },
    { "https://t.me/joinchat/abcdef", NULL },
    { "https://t.me/share/url?url=x", NULL },
    { "https://", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const RedaksiEmbedKind *kind = redaksi_embed_kind (rows[i][0]);
      g_test_message ("%s", rows[i][0] != NULL ? rows[i][0] : "NULL");
      g_assert_cmpstr (kind != NULL ? kind->name : NULL, ==, rows[i][1]);
    }
}

static void
test_addresses (void)
{
  static const char *const rows[][2] = {
    { "https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ" },
    { "  https://youtu.be/dQw4w9WgXcQ\n", "https://youtu.be/dQw4w9WgXcQ" },
    { "youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ" },
    { "www.tiktok.com/@a/video/73000", "https://www.tiktok.com/@a/video/73000" },
    { "Lihat https://youtu.be/dQw4w9WgXcQ", NULL },
    { "https://youtu.be/dQw4w9WgXcQ bagus", NULL },
    { "https://youtu.be/dQw4w9WgXcQ https://youtu.be/dQw4w9WgXcQ", NULL },
    { "https://youtu.be/dQw4w9WgXcQ\xE2\x80\xA8x", NULL },
    { "https://youtu.be/dQw4w9WgXcQ?\"><script>", NULL },
    { "https://bebaca.id/berita", NULL },
    { "kata", NULL },
    { "", NULL },
  };
  g_autofree char *long_one = g_strnfill (100000, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *address = redaksi_embed_address (rows[i][0]);
      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (address, ==, rows[i][1]);
    }
  memcpy (long_one, "https://youtu.be/dQw4w9WgXcQ?a=", 31);
  g_assert_null (redaksi_embed_address (long_one));
}

static RedaksiBlock *
linked (const char *text, const char *target)
{
  g_autoptr (RedaksiMark) link = redaksi_mark_new (REDAKSI_MARK_LINK, target);
  g_autoptr (RedaksiBlock) block = redaksi_block_new_paragraph (text);

  return redaksi_block_add_mark (block, 0, redaksi_block_get_length (block), link);
}

#define FILM "https://youtu.be/dQw4w9WgXcQ"

static void
test_bodies (void)
{
  g_autoptr (RedaksiShape) quote = redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);
  struct
  {
    RedaksiBlock *block;
    gboolean becomes;
  } rows[] = {
    { redaksi_block_new_paragraph (FILM), TRUE },
    { linked (FILM, FILM), TRUE },
    { linked ("youtu.be/dQw4w9WgXcQ", FILM), TRUE },
    { linked (FILM, "https://evil.example/"), FALSE },
    { linked ("Film", FILM), FALSE },
    { redaksi_block_new (quote, FILM, NULL, 0), FALSE },
    { redaksi_block_new_paragraph ("Lihat " FILM), FALSE },
    { redaksi_block_new_paragraph (""), FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiBody) body = redaksi_body_new (&rows[i].block, 1);
      g_autoptr (RedaksiBody) result = redaksi_body_with_embeds (body);
      g_assert_true (redaksi_body_is_valid (result));
      if (rows[i].becomes)
        {
          RedaksiBlock *first = redaksi_body_get_nth (result, 0);
          g_assert_cmpint (redaksi_block_get_kind (first), ==, REDAKSI_BLOCK_EMBED);
          g_assert_cmpstr (redaksi_block_get (first, "url"), ==, FILM);
          g_assert_cmpuint (redaksi_body_get_n (result), ==, 2);
        }
      else
        g_assert_true (redaksi_body_equal (result, body));
      redaksi_block_unref (rows[i].block);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/embed/kinds", test_kinds);
  g_test_add_func ("/embed/addresses", test_addresses);
  g_test_add_func ("/embed/bodies", test_bodies);
  return g_test_run ();
}
