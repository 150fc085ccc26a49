/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against a real server: WordPress, or the press. What it is comes as JSON in
 * REDAKSI_TEST_SERVER (the line of tests/servers/wordpress). */
#include <string.h>

#include "awaiting.h"
#include "redaksi-clock.h"
#include "redaksi-id.h"
#include "redaksi-json.h"
#include "redaksi-server.h"

static yyjson_doc *server_doc;
static gboolean is_press;
static GBytes *photo;

static const char *
get_url (void)
{
  return redaksi_json_get_string (yyjson_doc_get_root (server_doc), "url");
}

static yyjson_val *
get_user (const char *name)
{
  yyjson_val *users = yyjson_obj_get (yyjson_doc_get_root (server_doc), "users");
  yyjson_val *user = yyjson_obj_get (users, name);

  g_assert_nonnull (user);
  return user;
}

static RedaksiServer *
connect_with (const char *user, const char *password)
{
  g_autoptr (RedaksiSite) site = NULL;
  g_autofree char *url = g_strconcat (get_url (), "/", NULL);
  g_autofree char *api = g_strconcat (get_url (), "/wp-json/", NULL);

  site = g_object_new (REDAKSI_TYPE_SITE, "url", url, "api", api, "user", user, NULL);
  return redaksi_server_new_for_site (site, password);
}

static RedaksiServer *
connect_as (const char *name)
{
  yyjson_val *user = get_user (name);

  return connect_with (redaksi_json_get_string (user, "user"),
                       redaksi_json_get_string (user, "app_password"));
}

static RedaksiPost *
new_draft (const char *title)
{
  RedaksiPost *post = redaksi_post_new ();

  post->marker = redaksi_id_new ();
  post->status = g_strdup ("draft");
  post->title = g_strdup (title);
  post->content
    = g_strdup ("<!-- wp:paragraph -->\n<p>Air naik di muara.</p>\n<!-- /wp:paragraph -->");
  return post;
}

