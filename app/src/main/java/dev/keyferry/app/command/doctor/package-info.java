/**
 * The command {@code keyferry doctor}: which checks run, and how what they saw is printed. Depends
 * on {@code terminal}, {@code api} and {@code dev.keyferry.app.doctor}.
 */
@NullMarked
package dev.keyferry.app.command.doctor;

import org.jspecify.annotations.NullMarked;
