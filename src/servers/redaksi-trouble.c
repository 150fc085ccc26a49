/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "redaksi-transport-private.h"

static GError *
tls_trouble (const GError *error, const char *host, GTlsCertificateFlags flags)
{
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE))
    return g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE,
                        _ ("“%s” would be reached without encryption, and anyone on the way could "
                           "read the password. Use an address that begins with “https://”."),
                        host);
  if ((flags & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) != 0)
    return g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE,
                        _ (
                          "The certificate of “%s” is not valid today. Check this computer’s date; "
                          "if it is right, the site’s administrator has to renew the certificate."),
                        host);
  if ((flags & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE,
                        _ ("The certificate that “%s” shows belongs to another site. Check the "
                           "address, and beware of public Wi-Fi."),
                        host);
  return g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE,
                      _ ("The connection to “%s” can’t be trusted: its certificate can’t be "
                         "verified. Try another network, or ask the site’s administrator."),
                      host);
}

#define OFFLINE(sentence)                                                                          \
  g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_OFFLINE, sentence, host)

static GError *
offline (const GError *error, const char *host)
{
  if (error->domain == G_RESOLVER_ERROR)
    return OFFLINE (
      _ ("“%s” was not found. Check the connection to the internet and the spelling of "
         "the address."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return OFFLINE (_ ("“%s” accepts no connections now. Try again later."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return OFFLINE (_ ("“%s” takes too long to answer. Try again later."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return OFFLINE (_ ("The connection to “%s” broke off. Try again."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED))
    return OFFLINE (_ ("The proxy of this network does not let Redaksi through to “%s”. Check the "
                       "network settings."));
  return OFFLINE (_ ("“%s” can’t be reached. Check the connection; it will go when there is one."));
}

/**
 * redaksi_trouble_from_connection:
 * @error: what the library said; no reply came, or not all of it
 * @host: whom we asked
 * @is_write: whether the request changes something there
 * @left: whether its headers had left
 * @flags: what is wrong with the certificate
 *
 * Returns: (transfer full): a #RedaksiServerError
 */
GError *
redaksi_trouble_from_connection (const GError *error, const char *host, gboolean is_write,
                                 gboolean left, GTlsCertificateFlags flags)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_new_literal (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_CANCELLED,
                                _ ("Cancelled."));
  if (is_write && left)
    return g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_UNCLEAR,
                        _ (
                          "The connection to “%s” broke off before it confirmed. Redaksi will look "
                          "there before it sends again."),
                        host);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_BROKEN,
                        _ ("“%s” sent far more than was asked for. Ask the site’s administrator to "
                           "look at its plugins."),
                        host);
  if (error->domain == G_TLS_ERROR)
    return tls_trouble (error, host, flags);
  if (error->domain == G_IO_ERROR || error->domain == G_RESOLVER_ERROR)
    return offline (error, host);
  /* Not HTTP at all, headers without end, a redirect in a circle. */
  return g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_BROKEN,
                      _ ("“%s” answered with something that is not a web site’s reply. Check the "
                         "address."),
                      host);
}
