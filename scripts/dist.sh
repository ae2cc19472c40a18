# Builds a command of this repository into a directory of jars. Meant to be sourced by bash after
# jdk.sh, by a script that has set the variable root to the repository.

# Sets the variable DIST to a directory that holds the jars of the module $1 and of all that it
# needs. Builds it first where that was not done yet or a source of the modules $1 $2 ... is newer
# than the last build. Needs JDK, which find_jdk sets.
ensure_built() {
    local all=$root/target/dist/$1
    if is_stale "$all" "$@"; then
        mkdir -p "$all"
        # Of several first runs one builds; the others wait and then find it built. All commands
        # share one lock, for they share Maven's directories.
        exec 9>"$root/target/dist/lock"
        flock 9
        if is_stale "$all" "$@"; then
            build "$all" "$1"
        fi
        exec 9>&-
    fi
    DIST=$all/$(readlink -- "$all/current")
}

# Succeeds where the last build in $1 is missing or older than a source of the modules that follow.
# A deleted file counts too: it makes its directory newer.
is_stale() {
    local all=$1 module sources
    shift
    [[ -L $all/current ]] || return 0
    sources=("$root/pom.xml" "$root/scripts")
    for module in "$@"; do
        sources+=("$root/$module/pom.xml" "$root/$module/src/main")
    done
    [[ -n $(find "${sources[@]}" -newer "$all/current/built" -print -quit) ]]
}

# Builds the module $2 into a new directory in $1. Every build has one of its own: a server that
# still runs keeps the jars it was started with. The two builds before stay, older ones go.
build() {
    local all=$1 module=$2 fresh
    require_maven
    echo "keyferry: building, which takes a few minutes the first time" >&2
    touch "$all/started"
    if ! JAVA_HOME=$JDK MAVEN_OPTS="${MAVEN_OPTS:-} -Djansi.noreset=true --sun-misc-unsafe-memory-access=allow" \
        mvn -q -B -Dstyle.color=never -f "$root/pom.xml" -pl "$module" -am '-P!format' \
        -Dmaven.test.skip=true package >&2; then
        echo "error: the build failed" >&2
        echo "hint: read Maven's messages above; the first build needs the network" >&2
        return 1
    fi
    fresh=$all/$(date +%s%N)
    mkdir "$fresh"
    cp "$root/$module"/target/lib/*.jar "$root/$module"/target/keyferry-"$module"-*.jar "$fresh/"
    mv "$all/started" "$fresh/built"
    ln -sfT "$(basename -- "$fresh")" "$all/next"
    mv -T "$all/next" "$all/current"
    find "$all" -mindepth 1 -maxdepth 1 -type d | sort | head -n -3 | xargs -r rm -rf --
}
