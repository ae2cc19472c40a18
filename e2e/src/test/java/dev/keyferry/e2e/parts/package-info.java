/**
 * What the tests of the whole product share: a server process, callers of its API, a customer's
 * site in the lab, and a proxy before charon. Depends on no test.
 */
@NullMarked
package dev.keyferry.e2e.parts;

import org.jspecify.annotations.NullMarked;
