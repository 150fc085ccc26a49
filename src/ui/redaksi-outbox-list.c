/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-outbox-list.h"

#include "redaksi-push-row.h"
#include "redaksi-shelf.h"

struct _RedaksiOutboxList
{
  AdwBin parent_instance;

  RedaksiServices *services;

  GtkStack *pages;
  AdwStatusPage *empty;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (RedaksiOutboxList, redaksi_outbox_list, ADW_TYPE_BIN)

static guint open_signal;

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  RedaksiOutboxList *self = user_data;

  return redaksi_push_row_new (self->services, item);
}

static void
row_activated_cb (RedaksiOutboxList *self, GtkListBoxRow *row)
{
  RedaksiPush *push = redaksi_push_row_get_push (REDAKSI_PUSH_ROW (row));

  g_signal_emit (self, open_signal, 0, redaksi_push_get_article (push));
}

static void
show_page (RedaksiOutboxList *self)
{
  GListModel *pushes = G_LIST_MODEL (redaksi_services_get_outbox (self->services));

  gtk_stack_set_visible_child_name (self->pages,
                                    g_list_model_get_n_items (pushes) > 0 ? "pushes" : "empty");
}

static void
redaksi_outbox_list_dispose (GObject *object)
{
  RedaksiOutboxList *self = REDAKSI_OUTBOX_LIST (object);

  /* It is a child of the template and the bin's own: only the bin may take it out. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_OUTBOX_LIST);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_outbox_list_parent_class)->dispose (object);
}

static void
redaksi_outbox_list_class_init (RedaksiOutboxListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_outbox_list_dispose;
  open_signal = g_signal_new ("open", REDAKSI_TYPE_OUTBOX_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-outbox-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiOutboxList, pages);
  gtk_widget_class_bind_template_child (widget_class, RedaksiOutboxList, empty);
  gtk_widget_class_bind_template_child (widget_class, RedaksiOutboxList, rows);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
redaksi_outbox_list_init (RedaksiOutboxList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_title (self->empty, redaksi_shelf_get_empty_title (REDAKSI_SHELF_OUTBOX));
  adw_status_page_set_description (self->empty,
                                   redaksi_shelf_get_empty_text (REDAKSI_SHELF_OUTBOX));
  adw_status_page_set_icon_name (self->empty, redaksi_shelf_get_icon (REDAKSI_SHELF_OUTBOX));
}

GtkWidget *
redaksi_outbox_list_new (RedaksiServices *services)
{
  RedaksiOutboxList *self = g_object_new (REDAKSI_TYPE_OUTBOX_LIST, NULL);
  RedaksiOutbox *outbox = redaksi_services_get_outbox (services);

  self->services = g_object_ref (services);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (outbox), create_row, self, NULL);
  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  show_page (self);
  return GTK_WIDGET (self);
}
