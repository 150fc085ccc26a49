/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedaksiLibrary: documents that are open, and what of them is durable. */
#include "redaksi-library-private.h"

/**
 * redaksi_library_attach:
 * @self: an open library
 * @document: what redaksi_library_load() gave
 *
 * From now on every change of @document is appended to the journal by itself.
 */
void
redaksi_library_attach (RedaksiLibrary *self, RedaksiDocument *document)
{
  g_autoptr (GError) error = NULL;
  RedaksiJournal *journal;
  const char *id;

  g_return_if_fail (REDAKSI_IS_LIBRARY (self) && REDAKSI_IS_DOCUMENT (document));
  g_return_if_fail (redaksi_library_is_open (self));

  id = redaksi_article_get_id (redaksi_document_get_article (document));
  journal = g_hash_table_lookup (redaksi_library_get_journals (self), id);
  if (journal == NULL)
    {
      /* Somebody was faster since it was loaded; what is typed goes into a rescue file then. */
      if (!redaksi_library_hold (self, id, &error))
        redaksi_library_emit_trouble (self, error);
      journal = redaksi_journal_new (self, document);
      g_hash_table_insert (redaksi_library_get_journals (self), g_strdup (id), journal);
    }
  g_return_if_fail (redaksi_journal_get_document (journal) == document);
  redaksi_journal_use (journal);
}

static RedaksiJournal *
find_journal (RedaksiLibrary *self, RedaksiDocument *document)
{
  RedaksiJournal *journal
    = g_hash_table_lookup (redaksi_library_get_journals (self),
                           redaksi_article_get_id (redaksi_document_get_article (document)));

  return journal != NULL && redaksi_journal_get_document (journal) == document ? journal : NULL;
}

static DexFuture *
answer_true_cb (DexFuture *future, gpointer data)
{
  return dex_future_new_for_boolean (TRUE);
}

/**
 * redaksi_library_detach:
 * @self: a library
 * @document: an attached document
 *
 * Keeps what is not kept yet, cuts a revision (“leave”) and lets search know it. Where that fails
 * the library goes on trying by itself.
 *
 * Returns: (transfer full): a future of %TRUE once everything is durable
 */
DexFuture *
redaksi_library_detach (RedaksiLibrary *self, RedaksiDocument *document)
{
  RedaksiJournal *journal;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && REDAKSI_IS_DOCUMENT (document), NULL);

  journal = find_journal (self, document);
  if (journal == NULL || !redaksi_journal_unuse (journal))
    return redaksi_library_flush (self, document);
  return dex_future_then (redaksi_journal_keep (journal, "leave", NULL, TRUE), answer_true_cb, NULL,
                          NULL);
}

/**
 * redaksi_library_flush:
 * @self: a library
 * @document: a document
 *
 * Returns: (transfer full): a future of %TRUE once everything done so far is durable
 */
DexFuture *
redaksi_library_flush (RedaksiLibrary *self, RedaksiDocument *document)
{
  RedaksiJournal *journal;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && REDAKSI_IS_DOCUMENT (document), NULL);

  journal = find_journal (self, document);
  if (journal == NULL)
    return dex_future_new_for_boolean (TRUE);
  return dex_future_then (redaksi_journal_keep (journal, NULL, NULL, FALSE), answer_true_cb, NULL,
                          NULL);
}

/**
 * redaksi_library_get_durable_version:
 * @self: a library
 * @id: an article's id
 *
 * Returns: the newest version that survives anything, of an article that is or was attached; 0 of
 *   others
 */
guint64
redaksi_library_get_durable_version (RedaksiLibrary *self, const char *id)
{
  RedaksiJournal *journal;
  guint64 *durable;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, 0);

  journal = g_hash_table_lookup (redaksi_library_get_journals (self), id);
  if (journal != NULL)
    return redaksi_journal_get_durable (journal);
  durable = g_hash_table_lookup (redaksi_library_get_durables (self), id);
  return durable != NULL ? *durable : 0;
}

/* Everything of it is durable, and nobody uses it. */
void
redaksi_library_forget_journal (RedaksiLibrary *self, const char *id)
{
  g_autofree char *kept = g_strdup (id);
  guint64 durable = redaksi_library_get_durable_version (self, id);

  g_hash_table_insert (redaksi_library_get_durables (self), g_strdup (id),
                       g_memdup2 (&durable, sizeof durable));
  g_hash_table_remove (redaksi_library_get_journals (self), id);
  redaksi_library_release (self, kept);
}

/* The ids of what is open here. */
GStrv
redaksi_library_list_attached (RedaksiLibrary *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, redaksi_library_get_journals (self));
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (ids, id);
  return g_strv_builder_end (ids);
}
