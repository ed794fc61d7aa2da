// Preloaded into a test process: makes the nth file operation under one folder fail, or ends the
// process there, so that every point of a save is tried (SQLite's I/O-error loop).
//
//   DF_FAULT_ROOT   folder whose operations count
//   DF_FAULT_NTH    1-based; beyond the last operation nothing happens
//   DF_FAULT_MODE   once | sticky (all later ones fail too) | kill | short (half a write, then fail)
//   DF_FAULT_ERRNO  error number
//   DF_FAULT_LOG    file that gets one line for each operation: "fsync /path"
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace {

long g_seen = 0;

template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool counts(const char* path) {
  const char* root = getenv("DF_FAULT_ROOT");
  return root != nullptr && path != nullptr && strncmp(path, root, strlen(root)) == 0;
}

struct Path {
  char text[4096];
};

Path path_of(int fd) {
  char link[64];
  Path path;
  snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
  const ssize_t length = readlink(link, path.text, sizeof(path.text) - 1);
  path.text[length < 0 ? 0 : length] = '\0';
  return path;
}

bool mode_is(const char* mode) {
  const char* wanted = getenv("DF_FAULT_MODE");
  return wanted != nullptr && strcmp(wanted, mode) == 0;
}

void log(const char* what, const char* path) {
  const char* name = getenv("DF_FAULT_LOG");
  FILE* file = name == nullptr ? nullptr : fopen(name, "a");
  if (file == nullptr) return;
  fprintf(file, "%s %s\n", what, path);
  fclose(file);
}

// True when this operation must fail; errno is set.
bool must_fail(const char* what, const char* path) {
  log(what, path);
  const long nth = atol(getenv("DF_FAULT_NTH"));
  const long now = ++g_seen;
  if (now != nth && !(now > nth && mode_is("sticky"))) return false;
  if (mode_is("kill")) kill(getpid(), SIGKILL);
  errno = atoi(getenv("DF_FAULT_ERRNO"));
  return true;
}

bool creates(int flags) { return (flags & O_CREAT) != 0; }

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = creates(flags) ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if (creates(flags) && counts(path) && must_fail("create", path)) return -1;
  return next<int (*)(const char*, int, ...)>("open")(path, flags, mode);
}

ssize_t write(int fd, const void* data, size_t bytes) {
  const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
  const Path path = path_of(fd);
  if (counts(path.text) && must_fail("write", path.text)) {
    if (!mode_is("short") || bytes < 2) return -1;
    return real(fd, data, bytes / 2);
  }
  return real(fd, data, bytes);
}

int fsync(int fd) {
  const Path path = path_of(fd);
  if (counts(path.text) && must_fail("fsync", path.text)) return -1;
  return next<int (*)(int)>("fsync")(fd);
}

int mkdir(const char* path, mode_t mode) {
  if (counts(path) && must_fail("mkdir", path)) return -1;
  return next<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

int rename(const char* from, const char* to) {
  if (counts(to) && must_fail("rename", to)) return -1;
  return next<int (*)(const char*, const char*)>("rename")(from, to);
}

int renameat2(int from_fd, const char* from, int to_fd, const char* to, unsigned int flags) {
  if (counts(to) && must_fail("rename", to)) return -1;
  return next<int (*)(int, const char*, int, const char*, unsigned int)>("renameat2")(
      from_fd, from, to_fd, to, flags);
}

int unlink(const char* path) {
  if (counts(path) && must_fail("unlink", path)) return -1;
  return next<int (*)(const char*)>("unlink")(path);
}

int unlinkat(int fd, const char* path, int flags) {
  const bool inside = counts(path) || (fd >= 0 && counts(path_of(fd).text));
  if (inside && must_fail("unlink", path)) return -1;
  return next<int (*)(int, const char*, int)>("unlinkat")(fd, path, flags);
}

int remove(const char* path) {
  if (counts(path) && must_fail("unlink", path)) return -1;
  return next<int (*)(const char*)>("remove")(path);
}

}  // extern "C"
