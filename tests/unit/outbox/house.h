/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
/* A library with an article, photos without a decoder, and an outbox whose site is a FakeHouse. */
#include <glib/gstdio.h>
#include <string.h>

#include "../await.h"
#include "fake-server.h"
#include "redaksi-outbox-private.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  RedaksiLibrary *library;
  RedaksiPhotoStore *photos;
  RedaksiOutbox *outbox;
  FakeHouse *house;
  char *lead;
  char *second;
  char *site;
  char *article;
} Desk;

static inline RedaksiServer *
make_server (RedaksiSite *site, const char *password, gpointer data)
{
  Desk *desk = data;

  return fake_server_new (site, password, desk->house);
}

static inline void
make_helper (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "redaksi-photo-helper", NULL);
  static const char script[]
    = "#!/bin/sh\n"
      "cat <&3 >&4\n"
      "if [ \"$1\" = write ]; then echo '{\"v\":1}'; exit; fi\n"
      "echo x >&5\n"
      "echo '{\"v\":1,\"mime\":\"image/jpeg\",\"width\":64,\"height\":48,\"web_width\":64,\"web_"
      "height\":48}'\n";

  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_chmod (path, 0755);
  g_setenv ("REDAKSI_LIBEXECDIR", folder, TRUE);
}

static inline char *
add_photo (Desk *desk, const char *text)
{
  g_autofree char *data = g_strconcat ("\xFF\xD8\xFF", text, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPhoto) photo
    = await_boxed (redaksi_photo_store_add_bytes (desk->photos, bytes), &error);

  g_assert_no_error (error);
  return g_strdup (photo->digest);
}

static inline RedaksiArticle *
write_article (Desk *desk, const char *id, const char *headline)
{
  static const char *const tags[] = { "Pilkada", "Kukar", NULL };
  g_autoptr (RedaksiShape) photo
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", desk->second, "alt", "Orang", NULL);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  RedaksiBlock *blocks[] = {
    redaksi_block_new_paragraph ("Pemerintah “Kabupaten” & mitra bekerja sama."),
    redaksi_block_new_leaf (photo),
    redaksi_block_new (caption, "Rapat kedua", NULL, 0),
    redaksi_block_new_paragraph ("Paragraf terakhir."),
  };
  g_autoptr (RedaksiBody) body = redaksi_body_new (blocks, G_N_ELEMENTS (blocks));
  RedaksiArticle *article = redaksi_article_new (id);
  const char *const fields[][2] = {
    { REDAKSI_FIELD_HEADLINE, headline },
    { REDAKSI_FIELD_DATELINE, "TENGGARONG" },
    { REDAKSI_FIELD_SECTION, "Daerah" },
    { REDAKSI_FIELD_LEAD_PHOTO, desk->lead },
    { REDAKSI_FIELD_LEAD_CAPTION, "Rakor di Tenggarong" },
    { REDAKSI_FIELD_LEAD_CREDIT, "Humas" },
    { REDAKSI_FIELD_LEAD_ALT, "Hadirin" },
    { REDAKSI_FIELD_BYLINES, "[[\"Bayu\",\"writer\"]]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    redaksi_block_unref (blocks[i]);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      RedaksiArticle *next = redaksi_article_with_field (article, fields[i][0], fields[i][1]);
      redaksi_article_unref (article);
      article = next;
    }
  {
    g_autoptr (RedaksiArticle) tagged = redaksi_article_with_tags (article, tags);
    redaksi_article_unref (article);
    article = redaksi_article_with_body (tagged, body);
  }
  return article;
}

static inline void
await_true (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  await_value (future, NULL, &error);
  g_assert_no_error (error);
}

static inline char *
await_string (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  await_value (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_string (&value);
}

static inline gboolean
await_boolean (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  await_value (future, &value, &error);
  g_assert_no_error (error);
  return g_value_get_boolean (&value);
}

/* A site that knows nothing of us, and an article that was never sent. */
static inline void
begin (Desk *desk)
{
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "name", "Bebaca.id", "url", "http://127.0.0.1/", "api",
                    "http://127.0.0.1/wp-json/", "user", "bayu", "may-publish", TRUE, NULL);
  g_autoptr (RedaksiArticle) article = write_article (desk, NULL, "Pentingnya Rakor");

  g_clear_pointer (&desk->house, fake_house_free);
  desk->house = fake_house_new ();
  g_set_str (&desk->site, redaksi_site_get_id (site));
  await_true (redaksi_library_add_site (desk->library, site));
  g_free (desk->article);
  desk->article = await_string (redaksi_library_create (desk->library, article));
}

