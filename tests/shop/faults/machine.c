/* A machine that fails, put under the real program with LD_PRELOAD.
 *
 * SIAP_DISK         folder whose files are watched
 * SIAP_DISK_KEEPS   folder that holds what a disk would still have after a power cut: of every watched
 *                   file exactly what was flushed
 * SIAP_DISK_FORGETS ending of names whose flushes are not kept
 * SIAP_DISK_BROKEN  while this file is there, every flush of a watched file fails whose name ends in what
 *                   stands in it; what should have been flushed is forgotten, and no later flush says so
 * SIAP_HANGS        while this file is there, a call that looks at a path that begins with what stands in it waits
 * SIAP_CLOCK        file of 8 bytes, little end first: seconds that the wall clock is wrong by
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define MOST_FDS 65536
#define MOST_FILES 200

/* What was written and not flushed, as ranges of bytes. */
struct range { off_t from, to; };

struct file {
    char path[PATH_MAX]; /* below the watched folder, with the slash */
    struct range *dirty;
    size_t count, room;
};

static struct file files[MOST_FILES];
static size_t file_count;
static unsigned char file_of[MOST_FDS]; /* and one; nothing for what is not watched */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *watched, *kept, *forgotten, *broken, *hangs;
static const volatile int64_t *wrong_by;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    watched = getenv("SIAP_DISK");
    kept = getenv("SIAP_DISK_KEEPS");
    forgotten = getenv("SIAP_DISK_FORGETS");
    broken = getenv("SIAP_DISK_BROKEN");
    hangs = getenv("SIAP_HANGS");
    const char *clock = getenv("SIAP_CLOCK");
    int fd = clock ? REAL(open)(clock, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        void *page = mmap(NULL, 8, PROT_READ, MAP_SHARED, fd, 0);
        if (page != MAP_FAILED) wrong_by = page;
    }
}

/* ---- the disk ---- */

static const char *below(const char *path) {
    size_t length = watched ? strlen(watched) : 0;
    return length && !strncmp(path, watched, length) && path[length] == '/' ? path + length : NULL;
}

static void keep_path(const char *path, char *out) {
    snprintf(out, PATH_MAX, "%s%s", kept, path);
    for (char *slash = out + strlen(kept) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = 0;
        mkdir(out, 0700);
        *slash = '/';
    }
}

static struct file *find(const char *path) {
    for (size_t i = 0; i < file_count; i++)
        if (!strcmp(files[i].path, path)) return &files[i];
    if (file_count == MOST_FILES) abort();
    struct file *file = &files[file_count++];
    snprintf(file->path, sizeof file->path, "%s", path);
    return file;
}

static void opened(int fd, const char *path) {
    const char *name = kept ? below(path) : NULL;
    if (fd < 0 || fd >= MOST_FDS || !name) return;
    pthread_mutex_lock(&lock);
    file_of[fd] = (unsigned char)(find(name) - files + 1);
    pthread_mutex_unlock(&lock);
}

static void written(int fd, off_t from, ssize_t length) {
    if (length <= 0) return;
    pthread_mutex_lock(&lock);
    struct file *file = &files[file_of[fd] - 1];
    struct range *last = file->count ? &file->dirty[file->count - 1] : NULL;
    if (last && last->to == from) {
        last->to = from + length;
    } else {
        if (file->count == file->room) {
            file->room = file->room ? file->room * 2 : 64;
            file->dirty = realloc(file->dirty, file->room * sizeof *file->dirty);
            if (!file->dirty) abort();
        }
        file->dirty[file->count++] = (struct range){from, from + length};
    }
    pthread_mutex_unlock(&lock);
}

static int ends_in(const char *path, const char *ending) {
    size_t length = strlen(path), end = strlen(ending);
    return length >= end && !strcmp(path + length - end, ending);
}

static void flushed(int fd) {
    pthread_mutex_lock(&lock);
    struct file *file = &files[file_of[fd] - 1];
    char path[PATH_MAX];
    struct stat now;
    if (!(forgotten && *forgotten && ends_in(file->path, forgotten)) && !fstat(fd, &now) &&
        !S_ISDIR(now.st_mode)) {
        keep_path(file->path, path);
        int reads = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        /* The program may have opened it for writing only. */
        char own[64];
        snprintf(own, sizeof own, "/proc/self/fd/%d", fd);
        int source = REAL(open)(own, O_RDONLY | O_CLOEXEC);
        if (reads < 0 || source < 0) abort();
        static char buffer[1 << 16];
        for (size_t i = 0; i < file->count; i++) {
            off_t at = file->dirty[i].from;
            while (at < file->dirty[i].to) {
                size_t want = (size_t)(file->dirty[i].to - at);
                ssize_t got = pread(source, buffer, want < sizeof buffer ? want : sizeof buffer, at);
                if (got <= 0) break; /* cut off since */
                if (REAL(pwrite)(reads, buffer, (size_t)got, at) != got) abort();
                at += got;
            }
        }
        if (REAL(ftruncate)(reads, now.st_size)) abort();
        REAL(close)(source);
        REAL(close)(reads);
        file->count = 0;
    }
    pthread_mutex_unlock(&lock);
}

