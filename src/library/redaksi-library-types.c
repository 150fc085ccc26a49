/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-library.h"

G_DEFINE_QUARK (redaksi - library - error - quark, redaksi_library_error)

static RedaksiRevisionInfo *
redaksi_revision_info_copy (RedaksiRevisionInfo *info)
{
  RedaksiRevisionInfo *copy = g_memdup2 (info, sizeof *info);

  copy->reason = g_strdup (info->reason);
  copy->label = g_strdup (info->label);
  copy->digest = g_strdup (info->digest);
  return copy;
}

void
redaksi_revision_info_free (RedaksiRevisionInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->reason);
  g_free (info->label);
  g_free (info->digest);
  g_free (info);
}

G_DEFINE_BOXED_TYPE (RedaksiRevisionInfo, redaksi_revision_info, redaksi_revision_info_copy,
                     redaksi_revision_info_free)

/**
 * redaksi_remote_new:
 * @remote_id: the server's id of a post or a photo
 * @url: (nullable): its public address
 * @state: (nullable): what the server last said
 *
 * Returns: (transfer full)
 */
RedaksiRemote *
redaksi_remote_new (const char *remote_id, const char *url, const char *state)
{
  RedaksiRemote *remote = g_new0 (RedaksiRemote, 1);

  remote->remote_id = g_strdup (remote_id);
  remote->url = g_strdup (url);
  remote->state = g_strdup (state);
  return remote;
}

RedaksiRemote *
redaksi_remote_copy (const RedaksiRemote *remote)
{
  g_return_val_if_fail (remote != NULL, NULL);

  return redaksi_remote_new (remote->remote_id, remote->url, remote->state);
}

void
redaksi_remote_free (RedaksiRemote *remote)
{
  if (remote == NULL)
    return;
  g_free (remote->remote_id);
  g_free (remote->url);
  g_free (remote->state);
  g_free (remote);
}

G_DEFINE_BOXED_TYPE (RedaksiRemote, redaksi_remote, redaksi_remote_copy, redaksi_remote_free)

RedaksiScheduled *
redaksi_scheduled_copy (const RedaksiScheduled *scheduled)
{
  RedaksiScheduled *copy;

  g_return_val_if_fail (scheduled != NULL, NULL);

  copy = g_memdup2 (scheduled, sizeof *scheduled);
  copy->article = g_strdup (scheduled->article);
  copy->headline = g_strdup (scheduled->headline);
  copy->byline = g_strdup (scheduled->byline);
  copy->site = g_strdup (scheduled->site);
  return copy;
}

void
redaksi_scheduled_free (RedaksiScheduled *scheduled)
{
  if (scheduled == NULL)
    return;
  g_free (scheduled->article);
  g_free (scheduled->headline);
  g_free (scheduled->byline);
  g_free (scheduled->site);
  g_free (scheduled);
}

G_DEFINE_BOXED_TYPE (RedaksiScheduled, redaksi_scheduled, redaksi_scheduled_copy,
                     redaksi_scheduled_free)
