/**
 * What stands in {@code ipsec.conf} and {@code ipsec.secrets}; entry {@link
 * dev.keyferry.app.adopt.starter.StarterFiles}. Grammar and inheritance are those of strongSwan's
 * starter and of its plugin stroke. Depends on {@code adopt} and {@code adopt.source}.
 */
@NullMarked
package dev.keyferry.app.adopt.starter;

import org.jspecify.annotations.NullMarked;
