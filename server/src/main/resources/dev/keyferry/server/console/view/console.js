"use strict";

// Tells of what htmx changes on a page, in regions that assistive technology reads out.
const say = (id, text) => {
    const region = document.getElementById(id);
    if (region) {
        region.textContent = text;
    }
};

const unavailable = "The server did not answer. What is shown may be out of date.";

document.addEventListener("htmx:afterSwap", () => {
    const summary = document.querySelector("[data-summary]");
    say("problem", "");
    say("summary", summary ? summary.textContent : "");
});
document.addEventListener("htmx:responseError", (event) =>
    say("problem", `The server refused this (${event.detail.xhr.status}). What is shown may be out of date.`));
document.addEventListener("htmx:sendError", () => say("problem", unavailable));
document.addEventListener("htmx:timeout", () => say("problem", unavailable));
