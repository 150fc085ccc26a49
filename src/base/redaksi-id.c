/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-id.h"

/**
 * redaksi_id_new:
 *
 * Makes the name of a new article, push or site: a random UUID (RFC 4122, version 4) in lower case.
 *
 * Returns: (transfer full): 36 characters
 */
char *
redaksi_id_new (void)
{
  return g_uuid_string_random ();
}

/**
 * redaksi_id_is_valid:
 * @id: (nullable): what came from outside
 *
 * Tells whether @id can be one of ours. Ids become parts of file names and of slugs on servers, so
 * only lower-case hexadecimal and dashes in their places pass.
 */
gboolean
redaksi_id_is_valid (const char *id)
{
  if (id == NULL || !g_uuid_string_is_valid (id))
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if (g_ascii_isupper (*p))
      return FALSE;
  return TRUE;
}
