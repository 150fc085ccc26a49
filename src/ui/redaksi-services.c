/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-services.h"

#include "redaksi-answer.h"

struct _RedaksiServices
{
  GObject parent_instance;

  RedaksiLibrary *library;
  RedaksiPhotoStore *photos;
  RedaksiOutbox *outbox;
  RedaksiSpeller *speller;
  GSettings *settings;

  GListStore *sites;
  guint counts[REDAKSI_STATE_LAST + 3]; /* by state, then trash, then outbox */
  guint recount;
  GPtrArray *sheets[REDAKSI_N_SHEETS]; /* the usual ones until the library has said */
};

G_DEFINE_FINAL_TYPE (RedaksiServices, redaksi_services, G_TYPE_OBJECT)

/* Typing changes a row of the list at every save: count at most that often. */
#define RECOUNT_MS 400

enum
{
  COUNTS_CHANGED,
  SITES_CHANGED,
  SPELLER_CHANGED,
  SHEETS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
redaksi_services_dispose (GObject *object)
{
  RedaksiServices *self = REDAKSI_SERVICES (object);

  g_clear_handle_id (&self->recount, g_source_remove);
  g_clear_object (&self->sites);
  g_clear_object (&self->outbox);
  g_clear_object (&self->photos);
  g_clear_object (&self->speller);
  g_clear_object (&self->settings);
  g_clear_object (&self->library);
  for (guint i = 0; i < REDAKSI_N_SHEETS; i++)
    g_clear_pointer (&self->sheets[i], g_ptr_array_unref);

  G_OBJECT_CLASS (redaksi_services_parent_class)->dispose (object);
}

static void
redaksi_services_class_init (RedaksiServicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_services_dispose;

  signals[COUNTS_CHANGED] = g_signal_new ("counts-changed", REDAKSI_TYPE_SERVICES,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SITES_CHANGED] = g_signal_new ("sites-changed", REDAKSI_TYPE_SERVICES, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SPELLER_CHANGED] = g_signal_new ("speller-changed", REDAKSI_TYPE_SERVICES,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SHEETS_CHANGED] = g_signal_new ("sheets-changed", REDAKSI_TYPE_SERVICES,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
redaksi_services_init (RedaksiServices *self)
{
  self->sites = g_list_store_new (REDAKSI_TYPE_SITE);
  for (guint i = 0; i < REDAKSI_N_SHEETS; i++)
    self->sheets[i] = redaksi_sheets_usual ((RedaksiSheetKind)i);
}

static void
counted_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiServices *self = object;
  GArray *counts = value != NULL ? g_value_get_boxed (value) : NULL;

  if (counts == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->counts); i++)
    self->counts[i] = i < counts->len ? g_array_index (counts, guint, i) : 0;
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static gboolean
recount_cb (gpointer data)
{
  RedaksiServices *self = data;

  self->recount = 0;
  redaksi_answer (redaksi_library_count (self->library), self, counted_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
queue_recount (RedaksiServices *self)
{
  if (self->recount == 0)
    self->recount = g_timeout_add (RECOUNT_MS, recount_cb, self);
}

static void
listed_sites_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiServices *self = object;
  GPtrArray *sites = value != NULL ? g_value_get_boxed (value) : NULL;

  if (sites == NULL)
    return;
  g_list_store_splice (self->sites, 0, g_list_model_get_n_items (G_LIST_MODEL (self->sites)),
                       sites->pdata, sites->len);
  g_signal_emit (self, signals[SITES_CHANGED], 0);
}

static void
list_sites (RedaksiServices *self)
{
  redaksi_answer (redaksi_library_list_sites (self->library), self, listed_sites_cb, NULL, NULL);
}

RedaksiServices *
redaksi_services_new (RedaksiLibrary *library, RedaksiPhotoStore *photos, RedaksiOutbox *outbox,
                      RedaksiSpeller *speller, GSettings *settings)
{
  RedaksiServices *self = g_object_new (REDAKSI_TYPE_SERVICES, NULL);

  self->library = g_object_ref (library);
  self->photos = g_object_ref (photos);
  self->outbox = g_object_ref (outbox);
  self->speller = speller != NULL ? g_object_ref (speller) : NULL;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (library, "article-changed", G_CALLBACK (queue_recount), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "push-changed", G_CALLBACK (queue_recount), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "sites-changed", G_CALLBACK (list_sites), self,
                           G_CONNECT_SWAPPED);
  redaksi_services_refresh (self);
  return self;
}

RedaksiLibrary *
redaksi_services_get_library (RedaksiServices *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), NULL);

  return self->library;
}

RedaksiPhotoStore *
redaksi_services_get_photos (RedaksiServices *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), NULL);

  return self->photos;
}

RedaksiOutbox *
redaksi_services_get_outbox (RedaksiServices *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), NULL);

  return self->outbox;
}

RedaksiSpeller *
redaksi_services_get_speller (RedaksiServices *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), NULL);

  return self->speller;
}

/* Other languages were chosen: @speller is the one from now on. */
void
redaksi_services_set_speller (RedaksiServices *self, RedaksiSpeller *speller)
{
  g_return_if_fail (REDAKSI_IS_SERVICES (self));

  if (g_set_object (&self->speller, speller))
    g_signal_emit (self, signals[SPELLER_CHANGED], 0);
}

GSettings *
redaksi_services_get_settings (RedaksiServices *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), NULL);

  return self->settings;
}

GListModel *
redaksi_services_get_sites (RedaksiServices *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), NULL);

  return G_LIST_MODEL (self->sites);
}

