/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-link-popover.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-answer.h"

#define MOST   7   /* stories that are shown */
#define NARROW 480 /* pixels */

struct _RedaksiLinkPopover
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *apply;
  GtkWidget *open;
  GtkWidget *remove;
  GtkWidget *trouble; /* why the address is none */
  gboolean embeds;    /* it asks for a page, not for where a text leads */

  RedaksiLinkFind find;
  gpointer user_data;
  GtkListBox *stories;
  GtkWidget *stories_title;
  char *words;      /* the words that the link will stand on, nullable */
  int width;        /* of the entry, in letters */
  guint asked;      /* an answer to an older question is not shown */
  gboolean waiting; /* for an answer */
  gboolean entered; /* Return was pressed meanwhile */
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

/* ---- stories of our own ----------------------------------------------------------------- */

/**
 * redaksi_link_story_new:
 * @headline: its headline
 * @detail: what is said below it
 * @address: (nullable): where readers find it
 *
 * Returns: (transfer full): a story
 */
RedaksiLinkStory *
redaksi_link_story_new (const char *headline, const char *detail, const char *address)
{
  RedaksiLinkStory *story = g_new0 (RedaksiLinkStory, 1);

  story->headline = g_strdup (headline);
  story->detail = g_strdup (detail);
  story->address = g_strdup (address);
  return story;
}

void
redaksi_link_story_free (RedaksiLinkStory *story)
{
  g_free (story->headline);
  g_free (story->detail);
  g_free (story->address);
  g_free (story);
}

static const char *
address_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "address");
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (const RedaksiLinkStory *story)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *detail = make_label (story->detail, "caption");

  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), make_label (story->headline, NULL));
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_tooltip_text (row, story->headline);
  gtk_widget_set_sensitive (row, story->address != NULL);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), story->address != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  story->headline, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  story->detail, -1);
  g_object_set_data_full (G_OBJECT (row), "address", g_strdup (story->address), g_free);
  return row;
}

/* The next that a link can lead to. */
static GtkListBoxRow *
next_story (RedaksiLinkPopover *self, int at, int step)
{
  GtkListBoxRow *row;

  while (at >= 0 && (row = gtk_list_box_get_row_at_index (self->stories, at)) != NULL)
    {
      if (address_of (row) != NULL)
        return row;
      at += step;
    }
  return NULL;
}

static void
show_stories (RedaksiLinkPopover *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->stories), shown);
  gtk_widget_set_visible (self->stories_title, shown);
}

static void tell_trouble (RedaksiLinkPopover *self);

static void
found_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiLinkPopover *self = object;
  GPtrArray *stories = value != NULL ? g_value_get_boxed (value) : NULL;
  gboolean typed = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';

  if (GPOINTER_TO_UINT (data) != self->asked)
    return;
  self->waiting = FALSE;
  gtk_list_box_remove_all (self->stories);
  for (guint i = 0; stories != NULL && i < MIN (stories->len, MOST); i++)
    gtk_list_box_append (self->stories, make_row (stories->pdata[i]));
  show_stories (self, stories != NULL && stories->len > 0);
  /* What was not asked for is offered, not chosen. */
  gtk_list_box_select_row (self->stories, typed ? next_story (self, 0, 1) : NULL);
  if (self->entered && typed && gtk_list_box_get_selected_row (self->stories) == NULL)
    tell_trouble (self);
  self->entered = FALSE;
}

/* Words are looked for, an address is none; without either it is the words of the link. */
static void
look_for_stories (RedaksiLinkPopover *self)
{
  g_autofree char *typed
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *address = get_address (self);
  const char *words = *typed != '\0' ? typed : self->words;

  self->asked++;
  self->entered = FALSE;
  self->waiting = self->find != NULL && address == NULL && words != NULL && *words != '\0';
  if (self->waiting)
    redaksi_answer (self->find (words, self->user_data), self, found_cb,
                    GUINT_TO_POINTER (self->asked), NULL);
  else
    {
      gtk_list_box_remove_all (self->stories);
      show_stories (self, FALSE);
    }
}

static void
choose (RedaksiLinkPopover *self, GtkListBoxRow *row)
{
  g_autofree char *address = g_strdup (address_of (row));

  if (address == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, set_signal, 0, address);
}

