/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <X11/keysym.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/*
 * meter: what a person waits for, measured at the X server, so the same for every program.
 *
 *   meter start CMD…                     runs CMD; ms until its window is mapped, until more than
 * half of it is drawn (first), and until it stays as it is (settled) meter keys WINDOW X Y W H N
 * GAP      sends N real key presses, GAP ms apart, to what has the focus; ms from each until the
 * window's area X,Y,W,H changes
 *
 * Prints "name value" lines. Times are of CLOCK_MONOTONIC.
 */

static Display *display;
static int damage_event;

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
ignore_error (Display *d, XErrorEvent *event)
{
  return 0;
}

/* Waits for an X event until a time; whether there is one. */
static int
wait_event (double until)
{
  while (!XPending (display))
    {
      struct pollfd fd = { ConnectionNumber (display), POLLIN, 0 };
      double left = until - now ();

      if (left <= 0)
        return 0;
      poll (&fd, 1, left < 1 ? 1 : (int)left);
    }
  return 1;
}

typedef struct
{
  Window window;
  int x, y, width, height;
} Place;

/* How much of @place differs between two pictures of the root, from 0 to 1. */
static double
difference (XImage *a, XImage *b, const Place *place)
{
  long differ = 0, all = 0;

  for (int y = place->y < 0 ? 0 : place->y; y < place->y + place->height && y < a->height; y++)
    for (int x = place->x < 0 ? 0 : place->x; x < place->x + place->width && x < a->width; x++)
      {
        all++;
        differ += memcmp (a->data + y * a->bytes_per_line + x * 4,
                          b->data + y * b->bytes_per_line + x * 4, 3)
                  != 0;
      }
  return all > 0 ? (double)differ / (double)all : 0;
}

static void
note_window (Place *place, Window window)
{
  XWindowAttributes a;

  /* A window manager's frame is the one that counts: it is mapped last and holds the other. */
  if (XGetWindowAttributes (display, window, &a) && a.width >= 300 && a.height >= 200
      && a.width * a.height >= place->width * place->height)
    *place = (Place){ window, a.x, a.y, a.width, a.height };
}

static int
meter_start (char **argv)
{
  const double quiet = 1000, patience = 60000;
  Window root = DefaultRootWindow (display);
  Place place = { 0 };
  double began, mapped = 0, first = 0, settled = 0;
  XImage *before, *last;
  pid_t child;
  XWindowAttributes screen;

  XGetWindowAttributes (display, root, &screen);
  XSelectInput (display, root, SubstructureNotifyMask);
  XDamageCreate (display, root, XDamageReportRawRectangles);
  before = XGetImage (display, root, 0, 0, (unsigned)screen.width, (unsigned)screen.height,
                      AllPlanes, ZPixmap);
  last = XGetImage (display, root, 0, 0, (unsigned)screen.width, (unsigned)screen.height, AllPlanes,
                    ZPixmap);
  if (before == NULL || last == NULL)
    return 2;

  began = now ();
  switch ((child = fork ()))
    {
    case -1:
      return 2;
    case 0:
      close (ConnectionNumber (display));
      setsid ();
      /* Or who reads what we print would wait for its end. */
      if (freopen ("/dev/null", "w", stdout) == NULL || freopen ("/dev/null", "w", stderr) == NULL)
        _exit (127);
      execvp (argv[0], argv);
      _exit (127);
    default:
      break;
    }
  while (settled == 0 || now () - settled < quiet)
    {
      int drawn = 0;
      double seen;
      XImage *picture;

      if (now () - began > patience)
        break;
      if (!wait_event (settled > 0 ? settled + quiet : began + patience))
        continue;
      seen = now ();
      while (XPending (display))
        {
          XEvent event;

          XNextEvent (display, &event);
          if (event.type == damage_event + XDamageNotify)
            drawn = 1;
          else if (event.type == MapNotify || event.type == ConfigureNotify)
            note_window (&place,
                         event.type == MapNotify ? event.xmap.window : event.xconfigure.window);
        }
      if (mapped == 0 && place.window != 0)
        mapped = seen;
      if (!drawn || mapped == 0)
        continue;
      picture = XGetImage (display, root, 0, 0, (unsigned)screen.width, (unsigned)screen.height,
                           AllPlanes, ZPixmap);
      if (picture == NULL)
        continue;
      if (first == 0 && difference (picture, before, &place) > 0.5)
        first = settled = seen;
      else if (first > 0 && difference (picture, last, &place) > 0.001)
        settled = seen;
      XDestroyImage (last);
      last = picture;
    }
  printf ("pid %d\nmap %.1f\nfirst %.1f\nsettled %.1f\n", (int)child, mapped - began, first - began,
          settled - began);
  return first > 0 ? 0 : 1;
}

