/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-browse-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-words.h"

struct _RedaksiBrowseDialog
{
  AdwDialog parent_instance;

  RedaksiServices *services;
  guint asked; /* answers to older questions are passed over */
  guint page;
  gboolean opening;

  GtkSearchEntry *search;
  GtkDropDown *sites;
  GtkDropDown *states;
  GtkStack *pages;
  AdwStatusPage *trouble;
  GtkListBox *posts;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (RedaksiBrowseDialog, redaksi_browse_dialog, ADW_TYPE_DIALOG)

/* In the order in which the choice shows them. */
static const struct
{
  const char *status;
  const char *word;
} states[] = {
  { NULL, N_ ("All") },           { "draft", N_ ("Drafts") },      { "pending", N_ ("In review") },
  { "future", N_ ("Scheduled") }, { "publish", N_ ("Published") },
};

static RedaksiSite *
get_site (RedaksiBrowseDialog *self)
{
  return gtk_drop_down_get_selected_item (self->sites);
}

/* ---- the list ---------------------------------------------------------------------------------
 */

/* One article's; the choice speaks of many. */
static const char *
get_word (const char *status)
{
  static const struct
  {
    const char *status;
    RedaksiState state;
  } known[] = {
    { "draft", REDAKSI_STATE_DRAFT },
    { "pending", REDAKSI_STATE_SUBMITTED },
    { "future", REDAKSI_STATE_SCHEDULED },
    { "publish", REDAKSI_STATE_PUBLISHED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].status, status) == 0)
      return redaksi_words_state (known[i].state);
  return g_strcmp0 (status, "private") == 0 ? _ ("Private") : status;
}

static GtkWidget *
create_row (const RedaksiPost *post)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = redaksi_words_time (post->changed);
  /* Translators: state of an article on a site; when it was changed last */
  g_autofree char *subtitle
    = g_strdup_printf (_ ("%s · changed %s"), get_word (post->status), time);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *post->title != '\0' ? post->title : _ ("No headline yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "remote-id", g_strdup (post->remote_id), g_free);
  return row;
}

static void
listed_cb (gpointer dialog, const GValue *value, const GError *error, gpointer data)
{
  RedaksiBrowseDialog *self = dialog;
  RedaksiPostPage *page;

  if (GPOINTER_TO_UINT (data) != self->asked)
    return;
  if (value == NULL)
    {
      adw_status_page_set_description (self->trouble, error->message);
      gtk_stack_set_visible_child_name (self->pages, "trouble");
      return;
    }
  page = g_value_get_boxed (value);
  if (page->page == 1)
    gtk_list_box_remove_all (self->posts);
  for (guint i = 0; i < page->posts->len; i++)
    gtk_list_box_append (self->posts, create_row (page->posts->pdata[i]));
  self->page = page->page;
  gtk_widget_set_visible (self->more, page->page < page->n_pages);
  gtk_widget_set_sensitive (self->more, TRUE);
  gtk_stack_set_visible_child_name (
    self->pages, gtk_list_box_get_row_at_index (self->posts, 0) != NULL ? "posts" : "empty");
}

static void
ask (RedaksiBrowseDialog *self, guint page)
{
  RedaksiSite *site = get_site (self);
  guint state = gtk_drop_down_get_selected (self->states);

  if (site == NULL || self->services == NULL || state >= G_N_ELEMENTS (states))
    return;
  self->asked++;
  redaksi_answer (redaksi_outbox_list_site (redaksi_services_get_outbox (self->services),
                                            redaksi_site_get_id (site), states[state].status,
                                            gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                            page),
                  self, listed_cb, GUINT_TO_POINTER (self->asked), NULL);
}

static void
search_cb (RedaksiBrowseDialog *self)
{
  if (self->opening)
    return;
  gtk_stack_set_visible_child_name (self->pages, "busy");
  ask (self, 1);
}

static void
more_cb (RedaksiBrowseDialog *self)
{
  gtk_widget_set_sensitive (self->more, FALSE);
  ask (self, self->page + 1);
}

/* ---- one of them ------------------------------------------------------------------------------
 */

static void
pulled_cb (gpointer dialog, const GValue *value, const GError *error, gpointer data)
{
  RedaksiBrowseDialog *self = dialog;

  self->opening = FALSE;
  if (value == NULL)
    {
      adw_status_page_set_description (self->trouble, error->message);
      gtk_stack_set_visible_child_name (self->pages, "trouble");
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh-article", "(ss)",
                              g_value_get_string (value), data);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
open_cb (RedaksiBrowseDialog *self, GtkListBoxRow *row)
{
  RedaksiSite *site = get_site (self);
  const char *remote_id = g_object_get_data (G_OBJECT (row), "remote-id");

  if (site == NULL || self->opening)
    return;
  self->opening = TRUE;
  self->asked++;
  gtk_stack_set_visible_child_name (self->pages, "busy");
  redaksi_answer (redaksi_outbox_pull (redaksi_services_get_outbox (self->services),
                                       redaksi_site_get_id (site), remote_id),
                  self, pulled_cb, g_strdup (redaksi_site_get_id (site)), g_free);
}

/* ---- the class --------------------------------------------------------------------------------
 */

static void
redaksi_browse_dialog_dispose (GObject *object)
{
  RedaksiBrowseDialog *self = REDAKSI_BROWSE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_BROWSE_DIALOG);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_browse_dialog_parent_class)->dispose (object);
}

static void
redaksi_browse_dialog_class_init (RedaksiBrowseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_browse_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-browse-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiBrowseDialog, search);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBrowseDialog, sites);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBrowseDialog, states);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBrowseDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBrowseDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBrowseDialog, posts);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBrowseDialog, more);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
redaksi_browse_dialog_init (RedaksiBrowseDialog *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (words, _ (states[i].word));
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (words));
}

/**
 * redaksi_browse_dialog_new:
 * @services: the services
 * @site_id: (nullable): the site that is looked at first; %NULL: the one that articles usually go
 * to
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
redaksi_browse_dialog_new (RedaksiServices *services, const char *site_id)
{
  RedaksiBrowseDialog *self = g_object_new (REDAKSI_TYPE_BROWSE_DIALOG, NULL);
  GListModel *sites = redaksi_services_get_sites (services);
  RedaksiSite *wanted = site_id != NULL ? redaksi_services_find_site (services, site_id)
                                        : redaksi_services_default_site (services);
  g_autoptr (GtkExpression) name = gtk_property_expression_new (REDAKSI_TYPE_SITE, NULL, "name");

  gtk_drop_down_set_expression (self->sites, name);
  gtk_drop_down_set_model (self->sites, sites);
  for (guint i = 0; i < g_list_model_get_n_items (sites); i++)
    {
      g_autoptr (RedaksiSite) site = g_list_model_get_item (sites, i);
      if (site == wanted)
        gtk_drop_down_set_selected (self->sites, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sites), g_list_model_get_n_items (sites) > 1);
  self->services = g_object_ref (services);
  search_cb (self);
  return ADW_DIALOG (self);
}
