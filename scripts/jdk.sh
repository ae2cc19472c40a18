# Finds what a build of Keyferry needs. Meant to be sourced by bash; needs no JVM to look.

readonly KEYFERRY_JAVA=25

# Prints the major version of the JDK in $1, or nothing where there is none.
jdk_version() {
    local line
    [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 0
    while IFS= read -r line; do
        if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
            printf '%s' "${BASH_REMATCH[1]}"
            return 0
        fi
    done <"$1/release"
}

# Sets the variable JDK to the first directory of the search order that holds a JDK of at least
# version $KEYFERRY_JAVA: JAVA_HOME, the java on PATH, then the usual places of installation.
find_jdk() {
    local candidate version on_path
    on_path=$(command -v java || true)
    [[ -z $on_path ]] || on_path=$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path")")")
    for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/* /opt/java/* \
        "${SDKMAN_DIR:-${HOME:-/root}/.sdkman}"/candidates/java/*; do
        [[ -n $candidate ]] || continue
        version=$(jdk_version "$candidate")
        if [[ -n $version && $version -ge $KEYFERRY_JAVA ]]; then
            JDK=$candidate
            return 0
        fi
    done
    echo "error: no JDK $KEYFERRY_JAVA or newer: looked at JAVA_HOME, at java on PATH, in /usr/lib/jvm, /opt and SDKMAN" >&2
    echo "hint: install openjdk-$KEYFERRY_JAVA-jdk or temurin-$KEYFERRY_JAVA-jdk, or set JAVA_HOME to a JDK $KEYFERRY_JAVA" >&2
    return 1
}

# Fails, naming it, where Maven is missing.
require_maven() {
    command -v mvn >/dev/null && return 0
    echo "error: Maven (mvn) was not found on PATH" >&2
    echo "hint: install it, on Debian: apt-get install --no-install-recommends maven" >&2
    return 1
}
