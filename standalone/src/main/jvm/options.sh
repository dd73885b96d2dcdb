# shellcheck shell=sh disable=SC2034,SC2154
# Read by the launcher and by the image's command with the words of the command line: which files the JVM starts from.
# Wants $jvm, this folder. Gives $kind, the name of the cache; $settings, a file of options; $ours, options behind it.

# A service alone has settings and a cache of its own.
case ${1:-} in ingest | router | notifier) kind=$1 ;; *) kind=tocsin ;; esac
settings=$jvm/$kind.options
# glibc's malloc keeps a pool per thread and core otherwise, and what is freed in one is of no use to another.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
theirs="${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-} ${TOCSIN_JAVA_OPTS:-}"
# The JVM takes one collector only: one that the user names comes in place of ours.
case $theirs in
*-XX:+UseG1GC* | *-XX:+UseParallelGC* | *-XX:+UseSerialGC* | *-XX:+UseZGC* | *-XX:+UseShenandoahGC* | *-XX:+UseEpsilonGC*)
    ours=-XX:-UseSerialGC ;;
*) ours='' ;;
esac
# A share of the memory counts for nothing beside a fixed heap, wherever that stands.
case $theirs in
*-XX:MaxRAMPercentage=*)
    ours="$(grep -v '^#\|^-Xm[nx]' "$settings") $ours" || true
    settings=$jvm/tocsin.options
    ;;
esac
