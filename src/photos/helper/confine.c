/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes from this process what opening a photo does not need. What the system does not let us take
 * (user namespaces are closed inside of Flatpak) its own sandbox has taken already. */
#include "helper.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SECONDS     100 /* the store kills it before; this is for one that has lost its store */
#define CPU_SECONDS 60
#define MEMORY                                                                                     \
  ((rlim_t)3 << 30) /* addresses, of which the libraries alone take half a gigabyte                \
                     */
#define FILE_SIZE ((rlim_t)64 << 20)
#define FILES     64

#ifdef __SANITIZE_ADDRESS__
/* The shadow memory alone is terabytes of addresses. */
#define MAY_LIMIT_MEMORY FALSE
#else
#define MAY_LIMIT_MEMORY TRUE
#endif

static void
limit (int resource, rlim_t value)
{
  struct rlimit limit = { value, value };
  struct rlimit is;

  /* A limit that is tighter already stays. */
  if (getrlimit (resource, &is) == 0 && is.rlim_max != RLIM_INFINITY && is.rlim_max < value)
    return;
  setrlimit (resource, &limit);
}

static void
allow_reading (int ruleset, const char *path)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access
    = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE,
    .parent_fd = open (path, O_PATH | O_CLOEXEC),
  };

  if (rule.parent_fd < 0)
    return;
  syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

/* Of the file system nothing but programs and libraries can be opened any more, and nothing
 * written. Files that are open already, and memory files, are not touched by that. */
static void
close_file_system (void)
{
  static const char *const readable[]
    = { "/usr", "/app", "/lib", "/lib64", "/etc", "/proc/self", "/dev/urandom" };
  struct landlock_ruleset_attr attr = {
    .handled_access_fs
    = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE
      | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
      | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG
      | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
      | LANDLOCK_ACCESS_FS_MAKE_SYM,
  };
  int ruleset = (int)syscall (SYS_landlock_create_ruleset, &attr, sizeof attr, 0);

  if (ruleset < 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    allow_reading (ruleset, readable[i]);
  syscall (SYS_landlock_restrict_self, ruleset, 0);
  close (ruleset);
}

void
confine (void)
{
  signal (SIGXFSZ, SIG_IGN); /* writing on fails instead */
  alarm (SECONDS);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, CPU_SECONDS);
  limit (RLIMIT_NOFILE, FILES);
  limit (RLIMIT_FSIZE, FILE_SIZE);
  if (MAY_LIMIT_MEMORY)
    limit (RLIMIT_AS, MEMORY);
  /* A network of its own has no way out. */
  if (unshare (CLONE_NEWNET) < 0)
    (void)!unshare (CLONE_NEWUSER | CLONE_NEWNET);
  close_file_system ();
}
