/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-merge-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-changes.h"
#include "redaksi-versions.h"

struct _RedaksiMergeDialog
{
  AdwDialog parent_instance;

  RedaksiMerge *merge;
  gboolean decided;

  GtkLabel *said;
  GtkListBox *parts;
  GtkWidget *merge_button;
  GtkWidget *mine_button;
  GtkWidget *leave_button;
  GPtrArray *pairs; /* of GtkBox: the two versions of each part */
};

G_DEFINE_FINAL_TYPE (RedaksiMergeDialog, redaksi_merge_dialog, ADW_TYPE_DIALOG)

static guint decided_signal;

/* ---- a part ------------------------------------------------------------------------------------
 */

static char *
get_text (RedaksiMergeDialog *self, const RedaksiMergePart *part, gboolean theirs)
{
  RedaksiArticle *article
    = theirs ? redaksi_merge_get_theirs (self->merge) : redaksi_merge_get_mine (self->merge);

  if (part->field != NULL)
    return redaksi_version_field_value (article, part->field);
  return redaksi_version_blocks (redaksi_article_get_body (article),
                                 theirs ? part->theirs : part->mine,
                                 theirs ? part->theirs_end : part->mine_end);
}

static char *
get_title (RedaksiMergeDialog *self, const RedaksiMergePart *part)
{
  gboolean theirs = part->theirs < part->theirs_end;
  RedaksiArticle *article
    = theirs ? redaksi_merge_get_theirs (self->merge) : redaksi_merge_get_mine (self->merge);

  if (part->field != NULL)
    return redaksi_version_field_name (part->field);
  return redaksi_version_block_name (
    redaksi_body_get_nth (redaksi_article_get_body (article), theirs ? part->theirs : part->mine));
}

static void
mark (PangoAttrList *attributes, gboolean theirs, guint from, guint to)
{
  PangoAttribute *list[] = {
    theirs ? pango_attr_background_new (0x2e00, 0xc200, 0x7e00)
           : pango_attr_background_new (0x3500, 0x8400, 0xe400),
    pango_attr_background_alpha_new (0x4000),
    pango_attr_underline_new (PANGO_UNDERLINE_SINGLE),
  };

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    {
      list[i]->start_index = from;
      list[i]->end_index = to;
      pango_attr_list_insert (attributes, list[i]);
    }
}

/* One of the two, with the words marked that the other has not. */
static GtkWidget *
make_version (GPtrArray *segments, gboolean theirs)
{
  RedaksiSegmentKind own = theirs ? REDAKSI_SEGMENT_INSERTED : REDAKSI_SEGMENT_REMOVED;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = gtk_label_new (theirs ? _ ("On the site") : _ ("Here"));
  GtkWidget *label;

  for (guint i = 0; i < segments->len; i++)
    {
      RedaksiSegment *segment = segments->pdata[i];
      guint from = (guint)text->len;

      if (segment->kind != REDAKSI_SEGMENT_SAME && segment->kind != own)
        continue;
      g_string_append (text, segment->text);
      if (segment->kind == own)
        mark (attributes, theirs, from, (guint)text->len);
    }
  label
    = gtk_label_new (text->len > 0 ? text->str : _ ("Nothing: it was removed, or never there."));
  if (text->len == 0)
    gtk_widget_add_css_class (label, "dimmed");
  else
    gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_add_css_class (heading, "dimmed");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static const char *const choice_names[] = {
  [REDAKSI_MERGE_MINE] = "mine",
  [REDAKSI_MERGE_THEIRS] = "theirs",
  [REDAKSI_MERGE_BOTH] = "both",
};

static void
chosen_cb (RedaksiMergeDialog *self, GParamSpec *pspec, AdwToggleGroup *group)
{
  const char *name = adw_toggle_group_get_active_name (group);
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (group), "part"));

  for (guint k = 0; k < G_N_ELEMENTS (choice_names); k++)
    if (g_strcmp0 (choice_names[k], name) == 0)
      redaksi_merge_choose (self->merge, i, (RedaksiMergeChoice)k);
}

static void
add_toggle (GtkWidget *group, RedaksiMergeChoice choice, const char *label)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, choice_names[choice]);
  adw_toggle_set_label (toggle, label);
  adw_toggle_group_add (ADW_TOGGLE_GROUP (group), toggle);
}

static GtkWidget *
make_choice (RedaksiMergeDialog *self, guint i, const char *title)
{
  const RedaksiMergePart *part = redaksi_merge_get_nth (self->merge, i);
  GtkWidget *group = adw_toggle_group_new ();

  add_toggle (group, REDAKSI_MERGE_MINE, _ ("Mine"));
  add_toggle (group, REDAKSI_MERGE_THEIRS, _ ("The Site’s"));
  if (part->field == NULL && part->mine < part->mine_end && part->theirs < part->theirs_end)
    add_toggle (group, REDAKSI_MERGE_BOTH, _ ("Both"));
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (group), choice_names[part->choice]);
  g_object_set_data (G_OBJECT (group), "part", GUINT_TO_POINTER (i));
  g_signal_connect_object (group, "notify::active-name", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_halign (group, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return group;
}

static GtkWidget *
make_row (RedaksiMergeDialog *self, guint i)
{
  const RedaksiMergePart *part = redaksi_merge_get_nth (self->merge, i);
  g_autofree char *mine = get_text (self, part, FALSE);
  g_autofree char *theirs = get_text (self, part, TRUE);
  g_autofree char *name = get_title (self, part);
  /* Translators: a part of the article, such as “Headline” */
  g_autofree char *title = g_strdup_printf (part->conflict ? _ ("%s: changed here and on the site")
                                                           : _ ("%s: changed on the site"),
                                            name);
  g_autoptr (GPtrArray) segments = redaksi_compare_texts (mine, theirs);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  gtk_box_append (GTK_BOX (pair), make_version (segments, FALSE));
  gtk_box_append (GTK_BOX (pair), make_version (segments, TRUE));
  g_ptr_array_add (self->pairs, pair);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), pair);
  gtk_box_append (GTK_BOX (box), make_choice (self, i, title));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