/* The article as it is now. */
static inline RedaksiArticle *
load_article (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  RedaksiArticle *article
    = await_boxed (redaksi_library_load_revision (desk->library, desk->article, 0), &error);

  g_assert_no_error (error);
  return article;
}

/* → its new revision */
static inline guint
save_article (Desk *desk, RedaksiArticle *article, const char *reason)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  await_value (redaksi_library_save_article (desk->library, article, reason), &value, &error);
  g_assert_no_error (error);
  return g_value_get_uint (&value);
}

static inline void
rewrite (Desk *desk, const char *headline)
{
  g_autoptr (RedaksiArticle) article = write_article (desk, desk->article, headline);

  save_article (desk, article, "manual");
}

static inline void
open_outbox (Desk *desk)
{
  g_assert_null (desk->outbox);
  desk->outbox = redaksi_outbox_new (desk->library, desk->photos);
  redaksi_outbox_set_factory (desk->outbox, make_server, desk);
  redaksi_outbox_set_backoff (desk->outbox, 1000, 2000);
  await_true (redaksi_outbox_start (desk->outbox));
}

static inline void
close_outbox (Desk *desk)
{
  redaksi_outbox_stop (desk->outbox);
  g_clear_object (&desk->outbox);
}

static inline void
set_up (Desk *desk, gconstpointer data)
{
  g_autofree char *photos = NULL;

  g_setenv ("REDAKSI_PASSWORD", "right", TRUE);
  desk->folder = g_dir_make_tmp ("redaksi-outbox-XXXXXX", NULL);
  make_helper (desk->folder);
  photos = g_build_filename (desk->folder, "photos", NULL);
  desk->photos = redaksi_photo_store_new (photos);
  desk->library = redaksi_library_new (desk->folder);
  await_true (redaksi_library_open (desk->library));
  desk->lead = add_photo (desk, "satu");
  desk->second = add_photo (desk, "dua");
  begin (desk);
  open_outbox (desk);
}

static inline void
tear_down (Desk *desk, gconstpointer data)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", desk->folder);

  close_outbox (desk);
  await_true (redaksi_library_close (desk->library));
  g_clear_object (&desk->library);
  g_clear_object (&desk->photos);
  /* Fibers that were let go of end. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&desk->house, fake_house_free);
  g_free (desk->lead);
  g_free (desk->second);
  g_free (desk->site);
  g_free (desk->article);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  g_free (desk->folder);
}

static inline char *
push (Desk *desk, RedaksiIntent intent, gint64 when)
{
  return await_string (redaksi_outbox_push (desk->outbox, desk->article, desk->site, intent, when));
}

static inline RedaksiPush *
get_push (Desk *desk, const char *id)
{
  GListModel *model = G_LIST_MODEL (desk->outbox);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (RedaksiPush) push = g_list_model_get_item (model, i);
      if (strcmp (redaksi_push_get_id (push), id) == 0)
        return push; /* the model keeps it */
    }
  g_error ("no push %s", id);
}

/* Until nothing more happens by itself. */
static inline RedaksiPush *
finish (Desk *desk, const char *id)
{
  for (;;)
    {
      RedaksiPush *push = get_push (desk, id);
      RedaksiStage stage = redaksi_push_get_stage (push);

      if (redaksi_stage_is_final (stage) || redaksi_stage_needs_person (stage))
        {
          g_autoptr (RedaksiPush) settled = NULL;
          g_auto (GValue) value = G_VALUE_INIT;
          /* Durable too, and let go of. */
          await_value (redaksi_outbox_wait (desk->outbox, id), &value, NULL);
          settled = g_value_dup_object (&value);
          g_assert_true (settled == push);
          return push;
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static inline void
finish_in (Desk *desk, const char *id, RedaksiStage stage)
{
  RedaksiPush *push = finish (desk, id);

  if (redaksi_push_get_stage (push) != stage)
    g_error ("%s and not %s: %s", redaksi_stage_to_string (redaksi_push_get_stage (push)),
             redaksi_stage_to_string (stage), redaksi_push_get_message (push));
}

static inline RedaksiState
get_state (Desk *desk)
{
  g_auto (GValue) value = G_VALUE_INIT;

  await_value (redaksi_library_get_summary (desk->library, desk->article), &value, NULL);
  return redaksi_summary_get_state (g_value_get_object (&value));
}

/* One post and one of each photo, as they should be. */
static inline RedaksiPost *
assert_once (Desk *desk, const char *status)
{
  RedaksiPost *post;

  g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 1);
  g_assert_cmpuint (fake_house_count_photos (desk->house), ==, 2);
  post = fake_house_get_post (desk->house, 0);
  g_assert_cmpstr (post->status, ==, status);
  g_assert_nonnull (strstr (post->content, "Paragraf terakhir."));
  return post;
}
