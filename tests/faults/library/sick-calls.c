/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sick-calls.h"

#define SITE "site-1"

RedaksiArticle *
sick_make_article (const char *id, const char *text)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBody) body = redaksi_body_new_text (shape, text);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (id);

  return redaksi_article_with_body (empty, body);
}

static gboolean
has_text (Fixture *fixture, const char *id, const char *text)
{
  DexFuture *future = redaksi_library_load_revision (fixture->library, id, 0);
  g_autoptr (RedaksiArticle) article = NULL;
  g_autofree char *is = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  article = dex_await_boxed (future, NULL);
  if (article == NULL)
    return text == NULL;
  is = body_text (article);
  return g_strcmp0 (is, text) == 0;
}

/* ---- articles ---------------------------------------------------------------------------------
 */

static DexFuture *
create (Fixture *fixture)
{
  g_autoptr (RedaksiArticle) article = sick_make_article (SICK_OTHER, "Baru");

  return redaksi_library_create (fixture->library, article);
}

static gboolean
is_created (Fixture *fixture)
{
  return has_text (fixture, SICK_OTHER, "Baru");
}

static DexFuture *
save (Fixture *fixture)
{
  g_autoptr (RedaksiArticle) article = sick_make_article (SICK_ARTICLE, "Lain sama sekali");

  return redaksi_library_save_article (fixture->library, article, "manual");
}

static gboolean
is_saved (Fixture *fixture)
{
  return has_text (fixture, SICK_ARTICLE, "Lain sama sekali");
}

static DexFuture *
restore (Fixture *fixture)
{
  return redaksi_library_restore (fixture->library, SICK_ARTICLE, 1);
}

static gboolean
is_restored (Fixture *fixture)
{
  return has_text (fixture, SICK_ARTICLE, "Awal");
}

static DexFuture *
cut (Fixture *fixture)
{
  return redaksi_library_cut_revision (fixture->library, SICK_ARTICLE, "manual", "Sebelum rapat");
}

static gboolean
is_cut (Fixture *fixture)
{
  g_autoptr (GPtrArray) list
    = await_boxed (redaksi_library_list_revisions (fixture->library, SICK_ARTICLE));

  return g_strcmp0 (((RedaksiRevisionInfo *)list->pdata[0])->label, "Sebelum rapat") == 0;
}

static RedaksiState
state_of (Fixture *fixture)
{
  g_autoptr (RedaksiSummary) summary
    = await_object (redaksi_library_get_summary (fixture->library, SICK_ARTICLE));

  return redaksi_summary_get_state (summary);
}

static DexFuture *
set_state (Fixture *fixture)
{
  return redaksi_library_set_state (fixture->library, SICK_ARTICLE, REDAKSI_STATE_APPROVED);
}

static gboolean
is_state_set (Fixture *fixture)
{
  return state_of (fixture) == REDAKSI_STATE_APPROVED;
}

static gboolean
is_in_trash (Fixture *fixture)
{
  g_autoptr (GArray) rows = query (fixture, REDAKSI_QUERY_TRASH, NULL);

  return rows->len == 1;
}

static DexFuture *delete (Fixture *fixture)
{
  return redaksi_library_delete (fixture->library, SICK_ARTICLE);
}

static void
prepare_trash (Fixture *fixture)
{
  await_true (delete (fixture));
}

static DexFuture *
undelete (Fixture *fixture)
{
  return redaksi_library_undelete (fixture->library, SICK_ARTICLE);
}

static gboolean
is_back (Fixture *fixture)
{
  return !is_in_trash (fixture);
}

static DexFuture *
purge (Fixture *fixture)
{
  return redaksi_library_purge (fixture->library);
}

static gboolean
is_purged (Fixture *fixture)
{
  return has_text (fixture, SICK_ARTICLE, NULL);
}

/* ---- other rows -------------------------------------------------------------------------------
 */