/* As systems do: a page that could not be written counts as written afterwards. */
static int fails(int fd) {
    char ending[64] = "";
    int said = broken ? REAL(open)(broken, O_RDONLY | O_CLOEXEC) : -1;
    if (said < 0) return 0;
    ssize_t length = read(said, ending, sizeof ending - 1);
    REAL(close)(said);
    ending[length > 0 ? length : 0] = 0;
    pthread_mutex_lock(&lock);
    struct file *file = &files[file_of[fd] - 1];
    int broke = ends_in(file->path, ending);
    if (broke) file->count = 0;
    pthread_mutex_unlock(&lock);
    return broke;
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FDS && file_of[fd]; }

#define OPEN(name)                                                             \
    int name(const char *path, int flags, ...) {                               \
        va_list rest;                                                          \
        va_start(rest, flags);                                                 \
        mode_t mode = va_arg(rest, mode_t);                                    \
        va_end(rest);                                                          \
        int fd = ((int (*)(const char *, int, ...))real(#name))(path, flags, mode); \
        opened(fd, path);                                                      \
        return fd;                                                             \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                           \
    int name(int folder, const char *path, int flags, ...) {                   \
        va_list rest;                                                          \
        va_start(rest, flags);                                                 \
        mode_t mode = va_arg(rest, mode_t);                                    \
        va_end(rest);                                                          \
        int fd = ((int (*)(int, const char *, int, ...))real(#name))(folder, path, flags, mode); \
        opened(fd, path);                                                      \
        return fd;                                                             \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    if (is_watched(fd)) file_of[fd] = 0;
    return REAL(close)(fd);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    off_t at = is_watched(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = REAL(write)(fd, bytes, length);
    if (is_watched(fd)) written(fd, at, done);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    ssize_t done = REAL(pwrite)(fd, bytes, length, at);
    if (is_watched(fd)) written(fd, at, done);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    ssize_t done = REAL(pwrite64)(fd, bytes, length, at);
    if (is_watched(fd)) written(fd, at, done);
    return done;
}

#define FLUSH(name)                                                            \
    int name(int fd) {                                                         \
        if (!is_watched(fd)) return REAL(name)(fd);                            \
        if (fails(fd)) return errno = EIO, -1;                                 \
        int done = REAL(name)(fd);                                             \
        if (!done) flushed(fd);                                                \
        return done;                                                           \
    }
FLUSH(fsync)
FLUSH(fdatasync)

static void at_once(const char *path, const char *to) {
    const char *name = kept ? below(path) : NULL, *target = to && kept ? below(to) : NULL;
    if (!name || (to && !target)) return;
    char from[PATH_MAX], into[PATH_MAX];
    keep_path(name, from);
    if (to) {
        keep_path(target, into);
        REAL(rename)(from, into);
    } else {
        REAL(unlink)(from);
    }
    pthread_mutex_lock(&lock);
    find(name)->count = 0;
    pthread_mutex_unlock(&lock);
}

int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (!done) at_once(path, NULL);
    return done;
}

int rename(const char *path, const char *to) {
    int done = REAL(rename)(path, to);
    if (!done) at_once(path, to);
    return done;
}

/* ---- a disk elsewhere ---- */

static void hang(const char *path) {
    if (!path) return;
    for (;;) {
        char prefix[PATH_MAX] = "";
        int said = hangs ? REAL(open)(hangs, O_RDONLY | O_CLOEXEC) : -1;
        if (said < 0) return;
        ssize_t length = read(said, prefix, sizeof prefix - 1);
        REAL(close)(said);
        prefix[length > 0 ? length : 0] = 0;
        if (!*prefix || strncmp(path, prefix, strlen(prefix))) return;
        usleep(10000);
    }
}

DIR *opendir(const char *path) {
    hang(path);
    return REAL(opendir)(path);
}

int statx(int folder, const char *restrict path, int flags, unsigned mask, struct statx *restrict found) {
    hang(path);
    return REAL(statx)(folder, path, flags, mask, found);
}

/* ---- the clock ---- */

int clock_gettime(clockid_t clock, struct timespec *now) {
    int done = REAL(clock_gettime)(clock, now);
    if (!done && wrong_by && clock == CLOCK_REALTIME) now->tv_sec += *wrong_by;
    return done;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int done = REAL(gettimeofday)(now, zone);
    if (!done && wrong_by) now->tv_sec += *wrong_by;
    return done;
}

time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}
