/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The four properties of steps under edits that libFuzzer makes up. */
#include <stdint.h>

#include "random-edits.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size <= 4096)
    check_properties (data, size, 32);
  return 0;
}
