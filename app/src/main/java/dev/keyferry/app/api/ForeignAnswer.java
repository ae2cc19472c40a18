package dev.keyferry.app.api;

/** What answered is not the API, or answers more than it would. */
final class ForeignAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;
}