/* ---- answers ----------------------------------------------------------------------------------
 */

static void
decide (RedaksiMergeDialog *self, const char *answer)
{
  if (self->decided)
    return;
  self->decided = TRUE;
  g_signal_emit (self, decided_signal, 0, answer);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
merge_cb (RedaksiMergeDialog *self)
{
  decide (self, "merge");
}

static void
mine_cb (RedaksiMergeDialog *self)
{
  decide (self, "mine");
}

static void
leave_cb (RedaksiMergeDialog *self)
{
  decide (self, "leave");
}

/* ---- the class --------------------------------------------------------------------------------
 */

static void
turn (RedaksiMergeDialog *self, GtkOrientation orientation)
{
  for (guint i = 0; i < self->pairs->len; i++)
    gtk_orientable_set_orientation (self->pairs->pdata[i], orientation);
}

static void
narrow_cb (RedaksiMergeDialog *self)
{
  turn (self, GTK_ORIENTATION_VERTICAL);
}

static void
wide_cb (RedaksiMergeDialog *self)
{
  turn (self, GTK_ORIENTATION_HORIZONTAL);
}

static void
redaksi_merge_dialog_dispose (GObject *object)
{
  RedaksiMergeDialog *self = REDAKSI_MERGE_DIALOG (object);

  g_ptr_array_set_size (self->pairs, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_MERGE_DIALOG);

  G_OBJECT_CLASS (redaksi_merge_dialog_parent_class)->dispose (object);
}

static void
redaksi_merge_dialog_finalize (GObject *object)
{
  RedaksiMergeDialog *self = REDAKSI_MERGE_DIALOG (object);

  g_ptr_array_unref (self->pairs);
  g_clear_pointer (&self->merge, redaksi_merge_unref);

  G_OBJECT_CLASS (redaksi_merge_dialog_parent_class)->finalize (object);
}

static void
redaksi_merge_dialog_class_init (RedaksiMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_merge_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = redaksi_merge_dialog_finalize;
  decided_signal = g_signal_new ("decided", REDAKSI_TYPE_MERGE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiMergeDialog, said);
  gtk_widget_class_bind_template_child (widget_class, RedaksiMergeDialog, parts);
  gtk_widget_class_bind_template_child_full (widget_class, "merge", FALSE,
                                             G_STRUCT_OFFSET (RedaksiMergeDialog, merge_button));
  gtk_widget_class_bind_template_child_full (widget_class, "mine", FALSE,
                                             G_STRUCT_OFFSET (RedaksiMergeDialog, mine_button));
  gtk_widget_class_bind_template_child_full (widget_class, "leave", FALSE,
                                             G_STRUCT_OFFSET (RedaksiMergeDialog, leave_button));
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
redaksi_merge_dialog_init (RedaksiMergeDialog *self)
{
  self->pairs = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * redaksi_merge_dialog_new:
 * @meeting: what was met; its choices are changed
 * @site_name: what people call the site
 * @sending: what is decided is sent; else it is said here alone
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
redaksi_merge_dialog_new (const RedaksiMeeting *meeting, const char *site_name, gboolean sending)
{
  RedaksiMergeDialog *self = g_object_new (REDAKSI_TYPE_MERGE_DIALOG, NULL);
  guint n = redaksi_merge_get_n (meeting->merge);
  guint conflicts = redaksi_merge_count_conflicts (meeting->merge);
  g_autofree char *said = NULL;

  self->merge = redaksi_merge_ref (meeting->merge);
  if (n == 0)
    said = g_strdup_printf (
      /* Translators: name of a site */
      _ ("The article was saved at %s meanwhile, but it says nothing that yours does not say."),
      site_name);
  else if (conflicts == 0)
    said = g_strdup_printf (
      _ ("Somebody changed the article at %s in other places than you. Both fit together. Whatever "
         "you choose, both versions stay in the history."),
      site_name);
  else
    said = g_strdup_printf (
      g_dngettext (
        GETTEXT_PACKAGE,
        "Somebody changed the article at %s, in %u place that you changed too. Whatever "
        "you choose, both versions stay in the history.",
        "Somebody changed the article at %s, in %u places that you changed too. Whatever "
        "you choose, both versions stay in the history.",
        conflicts),
      site_name, conflicts);
  gtk_label_set_label (self->said, said);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->parts, make_row (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->parts), n > 0);
  if (!sending)
    {
      gtk_button_set_label (GTK_BUTTON (self->merge_button), _ ("_Merge"));
      gtk_button_set_label (GTK_BUTTON (self->mine_button), _ ("_Keep Mine"));
      gtk_button_set_label (GTK_BUTTON (self->leave_button), _ ("_Decide Later"));
      gtk_widget_remove_css_class (self->mine_button, "destructive-action");
    }
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->merge_button);
  return ADW_DIALOG (self);
}
