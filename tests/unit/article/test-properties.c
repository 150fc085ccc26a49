/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "random-edits.h"

/* g_test's seed is printed and can be given again by --seed. */
static void
test_properties (void)
{
  for (guint i = 0; i < 1500; i++)
    {
      guint8 data[800];
      for (guint k = 0; k < sizeof data; k++)
        data[k] = (guint8)g_test_rand_int_range (0, 256);
      check_properties (data, sizeof data, 24);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/properties/steps", test_properties);
  return g_test_run ();
}