static gboolean
key_pressed_cb (RedaksiLinkPopover *self, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->stories);
  int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0
      || !gtk_widget_get_visible (GTK_WIDGET (self->stories))
      || (!down && key != GDK_KEY_Up && key != GDK_KEY_KP_Up))
    return GDK_EVENT_PROPAGATE;
  row = next_story (self, down ? at + 1 : at - 1, down ? 1 : -1);
  if (row == NULL)
    return GDK_EVENT_STOP;
  gtk_list_box_select_row (self->stories, row);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry),
                           gtk_widget_get_tooltip_text (GTK_WIDGET (row)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return GDK_EVENT_STOP;
}

/* ---- the address ------------------------------------------------------------------------ */

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
  look_for_stories (self);
}

static void
tell_trouble (RedaksiLinkPopover *self)
{
  const char *sentence
    = self->embeds
        ? _ ("This is no web address. Copy it from the browser, or from “Share” in the app.")
      : self->find != NULL
        ? _ ("This is no web address, and no story of yours has these words. Write it like "
             "example.com/page, or an e-mail address.")
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
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->stories);

  if (address == NULL && row != NULL && !self->waiting)
    {
      choose (self, row);
      return;
    }
  if (address == NULL)
    {
      /* What is not seen yet is not chosen. */
      self->entered = self->waiting;
      if (!self->waiting && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
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
redaksi_link_popover_finalize (GObject *object)
{
  g_free (REDAKSI_LINK_POPOVER (object)->words);

  G_OBJECT_CLASS (redaksi_link_popover_parent_class)->finalize (object);
}

static void
redaksi_link_popover_class_init (RedaksiLinkPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_link_popover_finalize;
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
add_stories (RedaksiLinkPopover *self, GtkBox *column)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->stories_title = make_label (_ ("Your Own Stories"), "heading");
  gtk_widget_add_css_class (self->stories_title, "caption");
  self->stories = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->stories, GTK_SELECTION_BROWSE);
  gtk_widget_set_focusable (GTK_WIDGET (self->stories), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->stories), "link-stories");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stories), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your Own Stories"), -1);
  g_signal_connect_swapped (self->stories, "row-activated", G_CALLBACK (choose), self);
  gtk_box_append (column, self->stories_title);
  gtk_box_append (column, GTK_WIDGET (self->stories));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
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
  gtk_label_set_max_width_chars (GTK_LABEL (self->trouble), 24);
  gtk_label_set_xalign (GTK_LABEL (self->trouble), 0);
  gtk_widget_add_css_class (self->trouble, "error");
  gtk_box_append (GTK_BOX (column), box);
  gtk_box_append (GTK_BOX (column), self->trouble);
  add_stories (self, GTK_BOX (column));
  gtk_popover_set_child (GTK_POPOVER (self), column);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Link"),
                                  -1);
}

/**
 * redaksi_link_popover_new:
 * @find: (nullable): finds stories of our own
 * @user_data: for @find
 *
 * Returns: (transfer floating): a popover that asks where a text leads
 */
GtkWidget *
redaksi_link_popover_new (RedaksiLinkFind find, gpointer user_data)
{
  RedaksiLinkPopover *self = g_object_new (REDAKSI_TYPE_LINK_POPOVER, NULL);

  self->find = find;
  self->user_data = user_data;
  if (find != NULL)
    {
      gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_FREE_FORM);
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Address, or words of a story"));
    }
  return GTK_WIDGET (self);
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
redaksi_link_popover_edit (RedaksiLinkPopover *self, const GdkRectangle *place, const char *address,
                           const char *words)
{
  GtkRoot *root;

  g_return_if_fail (REDAKSI_IS_LINK_POPOVER (self));

  g_set_str (&self->words, words);
  /* On a phone it is not wider than the screen. */
  root = gtk_widget_get_root (GTK_WIDGET (self));
  self->width = root != NULL && gtk_widget_get_width (GTK_WIDGET (root)) < NARROW ? 14 : 26;
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), self->width);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), address != NULL ? address : "");
  gtk_widget_set_visible (self->remove, address != NULL && !self->embeds);
  gtk_widget_set_visible (self->open, address != NULL);
  changed_cb (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
}
