/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the site at the end, by its API and by the page that readers get, kept with the
 * push. A page that can't be read, or an old copy of it in a cache, is told and is no failure: the
 * API's word is what counts. */
#include "redaksi-flow-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-moment.h"
#include "redaksi-proof-private.h"

static void
add_line (GString *proof, const char *what, const char *says)
{
  g_string_append_printf (proof, "%s: %s\n", what, says);
}

static void
add_remark (RedaksiFlow *self, char *sentence)
{
  g_autofree char *older = g_steal_pointer (&self->remark);

  self->remark = older != NULL ? g_strconcat (older, " ", sentence, NULL) : g_strdup (sentence);
  g_free (sentence);
}

/* The API's words on what has no field of its own there. */
static void
prove_content (RedaksiFlow *self, GString *proof)
{
  const char *content = self->result->content != NULL ? self->result->content : "";
  guint missing = redaksi_proof_compare (self->article, &self->house, content, strlen (content))
                  & (guint)~REDAKSI_PROOF_HEADLINE;
  g_autofree char *list = NULL;

  /* The theme takes it from the photo. */
  if (self->house.theme_captions)
    missing &= (guint)~REDAKSI_PROOF_CAPTIONS;
  list = redaksi_proof_list (missing);
  if (self->remark != NULL)
    add_line (proof, "API", self->remark);
  else if (missing != 0)
    {
      self->seen_differs = TRUE;
      add_line (proof, "API", list);
      /* Translators: name of a site; a list of words such as “headline, text” */
      add_remark (self, g_strdup_printf (_ ("“%s” took the article, but its copy differs in: %s."),
                                         redaksi_site_get_name (self->site), list));
    }
  else
    add_line (proof, "API", _ ("as it was sent"));
}

static void
prove_page (RedaksiFlow *self, GString *proof)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) page = dex_await_boxed (
    redaksi_server_fetch_page (self->server, self->result->url, self->cancellable), &error);
  g_autofree char *title = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *list = NULL;
  gsize size;
  const char *html;
  guint wrong;

  if (page == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("could not be checked. %s"), error->message);
      add_line (proof, self->result->url, text);
      return;
    }
  html = g_bytes_get_data (page, &size);
  wrong = redaksi_proof_compare (self->article, &self->house, html, size)
          | redaksi_proof_compare_share (self->article, html, size, &title, &picture);
  list = redaksi_proof_list (wrong);
  add_line (proof, self->result->url, wrong == 0 ? _ ("as it was sent") : list);
  add_line (proof, _ ("Shared headline"), title != NULL ? title : _ ("the page names none"));
  add_line (proof, _ ("Shared photo"), picture != NULL ? picture : _ ("the page names none"));
  if (wrong != 0)
    /* Translators: name of a site; a list of words such as “headline, text” */
    add_remark (self, g_strdup_printf (_ ("The page that readers of “%s” get differs in: %s. It "
                                          "may be an older copy from a cache."),
                                       redaksi_site_get_name (self->site), list));
}

/**
 * redaksi_flow_prove:
 * @self: a flow that has read back
 *
 * Returns: (transfer full): what was found, for a person to keep; differences stand in
 * @self->remark
 */
char *
redaksi_flow_prove (RedaksiFlow *self)
{
  g_autoptr (GString) proof = g_string_new (NULL);
  g_autofree char *when
    = redaksi_moment_text (redaksi_clock_now (), redaksi_site_get_time_zone (self->site));

  add_line (proof, _ ("Read back"), when);
  add_line (proof, _ ("State"), self->result->status);
  if (redaksi_push_get_intent (self->push) == REDAKSI_INTENT_UNPUBLISH)
    return g_string_free (g_steal_pointer (&proof), FALSE);
  prove_content (self, proof);
  if (g_strcmp0 (self->result->status, "publish") == 0 && self->result->url != NULL)
    prove_page (self, proof);
  return g_string_free (g_steal_pointer (&proof), FALSE);
}
