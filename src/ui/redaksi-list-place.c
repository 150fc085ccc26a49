/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-list-place.h"

#define ITEM "redaksi-item"

/**
 * redaksi_list_place_note:
 * @row: what shows an item
 * @item: the item
 */
void
redaksi_list_place_note (GtkWidget *row, GtkListItem *item)
{
  g_return_if_fail (GTK_IS_WIDGET (row));

  g_object_set_data (G_OBJECT (row), ITEM, item);
}

/* Of a list view's own child, which has the row in it. */
static GtkListItem *
get_item (GtkWidget *child)
{
  GtkWidget *row = gtk_widget_get_first_child (child);

  return row != NULL ? g_object_get_data (G_OBJECT (row), ITEM) : NULL;
}

GtkListItem *
redaksi_list_place_get (GtkWidget *view)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_parent (focus) == view ? get_item (focus) : NULL;
}

/**
 * redaksi_list_place_leave:
 * @view: a list view
 * @position: the first row that goes, before the view knows
 * @removed: how many go
 * @left: (out): where the keyboard was
 *
 * Returns: whether the keyboard was on one of them, and was taken away
 */
gboolean
redaksi_list_place_leave (GtkWidget *view, guint position, guint removed, guint *left)
{
  GtkListItem *item = redaksi_list_place_get (view);
  guint place = item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;

  if (item == NULL || place < position || place - position >= removed)
    return FALSE;
  *left = place;
  gtk_root_set_focus (gtk_widget_get_root (view), NULL);
  return TRUE;
}

static gboolean
is_seen (GtkWidget *view, GtkWidget *child)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (child) && gtk_widget_compute_bounds (child, view, &bounds)
         && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float)gtk_widget_get_height (view);
}

/**
 * redaksi_list_place_go:
 * @view: a list view
 * @left: where the keyboard was
 *
 * The keyboard to the row that is seen and stands nearest to there.
 *
 * Returns: whether there is one
 */
gboolean
redaksi_list_place_go (GtkWidget *view, guint left)
{
  GtkWidget *nearest = NULL;
  guint distance = G_MAXUINT;

  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkListItem *item = get_item (child);
      guint place = item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;
      guint away = place > left ? place - left : left - place;

      if (place == GTK_INVALID_LIST_POSITION || away >= distance || !is_seen (view, child))
        continue;
      nearest = child;
      distance = away;
    }
  return nearest != NULL && gtk_widget_grab_focus (nearest);
}

/**
 * redaksi_list_place_return:
 * @view: a list view
 * @left: where the keyboard was
 *
 * As redaksi_list_place_go(), unless somebody has put it elsewhere meanwhile.
 */
void
redaksi_list_place_return (GtkWidget *view, guint left)
{
  GtkRoot *root = gtk_widget_get_root (view);

  if (root != NULL && gtk_root_get_focus (root) == NULL)
    redaksi_list_place_go (view, left);
}