static DexFuture *
add_site (Fixture *fixture)
{
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "id", SITE, "name", "Harian", NULL);

  return redaksi_library_add_site (fixture->library, site);
}

static gboolean
has_site (Fixture *fixture)
{
  g_autoptr (GPtrArray) sites = await_boxed (redaksi_library_list_sites (fixture->library));

  return sites->len == 1;
}

static void
prepare_site (Fixture *fixture)
{
  await_true (add_site (fixture));
}

static DexFuture *
remove_site (Fixture *fixture)
{
  return redaksi_library_remove_site (fixture->library, SITE);
}

static gboolean
has_no_site (Fixture *fixture)
{
  return !has_site (fixture);
}

static RedaksiPush *
first_push (Fixture *fixture)
{
  g_autoptr (GPtrArray) pushes
    = await_boxed (redaksi_library_list_pushes (fixture->library, FALSE));

  return pushes->len == 1 ? g_object_ref (pushes->pdata[0]) : NULL;
}

static DexFuture *
add_push (Fixture *fixture)
{
  g_autoptr (RedaksiPush) push
    = redaksi_push_new (SICK_ARTICLE, 1, SITE, REDAKSI_INTENT_PUBLISH, 0);

  return redaksi_library_add_push (fixture->library, push);
}

static gboolean
has_push (Fixture *fixture)
{
  g_autoptr (RedaksiPush) push = first_push (fixture);

  return push != NULL && redaksi_push_get_stage (push) == REDAKSI_STAGE_WAITING;
}

static void
prepare_push (Fixture *fixture)
{
  await_true (add_push (fixture));
}

static DexFuture *
update_push (Fixture *fixture)
{
  g_autoptr (RedaksiPush) push = first_push (fixture);

  redaksi_push_set_stage (push, REDAKSI_STAGE_DONE);
  return redaksi_library_update_push (fixture->library, push);
}

static gboolean
is_push_updated (Fixture *fixture)
{
  g_autoptr (RedaksiPush) push = first_push (fixture);

  return push != NULL && redaksi_push_get_stage (push) == REDAKSI_STAGE_DONE;
}

static DexFuture *
set_remote (Fixture *fixture)
{
  g_autoptr (RedaksiRemote) remote = redaksi_remote_new ("17", "https://example.org/a", NULL);

  return redaksi_library_set_remote (fixture->library, SITE, SICK_ARTICLE, remote);
}

static gboolean
has_remote (Fixture *fixture)
{
  DexFuture *future = redaksi_library_get_remote (fixture->library, SITE, SICK_ARTICLE);
  g_autoptr (RedaksiRemote) remote = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  remote = dex_await_boxed (future, NULL);
  return remote != NULL && g_str_equal (remote->remote_id, "17");
}

static DexFuture *
set_setting (Fixture *fixture)
{
  return redaksi_library_set_setting (fixture->library, "kata", "kelurahan");
}

static gboolean
has_setting (Fixture *fixture)
{
  g_autofree char *value = await_string (redaksi_library_get_setting (fixture->library, "kata"));

  return g_strcmp0 (value, "kelurahan") == 0;
}

const SickCall sick_calls[] = {
  { "create", NULL, create, is_created },
  { "save", NULL, save, is_saved },
  { "restore", NULL, restore, is_restored },
  { "cut", NULL, cut, is_cut },
  { "set-state", NULL, set_state, is_state_set },
  { "delete", NULL, delete, is_in_trash },
  { "undelete", prepare_trash, undelete, is_back },
  { "purge", prepare_trash, purge, is_purged },
  { "add-site", NULL, add_site, has_site },
  { "remove-site", prepare_site, remove_site, has_no_site },
  { "add-push", NULL, add_push, has_push },
  { "update-push", prepare_push, update_push, is_push_updated },
  { "set-remote", NULL, set_remote, has_remote },
  { "set-setting", NULL, set_setting, has_setting },
};
const guint sick_n_calls = G_N_ELEMENTS (sick_calls);