static void
test_discover (void)
{
  static const char *const tails[] = { "",           "/",
                                       "/wp-admin/", "/wp-login.php",
                                       "/wp-json/",  "/2024/11/09/tidak-ada/?x=1#y",
                                       "/index.php" };
  g_autofree char *api = g_strconcat (get_url (), "/wp-json/", NULL);
  g_autofree char *base = g_strconcat (get_url (), "/", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *typed
        = g_strdup_printf ("  %s%s ", get_url () + (i % 2 == 0 ? 0 : 7), tails[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiSite) site = await_object (redaksi_server_discover (typed, NULL), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (redaksi_site_get_api (site), ==, api);
      g_assert_cmpstr (redaksi_site_get_url (site), ==, base);
      if (!is_press)
        {
          g_assert_cmpstr (redaksi_site_get_name (site), ==, "Warta Pesisir & Kota");
          g_assert_cmpstr (redaksi_site_get_tagline (site), ==, "Kabar dari muara");
          g_assert_cmpstr (redaksi_site_get_time_zone (site), ==, "Asia/Makassar");
          g_assert_cmpstr (redaksi_site_get_language (site), ==, "id-ID");
        }
      g_assert_nonnull (redaksi_site_get_name (site));
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *user;
    gboolean may_publish;
  } people[]
    = { { "admin", TRUE }, { "editor", TRUE }, { "reporter", TRUE }, { "contributor", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (RedaksiServer) server = connect_as (people[i].user);
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiSite) site = await_object (redaksi_server_check (server, NULL), &error);
      yyjson_val *user = get_user (people[i].user);

      g_assert_no_error (error);
      /* Embargoes go by its clock: here it is ours. */
      g_assert_cmpint (ABS (redaksi_server_get_time (server) - g_get_real_time ()), <,
                       60 * G_USEC_PER_SEC);
      g_assert_cmpstr (redaksi_site_get_user (site), ==, redaksi_json_get_string (user, "user"));
      g_assert_cmpstr (redaksi_site_get_user_name (site), ==,
                       redaksi_json_get_string (user, "name"));
      g_assert_cmpstr (redaksi_site_get_role (site), ==, redaksi_json_get_string (user, "role"));
      g_assert_cmpint (redaksi_site_get_may_publish (site), ==, people[i].may_publish);
      g_assert_true (g_str_has_prefix (redaksi_site_get_language (site), "id"));
      g_assert_nonnull (redaksi_site_get_time_zone (site));
      g_assert_null (redaksi_server_get_last_reply (server));
    }
}

/* A site that was written down with its address alone finds its API by itself. */
static void
test_check_discovers (void)
{
  yyjson_val *user = get_user ("reporter");
  g_autoptr (RedaksiSite) bare
    = g_object_new (REDAKSI_TYPE_SITE, "url", get_url (), "name", "Koranku", "user",
                    redaksi_json_get_string (user, "user"), NULL);
  g_autoptr (RedaksiServer) server
    = redaksi_server_new_for_site (bare, redaksi_json_get_string (user, "app_password"));
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiSite) site = await_object (redaksi_server_check (server, NULL), &error);

  g_assert_no_error (error);
  g_assert_nonnull (redaksi_site_get_api (site));
  g_assert_cmpstr (redaksi_site_get_name (site), ==, "Koranku");
  g_assert_cmpstr (redaksi_site_get_id (site), ==, redaksi_site_get_id (bare));
}

static void
test_password (void)
{
  g_autoptr (RedaksiServer) wrong = connect_with ("reporter", "abcd efgh ijkl mnop qrst uvwx");
  g_autoptr (RedaksiServer) nobody = connect_with ("nobody", "abcd efgh ijkl mnop qrst uvwx");
  g_autoptr (RedaksiPost) post = new_draft ("Tak boleh");
  g_autofree char *raw = NULL;

  assert_fails (redaksi_server_check (wrong, NULL), REDAKSI_SERVER_ERROR_PASSWORD, "127.0.0.1");
  raw = redaksi_server_get_last_reply (wrong);
  g_assert_nonnull (strstr (raw, "HTTP 401"));
  g_assert_null (strstr (raw, "abcd"));
  assert_fails (redaksi_server_check (nobody, NULL), REDAKSI_SERVER_ERROR_PASSWORD, NULL);
  g_assert_true (g_str_has_prefix (raw, "HTTP"));
  assert_fails (redaksi_server_put_post (wrong, post, NULL), REDAKSI_SERVER_ERROR_PASSWORD, NULL);
  /* Not "there is none", or it would be sent again. */
  assert_fails (redaksi_server_find_post (wrong, post->marker, NULL), REDAKSI_SERVER_ERROR_PASSWORD,
                NULL);
  assert_fails (redaksi_server_find_photo (wrong, post->marker, NULL),
                REDAKSI_SERVER_ERROR_PASSWORD, NULL);
}

static void
test_subscriber (void)
{
  g_autoptr (RedaksiServer) server = NULL;

  if (is_press)
    {
      g_test_skip ("the press has no readers' accounts");
      return;
    }
  server = connect_as ("subscriber");
  assert_fails (redaksi_server_check (server, NULL), REDAKSI_SERVER_ERROR_FORBIDDEN, "Dodi");
}

static gboolean
has_slug (RedaksiServer *server, const char *slug, const char *remote_id)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = await_boxed (redaksi_server_find_slug (server, slug, NULL), &error);

  g_assert_no_error (error);
  return g_strv_contains ((const char *const *)ids, remote_id);
}

