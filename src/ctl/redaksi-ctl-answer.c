/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a command answers: words for a person, or one JSON object for a program. */
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-ctl.h"

/* The object that --json prints. */
yyjson_mut_val *
redaksi_ctl_object (RedaksiCtl *ctl)
{
  if (ctl->answer == NULL)
    {
      ctl->answer = yyjson_mut_doc_new (NULL);
      yyjson_mut_doc_set_root (ctl->answer, yyjson_mut_obj (ctl->answer));
    }
  return yyjson_mut_doc_get_root (ctl->answer);
}

/* A text; absent and empty ones are left out. */
void
redaksi_ctl_add (RedaksiCtl *ctl, yyjson_mut_val *object, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    yyjson_mut_obj_add_strcpy (ctl->answer, object, name, value);
}

void
redaksi_ctl_add_number (RedaksiCtl *ctl, yyjson_mut_val *object, const char *name, gint64 value)
{
  yyjson_mut_obj_add_sint (ctl->answer, object, name, value);
}

/* A time as RFC 3339 in UTC; 0 is left out. */
void
redaksi_ctl_add_time (RedaksiCtl *ctl, yyjson_mut_val *object, const char *name, gint64 time)
{
  g_autofree char *text = time > 0 ? redaksi_clock_to_iso (time) : NULL;

  redaksi_ctl_add (ctl, object, name, text);
}

/* A line for a person; nothing where a program reads. */
void
redaksi_ctl_print (RedaksiCtl *ctl, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (ctl->json)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

/* A time as a person reads it here. */
char *
redaksi_ctl_local_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d %H:%M") : g_strdup ("");
}
