# What ringwatch, bin/check and bin/fmt share: find a JDK, run Maven, build a jar. Read with `.`, never run.
# The caller sets ringwatch_root, the directory of the repository, and runs under `set -eu`. POSIX sh, so no `local`:
# functions that set variables for the caller say so, all others work in a subshell or prefix theirs with an underscore.
# shellcheck shell=sh disable=SC2154 # ringwatch_root is the caller's

# The oldest Java that builds and runs Ringwatch.
oldest_java=25

say() {
  printf 'ringwatch: %s\n' "$*" >&2
}

# The version of the JDK in directory $1, such as 25.0.3; nothing when there is none.
java_version_of() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\{0,1\}\([^"]*\)"\{0,1\}.*$/\1/p' "$1/release" | head -n 1
}

# Looks at directory $1. Returns 0 and sets jdk_home if it is a JDK that is new enough; otherwise adds it to
# java_found, when it is some Java. Also sets jdk_major.
consider_jdk() {
  [ -x "$1/bin/java" ] || return 1
  _home=$(CDPATH='' cd -P -- "$1" 2>/dev/null && pwd) || return 1
  _version=$(java_version_of "$_home")
  jdk_major=${_version%%[!0-9]*}
  [ -n "$jdk_major" ] || return 1
  _note=''
  if [ "$jdk_major" -ge "$oldest_java" ]; then
    if [ -x "$_home/bin/javac" ]; then
      jdk_home=$_home
      return 0
    fi
    _note=' (without a compiler)'
  fi
  case "$java_found" in
    *" at $_home$_note,"*) ;;
    *) java_found="$java_found Java $_version at $_home$_note," ;;
  esac
  return 1
}

# The home of the `java` on the PATH; nothing when there is none. Launchers that stand in for one (jenv, asdf, macOS) are
# asked, since their own place says nothing.
java_home_on_path() {
  _java=$(command -v java 2>/dev/null) || return 0
  _java=$(readlink -f "$_java" 2>/dev/null || printf '%s' "$_java")
  _home=${_java%/bin/java}
  if [ ! -r "$_home/release" ]; then
    _home=$("$_java" -XshowSettings:properties -version 2>&1 </dev/null | sed -n 's/^ *java\.home = //p' | head -n 1)
  fi
  printf '%s' "$_home"
}

# Sets jdk_home to a JDK that is new enough, or says what was looked at and what was found, and returns 1.
# Order: RINGWATCH_JAVA_HOME (which must fit if it is set), JAVA_HOME, the PATH, the places where systems keep JDKs; of
# those first the very version, then the nearest newer one.
find_jdk() {
  jdk_home=''
  java_found=''
  if [ -n "${RINGWATCH_JAVA_HOME:-}" ]; then
    consider_jdk "$RINGWATCH_JAVA_HOME" && return 0
    _found=${java_found:+, found${java_found%,}}
    say "RINGWATCH_JAVA_HOME=$RINGWATCH_JAVA_HOME is not a JDK $oldest_java or newer${_found:-, there is no Java in it}; correct it, or unset it to have one looked for."
    return 1
  fi
  if [ -n "${JAVA_HOME:-}" ] && consider_jdk "$JAVA_HOME"; then
    return 0
  fi
  _home=$(java_home_on_path)
  if [ -n "$_home" ] && consider_jdk "$_home"; then
    return 0
  fi
  _best=''
  _best_major=''
  for _candidate in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* \
    /opt/* /opt/java/* /opt/jdk/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/*jdk* /usr/local/*java* /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.asdf/installs/java/* \
    "${HOME:-/}"/.local/share/mise/installs/java/* "${HOME:-/}"/.gradle/jdks/* "${HOME:-/}"/.gradle/jdks/*/Contents/Home; do
    if consider_jdk "$_candidate" && { [ -z "$_best" ] || [ "$jdk_major" -lt "$_best_major" ]; }; then
      _best=$jdk_home
      _best_major=$jdk_major
    fi
  done
  jdk_home=$_best
  [ -z "$jdk_home" ] || return 0
  _found=${java_found:+found${java_found%,}}
  say "needs a JDK $oldest_java or newer, and there is none in JAVA_HOME, on the PATH, in /usr/lib/jvm, /opt, /usr/local, /Library/Java, ~/.sdkman or ~/.jdks (${_found:-no Java found at all}): install one, for example from https://adoptium.net, or set RINGWATCH_JAVA_HOME to where it is."
  return 1
}

