/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-link-popover.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RedaksiLinkPopover
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *apply;
  GtkWidget *open;
  GtkWidget *remove;
  GtkWidget *trouble; /* why the address is none */
  gboolean embeds;    /* it asks for a page, not for where a text leads */
};

G_DEFINE_FINAL_TYPE (RedaksiLinkPopover, redaksi_link_popover, GTK_TYPE_POPOVER)

static guint set_signal;

/**
 * redaksi_link_address:
 * @typed: what a person typed or pasted
 *
 * Returns: (transfer full) (nullable): an http, https, mailto or tel address, or %NULL
 */
char *
redaksi_link_address (const char *typed)
{
  g_autofree char *address = g_strstrip (g_strdup (typed));
  g_autofree char *scheme = NULL;
  g_autofree char *whole = NULL;

  if (*address == '\0' || strpbrk (address, " \t\n<>\"") != NULL)
    return NULL;
  if (*address == '/' || *address == '#')
    return NULL;
  scheme = g_uri_parse_scheme (address);
  if (scheme != NULL
      && (g_ascii_strcasecmp (scheme, "mailto") == 0 || g_ascii_strcasecmp (scheme, "tel") == 0))
    return g_steal_pointer (&address);
  if (scheme == NULL && strchr (address, '@') != NULL && strchr (address, '/') == NULL)
    return g_strconcat ("mailto:", address, NULL);
  if (scheme == NULL && strchr (address, '.') == NULL)
    return NULL;
  whole = scheme == NULL ? g_strconcat ("https://", address, NULL) : g_strdup (address);
  if (scheme != NULL && g_ascii_strcasecmp (scheme, "http") != 0
      && g_ascii_strcasecmp (scheme, "https") != 0)
    return NULL;
  return g_uri_is_valid (whole, G_URI_FLAGS_NONE, NULL) ? g_steal_pointer (&whole) : NULL;
}

/* What was typed, as an address that fits here; or NULL. */
static char *
get_address (RedaksiLinkPopover *self)
{
  g_autofree char *address
    = redaksi_link_address (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (address != NULL && self->embeds && g_ascii_strncasecmp (address, "http", 4) != 0)
    return NULL;
  return g_steal_pointer (&address);
}

static void
changed_cb (RedaksiLinkPopover *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *address = get_address (self);

  /* While one types it is not finished; Return says what is wrong. */
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_widget_set_sensitive (self->apply, *typed != '\0');
  gtk_widget_set_sensitive (self->open, address != NULL);
  gtk_widget_remove_css_class (self->entry, "error");
}

static void
tell_trouble (RedaksiLinkPopover *self)
{
  const char *sentence
    = self->embeds
        ? _ ("This is no web address. Copy it from the browser, or from “Share” in the app.")
        : _ ("This is no web address. Write it like example.com/page, or an e-mail address.");

  gtk_widget_add_css_class (self->entry, "error");
  gtk_label_set_label (GTK_LABEL (self->trouble), sentence);
  gtk_widget_set_visible (self->trouble, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (self->entry);
}

static void
apply_cb (RedaksiLinkPopover *self)
{
  g_autofree char *address = get_address (self);

  if (address == NULL)
    {
      if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
        tell_trouble (self);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, set_signal, 0, address);
}

static void
remove_cb (RedaksiLinkPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, set_signal, 0, "");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiLinkPopover) self = user_data;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, NULL))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                                _ ("No program on this computer opens this address."));
}

static void
open_cb (RedaksiLinkPopover *self)
{
  g_autofree char *address = get_address (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (address == NULL)
    return;
  launcher = gtk_uri_launcher_new (address);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           opened_cb, g_object_ref (self));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
redaksi_link_popover_class_init (RedaksiLinkPopoverClass *klass)
{
  set_signal = g_signal_new ("set", REDAKSI_TYPE_LINK_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_button (RedaksiLinkPopover *self, GtkBox *box, const char *icon, const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (box, button);
  return button;
}

static void
redaksi_link_popover_init (RedaksiLinkPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_URL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Address"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 26);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Address of the link"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (apply_cb), self);
  gtk_box_append (GTK_BOX (box), self->entry);
  self->apply = add_button (self, GTK_BOX (box), "object-select-symbolic", _ ("Set Link"),
                            G_CALLBACK (apply_cb));
  self->open = add_button (self, GTK_BOX (box), "external-link-symbolic", _ ("Open Link"),
                           G_CALLBACK (open_cb));
  self->remove = add_button (self, GTK_BOX (box), "user-trash-symbolic", _ ("Remove Link"),
                             G_CALLBACK (remove_cb));
  self->trouble = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->trouble), 30);
  gtk_label_set_xalign (GTK_LABEL (self->trouble), 0);
  gtk_widget_add_css_class (self->trouble, "error");
  gtk_box_append (GTK_BOX (column), box);
  gtk_box_append (GTK_BOX (column), self->trouble);
  gtk_popover_set_child (GTK_POPOVER (self), column);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Link"),
                                  -1);
}

/**
 * redaksi_link_popover_new:
 *
 * Returns: (transfer floating): a popover that asks where a text leads
 */
GtkWidget *
redaksi_link_popover_new (void)
{
  return g_object_new (REDAKSI_TYPE_LINK_POPOVER, NULL);
}

/**
 * redaksi_link_popover_new_for_embed:
 *
 * Returns: (transfer floating): a popover that asks which page is to be embedded
 */
GtkWidget *
redaksi_link_popover_new_for_embed (void)
{
  RedaksiLinkPopover *self = g_object_new (REDAKSI_TYPE_LINK_POPOVER, NULL);

  self->embeds = TRUE;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Address of a film or post"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Address of the embed"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Embed"),
                                  -1);
  gtk_widget_set_tooltip_text (self->apply, _ ("Embed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->apply), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Embed"), -1);
  return GTK_WIDGET (self);
}

void
redaksi_link_popover_edit (RedaksiLinkPopover *self, const GdkRectangle *place, const char *address)
{
  g_return_if_fail (REDAKSI_IS_LINK_POPOVER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), address != NULL ? address : "");
  gtk_widget_set_visible (self->remove, address != NULL && !self->embeds);
  gtk_widget_set_visible (self->open, address != NULL);
  changed_cb (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
}
