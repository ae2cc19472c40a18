/**
 * Why a whole request is refused: {@link dev.keyferry.server.usecase.refusal.Refusal}, which every
 * use case and every port may throw. Depends on the domain.
 */
@NullMarked
package dev.keyferry.server.usecase.refusal;

import org.jspecify.annotations.NullMarked;
