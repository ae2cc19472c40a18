/**
 * Keyferry as it is measured: server and gateway in this process, called over HTTP, with proxies at
 * its seams that note when something passed.
 *
 * <p>Entry class: {@link dev.keyferry.bench.product.Product}.
 *
 * <p>Depends on server, gateway, feed and the JSON parser. Nothing in the product knows that it is
 * measured.
 */
@NullMarked
package dev.keyferry.bench.product;

import org.jspecify.annotations.NullMarked;
