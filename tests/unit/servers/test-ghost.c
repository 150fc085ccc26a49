/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-ghost-codec.h"
#include "redaksi-json.h"

#define ID    "6489ff0123456789abcdef01"
#define TAG_1 "6489ff0123456789abcdef11"
#define TAG_2 "6489ff0123456789abcdef12"
#define TAG_3 "6489ff0123456789abcdef13"

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
body_of (const RedaksiPost *post, const RedaksiGhostPost *there, char *const *authors)
{
  g_autoptr (GBytes) body = redaksi_ghost_write_post (post, there, authors);
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  return g_strndup (data, size);
}

/* Compared with what another program made of the same (Python's hmac). */
static void
test_token (void)
{
  static const char *const wrong[]
    = { "", "rahasia", ":", ID ":", ID ":zz", ID ":abc", ":00ff", "\"},{\"kid\":\"x:00ff" };
  g_autofree char *token
    = redaksi_ghost_token (ID ":00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff",
                           G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC);

  g_assert_cmpstr (
    token, ==,
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjY0ODlmZjAxMjM0NTY3ODlhYmNkZWYwMSJ9."
    "eyJpYXQiOjE4MDAwMDAwMDAsImV4cCI6MTgwMDAwMDI0MCwiYXVkIjoiL2FkbWluLyJ9."
    "ml4pTWF0uqtVxO2QuDtnFAjCrgd7Ed_LPckf__KVFo4");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (redaksi_ghost_token (wrong[i], 0));
}

static RedaksiGhostPost *
read_json (const char *json)
{
  g_autoptr (GBytes) body = bytes (json);

  return redaksi_ghost_read_post (body, NULL);
}

#define POST(more)                                                                                 \
  "{\"posts\":[{\"id\":\"" ID "\",\"title\":\"Banjir\",\"slug\":\"banjir\",\"status\":\"draft\","  \
  "\"updated_at\":\"2026-11-25T08:00:00.000Z\",\"url\":\"https://koran.example/p/x/\"," more "}]}"

static void
test_read (void)
{
  g_autoptr (RedaksiGhostPost) post = read_json (POST (
    "\"lexical\":\"{\\\"root\\\":{\\\"children\\\":[]}}\",\"feature_image_caption\":\"<b>Warga</b> "
    "&amp; <script>x</script>\",\"tags\":[{\"id\":\"" TAG_1 "\",\"name\":\"#in\"},{\"id\":\"" TAG_2
    "\",\"name\":\"Daerah\"},{\"id\":\"" TAG_3 "\",\"name\":\"Banjir\"}]"));
  g_autoptr (RedaksiGhostPost) bare = read_json (POST (
    "\"lexical\":null,\"html\":\"<p>Lama</p>\",\"tags\":[{\"id\":\"" TAG_3
    "\",\"name\":\"Banjir\"},{\"id\":\"" TAG_1 "\",\"name\":\"#redaksi-review\"},{\"id\":\"" TAG_2
    "\",\"name\":\"#redaksi-no-section\"}]"));

  g_assert_cmpstr (post->post->status, ==, "draft");
  g_assert_null (post->post->url);
  g_assert_cmpstr (post->post->featured_caption, ==, "Warga &");
  g_assert_cmpstr (post->post->sections[0], ==, TAG_2);
  g_assert_cmpstr (post->post->tags[0], ==, TAG_3);
  g_assert_cmpstr (post->internal[0], ==, TAG_1);
  g_assert_cmpstr (bare->post->status, ==, "pending");
  g_assert_null (bare->post->sections[0]);
  g_assert_cmpstr (bare->post->tags[0], ==, TAG_3);
  g_assert_cmpstr (bare->post->content, ==, "<p>Lama</p>");
}