# Sets maven to the command that runs Maven: the wrapper, which brings the version that the build was tried with, or the
# mvn on the PATH when the wrapper cannot fetch it. Needs jdk_home. Changes to the root, where Maven finds .mvn/.
find_maven() {
  # A jar remembers who may read its entries: the same for everyone, so that builds are equal.
  umask 022
  cd "$ringwatch_root" || return 1
  JAVA_HOME=$jdk_home
  # Maven 3 and its libraries still call what JDK 25 warns of at every start.
  MAVEN_OPTS="${MAVEN_OPTS:+$MAVEN_OPTS }--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  export JAVA_HOME MAVEN_OPTS
  if ! command -v unzip >/dev/null 2>&1; then
    # The wrapper would fetch another archive then, and find that its checksum differs.
    _problem='the Maven wrapper needs unzip, which is not installed'
  elif _problem=$(sh ./mvnw --version 2>&1 </dev/null); then
    maven='sh ./mvnw'
    return 0
  else
    _problem="the Maven wrapper failed ($(printf '%s\n' "$_problem" | grep -v '^ *$' | tail -n 1))"
  fi
  if command -v mvn >/dev/null 2>&1; then
    say "$_problem; using $(command -v mvn) instead."
    maven='mvn'
    return 0
  fi
  say "$_problem, and there is no mvn on the PATH: one of the two is needed to build."
  return 1
}

# Whether jar $1 is missing, or older than a source, resource or pom of one of the modules that follow.
is_stale() (
  _jar=$1
  shift
  [ -f "$_jar" ] || return 0
  cd "$ringwatch_root" || return 1
  # A jar that was handed out without its sources.
  [ -f pom.xml ] || return 1
  _paths=pom.xml
  for _module in "$@"; do
    _paths="$_paths $_module/pom.xml $_module/src/main"
  done
  # Directories too: their time tells of files that were removed.
  # shellcheck disable=SC2086 # paths are words
  [ -n "$(find $_paths -newer "$_jar" -print 2>/dev/null | head -n 1)" ]
)

# Builds the runnable jar $2 of module $1 into $1/target, when it is missing or older than its sources. Says so on
# standard error; Maven's own words go to a file. Two at once take turns, and the second finds the work done.
# Needs jdk_home, and the names of the modules that the jar is made of as the remaining arguments.
build_jar() {
  _module=$1
  _name=$2
  shift 2
  _target=$ringwatch_root/$_module/target/$_name
  is_stale "$_target" "$@" || return 0
  mkdir -p "$ringwatch_root/.build" 2>/dev/null || {
    say "cannot write to $ringwatch_root/.build, where the jar is built."
    return 1
  }
  take_build_lock
  _status=0
  if is_stale "$_target" "$@"; then
    build_jar_now "$_module" "$_name" "$_target" || _status=1
  fi
  release_build_lock
  return "$_status"
}