/**
 * redaksi_services_find_site:
 * @self: the services
 * @id: (nullable): a site's id
 *
 * Returns: (transfer none) (nullable): the site, valid until the sites change
 */
RedaksiSite *
redaksi_services_find_site (RedaksiServices *self, const char *id)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), NULL);

  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->sites)); i++)
    {
      g_autoptr (RedaksiSite) site = g_list_model_get_item (G_LIST_MODEL (self->sites), i);

      if (g_str_equal (redaksi_site_get_id (site), id))
        return site;
    }
  return NULL;
}

/**
 * redaksi_services_default_site:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the site that an article is for where nothing else is said:
 * the chosen one, else the first that is no practice site, else the first
 */
RedaksiSite *
redaksi_services_default_site (RedaksiServices *self)
{
  g_autofree char *id = NULL;
  RedaksiSite *found;
  RedaksiSite *first = NULL;

  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), NULL);

  id = g_settings_get_string (self->settings, "default-site");
  found = redaksi_services_find_site (self, id);
  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->sites)); i++)
    {
      g_autoptr (RedaksiSite) site = g_list_model_get_item (G_LIST_MODEL (self->sites), i);

      if (first == NULL)
        first = site;
      if (!redaksi_site_get_practice (site))
        found = site;
    }
  return found != NULL ? found : first;
}

/**
 * redaksi_services_count:
 * @self: the services
 * @states: a mask of 1 << #RedaksiState, 0 for all
 *
 * Returns: how many articles there are
 */
guint
redaksi_services_count (RedaksiServices *self, guint states)
{
  guint n = 0;

  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), 0);

  for (guint i = 0; i <= REDAKSI_STATE_LAST; i++)
    if (states == 0 || (states & (1u << i)) != 0)
      n += self->counts[i];
  return n;
}

guint
redaksi_services_count_outbox (RedaksiServices *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), 0);

  return self->counts[REDAKSI_STATE_LAST + 2];
}

guint
redaksi_services_count_trash (RedaksiServices *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self), 0);

  return self->counts[REDAKSI_STATE_LAST + 1];
}

/* ---- templates, snippets, captions -------------------------------------------------------- */

static const char *const sheet_settings[REDAKSI_N_SHEETS]
  = { "sheets-template", "sheets-snippet", "sheets-caption" };

static void
listed_sheets_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiServices *self = object;
  RedaksiSheetKind kind = (RedaksiSheetKind)GPOINTER_TO_UINT (data);
  const char *json = value != NULL ? g_value_get_string (value) : NULL;
  GPtrArray *sheets = json != NULL ? redaksi_sheets_from_json (kind, json, NULL) : NULL;

  if (sheets == NULL)
    return;
  g_ptr_array_unref (self->sheets[kind]);
  self->sheets[kind] = sheets;
  g_signal_emit (self, signals[SHEETS_CHANGED], 0);
}

static void
list_sheets (RedaksiServices *self)
{
  for (guint i = 0; i < REDAKSI_N_SHEETS; i++)
    redaksi_answer (redaksi_library_get_setting (self->library, sheet_settings[i]), self,
                    listed_sheets_cb, GUINT_TO_POINTER (i), NULL);
}

/**
 * redaksi_services_get_sheets:
 * @self: the services
 * @kind: a kind
 *
 * Returns: (transfer none) (element-type RedaksiSheet): what the newsroom has of it
 */
GPtrArray *
redaksi_services_get_sheets (RedaksiServices *self, RedaksiSheetKind kind)
{
  g_return_val_if_fail (REDAKSI_IS_SERVICES (self) && kind < REDAKSI_N_SHEETS, NULL);

  return self->sheets[kind];
}

typedef struct
{
  RedaksiServices *self;
  RedaksiSheetKind kind;
  GPtrArray *sheets;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_object_unref (keeping->self);
  g_ptr_array_unref (keeping->sheets);
  g_free (keeping);
}

static DexFuture *
kept_sheets_cb (DexFuture *future, gpointer data)
{
  Keeping *keeping = data;
  RedaksiServices *self = keeping->self;

  if (self->sheets[keeping->kind] != NULL)
    {
      g_ptr_array_unref (self->sheets[keeping->kind]);
      self->sheets[keeping->kind] = g_ptr_array_ref (keeping->sheets);
      g_signal_emit (self, signals[SHEETS_CHANGED], 0);
    }
  return dex_ref (future);
}

/**
 * redaksi_services_set_sheets:
 * @self: the services
 * @kind: a kind
 * @sheets: (element-type RedaksiSheet): what there is of it from now on
 *
 * Returns: (transfer full): resolves when they are kept in the library
 */
DexFuture *
redaksi_services_set_sheets (RedaksiServices *self, RedaksiSheetKind kind, GPtrArray *sheets)
{
  g_autofree char *json = NULL;
  Keeping *keeping;

  g_return_val_if_fail (REDAKSI_IS_SERVICES (self) && kind < REDAKSI_N_SHEETS, NULL);

  json = redaksi_sheets_to_json (sheets);
  keeping = g_new0 (Keeping, 1);
  keeping->self = g_object_ref (self);
  keeping->kind = kind;
  keeping->sheets = redaksi_sheets_copy (sheets);
  return dex_future_then (redaksi_library_set_setting (self->library, sheet_settings[kind], json),
                          kept_sheets_cb, keeping, keeping_free);
}

/* Asks the library for sites, counts and sheets again. */
void
redaksi_services_refresh (RedaksiServices *self)
{
  g_return_if_fail (REDAKSI_IS_SERVICES (self));

  list_sites (self);
  list_sheets (self);
  g_clear_handle_id (&self->recount, g_source_remove);
  recount_cb (self);
}
