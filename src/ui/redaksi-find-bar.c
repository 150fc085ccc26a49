/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-find-bar.h"

#include <glib/gi18n-lib.h>

struct _RedaksiFindBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkEditable *entry;
  GtkLabel *count;
  GtkToggleButton *case_button;
  GtkToggleButton *word_button;
  GtkToggleButton *regex_button;
  GtkWidget *replacing;
  GtkEditable *with;
  GtkWidget *one_button;
  GtkWidget *all_button;
  GtkLabel *trouble;
};

G_DEFINE_FINAL_TYPE (RedaksiFindBar, redaksi_find_bar, ADW_TYPE_BIN)

enum
{
  QUERY,
  STEP,
  REPLACE,
  REPLACE_ALL,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- what the user does --------------------------------------------------------------------- */

static void
changed_cb (RedaksiFindBar *self)
{
  if (redaksi_find_bar_is_open (self))
    g_signal_emit (self, signals[QUERY], 0);
}

static void
next_cb (RedaksiFindBar *self)
{
  g_signal_emit (self, signals[STEP], 0, TRUE);
}

static void
previous_cb (RedaksiFindBar *self)
{
  g_signal_emit (self, signals[STEP], 0, FALSE);
}

static void
replace_cb (RedaksiFindBar *self)
{
  g_signal_emit (self, signals[REPLACE], 0);
}

static void
replace_all_cb (RedaksiFindBar *self)
{
  g_signal_emit (self, signals[REPLACE_ALL], 0);
}

static void
close_cb (RedaksiFindBar *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static gboolean
key_pressed_cb (RedaksiFindBar *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (key == GDK_KEY_Escape && modifiers == 0)
    close_cb (self);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && modifiers == GDK_SHIFT_MASK)
    previous_cb (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* ---- what is wrong with an expression ------------------------------------------------------- */

static const char *
explain (const GError *error)
{
  if (error->domain == G_REGEX_ERROR)
    switch (error->code)
      {
      case G_REGEX_ERROR_UNMATCHED_PARENTHESIS:
      case G_REGEX_ERROR_MISSING_SUBPATTERN_NAME_TERMINATOR:
        return _ ("A bracket “(” or “)” has no partner.");
      case G_REGEX_ERROR_UNTERMINATED_CHARACTER_CLASS:
        return _ ("A bracket “[” is not closed.");
      case G_REGEX_ERROR_NOTHING_TO_REPEAT:
        return _ ("There is nothing before “*”, “+” or “?” that could be repeated.");
      case G_REGEX_ERROR_STRAY_BACKSLASH:
      case G_REGEX_ERROR_UNRECOGNIZED_ESCAPE:
        return _ ("A “\\” is followed by nothing that it could mean.");
      case G_REGEX_ERROR_RANGE_OUT_OF_ORDER:
        return _ ("A range in “[…]” ends before it begins.");
      case G_REGEX_ERROR_QUANTIFIERS_OUT_OF_ORDER:
      case G_REGEX_ERROR_QUANTIFIER_TOO_BIG:
        return _ ("The numbers in “{…}” do not make sense.");
      default:
        break;
      }
  return _ ("This is not a regular expression.");
}

static void
set_trouble (RedaksiFindBar *self, const char *sentence)
{
  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
  if (sentence != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

static void
set_replaceable (RedaksiFindBar *self, gboolean any)
{
  gtk_widget_set_sensitive (self->one_button, any);
  gtk_widget_set_sensitive (self->all_button, any);
}

/* ---- the class ------------------------------------------------------------------------------ */

static void
redaksi_find_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), REDAKSI_TYPE_FIND_BAR);

  G_OBJECT_CLASS (redaksi_find_bar_parent_class)->dispose (object);
}

static void
redaksi_find_bar_class_init (RedaksiFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_find_bar_dispose;
  signals[QUERY] = g_signal_new ("query", REDAKSI_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", REDAKSI_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[REPLACE] = g_signal_new ("replace", REDAKSI_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REPLACE_ALL] = g_signal_new ("replace-all", REDAKSI_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSE] = g_signal_new ("close", REDAKSI_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "findbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/redaksi/Redaksi/article/redaksi-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, case_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, word_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, regex_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, replacing);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, with);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, one_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, all_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiFindBar, trouble);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
redaksi_find_bar_init (RedaksiFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the entries: a search entry has its own Escape. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  set_replaceable (self, FALSE);
}

GtkWidget *
redaksi_find_bar_new (void)
{
  return g_object_new (REDAKSI_TYPE_FIND_BAR, NULL);
}

void
redaksi_find_bar_open (RedaksiFindBar *self, const char *text, gboolean replacing)
{
  g_return_if_fail (REDAKSI_IS_FIND_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "open");
  if (replacing)
    gtk_widget_set_visible (self->replacing, TRUE);
  if (text != NULL)
    gtk_editable_set_text (self->entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

void
redaksi_find_bar_close (RedaksiFindBar *self)
{
  g_return_if_fail (REDAKSI_IS_FIND_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "open");
  gtk_widget_set_visible (self->replacing, FALSE);
}

gboolean
redaksi_find_bar_is_open (RedaksiFindBar *self)
{
  g_return_val_if_fail (REDAKSI_IS_FIND_BAR (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * redaksi_find_bar_dup_find:
 * @self: a bar
 *
 * Returns: (transfer full) (nullable): what is looked for; %NULL where that is nothing or no
 * expression, which the bar says itself
 */
RedaksiFind *
redaksi_find_bar_dup_find (RedaksiFindBar *self)
{
  g_autoptr (GError) error = NULL;
  const char *text;
  RedaksiFindFlags flags = REDAKSI_FIND_ANY;
  RedaksiFind *find;

  g_return_val_if_fail (REDAKSI_IS_FIND_BAR (self), NULL);

  text = gtk_editable_get_text (self->entry);
  if (gtk_toggle_button_get_active (self->case_button))
    flags |= REDAKSI_FIND_CASE;
  if (gtk_toggle_button_get_active (self->word_button))
    flags |= REDAKSI_FIND_WORD;
  if (gtk_toggle_button_get_active (self->regex_button))
    flags |= REDAKSI_FIND_REGEX;
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  set_trouble (self, NULL);
  if (*text == '\0')
    {
      gtk_label_set_label (self->count, "");
      set_replaceable (self, FALSE);
      return NULL;
    }
  find = redaksi_find_new (text, flags, &error);
  if (find == NULL)
    {
      gtk_label_set_label (self->count, "");
      set_replaceable (self, FALSE);
      set_trouble (self, explain (error));
    }
  return find;
}

const char *
redaksi_find_bar_get_with (RedaksiFindBar *self)
{
  g_return_val_if_fail (REDAKSI_IS_FIND_BAR (self), "");

  return gtk_editable_get_text (self->with);
}

/**
 * redaksi_find_bar_set_count:
 * @self: a bar
 * @n: how many matches there are
 * @current: the one that is selected, or %REDAKSI_FIND_BAR_NONE
 * @where: (nullable): where that one is, if it can't be seen on the page
 */
void
redaksi_find_bar_set_count (RedaksiFindBar *self, guint n, guint current, const char *where)
{
  g_autofree char *label = NULL;

  g_return_if_fail (REDAKSI_IS_FIND_BAR (self));

  if (n == 0)
    label = g_strdup (_ ("None"));
  else if (current == REDAKSI_FIND_BAR_NONE)
    label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u match", "%'u matches", n), n);
  else
    label = g_strdup_printf (_ ("%1$'u of %2$'u"), current + 1, n);
  if (!g_str_equal (gtk_label_get_label (self->count), label))
    gtk_label_set_label (self->count, label);
  if (n == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_label_set_label (self->trouble, where != NULL ? where : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), where != NULL);
  set_replaceable (self, n > 0);
}

/**
 * redaksi_find_bar_say:
 * @self: a bar
 * @sentence: what was done
 */
void
redaksi_find_bar_say (RedaksiFindBar *self, const char *sentence)
{
  g_return_if_fail (REDAKSI_IS_FIND_BAR (self) && sentence != NULL);

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_label_set_label (self->count, "");
  gtk_label_set_label (self->trouble, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
