/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-completion.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"

struct _RedaksiCompletion
{
  GObject parent_instance;

  GtkWidget *entry;   /* owns us; not ours */
  GtkWidget *popover; /* a child of the entry, while that lives */
  GtkListBox *list;
  RedaksiCompletionFind find;
  RedaksiCompletionChosen chosen;
  gpointer user_data;
  guint asked; /* a reply to an older question is not shown */
  gboolean choosing;
};

G_DEFINE_FINAL_TYPE (RedaksiCompletion, redaksi_completion, G_TYPE_OBJECT)

#define MOST 6

static void
redaksi_completion_class_init (RedaksiCompletionClass *klass)
{
}

static void
redaksi_completion_init (RedaksiCompletion *self)
{
}

static gboolean
has_focus (RedaksiCompletion *self)
{
  GtkRoot *root = gtk_widget_get_root (self->entry);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == self->entry || gtk_widget_is_ancestor (focus, self->entry));
}

static void
found_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiCompletion *self = object;
  const char *const *texts = value != NULL ? g_value_get_boxed (value) : NULL;
  const char *written
    = self->popover != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->entry)) : NULL;
  guint n = 0;

  if (written == NULL || GPOINTER_TO_UINT (data) != self->asked)
    return;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; texts != NULL && texts[i] != NULL && n < MOST; i++)
    {
      GtkWidget *label;

      if (g_str_equal (texts[i], written))
        continue;
      label = gtk_label_new (texts[i]);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
      gtk_list_box_append (self->list, label);
      n++;
    }
  if (n > 0 && has_focus (self))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
ask (RedaksiCompletion *self)
{
  const char *prefix = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  self->asked++;
  redaksi_answer (self->find (prefix, self->user_data), self, found_cb,
                  GUINT_TO_POINTER (self->asked), NULL);
}

static void
changed_cb (RedaksiCompletion *self)
{
  if (self->choosing || self->popover == NULL)
    return;
  /* Not when the program fills the entry. */
  if (has_focus (self) && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    ask (self);
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
choose (RedaksiCompletion *self, GtkListBoxRow *row)
{
  g_autofree char *text
    = g_strdup (gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));

  self->asked++;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->choosing = TRUE;
  if (self->chosen != NULL)
    self->chosen (text, self->user_data);
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }
  self->choosing = FALSE;
}

static gboolean
key_pressed_cb (RedaksiCompletion *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row;
  int at;

  /* With Alt the arrows move a byline. */
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (!gtk_widget_get_visible (self->popover))
    {
      if (keyval != GDK_KEY_Down)
        return GDK_EVENT_PROPAGATE;
      ask (self);
      return GDK_EVENT_STOP;
    }
  row = gtk_list_box_get_selected_row (self->list);
  at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      row = gtk_list_box_get_row_at_index (self->list, keyval == GDK_KEY_Down ? at + 1 : at - 1);
      gtk_list_box_select_row (self->list, row);
      if (row != NULL)
        gtk_accessible_announce (GTK_ACCESSIBLE (self->entry),
                                 gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))),
                                 GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (row == NULL)
        {
          gtk_popover_popdown (GTK_POPOVER (self->popover));
          return GDK_EVENT_PROPAGATE;
        }
      choose (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
leave_cb (RedaksiCompletion *self)
{
  if (self->popover == NULL)
    return;
  self->asked++;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
entry_destroyed_cb (RedaksiCompletion *self)
{
  self->asked++;
  /* Some entries throw out all their children first. */
  if (gtk_widget_get_parent (self->popover) != NULL)
    gtk_widget_unparent (self->popover);
  g_clear_object (&self->popover);
  self->entry = NULL;
}

/**
 * redaksi_completion_attach:
 * @entry: a GtkEntry or AdwEntryRow
 * @find: asks for what begins like what is written
 * @chosen: (nullable): takes what was chosen
 * @user_data: for both; lives as long as @entry
 */
void
redaksi_completion_attach (GtkWidget *entry, RedaksiCompletionFind find,
                           RedaksiCompletionChosen chosen, gpointer user_data)
{
  RedaksiCompletion *self;
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_return_if_fail (GTK_IS_EDITABLE (entry) && find != NULL);

  self = g_object_new (REDAKSI_TYPE_COMPLETION, NULL);
  self->entry = entry;
  self->find = find;
  self->chosen = chosen;
  self->user_data = user_data;
  g_object_set_data_full (G_OBJECT (entry), "redaksi-completion", self, g_object_unref);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  self->popover = g_object_ref_sink (gtk_popover_new ());
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "completion");
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, entry);

  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (choose), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "destroy", G_CALLBACK (entry_destroyed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
}
