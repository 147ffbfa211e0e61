/* A new version that opens the shop late or never, for tests/install/run.
 *
 * DEAF      says that it is ready, and answers no request
 * CHANGER   changes the shop's file as a migration does, with a copy made first, and then dies
 * SLOW      says for longer than the script waits that it is opening, and then is the real one
 * LATE      changes the shop's file, takes orders like the real one, and does not say in time how it is
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void tell(const char *what) {
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    const char *path = getenv("NOTIFY_SOCKET");
    int ear = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (!path || ear < 0 || strlen(path) >= sizeof to.sun_path) return;
    strcpy(to.sun_path, path);
    sendto(ear, what, strlen(what), 0, (struct sockaddr *)&to, sizeof to);
    close(ear);
}

#if defined(DEAF)
static int command(char **words) {
    if (strcmp(words[1], "serve")) return 1;
    tell("READY=1");
    return pause();
}
#elif defined(CHANGER)
static int command(char **words) {
    tell("STATUS=Opening");
    return strcmp(words[1], "serve") || system("/sticks/change") || 1;
}
#elif defined(LATE)
static int command(char **words) {
    if (strcmp(words[1], "serve")) return 1;
    tell("STATUS=Opening");
    if (system("/sticks/copy")) return 1;
    return execv("/sticks/two/siap", words);
}
#else
static int command(char **words) {
    for (int second = 0; second < 25 && !strcmp(words[1], "serve"); second++) {
        tell("STATUS=Opening");
        sleep(1);
    }
    return execv("/sticks/two/siap", words);
}
#endif

int main(int count, char **words) {
    if (count < 2) return 1;
    return strcmp(words[1], "version") ? command(words) : puts("siap 9.9.9") < 0;
}