/* Ids become parts of addresses. */
static void
test_hostile (void)
{
  static const char *const wrong[] = {
    "",
    "null",
    "[]",
    "{\"posts\":[]}",
    "{\"posts\":{}}",
    "{\"posts\":[7]}",
    "{\"posts\":[{\"id\":\"../../users\",\"status\":\"draft\"}]}",
    "{\"posts\":[{\"id\":7,\"status\":\"draft\"}]}",
    "{\"posts\":[{\"id\":\"" ID "\"}]}",
    POST ("\"lexical\":\"no JSON\""),
    POST ("\"lexical\":\"{}\""),
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (read_json (wrong[i]));
}

static void
test_write (void)
{
  g_autoptr (RedaksiPost) post = redaksi_post_new ();
  g_autoptr (RedaksiGhostPost) there = read_json (
    POST ("\"lexical\":\"{\\\"root\\\":{\\\"children\\\":[]}}\",\"tags\":[{\"id\":\"" TAG_2
          "\",\"name\":\"Daerah\"},{\"id\":\"" TAG_3 "\",\"name\":\"Banjir\"},{\"id\":\"" TAG_1
          "\",\"name\":\"#in\"}]"));
  const char *authors[] = { ID, NULL };
  g_autofree char *created = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *submitted = NULL;
  g_autofree char *long_excerpt = NULL;

  post->marker = g_strdup ("abc");
  post->status = g_strdup ("draft");
  post->title = g_strdup ("");
  post->content = g_strdup ("");
  post->featured = g_strdup ("");
  created = body_of (post, NULL, (char *const *)authors);
  g_assert_nonnull (strstr (created, "\"slug\":\"rdk-abc\""));
  g_assert_nonnull (strstr (created, "\"title\":\"(Untitled)\""));
  g_assert_nonnull (strstr (created, "\"feature_image\":null"));
  g_assert_nonnull (strstr (created, "\"authors\":[{\"id\":\"" ID "\"}]"));
  g_assert_null (strstr (created, "updated_at"));

  redaksi_post_free (post);
  post = redaksi_post_new ();
  post->remote_id = g_strdup (ID);
  nothing = body_of (post, there, NULL);
  g_assert_cmpstr (nothing, ==, "{\"posts\":[{\"updated_at\":\"2026-11-25T08:00:00.000Z\"}]}");

  post->status = g_strdup ("pending");
  post->excerpt = g_strnfill (400, 'a');
  submitted = body_of (post, there, NULL);
  g_assert_nonnull (strstr (submitted,
                            "\"tags\":[{\"id\":\"" TAG_2 "\"},{\"id\":\"" TAG_3
                            "\"},{\"id\":\"" TAG_1 "\"},{\"name\":\"#redaksi-review\"}]"));
  g_assert_nonnull (strstr (submitted, "\"status\":\"draft\""));
  long_excerpt = g_strnfill (301, 'a');
  g_assert_null (strstr (submitted, long_excerpt));
}

static void
check_trouble (guint status, const char *body, RedaksiGhostTask task, RedaksiServerError code)
{
  g_autoptr (GBytes) said = bytes (body);
  g_autoptr (RedaksiReply) reply = redaksi_reply_new (status, "application/json", said);
  g_autoptr (GError) error = NULL;

  reply->url = g_strdup ("https://koran.example/ghost/api/admin/posts/");
  error = redaksi_ghost_trouble (reply, task, 1000);
  g_assert_error (error, REDAKSI_SERVER_ERROR, (int)code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

#define SAYS(type) "{\"errors\":[{\"type\":\"" type "\",\"message\":\"Kata\",\"context\":null}]}"

static void
test_trouble (void)
{
  check_trouble (401, SAYS ("UnauthorizedError"), REDAKSI_GHOST_READ,
                 REDAKSI_SERVER_ERROR_PASSWORD);
  check_trouble (403, SAYS ("NoPermissionError"), REDAKSI_GHOST_WRITE,
                 REDAKSI_SERVER_ERROR_FORBIDDEN);
  check_trouble (404, SAYS ("NotFoundError"), REDAKSI_GHOST_LOOKUP, REDAKSI_SERVER_ERROR_NOT_FOUND);
  check_trouble (404, "<html>nothing</html>", REDAKSI_GHOST_LOOKUP, REDAKSI_SERVER_ERROR_BROKEN);
  check_trouble (409, SAYS ("UpdateCollisionError"), REDAKSI_GHOST_WRITE,
                 REDAKSI_SERVER_ERROR_OFFLINE);
  check_trouble (413, "<html></html>", REDAKSI_GHOST_UPLOAD, REDAKSI_SERVER_ERROR_TOO_LARGE);
  check_trouble (413, SAYS ("InternalServerError"), REDAKSI_GHOST_UPLOAD,
                 REDAKSI_SERVER_ERROR_TOO_LARGE);
  check_trouble (422, SAYS ("ValidationError"), REDAKSI_GHOST_WRITE, REDAKSI_SERVER_ERROR_REFUSED);
  check_trouble (500, SAYS ("InternalServerError"), REDAKSI_GHOST_WRITE,
                 REDAKSI_SERVER_ERROR_UNCLEAR);
  check_trouble (502, "", REDAKSI_GHOST_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR);
  check_trouble (200, "<html></html>", REDAKSI_GHOST_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR);
  check_trouble (200, "<html></html>", REDAKSI_GHOST_READ, REDAKSI_SERVER_ERROR_BROKEN);
  check_trouble (503, "", REDAKSI_GHOST_READ, REDAKSI_SERVER_ERROR_OFFLINE);
  check_trouble (302, "", REDAKSI_GHOST_WRITE, REDAKSI_SERVER_ERROR_INSECURE);
}

static void
test_quote (void)
{
  g_autofree char *quoted = redaksi_ghost_quote ("Jum'at \\ ok");

  g_assert_cmpstr (quoted, ==, "'Jum\\'at \\\\ ok'");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/servers/ghost/token", test_token);
  g_test_add_func ("/servers/ghost/read", test_read);
  g_test_add_func ("/servers/ghost/hostile", test_hostile);
  g_test_add_func ("/servers/ghost/write", test_write);
  g_test_add_func ("/servers/ghost/trouble", test_trouble);
  g_test_add_func ("/servers/ghost/quote", test_quote);
  return g_test_run ();
}