static int
touches (const XDamageNotifyEvent *event, const Place *area)
{
  return event->area.x < area->x + area->width && event->area.x + event->area.width > area->x
         && event->area.y < area->y + area->height && event->area.y + event->area.height > area->y;
}

/* The time at which the area next changes, or 0. */
static double
wait_change (const Place *area, double until)
{
  while (wait_event (until))
    {
      XEvent event;

      XNextEvent (display, &event);
      if (event.type == damage_event + XDamageNotify
          && touches ((XDamageNotifyEvent *)&event, area))
        return now ();
    }
  return 0;
}

static int
compare (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static double
quantile (const double *sorted, int n, double q)
{
  return n > 0 ? sorted[(int)(q * (n - 1) + 0.5)] : 0;
}

static int
meter_keys (char **argv)
{
  /* Words that a dictionary knows and words that it does not, with blanks that end them. */
  const char *keys = "hujan deras kota itu airnya naik dlm ";
  const int warm_up = 15;
  Place area = { (Window)strtoul (argv[0], NULL, 0), atoi (argv[1]), atoi (argv[2]), atoi (argv[3]),
                 atoi (argv[4]) };
  int n = atoi (argv[5]), gap = atoi (argv[6]), got = 0, lost = 0;
  double *times = calloc ((size_t)n, sizeof *times);

  XDamageCreate (display, area.window, XDamageReportRawRectangles);
  XSync (display, False);
  srand (3);
  for (int i = -warm_up; i < n; i++)
    {
      char letter = keys[(size_t)(i + warm_up) % strlen (keys)];
      KeyCode code = XKeysymToKeycode (display, letter == ' ' ? XK_space : (KeySym)letter);
      double rested = now () + gap + rand () % 17, sent, seen;

      while (wait_change (&area, rested) > 0)
        ;
      sent = now ();
      XTestFakeKeyEvent (display, code, True, 0);
      XFlush (display);
      seen = wait_change (&area, sent + 2000);
      XTestFakeKeyEvent (display, code, False, 0);
      XFlush (display);
      if (i < 0)
        continue;
      if (seen > 0)
        times[got++] = seen - sent;
      else
        lost++;
    }
  qsort (times, (size_t)got, sizeof *times, compare);
  printf ("p50 %.2f\np95 %.2f\np99 %.2f\nmax %.2f\nlost %d\n", quantile (times, got, 0.5),
          quantile (times, got, 0.95), quantile (times, got, 0.99), quantile (times, got, 1), lost);
  free (times);
  return 0;
}

int
main (int argc, char **argv)
{
  int error_base;

  display = XOpenDisplay (NULL);
  if (display == NULL || !XDamageQueryExtension (display, &damage_event, &error_base))
    {
      fprintf (stderr, "meter: no display that tells what is drawn\n");
      return 2;
    }
  XSetErrorHandler (ignore_error);
  if (argc > 2 && strcmp (argv[1], "start") == 0)
    return meter_start (argv + 2);
  if (argc == 9 && strcmp (argv[1], "keys") == 0)
    return meter_keys (argv + 2);
  fprintf (stderr, "usage: meter start CMD… | meter keys WINDOW X Y W H N GAP\n");
  return 2;
}
