/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links that answer, links that don't, and what is not held against a link. */
#include <string.h>

#include "awaiting.h"
#include "fake-server.h"
#include "redaksi-links.h"

static gboolean
answer_cb (FakeServer *server, int fd, guint n, gpointer data)
{
  g_autofree char *request = fake_server_get_request (server, n);
  const char *path = strstr (request, " /");
  static const char *const kinds[] = { "200 OK",       "404 Not Found", "410 Gone", "403 Forbidden",
                                       "429 Too Many", "500 Broken",    "503 Busy" };

  g_assert_true (g_str_has_prefix (request, "GET "));
  g_assert_null (strstr (request, "Authorization"));
  g_assert_nonnull (path);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strncmp (path + 2, kinds[i], 3) == 0)
      return fake_server_reply (fd, kinds[i], "Content-Type: text/html\r\n", "x");
  if (strncmp (path + 2, "away", 4) == 0)
    return fake_server_reply (fd, "301 Moved", "Location: https://away.example/\r\n", "");
  if (strncmp (path + 2, "loop", 4) == 0)
    return fake_server_reply (fd, "302 Found", "Location: /loop\r\n", "");
  return FALSE; /* hangs up */
}

static GPtrArray *
check (const char *const *addresses, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *dead = await_boxed (redaksi_links_check (addresses, cancellable), &error);

  g_assert_no_error (error);
  g_assert_nonnull (dead);
  return dead;
}

static void
test_answers (void)
{
  static const struct
  {
    const char *path;
    gboolean dead;
  } cases[] = { { "/200", FALSE },  { "/404", TRUE },   { "/410", TRUE },  { "/403", FALSE },
                { "/429", FALSE },  { "/500", TRUE },   { "/503", FALSE }, { "/away", FALSE },
                { "/loop", FALSE }, { "/hangup", TRUE } };
  g_autoptr (FakeServer) fake = fake_server_new (answer_cb, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = fake_server_get_url (fake, cases[i].path);
      const char *const addresses[] = { url, NULL };
      g_autoptr (GPtrArray) dead = check (addresses, NULL);

      g_test_message ("%s", url);
      g_assert_cmpuint (dead->len, ==, cases[i].dead ? 1 : 0);
      if (dead->len == 1)
        {
          const RedaksiDeadLink *link = dead->pdata[0];
          g_assert_cmpstr (link->address, ==, url);
          g_assert_cmpuint (strlen (link->reason), >, 8);
        }
    }
}

/* Nobody is asked but the web; all that are asked are asked at once. */
static void
test_others (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (answer_cb, NULL);
  g_autofree char *good = fake_server_get_url (fake, "/200");
  g_autofree char *bad = fake_server_get_url (fake, "/404");
  const char *const addresses[] = {
    "mailto:a@b.example", "tel:+62", "javascript:x", "file:///etc/passwd", "", "/a", good, bad, NULL
  };
  const char *const nobody[] = { NULL };
  g_autoptr (GPtrArray) dead = check (addresses, NULL);
  g_autoptr (GPtrArray) none = check (nobody, NULL);

  g_assert_cmpuint (dead->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (fake_server_count (fake, "GET"), ==, 2);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FakeServer) fake = fake_server_new (answer_cb, NULL);
  g_autofree char *url = fake_server_get_url (fake, "/404");
  const char *const addresses[] = { url, NULL };
  g_autoptr (GPtrArray) dead = NULL;

  g_cancellable_cancel (cancellable);
  dead = check (addresses, cancellable);
  g_assert_cmpuint (dead->len, ==, 0);
  g_assert_cmpuint (fake_server_count (fake, "GET"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/links/answers", test_answers);
  g_test_add_func ("/links/others", test_others);
  g_test_add_func ("/links/cancelled", test_cancelled);
  return g_test_run ();
}