# build_jar's work, under the lock: module $1, file name $2, target $3.
build_jar_now() (
  _log=$ringwatch_root/.build/$1.log
  if [ -f "$3" ]; then
    say "building the jar again, its sources have changed ..."
  else
    say "building the jar (first time, about a minute; more where libraries must be downloaded) ..."
  fi
  # The jar gets the time at which the build began, so that what is saved during the build counts as newer.
  _began=$ringwatch_root/.build/$1.began
  : >"$_began"
  find_maven || return 1
  # shellcheck disable=SC2086 # maven may be two words
  if ! $maven -B -ntp -Dquick -pl "$1" -am package >"$_log" 2>&1 </dev/null; then
    # Maven's errors without its advice; all of the end when it died without a word.
    _errors=$(grep '^\[ERROR\] .' "$_log" | grep -v -e '-> \[Help' -e '\[Help 1\]' -e 'Re-run Maven' -e 'To see the full' \
      -e 'For more information' -e 'After correcting' -e '  mvn <args>' | head -n 25) || true
    printf '%s\n' "${_errors:-$(tail -n 25 "$_log")}" >&2
    say "the build failed; all that Maven said is in $_log"
    return 1
  fi
  mkdir -p "${3%/*}"
  _built=$ringwatch_root/.build/ringwatch-$1/$2
  touch -r "$_began" "$_built"
  # A rename: a Ringwatch that runs keeps the file that it opened.
  mv -f "$_built" "$3"
)

# Whether cache $2 is missing, or older than jar $1.
is_cache_stale() {
  [ ! -f "$2" ] || [ -n "$(find "$1" -newer "$2" -print 2>/dev/null)" ]
}

# Records into cache $2 what the JVM learns in a short analyze with jar $1, when that was not done for this jar: classes, and
# how often what runs. The remaining arguments are the JVM's options, which must be those of later runs. A folder that cannot
# be written to is left as it is; a run that failed leaves an empty cache, so that it is not tried at every start.
make_aot_cache() {
  is_cache_stale "$1" "$2" || return 0
  mkdir -p "${2%/*}" 2>/dev/null && [ -w "${2%/*}" ] || return 0
  take_build_lock
  if is_cache_stale "$1" "$2"; then
    make_aot_cache_now "$@"
  fi
  release_build_lock
}

# make_aot_cache's work, under the lock.
make_aot_cache_now() (
  trap 'exit 130' INT
  _jar=$1
  _cache=$2
  _work=$ringwatch_root/.build/aot
  shift 2
  say "learning from a short run, so that later ones are faster (once for every build, some ten seconds) ..."
  rm -rf "$_work" "$ringwatch_root"/.build/analyze-*.aot
  mkdir -p "$_work" || return 1
  _java=$jdk_home/bin/java
  {
    "$_java" "$@" -jar "$_jar" generate --out "$_work" --accounts 5000 --events 100000 --traps HARD &&
      "$_java" "$@" -XX:AOTCacheOutput="$_work/cache" -jar "$_jar" analyze "$_work/events.csv" \
        --labels "$_work/labels.csv" --out "$_work/answers"
  } >"$ringwatch_root/.build/aot.log" 2>&1 </dev/null || rm -f "$_work/cache"
  [ -s "$_work/cache" ] || : >"$_work/cache"
  # A rename: a Ringwatch that runs keeps the file that it opened.
  mv -f "$_work/cache" "$_cache"
  rm -rf "$_work"
)

# One build at a time, by flock where there is one, else by a directory that names its owner's process.
take_build_lock() {
  _lock=$ringwatch_root/.build/lock
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$_lock"
    flock -n 9 || {
      say "waiting for another build to end ..."
      flock 9
    }
    return 0
  fi
  _waited=''
  until mkdir "$_lock.d" 2>/dev/null; do
    _owner=$(cat "$_lock.d/pid" 2>/dev/null || true)
    if [ -n "$_owner" ] && ! kill -0 "$_owner" 2>/dev/null; then
      say "removing the lock of a build that was ended (process $_owner)."
      rm -rf "$_lock.d"
      continue
    fi
    [ -n "$_waited" ] || say "waiting for another build to end ... (its lock is $_lock.d)"
    _waited=yes
    sleep 1
  done
  echo "$$" >"$_lock.d/pid"
  trap 'rm -rf "$_lock.d"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

release_build_lock() {
  if command -v flock >/dev/null 2>&1; then
    exec 9>&-
    return 0
  fi
  rm -rf "$_lock.d"
  trap - EXIT INT TERM
}
