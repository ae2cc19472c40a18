/**
 * What a server has beside its database, and whether both belong together; entry {@link
 * dev.keyferry.server.data.DataDirectory}. Depends on the store's engines and on use cases' ports,
 * and on nothing that runs.
 */
@NullMarked
package dev.keyferry.server.data;

import org.jspecify.annotations.NullMarked;
