package dev.keyferry.server.console.page;

/**
 * What came of a form.
 *
 * @param status of HTTP
 * @param sheet the page that tells of it; whoever sends it wipes it
 */
public record Done(int status, Sheet sheet) {}