static void
test_post (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autoptr (RedaksiPost) post = new_draft ("Rakor & “Pilkada” <Kukar> 2024 – 5 < 6");
  g_autoptr (RedaksiPost) created = NULL;
  g_autoptr (RedaksiPost) found = NULL;
  g_autoptr (RedaksiPost) changed = NULL;
  g_autoptr (RedaksiPost) again = NULL;
  g_autoptr (GError) error = NULL;

  assert_fails (redaksi_server_find_post (server, post->marker, NULL),
                REDAKSI_SERVER_ERROR_NOT_FOUND, NULL);
  post->excerpt = g_strdup ("Satu kalimat & sedikit lagi.");
  created = await_boxed (redaksi_server_put_post (server, post, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (created->title, ==, post->title);
  g_assert_cmpstr (created->content, ==, post->content);
  g_assert_cmpstr (created->excerpt, ==, post->excerpt);
  g_assert_cmpstr (created->status, ==, "draft");
  g_assert_cmpstr (created->marker, ==, post->marker);
  g_assert_nonnull (created->modified);

  found = await_boxed (redaksi_server_find_post (server, post->marker, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->remote_id, ==, created->remote_id);
  g_assert_cmpstr (found->modified, ==, created->modified);

  /* What is not in a change stays. */
  {
    g_autoptr (RedaksiPost) change = redaksi_post_new ();
    change->remote_id = g_strdup (created->remote_id);
    change->status = g_strdup ("publish");
    change->slug = g_strdup ("rakor-pilkada");
    changed = await_boxed (redaksi_server_put_post (server, change, NULL), &error);
  }
  g_assert_no_error (error);
  g_assert_cmpstr (changed->status, ==, "publish");
  g_assert_true (g_str_has_prefix (changed->slug, "rakor-pilkada"));
  g_assert_cmpstr (changed->title, ==, post->title);
  g_assert_cmpstr (changed->content, ==, post->content);
  g_assert_true (g_str_has_prefix (changed->url, get_url ()));
  again = await_boxed (redaksi_server_get_post (server, created->remote_id, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->modified, ==, changed->modified);
  /* The address is taken, and whoever may write there sees it. */
  {
    g_autoptr (RedaksiServer) other = connect_as ("contributor");

    g_assert_true (has_slug (server, changed->slug, created->remote_id));
    g_assert_true (has_slug (other, changed->slug, created->remote_id));
    g_assert_false (has_slug (other, "tak-ada-yang-begini", created->remote_id));
  }
  assert_fails (redaksi_server_find_post (server, post->marker, NULL),
                REDAKSI_SERVER_ERROR_NOT_FOUND, NULL);
}

/* A second create with the same marker is the first post, as it stands. */
static void
test_post_twice (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autoptr (RedaksiPost) post = new_draft ("Sekali saja");
  g_autoptr (RedaksiPost) first = NULL;
  g_autoptr (RedaksiPost) second = NULL;
  g_autoptr (GError) error = NULL;

  first = await_boxed (redaksi_server_put_post (server, post, NULL), &error);
  g_assert_no_error (error);
  g_set_str (&post->title, "Dua kali");
  second = await_boxed (redaksi_server_put_post (server, post, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->remote_id, ==, first->remote_id);
  g_assert_cmpstr (second->title, ==, "Sekali saja");
  {
    g_autofree char *next
      = g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (first->remote_id, NULL, 10) + 1);
    assert_fails (redaksi_server_get_post (server, next, NULL), REDAKSI_SERVER_ERROR_NOT_FOUND,
                  NULL);
  }
}

static void
test_post_at_once (void)
{
  g_autoptr (RedaksiServer) a = connect_as ("reporter");
  g_autoptr (RedaksiServer) b = connect_as ("reporter");
  g_autoptr (RedaksiPost) post = new_draft ("Bersamaan");
  DexFuture *first = redaksi_server_put_post (a, post, NULL);
  DexFuture *second = redaksi_server_put_post (b, post, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPost) one = await_boxed (first, &error);
  g_autoptr (RedaksiPost) two = await_boxed (second, &error);
  g_autoptr (RedaksiPost) found = NULL;

  g_assert_no_error (error);
  found = await_boxed (redaksi_server_find_post (a, post->marker, NULL), &error);
  g_assert_no_error (error);
  /* The later of the two knows the winner; the earlier may have answered before it saw the other.
   */
  g_assert_true (strcmp (found->remote_id, one->remote_id) == 0
                 || strcmp (found->remote_id, two->remote_id) == 0);
}

static void
test_schedule_and_trash (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autoptr (RedaksiPost) post = new_draft ("Besok pagi");
  g_autoptr (RedaksiPost) created = NULL;
  g_autoptr (RedaksiPost) scheduled = NULL;
  g_autoptr (RedaksiPost) gone = NULL;
  g_autoptr (RedaksiPost) again = NULL;
  g_autoptr (RedaksiPost) change = redaksi_post_new ();
  g_autoptr (GError) error = NULL;
  gint64 tomorrow = (redaksi_clock_now () / G_USEC_PER_SEC + 86400) * G_USEC_PER_SEC;

  created = await_boxed (redaksi_server_put_post (server, post, NULL), &error);
  g_assert_no_error (error);
  change->remote_id = g_strdup (created->remote_id);
  change->status = g_strdup ("future");
  change->date = tomorrow;
  scheduled = await_boxed (redaksi_server_put_post (server, change, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scheduled->status, ==, "future");
  g_assert_cmpint (scheduled->date, ==, tomorrow);
  g_set_str (&change->status, "trash");
  change->date = 0;
  gone = await_boxed (redaksi_server_put_post (server, change, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gone->status, ==, "trash");
  again = await_boxed (redaksi_server_put_post (server, change, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->status, ==, "trash");
}

static void
test_terms (void)
{
  g_autoptr (RedaksiServer) editor = connect_as ("editor");
  g_autoptr (RedaksiServer) reporter = connect_as ("reporter");
  g_autofree char *name = g_strdup_printf ("Wisata & Alam %" G_GINT64_FORMAT, redaksi_clock_now ());
  g_autofree char *missing = g_strdup_printf ("Tak ada %" G_GINT64_FORMAT, redaksi_clock_now ());
  g_autofree char *made = NULL, *found = NULL, *other = NULL, *tag = NULL, *tag_again = NULL;
  g_autoptr (RedaksiPost) post = new_draft ("Dengan kanal");
  g_autoptr (RedaksiPost) echo = NULL;
  g_autoptr (GError) error = NULL;

  assert_fails (redaksi_server_ensure_term (reporter, "section", missing, NULL),
                REDAKSI_SERVER_ERROR_FORBIDDEN, missing);
  made = await_string (redaksi_server_ensure_term (editor, "section", name, NULL), &error);
  g_assert_no_error (error);
  found = await_string (redaksi_server_ensure_term (reporter, "section", name, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, made);
  other = await_string (redaksi_server_ensure_term (editor, "section", "Daerah", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other, !=, made);
  tag = await_string (redaksi_server_ensure_term (reporter, "tag", name, NULL), &error);
  g_assert_no_error (error);
  tag_again = await_string (redaksi_server_ensure_term (reporter, "tag", name, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tag_again, ==, tag);

  post->sections = g_strsplit (made, ",", -1);
  post->tags = g_strsplit (tag, ",", -1);
  echo = await_boxed (redaksi_server_put_post (reporter, post, NULL), &error);
  g_assert_no_error (error);
  g_assert_true (
    g_strv_equal ((const char *const *)echo->sections, (const char *const *)post->sections));
  g_assert_true (g_strv_equal ((const char *const *)echo->tags, (const char *const *)post->tags));
}

static void
test_contributor (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("contributor");
  g_autoptr (RedaksiPost) post = new_draft ("Dari kontributor");
  g_autoptr (RedaksiPost) created = NULL;
  g_autoptr (RedaksiPost) pending = NULL;
  g_autoptr (RedaksiPost) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *marker = redaksi_id_new ();

  created = await_boxed (redaksi_server_put_post (server, post, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (created->marker, ==, post->marker);
  found = await_boxed (redaksi_server_find_post (server, post->marker, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->remote_id, ==, created->remote_id);
  g_set_str (&created->status, "publish");
  assert_fails (redaksi_server_put_post (server, created, NULL), REDAKSI_SERVER_ERROR_FORBIDDEN,
                "review");
  g_set_str (&created->status, "pending");
  g_clear_pointer (&created->slug, g_free);
  pending = await_boxed (redaksi_server_put_post (server, created, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pending->status, ==, "pending");
  assert_fails (redaksi_server_upload_photo (server, marker, photo, "Foto", NULL, NULL, NULL, NULL,
                                             NULL),
                REDAKSI_SERVER_ERROR_FORBIDDEN, NULL);
}

typedef struct
{
  guint64 last, total;
  guint calls;
} Progress;

static void
progress_cb (guint64 sent, guint64 total, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpuint (sent, >=, progress->last);
  g_assert_cmpuint (sent, <=, total);
  progress->last = sent;
  progress->total = total;
  progress->calls++;
}

static void
test_photo (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autofree char *marker = redaksi_id_new ();
  g_autoptr (RedaksiRemotePhoto) sent = NULL;
  g_autoptr (RedaksiRemotePhoto) found = NULL;
  g_autoptr (RedaksiRemotePhoto) again = NULL;
  g_autoptr (RedaksiPost) post = new_draft ("Dengan foto");
  g_autoptr (RedaksiPost) echo = NULL;
  g_autoptr (RedaksiPost) without = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };

  assert_fails (redaksi_server_find_photo (server, marker, NULL), REDAKSI_SERVER_ERROR_NOT_FOUND,
                NULL);
  sent = await_boxed (redaksi_server_upload_photo (server, marker, photo, "Rakor “Pilkada”",
                                                   "Foto: Rapat & 5 < 6 “mufakat”",
                                                   "Orang-orang di meja", progress_cb, &progress,
                                                   NULL),
                      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (progress.last, ==, g_bytes_get_size (photo));
  g_assert_cmpuint (progress.total, ==, g_bytes_get_size (photo));
  g_assert_true (g_str_has_prefix (sent->url, get_url ()));
  g_assert_cmpuint (sent->width, >, 0);
  found = await_boxed (redaksi_server_find_photo (server, marker, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->remote_id, ==, sent->remote_id);
  g_assert_cmpstr (found->url, ==, sent->url);

  again = await_boxed (redaksi_server_upload_photo (server, marker, photo, "Lagi", NULL, NULL, NULL,
                                                    NULL, NULL),
                       &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->remote_id, ==, sent->remote_id);

  post->featured = g_strdup (sent->remote_id);
  echo = await_boxed (redaksi_server_put_post (server, post, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (echo->featured, ==, sent->remote_id);
  g_set_str (&echo->featured, "");
  g_clear_pointer (&echo->slug, g_free);
  without = await_boxed (redaksi_server_put_post (server, echo, NULL), &error);
  g_assert_no_error (error);
  g_assert_null (without->featured);
}

/* A caption that no address can hold. */
static void
test_photo_long_caption (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autofree char *marker = redaksi_id_new ();
  g_autoptr (GString) caption = g_string_new (NULL);
  g_autoptr (RedaksiRemotePhoto) sent = NULL;
  g_autoptr (GError) error = NULL;

  while (caption->len < 9000)
    g_string_append (caption, "Ketinggian air “mencapai” dua meter. ");
  sent = await_boxed (redaksi_server_upload_photo (server, marker, photo, "Banjir", caption->str,
                                                   "Rumah", NULL, NULL, NULL),
                      &error);
  g_assert_no_error (error);
  g_assert_nonnull (sent->remote_id);
}

/* Over the size from which the server is asked first whether it wants the body. */
static void
test_photo_large (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autofree char *marker = redaksi_id_new ();
  g_autoptr (GByteArray) large = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RedaksiRemotePhoto) sent = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };

  /* A decoder stops at the picture's end; what comes after makes it heavy. */
  g_byte_array_append (large, g_bytes_get_data (photo, NULL), (guint)g_bytes_get_size (photo));
  g_byte_array_set_size (large, 3 * 1024 * 1024);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&large));
  sent = await_boxed (redaksi_server_upload_photo (server, marker, bytes, "Besar", NULL, NULL,
                                                   progress_cb, &progress, NULL),
                      &error);
  g_assert_no_error (error);
  g_assert_nonnull (sent->remote_id);
  g_assert_cmpuint (progress.last, ==, 3 * 1024 * 1024);
  g_assert_cmpuint (progress.calls, >, 3);
}

static void
test_photo_not_one (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autoptr (GBytes) text = g_bytes_new_static ("<svg onload=alert(1)>", 21);
  g_autofree char *marker = redaksi_id_new ();

  assert_fails (redaksi_server_upload_photo (server, marker, text, NULL, NULL, NULL, NULL, NULL,
                                             NULL),
                REDAKSI_SERVER_ERROR_REFUSED, NULL);
}

static void
test_gone (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autoptr (RedaksiPost) change = redaksi_post_new ();

  change->remote_id = g_strdup ("99999999");
  change->title = g_strdup ("Tak ada");
  assert_fails (redaksi_server_get_post (server, "99999999", NULL), REDAKSI_SERVER_ERROR_NOT_FOUND,
                "deleted");
  assert_fails (redaksi_server_put_post (server, change, NULL), REDAKSI_SERVER_ERROR_NOT_FOUND,
                "deleted");
  assert_fails (redaksi_server_get_post (server, "../users/1", NULL), REDAKSI_SERVER_ERROR_BROKEN,
                NULL);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  g_autoptr (RedaksiServer) server = connect_as ("reporter");
  g_autoptr (GCancellable) now = g_cancellable_new ();
  g_autoptr (GCancellable) soon = g_cancellable_new ();
  g_autofree char *marker = redaksi_id_new ();

  g_cancellable_cancel (now);
  assert_fails (redaksi_server_check (server, now), REDAKSI_SERVER_ERROR_CANCELLED, NULL);
  g_idle_add (cancel_cb, soon);
  assert_fails (redaksi_server_upload_photo (server, marker, photo, NULL, NULL, NULL, NULL, NULL,
                                             soon),
                REDAKSI_SERVER_ERROR_CANCELLED, NULL);
}

int
main (int argc, char *argv[])
{
  const char *line = g_getenv ("REDAKSI_TEST_SERVER");
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  if (line == NULL)
    {
      g_print ("1..0 # SKIP no server: tests/servers/run starts one\n");
      return 77;
    }
  server_doc = redaksi_json_parse (line, strlen (line), &error);
  g_assert_no_error (error);
  is_press = yyjson_obj_get (yyjson_doc_get_root (server_doc), "wordpress") == NULL;
  g_file_get_contents (g_getenv ("REDAKSI_TEST_PHOTO"), &data, &length, &error);
  g_assert_no_error (error);
  photo = g_bytes_new (data, length);

  g_test_add_func ("/server/discover", test_discover);
  g_test_add_func ("/server/check", test_check);
  g_test_add_func ("/server/check-discovers", test_check_discovers);
  g_test_add_func ("/server/password", test_password);
  g_test_add_func ("/server/subscriber", test_subscriber);
  g_test_add_func ("/server/post", test_post);
  g_test_add_func ("/server/post-twice", test_post_twice);
  g_test_add_func ("/server/post-at-once", test_post_at_once);
  g_test_add_func ("/server/schedule-and-trash", test_schedule_and_trash);
  g_test_add_func ("/server/terms", test_terms);
  g_test_add_func ("/server/contributor", test_contributor);
  g_test_add_func ("/server/photo", test_photo);
  g_test_add_func ("/server/photo-long-caption", test_photo_long_caption);
  g_test_add_func ("/server/photo-large", test_photo_large);
  g_test_add_func ("/server/photo-not-one", test_photo_not_one);
  g_test_add_func ("/server/gone", test_gone);
  g_test_add_func ("/server/cancel", test_cancel);
  result = g_test_run ();
  yyjson_doc_free (server_doc);
  g_bytes_unref (photo);
  return result;
}
