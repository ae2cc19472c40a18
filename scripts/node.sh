# Finds what the tests with the official client need. Meant to be sourced by bash.

readonly KEYFERRY_NODE=18

# Fails, naming it, where Node or npm is missing or Node is too old.
require_node() {
    local version=0
    if command -v node >/dev/null && command -v npm >/dev/null; then
        version=$(node --print 'process.versions.node.split(".")[0]')
        [[ $version -lt $KEYFERRY_NODE ]] || return 0
    fi
    echo "error: Node $KEYFERRY_NODE or newer, with npm, was not found on PATH" >&2
    echo "hint: install both, on Debian: apt-get install --no-install-recommends nodejs npm" >&2
    return 1
}
