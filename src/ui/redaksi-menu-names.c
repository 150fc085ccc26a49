/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-menu-names.h"

/* What a menu item shows: the first label in it. */
static const char *
find_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *label = find_label (child);

      if (label != NULL && *label != '\0')
        return label;
    }
  return NULL;
}

static gboolean
is_menu_item (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
name_items (GtkWidget *widget)
{
  const char *label = is_menu_item (widget) ? find_label (widget) : NULL;

  if (label != NULL)
    {
      /* What it says to be labelled by is not in the tree that a screen reader sees. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GObject *object = g_value_get_object (values);

  /* Items may come while the menu is open. */
  if (GTK_IS_POPOVER_MENU (object) || is_menu_item (GTK_WIDGET (object)))
    name_items (GTK_WIDGET (object));
  return TRUE;
}

/**
 * redaksi_menu_names_install:
 *
 * Gives the items of each menu that opens their names: in GTK 4.18 they have none for a screen
 * reader. Called once.
 */
void
redaksi_menu_names_install (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
