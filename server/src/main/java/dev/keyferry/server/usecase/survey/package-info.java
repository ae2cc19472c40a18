/**
 * How the keys of an account's tunnels stand, found and counted without reading more of a tunnel
 * than that takes. Begins at {@link dev.keyferry.server.usecase.survey.FindTunnels} and {@link
 * dev.keyferry.server.usecase.survey.SurveyKeys}. Depends on ports and domain, and on {@code
 * dev.keyferry.server.usecase.standing}.
 */
@NullMarked
package dev.keyferry.server.usecase.survey;

import org.jspecify.annotations.NullMarked;
