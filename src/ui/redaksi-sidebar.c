/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-sidebar.h"

#include <glib/gi18n-lib.h>

struct _RedaksiSidebar
{
  AdwBin parent_instance;

  RedaksiServices *services;
  GtkListBox *shelves;
  GtkListBox *sites;
  GtkLabel *counts[REDAKSI_SHELF_LAST + 1];
};

G_DEFINE_FINAL_TYPE (RedaksiSidebar, redaksi_sidebar, ADW_TYPE_BIN)

enum
{
  SHELF_SELECTED,
  SHELF_ACTIVATED,
  SITE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* An icon, a name that may be long, a note below it and something at the end, both nullable. */
static GtkWidget *
make_row (const char *icon_name, const char *name, const char *note, GtkWidget *end)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *lines[] = { gtk_label_new (name), note != NULL ? gtk_label_new (note) : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (lines) && lines[i] != NULL; i++)
    {
      gtk_label_set_xalign (GTK_LABEL (lines[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (lines[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), lines[i]);
    }
  if (note != NULL)
    {
      gtk_widget_add_css_class (lines[1], "dimmed");
      gtk_widget_add_css_class (lines[1], "caption");
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      note, -1);
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), words);
  if (end != NULL)
    gtk_box_append (GTK_BOX (box), end);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
add_shelf (RedaksiSidebar *self, RedaksiShelf shelf)
{
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *row
    = make_row (redaksi_shelf_get_icon (shelf), redaksi_shelf_get_title (shelf), NULL, count);

  gtk_widget_add_css_class (count, "dimmed");
  gtk_widget_add_css_class (count, "numeric");
  self->counts[shelf] = GTK_LABEL (count);
  gtk_list_box_append (self->shelves, row);
}

static guint
count (RedaksiSidebar *self, RedaksiShelf shelf)
{
  if (shelf == REDAKSI_SHELF_OUTBOX)
    return redaksi_services_count_outbox (self->services);
  if (shelf == REDAKSI_SHELF_TRASH)
    return redaksi_services_count_trash (self->services);
  return redaksi_services_count (self->services, redaksi_shelf_get_states (shelf));
}

static void
show_counts (RedaksiSidebar *self)
{
  for (guint i = 0; i <= REDAKSI_SHELF_LAST; i++)
    {
      guint n = count (self, i);
      g_autofree char *text = n > 0 ? g_strdup_printf ("%'u", n) : g_strdup ("");
      GtkWidget *row
        = gtk_widget_get_ancestor (GTK_WIDGET (self->counts[i]), GTK_TYPE_LIST_BOX_ROW);
      g_autofree char *spoken = g_strdup_printf (ngettext ("%u article", "%u articles", n), n);

      gtk_label_set_label (self->counts[i], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      spoken, -1);
    }
}

/* What a site is for stands below its name: beside it there is no room for both. */
static GtkWidget *
create_site_row (gpointer item, gpointer user_data)
{
  RedaksiSite *site = item;
  gboolean practice = redaksi_site_get_practice (site);
  const char *name = redaksi_site_get_name (site);
  GtkWidget *row
    = make_row (practice ? "applications-engineering-symbolic" : "network-server-symbolic", name,
                practice ? _ ("practice") : NULL, NULL);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", name, redaksi_site_get_url (site));

  gtk_widget_set_tooltip_text (row, tooltip);
  return row;
}

/* Arrow keys select: the list follows. Return and clicks go there. */
static void
shelf_selected_cb (RedaksiSidebar *self, GtkListBoxRow *row)
{
  if (row != NULL)
    g_signal_emit (self, signals[SHELF_SELECTED], 0, (guint)gtk_list_box_row_get_index (row));
}

static void
shelf_activated_cb (RedaksiSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SHELF_ACTIVATED], 0, (guint)gtk_list_box_row_get_index (row));
}

static void
site_activated_cb (RedaksiSidebar *self, GtkListBoxRow *row)
{
  g_autoptr (RedaksiSite) site = g_list_model_get_item (redaksi_services_get_sites (self->services),
                                                        (guint)gtk_list_box_row_get_index (row));

  if (site != NULL)
    g_signal_emit (self, signals[SITE_ACTIVATED], 0, site);
}

static void
redaksi_sidebar_dispose (GObject *object)
{
  RedaksiSidebar *self = REDAKSI_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_SIDEBAR);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_sidebar_parent_class)->dispose (object);
}

static void
redaksi_sidebar_class_init (RedaksiSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_sidebar_dispose;

  signals[SHELF_SELECTED] = g_signal_new ("shelf-selected", REDAKSI_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SHELF_ACTIVATED]
    = g_signal_new ("shelf-activated", REDAKSI_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SITE_ACTIVATED] = g_signal_new ("site-activated", REDAKSI_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, REDAKSI_TYPE_SITE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiSidebar, shelves);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSidebar, sites);
  gtk_widget_class_bind_template_callback (widget_class, shelf_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, shelf_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_activated_cb);
}

static void
redaksi_sidebar_init (RedaksiSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i <= REDAKSI_SHELF_LAST; i++)
    add_shelf (self, i);
}

void
redaksi_sidebar_set_services (RedaksiSidebar *self, RedaksiServices *services)
{
  g_return_if_fail (REDAKSI_IS_SIDEBAR (self) && self->services == NULL);

  self->services = g_object_ref (services);
  gtk_list_box_bind_model (self->sites, redaksi_services_get_sites (services), create_site_row,
                           self, NULL);
  g_signal_connect_object (services, "counts-changed", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);
}

/* Marks a shelf as the one that is shown; the list follows. */
void
redaksi_sidebar_select (RedaksiSidebar *self, RedaksiShelf shelf)
{
  g_return_if_fail (REDAKSI_IS_SIDEBAR (self));

  gtk_list_box_select_row (self->shelves,
                           gtk_list_box_get_row_at_index (self->shelves, (int)shelf));
}
