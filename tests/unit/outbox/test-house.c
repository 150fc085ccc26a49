/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a site's own ways change in what is sent to it. */
#include "house.h"

static RedaksiSite *
get_site (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = await_boxed (redaksi_library_list_sites (desk->library), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < sites->len; i++)
    if (strcmp (redaksi_site_get_id (sites->pdata[i]), desk->site) == 0)
      return g_object_ref (sites->pdata[i]);
  g_assert_not_reached ();
}

/* Chosen while the outbox runs, it counts for the next push. */
static void
test_theme_captions (Desk *desk, gconstpointer data)
{
  g_autofree char *first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiSite) changed = NULL;
  g_autofree char *second = NULL;
  RedaksiPost *post;

  finish_in (desk, first, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "publish");
  g_assert_nonnull (strstr (post->content, "Foto: Rakor di Tenggarong"));
  /* Lists begin with what the article says, not with the caption. */
  g_assert_true (g_str_has_prefix (post->excerpt, "Pemerintah “Kabupaten” & mitra"));

  site = get_site (desk);
  g_assert_false (redaksi_site_get_theme_captions (site));
  changed = redaksi_site_with (site, "theme-captions", TRUE, NULL);
  await_true (redaksi_library_add_site (desk->library, changed));
  rewrite (desk, "Pentingnya Rakor Kedua");
  second = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, second, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "publish");
  g_assert_null (strstr (post->content, "Rakor di Tenggarong"));
  g_assert_nonnull (strstr (post->content, "Foto: Rapat kedua"));
  /* This one's page does not show it after all, and that is told. */
  g_assert_nonnull (strstr (redaksi_push_get_message (get_push (desk, second)), "captions"));
}

/* All of it, whatever is added to a site later. */
static void
test_site_with (void)
{
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "name", "a", "url", "b", "api", "c", "user", "d",
                    "user-name", "e", "role", "f", "language", "g", "time-zone", "h", "tagline",
                    "i", "may-publish", TRUE, "practice", TRUE, "theme-captions", TRUE, NULL);
  g_autoptr (RedaksiSite) same = redaksi_site_with (site, NULL, NULL);
  g_autoptr (RedaksiSite) other
    = redaksi_site_with (site, "name", "z", "practice", FALSE, "tagline", NULL, NULL);
  g_autofree GParamSpec **specs = NULL;
  guint n;

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (site), &n);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) a = G_VALUE_INIT;
      g_auto (GValue) b = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (site), specs[i]->name, &a);
      g_object_get_property (G_OBJECT (same), specs[i]->name, &b);
      g_assert_cmpint (g_param_values_cmp (specs[i], &a, &b), ==, 0);
    }
  g_assert_cmpstr (redaksi_site_get_name (other), ==, "z");
  g_assert_cmpstr (redaksi_site_get_id (other), ==, redaksi_site_get_id (site));
  g_assert_false (redaksi_site_get_practice (other));
  g_assert_true (redaksi_site_get_may_publish (other));
  g_assert_null (redaksi_site_get_tagline (other));
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/house/theme-captions", Desk, NULL, set_up, test_theme_captions, tear_down);
  g_test_add_func ("/house/site-with", test_site_with);
  return g_test_run ();
}
