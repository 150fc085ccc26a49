/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-widgets.h"

/**
 * redaksi_widgets_clear:
 * @box: a box
 *
 * Takes all children out (libadwaita can since 1.8).
 */
void
redaksi_widgets_clear (AdwWrapBox *box)
{
  GtkWidget *child;

  g_return_if_fail (ADW_IS_WRAP_BOX (box));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    adw_wrap_box_remove (box, child);
}
