/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-flow.h"

struct _RedaksiFlow
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (RedaksiFlow, redaksi_flow, GTK_TYPE_WIDGET)

#define SPACING 6

/* Goes through the lines for a width; places the children where @place. Returns the height. */
static int
lay_out (GtkWidget *widget, int width, gboolean place)
{
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, natural, child_width, height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
      child_width = MAX (least, MIN (natural, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &height, NULL, NULL);
      if (x > 0 && x + child_width > width)
        {
          y += line + SPACING;
          x = line = 0;
        }
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, child_width, height }, -1);
      x += child_width + SPACING;
      line = MAX (line, height);
    }
  return y + line;
}

static GtkSizeRequestMode
redaksi_flow_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
redaksi_flow_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  int most_least = 0, sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wide;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wide, NULL, NULL);
      most_least = MAX (most_least, least);
      sum += wide + (sum > 0 ? SPACING : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = most_least;
      *natural = MAX (most_least, sum);
    }
  else
    *minimum = *natural = lay_out (widget, for_size < 0 ? sum : for_size, FALSE);
}

static void
redaksi_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static void
redaksi_flow_dispose (GObject *object)
{
  redaksi_flow_clear (REDAKSI_FLOW (object));

  G_OBJECT_CLASS (redaksi_flow_parent_class)->dispose (object);
}

static void
redaksi_flow_class_init (RedaksiFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_flow_dispose;
  widget_class->get_request_mode = redaksi_flow_get_request_mode;
  widget_class->measure = redaksi_flow_measure;
  widget_class->size_allocate = redaksi_flow_size_allocate;
}

static void
redaksi_flow_init (RedaksiFlow *self)
{
}

void
redaksi_flow_append (RedaksiFlow *self, GtkWidget *child)
{
  g_return_if_fail (REDAKSI_IS_FLOW (self) && GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
redaksi_flow_clear (RedaksiFlow *self)
{
  GtkWidget *child;

  g_return_if_fail (REDAKSI_IS_FLOW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
